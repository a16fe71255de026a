package io.jsctp.posix;

import java.nio.ByteBuffer;

/** {@code struct sctp_assoc_change}: an association came up or ended (RFC 6458 §6.1.1). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_assoc_change {
    /** Which notification it is. */
    public int sac_type;

    /** Its flags. */
    public int sac_flags;

    /** Its size in bytes, this header included. */
    public long sac_length;

    /** SCTP_COMM_UP, SCTP_COMM_LOST, SCTP_RESTART, SCTP_SHUTDOWN_COMP or SCTP_CANT_STR_ASSOC. */
    public int sac_state;

    /** The cause code of the error that ended it, or 0. */
    public int sac_error;

    /** Streams to the peer. */
    public int sac_outbound_streams;

    /** Streams from the peer. */
    public int sac_inbound_streams;

    /** The association. */
    public int sac_assoc_id;

    /** The ABORT chunk received, if any. */
    public byte[] sac_info = {};

    sctp_assoc_change() {}

    void get(ByteBuffer in) {
        sac_type = in.getShort() & 0xFFFF;
        sac_flags = in.getShort() & 0xFFFF;
        sac_length = in.getInt() & 0xFFFF_FFFFL;
        sac_state = in.getShort() & 0xFFFF;
        sac_error = in.getShort() & 0xFFFF;
        sac_outbound_streams = in.getShort() & 0xFFFF;
        sac_inbound_streams = in.getShort() & 0xFFFF;
        sac_assoc_id = in.getInt();
        sac_info = new byte[in.remaining()];
        in.get(sac_info);
    }
}
