package io.jsctp;

import java.nio.ByteBuffer;

/**
 * The peer reported an error: SCTP_REMOTE_ERROR (RFC 6458 §6.1.3).
 *
 * @param associationId the association
 * @param error the cause code (RFC 9260 §3.3.10)
 * @param data the ERROR chunk. Read-only
 */
public record RemoteError(int associationId, int error, ByteBuffer data) implements Notification {
    /**
     * Keeps a read-only view.
     *
     * @param associationId the association
     * @param error the cause code (RFC 9260 §3.3.10)
     * @param data the ERROR chunk. Read-only
     */
    public RemoteError {
        data = data.asReadOnlyBuffer();
    }

    /** {@return a read-only view of its own position and limit} */
    @Override
    public ByteBuffer data() {
        return data.duplicate();
    }

    @Override
    public EventType type() {
        return EventType.REMOTE_ERROR;
    }
}
