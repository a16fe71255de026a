package io.jsctp.testkit.script.stack;

import io.jsctp.testkit.script.Expression;
import io.jsctp.testkit.script.ScriptRefusedException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How a script writes the values of an option.
 *
 * @param <T> the type of the values
 */
interface OptionForm<T> {
    /** {@return the value that a script sets} */
    T value(Expression given) throws ScriptRefusedException;

    /** Compares what was read with what the script says of it. */
    void compare(Outcome outcome, String name, Expression expected, T actual) throws ScriptRefusedException;

    /** {@return the association that a structure names; 0 if it names none, or there is no structure} */
    default int association(Expression e) throws ScriptRefusedException {
        return 0;
    }

    /** {@return the peer's address that a structure is about; null if it names none, or there is no structure} */
    default @Nullable InetAddress address(Expression e) throws ScriptRefusedException {
        return null;
    }
}
