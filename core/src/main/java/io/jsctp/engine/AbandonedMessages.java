package io.jsctp.engine;

/**
 * How many messages were given up (RFC 7496 §4.3, §4.4).
 *
 * @param unsent before any of them had left
 * @param sent after a part of them had
 */
public record AbandonedMessages(long unsent, long sent) {}
