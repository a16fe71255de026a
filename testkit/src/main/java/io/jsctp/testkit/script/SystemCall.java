package io.jsctp.testkit.script;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A system call of a script, {@code name(arguments) = expected errno (note)}.
 *
 * @param line the line it begins on
 * @param name its name, as {@code sctp_sendmsg}
 * @param arguments its arguments, those of results included
 * @param expected what it has to return; {@code ...} if nobody checks it
 * @param errno the name of the error it has to fail with, or null if nobody checks it
 * @param note the words in parentheses at the end, without them; they mean nothing
 */
public record SystemCall(
        int line,
        String name,
        List<Expression> arguments,
        Expression expected,
        @Nullable String errno,
        String note) {
    /**
     * Copies what can change.
     *
     * @param line the line it begins on
     * @param name its name, as {@code sctp_sendmsg}
     * @param arguments its arguments, those of results included
     * @param expected what it has to return; {@code ...} if nobody checks it
     * @param errno the name of the error it has to fail with, or null if nobody checks it
     * @param note the words in parentheses at the end, without them; they mean nothing
     */
    public SystemCall {
        arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
        String call =
                arguments.stream().map(Expression::toString).collect(Collectors.joining(", ", name + "(", ") = "));
        return call + expected + (errno == null ? "" : " " + errno);
    }
}
