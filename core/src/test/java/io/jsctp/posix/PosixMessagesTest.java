package io.jsctp.posix;

import static io.jsctp.posix.NetinetSctp.IPPROTO_SCTP;
import static io.jsctp.posix.NetinetSctp.MSG_ABORT;
import static io.jsctp.posix.NetinetSctp.MSG_ADDR_OVER;
import static io.jsctp.posix.NetinetSctp.MSG_EOF;
import static io.jsctp.posix.NetinetSctp.MSG_PR_SCTP;
import static io.jsctp.posix.NetinetSctp.MSG_UNORDERED;
import static io.jsctp.posix.NetinetSctp.SCTP_ASSOC_CHANGE;
import static io.jsctp.posix.NetinetSctp.SCTP_COMM_LOST;
import static io.jsctp.posix.NetinetSctp.SCTP_COMM_UP;
import static io.jsctp.posix.NetinetSctp.SCTP_SEND_FAILED;
import static io.jsctp.posix.NetinetSctp.SCTP_SEND_FAILED_EVENT;
import static io.jsctp.posix.NetinetSctp.SCTP_SHUTDOWN_COMP;
import static io.jsctp.posix.NetinetSctp.SCTP_SHUTDOWN_EVENT;
import static io.jsctp.posix.NetinetSctp.SCTP_UNORDERED;
import static io.jsctp.posix.PosixWire.bytes;
import static io.jsctp.posix.PosixWire.fails;
import static io.jsctp.posix.PosixWire.ok;
import static io.jsctp.posix.PosixWire.serverAddress;
import static io.jsctp.posix.SysErrno.EAGAIN;
import static io.jsctp.posix.SysErrno.EFAULT;
import static io.jsctp.posix.SysErrno.EINVAL;
import static io.jsctp.posix.SysErrno.EISCONN;
import static io.jsctp.posix.SysErrno.EMSGSIZE;
import static io.jsctp.posix.SysErrno.ENOTCONN;
import static io.jsctp.posix.SysErrno.EOPNOTSUPP;
import static io.jsctp.posix.SysErrno.EPIPE;
import static io.jsctp.posix.SysSocket.AF_INET;
import static io.jsctp.posix.SysSocket.F_SETFL;
import static io.jsctp.posix.SysSocket.MSG_EOR;
import static io.jsctp.posix.SysSocket.MSG_OOB;
import static io.jsctp.posix.SysSocket.MSG_PEEK;
import static io.jsctp.posix.SysSocket.O_NONBLOCK;
import static io.jsctp.posix.SysSocket.SOCK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** sctp_sendmsg, sctp_send, sctp_sendx, sctp_recvmsg, send and recv: the calls without ancillary data. */
@Timeout(60)
class PosixMessagesTest {
    private static final byte[] X = bytes("x");

    private PosixWire w;
    private Posix c;

    @BeforeEach
    void open() throws Exception {
        w = new PosixWire();
        c = w.client;
    }

    private int sendmsg(String text, sockaddr to, int flags, int stream) {
        byte[] message = bytes(text);
        int length = to == null ? 0 : to.sizeof();
        return c.sctp_sendmsg(w.sd, message, message.length, to, length, 0xFFFF_FFFEL, flags, stream, 0, 7);
    }

