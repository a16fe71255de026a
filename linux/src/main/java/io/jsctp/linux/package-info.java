/**
 * Links that NIO cannot offer. {@link io.jsctp.linux.LinuxLinks} is what io.jsctp finds; {@code LinuxLink} is both links,
 * UDP and raw IP; {@code NativeSocket} is one socket; {@code Libc} the calls of the C library that they make.
 */
@NullMarked
package io.jsctp.linux;

import org.jspecify.annotations.NullMarked;
