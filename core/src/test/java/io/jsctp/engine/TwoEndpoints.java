package io.jsctp.engine;

import io.jsctp.link.PacketBatch;
import io.jsctp.wire.Crc32c;
import io.jsctp.wire.PacketDissector;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two endpoints joined by a wire in virtual time, with one driver each: the smallest harness that runs the engine as its
 * contract asks. Packets can be looked at, dropped and replayed by the test.
 */
final class TwoEndpoints {
    static final int UDP = 9899;
    static final long DELAY_NS = 5_000_000L;

    Side a;
    final Side b;
    final List<String> trace = new ArrayList<>();
    PacketFilter filter = (fromA, text) -> true;

    /** Sees every packet that is sent. */
    Consumer<ByteBuffer> onPacket = packet -> {};

    int checked;
    long now = 1_000_000_007L;

    private final ArrayDeque<Packet> wire = new ArrayDeque<>();
    private final Crc32c crc = new Crc32c();

    interface PacketFilter {
        boolean passes(boolean fromA, String text);
    }

    private record Packet(
            boolean toA, ByteBuffer bytes, InetAddress from, InetAddress destination, long arrivesNs, String text) {}

    TwoEndpoints(long seed, AssociationSettings settings) {
        this(seed, settings, List.of(address("10.0.0.1")), List.of(address("10.0.0.2")));
    }

    TwoEndpoints(long seed, AssociationSettings settings, List<InetAddress> addressesA, List<InetAddress> addressesB) {
        a = new Side(addressesA, 1001, settings, seed);
        b = new Side(addressesB, 1002, settings, seed + 1);
        b.endpoint.listening(true);
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** One host: its endpoint, at most one association, and what its user saw. */
    final class Side {
        final Endpoint endpoint;
        final PacketBatch batch = new PacketBatch(1 << 20, 512);
        final List<AssociationEvent> notifications = new ArrayList<>();

        /** How many messages had come before each of the notifications. */
        final List<Integer> messagesAtNotification = new ArrayList<>();

        final List<byte[]> messages = new ArrayList<>();
        final List<InboundMessage> unread = new ArrayList<>();
        boolean reads = true;

        @Nullable
        Association association;

        Side(List<InetAddress> addresses, int port, AssociationSettings settings, long seed) {
            Random random = new Random(seed);
            Entropy entropy = new Entropy() {
                @Override
                public int nextInt() {
                    return random.nextInt();
                }

                @Override
                public void fillSecret(byte[] secret) {
                    random.nextBytes(secret);
                }
            };
            EndpointEnvironment environment = EndpointEnvironment.alone(EndpointLimits.DEFAULT, entropy);
            endpoint = new Endpoint(port, addresses, false, settings, environment, now);
        }

        Association association() {
            Association x = association;
            if (x == null) {
                throw new IllegalStateException("no association");
            }
            return x;
        }

        void associate(Side peer) {
            association = endpoint.associate(
                    peer.endpoint.localAddresses(), peer.endpoint.localPort(), UDP, endpoint.settings(), now);
            flush();
        }

        void send(byte[] message, int stream, int flags) {
            SendStatus status = association().send(ByteBuffer.wrap(message), stream, flags, 7, 0, 0, null, now);
            if (status != SendStatus.ACCEPTED) {
                throw new IllegalStateException(status.toString());
            }
            flush();
        }

        void flush() {
            Association x = association;
            if (x != null) {
                boolean more;
                do {
                    more = x.transmit(batch, now);
                    deliver();
                } while (more);
                drain(x);
                if (x.isClosed()) {
                    endpoint.remove(x, now);
                }
            }
            deliver();
        }

        private void drain(Association x) {
            AssociationEvent e;
            while ((e = x.pollEvent()) != null) {
                if (e instanceof InboundMessage m) {
                    unread.add(m);
                } else {
                    notifications.add(e);
                    messagesAtNotification.add(messages.size() + unread.size());
                }
            }
            if (reads) {
                readAll();
            }
        }

        void readAll() {
            Association x = association();
            for (InboundMessage m : unread) {
                ByteBuffer copy = ByteBuffer.allocate(m.length());
                m.read(copy);
                messages.add(copy.array());
                x.consumed(m, now);
            }
            boolean any = !unread.isEmpty();
            unread.clear();
            if (any) {
                while (x.transmit(batch, now)) {
                    deliver();
                }
                deliver();
            }
        }

        private void deliver() {
            for (int i = 0; i < batch.count(); i++) {
                byte[] bytes = new byte[batch.length(i)];
                batch.buffer().get(batch.offset(i), bytes);
                onPacket.accept(ByteBuffer.wrap(bytes));
                checked++;
                String text = PacketDissector.dissect(ByteBuffer.wrap(bytes), 0, bytes.length);
                InetAddress source = batch.source(i);
                trace.add((this == a ? "A> " : "B> ") + (now / 1000) + "us " + text);
                if (source != null && filter.passes(this == a, text)) {
                    wire.add(new Packet(
                            this != a, ByteBuffer.wrap(bytes), source, batch.destination(i), now + DELAY_NS, text));
                }
            }
            batch.clear();
        }

        void receive(ByteBuffer bytes, InetAddress from, InetAddress to) {
            int length = bytes.limit();
            if (!crc.verify(bytes, 0, length)) {
                return;
            }
            Association found = endpoint.lookup(bytes, 0, length, from);
            if (found == null || PacketOwner.needsEndpoint(bytes, 0, length)) {
                Association created = endpoint.receive(found, bytes, 0, length, from, UDP, to, batch, now);
                if (created != null) {
                    association = created;
                }
            } else {
                found.receive(bytes, 0, length, from, UDP, to, now);
            }
            flush();
        }

        long nextTimeoutNs() {
            Association x = association;
            return x == null ? Long.MAX_VALUE : x.nextTimeoutNs();
        }
    }

    /** A comes back under its old address and port, and remembers nothing. */
    void crashA(long seed) {
        a = new Side(a.endpoint.localAddresses(), a.endpoint.localPort(), a.endpoint.settings(), seed);
    }

    /** Runs until nothing happens any more, or the given time has passed; heartbeats go on for ever. */
    void run(long durationNs) {
        long end = now + durationNs;
        for (int i = 0; i < 1_000_000; i++) {
            Packet p = wire.peek();
            long next = Math.min(a.nextTimeoutNs(), b.nextTimeoutNs());
            if (p != null && p.arrivesNs <= next) {
                if (p.arrivesNs > end) {
                    break;
                }
                wire.remove();
                now = Math.max(now, p.arrivesNs);
                (p.toA ? a : b).receive(p.bytes, p.from, p.destination);
                continue;
            }
            if (next > end) {
                break;
            }
            now = Math.max(now, next) + 1;
            for (Side side : List.of(a, b)) {
                Association x = side.association;
                if (x != null && x.nextTimeoutNs() <= now) {
                    x.timeout(now);
                    side.flush();
                }
            }
        }
        now = end;
    }

    static byte[] message(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
