package io.jsctp.testkit.script;

import java.util.List;

/**
 * A field of a {@link Layout}.
 *
 * @param name its name in a script; empty for a list without a name
 * @param kind how it is written and where it is on the wire
 * @param widths bytes of a number, or of each number in a row
 * @param style how numbers look in a script
 * @param space whose TSNs they are
 */
record Field(String name, Kind kind, List<Integer> widths, Style style, Space space) {
    /** How a field is written, and where it is on the wire. */
    enum Kind {
        /** The chunk flags. */
        FLAGS,
        /** The type of a generic chunk, parameter or cause. */
        TYPE,
        /** The length field of the header. */
        LENGTH,
        /** A number. */
        NUMBER,
        /** Two bytes that a script does not tell: zero when sent, not looked at when seen. */
        RESERVED,
        /** The user data of a length that LENGTH gives, of zeros; a script does not tell them. */
        PAYLOAD,
        /** Bytes to the end. */
        OCTETS,
        /** Rows to the end. */
        ROWS,
        /** Rows whose number comes before them; neighbours have their numbers first, then their rows. */
        COUNTED_ROWS,
        /** Rows to the end, after their number in 32 bits. */
        LONG_COUNTED_ROWS,
        /** Parameters to the end. */
        PARAMETERS,
        /** Error causes to the end. */
        CAUSES,
        /** One parameter. */
        PARAMETER,
        /** One chunk, its padding included. */
        CHUNK,
        /** An IP address of as many bytes as its width says. */
        ADDRESS,
        /** A text that ends with a zero. */
        TEXT
    }

    /** How numbers look. */
    enum Style {
        DECIMAL,
        HEXADECIMAL,
        /** Letters of DATA flags. */
        DATA_FLAGS,
        /** The letter of ABORT and SHUTDOWN COMPLETE. */
        T_FLAG,
        CHUNK_TYPES,
        ADDRESS_TYPES,
        PARAMETER_TYPES,
        /** A row is {@code 2:3}. */
        COLON,
        /** A row is <code>{1,2}</code>. */
        BRACES
    }

    /** Whose sequence numbers a field holds, if any. */
    enum Space {
        NONE,
        /** Those of the side that sends the packet. */
        SENDER,
        /** Those of the side that gets it. */
        RECEIVER
    }

    static Field plain(String name, Kind kind) {
        return new Field(name, kind, List.of(), Style.DECIMAL, Space.NONE);
    }

    static Field number(String name, int width) {
        return new Field(name, Kind.NUMBER, List.of(width), Style.DECIMAL, Space.NONE);
    }

    static Field rows(String name, Kind kind, Style style, Integer... widths) {
        return new Field(name, kind, List.of(widths), style, Space.NONE);
    }

    Field in(Space whose) {
        return new Field(name, kind, widths, style, whose);
    }

    Field as(Style look) {
        return new Field(name, kind, widths, look, space);
    }

    /** {@return whether a script tells it} */
    boolean isWritten() {
        return kind != Kind.RESERVED && kind != Kind.PAYLOAD;
    }
}
