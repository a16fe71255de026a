package io.jsctp.testkit.script;

import java.util.List;

/**
 * How a script ended.
 *
 * @param name the script
 * @param verdict what became of it
 * @param line where it failed or was refused; 0 if nowhere in particular
 * @param reason what differs, or what is not known; empty if it passed
 * @param expected what the script says there; empty if it passed
 * @param seen what happened instead, in numbers of the script; empty if nothing did
 * @param expectedTime when it had to happen, in seconds from the start; empty if that is not at issue
 * @param seenTime when it happened; empty if it did not
 * @param warnings what is odd but allowed, as packets nobody expected
 * @param trace every packet and call with its time
 */
public record ScriptResult(
        String name,
        Verdict verdict,
        int line,
        String reason,
        String expected,
        String seen,
        String expectedTime,
        String seenTime,
        List<String> warnings,
        List<String> trace) {
    /** What became of a script. */
    public enum Verdict {
        /** The stack did all that the script says. */
        PASSED,
        /** The stack did something else. */
        FAILED,
        /** The interpreter or the stack does not know what the script asks for: it says nothing about the stack. */
        REFUSED
    }

    /**
     * Copies what can change.
     *
     * @param name the script
     * @param verdict what became of it
     * @param line where it failed or was refused
     * @param reason what differs, or what is not known
     * @param expected what the script says there
     * @param seen what happened instead
     * @param expectedTime when it had to happen
     * @param seenTime when it happened
     * @param warnings what is odd but allowed
     * @param trace every packet and call with its time
     */
    public ScriptResult {
        warnings = List.copyOf(warnings);
        trace = List.copyOf(trace);
    }

    static ScriptResult refused(String name, int line, String reason, List<String> trace) {
        return new ScriptResult(name, Verdict.REFUSED, line, reason, "", "", "", "", List.of(), trace);
    }

    /** {@return whether it passed} */
    public boolean passed() {
        return verdict == Verdict.PASSED;
    }

    /** {@return the outcome for a person: one line if it passed or was refused, a block if it failed} */
    public String describe() {
        if (verdict == Verdict.PASSED) {
            return "pass     " + name;
        }
        String place = line == 0 ? name : name + ":" + line;
        if (verdict == Verdict.REFUSED) {
            return "refused  " + place + ": " + reason;
        }
        StringBuilder text = new StringBuilder("FAIL     " + place + ": " + reason);
        String newLine = System.lineSeparator();
        text.append(newLine).append("           expected  ").append(timed(expectedTime, expected));
        text.append(newLine).append("           seen      ").append(timed(seenTime, seen.isEmpty() ? "nothing" : seen));
        return text.toString();
    }

    private static String timed(String time, String what) {
        return time.isEmpty() ? what : "at " + time + "  " + what;
    }
}
