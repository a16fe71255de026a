/**
 * Does again what a recording holds ({@link io.jsctp.SctpStackBuilder#recording}): the engine gets the same packets, calls, times and
 * chance, in virtual time, and must do the same. {@code Recording} is the file, {@code Replay} what drives the engine, {@code
 * RecordedChance} stands for what the engine got besides its arguments.
 */
@NullMarked
package io.jsctp.testkit.replay;

import org.jspecify.annotations.NullMarked;
