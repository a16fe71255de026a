package io.jsctp.conformance.interop;

import static io.jsctp.conformance.interop.ChunkTypes.ABORT;
import static io.jsctp.conformance.interop.ChunkTypes.ACCEPTING;
import static io.jsctp.conformance.interop.ChunkTypes.CLOSING;
import static io.jsctp.conformance.interop.ChunkTypes.COOKIE_ACK;
import static io.jsctp.conformance.interop.ChunkTypes.COOKIE_ECHO;
import static io.jsctp.conformance.interop.ChunkTypes.DATA;
import static io.jsctp.conformance.interop.ChunkTypes.INIT;
import static io.jsctp.conformance.interop.ChunkTypes.INIT_ACK;
import static io.jsctp.conformance.interop.ChunkTypes.OPENING;
import static io.jsctp.conformance.interop.ChunkTypes.SACK;
import static io.jsctp.conformance.interop.ChunkTypes.SHUTDOWN;
import static io.jsctp.conformance.interop.ChunkTypes.SHUTDOWN_ACK;
import static io.jsctp.conformance.interop.ChunkTypes.SHUTDOWN_COMPLETE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsctp.Errno;
import io.jsctp.SctpException;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * jsctp and usrsctp with one another over UDP on the loopback interface, each in both roles, every packet captured and
 * judged by tshark.
 */
