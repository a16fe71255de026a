package io.jsctp.posix;

/** {@code struct sctp_assoc_value}: a number for an association (RFC 6458 §8.1.16). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_assoc_value implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 8;

    /** The association on a one-to-many socket, or SCTP_FUTURE_ASSOC, SCTP_CURRENT_ASSOC, SCTP_ALL_ASSOC. */
    public int assoc_id;

    /** The number. */
    public long assoc_value;

    /** Makes one of zeros. */
    public sctp_assoc_value() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
