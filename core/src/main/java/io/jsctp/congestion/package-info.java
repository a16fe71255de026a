/**
 * Congestion control that can be put in the place of the standard one: {@link io.jsctp.congestion.CongestionAlgorithm} makes
 * a {@link io.jsctp.congestion.CongestionController} for each path. {@link io.jsctp.congestion.StandardCongestion} has those
 * that come with the stack.
 *
 * <p>It depends on nothing else of the stack: a controller is told numbers and answers with numbers. It is called under the
 * lock of its association, on the path of each packet: it must neither wait, nor call the stack, nor make garbage.
 */
@NullMarked
package io.jsctp.congestion;

import org.jspecify.annotations.NullMarked;
