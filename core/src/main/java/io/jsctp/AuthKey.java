package io.jsctp;

/**
 * A shared key: {@code struct sctp_authkey} (RFC 6458 §8.3.3).
 *
 * @param keyNumber the number that both sides know it by, 0 to 65535
 * @param key the key itself, at most 65535 bytes; empty for the null key. It is copied where it is set.
 */
@SuppressWarnings("ArrayRecordComponent") // a secret, not to be compared
public record AuthKey(int keyNumber, byte[] key) {
    /** {@return its number; the key is not shown} */
    @Override
    public String toString() {
        return "AuthKey[" + keyNumber + "]";
    }
}
