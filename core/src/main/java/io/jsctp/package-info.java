/**
 * SCTP sockets (RFC 6458): {@link io.jsctp.SctpStack} opens {@link io.jsctp.SctpSocket}s. Calls have the names of the RFC
 * without prefix, its structures are records, its options typed keys, its errors {@link io.jsctp.Errno} values.
 *
 * <p>Order of locks, for those who change this package; a thread that holds one takes only later ones:
 *
 * <ol>
 *   <li>that of a lane of asynchronous calls ({@code Lane}): they are tried under it, and told without any lock
 *   <li>the socket's ({@code SocketCore.lock}): binding, connecting, options, closing; never on the packet path
 *   <li>the stack's for sockets that share a port ({@code StackRuntime.sharing})
 *   <li>the endpoint's ({@code EndpointDriver}): its addresses, its associations, sockets waiting to be accepted
 *   <li>the association's ({@code AssociationDriver}): everything in the engine; packets are sent under it, to keep them
 *       in order
 *   <li>leaves, under which none of these is taken: the receive queue's, the entropy's, the stack's, that of how often strangers are
 *       answered, and those of what the associations of a
 *       loop share: the timer queue's, the batch pool's
 *   <li>the poller's, and that of the list of lanes to look at ({@code Lanes}), which are told under any of them that a
 *       socket is ready
 * </ol>
 *
 * <p>All are {@code ReentrantLock}s, so that virtual threads are not pinned while they wait.
 */
@NullMarked
package io.jsctp;

import org.jspecify.annotations.NullMarked;
