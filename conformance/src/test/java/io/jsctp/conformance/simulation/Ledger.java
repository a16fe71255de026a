package io.jsctp.conformance.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What one side sent in one life of an association, and what of it has not arrived yet. */
final class Ledger {
    private final Map<Integer, ArrayDeque<byte[]>> ordered = new HashMap<>();
    private final Map<Integer, List<byte[]>> unordered = new HashMap<>();
    private int missing;

    void sent(byte[] message, int stream, boolean isUnordered) {
        missing++;
        if (isUnordered) {
            unordered.computeIfAbsent(stream, s -> new ArrayList<>()).add(message);
        } else {
            ordered.computeIfAbsent(stream, s -> new ArrayDeque<>()).add(message);
        }
    }

    /** Fails unless the message was sent, has not arrived before, and is in its turn. */
    void arrived(byte[] message, int stream, boolean isUnordered) {
        missing--;
        if (!isUnordered) {
            ArrayDeque<byte[]> queue = ordered.get(stream);
            byte[] expected = queue == null ? null : queue.poll();
            if (!Arrays.equals(expected, message)) {
                throw new AssertionError("on stream " + stream + " a message of " + message.length
                        + " bytes arrived where one of "
                        + (expected == null ? "none" : expected.length + " bytes") + " was next");
            }
            return;
        }
        List<byte[]> open = unordered.getOrDefault(stream, List.of());
        for (Iterator<byte[]> i = open.iterator(); i.hasNext(); ) {
            if (Arrays.equals(i.next(), message)) {
                i.remove();
                return;
            }
        }
        throw new AssertionError("an unordered message of " + message.length + " bytes on stream " + stream
                + " was never sent, or arrived before");
    }

    int missing() {
        return missing;
    }
}
