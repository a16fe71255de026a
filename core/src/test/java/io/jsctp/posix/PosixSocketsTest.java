package io.jsctp.posix;

import static io.jsctp.posix.NetinetSctp.IPPROTO_SCTP;
import static io.jsctp.posix.NetinetSctp.SCTP_BINDX_ADD_ADDR;
import static io.jsctp.posix.NetinetSctp.SCTP_BINDX_REM_ADDR;
import static io.jsctp.posix.NetinetSctp.SCTP_STATUS;
import static io.jsctp.posix.PosixWire.bytes;
import static io.jsctp.posix.PosixWire.fails;
import static io.jsctp.posix.PosixWire.ok;
import static io.jsctp.posix.SysErrno.EAFNOSUPPORT;
import static io.jsctp.posix.SysErrno.EAGAIN;
import static io.jsctp.posix.SysErrno.EBADF;
import static io.jsctp.posix.SysErrno.EFAULT;
import static io.jsctp.posix.SysErrno.EINPROGRESS;
import static io.jsctp.posix.SysErrno.EINVAL;
import static io.jsctp.posix.SysErrno.ENOTCONN;
import static io.jsctp.posix.SysErrno.ENOTSOCK;
import static io.jsctp.posix.SysErrno.EOPNOTSUPP;
import static io.jsctp.posix.SysErrno.EPROTONOSUPPORT;
import static io.jsctp.posix.SysErrno.EPROTOTYPE;
import static io.jsctp.posix.SysErrno.EWOULDBLOCK;
import static io.jsctp.posix.SysSocket.AF_INET;
import static io.jsctp.posix.SysSocket.AF_INET6;
import static io.jsctp.posix.SysSocket.F_GETFL;
import static io.jsctp.posix.SysSocket.F_SETFL;
import static io.jsctp.posix.SysSocket.O_NONBLOCK;
import static io.jsctp.posix.SysSocket.O_RDWR;
import static io.jsctp.posix.SysSocket.POLLIN;
import static io.jsctp.posix.SysSocket.POLLNVAL;
import static io.jsctp.posix.SysSocket.POLLOUT;
import static io.jsctp.posix.SysSocket.SOCK_DGRAM;
import static io.jsctp.posix.SysSocket.SOCK_SEQPACKET;
import static io.jsctp.posix.SysSocket.SOCK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.Errno;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Descriptors, addresses and errno: the calls that move no messages. */
@Timeout(60)
class PosixSocketsTest {
    private PosixWire w;
    private Posix c;

    @BeforeEach
    void open() throws Exception {
        w = new PosixWire();
        c = w.client;
    }