    @Test
    @DisplayName("SENDMSG-1..4 SENDMSG-7 RECVMSG-1..5 RECVV-17 DSP-5: what was sent, how, and by whom, is received")
    void message() {
        w.connected();
        assertThat(sendmsg("hello", null, MSG_UNORDERED, 3)).isEqualTo(5);
        PosixWire.Read read = w.serverReads();
        assertThat(read.length).isEqualTo(5);
        assertThat(read.text()).isEqualTo("hello");
        assertThat(read.sinfo.sinfo_stream).isEqualTo(3);
        assertThat(read.sinfo.sinfo_flags).isEqualTo(SCTP_UNORDERED);
        assertThat(read.sinfo.sinfo_ppid).isEqualTo(0xFFFF_FFFEL);
        assertThat(read.sinfo.sinfo_tsn).isEqualTo(read.sinfo.sinfo_cumtsn);
        assertThat(read.sinfo.sinfo_assoc_id).isPositive();
        assertThat(ArpaInet.inet_ntop(read.from.sin().sin_addr)).isEqualTo("192.0.2.1");
        assertThat(read.fromlen[0]).isEqualTo(sockaddr_in.SIZEOF);

        assertThat(sendmsg("to the peer", serverAddress(), 0, 0)).isEqualTo(11);
        assertThat(sendmsg("again", serverAddress(), MSG_ADDR_OVER, 0)).isEqualTo(5);
        assertThat(w.serverReads().text()).isEqualTo("to the peer");
        assertThat(w.server.sctp_recvmsg(w.peer, new byte[10], 10, null, null, null, null))
                .as("nothing else is asked for")
                .isEqualTo(5);
        ok(c.close(w.sd));
        assertThat(w.serverReads().length).as("the end").isZero();
    }

    @Test
    @DisplayName("RECVMSG-3 SOPT-3: without sctp_data_io_event the info stays as it is")
    void withoutDataIo() {
        w.connected();
        ok(w.server.setsockopt(
                w.peer,
                IPPROTO_SCTP,
                NetinetSctp.SCTP_EVENTS,
                new sctp_event_subscribe(),
                sctp_event_subscribe.SIZEOF));
        sendmsg("hello", null, 0, 3);
        PosixWire.Read read = w.serverReads();
        assertThat(read.text()).isEqualTo("hello");
        assertThat(read.sinfo.sinfo_stream).isZero();
        assertThat(read.sinfo.sinfo_tsn).isZero();
    }

    @Test
    @DisplayName(
            "RECVMSG-1 RECVMSG-5: a short buffer gets a part without MSG_EOR, the next call the rest; MSG_PEEK leaves it")
    void parts() {
        w.connected();
        sendmsg("hello", null, 0, 0);
        byte[] buffer = new byte[10];
        int[] flags = {MSG_PEEK};
        assertThat(w.server.sctp_recvmsg(w.peer, buffer, 2, null, null, null, flags))
                .isEqualTo(2);
        assertThat(flags[0]).isZero();
        assertThat(w.server.sctp_recvmsg(w.peer, buffer, 2, null, null, null, flags))
                .isEqualTo(2);
        assertThat(w.server.sctp_recvmsg(w.peer, buffer, 9, null, null, null, flags))
                .isEqualTo(3);
        assertThat(flags[0]).isEqualTo(MSG_EOR);
        assertThat(Arrays.copyOf(buffer, 3)).isEqualTo(bytes("llo"));
    }

    @Test
    @DisplayName("RECVMSG-8..9: MSG_OOB, no association; a one-to-many socket waits for its first")
    void receiveErrors() {
        w.connected();
        int[] oob = {MSG_OOB};
        fails(c, EOPNOTSUPP, c.sctp_recvmsg(w.sd, X, 1, null, null, null, oob));
        int fresh = c.socket(AF_INET, SOCK_STREAM, 0);
        fails(c, ENOTCONN, c.sctp_recvmsg(fresh, X, 1, null, null, null, null));
        fails(w.server, ENOTCONN, w.server.sctp_recvmsg(w.listener, X, 1, null, null, null, null));
        fails(c, EFAULT, c.sctp_recvmsg(fresh, null, 1, null, null, null, null));
        fails(c, EFAULT, c.sctp_recvmsg(fresh, X, 1, new sockaddr_storage(), null, null, null));
        fails(c, EINVAL, c.sctp_recvmsg(fresh, X, 2, null, null, null, null));
        int many = c.socket(AF_INET, SysSocket.SOCK_SEQPACKET, 0);
        ok(c.fcntl(many, F_SETFL, O_NONBLOCK));
        fails(c, EAGAIN, c.sctp_recvmsg(many, X, 1, null, null, null, null));
    }

