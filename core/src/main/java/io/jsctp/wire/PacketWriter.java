package io.jsctp.wire;

import java.nio.ByteBuffer;

/**
 * Writes one packet straight into a given buffer, chunk after chunk (RFC 9260 §3); reusable for packet after packet.
 *
 * <p>Chunks are padded with zeros to a multiple of four bytes. The rules of bundling are not known here: what may stand
 * together and in which order is the caller's business.
 *
 * <p>A SACK is written piecemeal, so that its blocks can come from a scan of received TSNs without being collected
 * first: {@link #sackHeader}, then {@link #gapBlock} for each block, then {@link #duplicate} for each duplicate TSN,
 * then {@link #endSack}; no other chunk between.
 *
 * <p>Writing what does not fit is a programming error and throws; ask {@link #fits} first. Not safe for concurrent use.
 * Allocates nothing, {@link #put} aside.
 */
public final class PacketWriter {
    private static final int MAX_CHUNK_LENGTH = 0xFFFF;
    private static final int NO_SACK = -1;
    private static final ByteBuffer NO_BUFFER = ByteBuffer.allocate(0);

    private ByteBuffer buffer = NO_BUFFER;
    private int offset;
    private int at;
    private int end;
    private int sackOffset = NO_SACK;
    private int gapBlockCount;
    private int duplicateCount;

    /** Makes a writer without a packet; {@link #begin} gives it one. */
    public PacketWriter() {}

    /**
     * Begins a packet by writing its common header.
     *
     * @param buf where to, in big-endian order
     * @param packetOffset where the packet is to begin
     * @param maxLength bytes the packet may have at most; a remainder of a multiple of four is left unused
     * @param sourcePort 0 to 65535
     * @param destinationPort 0 to 65535
     * @param verificationTag 32 bits
     * @throws IllegalArgumentException if there is no room for a common header, the buffer ends before
     *     {@code maxLength} or is in little-endian order
     */
    public void begin(
            ByteBuffer buf, int packetOffset, int maxLength, int sourcePort, int destinationPort, int verificationTag) {
        PacketReader.requireBigEndian(buf);
        if (packetOffset < 0 || maxLength < CommonHeader.SIZE || maxLength > buf.limit() - packetOffset) {
            throw new IllegalArgumentException("no room for a packet of " + maxLength + " bytes at " + packetOffset
                    + ", the buffer's limit is " + buf.limit());
        }
        CommonHeader.put(buf, packetOffset, sourcePort, destinationPort, verificationTag);
        buffer = buf;
        offset = packetOffset;
        at = packetOffset + CommonHeader.SIZE;
        end = packetOffset + (maxLength & ~3);
        sackOffset = NO_SACK;
    }

    /**
     * Returns the length of the packet so far.
     *
     * @return bytes, common header and padding included, a multiple of four
     */
    public int length() {
        return at - offset;
    }

    /**
     * Returns how much can still be written.
     *
     * @return bytes, chunk headers and padding included, a multiple of four
     */
    public int bytesRemaining() {
        return end - at;
    }

    /**
     * Tells whether the packet has no chunk yet.
     *
     * @return true if it is a mere common header
     */
    public boolean isEmpty() {
        return length() == CommonHeader.SIZE;
    }

    /**
     * Tells whether a chunk fits.
     *
     * @param unpaddedChunkLength the chunk's length field, header included, padding not
     * @return true if it can be written with its padding and its length field can tell its length
     */
    public boolean fits(int unpaddedChunkLength) {
        return unpaddedChunkLength <= MAX_CHUNK_LENGTH && Bytes.pad4(unpaddedChunkLength) <= bytesRemaining();
    }

    /**
     * Keeps bytes at the packet's end free, so that a chunk still fits behind a SACK that takes all the room there is.
     *
     * @param bytes a multiple of four, not more than {@link #bytesRemaining()}
     */
    public void withhold(int bytes) {
        end -= bytes;
    }

    /**
     * Ends {@link #withhold}.
     *
     * @param bytes the same number
     */
    public void giveBack(int bytes) {
        end += bytes;
    }

    /**
     * Writes a chunk.
     *
     * @param chunk any chunk
     * @throws IllegalArgumentException if it does not fit
     */
    public void put(Chunk chunk) {
        ChunkEncoder.write(chunk, buffer, reserve(chunk.encodedLength()));
    }

    /**
     * Writes a DATA chunk without its user data: header, fields and the padding after the place of the user data.
     *
     * @param flags the flag bits, see {@link DataView}
     * @param tsn the TSN
     * @param streamId 0 to 65535
     * @param ssn stream sequence number, 0 to 65535
     * @param ppid payload protocol identifier, 32 bits as they go to the wire
     * @param payloadLength length of the user data in bytes
     * @return absolute index where the caller must copy the user data
     * @throws IllegalArgumentException if it does not fit or {@code payloadLength} is negative
     */
    public int putDataHeader(int flags, int tsn, int streamId, int ssn, int ppid, int payloadLength) {
        if (payloadLength < 0) {
            throw new IllegalArgumentException("payload length " + payloadLength);
        }
        int length = DataView.HEADER_SIZE + payloadLength;
        int chunkOffset = reserve(length);
        buffer.put(chunkOffset, (byte) ChunkType.DATA);
        buffer.put(chunkOffset + 1, (byte) flags);
        buffer.putShort(chunkOffset + 2, (short) length);
        ChunkEncoder.writeDataFields(buffer, chunkOffset + Bytes.TLV_HEADER_SIZE, tsn, streamId, ssn, ppid);
        return chunkOffset + DataView.HEADER_SIZE;
    }

