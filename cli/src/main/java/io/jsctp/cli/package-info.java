/**
 * The {@code jsctp} commands: the seed's echo programs, a throughput meter, a demonstration, and a runner of
 * packet scripts. Each is one class with a
 * picocli annotation; {@link io.jsctp.cli.Main} ties them together.
 */
@NullMarked
package io.jsctp.cli;

import org.jspecify.annotations.NullMarked;
