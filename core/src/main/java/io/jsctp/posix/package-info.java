/**
 * SCTP sockets as C has them (RFC 6458): {@link io.jsctp.posix.Posix} has the functions by their C names, with descriptors
 * that are numbers, results of -1 and an errno, over the sockets of {@link io.jsctp}; structures are classes with the names
 * and fields of C. It is for programs that are carried over line by line; new ones are better off with {@code io.jsctp}.
 *
 * <p>How C becomes Java here:
 *
 * <ul>
 *   <li>A pointer to a number that a call fills in is an array of one; a pointer to a structure is the object.
 *   <li>16 and 8 bits without sign are an {@code int}, 32 bits without sign a {@code long}, an association's id
 *       ({@code sctp_assoc_t}) an {@code int}. Numbers that do not fit are refused with EINVAL.
 *   <li>Where C takes the size of a structure, so do the calls here: {@code sctp_event.SIZEOF}.
 *   <li>The machine is big-endian: the order of bytes in numbers, notifications and addresses is that of the network, and
 *       {@code htonl} and its kind change nothing. They are there so that a program says what it means.
 *   <li>{@code memset(&x, 0, sizeof(x))} is {@code new}; what a call gave needs not be freed, but can be.
 *   <li>Signals interrupt nothing; {@link java.lang.Thread#interrupt} does, with EINTR, and stays set.
 * </ul>
 */
@NullMarked
package io.jsctp.posix;

import org.jspecify.annotations.NullMarked;
