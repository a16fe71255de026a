package io.jsctp.testkit.script.stack;

import io.jsctp.testkit.script.Expression;
import io.jsctp.testkit.script.ScriptRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A structure that a script hands to a call. What the script leaves out is 0, as after memset. */
final class Fields {
    private final Expression.Struct struct;

    private Fields(Expression.Struct struct) {
        this.struct = struct;
    }

    /**
     * Takes a structure and refuses fields that are not known.
     *
     * @param e what the script says
     * @param known the names of all fields that count
     */
    static Fields of(Expression e, Set<String> known) throws ScriptRefusedException {
        if (!(e instanceof Expression.Struct struct)) {
            throw new ScriptRefusedException("the value " + e + " is no structure");
        }
        for (Expression.Field field : struct.fields()) {
            if (!known.contains(field.name())) {
                throw new ScriptRefusedException("the field " + field + " is not known");
            }
        }
        return new Fields(struct);
    }

    @Nullable
    Expression get(String name) {
        Expression value = struct.field(name);
        return value == null || Values.isEllipsis(value) ? null : value;
    }

    long number(String name) throws ScriptRefusedException {
        Expression value = struct.field(name);
        if (value != null && Values.isEllipsis(value)) {
            throw new ScriptRefusedException("the field " + name + " has no value");
        }
        return value == null ? 0 : Values.number(value);
    }

    /** As {@link #number}, but the script may leave it open. */
    int association(String name) throws ScriptRefusedException {
        Expression value = get(name);
        return value == null ? 0 : Values.integer(value);
    }

    int integer(String name) throws ScriptRefusedException {
        long value = number(name);
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw new ScriptRefusedException("the field " + name + " has more than 31 bits");
        }
        return (int) value;
    }

    /** {@return a list of numbers, empty if it is left out} */
    List<Integer> integers(String name) throws ScriptRefusedException {
        Expression value = get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Expression.ListValue list)) {
            throw new ScriptRefusedException("the field " + name + " is no list");
        }
        List<Integer> numbers = new ArrayList<>();
        for (Expression one : list.values()) {
            numbers.add(Values.integer(one));
        }
        return numbers;
    }

    boolean flag(String name) throws ScriptRefusedException {
        return number(name) != 0;
    }

    /** Refuses a value other than 0 of something that the stack does not have. */
    void mustBeZero(String name, String why) throws ScriptRefusedException {
        if (get(name) != null && number(name) != 0) {
            throw new ScriptRefusedException("the field " + name + " is set: " + why);
        }
    }
}
