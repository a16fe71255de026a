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
    int ssn;
    int payloadProtocolId;
    int context;
    boolean unordered;
    boolean immediate;

    /** Both are true unless it is a part of a message. */
    boolean beginsMessage;

    boolean endsMessage;

    /** When it is dropped if its transmission has not begun; {@link Path#NONE} for never. */
    long expiresAtNs;

    /** The path asked for by the user, null for the primary. */
    @Nullable
    Path destination;

    /** Its place in the order of all messages. */
    long sequence;

    /** Bytes that have got a TSN. */
    int fragmentedBytes;

    /** Chunks sent and not yet acknowledged cumulatively. */
    int outstandingChunks;

    boolean begun() {
        return fragmentedBytes > 0;
    }

    boolean fullyFragmented() {
        return fragmentedBytes == length;
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
    }
}
