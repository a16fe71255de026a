package io.jsctp.conformance.interop;

import static io.jsctp.conformance.interop.ChunkTypes.AUTH;
import static io.jsctp.conformance.interop.ChunkTypes.COOKIE_ACK;
import static io.jsctp.conformance.interop.ChunkTypes.COOKIE_ECHO;
import static io.jsctp.conformance.interop.ChunkTypes.DATA;
import static io.jsctp.conformance.interop.ChunkTypes.SACK;
import static io.jsctp.conformance.interop.UsrsctpInteropTest.assertEchoes;
import static io.jsctp.conformance.interop.UsrsctpInteropTest.messages;
import static io.jsctp.conformance.interop.UsrsctpInteropTest.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.AuthKey;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Authenticated chunks with usrsctp, in both roles, over UDP on the loopback interface (RFC 4895). */
@Tag("interop")
@DisplayName("jsctp with usrsctp, authenticated")
@Timeout(value = 2 * Interop.LIMIT_S, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UsrsctpAuthTest {
    private static final List<Message> SOME = Message.plan(List.of(1, 1400, 10_240));
    private static final byte[] SECRET = "jsctp".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY = 7;

    /** DATA, SACK, HEARTBEAT, HEARTBEAT ACK, SHUTDOWN, ERROR, COOKIE ECHO, COOKIE ACK: what each side requires. */
    private static final List<Integer> TYPES = List.of(0, 3, 4, 5, 7, 9, 10, 11);

    private static final String[] THEIRS = {"--auth", "0,3,4,5,7,9,10,11", "--key", "7"};

    private int theirUdpPort;

    @BeforeEach
    void choosePort() throws IOException {
        theirUdpPort = Ports.freeUdpPort();
    }

    private static void authenticate(SctpSocket socket) throws SctpException {
        for (int type : TYPES) {
            socket.setOption(SctpOption.AUTH_CHUNK, type);
        }
        socket.setOption(SctpOption.AUTH_KEY, new AuthKey(KEY, SECRET));
        socket.setOption(SctpOption.AUTH_ACTIVE_KEY, KEY);
    }

    @Test
    @DisplayName(
            "4895-6.1-6 4895-6.2-3 4895-6.3-5: jsctp opens; all that both require is authenticated with a shared key, both ways")
    void weOpen() throws Exception {
        try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                WireWatch wire = WireWatch.start("auth-client", stack.udpPort(), theirUdpPort);
                UsrsctpPeer server = server(THEIRS);
                JsctpPeer client = JsctpPeer.connect(stack, theirUdpPort, UsrsctpAuthTest::authenticate)) {
            assertEchoes(client.exchange(SOME), SOME);
            assertThat(client.shutdown()).endsWith("closed");
            assertEchoes(messages(server), SOME);
            wire.judge(Set.of(AUTH, COOKIE_ECHO, DATA, SACK), Set.of(AUTH, COOKIE_ACK, DATA, SACK));
        }
    }

    @Test
    @DisplayName("4895-6.1-6 4895-6.3-7 4895-6.2-1: usrsctp opens, with COOKIE ECHO behind AUTH; the same")
    void theyOpen() throws Exception {
        try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                WireWatch wire = WireWatch.start("auth-server", stack.udpPort(), theirUdpPort);
                SctpSocket listener = JsctpPeer.listen(stack, UsrsctpAuthTest::authenticate);
                UsrsctpPeer client = client(stack, with(THEIRS, "--sizes", "1,1400,10240"));
                JsctpPeer server = JsctpPeer.accept(listener)) {
            assertEchoes(server.echo(SOME.size()), SOME);
            assertThat(server.awaitEnd()).endsWith("closed");
            assertEchoes(messages(client), SOME);
            wire.judge(Set.of(AUTH, COOKIE_ACK, DATA, SACK), Set.of(AUTH, COOKIE_ECHO, DATA, SACK));
        }
    }

    @Test
    @DisplayName("4895-6.1-7 4895-3-2: without a shared key the null key authenticates, by what the two RANDOMs make")
    void nullKey() throws Exception {
        try (SctpStack stack = JsctpPeer.stack("127.0.0.1");
                WireWatch wire = WireWatch.start("auth-null-key", stack.udpPort(), theirUdpPort);
                UsrsctpPeer server = server("--auth", "0");
                JsctpPeer client =
                        JsctpPeer.connect(stack, theirUdpPort, socket -> socket.setOption(SctpOption.AUTH_CHUNK, 0))) {
            assertEchoes(client.exchange(SOME), SOME);
            assertThat(client.shutdown()).endsWith("closed");
            assertEchoes(messages(server), SOME);
            wire.judge(Set.of(AUTH, DATA), Set.of(AUTH, DATA));
        }
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
                "127.0.0.1"));
    }
}
