package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * DATA (RFC 9260 §3.3.1) as a value, for tests and tools.
 *
 * @param flags the defined flag bits, see {@link DataView}
 * @param tsn the TSN
 * @param streamId 0 to 65535
 * @param streamSequenceNumber 0 to 65535; means nothing with the U bit
 * @param payloadProtocolId its 32 bits in the order they have on the wire
 * @param payload the user data; empty ones can arrive
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record DataChunk(
        int flags, int tsn, int streamId, int streamSequenceNumber, int payloadProtocolId, byte[] payload)
        implements Chunk {
    /**
     * Checks the ranges.
     *
     * @param flags the defined flag bits, see {@link DataView}
     * @param tsn the TSN
     * @param streamId 0 to 65535
     * @param streamSequenceNumber 0 to 65535; means nothing with the U bit
     * @param payloadProtocolId its 32 bits in the order they have on the wire
     * @param payload the user data; empty ones can arrive
     * @throws IllegalArgumentException if an undefined flag is set, a 16-bit number is not 0 to 65535 or the payload
     *     has more than 65519 bytes
     */
    public DataChunk {
        if ((flags & ~DataView.FLAGS) != 0) {
            throw new IllegalArgumentException("flags are " + flags + ", only 0 to 15 are defined");
        }
        Bytes.checkU16(streamId, "stream identifier");
        Bytes.checkU16(streamSequenceNumber, "stream sequence number");
        if (payload.length > 0xFFFF - DataView.HEADER_SIZE) {
            throw new IllegalArgumentException("payload of " + payload.length + " bytes does not fit a chunk");
        }
    }

    @Override
    public int type() {
        return ChunkType.DATA;
    }

    @Override
    public int encodedLength() {
        return DataView.HEADER_SIZE + payload.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof DataChunk other
                && flags == other.flags
                && tsn == other.tsn
                && streamId == other.streamId
                && streamSequenceNumber == other.streamSequenceNumber
                && payloadProtocolId == other.payloadProtocolId
                && Arrays.equals(payload, other.payload);
    }

    @Override
    public int hashCode() {
        return 31 * tsn + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return "DataChunk[flags=" + flags
                + ", tsn=" + Integer.toUnsignedString(tsn)
                + ", streamId=" + streamId
                + ", ssn=" + streamSequenceNumber
                + ", ppid=" + Integer.toUnsignedString(payloadProtocolId)
                + ", " + Bytes.brief(payload) + "]";
    }
}
