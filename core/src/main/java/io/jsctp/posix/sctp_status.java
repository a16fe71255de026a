package io.jsctp.posix;

/** {@code struct sctp_status}: the state of an association, by SCTP_STATUS (RFC 6458 §8.2.1). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_status implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 176;

    /** The association on a one-to-many socket. */
    public int sstat_assoc_id;

    /** Its state, as SCTP_ESTABLISHED. */
    public int sstat_state;

    /** The peer's receive window. */
    public long sstat_rwnd;

    /** DATA chunks that are not acknowledged. */
    public int sstat_unackdata;

    /** DATA chunks that wait to be read. */
    public int sstat_penddata;

    /** Streams from the peer. */
    public int sstat_instrms;

    /** Streams to the peer. */
    public int sstat_outstrms;

    /** The largest message that goes into one DATA chunk. */
    public long sstat_fragmentation_point;

    /** The path to the primary address. */
    public final sctp_paddrinfo sstat_primary = new sctp_paddrinfo();

    /** Makes one of zeros. */
    public sctp_status() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
