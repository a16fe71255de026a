package io.jsctp.testkit;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws packets between two hosts as arrows between two columns, the first host's on the left. */
final class Ladder {
    private static final int WIDTH = 76;
    private static final int LOST_AT = WIDTH - 16;
    private static final String MARGIN = " ".repeat(12);

    private final Map<InetAddress, String> names = new HashMap<>();
    private final List<String> legend = new ArrayList<>();

    /** A host takes the next column. */
    void host(List<InetAddress> addresses, int udpPort) {
        char letter = (char) ('a' + legend.size());
        StringBuilder line =
                new StringBuilder(MARGIN).append(Character.toUpperCase(letter)).append(':');
        for (int i = 0; i < addresses.size(); i++) {
            names.put(addresses.get(i), letter + Integer.toString(i));
            line.append(i == 0 ? " " : ", ").append(letter).append(i).append(" = ");
            line.append(addresses.get(i).getHostAddress());
        }
        legend.add(line.append(", UDP port ").append(udpPort).toString());
    }

    String legend() {
        return String.join(System.lineSeparator(), legend);
    }

    /**
     * Draws a packet.
     *
     * @param elapsedNs when it left
     * @param chunks its chunks as text
     * @param mark what is special about it, empty if nothing is
     * @param arrivals when it arrives, as text; empty if it does not
     */
    List<String> packet(
            long elapsedNs, InetAddress from, InetAddress to, List<String> chunks, String mark, String arrivals) {
        boolean toRight = !names.getOrDefault(from, "c").startsWith("b") && !name(to).startsWith("a");
        char dash = mark.startsWith("forged") ? '=' : '-';
        List<String> rows = rows(chunks);
        List<String> lines = new ArrayList<>();
        lines.add(time(elapsedNs) + "|" + arrow(rows.get(0), dash, toRight, !arrivals.isEmpty()) + "|  " + name(from)
                + ">" + name(to) + (arrivals.isEmpty() ? "" : " " + arrivals) + (mark.isEmpty() ? "" : " " + mark));
        for (String row : rows.subList(1, rows.size())) {
            String padding = " ".repeat(Math.max(0, WIDTH - row.length() - 6));
            lines.add(MARGIN + "|" + (toRight ? "   " + row + padding + "   " : "   " + padding + row + "   ") + "|");
        }
        return lines;
    }

    private String name(InetAddress address) {
        return names.getOrDefault(address, address.getHostAddress());
    }

    /** Puts as many chunks on one row as fit. */
    private static List<String> rows(List<String> chunks) {
        List<String> rows = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        for (String chunk : chunks) {
            if (row.length() > 0 && row.length() + chunk.length() > WIDTH - 10) {
                rows.add(row.toString());
                row.setLength(0);
            }
            row.append(row.length() == 0 ? "" : ", ").append(chunk);
        }
        rows.add(row.toString());
        return rows;
    }

    private static String arrow(String text, char dash, boolean toRight, boolean arrives) {
        String shaft = Character.toString(dash);
        String label = " " + (text.length() > WIDTH - 8 ? text.substring(0, WIDTH - 8) : text) + " ";
        int length = arrives ? WIDTH - 1 : Math.max(LOST_AT, label.length() + 3);
        String body = shaft.repeat(2) + label + shaft.repeat(length - 2 - label.length());
        String line = body + (arrives ? ">" : "x") + " ".repeat(WIDTH - 1 - length);
        return toRight ? line : mirrored(body, label, arrives ? "<" : "x", length);
    }

    private static String mirrored(String body, String label, String head, int length) {
        int tail = length - 2 - label.length();
        String shaft = body.substring(0, 1);
        return " ".repeat(WIDTH - 1 - length) + head + shaft.repeat(tail) + label + shaft.repeat(2);
    }

    String note(long elapsedNs, String text) {
        return time(elapsedNs) + "|  " + text;
    }

    private static String time(long elapsedNs) {
        return String.format(Locale.ROOT, "%11.6f ", elapsedNs / 1e9);
    }
}
