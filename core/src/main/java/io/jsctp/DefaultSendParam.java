package io.jsctp;

/**
 * How messages are sent for which a call says nothing: the sending half of {@code struct sctp_sndrcvinfo} (RFC 6458
 * §8.1.13, deprecated there in favour of {@link SctpOption#DEFAULT_SNDINFO}, of which it is another view).
 *
 * @param streamId the outbound stream, 0 to 65535
 * @param flags an or of SCTP_UNORDERED, SCTP_EOF, SCTP_SENDALL and MSG_PR_SCTP
 * @param payloadProtocolId 32 bits that travel with the message unchanged
 * @param context 32 bits that come back if the message can't be delivered
 * @param timeToLiveMs how long a message may wait for its transmission to begin, in ms, 0 to 4294967295; 0 for ever. With
 *     MSG_PR_SCTP it is given up after that time though it has been sent, if the peer supports RFC 3758
 */
public record DefaultSendParam(int streamId, int flags, int payloadProtocolId, int context, long timeToLiveMs) {}
