package io.jsctp.testkit.script.stack;

import io.jsctp.Errno;
import io.jsctp.Profile;
import io.jsctp.testkit.script.Expression;
import io.jsctp.testkit.script.ScriptRefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options that are one number: {@code [n]}, or in a {@code struct sctp_assoc_value} {@code {assoc_id=, assoc_value=}}. */
final class NumberForm {
    static final OptionForm<Boolean> FLAG = new Plain<>() {
        @Override
        Boolean of(long number) {
            return number != 0;
        }

        @Override
        long number(Boolean value) {
            return value ? 1 : 0;
        }
    };

    static final OptionForm<Integer> INTEGER = new Plain<>() {
        @Override
        Integer of(long number) {
            return (int) number;
        }

        @Override
        long number(Integer value) {
            return value;
        }
    };

    /** The place of a profile in the list of all: 0 is that of RFC 9260. */
    static final OptionForm<Profile> PROFILE = new OptionForm<>() {
        @Override
        public Profile value(Expression given) throws ScriptRefusedException {
            long number = Values.integer(given);
            if (number < 0 || number >= Profile.values().length) {
                throw new ScriptRefusedException("there is no profile " + number);
            }
            return Profile.values()[(int) number];
        }

        @Override
        public void compare(Outcome outcome, String name, Expression expected, Profile actual)
                throws ScriptRefusedException {
            outcome.number(name, expected, actual.ordinal());
        }
    };

    /** 32 bits without a sign. */
    static final OptionForm<Integer> UNSIGNED = new Plain<>() {
        @Override
        Integer of(long number) {
            return (int) number;
        }

        @Override
        long number(Integer value) {
            return Integer.toUnsignedLong(value);
        }
    };

    /** What SO_ERROR tells; read-only. */
    static final OptionForm<Optional<Errno>> ERROR = new OptionForm<>() {
        @Override
        public Optional<Errno> value(Expression given) {
            return Optional.empty(); // nobody can set it, whatever is given
        }

        @Override
        public void compare(Outcome outcome, String name, Expression expected, Optional<Errno> actual)
                throws ScriptRefusedException {
            outcome.errno(name, expected, actual.map(SocketConstants::number).orElse(0L));
        }
    };

    private NumberForm() {}

    /** The same number with an association's id. */
    static <T> OptionForm<T> ofAssociation(OptionForm<T> form) {
        return new OfAssociation<>((Plain<T>) form);
    }

    private abstract static class Plain<T> implements OptionForm<T> {
        abstract T of(long number);

        abstract long number(T value);

        @Override
        public final T value(Expression given) throws ScriptRefusedException {
            return of(Values.integer(given));
        }

        @Override
        public final void compare(Outcome outcome, String name, Expression expected, T actual)
                throws ScriptRefusedException {
            outcome.number(name, expected, number(actual));
        }
    }

    private static final class OfAssociation<T> implements OptionForm<T> {
        private static final String VALUE = "assoc_value";

        private final Plain<T> plain;
        private final StructForm<T> struct;

        OfAssociation(Plain<T> plain) {
            this.plain = plain;
            struct = new StructForm<>(
                    "assoc_id",
                    null,
                    Set.of(VALUE),
                    f -> {
                        Expression value = f.get(VALUE);
                        return plain.of(value == null ? f.number(VALUE) : Values.integer(value));
                    },
                    value -> Map.of(VALUE, plain.number(value)));
        }

        private OptionForm<T> like(Expression e) {
            return e instanceof Expression.Struct ? struct : plain;
        }

        @Override
        public T value(Expression given) throws ScriptRefusedException {
            return like(given).value(given);
        }

        @Override
        public void compare(Outcome outcome, String name, Expression expected, T actual) throws ScriptRefusedException {
            like(expected).compare(outcome, name, expected, actual);
        }

        @Override
        public int association(Expression e) throws ScriptRefusedException {
            return like(e).association(e);
        }
    }
}
