package io.jsctp.testkit.replay;

import io.jsctp.engine.AssociationSettings;
import io.jsctp.record.Values;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of an input, one after the other, as what they must be. */
final class Arguments {
    /** It is something else. */
    static final class Wrong extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Wrong(String text) {
            super(text);
        }
    }

    private final List<@Nullable Object> values;
    private final String name;
    private int next;

    Arguments(Recording.Input input) {
        values = input.arguments;
        name = input.name;
    }

    private @Nullable Object take() {
        if (next == values.size()) {
            throw new Wrong(name + " has more arguments");
        }
        return values.get(next++);
    }

    private <T> T as(Class<T> type) {
        Object value = take();
        if (!type.isInstance(value)) {
            throw new Wrong("argument " + next + " of " + name + " must be " + type.getSimpleName());
        }
        return type.cast(value);
    }

    long wide() {
        return as(Long.class);
    }

    int number() {
        long value = wide();
        if (value != (int) value) {
            throw new Wrong("argument " + next + " of " + name + " is too large");
        }
        return (int) value;
    }

    int number(int least, int most) {
        int value = number();
        if (value < least || value > most) {
            throw new Wrong("argument " + next + " of " + name + " must be " + least + " to " + most);
        }
        return value;
    }

    boolean flag() {
        return as(Boolean.class);
    }

    InetAddress address() {
        return as(InetAddress.class);
    }

    @Nullable
    InetAddress addressOrNone() {
        if (next < values.size() && values.get(next) == null) {
            next++;
            return null;
        }
        return address();
    }

    ByteBuffer bytes() {
        return as(ByteBuffer.class).duplicate();
    }

    AssociationSettings settings() {
        return as(AssociationSettings.class);
    }

    long message() {
        return as(Values.Message.class).ordinal();
    }

    Values.@Nullable Reference reference() {
        if (next < values.size() && values.get(next) == null) {
            next++;
            return null;
        }
        return as(Values.Reference.class);
    }

    List<InetAddress> addresses() {
        return listOf(InetAddress.class);
    }

    List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        listOf(Long.class).forEach(n -> numbers.add((int) (long) n));
        return numbers;
    }

    private <T> List<T> listOf(Class<T> type) {
        List<T> list = new ArrayList<>();
        for (Object one : as(List.class)) {
            if (!type.isInstance(one)) {
                throw new Wrong("argument " + next + " of " + name + " must have " + type.getSimpleName());
            }
            list.add(type.cast(one));
        }
        return list;
    }
}
