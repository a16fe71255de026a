package io.jsctp.engine;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs state cookies with HMAC-SHA-256 and checks them (RFC 9260 §5.1.3, §5.1.5). The key is changed after
 * {@link Limit#COOKIE_KEY_SECONDS}; the previous one is accepted while a cookie signed with it can still be alive.
 * Guarded by the endpoint's lock.
 */
final class CookieJar {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int MAC_BYTES = 32;
    private static final int HEADER_BYTES = 1;

    private final EndpointEnvironment environment;
    private final long keyLifeNs;
    /** Made with the first cookie: a socket that only calls others never makes one. */
    private @Nullable Mac current;

    private @Nullable Mac previous;
    private byte generation;
    private long rotatedAtNs;
    private boolean hasPrevious;
    private byte[] currentKey;
    private boolean forgotten;

    CookieJar(EndpointEnvironment environment, long now) {
        this.environment = environment;
        keyLifeNs = environment.limits().get(Limit.COOKIE_KEY_SECONDS) * 1_000_000_000L;
        currentKey = newKey();
        rotatedAtNs = now;
    }

    private byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        environment.entropy().fillSecret(key);
        return key;
    }

    private static Mac macOf(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private Mac current() {
        Mac mac = current;
        if (mac == null) {
            mac = macOf(currentKey);
            current = mac;
        }
        return mac;
    }

    private void rotate(long now, long cookieLifeNs) {
        long age = now - rotatedAtNs;
        if (forgotten) {
            return;
        }
        if (age >= keyLifeNs) {
            hasPrevious = age < keyLifeNs + cookieLifeNs;
            previous = hasPrevious ? current() : null;
            Arrays.fill(currentKey, (byte) 0);
            currentKey = newKey();
            current = null;
            generation++;
            rotatedAtNs = now;
        } else if (hasPrevious && age > cookieLifeNs) {
            hasPrevious = false;
            previous = null;
        }
    }

    /** {@return the cookie's bytes with their MAC, ready for a State Cookie parameter} */
    byte[] sign(StateCookie cookie, long now) {
        rotate(now, cookie.lifeNs());
        byte[] bytes = new byte[HEADER_BYTES + cookie.encodedLength() + MAC_BYTES];
        ByteBuffer out = ByteBuffer.wrap(bytes);
        out.put(generation);
        cookie.createdNs(cookie.createdNs() + environment.wireEpochNs()).encode(out);
        assert out.remaining() == MAC_BYTES : "the cookie's size was computed wrong";
        Mac mac = current();
        mac.update(bytes, 0, bytes.length - MAC_BYTES);
        out.put(mac.doFinal());
        return bytes;
    }

    /** Erases the key; no cookie opens any more. */
    void forget() {
        Arrays.fill(currentKey, (byte) 0);
        forgotten = true;
        hasPrevious = false;
        current = null;
        previous = null;
    }

    /**
     * Checks the MAC of a cookie that came back and reads it. Neither its age nor its tags are judged here.
     *
     * @return the cookie, or null if we never made it, or so long ago that the key is gone
     */
    @Nullable
    StateCookie open(byte[] bytes, long cookieLifeNs, long now) {
        rotate(now, cookieLifeNs);
        if (bytes.length < HEADER_BYTES + MAC_BYTES || forgotten) {
            return null;
        }
        Mac mac = null;
        if (bytes[0] == generation) {
            mac = current();
        } else if (hasPrevious && bytes[0] == (byte) (generation - 1)) {
            mac = previous;
        }
        if (mac == null) {
            environment.budget().reached(Limit.COOKIE_KEY_SECONDS);
            return null;
        }
        int signed = bytes.length - MAC_BYTES;
        mac.update(bytes, 0, signed);
        byte[] expected = mac.doFinal();
        byte[] received = Arrays.copyOfRange(bytes, signed, bytes.length);
        if (!MessageDigest.isEqual(expected, received)) {
            return null;
        }
        StateCookie cookie = readUnverified(bytes);
        return cookie == null ? null : cookie.createdNs(cookie.createdNs() - environment.wireEpochNs());
    }

    /** {@return what a cookie says, whoever made it: good for nothing but finding what it may be about; null if nonsense} */
    static @Nullable StateCookie readUnverified(byte[] bytes) {
        int length = bytes.length - MAC_BYTES - HEADER_BYTES;
        return length < 0 ? null : StateCookie.decode(ByteBuffer.wrap(bytes, HEADER_BYTES, length));
    }
}
