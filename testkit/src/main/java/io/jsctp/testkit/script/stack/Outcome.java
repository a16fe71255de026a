package io.jsctp.testkit.script.stack;

import io.jsctp.testkit.script.CallResult;
import io.jsctp.testkit.script.Expression;
import io.jsctp.testkit.script.ScriptRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what a call wrote through its arguments with what the script says. */
final class Outcome {
    private final List<String> mismatches = new ArrayList<>();

    CallResult result(long value) {
        return new CallResult(false, value, null, mismatches);
    }

    /** Compares a number unless the script leaves it open. */
    void number(String what, Expression expected, long actual) throws ScriptRefusedException {
        if (!Values.isEllipsis(expected) && Values.number(expected) != actual) {
            mismatches.add(what + " is " + actual + ", expected " + expected);
        }
    }

    /** Compares an errno unless the script leaves it open; 0 is none. */
    void errno(String what, Expression expected, long actual) throws ScriptRefusedException {
        if (!Values.isEllipsis(expected) && Values.number(expected) != actual) {
            String name = SocketConstants.errnoName(actual);
            mismatches.add(what + " is " + (name == null ? "0" : name) + ", expected " + expected);
        }
    }

    /**
     * Compares the fields that the script names.
     *
     * @param what the argument, for messages
     * @param expected {@code ...} or a structure
     * @param actual all fields there are
     */
    void fields(String what, Expression expected, Map<String, Long> actual) throws ScriptRefusedException {
        if (Values.isEllipsis(expected)) {
            return;
        }
        if (!(expected instanceof Expression.Struct struct)) {
            throw new ScriptRefusedException("the value " + expected + " is no structure");
        }
        for (Expression.Field field : struct.fields()) {
            Long value = actual.get(field.name());
            if (value == null && !Values.isEllipsis(field.value())) {
                throw new ScriptRefusedException("the field " + field + " is not known");
            }
            if (value != null) {
                number(what + ": " + field.name(), field.value(), value);
            }
        }
    }
}
