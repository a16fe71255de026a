package io.jsctp;

import java.util.List;

/**
 * Numbers of streams start over at 0, or do not though that was asked for: {@code struct sctp_stream_reset_event} (RFC 6525
 * §6.1.1).
 *
 * @param associationId the association
 * @param flags {@link SctpConstants#SCTP_STREAM_RESET_INCOMING_SSN} or {@link
 *     SctpConstants#SCTP_STREAM_RESET_OUTGOING_SSN}, and if it was not done {@link
 *     SctpConstants#SCTP_STREAM_RESET_DENIED} or {@link SctpConstants#SCTP_STREAM_RESET_FAILED}
 * @param streamIds the streams; none for all
 */
public record StreamReset(int associationId, int flags, List<Integer> streamIds) implements Notification {
    /**
     * Copies the list.
     *
     * @param associationId the association
     * @param flags what happened
     * @param streamIds the streams; none for all
     */
    public StreamReset {
        streamIds = List.copyOf(streamIds);
    }

    @Override
    public EventType type() {
        return EventType.STREAM_RESET_EVENT;
    }
}
