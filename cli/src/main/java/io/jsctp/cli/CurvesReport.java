package io.jsctp.cli;

import io.jsctp.cli.CurvesCommand.Cell;
import io.jsctp.testkit.Curves;
import io.jsctp.testkit.Curves.Mode;
import io.jsctp.testkit.Curves.Way;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures of {@link CurvesCommand} as a document and as charts. */
final class CurvesReport {
    private static final int PANEL_WIDTH = 230;
    private static final int PANEL_HEIGHT = 150;
    private static final int LEFT = 46;
    private static final int TOP = 40;
    private static final int GAP = 24;
    private static final int BELOW = 66;
    private static final String[] COLOURS = {"#1f77b4", "#2ca02c", "#9467bd", "#d62728", "#17becf", "#ff7f0e"};
    private static final int SHARED_WARM_UP_S = 10;
    private static final int SHARED_S = 30;

    private final List<Integer> rates;
    private final List<Integer> roundTrips;
    private final List<Integer> losses;
    private final Map<Cell, Double> measured;

    CurvesReport(List<Integer> rates, List<Integer> roundTrips, List<Integer> losses, Map<Cell, Double> measured) {
        this.rates = rates;
        this.roundTrips = roundTrips;
        this.losses = losses;
        this.measured = measured;
    }

    static String chartName(int rate) {
        return "long-paths-" + rate + ".svg";
    }

