/**
 * The protocol engine: RFC 9260 without sockets, threads, clock or chance.
 *
 * <p>Read it from {@link io.jsctp.engine.Endpoint}, which finds the association of a packet and makes new ones, to
 * {@link io.jsctp.engine.Association}, which wires the parts of one association together. Each part is one small class:
 *
 * <ul>
 *   <li>set-up: {@code Handshake}, {@code InitHandler}, {@code InitAckHandler}, {@code CookieEchoHandler},
 *       {@code StateCookie}, {@code CookieJar}
 *   <li>sending: {@code OutboundData} over {@code SendQueue}, {@code OutstandingData}, {@code Transmission}, {@code SackProcessor}, {@code TimeBasedLoss}
 *   <li>receiving: {@code InboundData} over {@code TsnTracker}, {@code Reassembly}, {@code SackScheduler},
 *       {@code ReceiveWindow}
 *   <li>memory: {@code Allowance}, {@code PayloadPool}, and what all associations share: {@link io.jsctp.engine.SharedBudget}
 *   <li>paths: {@code PathManager}, {@code Path}, {@code RtoEstimator}, {@code Heartbeats}; congestion control is in {@link io.jsctp.congestion}
 *   <li>the end: {@code Shutdown}
 *   <li>packets: {@code ChunkWalker} in, {@code PacketAssembler} out, {@code OutOfTheBlue} for the rest
 * </ul>
 *
 * <p>Time comes in as {@code now}, in nanoseconds on one monotonic clock; numbers that must not be guessed come from an
 * {@link io.jsctp.engine.Entropy}. The same inputs give the same outputs, byte for byte. Nothing here is thread-safe: the
 * caller serialises, with an endpoint's lock taken before an association's.
 */
@NullMarked
package io.jsctp.engine;

import org.jspecify.annotations.NullMarked;
