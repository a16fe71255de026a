package io.jsctp.bench;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The program behind {@code bench/micro}: runs benchmarks, and prints a table of what they cost. */
public final class Micro {
    private static final String USAGE = """
            usage: bench/micro [--quick] [--list] [--verbose] [regex...]
            Runs the benchmarks in whose name one of the regexes is found, or all, and prints what an operation of each costs:
            nanoseconds, how far off they may be, and bytes allocated.
              --quick    one short run of each; the figures are rough
              --list     prints their names only
              --verbose  shows each iteration, as JMH does
            """;

    private boolean quick;
    private boolean list;
    private boolean verbose;
    private final List<String> patterns = new ArrayList<>();

    private Micro() {}

    /**
     * Runs the benchmarks.
     *
     * @param arguments as the usage has them
     * @throws RunnerException if one of them fails, or none is found
     */
    public static void main(String[] arguments) throws RunnerException {
        Micro micro = new Micro();
        for (String argument : arguments) {
            if ("--help".equals(argument)) {
                System.out.print(USAGE);
                return;
            }
            if (!micro.takes(argument)) {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
        micro.run();
    }

    private boolean takes(String argument) {
        switch (argument) {
            case "--quick" -> quick = true;
            case "--list" -> list = true;
            case "--verbose" -> verbose = true;
            default -> {
                patterns.add(argument);
                return !argument.startsWith("-");
            }
        }
        return true;
    }

    private void run() throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .jvmArgs("-Xms1g", "-Xmx1g")
                .forks(quick ? 1 : 2)
                .warmupIterations(quick ? 2 : 5)
                .warmupTime(TimeValue.milliseconds(quick ? 500 : 1000))
                .measurementIterations(quick ? 2 : 5)
                .measurementTime(TimeValue.milliseconds(quick ? 500 : 1000));
        patterns.forEach(options::include);
        boolean asJmhDoes = verbose || list;
        OutputFormat format = asJmhDoes
                ? OutputFormatFactory.createFormatInstance(System.out, VerboseMode.NORMAL)
                : new TableFormat(System.out);
        Runner runner = new Runner(options.build(), format);
        if (list) {
            runner.list();
        } else {
            runner.run();
        }
    }
}
