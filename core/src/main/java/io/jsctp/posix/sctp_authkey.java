package io.jsctp.posix;

/** {@code struct sctp_authkey}: a shared key to set, by SCTP_AUTH_KEY (RFC 6458 §8.3.3). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_authkey implements Struct {
    private static final int HEADER = 8;

    /** The association, on a one-to-many socket. */
    public int sca_assoc_id;

    /** The number of the key. */
    public int sca_keynumber;

    /** How many bytes it has; 0 for the null key. */
    public int sca_keylength;

    /** The key. */
    public byte[] sca_key;

    /**
     * Makes one with room.
     *
     * @param bytes for how long a key
     */
    public sctp_authkey(int bytes) {
        sca_key = new byte[bytes];
    }

    @Override
    public int sizeof() {
        return HEADER + sca_key.length;
    }
}
