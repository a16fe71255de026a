package io.jsctp.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays a bad path between a UDP client and a server on this host. */
@Command(
        name = "relay",
        mixinStandardHelpOptions = true,
        description = {
            "Relays UDP packets of one client to a server on the loopback interface and back, with a delay, a rate",
            "and losses by chance from a seed: a path to measure any SCTP over UDP with."
        },
        footer = {"", "Example: jsctp relay --listen 9000 --to 9899 --delay 10 --loss 10 --rate 100"})
final class RelayCommand implements Callable<Integer> {
    private static final long NS_PER_MS = 1_000_000L;

    private final Console console;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--listen", paramLabel = "PORT", required = true, description = "UDP port that the client sends to")
    private int listen;

    @Option(names = "--to", paramLabel = "PORT", required = true, description = "UDP port of the server")
    private int to;

    @Option(names = "--delay", paramLabel = "MS", defaultValue = "0", description = "each way (default 0)")
    private int delayMs;

    @Option(
            names = "--loss",
            paramLabel = "PER_MILLE",
            defaultValue = "0",
            description = "lost of a thousand, each way")
    private int lossPerMille;

    @Option(names = "--rate", paramLabel = "MBIT", defaultValue = "0", description = "Mbit/s each way; 0: no limit")
    private double mbitPerS;

    @Option(names = "--queue", paramLabel = "BYTES", defaultValue = "262144", description = "what waits for the rate")
    private int queueBytes;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "determines the losses (default 1)")
    private long seed;

    RelayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        check("--listen", listen, 0, 65_535);
        check("--to", to, 1, 65_535);
        check("--delay", delayMs, 0, 10_000);
        check("--loss", lossPerMille, 0, 1000);
        check("--queue", queueBytes, 0, Integer.MAX_VALUE);
        if (mbitPerS < 0) {
            throw new ParameterException(command.commandLine(), "--rate must not be negative");
        }
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (Relay relay = new Relay(
                new InetSocketAddress(loopback, listen),
                new InetSocketAddress(loopback, to),
                shaper(seed),
                shaper(seed + 1))) {
            console.out("relaying from " + relay.address());
            relay.run();
        }
        return 0;
    }

    private Shaper shaper(long itsSeed) {
        return new Shaper(itsSeed, lossPerMille, delayMs * NS_PER_MS, mbitPerS, queueBytes);
    }

    private void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    command.commandLine(), option + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