@Tag("interop")
@DisplayName("jsctp with usrsctp")
@Timeout(value = 2 * Interop.LIMIT_S, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UsrsctpInteropTest {

    private static final String UP = "COMM_UP error=0 out=16 in=16";
    private static final String DOWN = "SHUTDOWN_COMP error=0 out=16 in=16";
    /** The cause code of a user-initiated ABORT (RFC 9260 §3.3.10.12). */
    private static final int USER_INITIATED_ABORT = 12;

    private static final List<Message> ALL_SIZES = Message.plan(Message.SIZES_BYTES);
    private static final List<Message> UP_TO_100_KB = Message.plan(List.of(1, 100, 1400, 10_240, 102_400));
    private static final List<Message> FEW = Message.plan(List.of(1, 100));

    private int theirUdpPort;

    @BeforeEach
    void choosePort() throws IOException {
        theirUdpPort = Ports.freeUdpPort();
    }

    @Nested
    @DisplayName("jsctp opens the association")
    class Client {

        @Test
        @DisplayName("9260-6-11: messages of all sizes come back on their streams, and jsctp shuts down")
        void exchange() throws Exception {
            try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                    WireWatch wire = watch("client-exchange", stack);
                    UsrsctpPeer server = server();
                    JsctpPeer client = JsctpPeer.connect(stack, theirUdpPort)) {
                assertEchoes(client.exchange(ALL_SIZES), ALL_SIZES);
                assertThat(client.shutdown()).startsWith(UP).endsWith(DOWN, "closed");

                assertEchoes(messages(server), ALL_SIZES);
                assertThat(server.awaitDone())
                        .containsSubsequence("EVENT " + UP, "EVENT SHUTDOWN_EVENT", "EVENT " + DOWN, "END closed");
                wire.judge(
                        Set.of(INIT, COOKIE_ECHO, DATA, SACK, SHUTDOWN, SHUTDOWN_COMPLETE),
                        Set.of(INIT_ACK, COOKIE_ACK, DATA, SACK, SHUTDOWN_ACK));
            }
        }

        @Test
        @DisplayName("usrsctp shuts down, and jsctp sees a shutdown event and then the end")
        void theyShutDown() throws Exception {
            try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                    WireWatch wire = watch("client-they-shut-down", stack);
                    UsrsctpPeer server = server("--count", count(FEW), "--end", "shutdown");
                    JsctpPeer client = JsctpPeer.connect(stack, theirUdpPort)) {
                assertEchoes(client.exchange(FEW), FEW);
                assertThat(client.awaitEnd()).endsWith("SHUTDOWN_EVENT", DOWN, "closed");

                assertThat(server.awaitDone()).endsWith("EVENT " + DOWN, "END closed", "DONE");
                wire.judge(Set.of(SHUTDOWN_ACK), CLOSING);
            }
        }

        @Test
        @DisplayName("jsctp aborts, and usrsctp loses the association with our cause")
        void weAbort() throws Exception {
            try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                    WireWatch wire = watch("client-abort", stack);
                    UsrsctpPeer server = server();
                    JsctpPeer client = JsctpPeer.connect(stack, theirUdpPort)) {
                assertEchoes(client.exchange(FEW), FEW);
                client.abort();

                assertThat(server.awaitDone())
                        .contains("EVENT COMM_LOST error=" + USER_INITIATED_ABORT + " out=16 in=16", "END reset");
                wire.judge(Set.of(INIT, COOKIE_ECHO, DATA, ABORT), ACCEPTING);
            }
        }

        @Test
        @DisplayName("usrsctp aborts, and jsctp loses the association with its cause")
        void theyAbort() throws Exception {
            try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                    WireWatch wire = watch("client-they-abort", stack);
                    UsrsctpPeer server = server("--mode", "sink", "--count", count(FEW), "--end", "abort");
                    JsctpPeer client = JsctpPeer.connect(stack, theirUdpPort)) {
                for (Message message : FEW) {
                    client.send(message);
                }
                assertThat(client.awaitEnd())
                        .contains("COMM_LOST error=" + USER_INITIATED_ABORT + " out=16 in=16")
                        .endsWith("reset");

                assertEchoes(messages(server), FEW);
                wire.judge(Set.of(INIT, COOKIE_ECHO, DATA), Set.of(INIT_ACK, COOKIE_ACK, ABORT));
            }
        }

        @Test
        @DisplayName("no one listens, and connect fails with ECONNREFUSED")
        void refused() throws Exception {
            // Their stack is up, but its listener has another SCTP port than the one we ask for.
            try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                    WireWatch wire = watch("client-refused", stack);
                    UsrsctpPeer server = UsrsctpPeer.start(
                            "server", "--udp-port", Integer.toString(theirUdpPort), "--port", "5002")) {
                server.await("LISTENING");
                assertThatThrownBy(() -> JsctpPeer.connect(stack, theirUdpPort))
                        .isInstanceOfSatisfying(
                                SctpException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ECONNREFUSED));
                wire.judge(Set.of(INIT), Set.of(ABORT));
            }
        }

        @Test
        @DisplayName("over IPv6 messages come back, and jsctp shuts down")
        void ipv6() throws Exception {
            Interop.needsIpv6();
            try (SctpStack stack = JsctpPeer.stack("::1");
                    WireWatch wire = watch("client-ipv6", stack);
                    UsrsctpPeer server = server("--local", "::1");
                    JsctpPeer client = JsctpPeer.connect(stack, theirUdpPort)) {
                assertEchoes(client.exchange(FEW), FEW);
                assertThat(client.shutdown()).startsWith(UP).endsWith(DOWN, "closed");

                assertThat(server.awaitDone()).contains("PEERS ::1");
                wire.judge(union(OPENING, CLOSING), union(ACCEPTING, Set.of(SHUTDOWN_ACK)));
            }
        }

        @Test
        @DisplayName("OVW-1: through loss, duplication and reordering everything arrives")
        void badPath() throws Exception {
            long seed = Long.getLong("jsctp.interop.seed", System.nanoTime());
            System.out.println("interop: client-bad-path: replay with -Djsctp.interop.seed=" + seed);
            try (BadPath path = new BadPath(seed, theirUdpPort);
                    SctpStack stack = JsctpPeer.stack("127.0.0.1");
                    WireWatch wire = WireWatch.start("client-bad-path", stack.udpPort(), path.udpPort());
                    UsrsctpPeer server = server();
                    JsctpPeer client = JsctpPeer.connect(stack, path.udpPort())) {
                assertEchoes(client.exchange(UP_TO_100_KB), UP_TO_100_KB);
                assertThat(client.shutdown()).startsWith(UP).endsWith(DOWN, "closed");

                assertEchoes(messages(server), UP_TO_100_KB);
                assertThat(path.lost()).as("packets lost on the way").isPositive();
                wire.judge(union(OPENING, CLOSING), union(ACCEPTING, Set.of(SHUTDOWN_ACK)));
            }
        }

        @Test
        @DisplayName("OVW-4: usrsctp learns both of our addresses and confirms the second")
        void multihomed() throws Exception {
            try (SctpStack stack = JsctpPeer.stack("127.0.0.1", "127.0.0.2");
                    WireWatch wire = watch("client-multihomed", stack);
                    UsrsctpPeer server = server();
                    JsctpPeer client = JsctpPeer.connect(stack, theirUdpPort)) {
                assertThat(server.await("PEERS")).isEqualTo("PEERS 127.0.0.1 127.0.0.2");
                assertEchoes(client.exchange(FEW), FEW);
                assertEchoes(client.exchange(FEW), FEW);
                server.await("EVENT PEER_ADDR_CHANGE address=127.0.0.2 state=CONFIRMED");
                assertThat(client.shutdown()).startsWith(UP).endsWith(DOWN, "closed");

                assertThat(server.awaitDone()).contains("END closed");
                wire.judge(Set.of(INIT, COOKIE_ECHO, DATA, SHUTDOWN, SHUTDOWN_COMPLETE), ACCEPTING);
            }
        }
    }

    @Nested
    @DisplayName("usrsctp opens the association")
    class Server {

        @Test
        @DisplayName(
                "9260-5.1.5-7: messages of all sizes, the first with the COOKIE ECHO, come back, and usrsctp shuts down")
        void exchange() throws Exception {
            try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                    WireWatch wire = watch("server-exchange", stack);
                    SctpSocket listener = JsctpPeer.listen(stack);
                    UsrsctpPeer client = client(stack, "--early");
                    JsctpPeer server = JsctpPeer.accept(listener)) {
                assertEchoes(server.echo(ALL_SIZES.size()), ALL_SIZES);
                assertThat(server.awaitEnd()).startsWith(UP).endsWith("SHUTDOWN_EVENT", DOWN, "closed");

                assertEchoes(messages(client), ALL_SIZES);
                assertThat(client.awaitDone()).containsSubsequence("EVENT " + UP, "EVENT " + DOWN, "END closed");
                wire.judge(
                        Set.of(INIT_ACK, COOKIE_ACK, DATA, SACK, SHUTDOWN_ACK),
                        Set.of(INIT, COOKIE_ECHO, DATA, SACK, SHUTDOWN, SHUTDOWN_COMPLETE));
            }
        }

        @Test
        @DisplayName("jsctp shuts down, and usrsctp sees a shutdown event and then the end")
        void weShutDown() throws Exception {
            try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                    WireWatch wire = watch("server-shut-down", stack);
                    SctpSocket listener = JsctpPeer.listen(stack);
                    UsrsctpPeer client = client(stack, "--sizes", "1,100", "--end", "wait");
                    JsctpPeer server = JsctpPeer.accept(listener)) {
                assertEchoes(server.echo(FEW.size()), FEW);
                assertThat(server.shutdown()).startsWith(UP).endsWith(DOWN, "closed");

                assertThat(client.awaitDone()).endsWith("EVENT SHUTDOWN_EVENT", "EVENT " + DOWN, "END closed", "DONE");
                wire.judge(union(ACCEPTING, CLOSING), Set.of(SHUTDOWN_ACK));
            }
        }

        @Test
        @DisplayName("jsctp aborts, and usrsctp loses the association with our cause")
        void weAbort() throws Exception {
            try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                    WireWatch wire = watch("server-abort", stack);
                    SctpSocket listener = JsctpPeer.listen(stack);
                    UsrsctpPeer client = client(stack, "--mode", "sink", "--sizes", "1,100", "--end", "wait");
                    JsctpPeer server = JsctpPeer.accept(listener)) {
                for (int i = 0; i < FEW.size(); i++) {
                    assertThat(server.receive()).isPresent();
                }
                server.abort();

                assertThat(client.awaitDone())
                        .contains("EVENT COMM_LOST error=" + USER_INITIATED_ABORT + " out=16 in=16", "END reset");
                wire.judge(union(ACCEPTING, Set.of(ABORT)), Set.of(INIT, COOKIE_ECHO, DATA));
            }
        }

        @Test
        @DisplayName("usrsctp aborts, and jsctp loses the association with its cause")
        void theyAbort() throws Exception {
            try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                    WireWatch wire = watch("server-they-abort", stack);
                    SctpSocket listener = JsctpPeer.listen(stack);
                    UsrsctpPeer client = client(stack, "--sizes", "1,100", "--end", "abort");
                    JsctpPeer server = JsctpPeer.accept(listener)) {
                assertEchoes(server.echo(FEW.size()), FEW);
                assertThat(server.awaitEnd())
                        .contains("COMM_LOST error=" + USER_INITIATED_ABORT + " out=16 in=16")
                        .endsWith("reset");

                client.awaitDone();
                wire.judge(ACCEPTING, Set.of(INIT, COOKIE_ECHO, DATA, ABORT));
            }
        }

        @Test
        @DisplayName("over IPv6 messages come back, and usrsctp shuts down")
        void ipv6() throws Exception {
            Interop.needsIpv6();
            try (SctpStack stack = JsctpPeer.stack("::1");
                    WireWatch wire = watch("server-ipv6", stack);
                    SctpSocket listener = JsctpPeer.listen(stack);
                    UsrsctpPeer client = client(stack, "--sizes", "1,100");
                    JsctpPeer server = JsctpPeer.accept(listener)) {
                assertEchoes(server.echo(FEW.size()), FEW);
                assertThat(server.awaitEnd()).startsWith(UP).endsWith("SHUTDOWN_EVENT", DOWN, "closed");

                assertEchoes(messages(client), FEW);
                wire.judge(union(ACCEPTING, Set.of(SHUTDOWN_ACK)), union(OPENING, CLOSING));
            }
        }

        @Test
        @DisplayName(
                "EVT-7 9260-5.2.4-7: usrsctp is killed and comes back as the same endpoint: the association restarts and goes on")
        void restart() throws Exception {
            String[] same = {"--local-port", "40001", "--sizes", "1,100", "--end", "wait"};
            try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                    WireWatch wire = watch("server-restart", stack);
                    SctpSocket listener = JsctpPeer.listen(stack);
                    UsrsctpPeer first = client(stack, same);
                    JsctpPeer server = JsctpPeer.accept(listener)) {
                assertEchoes(server.echo(FEW.size()), FEW);
                first.close();
                try (UsrsctpPeer second = client(stack, same)) {
                    assertEchoes(server.echo(FEW.size()), FEW);
                    assertThat(server.shutdown())
                            .containsSubsequence(UP, "RESTART error=0 out=16 in=16", DOWN, "closed");

                    assertEchoes(messages(second), FEW);
                    assertThat(second.awaitDone()).endsWith("EVENT " + DOWN, "END closed", "DONE");
                }
                wire.judge(union(ACCEPTING, CLOSING), union(OPENING, Set.of(SHUTDOWN_ACK)));
            }
        }

        @Test
        @DisplayName("no one listens, and usrsctp is refused")
        void refused() throws Exception {
            try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                    WireWatch wire = watch("server-refused", stack);
                    UsrsctpPeer client = client(stack)) {
                client.await("END Connection refused");
                wire.judge(Set.of(ABORT), Set.of(INIT));
            }
        }
    }

    private WireWatch watch(String name, SctpStack stack) throws IOException {
        return WireWatch.start(name, stack.udpPort(), theirUdpPort);
    }

    private UsrsctpPeer server(String... more) throws IOException, InterruptedException {
        UsrsctpPeer server = UsrsctpPeer.start(with(
                more,
                "server",
                "--udp-port",
                Integer.toString(theirUdpPort),
                "--port",
                Integer.toString(JsctpPeer.PORT)));
        server.await("LISTENING");
        return server;
    }

    private UsrsctpPeer client(SctpStack stack, String... more) throws IOException, InterruptedException {
        String address = stack.localAddresses().get(0).getHostAddress();
        return UsrsctpPeer.start(with(
                more,
                "client",
                "--udp-port",
                Integer.toString(theirUdpPort),
                "--peer-udp-port",
                Integer.toString(stack.udpPort()),
                "--port",
                Integer.toString(JsctpPeer.PORT),
                "--peer",
                address,
                "--local",
                address));
    }

    static String[] with(String[] more, String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    private static String count(List<Message> messages) {
        return Integer.toString(messages.size());
    }

    private static Set<Integer> union(Set<Integer> a, Set<Integer> b) {
        return Stream.concat(a.stream(), b.stream()).collect(Collectors.toSet());
    }

    static List<Message> messages(UsrsctpPeer peer) throws InterruptedException {
        return peer.awaitDone().stream()
                .filter(line -> line.startsWith("MESSAGE"))
                .map(Message::parse)
                .collect(Collectors.toList());
    }

    /** Every message once and whole, and the ordered ones of each stream in the order of sending. */
    static void assertEchoes(List<Message> actual, List<Message> expected) {
        assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
        for (int stream : Message.STREAMS) {
            assertThat(actual.stream().filter(m -> m.streamId() == stream && !m.isUnordered()))
                    .isSortedAccordingTo(Comparator.comparingInt(Message::payloadProtocolId));
        }
    }
}
