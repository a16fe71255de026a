package io.jsctp.engine;

/**
 * A snapshot of an association (RFC 9260 §11.1.8, RFC 6458 §8.2.1).
 *
 * @param state its state
 * @param peerRwnd bytes the peer can still take, in flight deducted
 * @param unacknowledgedChunks DATA chunks sent and not acknowledged
 * @param pendingChunks DATA chunks received and not yet read
 * @param inboundStreams streams from the peer
 * @param outboundStreams streams to the peer
 * @param fragmentationPoint the largest message, in bytes, that goes into one DATA chunk
 * @param localRwnd the receive window last told to the peer, in bytes
 * @param primary the primary path
 */
public record AssociationStatus(
        AssociationState state,
        long peerRwnd,
        int unacknowledgedChunks,
        int pendingChunks,
        int inboundStreams,
        int outboundStreams,
        int fragmentationPoint,
        long localRwnd,
        PathInfo primary) {}
