package io.jsctp.engine;

import org.jspecify.annotations.Nullable;

/**
 * One user message on its way out, or one part of a message that the user gives in several. It owns its payload array until the last of its chunks is acknowledged cumulatively, or
 * it fails; then {@link SendQueue} takes both back.
 */
final class OutboundMessage {
    private static final byte[] EMPTY = {};

    byte[] payload = EMPTY;
    int length;
    int streamId;

    /** Its stream sequence number, or with I-DATA its Message Identifier. */
    int ssn;

    /** With I-DATA: the number of its next fragment. */
    int nextFsn;

    int payloadProtocolId;
    int context;
    boolean unordered;
    boolean immediate;

    /** The shared key it is authenticated with, if it is (RFC 6458 §8.1.18). */
    int keyNumber;

    /** The user asked for that key, so that it is authenticated whether or not the peer requires it. */
    boolean keyAsked;

    /** Both are true unless it is a part of a message. */
    boolean beginsMessage;

    boolean endsMessage;

    Reliability.Policy policy = Reliability.Policy.FULL;

    /** What the policy counts, other than time. */
    long policyValue;

    /** When its life time is over; {@link Path#NONE} for never. */
    long expiresAtNs;

    /** It waits for that in {@link SendQueue}. */
    boolean mortal;

    /** It was given up though some of it has left: its payload is gone (RFC 3758 §3.5 A3). */
    boolean abandoned;

    /** The path asked for by the user, null for the primary. */
    @Nullable
    Path destination;

    /** Its place in the order of all messages. */
    long sequence;

    /** Bytes that have got a TSN. */
    int fragmentedBytes;

    /** Chunks sent and not yet acknowledged cumulatively. */
    int outstandingChunks;

    /** The TSNs of its first chunk and of the last one so far. */
    int firstTsn;

    int lastTsn;

    /** Payload of chunks that were acknowledged cumulatively. */
    int acknowledgedBytes;

    boolean begun() {
        return fragmentedBytes > 0;
    }

    boolean fullyFragmented() {
        return fragmentedBytes == length;
    }

    /** {@return whether it may be given up for a message of the given priority (RFC 7496 §3.2)} */
    boolean isBelow(long priority) {
        return policy == Reliability.Policy.PRIORITY && policyValue > priority && !abandoned;
    }

    /** {@return whether what becomes of its chunks may end its life} */
    boolean isPerishable() {
        return policy == Reliability.Policy.TIMED || policy == Reliability.Policy.LIMITED_RETRANSMISSIONS;
    }

    /** Gives up its payload array. */
    byte[] takePayload() {
        byte[] taken = payload;
        payload = EMPTY;
        return taken;
    }

    AssociationEvent.SendFailed failure(int causeCode) {
        byte[] copy = new byte[length];
        System.arraycopy(payload, 0, copy, 0, length);
        return new AssociationEvent.SendFailed(
                copy, streamId, payloadProtocolId, context, unordered, beginsMessage, endsMessage, begun(), causeCode);
    }

    void clear() {
        payload = EMPTY;
        destination = null;
        fragmentedBytes = 0;
        outstandingChunks = 0;
        acknowledgedBytes = 0;
        mortal = false;
        abandoned = false;
    }
}
