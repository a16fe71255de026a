package io.jsctp.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Draws the demonstration: in place on a terminal, line after line elsewhere. */
final class DemoScreen {
    private static final int EVENTS = 8;
    private static final int BAR = 36;
    private static final String RESET = "\033[0m";
    private static final String GREEN = "\033[32m";
    private static final String RED = "\033[31m";
    private static final String YELLOW = "\033[33m";
    private static final String BOLD = "\033[1m";
    private static final String DIM = "\033[2m";

    private final Console console;
    private final boolean animated;
    private final Deque<String> events = new ArrayDeque<>();
    private int linesDrawn;

    /**
     * One path as it is drawn.
     *
     * @param address the peer's address
     * @param packetsPerSecond packets sent to it in the last second
     * @param state what the association believes of it
     * @param carriesData whether new data goes there
     * @param cut whether the cable is cut just now
     */
    record PathRow(String address, double packetsPerSecond, String state, boolean carriesData, boolean cut) {}

    DemoScreen(Console console, boolean animated) {
        this.console = console;
        this.animated = animated;
    }

    synchronized void event(double atSeconds, String text) {
        String line = String.format(Locale.ROOT, "%5.1f s  %s", atSeconds, text);
        if (animated) {
            events.add(line);
            if (events.size() > EVENTS) {
                events.remove();
            }
        } else {
            console.out(line);
        }
    }

    synchronized void draw(double atSeconds, List<PathRow> paths, DemoTally tally, int perStream) {
        if (!animated) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add(BOLD + "jsctp demo" + RESET + "  one association · two paths · " + tally.streams() + " streams"
                + String.format(Locale.ROOT, "   %4.1f s", atSeconds));
        lines.add("");
        for (PathRow p : paths) {
            lines.add(pathLine(p));
        }
        lines.add("");
        for (int i = 0; i < tally.streams(); i++) {
            int done = tally.received(i) * BAR / perStream;
            lines.add(String.format(
                    Locale.ROOT, "  stream %d  %s%s%s %d", i, GREEN, bar(done), RESET, tally.received(i)));
        }
        lines.add("");
        for (String e : events) {
            lines.add("  " + e);
        }
        for (int i = events.size(); i < EVENTS; i++) {
            lines.add("");
        }
        redraw(lines);
    }

    private static String pathLine(PathRow p) {
        String color = p.cut ? RED : p.state.equals("ACTIVE") ? GREEN : YELLOW;
        String wire = p.cut ? "──✂──" : "─────";
        return String.format(
                Locale.ROOT,
                "  %s%s%s path %-12s %s%s%s %6.0f packets/s  %s%-11s%s %s",
                color,
                wire,
                RESET,
                p.address,
                color,
                bar((int) Math.min(BAR, p.packetsPerSecond / 60)),
                RESET,
                p.packetsPerSecond,
                color,
                p.state,
                RESET,
                p.carriesData ? BOLD + "◀ data" + RESET : DIM + "standby" + RESET);
    }

    private static String bar(int full) {
        int n = Math.max(0, Math.min(BAR, full));
        return "█".repeat(n) + "·".repeat(BAR - n);
    }

    private void redraw(List<String> lines) {
        StringBuilder out = new StringBuilder();
        if (linesDrawn > 0) {
            out.append("\033[").append(linesDrawn).append('A');
        }
        for (String line : lines) {
            out.append("\033[2K").append(line).append('\n');
        }
        linesDrawn = lines.size();
        console.stdout().print(out);
        console.stdout().flush();
    }
}
