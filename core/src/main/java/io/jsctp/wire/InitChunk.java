package io.jsctp.wire;

import java.util.List;

/**
 * INIT (RFC 9260 §3.3.2). Only the widths of the fields are checked here, not the values the RFC forbids (Initiate Tag 0, no
 * streams, a window below 1500): they can arrive, and the engine has to answer them.
 *
 * @param initiateTag the tag the receiver is to put in its packets
 * @param advertisedReceiverWindow receive buffer in bytes, an unsigned 32-bit number
 * @param outboundStreams streams the sender wants to send on, 0 to 65535
 * @param inboundStreams streams the sender can receive on at most, 0 to 65535
 * @param initialTsn the sender's first TSN
 * @param parameters the parameters in their order, unknown ones included
 */
public record InitChunk(
        int initiateTag,
        int advertisedReceiverWindow,
        int outboundStreams,
        int inboundStreams,
        int initialTsn,
        List<Parameter> parameters)
        implements Chunk {
    /**
     * Checks the ranges and copies the list.
     *
     * @param initiateTag the tag the receiver is to put in its packets
     * @param advertisedReceiverWindow receive buffer in bytes, an unsigned 32-bit number
     * @param outboundStreams streams the sender wants to send on, 0 to 65535
     * @param inboundStreams streams the sender can receive on at most, 0 to 65535
     * @param initialTsn the sender's first TSN
     * @param parameters the parameters in their order, unknown ones included
     * @throws IllegalArgumentException if a number of streams is not 0 to 65535
     */
    public InitChunk {
        Bytes.checkU16(outboundStreams, "number of outbound streams");
        Bytes.checkU16(inboundStreams, "number of inbound streams");
        parameters = List.copyOf(parameters);
    }

    @Override
    public int type() {
        return ChunkType.INIT;
    }

    @Override
    public int encodedLength() {
        return InitView.HEADER_SIZE + ParameterEncoder.length(parameters);
    }
}
