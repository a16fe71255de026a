package io.jsctp.testkit.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a system call ended. What it returned is compared with the script by the runner; what it wrote through its arguments, by
 * the {@link ScriptSystem}, which knows which of them are results.
 *
 * @param blocked whether it has not ended: the socket blocks, and what it waits for is not there
 * @param value what it returned; -1 with an errno
 * @param errno the name of the error, or null if it succeeded
 * @param mismatches each argument that came out other than the script says, as {@code argument 5: sinfo_tsn is 3, expected 4}
 */
public record CallResult(
        boolean blocked, long value, @Nullable String errno, List<String> mismatches) {
    /** A call that waits. */
    public static final CallResult BLOCKED = new CallResult(true, 0, null, List.of());

    /**
     * Copies what can change.
     *
     * @param blocked whether it has not ended: the socket blocks, and what it waits for is not there
     * @param value what it returned; -1 with an errno
     * @param errno the name of the error, or null if it succeeded
     * @param mismatches each argument that came out other than the script says, as {@code argument 5: sinfo_tsn is 3, expected 4}
     */
    public CallResult {
        mismatches = List.copyOf(mismatches);
    }

    /**
     * A call that succeeded.
     *
     * @param value what it returned
     * @return the result
     */
    public static CallResult of(long value) {
        return new CallResult(false, value, null, List.of());
    }

    /**
     * A call that failed.
     *
     * @param errno the name of the error
     * @return the result, -1
     */
    public static CallResult failed(String errno) {
        return new CallResult(false, -1, errno, List.of());
    }
}
