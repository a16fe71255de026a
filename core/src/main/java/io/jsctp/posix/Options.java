package io.jsctp.posix;

import io.jsctp.Errno;
import io.jsctp.SctpException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Finds an option by its number, and checks what it is given (RFC 6458 §8). */
final class Options {
    private static final int INT_BYTES = 4;
    private static final Map<Integer, Option<?>> SCTP = new HashMap<>();
    private static final Map<Integer, Option<?>> SOCKET = new HashMap<>();

    static {
        SctpOptions.register(SCTP);
        PeerOptions.register(SCTP);
        FailoverOptions.register(SCTP);
        PartialReliabilityOptions.register(SCTP);
        SchedulerOptions.register(SCTP);
        AuthOptions.register(SCTP);
        StreamOptions.register(SCTP);
        AddressOptions.register(SCTP);
        SocketOptions.register(SOCKET);
    }

    private Options() {}

    static void get(Descriptor d, int level, int name, @Nullable Integer id, @Nullable Object value, int[] length)
            throws SctpException {
        Option<?> option = find(level, name);
        Object present = Descriptors.present(value, "the value");
        int size = size(present);
        if (length[0] < size) {
            throw Descriptors.error(Errno.EINVAL, length[0] + " bytes are no room for " + size);
        }
        option.get(d, id, present);
        length[0] = size;
    }

    static void set(Descriptor d, int level, int name, @Nullable Object value, int length) throws SctpException {
        Option<?> option = find(level, name);
        Object present = Descriptors.present(value, "the value");
        if (length != size(present)) {
            throw Descriptors.error(Errno.EINVAL, length + " bytes are not the value's " + size(present));
        }
        option.set(d, present);
    }

    private static Option<?> find(int level, int name) throws SctpException {
        Map<Integer, Option<?>> known =
                level == NetinetSctp.IPPROTO_SCTP ? SCTP : level == SysSocket.SOL_SOCKET ? SOCKET : Map.of();
        Option<?> option = known.get(name);
        if (option == null) {
            throw Descriptors.error(Errno.ENOPROTOOPT, "level " + level + " has no option " + name);
        }
        return option;
    }

    private static int size(Object value) {
        return value instanceof Struct struct ? struct.sizeof() : INT_BYTES;
    }

    /** Reads an option into its structure. */
    interface Getter<S> {
        void get(Descriptor d, int id, S value) throws SctpException;
    }

    /** Sets an option from its structure. */
    interface Setter<S> {
        void set(Descriptor d, int id, S value) throws SctpException;
    }

    /**
     * An option.
     *
     * @param type its structure
     * @param id reads the association's id of it
     * @param getter null if it is write-only
     * @param setter null if it is read-only
     */
    record Option<S>(
            Class<S> type,
            ToIntFunction<S> id,
            @Nullable Getter<S> getter,
            @Nullable Setter<S> setter) {
        static Option<int[]> flag(@Nullable Getter<int[]> getter, @Nullable Setter<int[]> setter) {
            return new Option<>(int[].class, value -> NetinetSctp.SCTP_FUTURE_ASSOC, getter, setter);
        }

        void get(Descriptor d, @Nullable Integer given, Object value) throws SctpException {
            S typed = typed(value);
            if (getter == null) {
                throw Descriptors.error(Errno.EOPNOTSUPP, "the option is write-only");
            }
            getter.get(d, given == null ? id.applyAsInt(typed) : given, typed);
        }

        void set(Descriptor d, Object value) throws SctpException {
            S typed = typed(value);
            if (setter == null) {
                throw Descriptors.error(Errno.EOPNOTSUPP, "the option is read-only");
            }
            setter.set(d, id.applyAsInt(typed), typed);
        }

        private S typed(Object value) throws SctpException {
            boolean empty = value instanceof int[] ints && ints.length == 0;
            if (!type.isInstance(value) || empty) {
                throw Descriptors.error(Errno.EINVAL, "the value must be a " + type.getSimpleName());
            }
            return type.cast(value);
        }
    }
}
