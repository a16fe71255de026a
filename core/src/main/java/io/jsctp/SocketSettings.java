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
        int peerUdpPort) {

    static SocketSettings defaults(AssociationSettings association, int peerUdpPort) {
        AssociationOptions options = new AssociationOptions(0, 0, SendInfo.DEFAULT);
        return new SocketSettings(association, options, false, false, Linger.OFF, peerUdpPort);
    }

    SocketSettings withAssociation(AssociationSettings settings) {
        return new SocketSettings(settings, perAssociation, receiveInfo, nextInfo, linger, peerUdpPort);
    }

    SocketSettings withPerAssociation(AssociationOptions options) {
        return new SocketSettings(association, options, receiveInfo, nextInfo, linger, peerUdpPort);
    }

    SocketSettings withReceiveInfo(boolean on) {
        return new SocketSettings(association, perAssociation, on, nextInfo, linger, peerUdpPort);
    }

    SocketSettings withNextInfo(boolean on) {
        return new SocketSettings(association, perAssociation, receiveInfo, on, linger, peerUdpPort);
    }

    SocketSettings withLinger(Linger newLinger) {
        return new SocketSettings(association, perAssociation, receiveInfo, nextInfo, newLinger, peerUdpPort);
    }

    SocketSettings withPeerUdpPort(int port) {
        return new SocketSettings(association, perAssociation, receiveInfo, nextInfo, linger, port);
    }
}
