package io.jsctp.posix;

import static io.jsctp.posix.NetinetSctp.SCTP_ASSOC_CHANGE;
import static io.jsctp.posix.NetinetSctp.SCTP_RCVINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_RECVNXTINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_RECVRCVINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_UNORDERED;
import static io.jsctp.posix.NetinetSctp.SCTP_USE_EXT_RCVINFO;
import static io.jsctp.posix.PosixWire.bytes;
import static io.jsctp.posix.PosixWire.fails;
import static io.jsctp.posix.PosixWire.ok;
import static io.jsctp.posix.PosixWire.serverAddress;
import static io.jsctp.posix.SysErrno.EAGAIN;
import static io.jsctp.posix.SysErrno.EFAULT;
import static io.jsctp.posix.SysErrno.EINVAL;
import static io.jsctp.posix.SysErrno.ENOTCONN;
import static io.jsctp.posix.SysErrno.EOPNOTSUPP;
import static io.jsctp.posix.SysErrno.ESHUTDOWN;
import static io.jsctp.posix.SysSocket.AF_INET;
import static io.jsctp.posix.SysSocket.F_SETFL;
import static io.jsctp.posix.SysSocket.MSG_CTRUNC;
import static io.jsctp.posix.SysSocket.MSG_EOR;
import static io.jsctp.posix.SysSocket.MSG_NOTIFICATION;
import static io.jsctp.posix.SysSocket.MSG_OOB;
import static io.jsctp.posix.SysSocket.MSG_PEEK;
import static io.jsctp.posix.SysSocket.O_NONBLOCK;
import static io.jsctp.posix.SysSocket.SOCK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** sendmsg and recvmsg with ancillary data (RFC 6458 §5). */
@Timeout(60)
class AncillaryTest {
    private PosixWire w;
    private Posix c;

    @BeforeEach
    void open() throws Exception {
        w = new PosixWire();
        c = w.client;
    }

    private static msghdr message(sockaddr to, String... parts) {
        msghdr message = new msghdr();
        message.msg_name = to;
        message.msg_namelen = to == null ? 0 : to.sizeof();
        message.msg_iov = new iovec[parts.length];
        for (int i = 0; i < parts.length; i++) {
            message.msg_iov[i] = new iovec(bytes(parts[i]));
        }
        message.msg_iovlen = parts.length;
        return message;
    }

    private static msghdr with(msghdr message, int type, Struct data) {
        message.msg_control.add(new cmsghdr(type, data));
        return message;
    }

    private int send(msghdr message) {
        return c.sendmsg(w.sd, message, 0);
    }

    private msghdr receive(int room, int flags) {
        msghdr message = new msghdr();
        message.msg_name = new sockaddr_storage();
        message.msg_namelen = sockaddr_storage.SIZEOF;
        message.msg_iov = new iovec[] {new iovec(new byte[2]), new iovec(new byte[1000])};
        message.msg_iovlen = 2;
        message.msg_control.add(new cmsghdr());
        message.msg_controllen = room;
        int read = w.server.recvmsg(w.peer, message, flags);
        assertThat(read).isNotNegative();
        message.msg_iov[1].iov_len = Math.max(0, read - 2);
        return message;
    }

