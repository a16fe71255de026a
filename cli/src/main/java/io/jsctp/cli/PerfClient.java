package io.jsctp.cli;

import io.jsctp.Family;
import io.jsctp.InitMessage;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.SendInfo;
import io.jsctp.ShutdownHow;
import io.jsctp.Style;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The sending side of {@code perf}. */
@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        description = "Sends to 'perf server' as fast as it can, for a time or a number of bytes.",
        footer = {"", "Example: jsctp perf client 127.0.0.1 --size 65536 --seconds 5"})
final class PerfClient implements Callable<Integer> {
    /** PPID of a message that counts towards the digest. */
    static final int VERIFIED_PPID = 0x5645_5249;

    /** PPID of the message that holds the digest. */
    static final int DIGEST_PPID = 0x5348_4132;

    /** PPID of a message that does not count at all. */
    static final int WARM_UP_PPID = 0x5741_524D;

    private final Console console;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Parameters(paramLabel = "HOST", description = "name or address of the server")
    private String host = "";

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "5001", description = "SCTP port (default 5001)")
    private int port;

    @Option(
            names = "--peer-udp-port",
            paramLabel = "PORT",
            defaultValue = "9899",
            description = "the server's UDP port (default 9899)")
    private int peerUdpPort;

    @Option(names = "--size", paramLabel = "BYTES", defaultValue = "1408", description = "message size (default 1408)")
    private int size;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "5", description = "how long to send (default 5)")
    private double seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "0",
            description =
                    "how long to send before that, at least; longer, up to ten times that, while Java still compiles"
                            + " (default 0); it does not count, at either end")
    private double warmUp;

    @Option(names = "--bytes", paramLabel = "N", defaultValue = "0", description = "how much to send, instead")
    private long totalBytes;

    @Option(names = "--streams", paramLabel = "N", defaultValue = "1", description = "streams to spread over")
    private int streams;

    @Option(names = "--unordered", description = "send unordered messages")
    private boolean unordered;

    @Option(names = "--nodelay", description = "turn Nagle's delay off")
    private boolean noDelay;

    @Option(names = "--buffer", paramLabel = "BYTES", defaultValue = "0", description = "send buffer; 0: default")
    private int bufferBytes;

    @Option(names = "--verify", description = "compare the SHA-256 of what arrived; uses one ordered stream")
    private boolean verify;

    @Option(names = "--json", description = "print the result as one line of JSON")
    private boolean json;

    PerfClient(Console console) {
        this.console = console;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @SuppressWarnings("try") // closing the report prints it
    @Override
    public Integer call() {
        check();
        try (SctpStack stack = stackOptions.builder().peerUdpPort(peerUdpPort).open();
                StatsReport report = stackOptions.report(console, stack);
                SctpSocket socket = stack.socket(Family.IPV6, Style.ONE_TO_ONE)) {
            socket.setOption(SctpOption.INITMSG, new InitMessage(streams, 64, 0, 0));
            socket.setOption(SctpOption.NODELAY, noDelay);
            int sendBuffer = bufferBytes > 0 ? bufferBytes : Math.max(socket.getOption(SctpOption.SO_SNDBUF), size);
            socket.setOption(SctpOption.SO_SNDBUF, sendBuffer);
            socket.connect(new InetSocketAddress(InetAddress.getAllByName(host)[0], port));
            return transfer(socket);
        } catch (UnknownHostException e) {
            console.err("host " + host + " not found");
            return 1;
        } catch (SctpException e) {
            console.perror("perf client", e);
            return 1;
        }
    }

    private void check() {
        stackOptions.checkPort("--port", port);
        stackOptions.checkPort("--peer-udp-port", peerUdpPort);
        require(size >= 1 && size <= 1 << 26, "--size must be 1 to " + (1 << 26));
        require(streams >= 1 && streams <= 65535, "--streams must be 1 to 65535");
        require(seconds > 0 || totalBytes > 0, "--seconds must be positive");
        require(totalBytes >= 0, "--bytes must not be negative");
        require(warmUp >= 0, "--warm-up must not be negative");
        require(warmUp == 0 || (totalBytes == 0 && !verify), "--warm-up goes with neither --bytes nor --verify");
        require(!verify || (!unordered && streams == 1), "--verify needs one ordered stream");
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            throw new ParameterException(command.commandLine(), rule);
        }
    }

    private int transfer(SctpSocket socket) throws SctpException {
        PerfMeter meter = new PerfMeter();
        MessageDigest digest = sha256();
        byte[] message = new byte[size];
        Random random = new Random(1);
        random.nextBytes(message);
        SendInfo[] infos = infos(verify ? VERIFIED_PPID : 0);
        ByteBuffer buffer = ByteBuffer.wrap(message);
        int verdict = 0;
        WarmUp warming = warmUp(socket, buffer);
        try (PerfProgress progress = new PerfProgress(console, meter, !json)) {
            progress.start();
            meter.start();
            long end = System.nanoTime() + (long) (seconds * 1e9);
            long sent = 0;
            for (int i = 0; totalBytes > 0 ? sent < totalBytes : System.nanoTime() < end; i++) {
                int n = totalBytes > 0 ? (int) Math.min(size, totalBytes - sent) : size;
                if (verify) {
                    random.nextBytes(message);
                    digest.update(message, 0, n);
                }
                socket.sendv(buffer.clear().limit(n), infos[i % infos.length]);
                meter.add(n, true);
                sent += n;
            }
            if (verify) {
                verdict = askVerdict(socket, digest);
            }
            socket.shutdown(ShutdownHow.SHUT_WR);
            while (!socket.recvv(ByteBuffer.allocate(1024)).isEnd()) {
                // nothing is expected but the end: all was delivered
            }
        }
        meter.stop();
        String warm = String.format(Locale.ROOT, ",\"warm_up_s\":%.3f", warming.seconds());
        console.out(json ? meter.json("client", size, warm) : meter.summary("sent"));
        return verdict;
    }

    private WarmUp warmUp(SctpSocket socket, ByteBuffer message) throws SctpException {
        SendInfo[] infos = infos(WARM_UP_PPID);
        WarmUp warming = WarmUp.begin(warmUp);
        for (int i = 0; warming.isOn(); i++) {
            socket.sendv(message.clear(), infos[i % infos.length]);
        }
        warming.tell(console);
        return warming;
    }

    private SendInfo[] infos(int payloadProtocolId) {
        SendInfo[] infos = new SendInfo[streams];
        for (int i = 0; i < streams; i++) {
            infos[i] = SendInfo.stream(i)
                    .withFlags(unordered ? SctpConstants.SCTP_UNORDERED : 0)
                    .withPayloadProtocolId(payloadProtocolId);
        }
        return infos;
    }

    private int askVerdict(SctpSocket socket, MessageDigest digest) throws SctpException {
        socket.sendv(ByteBuffer.wrap(digest.digest()), SendInfo.stream(0).withPayloadProtocolId(DIGEST_PPID));
        ByteBuffer answer = ByteBuffer.allocate(1);
        boolean same = !socket.recvv(answer).isEnd() && answer.get(0) == 1;
        console.out(same ? "the peer received it intact (SHA-256)" : "the peer received something else");
        return same ? 0 : 1;
    }
}
