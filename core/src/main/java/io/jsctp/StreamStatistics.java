package io.jsctp;

/**
 * What one stream of an association has carried since it was set up. A message in parts is counted with its last part, its
 * bytes as they go.
 *
 * @param streamId the stream, in both directions
 * @param messagesOut messages of which all has left
 * @param bytesOut payload that has left, without what was sent again
 * @param messagesIn messages that came, and were or can be read
 * @param bytesIn payload that came, and was or can be read
 * @param abandonedUnsent messages given up before any of them had left (RFC 7496 §4.3)
 * @param abandonedSent messages given up after a part of them had left
 */
public record StreamStatistics(
        int streamId,
        long messagesOut,
        long bytesOut,
        long messagesIn,
        long bytesIn,
        long abandonedUnsent,
        long abandonedSent) {}
