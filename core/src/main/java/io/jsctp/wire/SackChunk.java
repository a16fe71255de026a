package io.jsctp.wire;

import java.util.List;

/**
 * SACK (RFC 9260 §3.3.4) as a value, for tests and tools.
 *
 * @param cumulativeTsnAck the last TSN received in sequence
 * @param advertisedReceiverWindow bytes, an unsigned 32-bit number
 * @param gapBlocks the gap ack blocks in their order, at most 65535
 * @param duplicateTsns the duplicate TSNs in their order, at most 65535
 */
public record SackChunk(
        int cumulativeTsnAck, int advertisedReceiverWindow, List<GapBlock> gapBlocks, List<Integer> duplicateTsns)
        implements Chunk {
    /**
     * Copies the lists.
     *
     * @param cumulativeTsnAck the last TSN received in sequence
     * @param advertisedReceiverWindow bytes, an unsigned 32-bit number
     * @param gapBlocks the gap ack blocks in their order, at most 65535
     * @param duplicateTsns the duplicate TSNs in their order, at most 65535
     */
    public SackChunk {
        gapBlocks = List.copyOf(gapBlocks);
        duplicateTsns = List.copyOf(duplicateTsns);
    }

    /**
     * One gap ack block: offsets of its first and last TSN from the Cumulative TSN Ack. What arrives may make no sense.
     *
     * @param start 0 to 65535
     * @param end 0 to 65535
     */
    public record GapBlock(int start, int end) {
        /**
         * Checks the ranges.
         *
         * @param start 0 to 65535
         * @param end 0 to 65535
         * @throws IllegalArgumentException if an offset is not 0 to 65535
         */
        public GapBlock {
            Bytes.checkU16(start, "gap ack block start");
            Bytes.checkU16(end, "gap ack block end");
        }
    }

    @Override
    public int type() {
        return ChunkType.SACK;
    }

    @Override
    public int encodedLength() {
        return SackView.HEADER_SIZE + SackView.ENTRY_SIZE * (gapBlocks.size() + duplicateTsns.size());
    }
}
