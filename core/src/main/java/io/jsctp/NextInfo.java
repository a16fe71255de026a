package io.jsctp;

/**
 * What is known of the next message in the receive buffer: {@code struct sctp_nxtinfo} (RFC 6458 §5.3.6).
 *
 * @param streamId its stream
 * @param flags an or of SCTP_UNORDERED, SCTP_COMPLETE, SCTP_NOTIFICATION
 * @param payloadProtocolId as the sender gave it
 * @param lengthBytes how many of its bytes are there; its whole length if SCTP_COMPLETE is set
 * @param associationId its association
 */
public record NextInfo(int streamId, int flags, int payloadProtocolId, int lengthBytes, int associationId) {}
