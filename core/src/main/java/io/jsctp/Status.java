package io.jsctp;

import org.jspecify.annotations.Nullable;

/**
 * The state of an association: {@code struct sctp_status} (RFC 6458 §8.2.1).
 *
 * @param associationId the association; 0 if the socket has none
 * @param state its state, or the socket's if it has no association
 * @param peerRwnd the peer's receive window in bytes
 * @param unacknowledgedData DATA chunks sent but not acknowledged, at most 65535
 * @param pendingData DATA chunks waiting to be read, at most 65535
 * @param inboundStreams streams from the peer
 * @param outboundStreams streams to the peer
 * @param fragmentationPoint the largest message that goes into one DATA chunk, in bytes
 * @param primary the path to the primary address; null if there is no association
 */
public record Status(
        int associationId,
        SctpState state,
        long peerRwnd,
        int unacknowledgedData,
        int pendingData,
        int inboundStreams,
        int outboundStreams,
        int fragmentationPoint,
        @Nullable PeerAddressInfo primary) {}