    @Test
    @DisplayName(
            "SENDMSG-5..6 SENDMSG-11 SEND-2 XE-1 EVT-10: what is too old, or its association gone, comes back with its context")
    void sendFailed() {
        w.connected();
        PosixWire.subscribe(c, w.sd, SCTP_SEND_FAILED, SCTP_SEND_FAILED_EVENT);
        w.wire.cut();
        byte[] filler = new byte[1000];
        for (int i = 0; i < 10; i++) {
            c.send(w.sd, filler, 1000, 0);
        }
        byte[] late = bytes("late");
        assertThat(c.sctp_sendmsg(w.sd, late, 4, null, 0, 9, 0, 2, 100, 77)).isEqualTo(4);
        assertThat(c.sctp_sendmsg(w.sd, late, 4, null, 0, 9, MSG_PR_SCTP, 2, 100, 78))
                .isEqualTo(4);
        w.wire.runForNs(300_000_000L);
        for (long context : new long[] {77, 78}) {
            sctp_send_failed_event failed = w.clientReads().notification().sn_send_failed_event;
            assertThat(failed.ssfe_data).isEqualTo(late);
            assertThat(failed.ssfe_flags).isEqualTo(NetinetSctp.SCTP_DATA_UNSENT);
            assertThat(failed.ssfe_info.snd_context).isEqualTo(context);
            assertThat(failed.ssfe_info.snd_sid).isEqualTo(2);
            assertThat(failed.ssfe_info.snd_ppid).isEqualTo(9);
            sctp_send_failed old = w.clientReads().notification().sn_send_failed;
            assertThat(old.ssf_data).isEqualTo(late);
            assertThat(old.ssf_flags).isEqualTo(NetinetSctp.SCTP_DATA_UNSENT);
            assertThat(old.ssf_info.sinfo_context).isEqualTo(context);
            assertThat(old.ssf_info.sinfo_stream).isEqualTo(2);
            assertThat(old.ssf_info.sinfo_ppid).isEqualTo(9);
            assertThat(old.ssf_assoc_id).isEqualTo(failed.ssfe_assoc_id);
        }
    }

    @Test
    @DisplayName(
            "SENDMSG-14..15 SENDMSG-17 SENDMSG-20..22 SEND-7..8 SEND-10 SEND-12 STY-3: what a one-to-one socket refuses")
    void refused() {
        w.connected();
        fails(c, EOPNOTSUPP, sendmsg("x", null, MSG_OOB, 0));
        fails(c, EOPNOTSUPP, sendmsg("x", null, MSG_ABORT, 0));
        fails(c, EOPNOTSUPP, sendmsg("x", null, MSG_EOF, 0));
        fails(c, EINVAL, sendmsg("x", PosixWire.ipv4("192.0.2.9", PosixWire.PORT), 0, 0));
        fails(c, EINVAL, sendmsg("x", PosixWire.ipv4(PosixWire.SERVER, PosixWire.PORT + 1), 0, 0));
        fails(c, EINVAL, sendmsg("x", null, 0, 2000));
        fails(c, EINVAL, sendmsg("x", null, 0, 65_536));
        fails(c, EINVAL, sendmsg("x", null, 0x0020, 0));
        fails(c, EINVAL, sendmsg("", null, 0, 0));
        sockaddr_in unix = serverAddress();
        unix.sin_family = 1;
        fails(c, EINVAL, sendmsg("x", unix, 0, 0));
        fails(c, EINVAL, c.sctp_sendmsg(w.sd, X, 1, null, 0, 1L << 32, 0, 0, 0, 0));
        fails(c, EINVAL, c.sctp_sendmsg(w.sd, X, 1, null, 0, 0, 0, 0, -1, 0));
        fails(c, EFAULT, c.sctp_sendmsg(w.sd, null, 1, null, 0, 0, 0, 0, 0, 0));

        for (int flag : new int[] {MSG_OOB, MSG_ABORT, MSG_EOF}) {
            sctp_sndrcvinfo sinfo = new sctp_sndrcvinfo();
            sinfo.sinfo_flags = flag;
            fails(c, EOPNOTSUPP, c.sctp_send(w.sd, X, 1, sinfo, 0));
        }
        fails(c, EOPNOTSUPP, c.sctp_send(w.sd, X, 1, null, MSG_OOB));
        sctp_sndrcvinfo stream = new sctp_sndrcvinfo();
        stream.sinfo_stream = 2000;
        fails(c, EINVAL, c.sctp_send(w.sd, X, 1, stream, 0));
        ok(c.setsockopt(w.sd, SysSocket.SOL_SOCKET, SysSocket.SO_SNDBUF, new int[] {5}, 4));
        fails(c, EMSGSIZE, sendmsg("too long", null, 0, 0));

        ok(c.shutdown(w.sd, SysSocket.SHUT_WR));
        fails(c, EPIPE, sendmsg("x", null, 0, 0));
        fails(c, EPIPE, c.sctp_send(w.sd, X, 1, null, 0));
    }

