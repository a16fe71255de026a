package io.jsctp;

import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.link.Link;
import io.jsctp.link.PacketReceiver;
import io.jsctp.link.UdpLink;
import io.jsctp.wire.Crc32c;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that no honest peer sends, each with a good checksum, straight into a running stack. */
@Timeout(120)
class HostilePacketsTest {
    private static final List<InetAddress> LOOPBACK = List.of(InetAddress.getLoopbackAddress());
    private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000);

    @Test
    @DisplayName(
            "SEC-8 SEC-40 SEC-50 9260-12.2.4.2-1: a million packets with wrong tags or random bytes: no association more or less, no fault, all goes on")
    void wrongTags() throws Exception {
        long seed = 20_261_124L;
        run(seed, 1_000_000, true);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("SEC-8: mutations of real packets with the right tag may end the association, but cause no fault")
    void rightTags(long seed) throws Exception {
        run(seed, 20_000, false);
    }

    @Test
    @DisplayName(
            "OVW-8 SEC-20 9260-5.1-4 9260-12.2.4.1-1: INITs of a million spoofed sources leave the association count and the memory as they were")
    void initFlood() throws Exception {
        Injector injector = new Injector(UdpLink.open(LOOPBACK, 0, false), 1, false);
        try (SctpStack server = SctpStack.builder()
                        .link(injector)
                        .limit(StackLimit.INITS_PER_SECOND, 0)
                        .limit(StackLimit.INITS_PER_SECOND_AND_SOURCE, 0)
                        .open();
                SctpStack client = SctpStack.builder()
                        .localAddresses(LOOPBACK)
                        .udpPort(0)
                        .peerUdpPort(server.udpPort())
                        .open()) {
            SctpSocket many = server.socket(Family.IPV4, Style.ONE_TO_MANY);
            many.bind(SERVER);
            many.listen(1);
            SctpSocket one = client.socket(Family.IPV4, Style.ONE_TO_ONE);
            one.connect(SERVER);
            injector.flood(10_000);
            long before = usedBytes();

            injector.flood(1_000_000);

            assertThat(usedBytes() - before).as("bytes kept").isLessThan(4_000_000);
            assertThat(many.getOption(SctpOption.GET_ASSOC_NUMBER)).isEqualTo(1);
            assertThat(server.counters().packetsSent()).as("each was answered").isGreaterThan(1_000_000);
            one.sendv(bytes("still there"), SendInfo.stream(0));
            assertThat(readText(many)).isEqualTo("still there");
        }
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void run(long seed, int packets, boolean wrongTag) throws Exception {
        Injector injector = new Injector(UdpLink.open(LOOPBACK, 0, false), seed, wrongTag);
        try (SctpStack server = SctpStack.builder().link(injector).open();
                SctpStack client = SctpStack.builder()
                        .localAddresses(LOOPBACK)
                        .udpPort(0)
                        .peerUdpPort(server.udpPort())
                        .open()) {
            SctpSocket many = server.socket(Family.IPV4, Style.ONE_TO_MANY);
            many.bind(SERVER);
            many.listen(1);
            SctpSocket one = client.socket(Family.IPV4, Style.ONE_TO_ONE);
            one.setOption(SctpOption.NODELAY, true);
            one.connect(SERVER);
            for (int i = 1; i < 40; i++) {
                one.sendv(bytes(i * 37), SendInfo.stream(i % 10));
                Stacks.read(many);
            }
            assertThat(many.getOption(SctpOption.GET_ASSOC_NUMBER)).isEqualTo(1);

            injector.inject(packets);

            assertThat(server.counters().internalErrors()).as("seed %d", seed).isZero();
            assertThat(server.counters().packetsReceived()).isGreaterThan(packets);
            if (wrongTag) {
                assertThat(many.getOption(SctpOption.GET_ASSOC_NUMBER)).isEqualTo(1);
                one.sendv(bytes("still there"), SendInfo.stream(0));
                assertThat(readText(many)).isEqualTo("still there");
            }
            SctpSocket next = server.socket(Family.IPV4, Style.ONE_TO_MANY);
            InetSocketAddress other = new InetSocketAddress(SERVER.getAddress(), 5001);
            next.bind(other);
            next.listen(1);
            SctpSocket another = client.socket(Family.IPV4, Style.ONE_TO_ONE);
            another.connect(other);
            another.sendv(bytes("alive"), SendInfo.stream(0));
            assertThat(readText(next)).isEqualTo("alive");
        }
    }

    /** Keeps what comes in, and later makes hostile packets of it. */
    private static final class Injector extends LinkWrapper {
        private static final int PER_POLL = 64;

        private final List<byte[]> seen = new ArrayList<>();
        private final Random random;
        private final boolean wrongTag;
        private final Crc32c crc = new Crc32c();
        private volatile CountDownLatch done = new CountDownLatch(1);
        private volatile int left;
        private volatile boolean flooding;
        private InetAddress from = SERVER.getAddress();
        private int fromPort;

        Injector(Link link, long seed, boolean wrongTag) {
            super(link);
            random = new Random(seed);
            this.wrongTag = wrongTag;
        }

        /** The first packet seen, an INIT, from any address of the loopback network and any port. */
        void flood(int packets) throws InterruptedException {
            flooding = true;
            inject(packets);
        }

        void inject(int packets) throws InterruptedException {
            done = new CountDownLatch(1);
            left = packets;
            wakeup();
            done.await();
        }

        @Override
        public int poll(PacketReceiver receiver, long timeoutNs) {
            if (left == 0) {
                return super.poll(
                        (buffer, offset, length, address, port, to) -> {
                            byte[] packet = new byte[length];
                            buffer.get(offset, packet);
                            seen.add(packet);
                            from = address;
                            fromPort = port;
                            receiver.onPacket(buffer, offset, length, address, port, to);
                        },
                        timeoutNs);
            }
            for (int i = 0; i < PER_POLL && left > 0; i++) {
                ByteBuffer packet = flooding ? spoofedInit() : hostile();
                receiver.onPacket(packet, 0, packet.limit(), from, fromPort, SERVER.getAddress());
                left--;
            }
            if (left == 0) {
                done.countDown();
            }
            return PER_POLL;
        }

        private ByteBuffer spoofedInit() {
            byte[] packet = seen.get(0).clone();
            ByteBuffer buffer = ByteBuffer.wrap(packet);
            assertThat(packet[12]).as("INIT").isEqualTo((byte) 1);
            buffer.putShort(0, (short) (1 + random.nextInt(65535)));
            buffer.putInt(16, 1 + random.nextInt(Integer.MAX_VALUE));
            crc.fill(buffer, 0, packet.length);
            int host = random.nextInt(1 << 24);
            try {
                from = InetAddress.getByAddress(
                        new byte[] {127, (byte) (host >> 16), (byte) (host >> 8), (byte) (host | 2)});
            } catch (java.net.UnknownHostException e) {
                throw new IllegalStateException(e);
            }
            return buffer;
        }

        private ByteBuffer hostile() {
            byte[] packet = random.nextInt(10) == 0 ? randomBytes() : mutated();
            ByteBuffer buffer = ByteBuffer.wrap(packet);
            if (wrongTag && buffer.limit() >= 8) {
                // No tag of these runs is one of the few small numbers.
                buffer.putInt(4, random.nextInt(3));
                if (buffer.limit() >= 20 && buffer.get(12) == 1) {
                    // An INIT with the client's own tag would be refused by an ABORT that the client must believe.
                    buffer.putInt(16, random.nextInt(3));
                }
            }
            if (packet.length >= 12 && random.nextInt(50) != 0) {
                crc.fill(buffer, 0, packet.length);
            }
            return buffer;
        }

        private byte[] randomBytes() {
            byte[] packet = new byte[random.nextInt(200)];
            random.nextBytes(packet);
            if (packet.length >= 4) {
                // To a port that is there.
                ByteBuffer.wrap(packet).putShort(2, (short) SERVER.getPort());
            }
            return packet;
        }

        private byte[] mutated() {
            byte[] packet = seen.get(random.nextInt(seen.size())).clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                switch (random.nextInt(5)) {
                    case 0 -> packet[random.nextInt(packet.length)] ^= (byte) (1 << random.nextInt(8));
                    case 1 -> packet = java.util.Arrays.copyOf(packet, 1 + random.nextInt(packet.length + 20));
                    case 2 -> packet = joined(packet, seen.get(random.nextInt(seen.size())));
                    case 3 -> {
                        if (packet.length > 16) {
                            // The type, flags or length of the first chunk.
                            packet[12 + random.nextInt(4)] = (byte) random.nextInt(256);
                        }
                    }
                    default -> packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
                }
            }
            return packet;
        }

        /** The chunks of the second packet behind those of the first. */
        private static byte[] joined(byte[] first, byte[] second) {
            if (second.length <= 12 || first.length + second.length > 3000) {
                return first;
            }
            byte[] both = java.util.Arrays.copyOf(first, first.length + second.length - 12);
            System.arraycopy(second, 12, both, first.length, second.length - 12);
            return both;
        }
    }
}
