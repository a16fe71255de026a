package io.jsctp;

/**
 * How a message is sent: {@code struct sctp_sndinfo} (RFC 6458 §5.3.4). Immutable; reuse it for many messages.
 *
 * @param streamId the outbound stream, 0 to 65535 and below the number of streams of the association
 * @param flags an or of SCTP_UNORDERED, SCTP_ADDR_OVER, SCTP_ABORT, SCTP_EOF, SCTP_SENDALL, SCTP_EOR,
 *     SCTP_SACK_IMMEDIATELY
 * @param payloadProtocolId 32 bits that travel with the message unchanged; no byte order is applied
 * @param context 32 bits that come back in {@link SendFailed}
 * @param associationId the association on a one-to-many socket; ignored on a one-to-one socket
 */
public record SendInfo(int streamId, int flags, int payloadProtocolId, int context, int associationId)
        implements SendvInfo {
    static final SendInfo DEFAULT = new SendInfo(0, 0, 0, 0, 0);

    /**
     * Makes the info of an ordered message with everything else 0.
     *
     * @param streamId the outbound stream
     * @return the info
     */
    public static SendInfo stream(int streamId) {
        return new SendInfo(streamId, 0, 0, 0, 0);
    }

    /**
     * {@return a copy with other flags}
     *
     * @param newFlags the flags
     */
    public SendInfo withFlags(int newFlags) {
        return new SendInfo(streamId, newFlags, payloadProtocolId, context, associationId);
    }

    /**
     * {@return a copy with another payload protocol id}
     *
     * @param newPayloadProtocolId the id
     */
    public SendInfo withPayloadProtocolId(int newPayloadProtocolId) {
        return new SendInfo(streamId, flags, newPayloadProtocolId, context, associationId);
    }

    /**
     * {@return a copy with another context}
     *
     * @param newContext the context
     */
    public SendInfo withContext(int newContext) {
        return new SendInfo(streamId, flags, payloadProtocolId, newContext, associationId);
    }

    /**
     * {@return a copy for another association}
     *
     * @param newAssociationId its id
     */
    public SendInfo withAssociationId(int newAssociationId) {
        return new SendInfo(streamId, flags, payloadProtocolId, context, newAssociationId);
    }
}
