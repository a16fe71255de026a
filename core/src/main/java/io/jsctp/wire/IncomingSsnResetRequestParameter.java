package io.jsctp.wire;

import java.util.List;

/**
 * Incoming SSN Reset Request (RFC 6525 §4.2): the sender asks its peer to start the numbers of streams that the peer sends on
 * over. Only in RE-CONFIG.
 *
 * @param requestSequenceNumber the request's number, 32 bits
 * @param streamIds the streams, each 0 to 65535; none means all
 */
public record IncomingSsnResetRequestParameter(int requestSequenceNumber, List<Integer> streamIds)
        implements Parameter {
    /** Size of the parameter without streams. */
    static final int HEADER_SIZE = 8;

    /**
     * Checks the ranges and copies the list.
     *
     * @param requestSequenceNumber the request's number, 32 bits
     * @param streamIds the streams, each 0 to 65535; none means all
     * @throws IllegalArgumentException if a stream is not 0 to 65535 or there are more than 32763
     */
    public IncomingSsnResetRequestParameter {
        streamIds = List.copyOf(streamIds);
        Bytes.checkCount(streamIds.size(), (0xFFFF - HEADER_SIZE) / 2, "stream identifiers");
        for (int streamId : streamIds) {
            Bytes.checkU16(streamId, "stream identifier");
        }
    }

    @Override
    public int type() {
        return ParameterType.INCOMING_SSN_RESET_REQUEST;
    }

    @Override
    public int encodedLength() {
        return HEADER_SIZE + 2 * streamIds.size();
    }
}
