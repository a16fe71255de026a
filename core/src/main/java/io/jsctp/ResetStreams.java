package io.jsctp;

import java.util.List;

/**
 * Which streams are to start their numbers over: {@code struct sctp_reset_streams} (RFC 6525 §6.3.2), for {@link
 * SctpOption#RESET_STREAMS}.
 *
 * @param flags {@link SctpConstants#SCTP_STREAM_RESET_INCOMING}, {@link SctpConstants#SCTP_STREAM_RESET_OUTGOING} or both
 * @param streamIds the streams, each 0 to 65535; none for all
 */
public record ResetStreams(int flags, List<Integer> streamIds) {
    /**
     * Copies the list.
     *
     * @param flags {@link SctpConstants#SCTP_STREAM_RESET_INCOMING}, {@link SctpConstants#SCTP_STREAM_RESET_OUTGOING} or
     *     both
     * @param streamIds the streams, each 0 to 65535; none for all
     */
    public ResetStreams {
        streamIds = List.copyOf(streamIds);
    }
}
