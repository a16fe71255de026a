package io.jsctp.cli;

import io.jsctp.Family;
import io.jsctp.SctpException;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.Style;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how many associations are set up and closed in a second. */
@Command(
        name = "connects",
        mixinStandardHelpOptions = true,
        description = "Sets up an association with 'perf echo' and closes it, one after the other.",
        footer = {"", "Example: jsctp perf connects 127.0.0.1"})
final class PerfConnects implements Callable<Integer> {
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

    @Option(names = "--json", description = "print the result as one line of JSON")
    private boolean json;

    PerfConnects(Console console) {
        this.console = console;
    }

    @SuppressWarnings("try") // closing the report prints it
    @Override
    public Integer call() {
        stackOptions.checkPort("--port", port);
        stackOptions.checkPort("--peer-udp-port", peerUdpPort);
        stackOptions.require(seconds > 0 && warmUp >= 0, "--seconds must be positive, --warm-up not negative");
        try (SctpStack stack = stackOptions.builder().peerUdpPort(peerUdpPort).open();
                StatsReport report = stackOptions.report(console, stack)) {
            InetSocketAddress peer = new InetSocketAddress(InetAddress.getAllByName(host)[0], port);
            WarmUp warming = WarmUp.begin(warmUp);
            while (warming.isOn()) {
                connect(stack, peer);
            }
            warming.tell(console);
            double perSecond = run(stack, peer);
            console.out(String.format(
                    Locale.ROOT,
                    json ? "{\"associations_per_s\":%.1f}" : "%.1f associations per second, set up and closed",
                    perSecond));
            return 0;
        } catch (UnknownHostException e) {
            console.err("host " + host + " not found");
            return 1;
        } catch (SctpException e) {
            console.perror("perf connects", e);
            return 1;
        }
    }

    /** {@return how many in a second} */
    private double run(SctpStack stack, InetSocketAddress peer) throws SctpException {
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        int count = 0;
        while (System.nanoTime() < end) {
            connect(stack, peer);
            count++;
        }
        return count / ((System.nanoTime() - begin) / 1e9);
    }

    private static void connect(SctpStack stack, InetSocketAddress peer) throws SctpException {
        try (SctpSocket socket = stack.socket(Family.IPV6, Style.ONE_TO_ONE)) {
            socket.connect(peer);
        }
    }
}
