package io.jsctp.testkit.replay;

import org.jspecify.annotations.Nullable;

/**
 * What became of a replay.
 *
 * @param inputs how many inputs were given again
 * @param packets how many packets came out of them
 * @param events how much users were told, messages among it
 * @param cut whether the recording ends before the stack did: its file was full, or the program was killed
 * @param divergence where it came out otherwise, the line of the recording first; null if all was as recorded
 */
public record ReplayResult(
        long inputs,
        long packets,
        long events,
        boolean cut,
        @Nullable String divergence) {}
