package io.jsctp.testkit.script;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** What a field of a chunk, parameter or error cause holds: in a line of a script, or in a packet that was seen. */
sealed interface Value {
    /** {@code ...}: not checked, or filled in by the interpreter. */
    Value ANY = new Any();

    record Any() implements Value {}

    /** An unsigned number of up to 32 bits. */
    record Numeric(long value) implements Value {}

    /** Bytes, {@code [0x01, 0x02]}. */
    @SuppressWarnings("ArrayRecordComponent") // equals compares the bytes
    record Octets(byte[] bytes) implements Value {
        @Override
        public boolean equals(Object o) {
            return o instanceof Octets other && Arrays.equals(bytes, other.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** Gap blocks, TSNs, streams or types: each row is one of them, of as many numbers as the field says. */
    record Rows(List<List<Long>> rows) implements Value {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /** Parameters or causes inside of a chunk, or what is nested in a cause. */
    record Items(List<Item> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    record Address(InetAddress address) implements Value {}

    record Text(String text) implements Value {}
}
