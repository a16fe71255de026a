package io.jsctp;

/**
 * What closing a socket does: {@code struct linger} (RFC 6458 §8.1.4).
 *
 * @param on false: close returns at once, the association ends gracefully in the background
 * @param seconds if on: 0 aborts; else close waits at most so long for the graceful end
 */
public record Linger(boolean on, int seconds) {
    static final Linger OFF = new Linger(false, 0);
}
