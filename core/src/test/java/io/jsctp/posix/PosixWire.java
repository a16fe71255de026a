package io.jsctp.posix;

import static io.jsctp.posix.SysSocket.AF_INET;
import static io.jsctp.posix.SysSocket.AF_INET6;
import static io.jsctp.posix.SysSocket.SOCK_SEQPACKET;
import static io.jsctp.posix.SysSocket.SOCK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.VirtualWire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client and a server as C has them, in virtual time, and what every test does with them. */
final class PosixWire {
    static final String SERVER = "192.0.2.2";
    static final int PORT = 5000;

    final VirtualWire wire;
    final Posix client;
    final Posix server;
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** The client's socket, and the server's: the accepted one, or that of all associations. */
    int sd;

    int peer;
    int listener;

    PosixWire() throws Exception {
        wire = new VirtualWire();
        client = new Posix(
                wire.client.stack(),
                new ByteArrayInputStream("typed".getBytes(StandardCharsets.US_ASCII)),
                new PrintStream(out, true, StandardCharsets.US_ASCII),
                new PrintStream(err, true, StandardCharsets.US_ASCII));
        server = new Posix(wire.server.stack());
    }

    static sockaddr_in ipv4(String text, int port) {
        sockaddr_in address = new sockaddr_in();
        address.sin_family = AF_INET;
        address.sin_port = ArpaInet.htons(port);
        address.sin_addr.s_addr = ArpaInet.inet_addr(text);
        return address;
    }

    static sockaddr_in serverAddress() {
        return ipv4(SERVER, PORT);
    }

    /** The same as an IPv4-mapped IPv6 address. */
    static sockaddr_in6 mapped(String text, int port) {
        sockaddr_in6 address = new sockaddr_in6();
        address.sin6_family = AF_INET6;
        address.sin6_port = ArpaInet.htons(port);
        int bits = ArpaInet.inet_addr(text);
        byte[] bytes = address.sin6_addr.s6_addr;
        bytes[10] = -1;
        bytes[11] = -1;
        for (int i = 0; i < 4; i++) {
            bytes[12 + i] = (byte) (bits >>> 8 * (3 - i));
        }
        return address;
    }

    /** One-to-one sockets at both ends, connected, with infos of messages at the server. */
    PosixWire connected() {
        listener = server.socket(AF_INET, SOCK_STREAM, NetinetSctp.IPPROTO_SCTP);
        ok(server.bind(listener, serverAddress(), sockaddr_in.SIZEOF));
        ok(server.listen(listener, 5));
        sd = client.socket(AF_INET, SOCK_STREAM, NetinetSctp.IPPROTO_SCTP);
        ok(client.connect(sd, serverAddress(), sockaddr_in.SIZEOF));
        peer = server.accept(listener, null, null);
        wantDataIo(server, peer);
        return this;
    }

    /** One-to-many sockets at both ends, not connected, with infos of messages at the server. */
    PosixWire many(int family) {
        peer = server.socket(family, SOCK_SEQPACKET, NetinetSctp.IPPROTO_SCTP);
        ok(server.bind(peer, serverAddress(), sockaddr_in.SIZEOF));
        ok(server.listen(peer, 1));
        wantDataIo(server, peer);
        sd = client.socket(family, SOCK_SEQPACKET, NetinetSctp.IPPROTO_SCTP);
        return this;
    }

    private static void wantDataIo(Posix c, int fd) {
        sctp_event_subscribe events = new sctp_event_subscribe();
        events.sctp_data_io_event = 1;
        ok(c.setsockopt(fd, NetinetSctp.IPPROTO_SCTP, NetinetSctp.SCTP_EVENTS, events, sctp_event_subscribe.SIZEOF));
    }

    static void subscribe(Posix c, int fd, int... types) {
        for (int type : types) {
            sctp_event event = new sctp_event();
            event.se_assoc_id = NetinetSctp.SCTP_ALL_ASSOC;
            event.se_type = type;
            event.se_on = 1;
            ok(c.setsockopt(fd, NetinetSctp.IPPROTO_SCTP, NetinetSctp.SCTP_EVENT, event, sctp_event.SIZEOF));
        }
    }

    static void set(Posix c, int fd, int option, int value) {
        ok(c.setsockopt(fd, NetinetSctp.IPPROTO_SCTP, option, new int[] {value}, 4));
    }

    static void ok(int result) {
        assertThat(result).isZero();
    }

    static void fails(Posix c, int errno, int result) {
        assertThat(result).isEqualTo(-1);
        assertThat(c.errno()).as(c.strerror(c.errno())).isEqualTo(errno);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What the server reads next by sctp_recvmsg. */
    final class Read {
        final byte[] buffer = new byte[4096];
        final sctp_sndrcvinfo sinfo = new sctp_sndrcvinfo();
        final sockaddr_storage from = new sockaddr_storage();
        final int[] fromlen = {sockaddr_storage.SIZEOF};
        final int[] flags = {0};
        final int length;

        Read(Posix c, int fd) {
            length = c.sctp_recvmsg(fd, buffer, buffer.length, from, fromlen, sinfo, flags);
        }

        String text() {
            assertThat(flags[0]).isEqualTo(SysSocket.MSG_EOR);
            return new String(buffer, 0, length, StandardCharsets.UTF_8);
        }

        sctp_notification notification() {
            assertThat(flags[0]).isEqualTo(SysSocket.MSG_EOR | SysSocket.MSG_NOTIFICATION);
            return sctp_notification.of(Arrays.copyOf(buffer, length));
        }
    }

    Read serverReads() {
        return new Read(server, peer);
    }

    Read clientReads() {
        return new Read(client, sd);
    }
}
