package io.jsctp.posix;

import static io.jsctp.posix.NetinetSctp.SCTP_RECVV_NOINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_RECVV_NXTINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_RECVV_RCVINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_RECVV_RN;
import static io.jsctp.posix.NetinetSctp.SCTP_SENDV_AUTHINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_SENDV_NOINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_SENDV_PRINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_SENDV_SNDINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_SENDV_SPA;
import static io.jsctp.posix.PosixWire.bytes;
import static io.jsctp.posix.PosixWire.fails;
import static io.jsctp.posix.PosixWire.ok;
import static io.jsctp.posix.PosixWire.serverAddress;
import static io.jsctp.posix.SysErrno.EFAULT;
import static io.jsctp.posix.SysErrno.EINVAL;
import static io.jsctp.posix.SysErrno.ENOTCONN;
import static io.jsctp.posix.SysErrno.EOPNOTSUPP;
import static io.jsctp.posix.SysSocket.AF_INET;
import static io.jsctp.posix.SysSocket.MSG_EOR;
import static io.jsctp.posix.SysSocket.MSG_NOTIFICATION;
import static io.jsctp.posix.SysSocket.MSG_OOB;
import static io.jsctp.posix.SysSocket.MSG_PEEK;
import static io.jsctp.posix.SysSocket.SOCK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** sctp_sendv and sctp_recvv as C has them (RFC 6458 §9.12, §9.13). */
@Timeout(60)
class SendvRecvvTest {
    private PosixWire w;
    private Posix c;
    private final int[] infolen = {0};
    private final int[] infotype = {77};
    private final int[] flags = {0};
    private final byte[] buffer = new byte[1000];

    @BeforeEach
    void open() throws Exception {
        w = new PosixWire();
        c = w.client;
    }

    private static iovec[] iov(String... parts) {
        iovec[] vectors = new iovec[parts.length];
        for (int i = 0; i < parts.length; i++) {
            vectors[i] = new iovec(bytes(parts[i]));
        }
        return vectors;
    }

    private int sendv(String text, Struct info, int type) {
        return c.sctp_sendv(w.sd, iov(text), 1, null, 0, info, info == null ? 0 : info.sizeof(), type, 0);
    }

    private int recvv(Struct info) {
        infolen[0] = info == null ? 0 : info.sizeof();
        return w.server.sctp_recvv(
                w.peer,
                new iovec[] {new iovec(buffer)},
                1,
                null,
                null,
                info,
                info == null ? null : infolen,
                infotype,
                flags);
    }

