package io.jsctp.cli;

import io.jsctp.testkit.campaign.Campaign;
import io.jsctp.testkit.campaign.Campaign.Outcome;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs seeds of the simulation campaign; a failing one is told with the command that replays it. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Lets two hosts exchange messages in virtual time, over a network that a seed makes bad: loss, cuts,",
            "crashes, NATs, an adversary. Afterwards every message must have arrived once, and nothing be left."
        },
        footer = {"", "Example: jsctp simulate --seed 4711 --trace", "         jsctp simulate --seeds 0..9999"})
final class SimulateCommand implements Callable<Integer> {
    private static final int TRACE_LINES = 1_000_000;
    private static final int REPORTED = 20;
    private static final long REDRAW_NS = 200_000_000L;

    private final Console console;

    @ArgGroup(multiplicity = "1")
    private Seeds seeds = new Seeds();

    @Option(names = "--trace", description = "show every packet as a ladder diagram (with --seed)")
    private boolean trace;

    /** One seed or many. */
    private static final class Seeds {
        @Option(names = "--seed", paramLabel = "N", description = "run one seed and show what was drawn from it")
        private @Nullable Long one;

        @Option(names = "--seeds", paramLabel = "A..B", description = "run the seeds from A to B")
        private String range = "";
    }

    SimulateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Long one = seeds.one;
        if (one != null) {
            return runOne(one);
        }
        String[] bounds = seeds.range.split("\\.\\.", -1);
        try {
            long first = Long.parseLong(bounds[0]);
            long last = Long.parseLong(bounds[bounds.length - 1]);
            if (bounds.length == 2 && first <= last && !trace) {
                return runAll(first, last);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        console.err("jsctp simulate: --seeds must be like 0..9999, and --trace goes with --seed only");
        return 2;
    }

    private int runOne(long seed) {
        Outcome outcome = Campaign.run(seed, trace ? TRACE_LINES : 0);
        console.out("seed      " + seed);
        console.out(outcome.plan());
        if (trace) {
            console.out("");
            console.out(outcome.trace());
        }
        console.out("");
        console.out(String.format(
                Locale.ROOT,
                "%s: %d packets in %.1f s of virtual time, hash %08x",
                outcome.passed() ? "passed" : "FAILED",
                outcome.packets(),
                outcome.virtualNs() / 1e9,
                outcome.hash()));
        if (outcome.failure() != null) {
            console.out(outcome.failure());
        }
        return outcome.passed() ? 0 : 1;
    }

    private int runAll(long first, long last) {
        Queue<Outcome> failed = new ConcurrentLinkedQueue<>();
        LongAdder done = new LongAdder();
        LongAdder packets = new LongAdder();
        LongAdder virtualMs = new LongAdder();
        long beganNs = System.nanoTime();
        Progress progress = new Progress(last - first + 1);
        LongStream.rangeClosed(first, last).parallel().forEach(seed -> {
            Outcome outcome = Campaign.run(seed, 0);
            done.increment();
            packets.add(outcome.packets());
            virtualMs.add(outcome.virtualNs() / 1_000_000);
            if (!outcome.passed()) {
                failed.add(outcome);
            }
            progress.show(done.sum(), failed.size());
        });
        progress.clear();
        failed.stream()
                .sorted((x, y) -> Long.compare(x.seed(), y.seed()))
                .limit(REPORTED)
                .forEach(this::report);
        console.out(String.format(
                Locale.ROOT,
                "%d seeds, %d failed: %d packets, %.1f hours of virtual time in %.1f s",
                done.sum(),
                failed.size(),
                packets.sum(),
                virtualMs.sum() / 3.6e6,
                (System.nanoTime() - beganNs) / 1e9));
        return failed.isEmpty() ? 0 : 1;
    }

    private void report(Outcome outcome) {
        String failure = String.valueOf(outcome.failure());
        console.out("seed " + outcome.seed() + " FAILED: "
                + failure.lines().findFirst().orElse(""));
        console.out("  replay: jsctp simulate --seed " + outcome.seed() + " --trace");
    }

    /** A line on a terminal that tells how far it is. */
    private final class Progress {
        private final boolean shown = Console.isTerminal();
        private final long all;
        private long nextNs;

        Progress(long all) {
            this.all = all;
        }

        synchronized void show(long done, int failed) {
            long now = System.nanoTime();
            if (shown && now - nextNs >= 0) {
                nextNs = now + REDRAW_NS;
                console.stdout().print("\r" + done + " of " + all + " seeds, " + failed + " failed ");
                console.stdout().flush();
            }
        }

        void clear() {
            if (shown) {
                console.stdout().print("\r\033[2K");
            }
        }
    }
}
