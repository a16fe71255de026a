package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * I-DATA (RFC 8260 §2.1) as a value, for tests and tools; the data path uses {@link IDataView} and
 * {@link PacketWriter#putIData}.
 *
 * @param flags the defined flag bits, see {@link DataView}
 * @param tsn the TSN
 * @param streamId 0 to 65535
 * @param messageId the Message Identifier (MID), an unsigned 32-bit number
 * @param ppidOrFsn with the B bit the payload protocol identifier, its 32 bits in the order they have on the wire; else the
 *     Fragment Sequence Number (FSN), an unsigned 32-bit number
 * @param payload the user data; empty ones can arrive
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record IDataChunk(int flags, int tsn, int streamId, int messageId, int ppidOrFsn, byte[] payload)
        implements Chunk {
    /**
     * Checks the ranges.
     *
     * @param flags the defined flag bits, see {@link DataView}
     * @param tsn the TSN
     * @param streamId 0 to 65535
     * @param messageId the Message Identifier (MID), an unsigned 32-bit number
     * @param ppidOrFsn with the B bit the payload protocol identifier, its 32 bits in the order they have on the wire;
     *     else the Fragment Sequence Number (FSN), an unsigned 32-bit number
     * @param payload the user data; empty ones can arrive
     * @throws IllegalArgumentException if an undefined flag is set, the stream is not 0 to 65535 or the payload has more
     *     than 65515 bytes
     */
    public IDataChunk {
        if ((flags & ~DataView.FLAGS) != 0) {
            throw new IllegalArgumentException("flags are " + flags + ", only 0 to 15 are defined");
        }
        Bytes.checkU16(streamId, "stream identifier");
        Bytes.checkLength(payload.length, IDataView.HEADER_SIZE, "User Data");
    }

    @Override
    public int type() {
        return ChunkType.I_DATA;
    }

    @Override
    public int encodedLength() {
        return IDataView.HEADER_SIZE + payload.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof IDataChunk other
                && flags == other.flags
                && tsn == other.tsn
                && streamId == other.streamId
                && messageId == other.messageId
                && ppidOrFsn == other.ppidOrFsn
                && Arrays.equals(payload, other.payload);
    }

    @Override
    public int hashCode() {
        return 31 * tsn + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return "IDataChunk[flags=" + flags
                + ", tsn=" + Integer.toUnsignedString(tsn)
                + ", streamId=" + streamId
                + ", mid=" + Integer.toUnsignedString(messageId)
                + ((flags & DataView.FLAG_B) != 0 ? ", ppid=" : ", fsn=") + Integer.toUnsignedString(ppidOrFsn)
                + ", " + Bytes.brief(payload) + "]";
    }
}