    @Test
    @DisplayName(
            "SENDV-1 SENDV-6..7 SENDV-9..10 SENDV-12..13 RECVV-13: each type of info; SPA members count if their bit is set")
    void infos() {
        w.connected();
        PosixWire.set(w.server, w.peer, NetinetSctp.SCTP_RECVRCVINFO, 1);
        sctp_rcvinfo got = new sctp_rcvinfo();
        sctp_sndinfo snd = new sctp_sndinfo();
        snd.snd_sid = 3;
        snd.snd_flags = NetinetSctp.SCTP_UNORDERED;
        snd.snd_ppid = 0xFFFF_FFFFL;
        assertThat(c.sctp_sendv(w.sd, iov("he", "llo"), 2, null, 0, snd, sctp_sndinfo.SIZEOF, SCTP_SENDV_SNDINFO, 0))
                .isEqualTo(5);
        assertThat(recvv(got)).isEqualTo(5);
        assertThat(got.rcv_sid).isEqualTo(3);
        assertThat(got.rcv_flags).isEqualTo(NetinetSctp.SCTP_UNORDERED);
        assertThat(got.rcv_ppid).isEqualTo(0xFFFF_FFFFL);
        assertThat(sendv("x", null, SCTP_SENDV_NOINFO)).isEqualTo(1);
        assertThat(sendv("x", new sctp_prinfo(), SCTP_SENDV_PRINFO)).isEqualTo(1);
        sctp_sendv_spa spa = new sctp_sendv_spa();
        spa.sendv_sndinfo.snd_sid = 5;
        spa.sendv_prinfo.pr_policy = 99;
        assertThat(sendv("x", spa, SCTP_SENDV_SPA)).isEqualTo(1);
        spa.sendv_flags = NetinetSctp.SCTP_SEND_SNDINFO_VALID;
        assertThat(sendv("x", spa, SCTP_SENDV_SPA)).isEqualTo(1);
        spa.sendv_flags |= NetinetSctp.SCTP_SEND_PRINFO_VALID;
        fails(c, EINVAL, sendv("x", spa, SCTP_SENDV_SPA));
        List<Integer> streams = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            assertThat(recvv(got)).isEqualTo(1);
            streams.add(got.rcv_sid);
        }
        assertThat(streams).as("streams take turns").containsExactlyInAnyOrder(0, 0, 0, 5);
    }

    @Test
    @DisplayName(
            "SENDV-11 SENDV-31: a type of later is refused with each structure of today, and nothing of it is sent")
    void typesOfLater() {
        w.connected();
        for (int type = SCTP_SENDV_SPA + 1; type < 100; type++) {
            fails(c, EINVAL, sendv("x", new sctp_sndinfo(), type));
            fails(c, EINVAL, sendv("x", new sctp_prinfo(), type));
            fails(c, EINVAL, sendv("x", new sctp_sendv_spa(), type));
            fails(c, EFAULT, sendv("x", null, type));
        }
        assertThat(sendv("known", new sctp_sndinfo(), SCTP_SENDV_SNDINFO)).isEqualTo(5);
        assertThat(recvv(null)).as("the first to arrive").isEqualTo(5);
    }

    @Test
    @DisplayName("SENDV-8 SENDV-11 SENDV-37 SENDV-39 SENDV-43: unknown types, wrong sizes, keys, null")
    void wrongInfos() {
        w.connected();
        sctp_sndinfo snd = new sctp_sndinfo();
        fails(c, EINVAL, sendv("x", snd, 5));
        fails(c, EINVAL, sendv("x", snd, SCTP_SENDV_PRINFO));
        fails(c, EINVAL, sendv("x", new sctp_authinfo(), SCTP_SENDV_AUTHINFO));
        fails(c, EINVAL, c.sctp_sendv(w.sd, iov("x"), 1, null, 0, snd, 15, SCTP_SENDV_SNDINFO, 0));
        fails(c, EINVAL, c.sctp_sendv(w.sd, iov("x"), 1, null, 0, null, 4, SCTP_SENDV_NOINFO, 0));
        fails(c, EFAULT, sendv("x", null, SCTP_SENDV_SNDINFO));
        fails(c, EFAULT, c.sctp_sendv(w.sd, null, 1, null, 0, null, 0, SCTP_SENDV_NOINFO, 0));
        fails(c, EINVAL, c.sctp_sendv(w.sd, iov("x"), 2, null, 0, null, 0, SCTP_SENDV_NOINFO, 0));
        fails(c, EINVAL, c.sctp_sendv(w.sd, iov("x"), -1, null, 0, null, 0, SCTP_SENDV_NOINFO, 0));
        fails(c, EOPNOTSUPP, c.sctp_sendv(w.sd, iov("x"), 1, null, 0, null, 0, SCTP_SENDV_NOINFO, MSG_OOB));
        sctp_sendv_spa spa = new sctp_sendv_spa();
        spa.sendv_flags = NetinetSctp.SCTP_SEND_AUTHINFO_VALID;
        fails(c, EINVAL, sendv("x", spa, SCTP_SENDV_SPA));
        snd.snd_flags = NetinetSctp.SCTP_EOF;
        assertThat(c.sctp_sendv(w.sd, null, 0, null, 0, snd, sctp_sndinfo.SIZEOF, SCTP_SENDV_SNDINFO, 0))
                .as("SENDV-18: nothing but the end")
                .isZero();
    }

    @Test
    @DisplayName(
            "SENDV-3 SENDV-25..27 STY-7: addresses set up; sndinfo takes the new id, also of an SPA; one-to-one too")
    void setsUp() {
        w.many(AF_INET);
        sockaddr[] addrs = {serverAddress()};
        sctp_sendv_spa spa = new sctp_sendv_spa();
        spa.sendv_flags = NetinetSctp.SCTP_SEND_SNDINFO_VALID;
        assertThat(c.sctp_sendv(w.sd, iov("hello"), 1, addrs, 1, spa, sctp_sendv_spa.SIZEOF, SCTP_SENDV_SPA, 0))
                .isEqualTo(5);
        assertThat(spa.sendv_sndinfo.snd_assoc_id).isPositive();
        assertThat(sendv("more", spa.sendv_sndinfo, SCTP_SENDV_SNDINFO)).isEqualTo(4);
        int one = c.socket(AF_INET, SOCK_STREAM, 0);
        sctp_sndinfo snd = new sctp_sndinfo();
        assertThat(c.sctp_sendv(one, iov("hi"), 1, addrs, 1, snd, sctp_sndinfo.SIZEOF, SCTP_SENDV_SNDINFO, 0))
                .isEqualTo(2);
        assertThat(snd.snd_assoc_id).as("not on a one-to-one socket").isZero();
    }

    @Test
    @DisplayName("RECVV-3..7 RECVV-12..13 RECVV-21: what is filled in depends on the options and on what waits")
    void received() {
        w.connected();
        sctp_sndinfo snd = new sctp_sndinfo();
        for (int stream = 1; stream <= 5; stream++) {
            snd.snd_sid = stream;
            snd.snd_ppid = stream * 10L;
            sendv("message", snd, SCTP_SENDV_SNDINFO);
        }
        w.wire.runFor(1);
        assertThat(recvv(null)).isEqualTo(7);
        assertThat(infotype[0]).isEqualTo(SCTP_RECVV_NOINFO);
        assertThat(flags[0]).isEqualTo(MSG_EOR);

        PosixWire.set(w.server, w.peer, NetinetSctp.SCTP_RECVRCVINFO, 1);
        sctp_recvv_rn rn = new sctp_recvv_rn();
        assertThat(recvv(rn)).isEqualTo(7);
        assertThat(infotype[0]).isEqualTo(SCTP_RECVV_RCVINFO);
        assertThat(infolen[0]).isEqualTo(sctp_rcvinfo.SIZEOF);
        assertThat(rn.recvv_rcvinfo.rcv_sid).isEqualTo(2);

        PosixWire.set(w.server, w.peer, NetinetSctp.SCTP_RECVNXTINFO, 1);
        flags[0] = MSG_PEEK;
        assertThat(recvv(rn)).isEqualTo(7);
        assertThat(infotype[0]).isEqualTo(SCTP_RECVV_RN);
        assertThat(infolen[0]).isEqualTo(sctp_recvv_rn.SIZEOF);
        assertThat(rn.recvv_rcvinfo.rcv_ppid).isEqualTo(30);
        assertThat(rn.recvv_nxtinfo.nxt_ppid).isEqualTo(40);
        sctp_rcvinfo small = new sctp_rcvinfo();
        assertThat(recvv(small)).isEqualTo(7);
        assertThat(infotype[0]).as("there is room for no more").isEqualTo(SCTP_RECVV_RCVINFO);

        PosixWire.set(w.server, w.peer, NetinetSctp.SCTP_RECVRCVINFO, 0);
        sctp_nxtinfo next = new sctp_nxtinfo();
        assertThat(recvv(next)).isEqualTo(7);
        assertThat(infotype[0]).isEqualTo(SCTP_RECVV_NXTINFO);
        assertThat(infolen[0]).isEqualTo(sctp_nxtinfo.SIZEOF);
        assertThat(next.nxt_sid).isEqualTo(5);
        assertThat(recvv(next)).isEqualTo(7);
        assertThat(infotype[0]).as("nothing is next").isEqualTo(SCTP_RECVV_NOINFO);
        assertThat(infolen[0]).isEqualTo(sctp_nxtinfo.SIZEOF);
    }

    @Test
    @DisplayName("RECVV-8..11: a notification has no info and leaves the length; flags left over from it are ignored")
    void afterNotification() {
        w.many(AF_INET);
        PosixWire.subscribe(w.server, w.peer, NetinetSctp.SCTP_ASSOC_CHANGE);
        PosixWire.set(w.server, w.peer, NetinetSctp.SCTP_RECVRCVINFO, 1);
        c.sctp_sendmsg(w.sd, bytes("x"), 1, serverAddress(), 16, 0, 0, 0, 0, 0);
        sctp_rcvinfo info = new sctp_rcvinfo();
        infolen[0] = sctp_rcvinfo.SIZEOF;
        iovec[] into = {new iovec(buffer)};
        assertThat(w.server.sctp_recvv(w.peer, into, 1, null, null, info, infolen, infotype, flags))
                .isPositive();
        assertThat(flags[0]).isEqualTo(MSG_EOR | MSG_NOTIFICATION);
        assertThat(infotype[0]).isEqualTo(SCTP_RECVV_NOINFO);
        assertThat(infolen[0]).isEqualTo(sctp_rcvinfo.SIZEOF);
        assertThat(sctp_notification.of(buffer).sn_assoc_change.sac_state).isEqualTo(NetinetSctp.SCTP_COMM_UP);
        assertThat(w.server.sctp_recvv(w.peer, into, 1, null, null, info, infolen, infotype, flags))
                .isEqualTo(1);
        assertThat(infotype[0]).isEqualTo(SCTP_RECVV_RCVINFO);
        assertThat(info.rcv_assoc_id).isPositive();
    }

    @Test
    @DisplayName("RECVV-3 RECVV-28 RECVV-30: null, an info that is too small or another, vectors that are none")
    void wrongReads() {
        w.connected();
        iovec[] into = {new iovec(buffer)};
        Posix s = w.server;
        fails(s, EFAULT, s.sctp_recvv(w.peer, into, 1, null, null, null, null, null, flags));
        fails(s, EFAULT, s.sctp_recvv(w.peer, into, 1, null, null, null, null, infotype, null));
        fails(s, EFAULT, s.sctp_recvv(w.peer, null, 1, null, null, null, null, infotype, flags));
        fails(s, EINVAL, s.sctp_recvv(w.peer, into, 2, null, null, null, null, infotype, flags));
        fails(s, EINVAL, s.sctp_recvv(w.peer, into, 0, null, null, null, null, infotype, flags));
        fails(s, EFAULT, s.sctp_recvv(w.peer, into, 1, new sockaddr_in(), null, null, null, infotype, flags));
        PosixWire.set(s, w.peer, NetinetSctp.SCTP_RECVRCVINFO, 1);
        fails(s, EFAULT, recvv(null));
        fails(s, EINVAL, recvv(new sctp_nxtinfo()));
        infolen[0] = sctp_rcvinfo.SIZEOF - 1;
        fails(s, EINVAL, s.sctp_recvv(w.peer, into, 1, null, null, new sctp_rcvinfo(), infolen, infotype, flags));
        PosixWire.set(s, w.peer, NetinetSctp.SCTP_RECVRCVINFO, 0);
        flags[0] = MSG_OOB;
        fails(s, EOPNOTSUPP, recvv(null));
        flags[0] = 0;
        fails(s, ENOTCONN, s.sctp_recvv(w.listener, into, 1, null, null, null, null, infotype, flags));
    }

    @Test
    @DisplayName("RECVV-1..2: parts of a message fill the vectors in order, from their offsets")
    void scatters() {
        w.connected();
        c.send(w.sd, bytes("abcdef"), 6, 0);
        iovec first = new iovec(new byte[4]);
        first.iov_offset = 2;
        first.iov_len = 2;
        iovec[] into = {first, new iovec(), new iovec(new byte[3])};
        sockaddr_in from = new sockaddr_in();
        int[] fromlen = {sockaddr_in.SIZEOF};
        assertThat(w.server.sctp_recvv(w.peer, into, 3, from, fromlen, null, null, infotype, flags))
                .isEqualTo(5);
        assertThat(flags[0]).isZero();
        assertThat(first.iov_base).isEqualTo(bytes("\0\0ab"));
        assertThat(into[2].iov_base).isEqualTo(bytes("cde"));
        assertThat(ArpaInet.inet_ntop(from.sin_addr)).isEqualTo("192.0.2.1");
        assertThat(w.server.sctp_recvv(w.peer, into, 3, null, null, null, null, infotype, flags))
                .isEqualTo(1);
        assertThat(flags[0]).isEqualTo(MSG_EOR);
        ok(c.close(w.sd));
        assertThat(w.server.sctp_recvv(w.peer, into, 3, null, null, null, null, infotype, flags))
                .isZero();
        assertThat(flags[0]).isZero();
    }
}
