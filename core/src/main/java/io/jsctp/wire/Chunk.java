package io.jsctp.wire;

/**
 * A chunk as a value (RFC 9260 §3.3). {@link ChunkDecoder} makes them from bytes, {@link PacketWriter#put} turns them
 * back into bytes.
 *
 * <p>{@link DataChunk} and {@link SackChunk} serve tests and tools; the data path uses {@link DataView},
 * {@link SackView} and the writer's own methods for these two.
 *
 * <p>Immutable as long as nobody changes an array inside; see the package description.
 */
public sealed interface Chunk extends Decoded
        permits InitChunk,
                InitAckChunk,
                HeartbeatChunk,
                HeartbeatAckChunk,
                AbortChunk,
                ShutdownChunk,
                ShutdownAckChunk,
                ErrorChunk,
                CookieEchoChunk,
                CookieAckChunk,
                ShutdownCompleteChunk,
                UnknownChunk,
                DataChunk,
                SackChunk {
    /**
     * Returns the chunk type.
     *
     * @return 0 to 255, see {@link ChunkType}
     */
    int type();

    /**
     * Returns the value of the chunk's length field: header included, final padding not.
     *
     * @return bytes, at least 4; above 65535 the chunk cannot be written
     */
    int encodedLength();
}
