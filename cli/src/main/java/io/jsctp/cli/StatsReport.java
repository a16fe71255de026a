package io.jsctp.cli;

import io.jsctp.SctpStack;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints what a stack has counted when the program is done with it, or is ended. */
final class StatsReport implements AutoCloseable {
    private final Console console;
    private final @Nullable SctpStack stack;
    private final Thread hook = new Thread(this::print, "jsctp-stats");
    private boolean printed;

    /**
     * A report that is to come.
     *
     * @param stack the stack; null for no report
     */
    StatsReport(Console console, @Nullable SctpStack stack) {
        this.console = console;
        this.stack = stack;
        if (stack != null) {
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    private synchronized void print() {
        SctpStack counted = stack;
        if (counted == null || printed) {
            return;
        }
        printed = true;
        for (Map.Entry<String, Long> counter : counted.statistics().byLabel().entrySet()) {
            if (counter.getValue() != 0 || counter.getKey().startsWith("sctp")) {
                console.err(counter.getKey() + " " + counter.getValue());
            }
        }
    }

    @Override
    public void close() {
        print();
        if (stack != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the program is being ended, and the hook runs
            }
        }
    }
}
