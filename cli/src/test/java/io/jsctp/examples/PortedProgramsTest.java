package io.jsctp.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.Family;
import io.jsctp.InitMessage;
import io.jsctp.Linger;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.SendInfo;
import io.jsctp.ShutdownHow;
import io.jsctp.Style;
import io.jsctp.posix.ArpaInet;
import io.jsctp.posix.NetinetSctp;
import io.jsctp.posix.Posix;
import io.jsctp.posix.SysErrno;
import io.jsctp.posix.SysSocket;
import io.jsctp.posix.sockaddr_in;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the programs of C that were carried over print, line for line. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PortedProgramsTest {
    private SctpStack serverStack;
    private SctpStack clientStack;

    @BeforeEach
    void open() throws IOException {
        serverStack = stack(9899);
        clientStack = stack(serverStack.udpPort());
    }

    private static SctpStack stack(int peerUdpPort) throws IOException {
        return SctpStack.builder()
                .localAddresses(List.of(InetAddress.getByName("127.0.0.1")))
                .udpPort(0)
                .peerUdpPort(peerUdpPort)
                .open();
    }

    @AfterEach
    void close() {
        clientStack.close();
        serverStack.close();
    }

    /** A program that runs, and what it printed. */
    private static final class Run {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final CompletableFuture<Integer> status;

        Run(Program.Maker maker, SctpStack stack, InputStream input, String... argv) {
            Program program = maker.make(
                    stack, input, new PrintStream(out, true, US_ASCII), new PrintStream(err, true, US_ASCII));
            status = CompletableFuture.supplyAsync(() -> program.run(argv));
        }

        int exit() {
            return status.join();
        }

        String out() {
            return out.toString(US_ASCII);
        }

        String err() {
            return err.toString(US_ASCII);
        }

        /** Waits for a program that does not end to have printed it. */
        void awaitOut(String text) {
            while (!out().contains(text)) {
                assertThat(status).isNotDone();
                Thread.onSpinWait();
            }
        }
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(US_ASCII));
    }

    private Run client(InputStream input, String... argv) {
        return new Run(EchoClient::new, clientStack, input, argv);
    }

    private Run echoServer() {
        return new Run(EchoServer::new, serverStack, text(""));
    }

    /**
     * A server that has come so far that it accepts associations of many streams, and is told of them. The program sets that after it
     * began to listen, so that who is very quick, or it very slow, gets by without.
     */
    private Run subscribedServer() throws IOException {
        Run server = echoServer();
        String up = ">>> assoc_change: state=1, error=0, instr=10 outstr=64\n";
        while (!server.out().contains(up)) {
            try (SctpSocket probe = clientStack.socket(Family.IPV4, Style.ONE_TO_ONE)) {
                probe.connect(new InetSocketAddress("127.0.0.1", 5000));
                probe.sendv(ByteBuffer.wrap(new byte[] {'?'}), SendInfo.stream(0));
                probe.recvv(ByteBuffer.allocate(10));
                probe.shutdown(ShutdownHow.SHUT_WR);
                probe.recvv(ByteBuffer.allocate(10));
            } catch (SctpException e) {
                // it does not listen yet
            }
        }
        // A probe before it may have ended in the same words.
        String down = ">>> assoc_change: state=4, error=0, instr=10 outstr=64\n";
        while (server.out().indexOf(down, server.out().indexOf(up)) < 0) {
            assertThat(server.status).isNotDone();
            Thread.onSpinWait();
        }
        server.out.reset();
        return server;
    }

    @Test
    @DisplayName(
            "CLI-2 CLI-5..7 CLI-9..10 CLI-12..14 CLI-17..18 SRV-1..9 SRV-11..13 SRV-15..17: client and server of the seed print what the seed's print, one client after the other")
    void echo() throws Exception {
        Run server = subscribedServer();
        StringBuilder expected = new StringBuilder();
        for (int n = 0; n < 2; n++) {
            PipedOutputStream input = new PipedOutputStream();
            Run client = client(new PipedInputStream(input, 1 << 16), "127.0.0.1");
            String[] lines = {"hello\n", "x".repeat(1500) + "\n"};
            for (int i = 0; i < lines.length; i++) {
                input.write(lines[i].getBytes(US_ASCII));
                input.flush();
                client.awaitOut("ppid = " + i + " ]\n");
            }
            input.close();
            assertThat(client.exit()).isZero();
            assertThat(client.err()).isEmpty();
            assertThat(client.out())
                    .matches(
                            "\\[ Receive assocication change event: state = 1, error = 0, instr = 64, outstr = 64 \\]\n"
                                    + "\\[ Receive echo \\(6 bytes\\): stream = 0, ssn = 0, tsn = \\d+, flags = 0, ppid = 0 \\]\n"
                                    + "\\[ Receive echo \\(1501 bytes\\): stream = 1, ssn = 0, tsn = \\d+, flags = 0, ppid = 1 \\]\n");
            expected.append(">>> assoc_change: state=1, error=0, instr=64 outstr=64\n")
                    .append(">>> got 6 bytes on stream 0: hello\n")
                    .append(">>> got 1501 bytes on stream 1: ")
                    .append("x".repeat(1500))
                    .append("\n>>> shutdown event\n>>> assoc_change: state=4, error=0, instr=64 outstr=64\n");
            server.awaitOut(expected.toString());
            assertThat(server.out()).isEqualTo(expected.toString());
        }
        serverStack.close();
        assertThat(server.exit()).isEqualTo(1);
        assertThat(server.err()).isEqualTo("accept: Bad file descriptor\n");
    }

    @Test
    @DisplayName("CLI-1 CLI-3 CLI-8: no argument, a host that there is not, a server that does not listen")
    void clientFails() {
        Run usage = client(text(""));
        assertThat(usage.exit()).isEqualTo(1);
        assertThat(usage.err()).isEqualTo("Usage: EchoClient <server address>\n");
        Run unknown = client(text(""), "no-such-host.invalid");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).isEqualTo("host no-such-host.invalid not found\n");
        Run refused = client(text(""), "127.0.0.1");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).isEqualTo("sctp_connectx: Connection refused\n");
    }

    @Test
    @DisplayName("CLI-13 CLI-16: the server closes, aborts, or agreed to too few streams")
    void serverEnds() throws Exception {
        try (SctpSocket listener = serverStack.socket(Family.IPV4, Style.ONE_TO_ONE);
                PipedOutputStream input = new PipedOutputStream()) {
            listener.setOption(SctpOption.INITMSG, new InitMessage(64, 1, 0, 0));
            listener.bind(new InetSocketAddress("127.0.0.1", 5000));
            listener.listen(1);
            PipedInputStream open = new PipedInputStream(input);
            Run closed = client(open, "127.0.0.1");
            listener.accept().shutdown(ShutdownHow.SHUT_WR);
            assertThat(closed.exit()).isZero();
            assertThat(closed.err()).isEmpty();
            assertThat(closed.out()).endsWith("event: state = 4, error = 0, instr = 64, outstr = 1 ]\n");

            Run aborted = client(open, "127.0.0.1");
            SctpSocket accepted = listener.accept();
            accepted.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
            accepted.close();
            assertThat(aborted.exit()).isEqualTo(1);
            assertThat(aborted.err()).isEqualTo("sctp_recvv: Connection reset by peer\n");

            Run few = client(text("y".repeat(2049)), "127.0.0.1");
            assertThat(few.exit()).isEqualTo(1);
            assertThat(few.err()).isEqualTo("sctp_sendv: Invalid argument\n");
        }
    }

    @Test
    @DisplayName("SRV-2 SRV-9 SRV-13 SRV-15: a large message, one in parts, an abort; a port that is taken")
    void serverOfOthers() throws Exception {
        Run server = subscribedServer();
        SctpSocket socket = clientStack.socket(Family.IPV4, Style.ONE_TO_ONE);
        socket.connect(new InetSocketAddress("127.0.0.1", 5000));
        server.awaitOut(">>> assoc_change: state=1");
        byte[] large = new byte[100_000];
        java.util.Arrays.fill(large, (byte) 'z');
        socket.sendv(ByteBuffer.wrap(large), SendInfo.stream(5));
        ByteBuffer echo = ByteBuffer.allocate(200_000);
        int flags = 0;
        while ((flags & io.jsctp.SctpConstants.MSG_EOR) == 0) {
            flags = socket.recvv(echo).flags();
        }
        assertThat(echo.flip()).isEqualTo(ByteBuffer.wrap(large));
        socket.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
        socket.close();
        server.awaitOut(">>> got 100000 bytes on stream 5: ");
        server.awaitOut(">>> assoc_change: state=2, error=12");

        Run second = echoServer();
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.err()).isEqualTo("bind: Address already in use\n");
    }

    /** A connection between sockets on which the calls of the programs were left out. */
    private int[] connected(Posix client, Posix server) {
        sockaddr_in address = new sockaddr_in();
        address.sin_family = SysSocket.AF_INET;
        address.sin_port = ArpaInet.htons(5000);
        address.sin_addr.s_addr = ArpaInet.inet_addr("127.0.0.1");
        int listener = server.socket(SysSocket.AF_INET, SysSocket.SOCK_STREAM, SctpConstants.IPPROTO_SCTP);
        assertThat(server.bind(listener, address, sockaddr_in.SIZEOF)).isZero();
        assertThat(server.listen(listener, 1)).isZero();
        int fd = client.socket(SysSocket.AF_INET, SysSocket.SOCK_STREAM, SctpConstants.IPPROTO_SCTP);
        assertThat(client.connect(fd, address, sockaddr_in.SIZEOF)).isZero();
        return new int[] {fd, server.accept(listener, null, null)};
    }

    @Test
    @DisplayName("SRV-10: without SCTP_RECVRCVINFO the server gives the association up, and goes on")
    void noInfo() {
        Printed c = new Printed();
        Printed s = new Printed();
        EchoClient client = new EchoClient(clientStack, text(""), c.out, c.err);
        EchoServer server = new EchoServer(serverStack, text(""), s.out, s.err);
        int[] fds = connected(client.c, server.c);
        assertThat(client.c.write(fds[0], new byte[1025], 1025)).isEqualTo(1025);
        assertThat(server.run(() -> server.echo(fds[1])))
                .as("of the association, not of the server")
                .isZero();
        assertThat(s.err()).isEqualTo("unexpected info received: " + NetinetSctp.SCTP_RECVV_NOINFO + "\n");
        assertThat(s.out()).isEmpty();
        assertThat(server.c.close(fds[1])).as("it is closed").isEqualTo(-1);
        assertThat(server.c.errno()).isEqualTo(SysErrno.EBADF);
    }

    @Test
    @DisplayName("CLI-15: a message without its info ends the client")
    void noInfoForClient() {
        Printed c = new Printed();
        EchoClient client = new EchoClient(clientStack, text(""), c.out, c.err);
        Posix server = new Posix(serverStack);
        int[] fds = connected(client.c, server);
        assertThat(server.write(fds[1], new byte[5], 5)).isEqualTo(5);
        assertThat(client.run(() -> client.readit(fds[0]))).isEqualTo(1);
        assertThat(c.err()).isEqualTo("no sctp_rcvinfo attached\n");
        assertThat(c.out()).isEmpty();
    }

    @Test
    @DisplayName("SRV-10: the server ends if there is no memory for a message that it has to double its buffer for")
    void outOfMemory() {
        Printed s = new Printed();
        EchoServer server = new EchoServer(serverStack, text(""), s.out, s.err) {
            @Override
            byte @Nullable [] realloc(byte[] buf, int size) {
                return size > 4096 ? null : super.realloc(buf, size);
            }
        };
        Posix client = new Posix(clientStack);
        int[] fds = connected(client, server.c);
        assertThat(server.c.setsockopt(
                        fds[1], SctpConstants.IPPROTO_SCTP, NetinetSctp.SCTP_RECVRCVINFO, new int[] {1}, 4))
                .isZero();
        assertThat(client.write(fds[0], new byte[4000], 4000)).isEqualTo(4000);
        assertThat(client.write(fds[0], new byte[5000], 5000)).isEqualTo(5000);
        assertThat(server.run(() -> server.echo(fds[1]))).isEqualTo(1);
        assertThat(s.err()).isEqualTo("out of memory\n");
        assertThat(s.out()).startsWith(">>> got 4000 bytes on stream 0: ");
    }

    @Test
    @DisplayName("CLI-11: a notification that the client did not subscribe to ends it")
    void otherNotification() {
        Printed c = new Printed();
        EchoClient client = new EchoClient(clientStack, text(""), c.out, c.err);
        byte[] shutdown = ByteBuffer.allocate(12)
                .putShort((short) NetinetSctp.SCTP_SHUTDOWN_EVENT)
                .putShort((short) 0)
                .putInt(12)
                .array();
        assertThat(client.run(() -> client.print_notif(shutdown))).isEqualTo(1);
        assertThat(c.err()).isEqualTo("unexpected notification type: " + NetinetSctp.SCTP_SHUTDOWN_EVENT + "\n");
        assertThat(c.out()).isEmpty();
    }

    @Test
    @DisplayName("SRV-14: an address that is no IPv4 address ends the server")
    void otherFamily() {
        Printed s = new Printed();
        EchoServer server = new EchoServer(serverStack, text(""), s.out, s.err);
        byte[] change = ByteBuffer.allocate(148)
                .putShort((short) NetinetSctp.SCTP_PEER_ADDR_CHANGE)
                .putShort((short) 0)
                .putInt(148)
                .putShort((short) SysSocket.AF_INET6)
                .array();
        assertThat(server.run(() -> server.handle_event(change))).isEqualTo(1);
        assertThat(s.err()).isEqualTo("getmsg: unexpected family " + SysSocket.AF_INET6 + "\n");
        assertThat(s.out()).isEmpty();
    }

    /** What one function of a program prints. */
    private static final class Printed {
        private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        private final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        final PrintStream out = new PrintStream(outBytes, true, US_ASCII);
        final PrintStream err = new PrintStream(errBytes, true, US_ASCII);

        String out() {
            return outBytes.toString(US_ASCII);
        }

        String err() {
            return errBytes.toString(US_ASCII);
        }
    }

    @Test
    @DisplayName("XX-1..2 EVT-16: the client of RFC 6458's Appendix A and the server of its Appendix B")
    void discard() {
        Run server = new Run(DiscardServer::new, serverStack, text(""));
        Run client = new Run(DiscardClient::new, clientStack, text(""));
        while (client.exit() != 0) {
            assertThat(client.err()).isEqualTo("connect: Connection refused\n");
            client = new Run(DiscardClient::new, clientStack, text(""));
        }
        server.awaitOut("Communication completed.\n");
        List<String> lines = server.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("^^^ Association change: Communication up (streams (in/out)=(2048/10)).");
        assertThat(lines.get(1)).isEqualTo("^^^ Adaptation indication 0x01020304 received.");
        for (int i = 0; i < 10; i++) {
            assertThat(lines.get(2 + i))
                    .matches("Message received from 127\\.0\\.0\\.1:\\d+: len=1000, sid=" + i
                            + ", unordered, tsn=\\d+, ppid=1234\\.");
        }
        assertThat(lines.subList(12, lines.size()))
                .containsExactly("^^^ Shutdown received.", "^^^ Association change: Communication completed.");
        serverStack.close();
        assertThat(server.exit()).isEqualTo(1);
        assertThat(server.err()).isEqualTo("sctp_recvv: Bad file descriptor\n");
    }
}
