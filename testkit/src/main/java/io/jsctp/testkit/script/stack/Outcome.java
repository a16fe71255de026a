package io.jsctp.testkit.script.stack;

import io.jsctp.testkit.script.CallResult;
import io.jsctp.testkit.script.Expression;
import io.jsctp.testkit.script.ScriptRefusedException;
import java.net.InetAddress;
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
     * @param actual all fields there are: numbers, addresses, or lists of numbers
     */
    void fields(String what, Expression expected, Map<String, ?> actual) throws ScriptRefusedException {
        if (Values.isEllipsis(expected)) {
            return;
        }
        if (!(expected instanceof Expression.Struct struct)) {
            throw new ScriptRefusedException("the value " + expected + " is no structure");
        }
        for (Expression.Field field : struct.fields()) {
            Object value = actual.get(field.name());
            if (value == null && !Values.isEllipsis(field.value())) {
                throw new ScriptRefusedException("the field " + field + " is not known");
            }
            if (value != null) {
                any(what + ": " + field.name(), field.value(), value);
            }
        }
    }

    private void any(String what, Expression expected, Object actual) throws ScriptRefusedException {
        if (actual instanceof Long number) {
            number(what, expected, number);
        } else if (!Values.isEllipsis(expected) && !actual.equals(likewise(expected, actual))) {
            mismatches.add(what + " is " + actual + ", expected " + expected);
        }
    }

    private static Object likewise(Expression expected, Object actual) throws ScriptRefusedException {
        if (actual instanceof InetAddress) {
            return Arguments.ipAddress(expected);
        }
        List<Long> numbers = new ArrayList<>();
        for (Expression value : Values.list(expected)) {
            numbers.add(Values.number(value));
        }
        return numbers;
    }
}
