package io.jsctp.testkit.script;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An argument or a result of a {@link SystemCall}. Its text is what a script would say. */
public sealed interface Expression {
    /** Not given, or not checked: {@code ...}. */
    Expression ELLIPSIS = new Ellipsis();

    /** {@code ...}: the system fills it in, or nobody checks it. */
    record Ellipsis() implements Expression {
        @Override
        public String toString() {
            return "...";
        }
    }

    /**
     * A number, decimal or hexadecimal.
     *
     * @param value the number
     */
    record IntegerValue(long value) implements Expression {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /**
     * A name of the socket API, as {@code SCTP_NODELAY}.
     *
     * @param name the name
     */
    record Symbol(String name) implements Expression {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Text in double quotes.
     *
     * @param text what stands between the quotes
     */
    record Text(String text) implements Expression {
        @Override
        public String toString() {
            return '"' + text + '"';
        }
    }

    /**
     * An address that is written bare, as {@code 192.0.2.1}.
     *
     * @param address the address
     */
    record Address(InetAddress address) implements Expression {
        @Override
        public String toString() {
            return address.getHostAddress();
        }
    }

    /**
     * Values in square brackets.
     *
     * @param values the values
     */
    record ListValue(List<Expression> values) implements Expression {
        /**
         * Copies what can change.
         *
         * @param values the values
         */
        public ListValue {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return values.stream().map(Expression::toString).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /**
     * Values in braces, with names, {@code {srto_min=100}}, or without, {@code {..., 1000}}.
     *
     * @param fields the fields in their order
     */
    record Struct(List<Field> fields) implements Expression {
        /**
         * Copies what can change.
         *
         * @param fields the fields in their order
         */
        public Struct {
            fields = List.copyOf(fields);
        }

        /**
         * Looks up a field.
         *
         * @param name its name
         * @return its value, or null if the script leaves it out
         */
        public @Nullable Expression field(String name) {
            for (Field f : fields) {
                if (f.name.equals(name)) {
                    return f.value;
                }
            }
            return null;
        }

        @Override
        public String toString() {
            return fields.stream().map(Field::toString).collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /**
     * One field of a {@link Struct}.
     *
     * @param name its name; empty if the script gives only the value
     * @param value its value
     */
    record Field(String name, Expression value) {
        @Override
        public String toString() {
            return name.isEmpty() ? value.toString() : name + "=" + value;
        }
    }

    /**
     * A function applied to values, as {@code htonl(51)} or {@code inet_addr("192.0.2.1")}.
     *
     * @param function its name
     * @param arguments what it is applied to
     */
    record Call(String function, List<Expression> arguments) implements Expression {
        /**
         * Copies what can change.
         *
         * @param function its name
         * @param arguments what it is applied to
         */
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return arguments.stream().map(Expression::toString).collect(Collectors.joining(", ", function + "(", ")"));
        }
    }

    /**
     * Flags put together: {@code O_RDWR|O_NONBLOCK}.
     *
     * @param operands two flags or more
     */
    record Or(List<Expression> operands) implements Expression {
        /**
         * Copies what can change.
         *
         * @param operands two flags or more
         */
        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            return operands.stream().map(Expression::toString).collect(Collectors.joining("|"));
        }
    }
}
