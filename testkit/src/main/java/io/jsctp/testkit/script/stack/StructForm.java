package io.jsctp.testkit.script.stack;

import io.jsctp.testkit.script.Expression;
import io.jsctp.testkit.script.ScriptRefusedException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value as a structure of C.
 *
 * @param idField the field with the association's id; null if there is none
 * @param addressField the field with the address that the option is about; null if there is none
 * @param reader makes a value of the fields that a script gives
 * @param writer tells all other fields of a value: numbers, or {@code InetAddress}es, or lists of numbers
 */
record StructForm<T>(
        @Nullable String idField,
        @Nullable String addressField,
        Set<String> fields,
        Reader<T> reader,
        Function<T, Map<String, Object>> writer)
        implements OptionForm<T> {
    /** Makes a value of fields. */
    interface Reader<T> {
        T value(Fields fields) throws ScriptRefusedException;
    }

    /** For an option that scripts only read. */
    static <T> StructForm<T> readOnly(
            String idField, @Nullable String addressField, Function<T, Map<String, Object>> writer) {
        Reader<T> none = fields -> {
            throw new ScriptRefusedException("the option can't be set");
        };
        return new StructForm<>(idField, addressField, Set.of(), none, writer);
    }

    private Fields checked(Expression e) throws ScriptRefusedException {
        Set<String> known = new HashSet<>(fields);
        if (idField != null) {
            known.add(idField);
        }
        if (addressField != null) {
            known.add(addressField);
        }
        return Fields.of(e, known);
    }

    @Override
    public T value(Expression given) throws ScriptRefusedException {
        return reader.value(checked(given));
    }

    @Override
    public void compare(Outcome outcome, String name, Expression expected, T actual) throws ScriptRefusedException {
        Map<String, Object> all = new HashMap<>(writer.apply(actual));
        if (idField != null) {
            all.putIfAbsent(idField, (long) association(expected));
        }
        InetAddress address = address(expected);
        if (addressField != null && address != null) {
            all.putIfAbsent(addressField, address);
        }
        outcome.fields(name, expected, all);
    }

    @Override
    public int association(Expression e) throws ScriptRefusedException {
        Expression id = field(e, idField);
        return id == null ? 0 : Values.integer(id);
    }

    @Override
    public @Nullable InetAddress address(Expression e) throws ScriptRefusedException {
        Expression address = field(e, addressField);
        return address == null ? null : Arguments.ipAddress(address);
    }

    private static @Nullable Expression field(Expression e, @Nullable String name) {
        Expression value = name != null && e instanceof Expression.Struct struct ? struct.field(name) : null;
        return value == null || Values.isEllipsis(value) ? null : value;
    }
}
