package io.jsctp.wire;

import java.util.List;

/**
 * FORWARD TSN (RFC 3758 §3.2) as a value, for tests and tools; the engine uses {@link ForwardTsnView} and
 * {@link PacketWriter#forwardTsnHeader}.
 *
 * @param newCumulativeTsn the receiver is to take everything up to this TSN for received
 * @param skipped the streams on which ordered messages were skipped
 */
public record ForwardTsnChunk(int newCumulativeTsn, List<Skipped> skipped) implements Chunk {
    /**
     * Copies the list.
     *
     * @param newCumulativeTsn the receiver is to take everything up to this TSN for received
     * @param skipped the streams on which ordered messages were skipped
     */
    public ForwardTsnChunk {
        skipped = List.copyOf(skipped);
    }

    /**
     * A stream and the last of its messages that is skipped.
     *
     * @param streamId 0 to 65535
     * @param streamSequenceNumber 0 to 65535
     */
    public record Skipped(int streamId, int streamSequenceNumber) {
        /**
         * Checks the ranges.
         *
         * @param streamId 0 to 65535
         * @param streamSequenceNumber 0 to 65535
         * @throws IllegalArgumentException if a number is not 0 to 65535
         */
        public Skipped {
            Bytes.checkU16(streamId, "stream identifier");
            Bytes.checkU16(streamSequenceNumber, "stream sequence number");
        }
    }

    @Override
    public int type() {
        return ChunkType.FORWARD_TSN;
    }

    @Override
    public int encodedLength() {
        return ForwardTsnView.HEADER_SIZE + ForwardTsnView.ENTRY_SIZE * skipped.size();
    }
}
