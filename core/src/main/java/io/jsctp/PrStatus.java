package io.jsctp;

/**
 * How many messages were given up: {@code struct sctp_prstatus} (RFC 7496 §4.3, §4.4).
 *
 * @param abandonedUnsent before any part of them had been sent
 * @param abandonedSent after a part of them had been sent
 */
public record PrStatus(long abandonedUnsent, long abandonedSent) {}