    /** Every call with the descriptor and arguments that are otherwise right, or nearly. */
    private Stream<IntUnaryOperator> calls() {
        sockaddr_in[] addrs = {PosixWire.serverAddress()};
        byte[] buf = new byte[10];
        iovec[] iov = {new iovec(buf)};
        msghdr msg = new msghdr();
        msg.msg_iov = iov;
        msg.msg_iovlen = 1;
        sctp_sndinfo snd = new sctp_sndinfo();
        int[] len = {1000};
        int[] out = {0};
        return Stream.of(
                fd -> c.bind(fd, addrs[0], 16),
                fd -> c.listen(fd, 1),
                fd -> c.accept(fd, null, null),
                fd -> c.connect(fd, addrs[0], 16),
                fd -> c.shutdown(fd, 2),
                fd -> c.getsockname(fd, addrs[0], len),
                fd -> c.getpeername(fd, addrs[0], len),
                fd -> c.fcntl(fd, F_GETFL, 0),
                fd -> c.send(fd, buf, 1, 0),
                fd -> c.sendto(fd, buf, 1, 0, addrs[0], 16),
                fd -> c.sendmsg(fd, msg, 0),
                fd -> c.recv(fd, buf, 1, 0),
                fd -> c.recvfrom(fd, buf, 1, 0, null, null),
                fd -> c.recvmsg(fd, msg, 0),
                fd -> c.sctp_bindx(fd, addrs, 1, SCTP_BINDX_ADD_ADDR),
                fd -> c.sctp_peeloff(fd, 5),
                fd -> c.sctp_getpaddrs(fd, 0, new sockaddr[1][]),
                fd -> c.sctp_getladdrs(fd, 0, new sockaddr[1][]),
                fd -> c.sctp_connectx(fd, addrs, 1, null),
                fd -> c.getsockopt(fd, IPPROTO_SCTP, SCTP_STATUS, new sctp_status(), len),
                fd -> c.setsockopt(fd, IPPROTO_SCTP, SCTP_STATUS, new sctp_status(), sctp_status.SIZEOF),
                fd -> c.sctp_opt_info(fd, 0, SCTP_STATUS, new sctp_status(), len),
                fd -> c.sctp_sendmsg(fd, buf, 1, addrs[0], 16, 0, 0, 0, 0, 0),
                fd -> c.sctp_send(fd, buf, 1, new sctp_sndrcvinfo(), 0),
                fd -> c.sctp_sendx(fd, buf, 1, addrs, 1, new sctp_sndrcvinfo(), 0),
                fd -> c.sctp_sendv(fd, iov, 1, null, 0, snd, sctp_sndinfo.SIZEOF, 1, 0),
                fd -> c.sctp_recvmsg(fd, buf, 1, null, null, null, out),
                fd -> c.sctp_recvv(fd, iov, 1, null, null, null, null, out, out));
    }

    @Test
    @DisplayName(
            "BINDX-18 OPTI-5 OPTI-6 RECVMSG-6..7 SENDMSG-12..13 SEND-5..6 SENDV-35 RECVV-27 CONNX-11 GLAD-8 GPAD-8..9 PEEL-9: "
                    + "every call knows descriptors that are closed, never were, or are no sockets")
    void wrongDescriptors() {
        int closed = c.socket(AF_INET, SOCK_STREAM, 0);
        ok(c.close(closed));
        calls().forEach(call -> {
            fails(c, EBADF, call.applyAsInt(closed));
            fails(c, EBADF, call.applyAsInt(-1));
            fails(c, EBADF, call.applyAsInt(99));
            fails(c, ENOTSOCK, call.applyAsInt(SysSocket.STDOUT_FILENO));
        });
        fails(c, EBADF, c.close(closed));
        fails(c, EBADF, c.close(SysSocket.STDIN_FILENO));
    }

