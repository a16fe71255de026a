package io.jsctp.posix;

import java.nio.ByteBuffer;

/** {@code struct sctp_pdapi_event}: what became of a message that is read in parts (RFC 6458 §6.1.7). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_pdapi_event {
    /** Which notification it is. */
    public int pdapi_type;

    /** Its flags. */
    public int pdapi_flags;

    /** Its size in bytes, this header included. */
    public long pdapi_length;

    /** SCTP_PARTIAL_DELIVERY_ABORTED. */
    public long pdapi_indication;

    /** The stream of the message. */
    public long pdapi_stream;

    /** Its stream sequence number. */
    public long pdapi_seq;

    /** The association. */
    public int pdapi_assoc_id;

    sctp_pdapi_event() {}

    void get(ByteBuffer in) {
        pdapi_type = in.getShort() & 0xFFFF;
        pdapi_flags = in.getShort() & 0xFFFF;
        pdapi_length = in.getInt() & 0xFFFF_FFFFL;
        pdapi_indication = in.getInt() & 0xFFFF_FFFFL;
        pdapi_stream = in.getInt() & 0xFFFF_FFFFL;
        pdapi_seq = in.getInt() & 0xFFFF_FFFFL;
        pdapi_assoc_id = in.getInt();
    }
}
