package io.jsctp.cli;

import io.jsctp.testkit.Curves;
import io.jsctp.testkit.Curves.Mode;
import io.jsctp.testkit.Curves.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures goodput against delay and loss in virtual time, and writes docs/LONG-PATHS.md with its charts. */
@Command(
        name = "curves",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what each profile and congestion control makes of a path: rate, round trip and loss by chance,",
            "in virtual time. Writes LONG-PATHS.md and a chart for each rate into a folder. Takes a few minutes."
        },
        footer = {
            "",
            "Example: jsctp curves --out docs",
            "         jsctp curves --out /tmp --rates 100 --round-trips 100"
        })
final class CurvesCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--out", paramLabel = "FOLDER", defaultValue = "docs", description = "where to (default docs)")
    private Path out = Path.of("docs");

    @Option(names = "--rates", paramLabel = "MBIT", split = ",", defaultValue = "10,100,1000", description = "Mbit/s")
    private List<Integer> rates = List.of();

    @Option(
            names = "--round-trips",
            paramLabel = "MS",
            split = ",",
            defaultValue = "1,10,50,100,200",
            description = "round trips in milliseconds")
    private List<Integer> roundTrips = List.of();

    @Option(
            names = "--losses",
            paramLabel = "PER_MILLE",
            split = ",",
            defaultValue = "0,1,10,30",
            description = "packets lost of a thousand")
    private List<Integer> losses = List.of();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "determines which (default 1)")
    private long seed;

    CurvesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        check("--rates", rates, 1, 10_000);
        check("--round-trips", roundTrips, 1, 2000);
        check("--losses", losses, 0, 500);
        List<Cell> cells = new ArrayList<>();
        for (int rate : rates) {
            for (int loss : losses) {
                for (int roundTrip : roundTrips) {
                    for (Mode mode : Mode.values()) {
                        cells.add(new Cell(new Way(rate, roundTrip, loss), mode));
                    }
                }
            }
        }
        Map<Cell, Double> measured = new ConcurrentHashMap<>();
        cells.parallelStream().forEach(cell -> {
            measured.put(
                    cell, Curves.goodput(cell.way(), seed, List.of(cell.mode())).get(0));
            console.out(
                    measured.size() + " of " + cells.size() + ": " + cell.mode().label() + ", "
                            + cell.way().mbitPerS() + " Mbit/s, " + cell.way().roundTripMs() + " ms, "
                            + cell.way().lossPerMille() / 10.0 + " %");
        });
        CurvesReport report = new CurvesReport(rates, roundTrips, losses, measured);
        Files.createDirectories(out);
        for (int rate : rates) {
            Files.writeString(out.resolve(CurvesReport.chartName(rate)), report.chart(rate));
        }
        Files.writeString(
                out.resolve("LONG-PATHS.md"), report.document(commandLine(), LocalDate.now(ZoneOffset.UTC), seed));
        console.out("wrote " + out.resolve("LONG-PATHS.md"));
        return 0;
    }

    /** One measurement. */
    record Cell(Way way, Mode mode) {}

    private String commandLine() {
        return "./jsctp "
                + String.join(" ", command.commandLine().getParseResult().originalArgs());
    }

    private void check(String option, List<Integer> values, int least, int most) {
        for (int value : values) {
            if (value < least || value > most) {
                throw new ParameterException(
                        command.commandLine(), option + " must be " + least + " to " + most + ", not " + value);
            }
        }
    }
}
