package io.jsctp.posix;

import org.jspecify.annotations.Nullable;

/**
 * {@code struct cmsghdr} and what follows it: an item of ancillary data (RFC 6458 §5.2). C's macros to walk a buffer of them
 * have no counterpart, for {@link msghdr#msg_control} is a list; those that tell sizes have.
 */
@SuppressWarnings("MemberName") // the names are those of C
public final class cmsghdr {
    private static final int HEADER_BYTES = 16;
    private static final int ALIGNMENT = 8;

    /** The size of the item: {@link #CMSG_LEN} of that of the data. */
    public int cmsg_len;

    /** IPPROTO_SCTP. */
    public int cmsg_level;

    /** What the data is, as SCTP_SNDINFO. */
    public int cmsg_type;

    /** The data. */
    public @Nullable Struct cmsg_data;

    /** Makes one of zeros. */
    public cmsghdr() {}

    /**
     * Makes one that is filled in.
     *
     * @param type what the data is
     * @param data the data
     */
    public cmsghdr(int type, Struct data) {
        cmsg_len = CMSG_LEN(data.sizeof());
        cmsg_level = NetinetSctp.IPPROTO_SCTP;
        cmsg_type = type;
        cmsg_data = data;
    }

    /**
     * Tells the size of an item without padding.
     *
     * @param length the size of its data
     * @return the size in bytes
     */
    public static int CMSG_LEN(int length) {
        return HEADER_BYTES + length;
    }

    /**
     * Tells how much an item takes of the buffer.
     *
     * @param length the size of its data
     * @return the size in bytes
     */
    public static int CMSG_SPACE(int length) {
        return HEADER_BYTES + (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
