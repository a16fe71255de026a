package io.jsctp.engine;

/**
 * Where the engine gets its unpredictable numbers from: handed in, so that a run can be replayed from a seed.
 *
 * <p>Two kinds are kept apart: numbers that appear on the wire (tags, TSNs, nonces, jitter) and secrets that never do.
 * Implementations used on the network must be cryptographically strong for both. Called under the lock of the endpoint
 * or association that owns it.
 */
public interface Entropy {
    /** {@return 32 bits that may be seen on the wire: verification tags, initial TSNs, nonces, jitter} */
    int nextInt();

    /**
     * Fills a secret that never leaves the process: the keys of the state cookies (RFC 9260 §5.1.3).
     *
     * @param secret the array to fill whole
     */
    void fillSecret(byte[] secret);
}
