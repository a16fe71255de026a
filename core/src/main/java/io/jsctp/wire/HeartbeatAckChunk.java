package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * HEARTBEAT ACK (RFC 9260 §3.3.6): returns the information of a HEARTBEAT unchanged.
 *
 * @param info the value of the Heartbeat Info parameter, opaque, at most 65527 bytes
 * @param infoPresent false if the chunk has no Heartbeat Info parameter at all, against the RFC's rule; then
 *     {@code info} is empty
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record HeartbeatAckChunk(byte[] info, boolean infoPresent) implements Chunk {
    /**
     * Checks the size.
     *
     * @param info the value of the Heartbeat Info parameter, opaque, at most 65527 bytes
     * @param infoPresent false if the chunk has no Heartbeat Info parameter at all, against the RFC's rule; then
     *     {@code info} is empty
     * @throws IllegalArgumentException if the information is too long for a chunk, or is there in spite of
     *     {@code infoPresent}
     */
    public HeartbeatAckChunk {
        if (info.length > Bytes.MAX_VALUE_LENGTH - Bytes.TLV_HEADER_SIZE) {
            throw new IllegalArgumentException("Heartbeat Info has " + info.length + " bytes, too many for a chunk");
        }
        if (!infoPresent && info.length > 0) {
            throw new IllegalArgumentException("Heartbeat Info both absent and given");
        }
    }

    /**
     * Makes a chunk with a Heartbeat Info parameter.
     *
     * @param info the value of that parameter
     * @throws IllegalArgumentException if it is too long for a chunk
     */
    public HeartbeatAckChunk(byte[] info) {
        this(info, true);
    }

    @Override
    public int type() {
        return ChunkType.HEARTBEAT_ACK;
    }

    @Override
    public int encodedLength() {
        return infoPresent ? 2 * Bytes.TLV_HEADER_SIZE + info.length : Bytes.TLV_HEADER_SIZE;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof HeartbeatAckChunk other
                && infoPresent == other.infoPresent
                && Arrays.equals(info, other.info);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(info) + Boolean.hashCode(infoPresent);
    }

    @Override
    public String toString() {
        return "HeartbeatAckChunk[" + (infoPresent ? Bytes.brief(info) : "no info") + "]";
    }
}
