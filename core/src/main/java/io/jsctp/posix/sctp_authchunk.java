package io.jsctp.posix;

/** {@code struct sctp_authchunk}: a chunk type to be authenticated, by SCTP_AUTH_CHUNK (RFC 6458 §8.3.2). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_authchunk implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 1;

    /** The chunk type. */
    public int sauth_chunk;

    /** Makes one of zeros. */
    public sctp_authchunk() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
