package io.jsctp;

/**
 * A message that was being read in parts will not be completed, because its association ended or restarted: {@code struct
 * sctp_pdapi_event} (RFC 6458 §6.1.7). What is read next is another message.
 *
 * @param associationId the association
 * @param indication SCTP_PARTIAL_DELIVERY_ABORTED
 * @param streamId the stream of the message
 * @param ssn its stream sequence number; without meaning if it was sent unordered
 */
public record PartialDelivery(int associationId, int indication, int streamId, int ssn) implements Notification {
    @Override
    public EventType type() {
        return EventType.PARTIAL_DELIVERY_EVENT;
    }
}
