package io.jsctp.posix;

/** {@code struct sctp_add_streams}: how many streams are to be added (RFC 6525 §6.3.4). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_add_streams implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 8;

    /** The association on a one-to-many socket. */
    public int sas_assoc_id;

    /** How many more streams the peer is asked to send on. */
    public int sas_instrms;

    /** How many more streams there are to be to the peer. */
    public int sas_outstrms;

    /** Makes one of zeros. */
    public sctp_add_streams() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