    @Test
    @DisplayName("SOCK-1..2 SOCK-6: families, types and protocols that there are, and errnos of others")
    void sockets() {
        assertThat(c.socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP)).isEqualTo(3);
        assertThat(c.socket(AF_INET6, SOCK_SEQPACKET, 0)).isEqualTo(4);
        assertThat(c.socket(AF_INET6, SOCK_STREAM, 0)).isEqualTo(5);
        fails(c, EPROTOTYPE, c.socket(AF_INET, SOCK_DGRAM, IPPROTO_SCTP));
        fails(c, EAFNOSUPPORT, c.socket(1, SOCK_STREAM, IPPROTO_SCTP));
        fails(c, EPROTONOSUPPORT, c.socket(AF_INET, SOCK_STREAM, 6));
        ok(c.close(4));
        assertThat(c.socket(AF_INET, SOCK_SEQPACKET, 0))
                .as("the lowest free one")
                .isEqualTo(4);
        int[] type = {0};
        ok(c.getsockopt(4, SysSocket.SOL_SOCKET, SysSocket.SO_TYPE, type, new int[] {4}));
        assertThat(type[0]).isEqualTo(SOCK_SEQPACKET);
    }

    @Test
    @DisplayName("errno is of the thread that called; strerror and perror know them all")
    void errnoOfThread() throws Exception {
        assertThat(c.errno()).isZero();
        c.close(77);
        Thread other = new Thread(() -> c.socket(1, 1, 1));
        other.start();
        other.join();
        assertThat(c.errno()).isEqualTo(EBADF);
        c.perror("close");
        assertThat(w.err.toString(StandardCharsets.US_ASCII)).isEqualTo("close: Bad file descriptor\n");
        for (Errno one : Errno.values()) {
            assertThat(c.strerror(SysErrno.number(one))).isEqualTo(one.reason());
        }
        assertThat(Stream.of(Errno.values()).map(SysErrno::number)).doesNotHaveDuplicates();
        assertThat(c.strerror(0)).isEqualTo("Success");
        assertThat(c.strerror(9999)).isEqualTo("Unknown error 9999");
    }

    @Test
    @DisplayName("XC-12..13: getsockname, getpeername and accept tell addresses, cut to the room there is")
    void addresses() {
        w.connected();
        sockaddr_storage name = new sockaddr_storage();
        int[] length = {sockaddr_storage.SIZEOF};
        ok(c.getpeername(w.sd, name, length));
        assertThat(length[0]).isEqualTo(sockaddr_in.SIZEOF);
        assertThat(name.ss_family).isEqualTo(AF_INET);
        assertThat(ArpaInet.inet_ntop(name.sin().sin_addr)).isEqualTo(PosixWire.SERVER);
        assertThat(ArpaInet.ntohs(name.sin().sin_port)).isEqualTo(PosixWire.PORT);

        sockaddr_in cut = new sockaddr_in();
        length[0] = 6;
        ok(c.getpeername(w.sd, cut, length));
        assertThat(length[0]).isEqualTo(sockaddr_in.SIZEOF);
        assertThat(cut.sin_port).isEqualTo(PosixWire.PORT);
        assertThat(cut.sin_addr.s_addr).as("the half there is room for").isEqualTo(0xC000_0000);

        length[0] = sockaddr_in.SIZEOF;
        ok(w.server.getsockname(w.listener, cut, length));
        assertThat(ArpaInet.inet_ntop(cut.sin_addr)).isEqualTo(PosixWire.SERVER);
        int second = c.socket(AF_INET, SOCK_STREAM, 0);
        ok(c.connect(second, PosixWire.serverAddress(), sockaddr_in.SIZEOF));
        int accepted = w.server.accept(w.listener, cut, length);
        assertThat(ArpaInet.inet_ntop(cut.sin_addr)).isEqualTo("192.0.2.1");
        ok(w.server.close(accepted));
        fails(c, EFAULT, c.getpeername(w.sd, null, length));
        fails(c, EFAULT, c.getpeername(w.sd, cut, null));
        fails(w.server, EFAULT, w.server.accept(w.listener, cut, null));
    }

    @Test
    @DisplayName("BINDX-17 CONNX-13 ADDR-9: families that there are not, addresses that are too short")
    void wrongAddresses() {
        int sd = c.socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in unix = PosixWire.serverAddress();
        unix.sin_family = 1;
        sockaddr_in6 six = PosixWire.mapped(PosixWire.SERVER, PosixWire.PORT);
        for (sockaddr wrong : new sockaddr[] {unix, six}) {
            sockaddr[] list = {wrong};
            fails(c, EAFNOSUPPORT, c.bind(sd, wrong, wrong.sizeof()));
            fails(c, EAFNOSUPPORT, c.connect(sd, wrong, wrong.sizeof()));
            fails(c, EAFNOSUPPORT, c.sctp_bindx(sd, list, 1, SCTP_BINDX_ADD_ADDR));
            fails(c, EAFNOSUPPORT, c.sctp_connectx(sd, list, 1, null));
            fails(c, EINVAL, c.sctp_sendmsg(sd, bytes("x"), 1, wrong, wrong.sizeof(), 0, 0, 0, 0, 0));
        }
        fails(c, EINVAL, c.bind(sd, PosixWire.serverAddress(), 15));
        fails(c, EFAULT, c.bind(sd, null, 16));
        fails(c, EFAULT, c.sctp_connectx(sd, null, 1, null));
        fails(c, EINVAL, c.sctp_connectx(sd, new sockaddr[] {PosixWire.serverAddress()}, 2, null));
        fails(c, EINVAL, c.sctp_bindx(sd, new sockaddr[] {PosixWire.serverAddress()}, 0, SCTP_BINDX_ADD_ADDR));
    }

    @Test
    @DisplayName(
            "GLAD-1..3 GPAD-1..3 GPAD-7 GPAD-10 FLAD-1..2 FPAD-1..2: addresses come as an array, freeing is harmless")
    void addressLists() {
        w.connected();
        sockaddr[][] list = new sockaddr[1][];
        assertThat(c.sctp_getpaddrs(w.sd, 0, list)).isEqualTo(1);
        sockaddr_in peer = (sockaddr_in) list[0][0];
        assertThat(ArpaInet.inet_ntop(peer.sin_addr)).isEqualTo(PosixWire.SERVER);
        c.sctp_freepaddrs(list[0]);
        c.sctp_freepaddrs(null);
        assertThat(w.server.sctp_getladdrs(w.peer, 0, list)).isEqualTo(1);
        assertThat(list[0][0].sa_family()).isEqualTo(AF_INET);
        c.sctp_freeladdrs(list[0]);
        c.sctp_freeladdrs(null);
        assertThat(list[0]).as("still there").hasSize(1);
        fails(c, EINVAL, c.sctp_getpaddrs(w.sd, 0, null));
        fails(c, EINVAL, c.sctp_getladdrs(w.sd, 0, null));
        fails(c, EINVAL, c.sctp_getladdrs(w.sd, 0, new sockaddr[0][]));
        ok(w.server.close(w.peer));
        w.wire.runFor(1);
        fails(c, ENOTCONN, c.sctp_getpaddrs(w.sd, 0, list));
    }

    @Test
    @DisplayName(
            "XO-9 ADDR-2 ADDR-8 BINDX-3 CONNX-4 GPAD-4: mapped addresses are taken; they are given if that was asked for")
    void mapped() {
        w.many(AF_INET6);
        sockaddr[] peer = {PosixWire.mapped(PosixWire.SERVER, PosixWire.PORT)};
        int[] id = {0};
        ok(c.sctp_connectx(w.sd, peer, 1, id));
        sockaddr[][] list = new sockaddr[1][];
        assertThat(c.sctp_getpaddrs(w.sd, id[0], list)).isEqualTo(1);
        assertThat(list[0][0]).isInstanceOf(sockaddr_in.class);
        int[] on = {1};
        ok(c.getsockopt(w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_I_WANT_MAPPED_V4_ADDR, on, new int[] {4}));
        assertThat(on[0]).isZero();
        PosixWire.set(c, w.sd, NetinetSctp.SCTP_I_WANT_MAPPED_V4_ADDR, 1);
        assertThat(c.sctp_getpaddrs(w.sd, id[0], list)).isEqualTo(1);
        assertThat(((sockaddr_in6) list[0][0]).sin6_addr.s6_addr).isEqualTo(((sockaddr_in6) peer[0]).sin6_addr.s6_addr);
        sctp_status status = new sctp_status();
        ok(c.sctp_opt_info(w.sd, id[0], SCTP_STATUS, status, new int[] {sctp_status.SIZEOF}));
        assertThat(status.sstat_primary.spinfo_address.ss_family).isEqualTo(AF_INET6);
        assertThat(status.sstat_primary.spinfo_address.sin6().sin6_port).isEqualTo(PosixWire.PORT);
        int bound = w.server.socket(AF_INET6, SOCK_STREAM, 0);
        sockaddr[] own = {PosixWire.mapped(PosixWire.SERVER, 5001)};
        ok(w.server.sctp_bindx(bound, own, 1, SCTP_BINDX_ADD_ADDR));
        assertThat(w.server.sctp_getladdrs(bound, 0, list)).isEqualTo(1);
        assertThat(ArpaInet.inet_ntop(((sockaddr_in) list[0][0]).sin_addr)).isEqualTo(PosixWire.SERVER);
        int four = c.socket(AF_INET, SOCK_STREAM, 0);
        fails(c, EOPNOTSUPP, c.setsockopt(four, IPPROTO_SCTP, NetinetSctp.SCTP_I_WANT_MAPPED_V4_ADDR, on, 4));
        fails(c, EOPNOTSUPP, c.getsockopt(four, IPPROTO_SCTP, NetinetSctp.SCTP_I_WANT_MAPPED_V4_ADDR, on, new int[] {4
        }));
    }

    @Test
    @DisplayName("ADDR-8 EVT-11 RECVV-2: notifications and senders have the form that was asked for, too")
    void mappedSender() {
        w.many(AF_INET6);
        PosixWire.set(w.server, w.peer, NetinetSctp.SCTP_I_WANT_MAPPED_V4_ADDR, 1);
        c.sctp_sendmsg(w.sd, bytes("x"), 1, PosixWire.serverAddress(), 16, 0, 0, 0, 0, 0);
        PosixWire.Read read = w.serverReads();
        assertThat(read.from.ss_family).isEqualTo(AF_INET6);
        assertThat(read.fromlen[0]).isEqualTo(sockaddr_in6.SIZEOF);
        assertThat(ArpaInet.inet_ntop(read.from.sin6().sin6_addr)).isEqualTo("192.0.2.1");
        PosixWire.subscribe(w.server, w.peer, NetinetSctp.SCTP_PEER_ADDR_CHANGE);
        w.wire.cut();
        sctp_sndrcvinfo back = new sctp_sndrcvinfo();
        back.sinfo_assoc_id = read.sinfo.sinfo_assoc_id;
        w.server.sctp_send(w.peer, bytes("lost"), 4, back, 0);
        sctp_paddr_change change = w.serverReads().notification().sn_paddr_change;
        assertThat(change.spc_state).isEqualTo(NetinetSctp.SCTP_ADDR_UNREACHABLE);
        assertThat(change.spc_aaddr.ss_family).isEqualTo(AF_INET6);
        assertThat(ArpaInet.inet_ntop(change.spc_aaddr.sin6().sin6_addr)).isEqualTo("192.0.2.1");
    }

    @Test
    @DisplayName("SOPT-12 CONNX-18: fcntl turns waiting off and on")
    void nonBlocking() {
        int sd = c.socket(AF_INET, SOCK_SEQPACKET, 0);
        assertThat(c.fcntl(sd, F_GETFL, 0)).isEqualTo(O_RDWR);
        ok(c.fcntl(sd, F_SETFL, O_NONBLOCK));
        assertThat(c.fcntl(sd, F_GETFL, 0)).isEqualTo(O_RDWR | O_NONBLOCK);
        fails(c, EAGAIN, c.recvfrom(sd, new byte[1], 1, 0, null, null));
        fails(c, EWOULDBLOCK, c.sctp_connectx(sd, new sockaddr[] {PosixWire.serverAddress()}, 1, null));
        fails(c, EINPROGRESS, c.connect(sd, PosixWire.ipv4(PosixWire.SERVER, 5001), 16));
        ok(c.fcntl(sd, F_SETFL, O_RDWR));
        assertThat(c.fcntl(sd, F_GETFL, 0)).isEqualTo(O_RDWR);
        fails(c, EINVAL, c.fcntl(sd, F_SETFL, 0x4000));
        fails(c, EINVAL, c.fcntl(sd, 99, 0));
    }

    private static pollfd pollfd(int fd, int events) {
        pollfd one = new pollfd();
        one.fd = fd;
        one.events = events;
        one.revents = 0x7777;
        return one;
    }

    @Test
    @DisplayName("XC-17: poll tells what is ready, and of descriptors that are not open")
    void poll() {
        w.connected();
        Posix s = w.server;
        pollfd[] fds = {pollfd(w.peer, POLLIN), pollfd(w.peer, POLLOUT), pollfd(-1, POLLIN), pollfd(w.listener, POLLIN)
        };
        assertThat(s.poll(fds, 4, 0)).isEqualTo(1);
        assertThat(fds).extracting(f -> f.revents).containsExactly(0, POLLOUT, 0, 0);
        c.send(w.sd, bytes("x"), 1, 0);
        assertThat(s.poll(fds, 1, -1)).isEqualTo(1);
        assertThat(fds[0].revents).isEqualTo(POLLIN);
        fds[2].fd = 99;
        assertThat(s.poll(fds, 4, -1)).isEqualTo(3);
        assertThat(fds).extracting(f -> f.revents).containsExactly(POLLIN, POLLOUT, POLLNVAL, 0);
        s.recv(w.peer, new byte[10], 10, 0);
        assertThat(s.poll(fds, 1, 100)).isZero();
        fails(s, EINVAL, s.poll(fds, 5, 0));
        fails(s, EINVAL, s.poll(fds, -1, 0));
        fails(s, EFAULT, s.poll(null, 0, 0));
    }

    @Test
    @DisplayName("PEEL-1..2 PEEL-4..6 XC-8: peeloff and shutdown")
    void peeloff() {
        w.many(AF_INET);
        int[] id = {0};
        ok(c.sctp_connectx(w.sd, new sockaddr[] {PosixWire.serverAddress()}, 1, id));
        fails(c, EINVAL, c.sctp_peeloff(w.sd, 0));
        fails(c, EINVAL, c.sctp_peeloff(w.sd, id[0] + 1));
        fails(c, EOPNOTSUPP, c.shutdown(w.sd, SysSocket.SHUT_WR));
        int own = c.sctp_peeloff(w.sd, id[0]);
        assertThat(own).isGreaterThan(w.sd);
        fails(c, EOPNOTSUPP, c.sctp_peeloff(own, id[0]));
        fails(c, EINVAL, c.shutdown(own, 3));
        ok(c.shutdown(own, SysSocket.SHUT_RD));
        ok(c.shutdown(own, SysSocket.SHUT_RDWR));
        assertThat(c.recv(own, new byte[1], 1, 0)).isZero();
    }

    @Test
    @DisplayName("BINDX-1 BINDX-8..10: bindx binds, and says what is wrong with its flags")
    void bindx() {
        int sd = w.server.socket(AF_INET, SOCK_SEQPACKET, 0);
        sockaddr[] addrs = {PosixWire.serverAddress()};
        fails(w.server, EINVAL, w.server.sctp_bindx(sd, addrs, 1, 0));
        fails(w.server, EINVAL, w.server.sctp_bindx(sd, addrs, 1, SCTP_BINDX_ADD_ADDR | SCTP_BINDX_REM_ADDR));
        ok(w.server.sctp_bindx(sd, addrs, 1, SCTP_BINDX_ADD_ADDR));
        fails(w.server, EINVAL, w.server.sctp_bindx(sd, addrs, 1, SCTP_BINDX_REM_ADDR));
    }

    @Test
    @DisplayName("XC-11: read and write know standard input and output, too")
    void streams() {
        byte[] buffer = new byte[10];
        assertThat(c.read(SysSocket.STDIN_FILENO, buffer, 3)).isEqualTo(3);
        assertThat(c.read(SysSocket.STDIN_FILENO, buffer, 10)).isEqualTo(2);
        assertThat(c.read(SysSocket.STDIN_FILENO, buffer, 10)).isZero();
        assertThat(c.write(SysSocket.STDOUT_FILENO, bytes("out"), 2)).isEqualTo(2);
        assertThat(c.write(SysSocket.STDERR_FILENO, bytes("err"), 3)).isEqualTo(3);
        assertThat(w.out.toString(StandardCharsets.US_ASCII)).isEqualTo("ou");
        assertThat(w.err.toString(StandardCharsets.US_ASCII)).isEqualTo("err");
        fails(c, EBADF, c.read(SysSocket.STDOUT_FILENO, buffer, 1));
        fails(c, EBADF, c.write(SysSocket.STDIN_FILENO, buffer, 1));
        fails(c, EINVAL, c.read(SysSocket.STDIN_FILENO, buffer, 11));
    }
}
