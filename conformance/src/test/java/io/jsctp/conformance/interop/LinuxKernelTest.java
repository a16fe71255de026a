package io.jsctp.conformance.interop;

import static io.jsctp.conformance.interop.ChunkTypes.ASCONF;
import static io.jsctp.conformance.interop.ChunkTypes.ASCONF_ACK;
import static io.jsctp.conformance.interop.ChunkTypes.AUTH;
import static io.jsctp.conformance.interop.ChunkTypes.COOKIE_ACK;
import static io.jsctp.conformance.interop.ChunkTypes.COOKIE_ECHO;
import static io.jsctp.conformance.interop.ChunkTypes.DATA;
import static io.jsctp.conformance.interop.ChunkTypes.FORWARD_TSN;
import static io.jsctp.conformance.interop.ChunkTypes.INIT;
import static io.jsctp.conformance.interop.ChunkTypes.INIT_ACK;
import static io.jsctp.conformance.interop.ChunkTypes.I_DATA;
import static io.jsctp.conformance.interop.ChunkTypes.RE_CONFIG;
import static io.jsctp.conformance.interop.ChunkTypes.SACK;
import static io.jsctp.conformance.interop.ChunkTypes.SHUTDOWN;
import static io.jsctp.conformance.interop.UsrsctpInteropTest.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.AddStreams;
import io.jsctp.AuthKey;
import io.jsctp.EventType;
import io.jsctp.InitMessage;
import io.jsctp.PeerAddressChange;
import io.jsctp.PrInfo;
import io.jsctp.ResetStreams;
import io.jsctp.RtoInfo;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.ShutdownHow;
import io.jsctp.StreamChange;
import io.jsctp.StreamReset;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * jsctp with Linux's own SCTP over UDP, in both roles; tshark judges. The kernel runs in a small virtual machine:
 * {@code scripts/interop-linux} starts it and these tests, which nothing else does.
 */
