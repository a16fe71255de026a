package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Field.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a chunk, a parameter or an error cause is made of: one description for reading it in a script, encoding, decoding,
 * comparing and printing it. There is one object of each, in {@link Layouts}.
 */
final class Layout {
    /** A namespace of types. */
    enum Family {
        CHUNK,
        PARAMETER,
        CAUSE
    }

    private final Family family;
    private final String name;
    private final int type;
    private final List<Field> fields;

    /**
     * Describes one.
     *
     * @param family which of the three it is
     * @param name its name in a script
     * @param type its number on the wire; -1 for the generic one, which tells its type
     * @param fields all its fields in their order on the wire
     */
    Layout(Family family, String name, int type, List<Field> fields) {
        this.family = family;
        this.name = name;
        this.type = type;
        this.fields = List.copyOf(fields);
    }

    Family family() {
        return family;
    }

    String name() {
        return name;
    }

    int type() {
        return type;
    }

    List<Field> fields() {
        return fields;
    }

    boolean isGeneric() {
        return type < 0;
    }

    /** {@return the place of the field of that kind, or -1} */
    int indexOf(Kind kind) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).kind() == kind) {
                return i;
            }
        }
        return -1;
    }

    /** {@return the place of the field of that name, or -1} */
    int indexOf(String field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(field)) {
                return i;
            }
        }
        return -1;
    }

    /** {@return the bytes of header and numbers, before what is of a variable length} */
    int fixedBytes() {
        int bytes = 4;
        for (Field f : fields) {
            bytes += switch (f.kind()) {
                case NUMBER, ADDRESS -> f.widths().get(0);
                case RESERVED, COUNTED_ROWS -> 2;
                case LONG_COUNTED_ROWS -> 4;
                default -> 0;
            };
        }
        return bytes;
    }

    /** {@return the other form of an I-DATA chunk, which names its last number otherwise} */
    @Nullable
    Layout alternative() {
        return this == Layouts.I_DATA ? Layouts.I_DATA_CONTINUED : null;
    }

    /** {@return the form of a re-configuration response that ends before its TSNs} */
    @Nullable
    Layout shorter() {
        return this == Layouts.RECONFIG_RESPONSE ? Layouts.RECONFIG_RESPONSE_SHORT : null;
    }

    @Override
    public String toString() {
        return name;
    }
}
