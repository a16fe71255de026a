package io.jsctp.wire;

/** What {@link ChunkDecoder} makes of a chunk: the chunk, or the reason why there is none. */
public sealed interface Decoded permits Chunk, DecodeError {}
