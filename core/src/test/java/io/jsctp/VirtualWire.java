package io.jsctp;

import io.jsctp.link.Link;
import io.jsctp.link.LinkCapabilities;
import io.jsctp.link.PacketBatch;
import io.jsctp.link.PacketReceiver;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two stacks without threads on one wire in virtual time. Whoever waits lets the time pass: up to the next packet that
 * reaches it, or to what the other stack has to do, which is then done.
 */
public final class VirtualWire {
    static final long DELAY_NS = 10_000_000L;

    private final List<End> ends = new ArrayList<>();
    public final SteppedStack client;
    public final SteppedStack server;
    private long nowNs = 1_000_000_000L;
    private boolean cut;
    private final LinkCapabilities links;
    private final boolean verifyTrusted;

    /** Sees every packet that is sent, and may change it. */
    Consumer<ByteBuffer> onPacket = packet -> {};

    private final int[] firstChunks = new int[256];

    public VirtualWire() throws Exception {
        this(StackLimits.defaults(), false);
    }

    VirtualWire(StackLimits limits) throws Exception {
        this(limits, false);
    }

    /** With or without DF in its packets. */
    VirtualWire(StackLimits limits, boolean dontFragment) throws Exception {
        this(limits, new LinkCapabilities(true, false, false, false, dontFragment));
    }

    VirtualWire(StackLimits limits, LinkCapabilities links) throws Exception {
        this(limits, links, false);
    }

    VirtualWire(StackLimits limits, LinkCapabilities links, boolean verifyTrusted) throws Exception {
        this.links = links;
        this.verifyTrusted = verifyTrusted;
        client = open("192.0.2.1", limits);
        server = open("192.0.2.2", limits);
    }

    private SteppedStack open(String address, StackLimits limits) throws Exception {
        End end = new End(InetAddress.getByName(address));
        ends.add(end);
        SteppedStack stack = SctpStack.builder()
                .link(end)
                .random(new Random(ends.size()))
                .limits(limits)
                .verifyTrustedChecksums(verifyTrusted)
                .openStepped();
        end.stack = stack;
        return stack;
    }

    long nowNs() {
        return nowNs;
    }

    /** Lets the time pass, and both stacks do what is due. */
    public void runFor(long seconds) {
        runForNs(seconds * 1_000_000_000L);
    }

    public void runForNs(long durationNs) {
        long endNs = nowNs + durationNs;
        while (true) {
            while (client.step() | server.step()) {
                // what one did may have given the other something to do
            }
            long next = Math.min(ends.get(0).busyNs(), ends.get(1).busyNs());
            if (next > endNs) {
                nowNs = endNs;
                return;
            }
            nowNs = Math.max(nowNs, next);
        }
    }

    /** How many packets that begin with this type of chunk either side has sent. */
    int sent(int chunkType) {
        return firstChunks[chunkType];
    }

    /** Nothing that is sent from now on arrives. */
    public void cut() {
        cut = true;
    }

    private record Packet(long atNs, byte[] bytes, InetAddress from) {}

    private final class End implements Link {
        private final InetAddress address;
        private final ArrayDeque<Packet> arriving = new ArrayDeque<>();
        private @Nullable SteppedStack stack;

        End(InetAddress address) {
            this.address = address;
        }

        private long nextNs() {
            Packet first = arriving.peek();
            return first == null ? Long.MAX_VALUE : first.atNs;
        }

        private long busyNs() {
            return Math.min(nextNs(), stack == null ? Long.MAX_VALUE : stack.nextTimeoutNs());
        }

        @Override
        public int poll(PacketReceiver receiver, long timeoutNs) {
            long endNs = timeoutNs == Long.MAX_VALUE ? timeoutNs : nowNs + Math.max(0, timeoutNs);
            End other = ends.get(ends.get(0) == this ? 1 : 0);
            while (nextNs() > nowNs) {
                long next = Math.min(endNs, Math.min(nextNs(), other.busyNs()));
                if (next == Long.MAX_VALUE || timeoutNs <= 0) {
                    return 0;
                }
                nowNs = Math.max(nowNs, next);
                if (other.stack != null && other.busyNs() <= nowNs) {
                    other.stack.step();
                }
                if (nowNs >= endNs) {
                    break;
                }
            }
            int taken = 0;
            while (nextNs() <= nowNs) {
                Packet p = arriving.remove();
                receiver.onPacket(ByteBuffer.wrap(p.bytes), 0, p.bytes.length, p.from, 9899, address);
                taken++;
            }
            return taken;
        }

        @Override
        public void send(PacketBatch batch) {
            for (int i = 0; i < batch.count() && !cut; i++) {
                byte[] bytes = new byte[batch.length(i)];
                batch.buffer().get(batch.offset(i), bytes);
                firstChunks[bytes[12] & 0xff]++;
                onPacket.accept(ByteBuffer.wrap(bytes));
                ends.get(ends.get(0) == this ? 1 : 0).arriving.add(new Packet(nowNs + DELAY_NS, bytes, address));
            }
        }

        @Override
        public List<InetAddress> localAddresses() {
            return List.of(address);
        }

        @Override
        public LinkCapabilities capabilities() {
            return links;
        }

        @Override
        public int udpPort() {
            return 9899;
        }

        @Override
        public int mtu(InetAddress destination) {
            return 1480;
        }

        @Override
        public long nanoTime() {
            return nowNs;
        }

        @Override
        public void wakeup() {
            throw new AssertionError("nobody sleeps in a stack without a thread");
        }

        @Override
        public long sendFailures() {
            return 0;
        }

        @Override
        public void close() {
            arriving.clear();
        }
    }
}
