package io.jsctp.cli;

/** Shows the rates of a {@link PerfMeter} while it runs: one line that is drawn anew, on a terminal only. */
final class PerfProgress implements AutoCloseable {
    private static final long PERIOD_MS = 500;

    private final Console console;
    private final PerfMeter meter;
    private final Thread thread;
    private final boolean wanted;

    PerfProgress(Console console, PerfMeter meter, boolean wanted) {
        this.console = console;
        this.meter = meter;
        this.thread = new Thread(this::run, "perf-progress");
        this.wanted = wanted && Console.isTerminal();
        thread.setDaemon(true);
    }

    void start() {
        if (wanted) {
            thread.start();
        }
    }

    private void run() {
        long bytes = 0;
        long messages = 0;
        try {
            while (true) {
                Thread.sleep(PERIOD_MS);
                long b = meter.bytes.sum();
                long m = meter.messages.sum();
                console.stderr().print("\r" + PerfMeter.progress(PERIOD_MS / 1e3, b - bytes, m - messages) + "\033[K");
                console.stderr().flush();
                bytes = b;
                messages = m;
            }
        } catch (InterruptedException e) {
            console.stderr().print("\r\033[K");
            console.stderr().flush();
        }
    }

    @Override
    public void close() {
        if (thread.isAlive()) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
