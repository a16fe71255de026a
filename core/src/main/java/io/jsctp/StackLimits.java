package io.jsctp;

/**
 * What a stack may use at most. Half-open associations need no limit: they cost nothing (RFC 9260 §5.1.3).
 *
 * @param maxSockets open sockets; more: EMFILE
 * @param maxAssociationsPerSocket associations of one one-to-many socket; more are not accepted, connect gives ENOBUFS
 * @param maxAddressesPerAssociation peer addresses taken from one INIT or INIT ACK
 * @param maxInboundStreams streams a peer may get, whatever the socket asks for, 1 to 65535
 * @param maxQueuedNotifications notifications waiting in one socket; more: {@link NotificationsStopped}
 */
public record StackLimits(
        int maxSockets,
        int maxAssociationsPerSocket,
        int maxAddressesPerAssociation,
        int maxInboundStreams,
        int maxQueuedNotifications) {
    /**
     * Checks that all are positive.
     *
     * @param maxSockets open sockets; more: EMFILE
     * @param maxAssociationsPerSocket associations of one one-to-many socket; more are not accepted, connect gives ENOBUFS
     * @param maxAddressesPerAssociation peer addresses taken from one INIT or INIT ACK
     * @param maxInboundStreams streams a peer may get, whatever the socket asks for, 1 to 65535
     * @param maxQueuedNotifications notifications waiting in one socket; more: {@link NotificationsStopped}
     * @throws IllegalArgumentException if one is out of its range
     */
    public StackLimits {
        if (maxSockets < 1
                || maxAssociationsPerSocket < 1
                || maxAddressesPerAssociation < 1
                || maxInboundStreams < 1
                || maxInboundStreams > 65535
                || maxQueuedNotifications < 1) {
            throw new IllegalArgumentException("a limit is out of its range");
        }
    }

    /** {@return 65536 sockets, 65536 associations a socket, 32 addresses, 2048 streams, 4096 notifications} */
    public static StackLimits defaults() {
        return new StackLimits(65536, 65536, 32, 2048, 4096);
    }
}