    @Test
    @DisplayName("SENDMSG-16 SEND-9 STY-7: without an association, on a one-to-one socket with an address, too")
    void notConnected() {
        w.sd = c.socket(AF_INET, SOCK_STREAM, 0);
        fails(c, ENOTCONN, sendmsg("x", null, 0, 0));
        fails(c, ENOTCONN, sendmsg("x", serverAddress(), 0, 0));
        fails(c, ENOTCONN, c.sctp_send(w.sd, X, 1, null, 0));
        fails(c, ENOTCONN, c.send(w.sd, X, 1, 0));
        fails(c, ENOTCONN, c.sendto(w.sd, X, 1, 0, serverAddress(), 16));
        w.sd = c.socket(AF_INET, SysSocket.SOCK_SEQPACKET, 0);
        fails(c, ENOTCONN, sendmsg("x", null, 0, 0));
        fails(c, ENOTCONN, c.sendto(w.sd, X, 1, 0, null, 0));
        fails(c, EINVAL, sendmsg("", serverAddress(), MSG_EOF, 0));
    }

    @Test
    @DisplayName("SENDMSG-18 SEND-11: non-blocking and no room: nothing is queued")
    void full() {
        w.connected();
        ok(c.setsockopt(w.sd, SysSocket.SOL_SOCKET, SysSocket.SO_SNDBUF, new int[] {2000}, 4));
        ok(c.fcntl(w.sd, F_SETFL, O_NONBLOCK));
        w.wire.cut();
        byte[] half = new byte[1500];
        assertThat(c.sctp_send(w.sd, half, 1500, null, 0)).isEqualTo(1500);
        fails(c, EAGAIN, c.sctp_send(w.sd, half, 1500, null, 0));
        fails(c, EAGAIN, c.sctp_sendmsg(w.sd, half, 1500, null, 0, 0, 0, 0, 0, 0));
        assertThat(c.sctp_send(w.sd, half, 100, null, 0)).as("that fits").isEqualTo(100);
    }

