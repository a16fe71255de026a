package io.jsctp;

import java.util.Map;

/**
 * What a stack has done so far, and what it has now.
 *
 * @param packetsReceived SCTP packets that came in
 * @param bytesReceived their bytes
 * @param packetsSent SCTP packets handed to the link
 * @param bytesSent their bytes
 * @param checksumErrors packets dropped because of a wrong checksum or too few bytes
 * @param inits INITs that came, answered or not
 * @param outOfTheBlue packets that belonged to no association and began none (RFC 9260 §8.4)
 * @param wrongTags packets from an address of an association, dropped because of their verification tag (RFC 9260 §8.5)
 * @param badCookies COOKIE ECHOs dropped because their cookie was not one of this stack's, or not for their sender
 * @param staleCookies COOKIE ECHOs that came too late (RFC 9260 §5.2.6)
 * @param sendFailures packets that the link could not send
 * @param internalErrors packets and timers that met a fault of this library; please report any
 * @param memoryBytes what is in use of {@link StackLimit#MEMORY_BYTES}
 * @param associations associations that exist now
 * @param sockets sockets that are open now
 * @param timesReached how often each limit kept somebody from something
 */
public record StackCounters(
        long packetsReceived,
        long bytesReceived,
        long packetsSent,
        long bytesSent,
        long checksumErrors,
        long inits,
        long outOfTheBlue,
        long wrongTags,
        long badCookies,
        long staleCookies,
        long sendFailures,
        long internalErrors,
        long memoryBytes,
        int associations,
        int sockets,
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
