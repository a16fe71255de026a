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

import io.jsctp.SctpOption;
import io.jsctp.testkit.script.CallResult;
import io.jsctp.testkit.script.Expression;
import io.jsctp.testkit.script.ScriptRefusedException;
import io.jsctp.testkit.script.ScriptSetup;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.SackChunk;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OptionCallsTest {
    private static final Set<String> WRITE_ONLY = Set.of(
            "SCTP_ACCEPT_ZERO_CHECKSUM",
            "SCTP_AUTH_CHUNK",
            "SCTP_AUTH_KEY",
            "SCTP_AUTH_DEACTIVATE_KEY",
            "SCTP_AUTH_DELETE_KEY",
            "SCTP_SET_PEER_PRIMARY_ADDR",
            "SCTP_RESET_STREAMS",
            "SCTP_RESET_ASSOC",
            "SCTP_ADD_STREAMS");

    private Caller caller;

    @BeforeEach
    void open() throws ScriptRefusedException {
        caller = new Caller();
    }

    private static void assertRefused(String reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ScriptRefusedException.class).hasMessageContaining(reason);
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
    @DisplayName("knobs are the defaults of sockets made later")
    void knobs() throws ScriptRefusedException {
        caller.system.knob("rto_min", 100);
        caller.system.knob("rto_initial", 100);
        caller.system.knob("initial_cwnd", 1);
        caller.system.knob("maxburst", 6);
        caller.system.knob("do_sctp_drain", 0);
        int fd = caller.socket("SOCK_STREAM");
        caller.value(
                "getsockopt",
                fd,
                "IPPROTO_SCTP",
                "SCTP_RTOINFO",
                struct("srto_initial", 100, "srto_max", 60000, "srto_min", 100),
                OPEN);
        caller.value("getsockopt", fd, "IPPROTO_SCTP", "SCTP_MAX_BURST", struct("assoc_value", 6), OPEN);
        caller.value("bind", fd, OPEN, OPEN);
        caller.connect(fd);
        caller.value(
                "getsockopt",
                fd,
                "IPPROTO_SCTP",
                "SCTP_GET_PEER_ADDR_INFO",
                struct("spinfo_address", OPEN, "spinfo_cwnd", 1468, "spinfo_rto", 100, "spinfo_state", "SCTP_ACTIVE"),
                OPEN);
        assertRefused("no_such_knob", () -> caller.system.knob("no_such_knob", 1));
        assertRefused("not within", () -> caller.system.knob("do_sctp_drain", 2));
        caller.system.knob("rto_min", 2000);
        assertRefused("can't be", () -> caller.socket("SOCK_STREAM"));
    }

    @Test
    @DisplayName(
            "10.1: a message of 1452 bytes fills a packet, one chunk of 1468; the next waits for the peer's window")
    void pathMtu() throws ScriptRefusedException {
        int fd = caller.connected();
        caller.value("write", fd, OPEN, 3000);
        DataChunk first = onlyData();
        assertThat(first.payload()).hasSize(1452);
        acknowledge(first);
        assertThat(onlyData().payload()).hasSize(1452);
    }

    @Test
    @DisplayName("options are set, and come back as they were set")
    void options() throws ScriptRefusedException {
        int fd = caller.socket("SOCK_STREAM");
        Object rto = struct("srto_initial", 100, "srto_max", 800, "srto_min", 100);
        set(fd, "SCTP_RTOINFO", rto);
        get(fd, "SCTP_RTOINFO", rto);
        Object init = struct(
                "sinit_num_ostreams",
                1,
                "sinit_max_instreams",
                2,
                "sinit_max_attempts",
                3,
                "sinit_max_init_timeo",
                4000);
        set(fd, "SCTP_INITMSG", init);
        get(fd, "SCTP_INITMSG", init);
        Object params = struct("sasoc_asocmaxrxt", 7, "sasoc_cookie_life", 5000);
        set(fd, "SCTP_ASSOCINFO", params);
        get(fd, "SCTP_ASSOCINFO", params);
        Object sack = struct("sack_delay", 100, "sack_freq", 1);
        set(fd, "SCTP_DELAYED_SACK", sack);
        get(fd, "SCTP_DELAYED_SACK", sack);
        set(fd, "SCTP_NODELAY", list(num(1)));
        get(fd, "SCTP_NODELAY", list(num(1)));
        set(fd, "SCTP_FRAGMENT_INTERLEAVE", list(num(1)));
        get(fd, "SCTP_FRAGMENT_INTERLEAVE", list(num(1)));
        int mixing = caller.socket("SOCK_STREAM");
        set(mixing, "SCTP_FRAGMENT_INTERLEAVE", list(num(2)));
        get(mixing, "SCTP_FRAGMENT_INTERLEAVE", list(num(2)));
        set(fd, "SCTP_RECVRCVINFO", list(num(1)));
        get(fd, "SCTP_RECVRCVINFO", list(num(1)));
        set(fd, "SCTP_RECVNXTINFO", list(num(1)));
        get(fd, "SCTP_RECVNXTINFO", list(num(1)));
        set(fd, "SCTP_CONTEXT", struct("assoc_value", 42));
        get(fd, "SCTP_CONTEXT", struct("assoc_value", 42));
        set(fd, "SCTP_MAX_BURST", struct("assoc_value", 8));
        get(fd, "SCTP_MAX_BURST", struct("assoc_value", 8));
        set(fd, "SCTP_EVENT", struct("se_type", "SCTP_SHUTDOWN_EVENT", "se_on", 1));
        get(fd, "SCTP_EVENTS", struct("sctp_shutdown_event", 1, "sctp_data_io_event", 1, "sctp_address_event", 0));
        set(fd, "SCTP_DEFAULT_SNDINFO", struct("snd_sid", 3, "snd_ppid", htonl(4)));
        set(fd, "SCTP_INTERLEAVING_SUPPORTED", struct("assoc_value", 0));
        get(fd, "SCTP_INTERLEAVING_SUPPORTED", struct("assoc_value", 0));
        caller.value("setsockopt", fd, "SOL_SOCKET", "SO_LINGER", struct("onoff", 1, "linger", 0), 8);
        caller.value("setsockopt", fd, "SOL_SOCKET", "SO_SNDBUF", list(num(10_000)), 4);
        caller.value("getsockopt", fd, "SOL_SOCKET", "SO_SNDBUF", list(num(10_000)), list(num(4)));
        caller.value("setsockopt", fd, "SOL_SOCKET", "SO_RCVBUF", list(num(10_000)), 4);
        caller.value("getsockopt", fd, "SOL_SOCKET", "SO_RCVBUF", list(num(10_000)), list(num(4)));
    }

    private void set(int fd, String name, Object value) throws ScriptRefusedException {
        assertThat(caller.value("setsockopt", fd, "IPPROTO_SCTP", name, value, 4))
                .isZero();
    }

    private void get(int fd, String name, Object value) throws ScriptRefusedException {
        assertThat(caller.value("getsockopt", fd, "IPPROTO_SCTP", name, value, list(num(4))))
                .isZero();
    }

    @Test
    @DisplayName("SCTP_PEER_ADDR_PARAMS as all scripts set it: heartbeats and path MTU discovery off")
    void peerAddrParams() throws ScriptRefusedException {
        int fd = caller.connected();
        set(
                fd,
                "SCTP_PEER_ADDR_PARAMS",
                struct(
                        "spp_address", OPEN,
                        "spp_hbinterval", 0,
                        "spp_pathmaxrxt", 0,
                        "spp_pathmtu", 0,
                        "spp_flags", or("SPP_HB_DISABLE", "SPP_PMTUD_DISABLE"),
                        "spp_ipv6_flowlabel", 0,
                        "spp_dscp", 0));
        get(fd, "SCTP_PEER_ADDR_PARAMS", struct("spp_flags", or("SPP_HB_DISABLE", "SPP_PMTUD_DISABLE")));
        caller.advanceMs(3_600_000);
        assertThat(caller.sent()).as("no heartbeat in an hour").isEmpty();
        assertRefused("DSCP", () -> set(fd, "SCTP_PEER_ADDR_PARAMS", struct("spp_dscp", 4, "spp_flags", "SPP_DSCP")));
        assertRefused(
                "no MTU can be discovered",
                () -> set(fd, "SCTP_PEER_ADDR_PARAMS", struct("spp_flags", "SPP_PMTUD_ENABLE")));
    }

    @Test
    @DisplayName("every option that sockets have has a name and a form in scripts")
    void allOptions() throws ReflectiveOperationException, ScriptRefusedException {
        int one = caller.connected();
        int many = caller.socket("SOCK_SEQPACKET");
        int options = 0;
        for (Field field : SctpOption.class.getFields()) {
            if (field.getType() == SctpOption.class) {
                String name = ((SctpOption<?>) field.get(null)).name();
                String level = name.startsWith("SO_") ? "SOL_SOCKET" : "IPPROTO_SCTP";
                // On one of the two it is read; the other may have no such option, which is an errno, no refusal.
                CallResult ofOne = caller.call("getsockopt", one, level, name, OPEN, OPEN);
                CallResult ofMany = caller.call("getsockopt", many, level, name, OPEN, OPEN);
                if (WRITE_ONLY.contains(name)) {
                    assertThat(List.of(ofOne.value(), ofMany.value())).as(name).containsOnly(-1L);
                } else if (!name.equals("SCTP_I_WANT_MAPPED_V4_ADDR")) { // for IPv6 sockets
                    assertThat(Math.max(ofOne.value(), ofMany.value())).as(name).isZero();
                }
                options++;
            }
        }
        assertThat(options).isGreaterThan(30);
    }

    @Test
    @DisplayName("options of structures and numbers come back as they were set, those of associations by their ids")
    void moreOptions() throws ScriptRefusedException {
        int fd = caller.connected();
        for (String name : List.of(
                "SCTP_EXPLICIT_EOR",
                "SCTP_DISABLE_FRAGMENTS",
                "SCTP_NODELAY",
                "SCTP_RECVRCVINFO",
                "SCTP_RECVNXTINFO")) {
            for (int on : new int[] {1, 0}) {
                set(fd, name, list(num(on)));
                get(fd, name, list(num(on)));
            }
        }
        set(fd, "SCTP_PARTIAL_DELIVERY_POINT", list(num(2000)));
        get(fd, "SCTP_PARTIAL_DELIVERY_POINT", list(num(2000)));
        set(fd, "SCTP_MAXSEG", struct("assoc_value", 700));
        get(fd, "SCTP_MAXSEG", struct("assoc_value", 700));
        get(fd, "SCTP_MAXSEG", list(num(700)));
        assertThat(caller.call("setsockopt", fd, "IPPROTO_SCTP", "SCTP_MAXSEG", list(num(0x80000000L)), 4)
                        .errno())
                .isEqualTo("EINVAL");
        set(fd, "SCTP_ADAPTATION_LAYER", struct("ssb_adaptation_ind", 0xFFFFFFFFL));
        get(fd, "SCTP_ADAPTATION_LAYER", struct("ssb_adaptation_ind", 0xFFFFFFFFL));
        set(fd, "SCTP_CONTEXT", struct("assoc_value", 0xFFFFFFFFL));
        get(fd, "SCTP_CONTEXT", struct("assoc_value", 0xFFFFFFFFL));
        set(fd, "SCTP_PROFILE", list(num(2)));
        get(fd, "SCTP_PROFILE", list(num(2)));
        assertRefused("no profile 4", () -> set(fd, "SCTP_PROFILE", list(num(4))));
        set(fd, "SCTP_INITIAL_CWND", list(num(8)));
        get(fd, "SCTP_INITIAL_CWND", struct("assoc_value", 8));
        Object param = struct(
                "sinfo_stream", 3, "sinfo_flags", "SCTP_UNORDERED", "sinfo_ppid", htonl(7), "sinfo_timetolive", 50);
        set(fd, "SCTP_DEFAULT_SEND_PARAM", param);
        get(fd, "SCTP_DEFAULT_SEND_PARAM", param);
        get(fd, "SCTP_DEFAULT_SNDINFO", struct("snd_sid", 3, "snd_flags", "SCTP_UNORDERED", "snd_ppid", htonl(7)));
        set(fd, "SCTP_EVENT", struct("se_type", "SCTP_SHUTDOWN_EVENT", "se_on", 1));
        get(fd, "SCTP_EVENT", struct("se_type", "SCTP_SHUTDOWN_EVENT", "se_on", 1));
        get(fd, "SCTP_EVENT", struct("se_type", "SCTP_REMOTE_ERROR", "se_on", 0));
        caller.value("setsockopt", fd, "SOL_SOCKET", "SO_LINGER", struct("l_onoff", 1, "l_linger", 9), 8);
        caller.value("getsockopt", fd, "SOL_SOCKET", "SO_LINGER", struct("onoff", 1, "linger", 9), list(num(8)));
        Object time = struct("tv_sec", 1, "tv_usec", 500_000);
        caller.value("setsockopt", fd, "SOL_SOCKET", "SO_RCVTIMEO", time, 16);
        caller.value("getsockopt", fd, "SOL_SOCKET", "SO_RCVTIMEO", time, list(num(16)));
        assertThat(caller.call("getsockopt", fd, "IPPROTO_SCTP", "SCTP_EXPLICIT_EOR", list(num(1)), OPEN)
                        .mismatches())
                .containsExactly("SCTP_EXPLICIT_EOR is 0, expected [1]");
    }

    @Test
    @DisplayName("addresses in structures, and lists of ids")
    void addressesAndLists() throws ScriptRefusedException {
        int fd = caller.connected();
        Object peer =
                new Expression.Address(ScriptSetup.DEFAULT.remoteAddresses().get(0));
        get(fd, "SCTP_PRIMARY_ADDR", struct("ssp_addr", peer));
        set(fd, "SCTP_PRIMARY_ADDR", struct("ssp_addr", peer));
        get(fd, "SCTP_GET_PEER_ADDR_INFO", struct("spinfo_address", peer, "spinfo_state", "SCTP_ACTIVE"));
        set(fd, "SCTP_PEER_ADDR_PARAMS", struct("spp_address", peer, "spp_pathmaxrxt", 9));
        get(fd, "SCTP_PEER_ADDR_PARAMS", struct("spp_address", peer, "spp_pathmaxrxt", 9));
        get(fd, "SCTP_PEER_ADDR_PARAMS", struct("spp_pathmaxrxt", 5));
    }

    @Test
    @DisplayName("what can't be had is refused with the reason, and so is what is not known, by its name")
    void refusals() throws ScriptRefusedException {
        int fd = caller.socket("SOCK_STREAM");
        assertRefused("SCTP_PLUGGABLE_CC", () -> set(fd, "SCTP_PLUGGABLE_CC", list(num(1))));
        assertRefused("SCTP_PLUGGABLE_CC", () -> get(fd, "SCTP_PLUGGABLE_CC", list(num(1))));
        assertRefused("one-to-many", () -> set(fd, "SCTP_AUTOCLOSE", list(num(1))));
        assertRefused("event", () -> set(fd, "SCTP_EVENT", struct("se_on", 1)));
        assertRefused("can't be set", () -> set(fd, "SCTP_STATUS", struct("sstat_assoc_id", 0)));
        assertRefused("read-only", () -> caller.call("setsockopt", fd, "SOL_SOCKET", "SO_ERROR", list(num(1)), 4));
        assertRefused("sctp_peeloff", () -> caller.call("sctp_peeloff", fd, 0));
        assertRefused("O_CREAT", () -> caller.call("fcntl", fd, "F_SETFL", or("O_RDWR", "O_CREAT")));
        assertRefused("SHUT_SOME", () -> caller.call("shutdown", fd, "SHUT_SOME"));
        assertRefused("srto_foo", () -> set(fd, "SCTP_RTOINFO", struct("srto_foo", 1)));
        assertRefused("level", () -> caller.call("setsockopt", fd, "SOL_SOCKET", "SCTP_NODELAY", list(num(1)), 4));
        assertRefused("arguments", () -> caller.call("listen", fd));
        assertRefused("arguments", () -> caller.call("close"));
        assertRefused("not SCTP", () -> caller.call("socket", OPEN, "SOCK_STREAM", 6));
        assertRefused("SOCK_RAW", () -> caller.call("socket", OPEN, "SOCK_RAW", "IPPROTO_SCTP"));
        assertRefused(
                "open already",
                () -> caller.system.call(callOf(num(3), null, "socket", OPEN, "SOCK_STREAM", "IPPROTO_SCTP")));
        assertThat(caller.system
                        .call(callOf(
                                num(-1),
                                "EOPNOTSUPP",
                                "setsockopt",
                                num(fd),
                                Caller.sym("IPPROTO_SCTP"),
                                Caller.sym("SCTP_ACCEPT_ZERO_CHECKSUM"),
                                list(num(1)),
                                num(4)))
                        .errno())
                .as("unless that is what the script expects")
                .isEqualTo("EOPNOTSUPP");
    }
}
