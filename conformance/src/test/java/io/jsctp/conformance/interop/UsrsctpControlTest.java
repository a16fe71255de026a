package io.jsctp.conformance.interop;

import static io.jsctp.conformance.interop.ChunkTypes.ASCONF;
import static io.jsctp.conformance.interop.ChunkTypes.ASCONF_ACK;
import static io.jsctp.conformance.interop.ChunkTypes.AUTH;
import static io.jsctp.conformance.interop.ChunkTypes.DATA;
import static io.jsctp.conformance.interop.ChunkTypes.RE_CONFIG;
import static io.jsctp.conformance.interop.UsrsctpInteropTest.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.EventType;
import io.jsctp.InitMessage;
import io.jsctp.ResetStreams;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.StreamChange;
import io.jsctp.StreamReset;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that are reset and added, and addresses that change, with usrsctp; tshark judges. */
@Tag("interop")
@DisplayName("streams and addresses of jsctp with usrsctp")
@Timeout(value = 2 * Interop.LIMIT_S, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UsrsctpControlTest {
    private static final List<Message> SOME = Message.plan(List.of(1, 1400, 10_240));

    private int theirUdpPort;

    @BeforeEach
    void choosePort() throws IOException {
        theirUdpPort = Ports.freeUdpPort();
    }

    private UsrsctpPeer server() throws Exception {
        UsrsctpPeer server = UsrsctpPeer.start(
                "server", "--udp-port", Integer.toString(theirUdpPort), "--port", Integer.toString(JsctpPeer.PORT));
        server.await("LISTENING");
        return server;
    }

    @Test
    @DisplayName("6525-3.1-1: jsctp resets its streams and adds some, usrsctp does the same; messages go on")
    void streams() throws Exception {
        try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                WireWatch wire = WireWatch.start("streams", stack.udpPort(), theirUdpPort);
                UsrsctpPeer server = server();
                JsctpPeer client = JsctpPeer.connect(stack, theirUdpPort, UsrsctpControlTest::reconfigurable)) {
            SctpSocket socket = client.socket();
            assertEchoes(client.exchange(SOME), SOME);

            socket.setOption(
                    SctpOption.RESET_STREAMS,
                    new ResetStreams(SctpConstants.SCTP_STREAM_RESET_OUTGOING, List.of(0, 1)));
            StreamReset ours = (StreamReset) client.awaitEvent(EventType.STREAM_RESET_EVENT);
            assertThat(ours.flags()).isEqualTo(SctpConstants.SCTP_STREAM_RESET_OUTGOING_SSN);
            assertThat(ours.streamIds()).containsExactly(0, 1);
            server.await("EVENT STREAM_RESET flags=0x1");

            client.tell("!reset-outgoing");
            assertThat(((StreamReset) client.awaitEvent(EventType.STREAM_RESET_EVENT)).flags())
                    .isEqualTo(SctpConstants.SCTP_STREAM_RESET_INCOMING_SSN);

            client.tell("!add-streams 3");
            assertThat(((StreamChange) client.awaitEvent(EventType.STREAM_CHANGE_EVENT)).inboundStreams())
                    .isEqualTo(19);

            assertEchoes(client.exchange(SOME), SOME);
            assertThat(client.shutdown()).endsWith("closed");
            wire.judge(Set.of(RE_CONFIG, DATA), Set.of(RE_CONFIG, DATA));
        }
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
    }

    @Test
    @DisplayName(
            "BINDX-15 XW-1: jsctp has usrsctp send to its other address, and gives the first one up; messages go on")
    void addresses() throws Exception {
        try (SctpStack stack = JsctpPeer.stack("127.0.0.1", "127.0.0.2");
                WireWatch wire = WireWatch.start("addresses", stack.udpPort(), theirUdpPort);
                UsrsctpPeer server = server();
                JsctpPeer client = JsctpPeer.connect(stack, theirUdpPort, UsrsctpControlTest::movable)) {
            SctpSocket socket = client.socket();
            assertThat(server.await("PEERS")).isEqualTo("PEERS 127.0.0.1 127.0.0.2");
            assertEchoes(client.exchange(SOME), SOME);
            server.await("EVENT PEER_ADDR_CHANGE address=127.0.0.2 state=CONFIRMED");

            socket.setOption(SctpOption.SET_PEER_PRIMARY_ADDR, new InetSocketAddress("127.0.0.2", 0));
            server.await("EVENT PEER_ADDR_CHANGE address=127.0.0.2 state=MADE_PRIM");
            socket.bindx(List.of(new InetSocketAddress("127.0.0.1", 0)), SctpConstants.SCTP_BINDX_REM_ADDR);
            server.await("EVENT PEER_ADDR_CHANGE address=127.0.0.1 state=REMOVED");

            assertEchoes(client.exchange(SOME), SOME);
            assertThat(client.shutdown()).endsWith("closed");
            wire.judge(Set.of(AUTH, ASCONF, DATA), Set.of(AUTH, ASCONF_ACK, DATA));
        }
    }

    @Test
    @DisplayName("BINDX-15: jsctp adds an address, usrsctp confirms it, and it becomes the only one; messages go on")
    void adds() throws Exception {
        try (SctpStack stack = JsctpPeer.stack("127.0.0.1", "127.0.0.2");
                WireWatch wire = WireWatch.start("adds", stack.udpPort(), theirUdpPort);
                UsrsctpPeer server = server();
                JsctpPeer client = JsctpPeer.connect(stack, theirUdpPort, UsrsctpControlTest::movableFromOne)) {
            SctpSocket socket = client.socket();
            assertThat(server.await("PEERS")).isEqualTo("PEERS 127.0.0.1");
            assertEchoes(client.exchange(SOME), SOME);

            socket.bindx(List.of(new InetSocketAddress("127.0.0.2", 0)), SctpConstants.SCTP_BINDX_ADD_ADDR);
            server.await("EVENT PEER_ADDR_CHANGE address=127.0.0.2 state=CONFIRMED");
            socket.bindx(List.of(new InetSocketAddress("127.0.0.1", 0)), SctpConstants.SCTP_BINDX_REM_ADDR);
            server.await("EVENT PEER_ADDR_CHANGE address=127.0.0.1 state=REMOVED");

            assertEchoes(client.exchange(SOME), SOME);
            assertThat(client.shutdown()).endsWith("closed");
            wire.judge(Set.of(AUTH, ASCONF, DATA), Set.of(AUTH, ASCONF_ACK, DATA));
        }
    }

    private static void movableFromOne(SctpSocket socket) throws SctpException {
        movable(socket);
        socket.bind(new InetSocketAddress("127.0.0.1", 0));
    }

    private static void movable(SctpSocket socket) throws SctpException {
        socket.setOption(SctpOption.AUTH_SUPPORTED, true);
        socket.setOption(SctpOption.ASCONF_SUPPORTED, true);
    }
}
