package io.jsctp.conformance.interop;

import static io.jsctp.conformance.interop.ChunkTypes.DATA;
import static io.jsctp.conformance.interop.ChunkTypes.I_DATA;
import static io.jsctp.conformance.interop.ChunkTypes.I_FORWARD_TSN;
import static io.jsctp.conformance.interop.ChunkTypes.RE_CONFIG;
import static io.jsctp.conformance.interop.ChunkTypes.SACK;
import static io.jsctp.conformance.interop.UsrsctpInteropTest.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.EventType;
import io.jsctp.PrInfo;
import io.jsctp.ResetStreams;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** I-DATA and I-FORWARD-TSN between jsctp and usrsctp in both directions (RFC 8260); tshark judges. */
@Tag("interop")
@DisplayName("jsctp with usrsctp, interleaved")
@Timeout(value = 2 * Interop.LIMIT_S, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UsrsctpInterleavingTest {
    private static final String SIZES = "1,100,1400,10240,102400";
    private static final List<Message> PLAN = Message.plan(List.of(1, 100, 1400, 10_240, 102_400));

    /** So many packets that one of them gets lost, or the seed would be one in millions. */
    private static final List<Message> MANY = Message.plan(Collections.nCopies(16, 5000));

    private int theirUdpPort;
    private long seed;

    @BeforeEach
    void choosePort() throws IOException {
        theirUdpPort = Ports.freeUdpPort();
        seed = Long.getLong("jsctp.interop.seed", System.nanoTime());
        System.out.println("interop: interleaving: replay with -Djsctp.interop.seed=" + seed);
    }

    private static void interleave(SctpSocket socket) throws SctpException {
        socket.setOption(SctpOption.FRAGMENT_INTERLEAVE, 2);
        socket.setOption(SctpOption.INTERLEAVING_SUPPORTED, true);
        socket.setOption(SctpOption.PARTIAL_DELIVERY_POINT, 4000);
        socket.setOption(SctpOption.event(EventType.PARTIAL_DELIVERY_EVENT), true);
    }

    @Test
    @DisplayName(
            "8260-2.2.1-1 8260-2.2.3-1: jsctp opens; messages of all sizes on three streams come back, by I-DATA alone")
    void weOpen() throws Exception {
        try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                WireWatch wire = WireWatch.start("interleaving-client", stack.udpPort(), theirUdpPort);
                UsrsctpPeer server = server("--interleave");
                JsctpPeer client = JsctpPeer.connect(stack, theirUdpPort, UsrsctpInterleavingTest::interleave)) {
            assertEchoes(client.exchange(PLAN), PLAN);
            assertThat(client.shutdown()).endsWith("closed");
            assertEchoes(messages(server), PLAN);
            wire.judge(Set.of(I_DATA, SACK), Set.of(I_DATA, SACK), Set.of(DATA));
        }
    }

    @Test
    @DisplayName("8260-2.2.1-1 8260-2.2.3-1: usrsctp opens; the same")
    void theyOpen() throws Exception {
        try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                WireWatch wire = WireWatch.start("interleaving-server", stack.udpPort(), theirUdpPort);
                SctpSocket listener = JsctpPeer.listen(stack, UsrsctpInterleavingTest::interleave);
                UsrsctpPeer client = client(stack.udpPort(), "--interleave", "--sizes", SIZES);
                JsctpPeer server = JsctpPeer.accept(listener)) {
            assertEchoes(server.echo(PLAN.size()), PLAN);
            assertThat(server.awaitEnd()).endsWith("closed");
            assertEchoes(messages(client), PLAN);
            wire.judge(Set.of(I_DATA, SACK), Set.of(I_DATA, SACK), Set.of(DATA));
        }
    }

    @Test
    @DisplayName("8260-2.2.1-2: usrsctp does not offer it, and all goes by DATA")
    void notOffered() throws Exception {
        List<Message> few = Message.plan(List.of(1, 10_240));
        try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                WireWatch wire = WireWatch.start("interleaving-not", stack.udpPort(), theirUdpPort);
                UsrsctpPeer server = server();
                JsctpPeer client = JsctpPeer.connect(stack, theirUdpPort, UsrsctpInterleavingTest::interleave)) {
            assertEchoes(client.exchange(few), few);
            assertThat(client.shutdown()).endsWith("closed");
            assertEchoes(messages(server), few);
            wire.judge(Set.of(DATA, SACK), Set.of(DATA, SACK), Set.of(I_DATA));
        }
    }

    @Test
    @DisplayName("8260-2.3.1-2 8260-2.3.1-4: what jsctp gives up on a bad path usrsctp skips, and all ends well")
    void weGiveUp() throws Exception {
        try (BadPath path = new BadPath(seed, theirUdpPort);
                SctpStack stack = JsctpPeer.stack("127.0.0.1");
                WireWatch wire = WireWatch.start("interleaving-ours", stack.udpPort(), path.udpPort());
                UsrsctpPeer server = server("--interleave", "--mode", "sink");
                JsctpPeer client = JsctpPeer.connect(stack, path.udpPort(), UsrsctpInterleavingTest::interleave)) {
            for (Message message : MANY) {
                client.send(message, new PrInfo(SctpConstants.SCTP_PR_SCTP_RTX, 0));
            }
            assertThat(client.shutdown()).endsWith("closed");
            assertPartOfPlan(messages(server));
            wire.judge(Set.of(I_DATA, I_FORWARD_TSN), Set.of(SACK), Set.of(DATA));
        }
    }

    @Test
    @DisplayName("8260-2.3.1-4 8260-2.3.1-7: what usrsctp gives up on a bad path jsctp skips, and all ends well")
    void theyGiveUp() throws Exception {
        try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                BadPath path = new BadPath(seed, stack.udpPort());
                WireWatch wire = WireWatch.start("interleaving-theirs", stack.udpPort(), path.udpPort());
                SctpSocket listener = JsctpPeer.listen(stack, UsrsctpInterleavingTest::interleave);
                UsrsctpPeer client = client(
                        path.udpPort(),
                        "--interleave",
                        "--mode",
                        "sink",
                        "--sizes",
                        String.join(",", Collections.nCopies(16, "5000")),
                        "--policy",
                        Integer.toString(SctpConstants.SCTP_PR_SCTP_RTX));
                JsctpPeer server = JsctpPeer.accept(listener)) {
            assertPartOfPlan(server.receiveAll());
            client.awaitDone();
            wire.judge(Set.of(SACK), Set.of(I_DATA, I_FORWARD_TSN), Set.of(DATA));
        }
    }

    @Test
    @DisplayName("8260-2.3.2-1: after a reset of streams both sides go on with MID 0")
    void reset() throws Exception {
        List<Message> few = Message.plan(List.of(1, 10_240));
        try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                WireWatch wire = WireWatch.start("interleaving-reset", stack.udpPort(), theirUdpPort);
                UsrsctpPeer server = server("--interleave");
                JsctpPeer client = JsctpPeer.connect(stack, theirUdpPort, socket -> {
                    interleave(socket);
                    socket.setOption(SctpOption.event(EventType.STREAM_RESET_EVENT), true);
                    socket.setOption(
                            SctpOption.ENABLE_STREAM_RESET,
                            SctpConstants.SCTP_ENABLE_RESET_STREAM_REQ,
                            SctpConstants.SCTP_FUTURE_ASSOC);
                })) {
            assertEchoes(client.exchange(few), few);
            client.socket()
                    .setOption(
                            SctpOption.RESET_STREAMS,
                            new ResetStreams(SctpConstants.SCTP_STREAM_RESET_OUTGOING, List.of(0, 1, 7)));
            client.awaitEvent(EventType.STREAM_RESET_EVENT);
            assertEchoes(client.exchange(few), few);
            assertThat(client.shutdown()).endsWith("closed");
            wire.judge(Set.of(I_DATA, RE_CONFIG), Set.of(I_DATA, RE_CONFIG), Set.of(DATA));
        }
    }

    /** No message twice, none that was not sent, and the ordered ones of each stream in the order of sending. */
    private static void assertPartOfPlan(List<Message> received) {
        assertThat(received)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .isSubsetOf(MANY)
                .as("with losses something is missing")
                .hasSizeLessThan(MANY.size());
        for (int stream : Message.STREAMS) {
            assertThat(received.stream().filter(m -> m.streamId() == stream && !m.isUnordered()))
                    .isSortedAccordingTo(Comparator.comparingInt(Message::payloadProtocolId));
        }
    }

    private static List<Message> messages(UsrsctpPeer peer) throws Exception {
        return peer.awaitDone().stream()
                .filter(line -> line.startsWith("MESSAGE"))
                .map(Message::parse)
                .toList();
    }

    private UsrsctpPeer server(String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "server", "--udp-port", Integer.toString(theirUdpPort), "--port", Integer.toString(JsctpPeer.PORT)));
        arguments.addAll(List.of(more));
        UsrsctpPeer server = UsrsctpPeer.start(arguments.toArray(String[]::new));
        server.await("LISTENING");
        return server;
    }

    private UsrsctpPeer client(int peerUdpPort, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "client",
                "--udp-port",
                Integer.toString(theirUdpPort),
                "--peer-udp-port",
                Integer.toString(peerUdpPort),
                "--port",
                Integer.toString(JsctpPeer.PORT),
                "--peer",
                "127.0.0.1"));
        arguments.addAll(List.of(more));
        return UsrsctpPeer.start(arguments.toArray(String[]::new));
    }
}
