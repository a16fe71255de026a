package io.jsctp.conformance.interop;

import static io.jsctp.conformance.interop.ChunkTypes.DATA;
import static io.jsctp.conformance.interop.ChunkTypes.FORWARD_TSN;
import static io.jsctp.conformance.interop.ChunkTypes.SACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.PrInfo;
import io.jsctp.SctpConstants;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that may be given up, over a bad path, between jsctp and usrsctp in both directions; tshark judges. */
@Tag("interop")
@DisplayName("partial reliability of jsctp with usrsctp")
@Timeout(value = 2 * Interop.LIMIT_S, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UsrsctpPartialReliabilityTest {

    /** So many packets that one of them gets lost, or the seed would be one in millions. */
    private static final List<Message> PLAN = Message.plan(Collections.nCopies(16, 5000));

    private int theirUdpPort;
    private long seed;

    @BeforeEach
    void choosePort() throws IOException {
        theirUdpPort = Ports.freeUdpPort();
        seed = Long.getLong("jsctp.interop.seed", System.nanoTime());
        System.out.println("interop: partial reliability: replay with -Djsctp.interop.seed=" + seed);
    }

    @ParameterizedTest(name = "policy {0} of value {1}, skips {2}")
    @CsvSource({
        SctpConstants.SCTP_PR_SCTP_RTX + ", 0, true",
        SctpConstants.SCTP_PR_SCTP_TTL + ", 20, false",
        SctpConstants.SCTP_PR_SCTP_PRIO + ", 3, false"
    })
    @DisplayName("XT-1 XT-13 7496-3-1: what jsctp gives up usrsctp skips, and all ends well")
    void weGiveUp(int policy, int value, boolean skips) throws Exception {
        try (BadPath path = new BadPath(seed, theirUdpPort);
                SctpStack stack = JsctpPeer.stack("127.0.0.1");
                WireWatch wire = WireWatch.start("partial-ours-" + policy, stack.udpPort(), path.udpPort());
                UsrsctpPeer server = UsrsctpPeer.start(
                        "server",
                        "--udp-port",
                        Integer.toString(theirUdpPort),
                        "--port",
                        Integer.toString(JsctpPeer.PORT),
                        "--mode",
                        "sink")) {
            server.await("LISTENING");
            try (JsctpPeer client = JsctpPeer.connect(stack, path.udpPort())) {
                for (Message message : PLAN) {
                    client.send(message, new PrInfo(policy, value));
                }
                assertThat(client.shutdown()).endsWith("closed");
                List<Message> received = server.awaitDone().stream()
                        .filter(line -> line.startsWith("MESSAGE"))
                        .map(Message::parse)
                        .toList();
                assertPartOfPlan(received, skips);
                wire.judge(skips ? Set.of(DATA, FORWARD_TSN) : Set.of(DATA), Set.of(SACK));
            }
        }
    }

    @ParameterizedTest(name = "policy {0} of value {1}, skips {2}")
    @CsvSource({
        SctpConstants.SCTP_PR_SCTP_RTX + ", 0, true",
        SctpConstants.SCTP_PR_SCTP_TTL + ", 20, false",
        SctpConstants.SCTP_PR_SCTP_PRIO + ", 3, false"
    })
    @DisplayName("XT-1 3758-3.6-10: what usrsctp gives up jsctp skips, and all ends well")
    void theyGiveUp(int policy, int value, boolean skips) throws Exception {
        try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                BadPath path = new BadPath(seed, stack.udpPort());
                WireWatch wire = WireWatch.start("partial-theirs-" + policy, stack.udpPort(), path.udpPort());
                SctpSocket listener = JsctpPeer.listen(stack);
                UsrsctpPeer client = UsrsctpPeer.start(
                        "client",
                        "--udp-port",
                        Integer.toString(theirUdpPort),
                        "--peer-udp-port",
                        Integer.toString(path.udpPort()),
                        "--port",
                        Integer.toString(JsctpPeer.PORT),
                        "--peer",
                        "127.0.0.1",
                        "--mode",
                        "sink",
                        "--sizes",
                        String.join(",", Collections.nCopies(16, "5000")),
                        "--policy",
                        Integer.toString(policy),
                        "--policy-value",
                        Integer.toString(value));
                JsctpPeer server = JsctpPeer.accept(listener)) {
            assertPartOfPlan(server.receiveAll(), skips);
            assertThat(server.events()).contains("SHUTDOWN_EVENT").endsWith("closed");
            client.awaitDone();
            // What comes out of the path on their side is captured, too, and counts as theirs.
            wire.judge(Set.of(SACK), skips ? Set.of(DATA, FORWARD_TSN) : Set.of(DATA));
        }
    }

    /** No message twice, none that was not sent, and the ordered ones of each stream in the order of sending. */
    private static void assertPartOfPlan(List<Message> received, boolean skips) {
        assertThat(received).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(PLAN);
        if (skips) {
            assertThat(received).as("with losses something is missing").hasSizeLessThan(PLAN.size());
        }
        for (int stream : Message.STREAMS) {
            assertThat(received.stream().filter(m -> m.streamId() == stream && !m.isUnordered()))
                    .isSortedAccordingTo(Comparator.comparingInt(Message::payloadProtocolId));
        }
    }
}
