package io.jsctp.wire;

import java.nio.ByteBuffer;

/**
 * Writes one packet straight into a given buffer, chunk after chunk (RFC 9260 §3); reusable for packet after packet.
 *
 * <p>Chunks are padded with zeros to a multiple of four bytes. The rules of bundling are not known here: what may stand
 * together and in which order is the caller's business.
 *
 * <p>Some chunks are written piecemeal, so that their entries can come from a scan without being collected first; no
 * other chunk between. A SACK: {@link #sackHeader}, then {@link #gapBlock} for each block, then {@link #duplicate} for
 * each duplicate TSN, then {@link #endSack}. A FORWARD TSN: {@link #forwardTsnHeader}, then {@link #forwardTsnEntry} for
 * each stream, then {@link #endForwardTsn}. An I-FORWARD-TSN: {@link #iForwardTsnHeader}, {@link #iForwardTsnEntry},
 * {@link #endIForwardTsn}.
 *
 * <p>Writing what does not fit is a programming error and throws; ask {@link #fits} first. Not safe for concurrent use.
 * Allocates nothing, {@link #put} aside.
 */
public final class PacketWriter {
    private static final int MAX_CHUNK_LENGTH = 0xFFFF;
    private static final int NONE = -1;

    private static final ByteBuffer NO_BUFFER = ByteBuffer.allocate(0);

