package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Field.Kind;
import java.nio.ByteBuffer;

/** The tag that an INIT or INIT ACK names, also if its parameters are so broken that it is read as any chunk. */
final class InitiateTag {
    private static final int TAG_BYTES = 4;

    private InitiateTag() {}

    /** {@return whether it is a chunk of that type, however it is written} */
    static boolean isIn(Item chunk, Layout which) {
        return chunk.is(which)
                || (chunk.is(Layouts.GENERIC_CHUNK) && chunk.number(Kind.TYPE, -1) == which.type() && of(chunk) != 0);
    }

    /** {@return the Initiate Tag, 0 if there is none} */
    static long of(Item chunk) {
        if (chunk.value(Kind.OCTETS) instanceof Value.Octets o && o.bytes().length >= TAG_BYTES) {
            return ByteBuffer.wrap(o.bytes()).getInt() & 0xffffffffL;
        }
        return chunk.number("tag", 0);
    }
}
