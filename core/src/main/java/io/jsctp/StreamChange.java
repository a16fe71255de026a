package io.jsctp;

/**
 * There are more streams, or not though that was asked for: {@code struct sctp_stream_change_event} (RFC 6525 §6.1.3).
 *
 * @param associationId the association
 * @param flags 0, or if it was not done {@link SctpConstants#SCTP_STREAM_CHANGE_DENIED} or {@link
 *     SctpConstants#SCTP_STREAM_CHANGE_FAILED}
 * @param inboundStreams how many streams there are from the peer
 * @param outboundStreams how many streams there are to the peer
 */
public record StreamChange(int associationId, int flags, int inboundStreams, int outboundStreams)
        implements Notification {
    @Override
    public EventType type() {
        return EventType.STREAM_CHANGE_EVENT;
    }
}