    private ByteBuffer buffer = NO_BUFFER;
    private int offset;
    private int at;
    private int end;
    private int openType = NONE; // of the chunk that is written piecemeal
    private int openOffset;
    private int gapBlockCount;
    private int duplicateCount;
    private int chunkCount;

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
        openType = NONE;
        chunkCount = 0;
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
     * Returns how many chunks the packet has.
     *
     * @return the number, 0 for a mere common header
     */
    public int chunkCount() {
        return chunkCount;
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
     * Writes a PAD chunk (RFC 4820 §3), whose padding is zeros.
     *
     * @param chunkLength its length, header included, at least 4
     * @throws IllegalArgumentException if it does not fit
     */
    public void putPadding(int chunkLength) {
        int chunk = reserve(chunkLength);
        buffer.putInt(chunk, ChunkType.PAD << 24 | chunkLength);
        Bytes.zero(buffer, chunk + Bytes.TLV_HEADER_SIZE, chunk + chunkLength);
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
        int chunkOffset = putHeader(ChunkType.DATA, flags, DataView.HEADER_SIZE, payloadLength);
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
        int chunkOffset = open(ChunkType.SACK, SackView.HEADER_SIZE);
        buffer.putInt(chunkOffset + 4, cumulativeTsnAck);
        buffer.putInt(chunkOffset + 8, advertisedReceiverWindow);
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
        requireOpen(ChunkType.SACK);
        if (duplicateCount > 0) {
            throw new IllegalStateException("gap ack block after a duplicate TSN");
        }
        if (!entryFits(SackView.ENTRY_SIZE)) {
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
        requireOpen(ChunkType.SACK);
        if (!entryFits(SackView.ENTRY_SIZE)) {
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
        requireOpen(ChunkType.SACK);
        buffer.putShort(openOffset + 12, (short) gapBlockCount);
        buffer.putShort(openOffset + 14, (short) duplicateCount);
        close(ChunkType.SACK);
    }

    /**
     * Begins a FORWARD TSN chunk (RFC 3758 §3.2); it takes {@link ForwardTsnView#HEADER_SIZE} bytes.
     *
     * @param newCumulativeTsn the receiver is to take everything up to this TSN for received
     * @throws IllegalArgumentException if it does not fit
     */
    public void forwardTsnHeader(int newCumulativeTsn) {
        int chunkOffset = open(ChunkType.FORWARD_TSN, ForwardTsnView.HEADER_SIZE);
        buffer.putInt(chunkOffset + 4, newCumulativeTsn);
    }

    /**
     * Adds a stream to the FORWARD TSN chunk that is being written; it takes {@link ForwardTsnView#ENTRY_SIZE} bytes.
     *
     * @param streamId 0 to 65535
     * @param ssn the last stream sequence number that is skipped, 0 to 65535
     * @return false if there is no room for it; then nothing was written
     * @throws IllegalStateException if no FORWARD TSN chunk is being written
     */
    public boolean forwardTsnEntry(int streamId, int ssn) {
        requireOpen(ChunkType.FORWARD_TSN);
        if (!entryFits(ForwardTsnView.ENTRY_SIZE)) {
            return false;
        }
        ExtensionChunkCodec.writeSkipped(buffer, at, streamId, ssn);
        at += ForwardTsnView.ENTRY_SIZE;
        return true;
    }

    /**
     * Completes the FORWARD TSN chunk that is being written.
     *
     * @throws IllegalStateException if no FORWARD TSN chunk is being written
     */
    public void endForwardTsn() {
        close(ChunkType.FORWARD_TSN);
    }

    /**
     * Begins an I-FORWARD-TSN chunk (RFC 8260 §2.3.1); it takes {@link IForwardTsnView#HEADER_SIZE} bytes.
     *
     * @param newCumulativeTsn the receiver is to take everything up to this TSN for received
     * @throws IllegalArgumentException if it does not fit
     */
    public void iForwardTsnHeader(int newCumulativeTsn) {
        int chunkOffset = open(ChunkType.I_FORWARD_TSN, IForwardTsnView.HEADER_SIZE);
        buffer.putInt(chunkOffset + 4, newCumulativeTsn);
    }

    /**
     * Adds a stream to the I-FORWARD-TSN chunk that is being written; it takes {@link IForwardTsnView#ENTRY_SIZE} bytes.
     *
     * @param streamId 0 to 65535
     * @param unordered true if it is about the unordered messages of the stream
     * @param messageId the last Message Identifier that is skipped, an unsigned 32-bit number
     * @return false if there is no room for it; then nothing was written
     * @throws IllegalStateException if no I-FORWARD-TSN chunk is being written
     */
    public boolean iForwardTsnEntry(int streamId, boolean unordered, int messageId) {
        requireOpen(ChunkType.I_FORWARD_TSN);
        if (!entryFits(IForwardTsnView.ENTRY_SIZE)) {
            return false;
        }
        ExtensionChunkCodec.writeInterleavedSkipped(buffer, at, streamId, unordered, messageId);
        at += IForwardTsnView.ENTRY_SIZE;
        return true;
    }

    /**
     * Completes the I-FORWARD-TSN chunk that is being written.
     *
     * @throws IllegalStateException if no I-FORWARD-TSN chunk is being written
     */
    public void endIForwardTsn() {
        close(ChunkType.I_FORWARD_TSN);
    }

    /**
     * Writes an I-DATA chunk (RFC 8260 §2.1) without its user data: header, fields and the padding after the place of the
     * user data.
     *
     * @param flags the flag bits, see {@link DataView}
     * @param tsn the TSN
     * @param streamId 0 to 65535
     * @param messageId the Message Identifier (MID), an unsigned 32-bit number
     * @param ppidOrFsn with the B bit the payload protocol identifier, 32 bits as they go to the wire; else the Fragment
     *     Sequence Number (FSN)
     * @param payloadLength length of the user data in bytes
     * @return absolute index where the caller must copy the user data
     * @throws IllegalArgumentException if it does not fit or {@code payloadLength} is negative
     */
    public int putIDataHeader(int flags, int tsn, int streamId, int messageId, int ppidOrFsn, int payloadLength) {
        int chunkOffset = putHeader(ChunkType.I_DATA, flags, IDataView.HEADER_SIZE, payloadLength);
        ExtensionChunkCodec.writeInterleavedDataFields(
                buffer, chunkOffset + Bytes.TLV_HEADER_SIZE, tsn, streamId, messageId, ppidOrFsn);
        return chunkOffset + IDataView.HEADER_SIZE;
    }

    /**
     * Writes an I-DATA chunk (RFC 8260 §2.1).
     *
     * @param flags the flag bits, see {@link DataView}
     * @param tsn the TSN
     * @param streamId 0 to 65535
     * @param messageId the Message Identifier (MID), an unsigned 32-bit number
     * @param ppidOrFsn with the B bit the payload protocol identifier, 32 bits as they go to the wire; else the Fragment
     *     Sequence Number (FSN)
     * @param src holds the user data
     * @param srcOffset where in {@code src} the user data begins
     * @param length length of the user data in bytes
     * @throws IllegalArgumentException if it does not fit
     */
    public void putIData(
            int flags, int tsn, int streamId, int messageId, int ppidOrFsn, byte[] src, int srcOffset, int length) {
        int payloadOffset = putIDataHeader(flags, tsn, streamId, messageId, ppidOrFsn, length);
        buffer.put(payloadOffset, src, srcOffset, length);
    }

    /**
     * Writes an AUTH chunk (RFC 4895 §5.1) whose HMAC is zero, which is how it enters its own computation. The chunk begins
     * {@link AuthView#HEADER_SIZE} bytes before the HMAC.
     *
     * @param sharedKeyId which endpoint-pair shared key is used, 0 to 65535
     * @param hmacId which algorithm is used, 0 to 65535
     * @param hmacLength length of the HMAC in bytes
     * @return absolute index where the caller must put the HMAC once the packet is written
     * @throws IllegalArgumentException if it does not fit or {@code hmacLength} is negative
     */
    public int putAuth(int sharedKeyId, int hmacId, int hmacLength) {
        int chunkOffset = putHeader(ChunkType.AUTH, 0, AuthView.HEADER_SIZE, hmacLength);
        ExtensionChunkCodec.writeAuthFields(buffer, chunkOffset + Bytes.TLV_HEADER_SIZE, sharedKeyId, hmacId);
        int hmacOffset = chunkOffset + AuthView.HEADER_SIZE;
        Bytes.zero(buffer, hmacOffset, hmacOffset + hmacLength);
        return hmacOffset;
    }

    /**
     * Writes a PAD chunk (RFC 4820 §3) full of zeros, to make a packet as large as it is to be.
     *
     * @param chunkLength length of the whole chunk in bytes, at least 4
     * @throws IllegalArgumentException if it does not fit or is below 4
     */
    public void putPad(int chunkLength) {
        int chunkOffset = putHeader(ChunkType.PAD, 0, Bytes.TLV_HEADER_SIZE, chunkLength - Bytes.TLV_HEADER_SIZE);
        Bytes.zero(buffer, chunkOffset + Bytes.TLV_HEADER_SIZE, chunkOffset + chunkLength);
    }

    /**
     * Completes the packet with its checksum.
     *
     * @param crc computes it
     * @return the packet's length in bytes, a multiple of four
     * @throws IllegalStateException if a chunk written piecemeal was not ended
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
     * @throws IllegalStateException if a chunk written piecemeal was not ended
     */
    public int finish() {
        requireNoneOpen();
        return length();
    }

    // Takes room for a chunk and writes its padding, so that the chunk itself can be written without looking back.
    private int reserve(int length) {
        requireNoneOpen();
        if (length < Bytes.TLV_HEADER_SIZE || !fits(length)) {
            throw new IllegalArgumentException(
                    "a chunk of " + length + " bytes does not fit: " + bytesRemaining() + " bytes are left");
        }
        chunkCount++;
        int chunkOffset = at;
        at += Bytes.pad4(length);
        Bytes.zero(buffer, chunkOffset + length, at);
        return chunkOffset;
    }

    // Writes the header of a chunk whose fixed fields and variable part follow; returns where it begins.
    private int putHeader(int type, int flags, int fixedLength, int variableLength) {
        if (variableLength < 0) {
            throw new IllegalArgumentException("length " + variableLength + " of what follows the fields");
        }
        int length = fixedLength + variableLength;
        int chunkOffset = reserve(length);
        buffer.put(chunkOffset, (byte) type);
        buffer.put(chunkOffset + 1, (byte) flags);
        buffer.putShort(chunkOffset + 2, (short) length);
        return chunkOffset;
    }

    private int open(int type, int fixedLength) {
        int chunkOffset = putHeader(type, 0, fixedLength, 0);
        openType = type;
        openOffset = chunkOffset;
        return chunkOffset;
    }

    private void close(int type) {
        requireOpen(type);
        buffer.putShort(openOffset + 2, (short) (at - openOffset));
        openType = NONE;
    }

    private boolean entryFits(int size) {
        return bytesRemaining() >= size && at - openOffset <= MAX_CHUNK_LENGTH - size;
    }

    private void requireOpen(int type) {
        if (openType != type) {
            throw new IllegalStateException("no " + ChunkType.name(type) + " chunk begun");
        }
    }

    private void requireNoneOpen() {
        if (openType != NONE) {
            throw new IllegalStateException(ChunkType.name(openType) + " chunk not ended");
        }
    }
}