    @Test
    @DisplayName(
            "SENDMSG-2 SENDMSG-8..10 SENDMSG-16 XC-14 STY-7 EVT-5: on a one-to-many socket an address sets up, finds and ends associations")
    void implicit() {
        w.many(AF_INET);
        PosixWire.subscribe(w.server, w.peer, SCTP_ASSOC_CHANGE);
        PosixWire.subscribe(c, w.sd, SCTP_ASSOC_CHANGE);
        assertThat(sendmsg("first", serverAddress(), 0, 1)).isEqualTo(5);
        sctp_assoc_change up = w.serverReads().notification().sn_assoc_change;
        assertThat(up.sac_state).isEqualTo(SCTP_COMM_UP);
        assertThat(w.clientReads().notification().sn_assoc_change.sac_state).isEqualTo(SCTP_COMM_UP);
        assertThat(w.serverReads().text()).isEqualTo("first");
        assertThat(sendmsg("second", serverAddress(), MSG_ADDR_OVER, 2)).isEqualTo(6);
        PosixWire.Read second = w.serverReads();
        assertThat(second.text()).isEqualTo("second");
        assertThat(second.sinfo.sinfo_assoc_id).isEqualTo(up.sac_assoc_id);
        assertThat(sendmsg("bye", serverAddress(), MSG_EOF, 0)).isEqualTo(3);
        assertThat(w.serverReads().text()).isEqualTo("bye");
        assertThat(w.serverReads().notification().sn_assoc_change.sac_state).isEqualTo(SCTP_SHUTDOWN_COMP);

        assertThat(sendmsg("again", serverAddress(), 0, 0)).isEqualTo(5);
        assertThat(w.serverReads().notification().sn_assoc_change.sac_state).isEqualTo(SCTP_COMM_UP);
        assertThat(w.serverReads().text()).isEqualTo("again");
        assertThat(sendmsg("why", serverAddress(), MSG_ABORT, 0)).isEqualTo(3);
        sctp_assoc_change lost = w.serverReads().notification().sn_assoc_change;
        assertThat(lost.sac_state).isEqualTo(SCTP_COMM_LOST);
        assertThat(lost.sac_error).isEqualTo(12);
        assertThat(lost.sac_info).as("the ABORT chunk").endsWith(bytes("why"));
    }

    @Test
    @DisplayName("SEND-1..4 SEND-8 SENDV-23 PINF-1: sctp_send finds the association by its id, and ends it with len 0")
    void send() {
        w.many(AF_INET);
        int[] id = {0};
        ok(c.sctp_connectx(w.sd, new sockaddr[] {serverAddress()}, 1, id));
        sctp_sndrcvinfo sinfo = new sctp_sndrcvinfo();
        sinfo.sinfo_stream = 4;
        sinfo.sinfo_flags = MSG_UNORDERED;
        sinfo.sinfo_ppid = 5;
        sinfo.sinfo_assoc_id = id[0];
        assertThat(c.sctp_send(w.sd, bytes("hello"), 5, sinfo, 0)).isEqualTo(5);
        PosixWire.Read read = w.serverReads();
        assertThat(read.text()).isEqualTo("hello");
        assertThat(read.sinfo.sinfo_stream).isEqualTo(4);
        assertThat(read.sinfo.sinfo_flags).isEqualTo(SCTP_UNORDERED);
        assertThat(read.sinfo.sinfo_ppid).isEqualTo(5);
        sinfo.sinfo_assoc_id = id[0] + 1;
        fails(c, EINVAL, c.sctp_send(w.sd, X, 1, sinfo, 0));
        fails(c, EINVAL, c.sctp_send(w.sd, X, 1, null, 0));
        PosixWire.subscribe(w.server, w.peer, SCTP_SHUTDOWN_EVENT);
        sinfo.sinfo_assoc_id = id[0];
        sinfo.sinfo_flags = MSG_EOF;
        assertThat(c.sctp_send(w.sd, null, 0, sinfo, 0)).isZero();
        assertThat(w.serverReads().notification().sn_shutdown_event.sse_assoc_id)
                .isEqualTo(read.sinfo.sinfo_assoc_id);
    }

    @Test
    @DisplayName("XC-15: sctp_sendx sets up with a list of addresses, tells the new id, and ends the association by it")
    void sendx() {
        w.many(AF_INET);
        sctp_sndrcvinfo sinfo = new sctp_sndrcvinfo();
        sinfo.sinfo_stream = 6;
        sockaddr[] addrs = {serverAddress()};
        assertThat(c.sctp_sendx(w.sd, bytes("hello"), 5, addrs, 1, sinfo, 0)).isEqualTo(5);
        assertThat(sinfo.sinfo_assoc_id).isPositive();
        PosixWire.Read read = w.serverReads();
        assertThat(read.text()).isEqualTo("hello");
        assertThat(read.sinfo.sinfo_stream).isEqualTo(6);
        assertThat(c.sctp_sendx(w.sd, bytes("more"), 4, null, 0, sinfo, 0)).isEqualTo(4);
        assertThat(w.serverReads().text()).isEqualTo("more");
        PosixWire.subscribe(w.server, w.peer, SCTP_SHUTDOWN_EVENT);
        sinfo.sinfo_flags = MSG_EOF;
        assertThat(c.sctp_sendx(w.sd, null, 0, null, 0, sinfo, 0)).isZero();
        assertThat(w.serverReads().notification().sn_header.sn_type).isEqualTo(SCTP_SHUTDOWN_EVENT);
    }

