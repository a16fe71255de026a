package io.jsctp.posix;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@code struct iovec}: a piece of memory. */
@SuppressWarnings("MemberName") // the names are those of C
public final class iovec {
    /** The memory. */
    public byte @Nullable [] iov_base;

    /** Where in it the piece begins: what C adds to the pointer. */
    public int iov_offset;

    /** The size of the piece. */
    public int iov_len;

    /** Makes one of zeros. */
    public iovec() {}

    /**
     * Makes one of a whole array.
     *
     * @param base the array
     */
    public iovec(byte[] base) {
        iov_base = base;
        iov_len = base.length;
    }

    /** The piece as a buffer; null if there is no such piece. */
    @Nullable
    ByteBuffer buffer() {
        byte[] base = iov_base;
        if (base == null || iov_offset < 0 || iov_len < 0 || iov_len > base.length - iov_offset) {
            return null;
        }
        return ByteBuffer.wrap(base, iov_offset, iov_len);
    }
}
