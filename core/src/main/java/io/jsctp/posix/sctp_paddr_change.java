package io.jsctp.posix;

import java.nio.ByteBuffer;

/** {@code struct sctp_paddr_change}: an address of the peer changed its state (RFC 6458 §6.1.2). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_paddr_change {
    /** Which notification it is. */
    public int spc_type;

    /** Its flags. */
    public int spc_flags;

    /** Its size in bytes, this header included. */
    public long spc_length;

    /** The address. */
    public final sockaddr_storage spc_aaddr = new sockaddr_storage();

    /** SCTP_ADDR_AVAILABLE, SCTP_ADDR_UNREACHABLE, SCTP_ADDR_REMOVED, SCTP_ADDR_ADDED, SCTP_ADDR_MADE_PRIM,
     * SCTP_ADDR_CONFIRMED, SCTP_ADDR_POTENTIALLY_FAILED. */
    public long spc_state;

    /** The cause, or 0. */
    public long spc_error;

    /** The association. */
    public int spc_assoc_id;

    sctp_paddr_change() {}

    void get(ByteBuffer in) {
        spc_type = in.getShort() & 0xFFFF;
        spc_flags = in.getShort() & 0xFFFF;
        spc_length = in.getInt() & 0xFFFF_FFFFL;
        spc_aaddr.get(in);
        spc_state = in.getInt() & 0xFFFF_FFFFL;
        spc_error = in.getInt() & 0xFFFF_FFFFL;
        spc_assoc_id = in.getInt();
    }
}
