package io.jsctp.cli;

import io.jsctp.Family;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.SctpStackBuilder;
import io.jsctp.SendInfo;
import io.jsctp.Style;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how long an echo takes. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description =
                "Sends a message to 'perf echo', waits for it to come back, and again: prints how long that takes.",
        footer = {"", "Example: jsctp perf latency 127.0.0.1 --size 100"})
final class PerfLatency implements Callable<Integer> {
    private static final double NS_PER_US = 1e3;
    private static final int MOST_ROUNDS = 1 << 24;

    private final Console console;

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

    @Option(names = "--size", paramLabel = "BYTES", defaultValue = "100", description = "message size (default 100)")
    private int size;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "5", description = "how long to measure (default 5)")
    private double seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "2",
            description =
                    "how long to run before that, at least; longer, up to ten times that, while Java still compiles"
                            + " (default 2)")
    private double warmUp;

    @Option(
            names = "--on-loop",
            description = "let the calling thread do the stack's work; without it the stack has a thread of its own")
    private boolean onLoop;

    @Option(names = "--json", description = "print the result as one line of JSON")
    private boolean json;

    PerfLatency(Console console) {
        this.console = console;
    }

    @SuppressWarnings("try") // closing the report prints it
    @Override
    public Integer call() {
        stackOptions.checkPort("--port", port);
        stackOptions.checkPort("--peer-udp-port", peerUdpPort);
        stackOptions.require(size >= 1 && size <= 1 << 16, "--size must be 1 to 65536");
        stackOptions.require(seconds > 0 && warmUp >= 0, "--seconds must be positive, --warm-up not negative");
        SctpStackBuilder builder = stackOptions.builder().peerUdpPort(peerUdpPort);
        try (SctpStack stack = onLoop ? builder.openStepped().stack() : builder.open();
                StatsReport report = stackOptions.report(console, stack);
                SctpSocket socket = stack.socket(Family.IPV6, Style.ONE_TO_ONE)) {
            socket.setOption(SctpOption.NODELAY, true);
            socket.connect(new InetSocketAddress(InetAddress.getAllByName(host)[0], port));
            print(run(socket));
            return 0;
        } catch (UnknownHostException e) {
            console.err("host " + host + " not found");
            return 1;
        } catch (SctpException e) {
            console.perror("perf latency", e);
            return 1;
        }
    }

    /** {@return how long each round took, in ns} */
    private int[] run(SctpSocket socket) throws SctpException {
        int[] rounds = new int[MOST_ROUNDS];
        ByteBuffer message = ByteBuffer.allocate(size);
        ByteBuffer echo = ByteBuffer.allocate(size);
        SendInfo info = SendInfo.stream(0);
        WarmUp warming = WarmUp.begin(warmUp);
        while (warming.isOn()) {
            round(socket, message, info, echo);
        }
        warming.tell(console);
        long end = System.nanoTime() + (long) (seconds * 1e9);
        int n = 0;
        for (long before = System.nanoTime(); before < end && n < MOST_ROUNDS; ) {
            round(socket, message, info, echo);
            long after = System.nanoTime();
            rounds[n++] = (int) Math.min(after - before, Integer.MAX_VALUE);
            before = after;
        }
        int[] sorted = Arrays.copyOf(rounds, n);
        Arrays.sort(sorted);
        return sorted;
    }

    private static void round(SctpSocket socket, ByteBuffer message, SendInfo info, ByteBuffer echo)
            throws SctpException {
        socket.sendv(message.clear(), info);
        echo.clear();
        while (echo.hasRemaining()) {
            socket.recvv(echo);
        }
    }

    private void print(int[] sorted) {
        if (sorted.length == 0) {
            console.out("no echo came within the time");
            return;
        }
        console.out(String.format(
                Locale.ROOT,
                json
                        ? "{\"rounds\":%d,\"p50_us\":%.1f,\"p90_us\":%.1f,\"p99_us\":%.1f,\"p999_us\":%.1f}"
                        : "%d echoes: p50 %.1f µs, p90 %.1f µs, p99 %.1f µs, p99.9 %.1f µs",
                sorted.length,
                sorted[sorted.length / 2] / NS_PER_US,
                sorted[(int) (sorted.length * 0.9)] / NS_PER_US,
                sorted[(int) (sorted.length * 0.99)] / NS_PER_US,
                sorted[(int) (sorted.length * 0.999)] / NS_PER_US));
    }
}
