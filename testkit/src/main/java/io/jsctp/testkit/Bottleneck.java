package io.jsctp.testkit;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationEvent;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.InboundMessage;
import io.jsctp.engine.SendStatus;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bulk transfers through one bottleneck, in virtual time: a rate, a queue that drops what does not fit, a round trip and
 * losses by chance. Each flow has hosts of its own and sends as fast as it may. The same seed gives the same run. Not
 * thread-safe.
 */
public final class Bottleneck {
    private static final int PORT = 5001;
    private static final int UDP_PORT = 9899;

    /** Ten full chunks of the usual path MTU, so that no packet is less than full. */
    private static final int CHUNKS_PER_MESSAGE = 10;

    private final SimulatedNetwork network;
    private final PathConditions conditions;
    private final long seed;
    private final List<Flow> flows = new ArrayList<>();

    /**
     * Makes one without flows.
     *
     * @param seed determines every chance event
     * @param bitsPerSecond its rate, each way
     * @param roundTripNs the round trip without a queue
     * @param queueBytes what waits for the rate at most
     * @param lossPerMille packets lost by chance of a thousand, each way
     */
    public Bottleneck(long seed, long bitsPerSecond, long roundTripNs, int queueBytes, int lossPerMille) {
        this.seed = seed;
        network = new SimulatedNetwork(seed, new LadderTrace(0));
        conditions = new PathConditions(roundTripNs / 2, 0, lossPerMille, 0, 0, 0, bitsPerSecond, queueBytes, 0);
        network.conditions(conditions);
    }

    /** {@return the network} */
    public SimulatedNetwork network() {
        return network;
    }

    /** One association that sends as fast as it may. */
    public final class Flow implements SimulatedHost.User {
        private final SimulatedHost sender;
        private final SimulatedHost receiver;
        private final Association association;
        private final ByteBuffer message;
        private long bytes;

        private Flow(int number, AssociationSettings settings) {
            sender = host(2 * number, settings);
            receiver = host(2 * number + 1, settings);
            message = ByteBuffer.allocate(CHUNKS_PER_MESSAGE * (settings.pathMtuBytes() - 28));
            sender.user(this);
            receiver.user(new Sink());
            receiver.endpoint().listening(true);
            if (number > 0) {
                Flow first = flows.get(0);
                network.share(address(sender), address(receiver), address(first.sender), address(first.receiver));
                network.share(address(receiver), address(sender), address(first.receiver), address(first.sender));
            }
            association = sender.associate(receiver, receiver.addresses());
        }

        /** {@return payload bytes that have arrived} */
        public long bytes() {
            return bytes;
        }

        /** {@return the sender's association} */
        public Association association() {
            return association;
        }

        /** Sends as much as the send buffer takes. */
        @Override
        public void onIdle(SimulatedHost host, Association a) {
            while (a.isEstablished()) {
                message.clear();
                if (a.send(message, 0, 0, 0, 0, 0, null, network.nowNs()) != SendStatus.ACCEPTED) {
                    return;
                }
            }
        }

        private final class Sink implements SimulatedHost.User {
            @Override
            public void onEvent(SimulatedHost host, Association a, AssociationEvent event) {
                if (event instanceof InboundMessage m) {
                    bytes += m.length();
                    a.consumed(m, network.nowNs());
                }
            }
        }
    }

    private SimulatedHost host(int number, AssociationSettings settings) {
        try {
            InetAddress address = InetAddress.getByAddress(new byte[] {10, 9, 0, (byte) (number + 1)});
            return new SimulatedHost(network, List.of(address), PORT, UDP_PORT, settings, seed * 1000 + number);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InetAddress address(SimulatedHost host) {
        return host.addresses().get(0);
    }

    /**
     * Adds a flow, which begins at once.
     *
     * @param settings what both of its ends use
     * @return the flow
     */
    public Flow add(AssociationSettings settings) {
        Flow flow = new Flow(flows.size(), settings);
        flows.add(flow);
        return flow;
    }

    /**
     * Lets time pass.
     *
     * @param durationNs how much, in nanoseconds
     */
    public void run(long durationNs) {
        network.run(durationNs);
    }
}
