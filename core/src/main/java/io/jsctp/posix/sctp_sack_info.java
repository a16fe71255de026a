package io.jsctp.posix;

/** {@code struct sctp_sack_info}: when received data is acknowledged, by SCTP_DELAYED_SACK (RFC 6458 §8.1.19). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_sack_info implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 12;

    /** The association on a one-to-many socket, or SCTP_FUTURE_ASSOC, SCTP_CURRENT_ASSOC, SCTP_ALL_ASSOC. */
    public int sack_assoc_id;

    /** The longest delay in ms, at most 500; 0 leaves it as it is. */
    public long sack_delay;

    /** After how many packets at the latest; 0 leaves it as it is. */
    public long sack_freq;

    /** Makes one of zeros. */
    public sctp_sack_info() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
