/**
 * The packet codec of SCTP: pure functions and views over bytes, without state that outlives a packet, without time
 * and without I/O (RFC 9260 §3).
 *
 * <p>Some chunks are hot, DATA and SACK before all, and I-DATA, (I-)FORWARD TSN and AUTH of the extensions: they are read
 * in place through views like {@link io.jsctp.wire.DataView} and {@link io.jsctp.wire.SackView} and written field by
 * field through {@link io.jsctp.wire.PacketWriter}, without allocation. All others decode to immutable records ({@link io.jsctp.wire.Chunk}).
 *
 * <p>Bytes from the network never cause an exception: {@link io.jsctp.wire.PacketReader#next()} answers with a result
 * code and {@link io.jsctp.wire.ChunkDecoder#decode} with a {@link io.jsctp.wire.Decoded} value. Exceptions in this
 * package mean that the caller broke a documented precondition.
 *
 * <p>Buffers are accessed by absolute index only and must be in big-endian order, which is what every new
 * {@link java.nio.ByteBuffer} is in. Unsigned 32-bit fields are plain {@code int}s with the same bits; TSNs among them
 * are compared through {@link io.jsctp.wire.SerialNumber} alone. Arrays in records are not copied: whoever makes or
 * reads a record leaves them unchanged.
 */
@NullMarked
package io.jsctp.wire;

import org.jspecify.annotations.NullMarked;
