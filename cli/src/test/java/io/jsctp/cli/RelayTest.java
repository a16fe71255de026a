package io.jsctp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RelayTest {
    private static final long MS = 1_000_000L;

    @Test
    @DisplayName("what the client sends comes to the server, and what the server answers to the client")
    void bothWays() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DatagramChannel server = DatagramChannel.open().bind(any);
                DatagramChannel client = DatagramChannel.open().bind(any);
                Relay relay = new Relay(any, server.getLocalAddress(), late(), late())) {
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> run(relay));
            ByteBuffer buffer = ByteBuffer.allocate(100);
            for (int i = 0; i < 20; i++) {
                client.send(ByteBuffer.wrap(new byte[] {(byte) i}), relay.address());
                SocketAddress from = server.receive(buffer.clear());
                assertThat(buffer.flip().get()).isEqualTo((byte) i);
                server.send(ByteBuffer.wrap(new byte[] {(byte) -i}), from);
                client.receive(buffer.clear());
                assertThat(buffer.flip().get()).isEqualTo((byte) -i);
            }
            relay.close();
            running.join();
        }
    }

    private static Shaper late() {
        return new Shaper(1, 0, MS, 100, 10_000);
    }

    private static void run(Relay relay) {
        try {
            relay.run();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("the seed says which packets are lost, about as many as was asked for")
    void losses() {
        assertThat(lost(1)).isEqualTo(lost(1)).isNotEqualTo(lost(2)).hasSizeBetween(70, 130);
    }

    private static List<Integer> lost(long seed) {
        Shaper shaper = new Shaper(seed, 10, 0, 0, 0);
        List<Integer> lost = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            if (shaper.arrivalNs(1000, i) == Shaper.LOST) {
                lost.add(i);
            }
        }
        return lost;
    }

    @Test
    @DisplayName("packets leave at the rate, arrive after the delay, and are dropped when the queue is full")
    void rate() {
        Shaper shaper = new Shaper(1, 0, 10 * MS, 8, 3000); // a byte in a microsecond
        assertThat(shaper.arrivalNs(1000, 0)).isEqualTo(11 * MS);
        assertThat(shaper.arrivalNs(1000, 0)).isEqualTo(12 * MS);
        assertThat(shaper.arrivalNs(1000, 0)).isEqualTo(13 * MS);
        assertThat(shaper.arrivalNs(1000, 0)).isEqualTo(14 * MS);
        assertThat(shaper.arrivalNs(1000, 0)).isEqualTo(Shaper.LOST);
        assertThat(shaper.arrivalNs(1000, 2 * MS)).isEqualTo(15 * MS);
        assertThat(shaper.arrivalNs(1000, 100 * MS)).isEqualTo(111 * MS);
    }

    @Test
    @DisplayName("wrong arguments give one line of reason and exit 2")
    void wrongArguments() {
        for (String[] wrong : new String[][] {
            {"relay", "--listen", "1"},
            {"relay", "--listen", "0", "--to", "0"},
            {"relay", "--listen", "0", "--to", "1", "--loss", "1001"},
            {"relay", "--listen", "0", "--to", "1", "--rate", "-1"}
        }) {
            CommandRun run = CommandRun.start("", wrong);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("jsctp relay: ").hasLineCount(1);
        }
    }
}
