package io.jsctp.engine;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The message authentication codes of RFC 4895 §3.3, as RFC 2104 makes them of a hash. Made over {@link MessageDigest},
 * because {@code javax.crypto.Mac} makes garbage with each code; this one makes none. One code after the other: {@link
 * #begin}, what it is about, {@link #end}.
 */
final class Hmac {
    static final int SHA_1 = 1;
    static final int SHA_256 = 3;

    /** The longest code there is, in bytes. */
    static final int MOST_BYTES = 32;

    /** Both hashes take in as much at a time. */
    private static final int BLOCK_BYTES = 64;

    private static final int INNER = 0x36;
    private static final int OUTER = 0x5c;

    private final MessageDigest hash;
    private final int length;
    private final byte[] pad = new byte[BLOCK_BYTES];
    private final byte[] inner;
    private final byte[] piece = new byte[512];
    private byte[] key = pad;

    /**
     * Makes one.
     *
     * @param hmacId {@link #SHA_1} or {@link #SHA_256}
     */
    Hmac(int hmacId) {
        String name = hmacId == SHA_1 ? "SHA-1" : "SHA-256";
        try {
            hash = MessageDigest.getInstance(name);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
        length = lengthOf(hmacId);
        inner = new byte[length];
    }

    /** {@return the length of a code in bytes; 0 if the algorithm is not known} */
    static int lengthOf(int hmacId) {
        return switch (hmacId) {
            case SHA_1 -> 20;
            case SHA_256 -> MOST_BYTES;
            default -> 0;
        };
    }

    /** {@return a key in the form that {@link #begin} takes; the secret can be erased} */
    byte[] key(byte[] secret) {
        byte[] block = new byte[BLOCK_BYTES];
        byte[] fitting = secret.length > BLOCK_BYTES ? hash.digest(secret) : secret;
        System.arraycopy(fitting, 0, block, 0, fitting.length);
        return block;
    }

    /** Begins a code with a key that {@link #key} made for this algorithm. */
    void begin(byte[] keyBlock) {
        key = keyBlock;
        hash.reset();
        updatePad(INNER);
    }

    private void updatePad(int with) {
        for (int i = 0; i < BLOCK_BYTES; i++) {
            pad[i] = (byte) (key[i] ^ with);
        }
        hash.update(pad);
    }

    void update(ByteBuffer buffer, int offset, int bytes) {
        int at = offset;
        int left = bytes;
        while (left > 0) {
            int now = Math.min(left, piece.length);
            buffer.get(at, piece, 0, now);
            hash.update(piece, 0, now);
            at += now;
            left -= now;
        }
    }

    /** Takes in zeros in place of the code itself. */
    void updateZeros(int bytes) {
        Arrays.fill(piece, 0, bytes, (byte) 0);
        hash.update(piece, 0, bytes);
    }

    /** Ends the code and writes it to the beginning of an array. */
    void end(byte[] code) {
        try {
            hash.digest(inner, 0, length);
            updatePad(OUTER);
            hash.update(inner);
            hash.digest(code, 0, length);
        } catch (DigestException e) {
            throw new IllegalStateException("the arrays are as long as the hash", e);
        }
        Arrays.fill(pad, (byte) 0);
    }
}
