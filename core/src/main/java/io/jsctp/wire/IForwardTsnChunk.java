package io.jsctp.wire;

import java.util.List;

/**
 * I-FORWARD-TSN (RFC 8260 §2.3.1) as a value, for tests and tools; the engine uses {@link IForwardTsnView} and
 * {@link PacketWriter#iForwardTsnHeader}.
 *
 * @param newCumulativeTsn the receiver is to take everything up to this TSN for received
 * @param skipped the streams on which messages were skipped
 */
public record IForwardTsnChunk(int newCumulativeTsn, List<Skipped> skipped) implements Chunk {
    /**
     * Copies the list.
     *
     * @param newCumulativeTsn the receiver is to take everything up to this TSN for received
     * @param skipped the streams on which messages were skipped
     */
    public IForwardTsnChunk {
        skipped = List.copyOf(skipped);
    }

    /**
     * A stream and the last of its ordered or of its unordered messages that is skipped.
     *
     * @param streamId 0 to 65535
     * @param unordered true for the unordered messages, which have numbers of their own
     * @param messageId the Message Identifier (MID), an unsigned 32-bit number
     */
    public record Skipped(int streamId, boolean unordered, int messageId) {
        /**
         * Checks the range.
         *
         * @param streamId 0 to 65535
         * @param unordered true for the unordered messages, which have numbers of their own
         * @param messageId the Message Identifier (MID), an unsigned 32-bit number
         * @throws IllegalArgumentException if the stream is not 0 to 65535
         */
        public Skipped {
            Bytes.checkU16(streamId, "stream identifier");
        }
    }

    @Override
    public int type() {
        return ChunkType.I_FORWARD_TSN;
    }

    @Override
    public int encodedLength() {
        return IForwardTsnView.HEADER_SIZE + IForwardTsnView.ENTRY_SIZE * skipped.size();
    }
}
