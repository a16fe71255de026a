package io.jsctp;

import java.nio.ByteBuffer;

/**
 * An association came up or ended: SCTP_ASSOC_CHANGE (RFC 6458 §6.1.1).
 *
 * @param associationId the association
 * @param state what happened
 * @param error the cause code of the error that ended it, or 0
 * @param outboundStreams how many streams there are to the peer
 * @param inboundStreams how many streams there are from the peer
 * @param info for COMM_UP and RESTART what both sides support, a byte each, see {@link
 *     SctpConstants#SCTP_ASSOC_SUPPORTS_PR}; for COMM_LOST and CANT_STR_ASSOC the ABORT chunk received, if any. Read-only
 */
public record AssociationChange(
        int associationId, State state, int error, int outboundStreams, int inboundStreams, ByteBuffer info)
        implements Notification {
    /** What happened to an association. */
    public enum State {
        /** It is up: data can be sent. */
        COMM_UP,
        /** It failed or was aborted. */
        COMM_LOST,
        /** The peer restarted. */
        RESTART,
        /** It was closed gracefully. */
        SHUTDOWN_COMP,
        /** It could not be set up. */
        CANT_STR_ASSOC;

        /** {@return the number of the state in sac_state} */
        public int code() {
            return ordinal() + 1;
        }
    }

    /**
     * Keeps a read-only view.
     *
     * @param associationId the association
     * @param state what happened
     * @param error the cause code of the error that ended it, or 0
     * @param outboundStreams how many streams there are to the peer
     * @param inboundStreams how many streams there are from the peer
     * @param info for COMM_UP and RESTART what both sides support, a byte each, see {@link
     *     SctpConstants#SCTP_ASSOC_SUPPORTS_PR}; for COMM_LOST and CANT_STR_ASSOC the ABORT chunk received, if any. Read-only
     */
    public AssociationChange {
        info = info.asReadOnlyBuffer();
    }

    /** {@return a read-only view of its own position and limit} */
    @Override
    public ByteBuffer info() {
        return info.duplicate();
    }

    @Override
    public EventType type() {
        return EventType.ASSOC_CHANGE;
    }
}