    @Test
    @DisplayName(
            "XC-10 XC-11: send, recv, sendto, recvfrom, read and write use the defaults, and refuse empty messages")
    void plain() {
        w.connected();
        assertThat(c.send(w.sd, bytes("one"), 3, 0)).isEqualTo(3);
        assertThat(c.write(w.sd, bytes("two"), 3)).isEqualTo(3);
        assertThat(c.sendto(w.sd, bytes("three"), 5, 0, null, 0)).isEqualTo(5);
        assertThat(c.sendto(w.sd, bytes("four"), 4, 0, serverAddress(), 16)).isEqualTo(4);
        byte[] buffer = new byte[10];
        assertThat(w.server.recv(w.peer, buffer, 10, MSG_PEEK)).isEqualTo(3);
        assertThat(w.server.recv(w.peer, buffer, 10, 0)).isEqualTo(3);
        assertThat(buffer).startsWith(bytes("one"));
        assertThat(w.server.read(w.peer, buffer, 10)).isEqualTo(3);
        assertThat(buffer).startsWith(bytes("two"));
        assertThat(w.server.recvfrom(w.peer, buffer, 10, 0, null, null)).isEqualTo(5);
        sockaddr_in from = new sockaddr_in();
        int[] length = {sockaddr_in.SIZEOF};
        assertThat(w.server.recvfrom(w.peer, buffer, 10, 0, from, length)).isEqualTo(4);
        assertThat(ArpaInet.inet_ntop(from.sin_addr)).isEqualTo("192.0.2.1");
        fails(c, EINVAL, c.send(w.sd, X, 0, 0));
        fails(c, EINVAL, c.write(w.sd, X, 0));
        fails(c, EINVAL, c.sendto(w.sd, X, 1, 0, PosixWire.ipv4("192.0.2.9", 1), 16));
        fails(c, EOPNOTSUPP, c.send(w.sd, X, 1, MSG_EOF));
        fails(c, EOPNOTSUPP, c.recv(w.sd, X, 1, MSG_OOB));
    }

    @Test
    @DisplayName(
            "XC-10 XC-14 DSP-1: a one-to-many socket has sendto and recvfrom, which set up and use the defaults, not send and recv")
    void plainMany() {
        w.many(AF_INET);
        fails(c, EOPNOTSUPP, c.send(w.sd, X, 1, 0));
        fails(c, EOPNOTSUPP, c.recv(w.sd, X, 1, 0));
        fails(c, EOPNOTSUPP, c.write(w.sd, X, 1));
        fails(c, EOPNOTSUPP, c.read(w.sd, X, 1));
        sctp_sndrcvinfo defaults = new sctp_sndrcvinfo();
        defaults.sinfo_stream = 3;
        defaults.sinfo_ppid = 4;
        ok(c.setsockopt(w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_DEFAULT_SEND_PARAM, defaults, sctp_sndrcvinfo.SIZEOF));
        for (String text : new String[] {"sets up", "goes on"}) {
            assertThat(c.sendto(w.sd, bytes(text), 7, 0, serverAddress(), 16)).isEqualTo(7);
            PosixWire.Read read = w.serverReads();
            assertThat(read.text()).isEqualTo(text);
            assertThat(read.sinfo.sinfo_stream).isEqualTo(3);
            assertThat(read.sinfo.sinfo_ppid).isEqualTo(4);
        }
        fails(c, EISCONN, c.connect(w.sd, serverAddress(), 16));
    }
}
