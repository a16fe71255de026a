package io.jsctp.wire;

import java.util.List;

/**
 * Outgoing SSN Reset Request (RFC 6525 §4.1): the sender starts the numbers of streams it sends on over. Only in RE-CONFIG.
 *
 * @param requestSequenceNumber the request's number, 32 bits
 * @param responseSequenceNumber the number of the Incoming SSN Reset Request it answers, or the last number the peer used
 * @param lastAssignedTsn the last TSN that was given to a chunk
 * @param streamIds the streams, each 0 to 65535; none means all
 */
public record OutgoingSsnResetRequestParameter(
        int requestSequenceNumber, int responseSequenceNumber, int lastAssignedTsn, List<Integer> streamIds)
        implements Parameter {
    /** Size of the parameter without streams. */
    static final int HEADER_SIZE = 16;

    /**
     * Checks the ranges and copies the list.
     *
     * @param requestSequenceNumber the request's number, 32 bits
     * @param responseSequenceNumber the number of the Incoming SSN Reset Request it answers, or the last number the peer
     *     used
     * @param lastAssignedTsn the last TSN that was given to a chunk
     * @param streamIds the streams, each 0 to 65535; none means all
     * @throws IllegalArgumentException if a stream is not 0 to 65535 or there are more than 32759
     */
    public OutgoingSsnResetRequestParameter {
        streamIds = List.copyOf(streamIds);
        Bytes.checkCount(streamIds.size(), (0xFFFF - HEADER_SIZE) / 2, "stream identifiers");
        for (int streamId : streamIds) {
            Bytes.checkU16(streamId, "stream identifier");
        }
    }

    @Override
    public int type() {
        return ParameterType.OUTGOING_SSN_RESET_REQUEST;
    }

    @Override
    public int encodedLength() {
        return HEADER_SIZE + 2 * streamIds.size();
    }
}
