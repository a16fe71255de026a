package io.jsctp.guide;

import static io.jsctp.posix.ArpaInet.htonl;
import static io.jsctp.posix.ArpaInet.htons;
import static io.jsctp.posix.ArpaInet.inet_addr;
import static io.jsctp.posix.ArpaInet.inet_ntop;
import static io.jsctp.posix.ArpaInet.ntohs;
import static io.jsctp.posix.NetinetSctp.IPPROTO_SCTP;
import static io.jsctp.posix.NetinetSctp.MSG_UNORDERED;
import static io.jsctp.posix.NetinetSctp.SCTP_ASSOC_CHANGE;
import static io.jsctp.posix.NetinetSctp.SCTP_BINDX_ADD_ADDR;
import static io.jsctp.posix.NetinetSctp.SCTP_CONTEXT;
import static io.jsctp.posix.NetinetSctp.SCTP_EVENT;
import static io.jsctp.posix.NetinetSctp.SCTP_FUTURE_ASSOC;
import static io.jsctp.posix.NetinetSctp.SCTP_INITMSG;
import static io.jsctp.posix.NetinetSctp.SCTP_PEER_ADDR_PARAMS;
import static io.jsctp.posix.NetinetSctp.SCTP_RCVINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_RECVRCVINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_RECVV_RCVINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_SENDV_SNDINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_SNDINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_STATUS;
import static io.jsctp.posix.NetinetSctp.SCTP_UNORDERED;
import static io.jsctp.posix.NetinetSctp.SPP_HB_ENABLE;
import static io.jsctp.posix.SysErrno.EAGAIN;
import static io.jsctp.posix.SysSocket.AF_INET;
import static io.jsctp.posix.SysSocket.F_SETFL;
import static io.jsctp.posix.SysSocket.MSG_NOTIFICATION;
import static io.jsctp.posix.SysSocket.O_NONBLOCK;
import static io.jsctp.posix.SysSocket.POLLIN;
import static io.jsctp.posix.SysSocket.SHUT_WR;
import static io.jsctp.posix.SysSocket.SOCK_SEQPACKET;
import static io.jsctp.posix.SysSocket.SOCK_STREAM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.AssociationChange;
import io.jsctp.AssociationIdOut;
import io.jsctp.Errno;
import io.jsctp.EventType;
import io.jsctp.Family;
import io.jsctp.InitMessage;
import io.jsctp.MessageInfo;
import io.jsctp.PeerAddressParams;
import io.jsctp.PollResult;
import io.jsctp.Poller;
import io.jsctp.PrInfo;
import io.jsctp.ReceiveInfo;
import io.jsctp.ReceiveResult;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.SendInfo;
import io.jsctp.SendvInit;
import io.jsctp.SendvSpa;
import io.jsctp.ShutdownHow;
import io.jsctp.Status;
import io.jsctp.Style;
import io.jsctp.posix.NetinetSctp;
import io.jsctp.posix.Posix;
import io.jsctp.posix.SysSocket;
import io.jsctp.posix.cmsghdr;
import io.jsctp.posix.iovec;
import io.jsctp.posix.msghdr;
import io.jsctp.posix.pollfd;
import io.jsctp.posix.sctp_assoc_value;
import io.jsctp.posix.sctp_event;
import io.jsctp.posix.sctp_initmsg;
import io.jsctp.posix.sctp_notification;
import io.jsctp.posix.sctp_paddrparams;
import io.jsctp.posix.sctp_rcvinfo;
import io.jsctp.posix.sctp_sndinfo;
import io.jsctp.posix.sctp_sndrcvinfo;
import io.jsctp.posix.sctp_status;
import io.jsctp.posix.sockaddr;
import io.jsctp.posix.sockaddr_in;
import io.jsctp.posix.sockaddr_storage;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples of docs/SOCKETS.md, run as they stand there, and that its tables are complete. */
@Timeout(60)
class SocketsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path DOCUMENT = ROOT.resolve("docs").resolve("SOCKETS.md");

    private SctpStack serverStack;
    private SctpStack stack;
    private Posix c;
    private final byte[] buf = new byte[4096];

    @BeforeEach
    void open() throws Exception {
        List<InetAddress> two = List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.2"));
        serverStack = SctpStack.builder().localAddresses(two).udpPort(0).open();
        stack = SctpStack.builder()
                .localAddresses(two)
                .udpPort(0)
                .peerUdpPort(serverStack.udpPort())
                .open();
        c = new Posix(stack);
    }

    @AfterEach
    void close() {
        stack.close();
        serverStack.close();
    }

    private SctpSocket listener(Style style) throws SctpException {
        SctpSocket listener = serverStack.socket(Family.IPV4, style);
        listener.bind(new InetSocketAddress("0.0.0.0", 5000));
        listener.listen(5);
        return listener;
    }

    private static sockaddr_in server() {
        sockaddr_in addr = new sockaddr_in();
        addr.sin_family = AF_INET;
        addr.sin_port = htons(5000);
        addr.sin_addr.s_addr = inet_addr("127.0.0.1");
        return addr;
    }

    @Test
    @DisplayName("every example of the document is one of this class, word for word")
    void sameAsDocument() throws Exception {
        Map<String, String> shown = Snippets.ofDocument(DOCUMENT);
        Map<String, String> run = Snippets.ofSource(ROOT.resolve("core/src/test/java/io/jsctp/guide/SocketsTest.java"));
        assertThat(shown).isEqualTo(run).hasSizeGreaterThan(10);
        assertThat(Snippets.javaBlocks(DOCUMENT)).isEqualTo(shown.size());
    }

    @Test
    @DisplayName("HDR-1 HDR-4: each function, constant of the header and option has its line in the document")
    void complete() throws Exception {
        String text = Files.readString(DOCUMENT);
        Stream<String> functions = Arrays.stream(Posix.class.getMethods())
                .filter(method -> method.getDeclaringClass().getName().startsWith("io.jsctp"))
                .map(Method::getName);
        Stream<String> constants = Stream.of(NetinetSctp.class, SysSocket.class)
                .flatMap(header -> Arrays.stream(header.getFields()))
                .map(Field::getName);
        Stream<String> options = Arrays.stream(SctpOption.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> "SctpOption." + field.getName());
        List<String> missing = Stream.of(functions, constants, options)
                .flatMap(names -> names)
                .distinct()
                .filter(name -> !text.matches("(?s).*`[^`\n]*\\b" + name.replace(".", "\\.") + "\\b[^`\n]*`.*"))
                .toList();
        assertThat(missing).isEmpty();
    }

    @Test
    @DisplayName("sockets of C")
    void socketsOfC() throws Exception {
        Posix c = new Posix(serverStack);
        // begin c-server
        int lfd = c.socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP);
        sockaddr_in addr = new sockaddr_in();
        addr.sin_family = AF_INET;
        addr.sin_port = htons(5000);
        addr.sin_addr.s_addr = inet_addr("127.0.0.1");
        if (c.bind(lfd, addr, sockaddr_in.SIZEOF) == -1 || c.listen(lfd, 5) == -1) {
            c.perror("bind");
        }
        addr.sin_addr.s_addr = inet_addr("127.0.0.2");
        c.sctp_bindx(lfd, new sockaddr[] {addr}, 1, SCTP_BINDX_ADD_ADDR);
        // end
        String peer = clientOfC();
        // begin c-accept
        sockaddr_storage from = new sockaddr_storage();
        int[] fromlen = {sockaddr_storage.SIZEOF};
        int fd = c.accept(lfd, from, fromlen);
        String who = inet_ntop(from.sin().sin_addr) + ":" + ntohs(from.sin().sin_port);
        // end
        assertThat(who).endsWith(peer);
        assertThat(c.close(fd)).isZero();
    }

    private String clientOfC() {
        // begin c-client
        int sd = c.socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP);
        sockaddr_in one = new sockaddr_in();
        one.sin_family = AF_INET;
        one.sin_port = htons(5000);
        one.sin_addr.s_addr = inet_addr("127.0.0.1");
        int[] id = {0};
        if (c.sctp_connectx(sd, new sockaddr[] {one}, 1, id) == -1) {
            c.perror("sctp_connectx");
        }
        sockaddr[][] addrs = new sockaddr[1][];
        int n = c.sctp_getpaddrs(sd, id[0], addrs); // the addresses are addrs[0][0] to addrs[0][n - 1]
        c.sctp_freepaddrs(addrs[0]);
        // end
        assertThat(n).isEqualTo(2);
        sockaddr_in own = new sockaddr_in();
        assertThat(c.getsockname(sd, own, new int[] {16})).isZero();
        return ":" + ntohs(own.sin_port);
    }

    @Test
    @DisplayName("sockets of Java")
    void socketsOfJava() throws Exception {
        SctpStack stack = serverStack;
        // begin java-server
        SctpSocket listening = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
        listening.bind(new InetSocketAddress("127.0.0.1", 5000));
        listening.listen(5);
        listening.bindx(List.of(new InetSocketAddress("127.0.0.2", 5000)), SctpConstants.SCTP_BINDX_ADD_ADDR);
        // end
        List<InetSocketAddress> addrs = clientOfJava();
        // begin java-accept
        SctpSocket accepted = listening.accept();
        InetSocketAddress who = accepted.getpeername();
        // end
        assertThat(who.getAddress().isLoopbackAddress()).isTrue();
        assertThat(addrs).hasSize(2);
    }

    private List<InetSocketAddress> clientOfJava() throws SctpException {
        // begin java-client
        SctpSocket socket = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
        int id = socket.connectx(List.of(new InetSocketAddress("127.0.0.1", 5000)));
        List<InetSocketAddress> addrs = socket.getpaddrs(id);
        // end
        return addrs;
    }

    @Test
    @DisplayName("messages of C")
    void messagesOfC() throws Exception {
        SctpSocket listener = listener(Style.ONE_TO_MANY);
        listener.setOption(SctpOption.RECVRCVINFO, true);
        int sd = c.socket(AF_INET, SOCK_SEQPACKET, IPPROTO_SCTP);
        sockaddr_in to = server();
        byte[] msg = "hello".getBytes(UTF_8);
        // begin c-sctp-sendmsg
        int sent = c.sctp_sendmsg(sd, msg, msg.length, to, sockaddr_in.SIZEOF, htonl(46), MSG_UNORDERED, 3, 0, 0);
        // end
        assertThat(sent).isEqualTo(5);
        ReceiveInfo got = listener.recvv(ByteBuffer.wrap(buf)).receiveInfo();
        assertThat(got.streamId()).isEqualTo(3);
        assertThat(got.payloadProtocolId()).isEqualTo(46);
        int id = association(sd);
        // begin c-sctp-sendv
        sctp_sndinfo info = new sctp_sndinfo();
        info.snd_sid = 4;
        info.snd_flags = SCTP_UNORDERED;
        info.snd_assoc_id = id;
        iovec[] iov = {new iovec("he".getBytes(UTF_8)), new iovec("llo".getBytes(UTF_8))};
        c.sctp_sendv(sd, iov, 2, null, 0, info, sctp_sndinfo.SIZEOF, SCTP_SENDV_SNDINFO, 0);
        // end
        assertThat(listener.recvv(ByteBuffer.wrap(buf)).receiveInfo().streamId())
                .isEqualTo(4);
        // begin c-sendmsg
        msghdr message = new msghdr();
        message.msg_name = to;
        message.msg_namelen = sockaddr_in.SIZEOF;
        message.msg_iov = new iovec[] {new iovec(msg)};
        message.msg_iovlen = 1;
        message.msg_control.add(new cmsghdr(SCTP_SNDINFO, info));
        c.sendmsg(sd, message, 0);
        // end
        assertThat(listener.recvv(ByteBuffer.wrap(buf)).length()).isEqualTo(5);
        // begin c-sctp-send
        sctp_sndrcvinfo sinfo = new sctp_sndrcvinfo();
        sinfo.sinfo_stream = 5;
        sinfo.sinfo_assoc_id = id;
        c.sctp_send(sd, msg, msg.length, sinfo, 0);
        // end
        assertThat(listener.recvv(ByteBuffer.wrap(buf)).receiveInfo().streamId())
                .isEqualTo(5);
    }

    private int association(int sd) {
        io.jsctp.posix.sctp_assoc_ids ids = new io.jsctp.posix.sctp_assoc_ids(1);
        assertThat(c.getsockopt(sd, IPPROTO_SCTP, NetinetSctp.SCTP_GET_ASSOC_ID_LIST, ids, new int[] {ids.sizeof()}))
                .isZero();
        return ids.gaids_assoc_id[0];
    }

    @Test
    @DisplayName("messages of Java")
    void messagesOfJava() throws Exception {
        SctpSocket listener = listener(Style.ONE_TO_MANY);
        listener.setOption(SctpOption.RECVRCVINFO, true);
        SctpSocket socket = stack.socket(Family.IPV4, Style.ONE_TO_MANY);
        InetSocketAddress to = new InetSocketAddress("127.0.0.1", 5000);
        // begin java-implicit
        SendInfo how = new SendInfo(3, SctpConstants.SCTP_UNORDERED, 46, 0, 0);
        AssociationIdOut id = new AssociationIdOut();
        socket.sendv(ByteBuffer.wrap("hello".getBytes(UTF_8)), List.of(to), how, 0, id);
        // end
        assertThat(listener.recvv(ByteBuffer.wrap(buf)).receiveInfo().streamId())
                .isEqualTo(3);
        // begin java-sendv
        ByteBuffer[] parts = {ByteBuffer.wrap("he".getBytes(UTF_8)), ByteBuffer.wrap("llo".getBytes(UTF_8))};
        socket.sendv(parts, null, SendInfo.stream(4).withAssociationId(id.id()), 0);
        // end
        assertThat(listener.recvv(ByteBuffer.wrap(buf)).length()).isEqualTo(5);
        // begin java-spa
        PrInfo atMostOneSecond = new PrInfo(SctpConstants.SCTP_PR_SCTP_TTL, 1000);
        SendvSpa both = new SendvSpa(how.withAssociationId(id.id()), atMostOneSecond);
        socket.sendv(ByteBuffer.wrap("soon".getBytes(UTF_8)), both);
        // end
        assertThat(listener.recvv(ByteBuffer.wrap(buf)).length()).isEqualTo(4);
        SctpSocket one = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
        // begin java-init
        InitMessage streams = new InitMessage(100, 100, 0, 0);
        one.sendv(ByteBuffer.wrap("first".getBytes(UTF_8)), List.of(to), new SendvInit(streams, null, null), 0);
        // end
        assertThat(listener.recvv(ByteBuffer.wrap(buf)).length()).isEqualTo(5);
    }

    @Test
    @DisplayName("receiving as in C")
    void receivingOfC() throws Exception {
        Posix c = new Posix(serverStack);
        int sd = c.socket(AF_INET, SOCK_SEQPACKET, IPPROTO_SCTP);
        assertThat(c.bind(sd, server(), sockaddr_in.SIZEOF)).isZero();
        assertThat(c.listen(sd, 1)).isZero();
        // begin c-options
        sctp_event event = new sctp_event();
        event.se_assoc_id = SCTP_FUTURE_ASSOC;
        event.se_type = SCTP_ASSOC_CHANGE;
        event.se_on = 1;
        c.setsockopt(sd, IPPROTO_SCTP, SCTP_EVENT, event, sctp_event.SIZEOF);
        c.setsockopt(sd, IPPROTO_SCTP, SCTP_RECVRCVINFO, new int[] {1}, Integer.BYTES);
        sctp_initmsg init = new sctp_initmsg();
        init.sinit_num_ostreams = 64;
        c.setsockopt(sd, IPPROTO_SCTP, SCTP_INITMSG, init, sctp_initmsg.SIZEOF);
        // end
        SctpSocket client = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
        client.connect(new InetSocketAddress("127.0.0.1", 5000));
        client.sendv(ByteBuffer.wrap("hello".getBytes(UTF_8)), SendInfo.stream(3));
        client.sendv(ByteBuffer.wrap("again".getBytes(UTF_8)), SendInfo.stream(3));
        int told = 0;
        // begin c-sctp-recvv
        iovec[] iov = {new iovec(buf)};
        sctp_rcvinfo info = new sctp_rcvinfo();
        int[] infolen = {sctp_rcvinfo.SIZEOF};
        int[] infotype = {0};
        int[] flags = {0};
        int n = c.sctp_recvv(sd, iov, 1, null, null, info, infolen, infotype, flags);
        if ((flags[0] & MSG_NOTIFICATION) != 0) {
            sctp_notification snp = sctp_notification.of(buf);
            if (snp.sn_header.sn_type == SCTP_ASSOC_CHANGE) {
                told = snp.sn_assoc_change.sac_assoc_id;
            }
        } else if (infotype[0] == SCTP_RECVV_RCVINFO) {
            System.out.write(buf, 0, n); // a message on stream info.rcv_sid
        }
        // end
        int id = told;
        assertThat(id).isPositive();
        // begin c-sctp-opt-info
        sctp_status status = new sctp_status();
        int[] len = {sctp_status.SIZEOF};
        c.sctp_opt_info(sd, id, SCTP_STATUS, status, len);
        long window = status.sstat_rwnd;
        sctp_paddrparams params = new sctp_paddrparams();
        params.spp_assoc_id = id;
        params.spp_flags = SPP_HB_ENABLE;
        params.spp_hbinterval = 5000;
        c.setsockopt(sd, IPPROTO_SCTP, SCTP_PEER_ADDR_PARAMS, params, sctp_paddrparams.SIZEOF);
        sctp_assoc_value context = new sctp_assoc_value();
        context.assoc_id = id;
        context.assoc_value = 77;
        c.setsockopt(sd, IPPROTO_SCTP, SCTP_CONTEXT, context, sctp_assoc_value.SIZEOF);
        // end
        assertThat(window).isPositive();
        // begin c-recvmsg
        msghdr message = new msghdr();
        message.msg_iov = iov;
        message.msg_iovlen = 1;
        message.msg_controllen = cmsghdr.CMSG_SPACE(sctp_rcvinfo.SIZEOF);
        n = c.recvmsg(sd, message, 0);
        for (cmsghdr cmsg : message.msg_control) {
            if (cmsg.cmsg_type == SCTP_RCVINFO && cmsg.cmsg_data instanceof sctp_rcvinfo rcvinfo) {
                id = rcvinfo.rcv_assoc_id;
            }
        }
        // end
        assertThat(n).isEqualTo(5);
        assertThat(id).isEqualTo(told);
        // begin c-peeloff
        int own = c.sctp_peeloff(sd, id);
        c.recv(own, buf, buf.length, 0);
        c.shutdown(own, SHUT_WR);
        c.close(own);
        // end
        // begin c-nonblocking
        c.fcntl(sd, F_SETFL, O_NONBLOCK);
        if (c.recvfrom(sd, buf, buf.length, 0, null, null) == -1 && c.errno() == EAGAIN) {
            pollfd[] fds = {new pollfd()};
            fds[0].fd = sd;
            fds[0].events = POLLIN;
            c.poll(fds, 1, 100);
        }
        // end
        assertThat(c.errno()).isEqualTo(EAGAIN);
    }

    @Test
    @DisplayName("receiving as in Java")
    void receivingOfJava() throws Exception {
        SctpSocket socket = listener(Style.ONE_TO_MANY);
        // begin java-options
        socket.setOption(SctpOption.event(EventType.ASSOC_CHANGE), true);
        socket.setOption(SctpOption.RECVRCVINFO, true);
        socket.setOption(SctpOption.INITMSG, new InitMessage(64, 0, 0, 0));
        // end
        SctpSocket client = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
        client.connect(new InetSocketAddress("127.0.0.1", 5000));
        client.sendv(ByteBuffer.wrap("hello".getBytes(UTF_8)), SendInfo.stream(3));
        int id = 0;
        // begin java-recvv
        ByteBuffer buffer = ByteBuffer.allocate(65536);
        ReceiveResult result = socket.recvv(buffer);
        if (result.notification() instanceof AssociationChange change) {
            id = change.associationId();
        } else if (result.receiveInfo() != null) {
            System.out.write(buffer.array(), 0, result.length()); // a message on stream receiveInfo().streamId()
        }
        // end
        assertThat(id).isPositive();
        // begin java-opt-info
        Status status = socket.getOption(SctpOption.STATUS, id);
        long window = status.peerRwnd();
        socket.setOption(SctpOption.PEER_ADDR_PARAMS, PeerAddressParams.heartbeat(5000, 0), id);
        socket.setOption(SctpOption.CONTEXT, 77, id);
        // end
        assertThat(window).isPositive();
        // begin java-peek
        MessageInfo info = new MessageInfo(); // can be used again and again
        ByteBuffer[] targets = {ByteBuffer.allocate(4), ByteBuffer.allocate(65536)};
        socket.recvv(targets, SctpConstants.MSG_PEEK, info);
        // end
        assertThat(targets[0].flip()).isEqualTo(ByteBuffer.wrap("hell".getBytes(UTF_8)));
        // begin java-peeloff
        try (SctpSocket own = socket.peeloff(id)) {
            own.recvv(buffer.clear());
            own.shutdown(ShutdownHow.SHUT_WR);
        }
        // end
        // begin java-nonblocking
        socket.configureBlocking(false);
        try (Poller poller = serverStack.poller()) {
            poller.watch(socket, SctpConstants.POLLIN, null);
            for (PollResult ready : poller.poll(java.time.Duration.ofMillis(100))) {
                ready.socket().recvv(buffer.clear());
            }
        } catch (SctpException e) {
            if (e.errno() != Errno.EAGAIN) {
                throw e;
            }
        }
        // end
        assertThat(socket.isOpen()).isTrue();
    }
}
