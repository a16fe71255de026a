package io.jsctp;

import java.nio.ByteBuffer;

/**
 * A message was not, or not surely, delivered: SCTP_SEND_FAILED (RFC 6458 §6.1.4, deprecated there in favour of
 * {@link SendFailed}). Its encoded form has a {@code struct sctp_sndrcvinfo}, whose fields of the receiving side and time to
 * live are 0.
 *
 * @param associationId the association
 * @param flags SCTP_DATA_UNSENT or SCTP_DATA_SENT
 * @param error the cause, or 0
 * @param info how the message was sent, with its context, and whether the data is all of it: SCTP_DATA_NOT_FRAG, or for a part
 *     other than the first SCTP_DATA_LAST_FRAG
 * @param data the message. Read-only
 */
public record OldSendFailed(int associationId, int flags, int error, SendInfo info, ByteBuffer data)
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
    public OldSendFailed {
        data = data.asReadOnlyBuffer();
    }

    static OldSendFailed of(SendFailed failed) {
        return new OldSendFailed(failed.associationId(), failed.flags(), failed.error(), failed.info(), failed.data());
    }

    /** {@return a read-only view of its own position and limit} */
    @Override
    public ByteBuffer data() {
        return data.duplicate();
    }

    @Override
    public EventType type() {
        return EventType.SEND_FAILED;
    }
}
