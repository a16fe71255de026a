package io.jsctp;

import java.util.Map;

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
 * @param timesReached how often each limit kept somebody from something
 */
public record StackCounters(
        long packetsReceived,
        long bytesReceived,
        long packetsSent,
        long bytesSent,
        long checksumErrors,
        long outOfTheBlue,
        long sendFailures,
        long internalErrors,
        Map<StackLimit, Long> timesReached) {

    /**
     * {@return how often a limit kept somebody from something}
     *
     * @param limit which
     */
    public long reached(StackLimit limit) {
        return timesReached.getOrDefault(limit, 0L);
    }
}
