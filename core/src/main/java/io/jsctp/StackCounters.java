package io.jsctp;

/**
 * What a stack has done so far.
 *
 * @param packetsReceived SCTP packets that came in
 * @param bytesReceived their bytes
 * @param packetsSent SCTP packets handed to the link
 * @param bytesSent their bytes
 * @param checksumErrors packets dropped because of a wrong checksum or too few bytes
 * @param outOfTheBlue packets for a port that no socket has
 * @param sendFailures packets that the link could not send
 * @param internalErrors packets and timers that met a fault of this library; please report any
 */
public record StackCounters(
        long packetsReceived,
        long bytesReceived,
        long packetsSent,
        long bytesSent,
        long checksumErrors,
        long outOfTheBlue,
        long sendFailures,
        long internalErrors) {}
