package io.jsctp.testkit.script.stack;

import static io.jsctp.testkit.script.stack.Caller.OPEN;
import static io.jsctp.testkit.script.stack.Caller.callOf;
import static io.jsctp.testkit.script.stack.Caller.htonl;
import static io.jsctp.testkit.script.stack.Caller.list;
import static io.jsctp.testkit.script.stack.Caller.num;
import static io.jsctp.testkit.script.stack.Caller.or;
import static io.jsctp.testkit.script.stack.Caller.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsctp.testkit.script.CallResult;
import io.jsctp.testkit.script.EmittedPacket;
import io.jsctp.testkit.script.ScriptRefusedException;
import io.jsctp.testkit.script.ScriptSetup;
import io.jsctp.testkit.script.SystemCall;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.DataView;
import io.jsctp.wire.ForwardTsnSupportedParameter;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.ShutdownAckChunk;
import io.jsctp.wire.ShutdownChunk;
import io.jsctp.wire.ShutdownCompleteChunk;
import io.jsctp.wire.SupportedAddressTypesParameter;
import io.jsctp.wire.SupportedExtensionsParameter;
import java.net.InetAddress;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StackScriptSystemTest {
    private static final int WHOLE = DataView.FLAG_B | DataView.FLAG_E;

    private Caller caller;

    @BeforeEach
    void open() throws ScriptRefusedException {
        caller = new Caller();
    }

    private static void assertRefused(String reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ScriptRefusedException.class).hasMessageContaining(reason);
    }

    private static DataChunk data(int tsn, int stream, int ssn, int ppid, int bytes) {
        return new DataChunk(WHOLE, tsn, stream, ssn, ppid, new byte[bytes]);
    }

    private void receiveData(DataChunk... chunks) {
        caller.receive(caller.localTag(), chunks);
    }

    private void acknowledge(DataChunk chunk) {
        caller.receive(caller.localTag(), new SackChunk(chunk.tsn(), 1500, List.of(), List.of()));
    }

    private DataChunk onlyData() {
        List<Chunk> sent = caller.sent();
        assertThat(sent).singleElement().isInstanceOf(DataChunk.class);
        return (DataChunk) sent.get(0);
    }

    @Test
    @DisplayName("socket, fcntl: descriptors have the numbers that the script expects, and flags of their own")
    void descriptors() throws ScriptRefusedException {
        SystemCall five = callOf(num(5), null, "socket", OPEN, "SOCK_STREAM", "IPPROTO_SCTP");
        assertThat(caller.system.call(five)).isEqualTo(CallResult.of(5));
        assertThat(caller.value("socket", "AF_INET", "SOCK_SEQPACKET", "IPPROTO_SCTP"))
                .isEqualTo(3);
        assertThat(caller.value("fcntl", 5, "F_GETFL")).isEqualTo(2);
        assertThat(caller.value("fcntl", 5, "F_SETFL", or("O_RDWR", "O_NONBLOCK")))
                .isZero();
        assertThat(caller.value("fcntl", 5, "F_GETFL")).isEqualTo(6);
        assertThat(caller.value("fcntl", 3, "F_GETFL")).isEqualTo(2);
        assertThat(caller.value("close", 5)).isZero();
        assertThat(caller.errno("close", 5)).isEqualTo("EBADF");
        assertThat(caller.errno("read", 99, OPEN, 10)).isEqualTo("EBADF");
    }

    @Test
    @DisplayName("connect: INIT with the address types and nothing else, EINPROGRESS, then SO_ERROR 0 and established")
    void connect() throws ScriptRefusedException {
        int fd = caller.socket("SOCK_STREAM");
        caller.value("bind", fd, OPEN, OPEN);
        assertThat(caller.errno("connect", fd, OPEN, OPEN)).isEqualTo("EINPROGRESS");
        List<EmittedPacket> packets = caller.system.drain();
        assertThat(packets).hasSize(1);
        assertThat(packets.get(0).atNs()).isEqualTo(caller.system.nowNs());
        assertThat(packets.get(0).to())
                .isEqualTo(ScriptSetup.DEFAULT.remoteAddresses().get(0));
        assertThat(packets.get(0).from())
                .isEqualTo(ScriptSetup.DEFAULT.localAddresses().get(0));
        caller = new Caller();
        fd = caller.connected();
        assertThat(caller.value("getsockopt", fd, "SOL_SOCKET", "SO_ERROR", list(num(0)), list(num(4))))
                .isZero();
        assertThat(caller.value(
                        "getsockopt",
                        fd,
                        "IPPROTO_SCTP",
                        "SCTP_STATUS",
                        struct(
                                "sstat_state",
                                "SCTP_ESTABLISHED",
                                "sstat_rwnd",
                                OPEN,
                                "sstat_instrms",
                                4,
                                "sstat_outstrms",
                                4,
                                "sstat_fragmentation_point",
                                1452,
                                "sstat_primary",
                                OPEN),
                        OPEN))
                .isZero();
    }

    @Test
    @DisplayName(
            "10.2: a single-homed INIT lists no address, but Supported Address Types and what is declared by default")
    void initParameters() throws ScriptRefusedException {
        caller.system.knob("reconfig_enable", 0);
        int fd = caller.socket("SOCK_STREAM");
        assertThat(caller.errno("sctp_connectx", fd, OPEN, OPEN)).isEqualTo("EINPROGRESS");
        InitChunk init = (InitChunk) caller.sent().get(0);
        assertThat(init.parameters())
                .hasExactlyElementsOfTypes(
                        SupportedAddressTypesParameter.class,
                        SupportedExtensionsParameter.class,
                        ForwardTsnSupportedParameter.class);
    }

    @Test
    @DisplayName("10.1: nine INITs, then SO_ERROR is ETIMEDOUT, once")
    void nobodyAnswers() throws ScriptRefusedException {
        int fd = caller.socket("SOCK_STREAM");
        caller.call("connect", fd, OPEN, OPEN);
        caller.advanceMs(400_000);
        assertThat(caller.sent()).hasSize(9).allMatch(InitChunk.class::isInstance);
        CallResult wrong = caller.call("getsockopt", fd, "SOL_SOCKET", "SO_ERROR", list(num(0)), OPEN);
        assertThat(wrong.mismatches()).containsExactly("SO_ERROR is ETIMEDOUT, expected [0]");
        assertThat(caller.value("getsockopt", fd, "SOL_SOCKET", "SO_ERROR", list(num(0)), OPEN))
                .isZero();
    }

    @Test
    @DisplayName("a refused connect: SO_ERROR is ECONNREFUSED")
    void refused() throws ScriptRefusedException {
        int fd = caller.socket("SOCK_STREAM");
        caller.call("connect", fd, OPEN, OPEN);
        InitChunk init = (InitChunk) caller.sent().get(0);
        caller.receive(init.initiateTag(), new AbortChunk(false, List.of()));
        assertThat(caller.value(
                        "getsockopt", fd, "SOL_SOCKET", "SO_ERROR", list(Caller.sym("ECONNREFUSED")), list(num(4))))
                .isZero();
    }

    @Test
    @DisplayName("accept: EAGAIN, then at once after the COOKIE ECHO; closing the listener leaves it alone")
    void accept() throws ScriptRefusedException {
        int listener = caller.socket("SOCK_STREAM");
        caller.value("bind", listener, OPEN, OPEN);
        caller.value("listen", listener, 1);
        assertThat(caller.errno("accept", listener, OPEN, OPEN)).isEqualTo("EAGAIN");
        caller.handshakeFromPeer();
        long fd = caller.value("accept", listener, OPEN, OPEN);
        assertThat(fd).isEqualTo(4);
        caller.value("close", listener);
        assertThat(caller.sent()).isEmpty();
        assertThat(caller.value("write", fd, OPEN, 100)).isEqualTo(100);
        assertThat(onlyData().payload()).hasSize(100);
    }

    @Test
    @DisplayName("write, read: a message each; EWOULDBLOCK; 0 after a graceful end; -1 while shutting down")
    void writeAndRead() throws ScriptRefusedException {
        int fd = caller.accepted();
        assertThat(caller.system
                        .call(callOf(num(-1), "EWOULDBLOCK", "read", num(fd), OPEN, num(10)))
                        .errno())
                .isEqualTo("EWOULDBLOCK");
        receiveData(data(1, 0, 0, 0, 30), data(2, 0, 1, 0, 40));
        assertThat(caller.value("read", fd, OPEN, 200)).isEqualTo(30);
        assertThat(caller.value("read", fd, OPEN, 200)).isEqualTo(40);
        assertThat(caller.errno("read", fd, OPEN, 200)).isEqualTo("EAGAIN");
        caller.sent();
        caller.value("shutdown", fd, "SHUT_WR");
        assertThat(caller.errno("write", fd, OPEN, 10)).isEqualTo("EPIPE");
        assertThat(caller.sent()).singleElement().isInstanceOf(ShutdownChunk.class);
        receiveData(data(3, 0, 2, 0, 50));
        assertThat(caller.value("read", fd, OPEN, 200))
                .as("reading stays possible")
                .isEqualTo(50);
        caller.receive(caller.localTag(), new ShutdownAckChunk());
        assertThat(caller.sent()).last().isInstanceOf(ShutdownCompleteChunk.class);
        assertThat(caller.value("read", fd, OPEN, 200)).isZero();
    }

    @Test
    @DisplayName("shutdown(SHUT_WR), close: SHUTDOWN leaves only after what is outstanding was acknowledged")
    void shutdownAfterData() throws ScriptRefusedException {
        int fd = caller.connected();
        caller.value("write", fd, OPEN, 10);
        DataChunk chunk = onlyData();
        caller.value("shutdown", fd, "SHUT_WR");
        assertThat(caller.sent()).isEmpty();
        acknowledge(chunk);
        assertThat(caller.sent()).singleElement().isInstanceOf(ShutdownChunk.class);
        caller = new Caller();
        fd = caller.connected();
        caller.value("write", fd, OPEN, 10);
        chunk = onlyData();
        caller.value("close", fd);
        assertThat(caller.sent()).isEmpty();
        acknowledge(chunk);
        assertThat(caller.sent()).singleElement().isInstanceOf(ShutdownChunk.class);
    }

    @Test
    @DisplayName("an ABORT from the peer: SO_ERROR is ECONNRESET, a writer learns EPIPE")
    void aborted() throws ScriptRefusedException {
        int fd = caller.connected();
        caller.receive(caller.localTag(), new AbortChunk(false, List.of()));
        assertThat(caller.errno("write", fd, OPEN, 10)).isEqualTo("EPIPE");
        caller.value("getsockopt", fd, "SOL_SOCKET", "SO_ERROR", list(Caller.sym("ECONNRESET")), OPEN);
    }

    @Test
    @DisplayName("sctp_sendmsg: stream, ppid in network byte order, unordered")
    void sendmsg() throws ScriptRefusedException {
        int fd = caller.connected();
        caller.value("setsockopt", fd, "IPPROTO_SCTP", "SCTP_NODELAY", list(num(1)), 4);
        assertThat(caller.value("sctp_sendmsg", fd, OPEN, 20, OPEN, OPEN, htonl(51), 0, 3, 0, 9))
                .isEqualTo(20);
        DataChunk chunk = onlyData();
        assertThat(chunk.streamId()).isEqualTo(3);
        assertThat(chunk.payloadProtocolId()).isEqualTo(51);
        assertThat(chunk.flags()).isEqualTo(WHOLE);
        caller.value("sctp_sendmsg", fd, OPEN, 20, OPEN, OPEN, 0, "SCTP_UNORDERED", 0, 0, 0);
        assertThat(onlyData().flags()).isEqualTo(WHOLE | DataView.FLAG_U);
        assertThat(caller.errno("sctp_sendmsg", fd, OPEN, 20, OPEN, OPEN, 0, 0, 4, 0, 0))
                .isEqualTo("EINVAL");
        assertThat(caller.value("sctp_sendmsg", fd, OPEN, 20, OPEN, OPEN, 0, 0, 0, 10, 0))
                .as("a life time")
                .isEqualTo(20);
        assertRefused("only names", () -> caller.call("sctp_sendmsg", fd, OPEN, 20, OPEN, OPEN, 0, 4, 0, 0, 0));
    }

    private CallResult sendv(int fd, Object... info) throws ScriptRefusedException {
        return caller.call(
                "sctp_sendv", fd, list(struct("", OPEN, "", 30)), 1, OPEN, 1, struct(info), 32, "SCTP_SENDV_SPA", 0);
    }

    @Test
    @DisplayName("sctp_sendv: what is flagged valid counts; what scripts can't do is refused with its reason")
    void sendv() throws ScriptRefusedException {
        int fd = caller.connected();
        caller.value("setsockopt", fd, "IPPROTO_SCTP", "SCTP_NODELAY", list(num(1)), 4);
        Object sndinfo = struct(
                "snd_sid",
                2,
                "snd_flags",
                "SCTP_UNORDERED",
                "snd_ppid",
                htonl(77),
                "snd_context",
                0,
                "snd_assoc_id",
                0);
        Object prinfo = struct("pr_policy", "SCTP_PR_SCTP_RTX", "pr_value", 0);
        Object authinfo = struct("auth_keynumber", 9);
        CallResult result = sendv(
                fd,
                "sendv_flags",
                "SCTP_SEND_SNDINFO_VALID",
                "sendv_sndinfo",
                sndinfo,
                "sendv_prinfo",
                prinfo,
                "sendv_authinfo",
                authinfo);
        assertThat(result).isEqualTo(CallResult.of(30));
        DataChunk chunk = onlyData();
        assertThat(chunk.streamId()).isEqualTo(2);
        assertThat(chunk.payloadProtocolId()).isEqualTo(77);
        assertThat(chunk.flags()).isEqualTo(WHOLE | DataView.FLAG_U);
        assertThat(sendv(
                        fd,
                        "sendv_flags",
                        or("SCTP_SEND_SNDINFO_VALID", "SCTP_SEND_PRINFO_VALID"),
                        "sendv_sndinfo",
                        sndinfo,
                        "sendv_prinfo",
                        prinfo))
                .isEqualTo(CallResult.of(30));
        assertThat(onlyData().streamId()).isEqualTo(2);
        assertRefused("AUTH", () -> sendv(fd, "sendv_flags", "SCTP_SEND_AUTHINFO_VALID", "sendv_authinfo", authinfo));
        assertRefused(
                "snd_color",
                () -> sendv(fd, "sendv_flags", "SCTP_SEND_SNDINFO_VALID", "sendv_sndinfo", struct("snd_color", 1)));
    }

    private CallResult recvmsg(int fd, Object info, Object flags) throws ScriptRefusedException {
        return caller.call("sctp_recvmsg", fd, OPEN, 100, OPEN, OPEN, info, flags);
    }

    @Test
    @DisplayName("sctp_recvmsg: length, MSG_EOR, and each field of the info that the script names")
    void recvmsg() throws ScriptRefusedException {
        int fd = caller.accepted();
        assertThat(recvmsg(fd, OPEN, 0)).isEqualTo(CallResult.failed("EAGAIN"));
        assertThat(recvmsg(fd, OPEN, "MSG_EOR").mismatches()).hasSize(1);
        caller.value("setsockopt", fd, "IPPROTO_SCTP", "SCTP_EVENTS", struct("sctp_data_io_event", 1), 11);
        receiveData(data(1, 2, 0, 51, 30));
        Object info = struct(
                "sinfo_stream", 2,
                "sinfo_ssn", 0,
                "sinfo_flags", 0,
                "sinfo_ppid", htonl(51),
                "sinfo_context", 0,
                "sinfo_timetolive", 0,
                "sinfo_tsn", 1,
                "sinfo_cumtsn", OPEN,
                "sinfo_assoc_id", OPEN);
        assertThat(recvmsg(fd, info, "MSG_EOR")).isEqualTo(CallResult.of(30));
        receiveData(data(2, 3, 0, 51, 30));
        CallResult wrong = recvmsg(fd, info, 0);
        assertThat(wrong.value()).isEqualTo(30);
        assertThat(wrong.mismatches())
                .containsExactly(
                        "argument 6: sinfo_stream is 3, expected 2",
                        "argument 6: sinfo_tsn is 2, expected 1",
                        "argument 7 (msg_flags) is 128, expected 0");
        receiveData(data(3, 0, 0, 0, 30));
        assertRefused("sinfo_colour", () -> recvmsg(fd, struct("sinfo_colour", 1), OPEN));
    }

    @Test
    @DisplayName("a one-to-many socket: implicit set-up by sctp_sendmsg, the association found again by the address")
    void oneToMany() throws ScriptRefusedException {
        int fd = caller.socket("SOCK_SEQPACKET");
        caller.value("bind", fd, OPEN, OPEN);
        caller.value("listen", fd, 1);
        caller.handshakeFromPeer();
        assertThat(caller.value("sctp_sendmsg", fd, OPEN, 20, OPEN, OPEN, 0, 0, 1, 0, 0))
                .isEqualTo(20);
        assertThat(onlyData().streamId()).isEqualTo(1);
        receiveData(data(1, 0, 0, 0, 30));
        assertThat(recvmsg(fd, OPEN, "MSG_EOR")).isEqualTo(CallResult.of(30));
        caller.value("close", fd);
        Caller fresh = new Caller();
        int other = fresh.socket("SOCK_SEQPACKET");
        assertThat(fresh.value("sctp_sendmsg", other, OPEN, 20, OPEN, OPEN, 0, 0, 0, 0, 0))
                .isEqualTo(20);
        assertThat(fresh.sent()).singleElement().isInstanceOf(InitChunk.class);
    }

    @Test
    @DisplayName("a descriptor that blocks: the call has no end yet, and ends when it can")
    void blocking() throws ScriptRefusedException {
        int listener = caller.socket("SOCK_STREAM");
        caller.value("fcntl", listener, "F_SETFL", "O_RDWR");
        caller.value("bind", listener, OPEN, OPEN);
        caller.value("listen", listener, 1);
        SystemCall accept = callOf(num(4), null, "accept", num(listener), OPEN, OPEN);
        assertThat(caller.system.call(accept)).isEqualTo(CallResult.BLOCKED);
        assertThat(caller.system.resume(accept)).isEqualTo(CallResult.BLOCKED);
        caller.handshakeFromPeer();
        assertThat(caller.system.resume(accept)).isEqualTo(CallResult.of(4));
        SystemCall read = callOf(num(30), null, "read", num(4), OPEN, num(100));
        assertThat(caller.system.call(read)).isEqualTo(CallResult.BLOCKED);
        receiveData(data(1, 0, 0, 0, 30));
        assertThat(caller.system.resume(read)).isEqualTo(CallResult.of(30));
    }

    @Test
    @DisplayName("a connect that blocks ends when the association is up, or with its error")
    void blockingConnect() throws ScriptRefusedException {
        SystemCall connect = callOf(num(0), null, "connect", num(3), OPEN, OPEN);
        caller.value("socket", OPEN, "SOCK_STREAM", "IPPROTO_SCTP");
        assertThat(caller.system.call(connect)).isEqualTo(CallResult.BLOCKED);
        assertThat(caller.system.resume(connect)).isEqualTo(CallResult.BLOCKED);
        caller.advanceMs(400_000);
        assertThat(caller.system.resume(connect)).isEqualTo(CallResult.failed("ETIMEDOUT"));
    }

    @Test
    @DisplayName("addresses that a script writes out; sctp_bindx adds and takes away")
    void addresses() throws Exception {
        ScriptSetup d = ScriptSetup.DEFAULT;
        caller = new Caller(new ScriptSetup(
                List.of(InetAddress.getByName("192.168.0.1"), InetAddress.getByName("192.168.1.1")),
                d.localPort(),
                d.localUdpPort(),
                d.remoteAddresses(),
                d.remotePort(),
                d.remoteUdpPort(),
                1500,
                false,
                1));
        int fd = caller.socket("SOCK_STREAM");
        Object one = address("192.168.0.1");
        Object two = address("192.168.1.1");
        assertThat(caller.value("bind", fd, one, OPEN)).isZero();
        assertThat(caller.value("sctp_bindx", fd, two, 1, "SCTP_BINDX_ADD_ADDR"))
                .isZero();
        assertThat(caller.value(
                        "sctp_bindx", fd, list((io.jsctp.testkit.script.Expression) two), 1, "SCTP_BINDX_REM_ADDR"))
                .isZero();
        assertThat(caller.errno("sctp_bindx", fd, address("192.0.2.99"), 1, "SCTP_BINDX_ADD_ADDR"))
                .isEqualTo("EADDRNOTAVAIL");
        int both = caller.socket("SOCK_STREAM");
        assertThat(caller.errno("bind", both, OPEN, OPEN)).isEqualTo("EADDRINUSE");
        assertRefused("no address", () -> caller.call("bind", both, address("not-an-address"), OPEN));
    }

    private static Object address(String text) {
        return struct(
                "sa_family", "AF_INET",
                "sin_port", new io.jsctp.testkit.script.Expression.Call("htons", List.of(num(8080))),
                "sin_addr",
                        new io.jsctp.testkit.script.Expression.Call(
                                "inet_addr", List.of(new io.jsctp.testkit.script.Expression.Text(text))));
    }

    @Test
    @DisplayName("timers fire at their time while time passes; closing sends nothing")
    void time() throws ScriptRefusedException {
        int fd = caller.connected();
        caller.value("write", fd, OPEN, 10);
        caller.sent();
        long begin = caller.system.nowNs();
        assertThat(caller.system.nextTimeoutNs()).isEqualTo(begin + 1000 * Caller.MS);
        caller.system.advance(begin + 8000 * Caller.MS);
        assertThat(caller.system.drain())
                .extracting(p -> (p.atNs() - begin) / Caller.MS)
                .containsExactly(1000L, 3000L, 7000L);
        assertThat(caller.system.nowNs()).isEqualTo(begin + 8000 * Caller.MS);
        caller.system.close();
        assertThat(caller.system.drain()).isEmpty();
    }

    @Test
    @DisplayName("limits of rates are off: each of a thousand packets out of the blue is answered")
    void noRates() throws ScriptRefusedException {
        int listener = caller.socket("SOCK_STREAM");
        caller.value("bind", listener, OPEN, OPEN);
        for (int i = 0; i < 1000; i++) {
            caller.receive(5, new ShutdownAckChunk());
        }
        assertThat(caller.sent()).hasSize(1000).allMatch(ShutdownCompleteChunk.class::isInstance);
    }
}