@Tag("linux")
@DisplayName("jsctp with the SCTP of Linux")
@Timeout(value = 2 * Interop.LIMIT_S, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LinuxKernelTest {
    private static final String OURS = "10.99.0.1";
    private static final String THEIRS = "10.99.0.2";
    private static final String OURS_TOO = "10.99.1.1";
    private static final String THEIRS_TOO = "10.99.1.2";
    private static final List<Message> PLAN = Message.plan(List.of(1, 100, 1400, 5000, 10_240, 102_400));

    @BeforeEach
    @AfterEach
    void clear() throws Exception {
        LinuxPeer.clear();
        LinuxPeer.netem("off");
    }

    /** A stack whose packets are captured, to be judged once it is closed. */
    private static final class Watched implements AutoCloseable {
        private final Path file;
        private final int udpPort;
        private final SctpStack stack;

        Watched(String name, String... addresses) throws IOException {
            Files.createDirectories(Interop.output());
            file = Interop.output().resolve("linux-" + name + ".pcapng");
            Files.deleteIfExists(file);
            udpPort = Ports.freeUdpPort();
            List<InetAddress> local = new ArrayList<>();
            for (String address : addresses) {
                local.add(InetAddress.getByName(address));
            }
            stack = SctpStack.builder()
                    .localAddresses(local)
                    .udpPort(udpPort)
                    .capture(file, 1 << 26)
                    .open();
        }

        JsctpPeer connect(String address, JsctpPeer.Preparation preparation) throws IOException {
            return JsctpPeer.connect(stack, InetAddress.getByName(address), LinuxPeer.UDP_PORT, preparation);
        }

        void judge(Set<Integer> ours, Set<Integer> theirs) throws IOException, InterruptedException {
            stack.close();
            Tshark.Verdict verdict = Tshark.judge(file, List.of(udpPort, LinuxPeer.UDP_PORT), udpPort);
            assertThat(verdict.findings()).isEmpty();
            assertThat(verdict.ourChunkTypes()).containsAll(ours);
            assertThat(verdict.theirChunkTypes()).containsAll(theirs);
        }

        @Override
        public void close() {
            stack.close();
        }
    }

    private static List<Message> messages(LinuxPeer peer) {
        return peer.text()
                .lines()
                .filter(line -> line.startsWith("MESSAGE"))
                .map(Message::parse)
                .toList();
    }

    private static void exchange(String name, String ours, String theirs) throws Exception {
        try (LinuxPeer server = LinuxPeer.start("");
                Watched us = new Watched(name, ours)) {
            server.await("LISTENING");
            try (JsctpPeer client = us.connect(theirs, socket -> {})) {
                assertEchoes(client.exchange(PLAN), PLAN);
                assertThat(client.shutdown()).endsWith("closed");
                server.await("EVENT SHUTDOWN_COMP");
                assertEchoes(messages(server), PLAN);
            }
            us.judge(Set.of(INIT, COOKIE_ECHO, DATA, SACK, SHUTDOWN), Set.of(INIT_ACK, COOKIE_ACK, DATA, SACK));
        }
    }

    @Test
    @DisplayName("jsctp opens: messages of all sizes come back, and it shuts down")
    void weOpen() throws Exception {
        exchange("client", OURS, THEIRS);
    }

    @Test
    @DisplayName("the same over IPv6")
    void ipv6() throws Exception {
        exchange("ipv6", "fd99::1", "fd99::2");
    }

    @Test
    @DisplayName("the same over a wire that is slow and loses")
    void lossy() throws Exception {
        LinuxPeer.netem("delay", "10ms", "loss", "2%");
        exchange("lossy", OURS, THEIRS);
    }

    @Test
    @DisplayName("Linux opens: messages of all sizes go back, and it shuts down")
    void theyOpen() throws Exception {
        try (Watched us = new Watched("server", OURS);
                SctpSocket listener = JsctpPeer.listen(us.stack);
                LinuxPeer client = client(us, "-e", "-c", OURS);
                JsctpPeer server = JsctpPeer.accept(listener)) {
            assertEchoes(server.echo(PLAN.size()), PLAN);
            assertThat(server.awaitEnd()).contains("SHUTDOWN_EVENT").endsWith("closed");
            client.awaitDone();
            assertEchoes(messages(client), PLAN);
            us.judge(Set.of(INIT_ACK, COOKIE_ACK, DATA, SACK), Set.of(INIT, COOKIE_ECHO, DATA, SACK, SHUTDOWN));
        }
    }

    private static LinuxPeer client(Watched us, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-u", Integer.toString(us.udpPort)));
        all.addAll(List.of(arguments));
        return LinuxPeer.start(all.toArray(String[]::new));
    }

    @Test
    @DisplayName("each loses the association that the other aborts")
    void aborts() throws Exception {
        try (LinuxPeer server = LinuxPeer.start("");
                Watched us = new Watched("abort", OURS)) {
            server.await("LISTENING");
            try (JsctpPeer client = us.connect(THEIRS, socket -> {})) {
                client.abort();
                server.await("EVENT COMM_LOST");
            }
            try (JsctpPeer client = us.connect(THEIRS, socket -> {})) {
                client.tell("!abort");
                assertThat(client.awaitEnd()).endsWith("reset");
            }
        }
    }

    @Test
    @DisplayName("a wire is pulled in mid-transfer: all comes back over the other one")
    void multihomed() throws Exception {
        try (LinuxPeer server = LinuxPeer.start("-l", "10.99.0.2,10.99.1.2");
                Watched us = new Watched("multihomed", OURS, "10.99.1.1")) {
            server.await("LISTENING");
            try (JsctpPeer client = us.connect(THEIRS, LinuxKernelTest::quick)) {
                assertThat(client.socket().getpaddrs(0)).hasSize(2);
                assertEchoes(client.exchange(PLAN), PLAN);
                // Before that Linux answers by the first address whatever comes from the other one.
                server.await("EVENT 10.99.1.1 CONFIRMED");
                LinuxPeer.wire(0, false);
                try {
                    assertEchoes(client.exchange(PLAN), PLAN);
                    PeerAddressChange.State state = PeerAddressChange.State.ADDR_UNREACHABLE;
                    while (!client.events().contains(THEIRS + " " + state)
                            && ((PeerAddressChange) client.awaitEvent(EventType.PEER_ADDR_CHANGE)).state() != state) {
                        // it is still being tried
                    }
                } finally {
                    LinuxPeer.wire(0, true);
                }
                assertThat(client.shutdown()).endsWith("closed");
            }
        }
    }

    private static void quick(SctpSocket socket) throws SctpException {
        socket.setOption(SctpOption.RTOINFO, new RtoInfo(200, 500, 100));
    }

    @Test
    @DisplayName("DATA is authenticated with a shared key, both ways")
    void authenticated() throws Exception {
        try (LinuxPeer server = LinuxPeer.start("-a");
                Watched us = new Watched("auth", OURS)) {
            server.await("LISTENING");
            try (JsctpPeer client = us.connect(THEIRS, LinuxKernelTest::authenticate)) {
                assertEchoes(client.exchange(PLAN), PLAN);
                assertThat(client.shutdown()).endsWith("closed");
            }
            us.judge(Set.of(AUTH, DATA), Set.of(AUTH, DATA));
        }
    }

    private static void authenticate(SctpSocket socket) throws SctpException {
        socket.setOption(SctpOption.AUTH_CHUNK, DATA);
        socket.setOption(SctpOption.AUTH_KEY, new AuthKey(7, "jsctp".getBytes(StandardCharsets.US_ASCII)));
        socket.setOption(SctpOption.AUTH_ACTIVE_KEY, 7);
    }

    @Test
    @DisplayName("both add an address, jsctp moves over to its new one, all with data before and after")
    void addressesChange() throws Exception {
        try (LinuxPeer server = LinuxPeer.start("-l", THEIRS);
                Watched us = new Watched("asconf", OURS, OURS_TOO)) {
            server.await("LISTENING");
            try (JsctpPeer client = us.connect(THEIRS, LinuxKernelTest::movable)) {
                SctpSocket socket = client.socket();
                assertEchoes(client.exchange(PLAN), PLAN);

                socket.bindx(at(OURS_TOO), SctpConstants.SCTP_BINDX_ADD_ADDR);
                server.await("EVENT " + OURS_TOO + " ADDED");

                client.tell("!add-address " + THEIRS_TOO);
                PeerAddressChange change;
                do {
                    change = (PeerAddressChange) client.awaitEvent(EventType.PEER_ADDR_CHANGE);
                } while (change.state() != PeerAddressChange.State.ADDR_ADDED);
                assertThat(change.address().getAddress()).isEqualTo(InetAddress.getByName(THEIRS_TOO));

                socket.bindx(at(OURS), SctpConstants.SCTP_BINDX_REM_ADDR);
                server.await("EVENT " + OURS + " REMOVED");
                assertEchoes(client.exchange(PLAN), PLAN);

                client.tell("!remove-address " + THEIRS);
                do {
                    change = (PeerAddressChange) client.awaitEvent(EventType.PEER_ADDR_CHANGE);
                } while (change.state() != PeerAddressChange.State.ADDR_REMOVED);
                assertEchoes(client.exchange(PLAN), PLAN);
                assertThat(client.shutdown()).endsWith("closed");
            }
            us.judge(Set.of(AUTH, ASCONF, ASCONF_ACK, DATA), Set.of(AUTH, ASCONF, ASCONF_ACK, DATA));
        }
    }

    private static void movable(SctpSocket socket) throws SctpException {
        socket.setOption(SctpOption.AUTH_SUPPORTED, true);
        socket.setOption(SctpOption.ASCONF_SUPPORTED, true);
        socket.bindx(at(OURS), SctpConstants.SCTP_BINDX_ADD_ADDR);
    }

    private static List<InetSocketAddress> at(String address) {
        return List.of(new InetSocketAddress(address, 0));
    }

    @Test
    @DisplayName("jsctp resets its streams and adds some; Linux does the same")
    void reconfigured() throws Exception {
        try (LinuxPeer server = LinuxPeer.start("");
                Watched us = new Watched("reconfig", OURS)) {
            server.await("LISTENING");
            try (JsctpPeer client = us.connect(THEIRS, LinuxKernelTest::reconfigurable)) {
                SctpSocket socket = client.socket();
                socket.setOption(
                        SctpOption.RESET_STREAMS,
                        new ResetStreams(SctpConstants.SCTP_STREAM_RESET_OUTGOING, List.of(0, 1)));
                StreamReset reset = (StreamReset) client.awaitEvent(EventType.STREAM_RESET_EVENT);
                assertThat(reset.flags()).isEqualTo(SctpConstants.SCTP_STREAM_RESET_OUTGOING_SSN);
                assertThat(reset.streamIds()).containsExactly(0, 1);
                server.await("EVENT STREAM_RESET");

                socket.setOption(SctpOption.ADD_STREAMS, new AddStreams(0, 4));
                assertThat(((StreamChange) client.awaitEvent(EventType.STREAM_CHANGE_EVENT)).outboundStreams())
                        .isEqualTo(20);
                // Not how many there are now, as RFC 6525 has it: how many were added.
                server.await("EVENT STREAM_CHANGE in=4");

                client.tell("!reset-outgoing");
                assertThat(((StreamReset) client.awaitEvent(EventType.STREAM_RESET_EVENT)).flags())
                        .isEqualTo(SctpConstants.SCTP_STREAM_RESET_INCOMING_SSN);

                client.tell("!add-streams 3");
                assertThat(((StreamChange) client.awaitEvent(EventType.STREAM_CHANGE_EVENT)).inboundStreams())
                        .isEqualTo(19);

                client.tell("!reset-tsn");
                client.awaitEvent(EventType.ASSOC_RESET_EVENT);
                server.await("EVENT ASSOC_RESET");

                assertEchoes(client.exchange(PLAN), PLAN);
                assertThat(client.shutdown()).endsWith("closed");
            }
            us.judge(Set.of(RE_CONFIG, DATA), Set.of(RE_CONFIG, DATA));
        }
    }

    @Test
    @DisplayName("messages go by I-DATA, both ways, over a wire that loses")
    void interleaved() throws Exception {
        // No larger ones: Linux 6.1 does not put fragments of I-DATA together, those of its own kind neither, and
        // before the path is
        // known 1168 bytes go into one (RFC 8899 §5.1.2).
        List<Message> plan = Message.plan(List.of(1, 100, 1000));
        LinuxPeer.netem("delay", "10ms", "loss", "2%");
        try (LinuxPeer server = LinuxPeer.start("-i");
                Watched us = new Watched("interleaved", OURS)) {
            server.await("LISTENING");
            try (JsctpPeer client = us.connect(THEIRS, LinuxKernelTest::interleaving)) {
                for (int i = 0; i < 10; i++) {
                    assertEchoes(client.exchange(plan), plan);
                }
                // It does not list I-FORWARD-TSN, so that nothing can be given up (RFC 8260 §2.3.1).
                assertThat(client.socket().getOption(SctpOption.INTERLEAVING_SUPPORTED))
                        .isTrue();
                assertThat(client.socket().getOption(SctpOption.PR_SUPPORTED)).isFalse();
                assertThat(client.shutdown()).endsWith("closed");
            }
            us.judge(Set.of(I_DATA, SACK), Set.of(I_DATA, SACK));
        }
    }

    private static void interleaving(SctpSocket socket) throws SctpException {
        socket.setOption(SctpOption.FRAGMENT_INTERLEAVE, 2);
        socket.setOption(SctpOption.INTERLEAVING_SUPPORTED, true);
    }

    private static void reconfigurable(SctpSocket socket) throws SctpException {
        socket.setOption(SctpOption.INITMSG, new InitMessage(16, 64, 0, 0));
        socket.setOption(
                SctpOption.ENABLE_STREAM_RESET,
                SctpConstants.SCTP_ENABLE_RESET_STREAM_REQ
                        | SctpConstants.SCTP_ENABLE_RESET_ASSOC_REQ
                        | SctpConstants.SCTP_ENABLE_CHANGE_ASSOC_REQ);
        socket.setOption(SctpOption.event(EventType.STREAM_RESET_EVENT), true);
        socket.setOption(SctpOption.event(EventType.STREAM_CHANGE_EVENT), true);
        socket.setOption(SctpOption.event(EventType.ASSOC_RESET_EVENT), true);
    }

    @Test
    @DisplayName("what Linux gives up on a wire that loses jsctp skips, and the other way round")
    void partial() throws Exception {
        LinuxPeer.netem("delay", "5ms", "loss", "10%");
        try (Watched us = new Watched("partial-theirs", OURS);
                SctpSocket listener = JsctpPeer.listen(us.stack);
                LinuxPeer client = client(us, "-p", "2:0", "-c", OURS);
                JsctpPeer server = JsctpPeer.accept(listener)) {
            assertThat(server.receiveAll())
                    .isNotEmpty()
                    .isSubsetOf(PLAN)
                    .doesNotHaveDuplicates()
                    .hasSizeLessThan(PLAN.size());
            client.awaitDone();
            us.judge(Set.of(SACK), Set.of(DATA, FORWARD_TSN));
        }
        try (LinuxPeer server = LinuxPeer.start("");
                Watched us = new Watched("partial-ours", OURS)) {
            server.await("LISTENING");
            try (JsctpPeer client = us.connect(THEIRS, socket -> {})) {
                for (Message message : PLAN) {
                    client.send(message, new PrInfo(SctpConstants.SCTP_PR_SCTP_RTX, 0));
                }
                client.socket().shutdown(ShutdownHow.SHUT_WR);
                client.receiveAll();
                server.await("EVENT SHUTDOWN");
            }
            assertThat(messages(server)).isNotEmpty().isSubsetOf(PLAN).hasSizeLessThan(PLAN.size());
            us.judge(Set.of(DATA, FORWARD_TSN), Set.of(SACK));
        }
    }
}