    private static String text(msghdr message) {
        StringBuilder text = new StringBuilder();
        for (iovec part : message.msg_iov) {
            text.append(new String(part.iov_base, 0, part.iov_len, java.nio.charset.StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private static sctp_sndinfo sndinfo(int stream, int flags) {
        sctp_sndinfo info = new sctp_sndinfo();
        info.snd_sid = stream;
        info.snd_flags = flags;
        info.snd_ppid = 99;
        return info;
    }

    @Test
    @DisplayName("XC-9 XA-2 XA-4: SCTP_SNDINFO or SCTP_SNDRCV say how; the parts are one message; SCTP_SNDRCV tells it")
    void sndinfo() {
        w.connected();
        assertThat(send(with(message(null, "he", "", "llo"), NetinetSctp.SCTP_SNDINFO, sndinfo(3, SCTP_UNORDERED))))
                .isEqualTo(5);
        sctp_sndrcvinfo old = new sctp_sndrcvinfo();
        old.sinfo_stream = 4;
        old.sinfo_ppid = 5;
        assertThat(send(with(message(serverAddress(), "world"), NetinetSctp.SCTP_SNDRCV, old)))
                .isEqualTo(5);
        assertThat(send(message(null, "plain"))).isEqualTo(5);

        msghdr first = receive(1000, 0);
        assertThat(text(first)).isEqualTo("hello");
        assertThat(first.msg_flags).isEqualTo(MSG_EOR);
        assertThat(first.msg_namelen).isEqualTo(sockaddr_in.SIZEOF);
        assertThat(((sockaddr_storage) first.msg_name).ss_family).isEqualTo(AF_INET);
        assertThat(first.msg_control).hasSize(1);
        assertThat(first.msg_control.get(0).cmsg_type).isEqualTo(NetinetSctp.SCTP_SNDRCV);
        sctp_sndrcvinfo info = (sctp_sndrcvinfo) first.msg_control.get(0).cmsg_data;
        assertThat(info.sinfo_stream).isEqualTo(3);
        assertThat(info.sinfo_flags).isEqualTo(SCTP_UNORDERED);
        assertThat(info.sinfo_ppid).isEqualTo(99);
        assertThat(first.msg_controllen).isEqualTo(cmsghdr.CMSG_SPACE(sctp_sndrcvinfo.SIZEOF));
        sctp_sndrcvinfo second = (sctp_sndrcvinfo) receive(1000, 0).msg_control.get(0).cmsg_data;
        assertThat(second.sinfo_stream).isEqualTo(4);
        assertThat(second.sinfo_ppid).isEqualTo(5);
        assertThat(text(receive(1000, 0))).isEqualTo("plain");
    }

    @Test
    @DisplayName("XA-5 XA-6 XA-11: SCTP_RCVINFO instead of SCTP_SNDRCV, with SCTP_NXTINFO; by default nothing")
    void rcvinfo() {
        w.connected();
        PosixWire.subscribe(w.server, w.peer, SCTP_ASSOC_CHANGE);
        send(with(message(null, "hello"), NetinetSctp.SCTP_SNDINFO, sndinfo(3, 0)));
        send(with(message(null, "next"), NetinetSctp.SCTP_SNDINFO, sndinfo(4, SCTP_UNORDERED)));
        w.wire.runFor(1);
        PosixWire.set(w.server, w.peer, SCTP_RECVRCVINFO, 1);
        assertThat(receive(1000, MSG_PEEK).msg_control)
                .extracting(item -> item.cmsg_type)
                .containsExactly(SCTP_RCVINFO);
        PosixWire.set(w.server, w.peer, SCTP_RECVNXTINFO, 1);
        msghdr both = receive(1000, 0);
        assertThat(both.msg_control).extracting(item -> item.cmsg_level).containsOnly(NetinetSctp.IPPROTO_SCTP);
        assertThat(both.msg_control)
                .extracting(item -> item.cmsg_type)
                .containsExactly(SCTP_RCVINFO, NetinetSctp.SCTP_NXTINFO);
        assertThat(((sctp_rcvinfo) both.msg_control.get(0).cmsg_data).rcv_sid).isEqualTo(3);
        sctp_nxtinfo next = (sctp_nxtinfo) both.msg_control.get(1).cmsg_data;
        assertThat(next.nxt_sid).isEqualTo(4);
        assertThat(next.nxt_length).isEqualTo(4);
        assertThat(next.nxt_ppid).isEqualTo(99);
        assertThat(next.nxt_flags).isEqualTo(SCTP_UNORDERED | NetinetSctp.SCTP_COMPLETE);
        for (int option : new int[] {SCTP_RECVRCVINFO, SCTP_RECVNXTINFO}) {
            PosixWire.set(w.server, w.peer, option, 0);
        }
        ok(w.server.setsockopt(
                w.peer, NetinetSctp.IPPROTO_SCTP, NetinetSctp.SCTP_EVENTS, new sctp_event_subscribe(), 10));
        msghdr nothing = receive(1000, 0);
        assertThat(text(nothing)).isEqualTo("next");
        assertThat(nothing.msg_control).isEmpty();
        assertThat(nothing.msg_controllen).isZero();
        assertThat(nothing.msg_flags).isEqualTo(MSG_EOR);
    }

    @Test
    @DisplayName(
            "XA-3 XO-16 RECVMSG-4: with SCTP_USE_EXT_RCVINFO the extended structure, with the next message if there is one")
    void extended() {
        w.connected();
        int[] on = {7};
        ok(w.server.getsockopt(w.peer, NetinetSctp.IPPROTO_SCTP, SCTP_USE_EXT_RCVINFO, on, new int[] {4}));
        assertThat(on[0]).isZero();
        PosixWire.set(w.server, w.peer, SCTP_USE_EXT_RCVINFO, 1);
        send(with(message(null, "hello"), NetinetSctp.SCTP_SNDINFO, sndinfo(3, 0)));
        send(with(message(null, "next"), NetinetSctp.SCTP_SNDINFO, sndinfo(4, SCTP_UNORDERED)));
        w.wire.runFor(1);
        msghdr first = receive(1000, MSG_PEEK);
        assertThat(first.msg_control.get(0).cmsg_type).isEqualTo(NetinetSctp.SCTP_EXTRCV);
        sctp_extrcvinfo info = (sctp_extrcvinfo) first.msg_control.get(0).cmsg_data;
        assertThat(info.sinfo_stream).isEqualTo(3);
        assertThat(info.sinfo_ppid).isEqualTo(99);
        assertThat(info.serinfo_next_flags)
                .isEqualTo(NetinetSctp.SCTP_NEXT_MSG_AVAIL
                        | NetinetSctp.SCTP_NEXT_MSG_ISCOMPLETE
                        | NetinetSctp.SCTP_NEXT_MSG_IS_UNORDERED);
        assertThat(info.serinfo_next_stream).isEqualTo(4);
        assertThat(info.serinfo_next_length).isEqualTo(4);
        assertThat(info.serinfo_next_ppid).isEqualTo(99);
        assertThat(info.serinfo_next_aid).isEqualTo(info.sinfo_assoc_id);

        byte[] buffer = new byte[10];
        sctp_extrcvinfo direct = new sctp_extrcvinfo();
        assertThat(w.server.sctp_recvmsg(w.peer, buffer, 10, null, null, direct, null))
                .isEqualTo(5);
        assertThat(direct.serinfo_next_stream).isEqualTo(4);
        fails(w.server, EINVAL, w.server.sctp_recvmsg(w.peer, buffer, 10, null, null, new sctp_sndrcvinfo(), null));
        assertThat(w.server.sctp_recvmsg(w.peer, buffer, 10, null, null, direct, null))
                .isEqualTo(4);
        assertThat(direct.serinfo_next_flags).isZero();
        assertThat(direct.serinfo_next_stream).isZero();
    }

    @Test
    @DisplayName("XA-12: without room for ancillary data MSG_CTRUNC; what fits comes")
    void truncated() {
        w.connected();
        PosixWire.set(w.server, w.peer, SCTP_RECVRCVINFO, 1);
        PosixWire.set(w.server, w.peer, SCTP_RECVNXTINFO, 1);
        send(message(null, "hello"));
        send(message(null, "next"));
        w.wire.runFor(1);
        int one = cmsghdr.CMSG_SPACE(sctp_rcvinfo.SIZEOF);
        msghdr none = receive(one - 1, MSG_PEEK);
        assertThat(none.msg_flags).isEqualTo(MSG_EOR | MSG_CTRUNC);
        assertThat(none.msg_control)
                .extracting(item -> item.cmsg_type)
                .as("the smaller one fits")
                .containsExactly(NetinetSctp.SCTP_NXTINFO);
        msghdr first = receive(one, 0);
        assertThat(first.msg_flags).isEqualTo(MSG_EOR | MSG_CTRUNC);
        assertThat(first.msg_control).extracting(item -> item.cmsg_type).containsExactly(SCTP_RCVINFO);
        assertThat(first.msg_controllen).isEqualTo(one);
        assertThat(receive(one, 0).msg_flags).isEqualTo(MSG_EOR);
    }

    @Test
    @DisplayName("XC-9 XA-11: a notification has no info and no sender")
    void notification() {
        w.many(AF_INET);
        PosixWire.subscribe(w.server, w.peer, SCTP_ASSOC_CHANGE);
        send(message(serverAddress(), "hello"));
        msghdr up = receive(1000, 0);
        assertThat(up.msg_flags).isEqualTo(MSG_EOR | MSG_NOTIFICATION);
        assertThat(up.msg_control).isEmpty();
        assertThat(up.msg_namelen).isZero();
        assertThat(text(receive(1000, 0))).isEqualTo("hello");
    }

    @Test
    @DisplayName("XA-1 XC-14 SOPT-6: SCTP_INIT shapes the association that the message sets up, and no other")
    void init() {
        w.many(AF_INET);
        PosixWire.subscribe(w.server, w.peer, SCTP_ASSOC_CHANGE);
        sctp_initmsg init = new sctp_initmsg();
        init.sinit_num_ostreams = 33;
        init.sinit_max_instreams = 5;
        assertThat(send(with(message(serverAddress(), "hello"), NetinetSctp.SCTP_INIT, init)))
                .isEqualTo(5);
        sctp_assoc_change up = w.serverReads().notification().sn_assoc_change;
        assertThat(up.sac_inbound_streams).isEqualTo(33);
        assertThat(up.sac_outbound_streams).isEqualTo(5);
        assertThat(text(receive(1000, 0))).isEqualTo("hello");
        assertThat(send(with(message(serverAddress(), "there is one already"), NetinetSctp.SCTP_INIT, init)))
                .isEqualTo(20);
        sctp_initmsg defaults = new sctp_initmsg();
        ok(c.getsockopt(
                w.sd, NetinetSctp.IPPROTO_SCTP, NetinetSctp.SCTP_INITMSG, defaults, new int[] {sctp_initmsg.SIZEOF}));
        assertThat(defaults.sinit_num_ostreams).isEqualTo(10);
        init.sinit_num_ostreams = 65_536;
        fails(c, EINVAL, send(with(message(serverAddress(), "x"), NetinetSctp.SCTP_INIT, init)));
    }

    @Test
    @DisplayName("XA-7 SENDV-28: SCTP_PRINFO says how long a message may wait")
    void prinfo() {
        w.connected();
        PosixWire.subscribe(c, w.sd, NetinetSctp.SCTP_SEND_FAILED_EVENT);
        w.wire.cut();
        for (int i = 0; i < 10; i++) {
            c.send(w.sd, new byte[1000], 1000, 0);
        }
        sctp_prinfo ttl = new sctp_prinfo();
        ttl.pr_policy = NetinetSctp.SCTP_PR_SCTP_TTL;
        ttl.pr_value = 100;
        assertThat(send(with(message(null, "late"), NetinetSctp.SCTP_PRINFO, ttl)))
                .isEqualTo(4);
        sctp_prinfo none = new sctp_prinfo();
        none.pr_value = 100;
        assertThat(send(with(message(null, "stays"), NetinetSctp.SCTP_PRINFO, none)))
                .isEqualTo(5);
        w.wire.runForNs(200_000_000L);
        assertThat(w.clientReads().notification().sn_send_failed_event.ssfe_data)
                .isEqualTo(bytes("late"));
        ok(c.fcntl(w.sd, F_SETFL, O_NONBLOCK));
        fails(c, EAGAIN, c.recv(w.sd, new byte[1], 1, 0));
        ttl.pr_policy = 9;
        fails(c, EINVAL, send(with(message(null, "x"), NetinetSctp.SCTP_PRINFO, ttl)));
    }

    @Test
    @DisplayName("XA-9..10 SENDV-3: SCTP_DSTADDRV4 and SCTP_DSTADDRV6 name more addresses of the peer for the set-up")
    void moreAddresses() {
        w.many(SysSocket.AF_INET6);
        in_addr v4 = new in_addr();
        v4.s_addr = ArpaInet.inet_addr(PosixWire.SERVER);
        in6_addr v6 = PosixWire.mapped(PosixWire.SERVER, 0).sin6_addr;
        ok(c.setsockopt(w.sd, NetinetSctp.IPPROTO_SCTP, NetinetSctp.SCTP_RTOINFO, quick(), sctp_rtoinfo.SIZEOF));
        msghdr message = message(PosixWire.ipv4("192.0.2.9", PosixWire.PORT), "hello");
        assertThat(send(with(with(message, NetinetSctp.SCTP_DSTADDRV4, v4), NetinetSctp.SCTP_DSTADDRV6, v6)))
                .as("the first address is nobody's")
                .isEqualTo(5);
        assertThat(text(receive(1000, 0))).isEqualTo("hello");
        fails(c, EINVAL, send(with(message(null, "x"), NetinetSctp.SCTP_DSTADDRV4, v4)));
        int four = c.socket(AF_INET, SOCK_STREAM, 0);
        in6_addr six = new in6_addr();
        six.s6_addr[0] = 0x20;
        fails(c, EINVAL, c.sendmsg(four, with(message(serverAddress(), "x"), NetinetSctp.SCTP_DSTADDRV6, six), 0));
        six.s6_addr = new byte[3];
        fails(c, EINVAL, c.sendmsg(four, with(message(serverAddress(), "x"), NetinetSctp.SCTP_DSTADDRV6, six), 0));
    }

    private static sctp_rtoinfo quick() {
        sctp_rtoinfo rto = new sctp_rtoinfo();
        rto.srto_initial = 100;
        rto.srto_min = 100;
        rto.srto_max = 100;
        return rto;
    }

    @Test
    @DisplayName("SENDMSG-19 SEND-12 XA-11 SENDV-8: malformed items, two of a kind, and keys without authentication")
    void malformed() {
        w.connected();
        List<cmsghdr> wrong = new ArrayList<>();
        wrong.add(new cmsghdr(NetinetSctp.SCTP_SNDINFO, new sctp_sndinfo()));
        wrong.get(0).cmsg_len--;
        wrong.add(new cmsghdr(NetinetSctp.SCTP_SNDINFO, new sctp_prinfo()));
        wrong.add(new cmsghdr(NetinetSctp.SCTP_RCVINFO, new sctp_rcvinfo()));
        wrong.add(new cmsghdr(NetinetSctp.SCTP_AUTHINFO, new sctp_authinfo()));
        wrong.add(new cmsghdr(77, new sctp_sndinfo()));
        wrong.add(new cmsghdr(NetinetSctp.SCTP_SNDINFO, new sctp_sndinfo()));
        wrong.get(5).cmsg_level = SysSocket.SOL_SOCKET;
        for (cmsghdr item : wrong) {
            msghdr message = message(null, "x");
            message.msg_control.add(item);
            fails(c, EINVAL, send(message));
        }
        msghdr twice = with(message(null, "x"), NetinetSctp.SCTP_SNDINFO, new sctp_sndinfo());
        fails(c, EINVAL, send(with(twice, NetinetSctp.SCTP_SNDRCV, new sctp_sndrcvinfo())));
        msghdr empty = message(null, "x");
        empty.msg_control.add(new cmsghdr());
        fails(c, EFAULT, send(empty));
        fails(c, EFAULT, c.sendmsg(w.sd, null, 0));
        fails(c, EFAULT, c.recvmsg(w.sd, null, 0));
        fails(c, EFAULT, c.recvmsg(w.sd, new msghdr(), 0));
        msghdr beyond = message(null, "x");
        beyond.msg_iov[0].iov_offset = 1;
        fails(c, EINVAL, send(beyond));
        beyond.msg_iovlen = 2;
        fails(c, EINVAL, send(beyond));
        fails(c, EOPNOTSUPP, c.sendmsg(w.sd, message(null, "x"), MSG_OOB));
        fails(c, EOPNOTSUPP, c.recvmsg(w.sd, message(null, "x"), MSG_OOB));
    }

    @Test
    @DisplayName(
            "XC-9 EVT-13: after the peer's SHUTDOWN sendmsg says ESHUTDOWN; nothing to end is EINVAL, no association ENOTCONN")
    void endings() {
        w.connected();
        ok(w.server.shutdown(w.peer, SysSocket.SHUT_WR));
        w.wire.runFor(1);
        fails(c, ESHUTDOWN, send(message(null, "x")));
        w.sd = c.socket(AF_INET, SysSocket.SOCK_SEQPACKET, 0);
        sctp_sndinfo eof = sndinfo(0, NetinetSctp.SCTP_EOF);
        fails(c, EINVAL, send(with(message(serverAddress()), NetinetSctp.SCTP_SNDINFO, eof)));
        eof.snd_flags = NetinetSctp.SCTP_ABORT;
        fails(c, EINVAL, send(with(message(serverAddress()), NetinetSctp.SCTP_SNDINFO, eof)));
        fails(c, ENOTCONN, send(message(null, "x")));
        w.sd = c.socket(AF_INET, SOCK_STREAM, 0);
        fails(c, ENOTCONN, send(message(serverAddress(), "x")));
    }

    @Test
    @DisplayName("SENDV-19 XC-9: SCTP_SENDALL by sendmsg reaches all")
    void sendAll() {
        w.many(AF_INET);
        assertThat(send(message(serverAddress(), "one"))).isEqualTo(3);
        assertThat(text(receive(1000, 0))).isEqualTo("one");
        int second = w.server.socket(AF_INET, SOCK_STREAM, 0);
        ok(w.server.bind(second, PosixWire.ipv4(PosixWire.SERVER, 5001), 16));
        ok(w.server.listen(second, 1));
        ok(c.connect(w.sd, PosixWire.ipv4(PosixWire.SERVER, 5001), 16));
        sctp_sndinfo all = sndinfo(0, NetinetSctp.SCTP_SENDALL);
        assertThat(send(with(message(serverAddress(), "all"), NetinetSctp.SCTP_SNDINFO, all)))
                .isEqualTo(3);
        assertThat(text(receive(1000, 0))).isEqualTo("all");
        byte[] buffer = new byte[10];
        assertThat(w.server.recv(w.server.accept(second, null, null), buffer, 10, 0))
                .isEqualTo(3);
    }
}
