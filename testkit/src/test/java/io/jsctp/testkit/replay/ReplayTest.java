package io.jsctp.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsctp.AddStreams;
import io.jsctp.AuthKey;
import io.jsctp.Family;
import io.jsctp.PrInfo;
import io.jsctp.ResetStreams;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SendInfo;
import io.jsctp.SteppedStack;
import io.jsctp.Style;
import io.jsctp.testkit.VirtualNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ReplayTest {
    private static final Duration DELAY = Duration.ofMillis(20);
    private static final int PORT = 5000;
    private static final byte[] MARK = "a user's secret".getBytes(StandardCharsets.US_ASCII);
    private static final long MOST = 1L << 30;

    @TempDir
    private Path folder;

    private Path left() {
        return folder.resolve("left");
    }

    private Path right() {
        return folder.resolve("right");
    }

    private static InetAddress address(String text) throws IOException {
        return InetAddress.getByName(text);
    }

    private static byte[] message(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = MARK[i % MARK.length];
        }
        return bytes;
    }

    /** An association's life over a bad network, decided by a seed, and recorded at both ends. */
    private void record(long seed, long maxBytes, boolean userData) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        try (VirtualNetwork network = new VirtualNetwork(seed, DELAY)) {
            SteppedStack a = network.open(
                    List.of(address("192.0.2.1"), address("198.51.100.1")),
                    builder -> builder.recording(left(), maxBytes, userData));
            SteppedStack b = network.open(
                    List.of(address("192.0.2.2"), address("198.51.100.2")),
                    builder -> builder.recording(right(), maxBytes, userData));
            SctpSocket listener = b.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
            SctpSocket client = a.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
            for (SctpSocket socket : List.of(listener, client)) {
                socket.setOption(SctpOption.RECVRCVINFO, true);
                socket.setOption(SctpOption.FRAGMENT_INTERLEAVE, 2);
                socket.setOption(SctpOption.INTERLEAVING_SUPPORTED, random.nextBoolean());
                socket.setOption(SctpOption.ENABLE_STREAM_RESET, 7);
            }
            listener.bind(new InetSocketAddress(address("192.0.2.2"), PORT));
            listener.listen(5);
            client.connect(new InetSocketAddress(address("192.0.2.2"), PORT));
            SctpSocket server = listener.accept();
            network.fate((packet, from, to) -> random.nextInt(10) == 0
                    ? VirtualNetwork.PacketFate.LOST
                    : DELAY.toNanos() + random.nextInt(3_000_000));
            for (int i = 0; i < 60; i++) {
                SctpSocket socket = random.nextBoolean() ? client : server;
                act(socket, random);
                network.run(Duration.ofMillis(random.nextInt(300)));
                read(client);
                read(server);
            }
            if (random.nextInt(3) == 0) {
                client.sendv(ByteBuffer.wrap(message(30)), SendInfo.stream(0).withFlags(SctpConstants.SCTP_ABORT));
            } else {
                client.close();
            }
            network.run(Duration.ofSeconds(20));
            server.close();
            network.run(Duration.ofSeconds(20));
        }
    }

    private static void act(SctpSocket socket, SplittableRandom random) throws SctpException {
        try {
            switch (random.nextInt(8)) {
                case 0 ->
                    socket.setOption(
                            SctpOption.RESET_STREAMS,
                            new ResetStreams(1 + random.nextInt(3), List.of(random.nextInt(4))));
                case 1 -> socket.setOption(SctpOption.ADD_STREAMS, new AddStreams(1, 1));
                case 2 -> {
                    socket.setOption(SctpOption.DEFAULT_PRINFO, new PrInfo(SctpConstants.SCTP_PR_SCTP_RTX, 0));
                    socket.sendv(ByteBuffer.wrap(message(1 + random.nextInt(3000))), SendInfo.stream(0));
                    socket.setOption(SctpOption.DEFAULT_PRINFO, new PrInfo(SctpConstants.SCTP_PR_SCTP_NONE, 0));
                }
                default ->
                    socket.sendv(
                            ByteBuffer.wrap(message(1 + random.nextInt(20_000))), SendInfo.stream(random.nextInt(4)));
            }
        } catch (SctpException e) {
            // what does not work at the time is an input as well
        }
    }

    private static void read(SctpSocket socket) throws SctpException {
        socket.configureBlocking(false);
        ByteBuffer buffer = ByteBuffer.allocate(30_000);
        try {
            while (socket.recvv(buffer.clear()).length() > 0) {
                // all there is
            }
        } catch (SctpException e) {
            // no more, or it is over
        }
    }

    private static ReplayResult replay(Path file) throws Exception {
        return Replay.run(file, null);
    }

    @Test
    @DisplayName("what was recorded comes out again, to the last packet")
    void same() throws Exception {
        for (long seed = 1; seed <= 40; seed++) {
            record(seed, MOST, true);
            for (Path file : List.of(left(), right())) {
                ReplayResult result = replay(file);
                assertThat(result.divergence())
                        .as("seed %d, %s", seed, file.getFileName())
                        .isNull();
                assertThat(result.inputs()).isGreaterThan(200);
                assertThat(result.packets()).isGreaterThan(50);
                assertThat(result.events()).isGreaterThan(10);
                assertThat(result.cut()).isFalse();
            }
        }
    }

    @Test
    @DisplayName("without users' data nothing of it is in the file, and it comes out again all the same")
    void redacted() throws Exception {
        String mark = HexFormat.of().formatHex(MARK);
        record(4, MOST, true);
        assertThat(Files.readString(left())).contains(mark);
        record(4, MOST, false);
        for (Path file : List.of(left(), right())) {
            assertThat(Files.readString(file)).doesNotContain(mark).doesNotContain(mark.substring(0, 16));
            assertThat(replay(file).divergence()).isNull();
        }
    }

    @Test
    @DisplayName("what is changed in the file makes it come out otherwise, and the line is told")
    void changed() throws Exception {
        record(1, MOST, true);
        List<String> lines = Files.readAllLines(left());
        int at = 0;
        while (!lines.get(at).contains(" send ")) {
            at++;
        }
        lines.set(at, lines.get(at).replaceFirst(" x..", " x00"));
        Files.write(left(), lines);
        assertThat(replay(left()).divergence())
                .startsWith("line ")
                .contains("recorded: a packet")
                .contains("replayed: ");
    }

    @Test
    @DisplayName("a file ends where it has its size, and what there is comes out again")
    void cut() throws Exception {
        record(1, 100_000, true);
        assertThat(Files.size(left())).isLessThanOrEqualTo(100_000);
        ReplayResult result = replay(left());
        assertThat(result.cut()).isTrue();
        assertThat(result.divergence()).isNull();
    }

    @Test
    @DisplayName("what a program that was killed has left comes out again, wherever it breaks off")
    void killed() throws Exception {
        record(3, MOST, true);
        String whole = Files.readString(left());
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 50; i++) {
            Files.writeString(left(), whole.substring(0, 5000 + random.nextInt(whole.length() - 5001)));
            ReplayResult result = replay(left());
            assertThat(result.divergence()).isNull();
        }
    }

    @Test
    @DisplayName("what is no recording is refused with its line, whatever it is")
    void bad() throws Exception {
        record(1, MOST, true);
        List<String> good = Files.readAllLines(left());
        assertBad(List.of(), "empty");
        assertBad(List.of("something"), "line 1: this is no recording");
        assertBad(List.of(good.get(0), "stick"), "line 2");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 300; i++) {
            List<String> lines = new ArrayList<>(good.subList(0, 60 + random.nextInt(200)));
            int at = 1 + random.nextInt(lines.size() - 1);
            String[] words = lines.get(at).split(" ");
            words[random.nextInt(words.length)] = List.of(
                            "", "x", "-1", "z99999999999", "#", "[", "{}", "99999999999999", "t", "@00")
                    .get(random.nextInt(10));
            lines.set(at, String.join(" ", words));
            Files.write(left(), lines);
            try {
                assertThat(replay(left())).isNotNull();
            } catch (RecordingException e) {
                assertThat(e).hasMessageStartingWith("line ");
            }
        }
    }

    private void assertBad(List<String> lines, String message) throws IOException {
        Files.write(left(), lines);
        assertThatThrownBy(() -> replay(left()))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining(message);
    }

    @Test
    @DisplayName("each input, packet and event has its line in the trace")
    void trace() throws Exception {
        record(2, MOST, true);
        List<String> lines = new ArrayList<>();
        ReplayResult result = Replay.run(right(), lines::add);
        assertThat(lines).hasSize((int) (result.inputs() + result.packets() + result.events()));
        assertThat(lines).anyMatch(line -> line.contains("receive < INIT"));
        assertThat(lines).anyMatch(line -> line.contains("> 192.0.2.1 INIT ACK"));
        assertThat(lines).anyMatch(line -> line.contains("! CommunicationUp"));
    }

    @Test
    @DisplayName("keys: addresses change under authentication, and that comes out again, too")
    void authenticated() throws Exception {
        try (VirtualNetwork network = new VirtualNetwork(3, DELAY)) {
            SteppedStack a = network.open(
                    List.of(address("192.0.2.1"), address("198.51.100.1")),
                    builder -> builder.recording(left(), MOST, true));
            SteppedStack b =
                    network.open(List.of(address("192.0.2.2")), builder -> builder.recording(right(), MOST, true));
            SctpSocket listener = b.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
            SctpSocket client = a.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
            for (SctpSocket socket : List.of(listener, client)) {
                socket.setOption(SctpOption.AUTH_SUPPORTED, true);
                socket.setOption(SctpOption.ASCONF_SUPPORTED, true);
                socket.setOption(SctpOption.AUTH_KEY, new AuthKey(7, MARK));
                socket.setOption(SctpOption.AUTH_ACTIVE_KEY, 7);
            }
            listener.bind(new InetSocketAddress(address("192.0.2.2"), PORT));
            listener.listen(5);
            client.bind(new InetSocketAddress(address("192.0.2.1"), 0));
            client.connect(new InetSocketAddress(address("192.0.2.2"), PORT));
            client.bindx(List.of(new InetSocketAddress(address("198.51.100.1"), 0)), SctpConstants.SCTP_BINDX_ADD_ADDR);
            network.run(Duration.ofSeconds(2));
            client.sendv(ByteBuffer.wrap(message(5000)), SendInfo.stream(1));
            network.run(Duration.ofSeconds(2));
        }
        for (Path file : List.of(left(), right())) {
            assertThat(replay(file).divergence()).isNull();
        }
    }
}