    private double figure(int rate, int roundTrip, int loss, Mode mode) {
        return measured.getOrDefault(new Cell(new Way(rate, roundTrip, loss), mode), 0.0);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private static String percent(int perMille) {
        return perMille % 10 == 0 ? perMille / 10 + " %" : perMille / 10.0 + " %";
    }

    String document(String command, LocalDate date, long seed) {
        StringBuilder text = new StringBuilder(format(
                """
                # Performance over long and lossy paths

                Made by `%s` on %s, with Java %s on %s %s. The figures are of virtual time: they do not depend on the machine, and the
                same seed (%d) gives the same.

                One association sends as fast as it may through a bottleneck with a drop-tail queue of one round trip (64 KiB at least),
                which loses packets by chance, each way. Shown is the payload that arrives, in Mbit/s. With packets of 1452 bytes a path
                carries 98 %% of its rate as payload: that is the capacity line. Flows may find out about the path for %d, %d and %d s
                at 10, 100 and 1000 Mbit/s before they are measured for %d, %d and %d s.

                The first four rows are the profiles, as `SctpStackBuilder.profile` sets them; with the usual receive buffer of 256 KiB no
                path can carry more than 256 KiB a round trip. The last two show what the standard's congestion control, and CUBIC, make of
                the path with the buffers of LONG_HAUL.
                """,
                command,
                date,
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                seed,
                new Way(10, 1, 0).warmUpS(),
                new Way(100, 1, 0).warmUpS(),
                new Way(1000, 1, 0).warmUpS(),
                new Way(10, 1, 0).measuredS(),
                new Way(100, 1, 0).measuredS(),
                new Way(1000, 1, 0).measuredS()));
        for (int rate : rates) {
            text.append(format("%n## %d Mbit/s%n%n![Goodput at %d Mbit/s](%s)%n", rate, rate, chartName(rate)));
            losses.forEach(loss -> table(text, rate, loss));
        }
        sharing(text, seed);
        return text.toString();
    }

    private void table(StringBuilder text, int rate, int loss) {
        text.append(format("%n| %s lost |", percent(loss)));
        roundTrips.forEach(roundTrip -> text.append(format(" %d ms |", roundTrip)));
        text.append(format("%n|---|")).append("--:|".repeat(roundTrips.size())).append('\n');
        for (Mode mode : Mode.values()) {
            text.append("| ").append(mode.label()).append(" |");
            for (int roundTrip : roundTrips) {
                text.append(format(" %.1f |", figure(rate, roundTrip, loss, mode)));
            }
            text.append('\n');
        }
        text.append("| capacity |");
        roundTrips.forEach(roundTrip -> text.append(format(" %.1f |", capacity(rate))));
        text.append('\n');
    }

    private static double capacity(int rate) {
        return rate * 1424.0 / 1452.0;
    }

    /** Who gets what where two flows share a bottleneck: the other side of speed. */
    private void sharing(StringBuilder text, long seed) {
        text.append(format(
                "%n## Two flows that share a bottleneck%n%n"
                        + "The second begins a second after the first; after %d s both are measured for %d s. No losses by chance.%n%n"
                        + "| path | first | Mbit/s | second | Mbit/s |%n|---|---|--:|---|--:|%n",
                SHARED_WARM_UP_S, SHARED_S));
        for (Way way : List.of(new Way(20, 40, 0), new Way(50, 100, 0))) {
            for (List<Mode> pair : List.of(
                    List.of(Mode.RFC9260_LARGE, Mode.RFC9260_LARGE),
                    List.of(Mode.CUBIC_LARGE, Mode.CUBIC_LARGE),
                    List.of(Mode.CUBIC_LARGE, Mode.RFC9260_LARGE),
                    List.of(Mode.LONG_HAUL, Mode.RFC9260_LARGE),
                    List.of(Mode.LONG_HAUL, Mode.CUBIC_LARGE))) {
                List<Double> shares = Curves.goodput(way, seed, pair, SHARED_WARM_UP_S, SHARED_S);
                text.append(format(
                        "| %d Mbit/s, %d ms | %s | %.1f | %s | %.1f |%n",
                        way.mbitPerS(),
                        way.roundTripMs(),
                        pair.get(0).label(),
                        shares.get(0),
                        pair.get(1).label(),
                        shares.get(1)));
            }
        }
    }

    /** A panel for each loss: the part of the capacity against the round trip. */
    String chart(int rate) {
        int width = LEFT + losses.size() * (PANEL_WIDTH + GAP);
        int height = TOP + PANEL_HEIGHT + BELOW;
        StringBuilder svg = new StringBuilder(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
                        + "font-family=\"sans-serif\" font-size=\"11\">%n<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n",
                width, height, width, height, width, height));
        text(svg, LEFT, 16, "start", format("Goodput at %d Mbit/s, %% of the capacity, against the round trip", rate));
        for (int i = 0; i < losses.size(); i++) {
            panel(svg, rate, losses.get(i), LEFT + i * (PANEL_WIDTH + GAP));
        }
        for (Mode mode : Mode.values()) {
            int x = LEFT + mode.ordinal() * 150;
            int y = TOP + PANEL_HEIGHT + 48;
            svg.append(format(
                    "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                    x, y - 4, x + 18, y - 4, COLOURS[mode.ordinal()]));
            text(svg, x + 23, y, "start", mode.label());
        }
        return svg.append("</svg>\n").toString();
    }

    private void panel(StringBuilder svg, int rate, int loss, int left) {
        for (int part = 0; part <= 100; part += 25) {
            int y = TOP + PANEL_HEIGHT - part * PANEL_HEIGHT / 100;
            svg.append(format(
                    "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\"/>%n",
                    left, y, left + PANEL_WIDTH, y, part == 100 ? "#000" : "#ddd"));
            text(svg, left - 4, y + 4, "end", part + "");
        }
        text(svg, left + PANEL_WIDTH / 2, TOP - 8, "middle", percent(loss) + " lost");
        for (int i = 0; i < roundTrips.size(); i++) {
            text(svg, x(left, i), TOP + PANEL_HEIGHT + 16, "middle", roundTrips.get(i) + " ms");
        }
        for (Mode mode : Mode.values()) {
            StringBuilder points = new StringBuilder();
            for (int i = 0; i < roundTrips.size(); i++) {
                double part = Math.min(1, figure(rate, roundTrips.get(i), loss, mode) / capacity(rate));
                points.append(format("%d,%.1f ", x(left, i), TOP + PANEL_HEIGHT * (1 - part)));
            }
            svg.append(format(
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                    points.toString().strip(), COLOURS[mode.ordinal()]));
        }
    }

    private int x(int left, int i) {
        int steps = Math.max(1, roundTrips.size() - 1);
        return left + 16 + i * (PANEL_WIDTH - 32) / steps;
    }

    private static void text(StringBuilder svg, int x, int y, String anchor, String what) {
        svg.append(format("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, what));
    }
}
