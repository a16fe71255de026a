package io.jsctp;

import java.nio.ByteBuffer;

/**
 * A message was not, or not surely, delivered: SCTP_SEND_FAILED_EVENT (RFC 6458 §6.1.11).
 *
 * @param associationId the association
 * @param flags SCTP_DATA_UNSENT or SCTP_DATA_SENT
 * @param error the cause, or 0
 * @param info how the message was sent, with its context, and whether the data is all of it: SCTP_DATA_NOT_FRAG, or for a part
 *     other than the first SCTP_DATA_LAST_FRAG
 * @param data the message. Read-only
 */
public record SendFailed(int associationId, int flags, int error, SendInfo info, ByteBuffer data)
        implements Notification {
    /**
     * Keeps a read-only view.
     *
     * @param associationId the association
     * @param flags SCTP_DATA_UNSENT or SCTP_DATA_SENT
     * @param error the cause, or 0
     * @param info how the message was sent, with its context
     * @param data the message. Read-only
     */
    public SendFailed {
        data = data.asReadOnlyBuffer();
    }

    /** {@return a read-only view of its own position and limit} */
    @Override
    public ByteBuffer data() {
        return data.duplicate();
    }

    @Override
    public EventType type() {
        return EventType.SEND_FAILED_EVENT;
    }
}
