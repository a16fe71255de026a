package io.jsctp;

/**
 * How associations are set up: {@code struct sctp_initmsg} (RFC 6458 §8.1.3). Each is 0 to 65535; 0 takes the default
 * when set.
 *
 * @param outboundStreams streams to ask for
 * @param maxInboundStreams streams to allow the peer
 * @param maxAttempts how often INIT is sent at most
 * @param maxInitTimeoutMs the longest time between two INITs, in ms
 */
public record InitMessage(int outboundStreams, int maxInboundStreams, int maxAttempts, int maxInitTimeoutMs) {}