    /**
     * Writes a DATA chunk.
     *
     * @param flags the flag bits, see {@link DataView}
     * @param tsn the TSN
     * @param streamId 0 to 65535
     * @param ssn stream sequence number, 0 to 65535
     * @param ppid payload protocol identifier, 32 bits as they go to the wire
     * @param src holds the user data
     * @param srcOffset where in {@code src} the user data begins
     * @param length length of the user data in bytes
     * @throws IllegalArgumentException if it does not fit
     */
    public void putData(int flags, int tsn, int streamId, int ssn, int ppid, byte[] src, int srcOffset, int length) {
        int payloadOffset = putDataHeader(flags, tsn, streamId, ssn, ppid, length);
        buffer.put(payloadOffset, src, srcOffset, length);
    }

    /**
     * Begins a SACK chunk; it takes {@link SackView#HEADER_SIZE} bytes.
     *
     * @param cumulativeTsnAck the last TSN received in sequence
     * @param advertisedReceiverWindow bytes, an unsigned 32-bit number
     * @throws IllegalArgumentException if it does not fit
     */
    public void sackHeader(int cumulativeTsnAck, int advertisedReceiverWindow) {
        int chunkOffset = reserve(SackView.HEADER_SIZE);
        buffer.put(chunkOffset, (byte) ChunkType.SACK);
        buffer.put(chunkOffset + 1, (byte) 0);
        buffer.putInt(chunkOffset + 4, cumulativeTsnAck);
        buffer.putInt(chunkOffset + 8, advertisedReceiverWindow);
        sackOffset = chunkOffset;
        gapBlockCount = 0;
        duplicateCount = 0;
    }

    /**
     * Adds a gap ack block to the SACK chunk that is being written.
     *
     * @param start offset of its first TSN from the Cumulative TSN Ack, 1 to 65535
     * @param end offset of its last TSN from the Cumulative TSN Ack, {@code start} to 65535
     * @return false if there is no room for it; then nothing was written
     * @throws IllegalStateException if no SACK chunk is being written or a duplicate was added already
     */
    public boolean gapBlock(int start, int end) {
        requireSack();
        if (duplicateCount > 0) {
            throw new IllegalStateException("gap ack block after a duplicate TSN");
        }
        if (!sackEntryFits()) {
            return false;
        }
        buffer.putShort(at, (short) start);
        buffer.putShort(at + 2, (short) end);
        at += SackView.ENTRY_SIZE;
        gapBlockCount++;
        return true;
    }

    /**
     * Adds a duplicate TSN to the SACK chunk that is being written.
     *
     * @param tsn the TSN that came more than once
     * @return false if there is no room for it; then nothing was written
     * @throws IllegalStateException if no SACK chunk is being written
     */
    public boolean duplicate(int tsn) {
        requireSack();
        if (!sackEntryFits()) {
            return false;
        }
        buffer.putInt(at, tsn);
        at += SackView.ENTRY_SIZE;
        duplicateCount++;
        return true;
    }

    /**
     * Completes the SACK chunk that is being written.
     *
     * @throws IllegalStateException if no SACK chunk is being written
     */
    public void endSack() {
        requireSack();
        buffer.putShort(sackOffset + 2, (short) (at - sackOffset));
        buffer.putShort(sackOffset + 12, (short) gapBlockCount);
        buffer.putShort(sackOffset + 14, (short) duplicateCount);
        sackOffset = NO_SACK;
    }

    /**
     * Completes the packet with its checksum.
     *
     * @param crc computes it
     * @return the packet's length in bytes, a multiple of four
     * @throws IllegalStateException if a SACK chunk was not ended
     */
    public int finish(Crc32c crc) {
        int length = finish();
        crc.fill(buffer, offset, length);
        return length;
    }

    /**
     * Completes the packet and leaves its checksum zero.
     *
     * @return the packet's length in bytes, a multiple of four
     * @throws IllegalStateException if a SACK chunk was not ended
     */
    public int finish() {
        requireNoSack();
        return length();
    }

    // Takes room for a chunk and writes its padding, so that the chunk itself can be written without looking back.
    private int reserve(int length) {
        requireNoSack();
        if (length < Bytes.TLV_HEADER_SIZE || !fits(length)) {
            throw new IllegalArgumentException(
                    "a chunk of " + length + " bytes does not fit: " + bytesRemaining() + " bytes are left");
        }
        int chunkOffset = at;
        at += Bytes.pad4(length);
        Bytes.zero(buffer, chunkOffset + length, at);
        return chunkOffset;
    }

    private boolean sackEntryFits() {
        return bytesRemaining() >= SackView.ENTRY_SIZE && at - sackOffset <= MAX_CHUNK_LENGTH - SackView.ENTRY_SIZE;
    }

    private void requireSack() {
        if (sackOffset == NO_SACK) {
            throw new IllegalStateException("no SACK chunk begun");
        }
    }

    private void requireNoSack() {
        if (sackOffset != NO_SACK) {
            throw new IllegalStateException("SACK chunk not ended");
        }
    }
}
