/** Runs the benchmarks, which are in the packages of what they measure. */
@NullMarked
package io.jsctp.bench;

import org.jspecify.annotations.NullMarked;
