package io.jsctp;

import io.jsctp.engine.AssociationSettings;

/**
 * The options of a socket, for the associations it will have. Immutable: a change makes a new one; an accepted socket
 * begins with its listener's (RFC 6458 §7.2).
 */
record SocketSettings(
        AssociationSettings association,
        AssociationOptions perAssociation,
        boolean receiveInfo,
        boolean nextInfo,
        Linger linger,
        int fragmentInterleave,
        int peerUdpPort,
        long receiveTimeoutNs,
        long sendTimeoutNs) {

    static SocketSettings defaults(AssociationSettings association, int peerUdpPort) {
        AssociationOptions options = new AssociationOptions(0, 0, SendInfo.DEFAULT);
        return new SocketSettings(association, options, false, false, Linger.OFF, 0, peerUdpPort, 0, 0);
    }

    SocketSettings withAssociation(AssociationSettings settings) {
        return new SocketSettings(
                settings,
                perAssociation,
                receiveInfo,
                nextInfo,
                linger,
                fragmentInterleave,
                peerUdpPort,
                receiveTimeoutNs,
                sendTimeoutNs);
    }

    SocketSettings withPerAssociation(AssociationOptions options) {
        return new SocketSettings(
                association,
                options,
                receiveInfo,
                nextInfo,
                linger,
                fragmentInterleave,
                peerUdpPort,
                receiveTimeoutNs,
                sendTimeoutNs);
    }

    SocketSettings withReceiveInfo(boolean on) {
        return new SocketSettings(
                association,
                perAssociation,
                on,
                nextInfo,
                linger,
                fragmentInterleave,
                peerUdpPort,
                receiveTimeoutNs,
                sendTimeoutNs);
    }

    SocketSettings withNextInfo(boolean on) {
        return new SocketSettings(
                association,
                perAssociation,
                receiveInfo,
                on,
                linger,
                fragmentInterleave,
                peerUdpPort,
                receiveTimeoutNs,
                sendTimeoutNs);
    }

    SocketSettings withLinger(Linger newLinger) {
        return new SocketSettings(
                association,
                perAssociation,
                receiveInfo,
                nextInfo,
                newLinger,
                fragmentInterleave,
                peerUdpPort,
                receiveTimeoutNs,
                sendTimeoutNs);
    }

    SocketSettings withFragmentInterleave(int level) {
        return new SocketSettings(
                association,
                perAssociation,
                receiveInfo,
                nextInfo,
                linger,
                level,
                peerUdpPort,
                receiveTimeoutNs,
                sendTimeoutNs);
    }

    SocketSettings withPeerUdpPort(int port) {
        return new SocketSettings(
                association,
                perAssociation,
                receiveInfo,
                nextInfo,
                linger,
                fragmentInterleave,
                port,
                receiveTimeoutNs,
                sendTimeoutNs);
    }

    SocketSettings withReceiveTimeoutNs(long timeoutNs) {
        return new SocketSettings(
                association,
                perAssociation,
                receiveInfo,
                nextInfo,
                linger,
                fragmentInterleave,
                peerUdpPort,
                timeoutNs,
                sendTimeoutNs);
    }

    SocketSettings withSendTimeoutNs(long timeoutNs) {
        return new SocketSettings(
                association,
                perAssociation,
                receiveInfo,
                nextInfo,
                linger,
                fragmentInterleave,
                peerUdpPort,
                receiveTimeoutNs,
                timeoutNs);
    }
}
