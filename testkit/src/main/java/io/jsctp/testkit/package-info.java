/**
 * A network, hosts and time that a seed determines: {@link io.jsctp.testkit.SimulatedNetwork} carries packets between
 * {@link io.jsctp.testkit.SimulatedHost}s with delay, loss, reordering, duplication, corruption and cuts; a run can be
 * repeated byte for byte. {@link io.jsctp.testkit.VirtualNetwork} does it for stacks with their sockets, so that programs on
 * top of them are tested in virtual time.
 */
@NullMarked
package io.jsctp.testkit;

import org.jspecify.annotations.NullMarked;
