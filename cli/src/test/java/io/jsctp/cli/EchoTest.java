package io.jsctp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.Family;
import io.jsctp.InitMessage;
import io.jsctp.Linger;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.ShutdownHow;
import io.jsctp.Style;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EchoTest {
    private static CommandRun server(int udpPort, String... more) {
        String[] args = {"echo-server", "--once", "--local", "127.0.0.1", "--udp-port", String.valueOf(udpPort)};
        String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return CommandRun.start("", all);
    }

    private static CommandRun client(String input, int peerUdpPort) {
        return CommandRun.start(
                input,
                "echo-client",
                "127.0.0.1",
                "--local",
                "127.0.0.1",
                "--udp-port",
                "0",
                "--peer-udp-port",
                String.valueOf(peerUdpPort),
                "--wait",
                "30000");
    }

    /** The server may not listen yet when the client's first INIT arrives: it is refused, and tries again. */
    private static CommandRun connectedClient(String input, int udpPort) {
        while (true) {
            CommandRun client = client(input, udpPort);
            if (client.exitCode() == 0 || !client.err().contains("ECONNREFUSED")) {
                return client;
            }
        }
    }

    @Test
    @DisplayName(
            "CLI-5 CLI-6 CLI-9 CLI-10 CLI-14 CLI-17 CLI-18 SRV-3 SRV-4 SRV-6..8 SRV-11 SRV-12 SRV-13 SRV-15 SRV-17: the programs print what the seed's do")
    void printsWhatTheSeedPrints() throws IOException {
        int port = CommandRun.freeUdpPort();
        CommandRun server = server(port);
        CommandRun client = connectedClient("a\nbb\n", port);
        assertThat(client.exitCode()).isZero();
        assertThat(client.out())
                .matches(
                        "(?s)\\[ Receive assocication change event: state = 1, error = 0, instr = 64, outstr = 64 \\]\n"
                                + "\\[ Receive echo \\(5 bytes\\): stream = 0, ssn = 0, tsn = \\d+, flags = 0, ppid = 0 \\]\n");
        assertThat(server.exitCode()).isZero();
        assertThat(server.out())
                .isEqualTo(">>> assoc_change: state=1, error=0, instr=64 outstr=64\n"
                        + ">>> got 5 bytes on stream 0: a\nbb\n"
                        + ">>> shutdown event\n"
                        + ">>> assoc_change: state=4, error=0, instr=64 outstr=64\n");
        assertThat(server.err()).isEmpty();
    }

    @Test
    @DisplayName("9260-13-1: with --stats a program tells at its end what its stack has counted")
    void stats() throws IOException {
        int port = CommandRun.freeUdpPort();
        CommandRun server = server(port, "--stats");
        assertThat(connectedClient("a", port).exitCode()).isZero();
        assertThat(server.exitCode()).isZero();
        assertThat(server.err())
                .contains("sctpPassiveEstabs 1\n", "sctpShutdowns 1\n", "sctpInOrderChunks 1\n", "sctpAborteds 0\n")
                .doesNotContain("rtoExpiries 0");
    }

    @Test
    @DisplayName(
            "CLI-2 CLI-12 CLI-13 SRV-9: each read of up to 2048 bytes is a message, to the next stream with the next PPID")
    void streamsAndPpidsCount() throws IOException {
        int port = CommandRun.freeUdpPort();
        CommandRun server = server(port);
        CommandRun client = connectedClient("x".repeat(2048 * 66 + 100), port);
        assertThat(client.exitCode()).isZero();
        assertThat(client.out().lines().filter(l -> l.contains("Receive echo")))
                .hasSize(67)
                .anySatisfy(l -> assertThat(l).contains("(2048 bytes)", "stream = 63", "ssn = 0", "ppid = 63"))
                .anySatisfy(l -> assertThat(l).contains("stream = 0, ssn = 1", "ppid = 64"))
                .anySatisfy(l -> assertThat(l).contains("(100 bytes)", "stream = 2", "ppid = 66"));
        assertThat(server.exitCode()).isZero();
        assertThat(server.out()).contains(">>> got 2048 bytes on stream 1: ");
    }

    @Test
    @DisplayName("CLI-1: without a server address the usage is printed and the exit code is 1")
    void usage() {
        CommandRun run = CommandRun.start("", "echo-client");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("Usage: jsctp echo-client <server address>\n");
    }

    @Test
    @DisplayName("CLI-3: an unknown host is named and the exit code is 1")
    void unknownHost() {
        CommandRun run = CommandRun.start("", "echo-client", "no-such-host.invalid");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("host no-such-host.invalid not found\n");
    }

    @Test
    @DisplayName("CLI-8: a refused connection names the call, the errno and what was tried")
    void refused() throws IOException {
        int port = CommandRun.freeUdpPort();
        try (io.jsctp.SctpStack nobody = io.jsctp.SctpStack.builder()
                .localAddresses(java.util.List.of(java.net.InetAddress.getByName("127.0.0.1")))
                .udpPort(port)
                .open()) {
            assertThat(nobody.udpPort()).isEqualTo(port);
            CommandRun run = client("", port);
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("sctp_connectx: Connection refused (ECONNREFUSED")
                    .contains("127.0.0.1");
        }
    }

    @Test
    @DisplayName("SRV-2: a taken UDP port is named, with who may hold it, and the exit code is 1")
    void takenPort() throws IOException {
        try (java.net.DatagramSocket holder =
                new java.net.DatagramSocket(0, java.net.InetAddress.getByName("127.0.0.1"))) {
            CommandRun run = server(holder.getLocalPort());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("socket: Address already in use (EADDRINUSE")
                    .contains(String.valueOf(holder.getLocalPort()));
        }
    }

    /** A server of the test's own on an SCTP port 5000 that does what the echo server does not. */
    private interface Served {
        void serve(SctpSocket accepted) throws SctpException;
    }

    /** Runs the client, whose input stays open after the text, until it ends by itself. */
    private static CommandRun clientOf(String input, InitMessage streams, Served served) throws IOException {
        try (SctpStack stack = SctpStack.builder()
                        .localAddresses(List.of(InetAddress.getByName("127.0.0.1")))
                        .udpPort(0)
                        .open();
                SctpSocket listener = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
                PipedOutputStream openEnd = new PipedOutputStream()) {
            listener.setOption(SctpOption.INITMSG, streams);
            listener.bind(new InetSocketAddress("127.0.0.1", 5000));
            listener.listen(1);
            PipedInputStream rest = new PipedInputStream(openEnd);
            InputStream text = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
            CommandRun run = CommandRun.start(
                    new SequenceInputStream(text, rest),
                    "echo-client",
                    "127.0.0.1",
                    "--local",
                    "127.0.0.1",
                    "--udp-port",
                    "0",
                    "--peer-udp-port",
                    String.valueOf(stack.udpPort()));
            try (SctpSocket accepted = listener.accept()) {
                served.serve(accepted);
                run.exitCode();
            }
            return run;
        }
    }

    @Test
    @DisplayName("CLI-16: when the server closes the client ends with 0, when it aborts with the reason and 1")
    void serverEnds() throws IOException {
        CommandRun closed =
                clientOf("", new InitMessage(64, 64, 0, 0), accepted -> accepted.shutdown(ShutdownHow.SHUT_WR));
        assertThat(closed.exitCode()).isZero();
        assertThat(closed.err()).isEmpty();
        CommandRun aborted = clientOf("", new InitMessage(64, 64, 0, 0), accepted -> {
            accepted.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
            accepted.close();
        });
        assertThat(aborted.exitCode()).isEqualTo(1);
        assertThat(aborted.err()).startsWith("sctp_recvv: Connection reset by peer (ECONNRESET");
    }

    @Test
    @DisplayName("CLI-13: with fewer than 64 streams agreed the first message for one too high ends the client with 1")
    void fewStreams() throws IOException {
        CommandRun run = clientOf("x".repeat(2048 * 3), new InitMessage(64, 2, 0, 0), accepted -> {});
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("sctp_sendv: Invalid argument (EINVAL");
    }

    @Test
    @DisplayName("CLI-4: without a socket the reason is printed and the exit code is 1")
    void noSocket() throws IOException {
        try (DatagramSocket holder = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            CommandRun run = CommandRun.start(
                    "",
                    "echo-client",
                    "127.0.0.1",
                    "--local",
                    "127.0.0.1",
                    "--udp-port",
                    String.valueOf(holder.getLocalPort()));
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).startsWith("socket: Address already in use (EADDRINUSE");
        }
    }

    @Test
    @DisplayName("SRV-5 SRV-17: one client after the other is served")
    void oneAfterTheOther() throws IOException {
        int port = CommandRun.freeUdpPort();
        CommandRun server =
                CommandRun.start("", "echo-server", "--local", "127.0.0.1", "--udp-port", String.valueOf(port));
        for (int i = 0; i < 3; i++) {
            CommandRun client = connectedClient("line " + i, port);
            assertThat(client.exitCode()).isZero();
            assertThat(client.out()).contains("[ Receive echo (6 bytes)");
        }
        assertThat(server.out()).contains("line 0", "line 1", "line 2");
    }

    @Test
    @DisplayName("CLI-2 CLI-7 SRV-1: the seed's constants are the defaults: port 5000, 64 attempts")
    void defaults() {
        CommandRun client = CommandRun.start("", "echo-client", "--help");
        client.exitCode();
        assertThat(client.out())
                .contains("SCTP port (default 5000)")
                .containsPattern("default 64,\\s+as\\s+in\\s+the\\s+seed");
        CommandRun server = CommandRun.start("", "echo-server", "--help");
        server.exitCode();
        assertThat(server.out()).contains("SCTP port (default 5000)");
    }
}
