package io.jsctp.posix;

/** {@code struct sctp_initmsg}: how associations are set up, by SCTP_INITMSG or SCTP_INIT (RFC 6458 §5.3.1, §8.1.3). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_initmsg implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 8;

    /** How many streams to send on; 0 for the default. */
    public int sinit_num_ostreams;

    /** How many streams to receive on at most; 0 for the default. */
    public int sinit_max_instreams;

    /** How often INIT is repeated; 0 for the default. */
    public int sinit_max_attempts;

    /** The longest timeout of INIT in ms; 0 for the default. */
    public int sinit_max_init_timeo;

    /** Makes one of zeros. */
    public sctp_initmsg() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
