package io.jsctp.posix;

/** {@code struct sctp_assocparams}: parameters of an association, by SCTP_ASSOCINFO (RFC 6458 §8.1.2). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_assocparams implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 20;

    /** The association on a one-to-many socket, or SCTP_FUTURE_ASSOC. */
    public int sasoc_assoc_id;

    /** Association.Max.Retrans; 0 leaves it as it is. */
    public int sasoc_asocmaxrxt;

    /** How many addresses the peer has; read-only. */
    public int sasoc_number_peer_destinations;

    /** The peer's receive window; read-only. */
    public long sasoc_peer_rwnd;

    /** The receive window last told to the peer; read-only. */
    public long sasoc_local_rwnd;

    /** How long cookies are valid in ms; 0 leaves it as it is. */
    public long sasoc_cookie_life;

    /** Makes one of zeros. */
    public sctp_assocparams() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
