/**
 * Programs of C carried over line by line with {@link io.jsctp.posix.Posix}: the two of the Solaris Programming Interfaces Guide
 * (Examples 7-17 and 7-18) and the two of RFC 6458 (Appendices A and B). What they had to be changed in is said where it is.
 * {@code io.jsctp.cli} has the first two as one would write them in Java.
 *
 * <p>The code taken from RFC 6458 is Copyright (c) 2011 IETF Trust and the persons identified as authors of the code, all
 * rights reserved, and licensed under the Simplified BSD License of Section 4.c of the IETF Trust's Legal Provisions Relating
 * to IETF Documents.
 */
@NullMarked
package io.jsctp.examples;

import org.jspecify.annotations.NullMarked;
