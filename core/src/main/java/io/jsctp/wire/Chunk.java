package io.jsctp.wire;

/**
 * A chunk as a value (RFC 9260 §3.3). {@link ChunkDecoder} makes them from bytes, {@link PacketWriter#put} turns them
 * back into bytes.
 *
 * <p>{@link DataChunk}, {@link SackChunk}, {@link IDataChunk}, {@link ForwardTsnChunk}, {@link IForwardTsnChunk} and
 * {@link AuthChunk} serve tests and tools; the data path uses {@link DataView}, {@link SackView}, {@link IDataView},
 * {@link ForwardTsnView}, {@link IForwardTsnView}, {@link AuthView} and the writer's own methods for these.
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
                SackChunk,
                AuthChunk,
                IDataChunk,
                AsconfChunk,
                AsconfAckChunk,
                ReConfigChunk,
                PadChunk,
                ForwardTsnChunk,
                IForwardTsnChunk {
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
