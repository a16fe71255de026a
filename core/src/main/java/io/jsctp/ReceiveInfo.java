package io.jsctp;

/**
 * What is known of a received message: {@code struct sctp_rcvinfo} (RFC 6458 §5.3.5).
 *
 * @param streamId the stream it came on
 * @param ssn its number in the stream, 0 to 65535; the same for all parts of a message
 * @param flags SCTP_UNORDERED or 0
 * @param payloadProtocolId as the sender gave it
 * @param tsn the TSN of one of its chunks, as 32 bits without sign
 * @param cumulativeTsn the association's cumulative TSN when the message was delivered, as 32 bits without sign
 * @param context what SCTP_CONTEXT was set to
 * @param associationId the association it belongs to
 */
public record ReceiveInfo(
        int streamId,
        int ssn,
        int flags,
        int payloadProtocolId,
        int tsn,
        int cumulativeTsn,
        int context,
        int associationId) {}
