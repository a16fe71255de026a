package io.jsctp.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** Prints a line for each benchmark as soon as it is done, and nothing of how it gets there. */
final class TableFormat implements OutputFormat {
    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final int OWN_PACKAGES = "io.jsctp.".length();
    private static final String FORM = "%-44s %-20s %14s %10s %10s%n";

    private final PrintStream out;

    TableFormat(PrintStream out) {
        this.out = out;
    }

    @Override
    public void startRun() {
        out.printf(FORM, "benchmark", "parameter", "ns/op", "+-", "B/op");
    }

    @Override
    public void endBenchmark(BenchmarkResult result) {
        if (result == null) {
            return; // it failed, and what JMH says of it follows
        }
        Result<?> time = result.getPrimaryResult();
        Result<?> bytes = result.getSecondaryResults().get(ALLOCATION);
        double error = time.getScoreError();
        out.printf(
                FORM,
                result.getParams().getBenchmark().substring(OWN_PACKAGES),
                parameters(result.getParams()),
                figure(time.getScore()),
                Double.isNaN(error) ? "" : figure(error),
                bytes == null ? "?" : figure(bytes.getScore()));
        out.flush();
    }

    private static String parameters(BenchmarkParams params) {
        return params.getParamsKeys().stream()
                .map(key -> key + "=" + params.getParam(key))
                .collect(Collectors.joining(" "));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    @Override
    public void iteration(BenchmarkParams benchmark, IterationParams params, int iteration) {}

    @Override
    public void iterationResult(
            BenchmarkParams benchmark, IterationParams params, int iteration, IterationResult data) {}

    @Override
    public void startBenchmark(BenchmarkParams params) {}

    @Override
    public void endRun(Collection<RunResult> results) {}

    @Override
    public void print(String text) {}

    @Override
    public void println(String text) {
        if (text.contains("<failure>")) {
            out.println(text);
        }
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {}

    @Override
    public void verbosePrintln(String text) {}

    @Override
    public void write(int b) {}

    @Override
    public void write(byte[] bytes) {}
}
