package io.jsctp.link;

import java.net.InetAddress;
import java.util.List;

/**
 * A way for SCTP packets to reach other hosts. It may lose, delay, reorder and duplicate them; it never throws because
 * of what happens on the network.
 *
 * <p>A stack owns its link: one thread for each of its queues, the stack's loops, calls {@link #poll(int, PacketReceiver,
 * long)}, or one thread after the other if {@link #pollsOnAnyThread()}; any thread calls {@link #send}, {@link #nanoTime},
 * {@link #mtu} and {@link #wakeup(int)}. The link is also the clock, so that a simulated link can bring its own time.
 *
 * <p>Packets may come by any queue, those of one association by several; a link that can choose sends those with
 * verification tag {@code t} by queue {@code t mod queues()}, an INIT by its Initiate Tag: then the loop that has an
 * association's timers also receives its packets.
 */
public interface Link extends AutoCloseable {
    /** {@return the local IP addresses that packets can be sent from and to; others only after {@link #refreshAddresses}} */
    List<InetAddress> localAddresses();

    /**
     * Looks for addresses that there are now or are not any more, so that {@link #localAddresses()} tells of them; called by
     * any thread, one at a time. A link whose addresses do not change does nothing.
     */
    default void refreshAddresses() {}

    /** {@return what this link does beyond carrying packets} */
    LinkCapabilities capabilities();

    /**
     * Tells whether packets can go to a UDP port. A link that is asked to send elsewhere all the same loses the packet.
     *
     * @param remoteUdpPort 1 to 65535; 0 for raw IP, or whatever the link has in place of UDP
     * @return true if so; unless a link says otherwise, it has UDP or something else, not both
     */
    default boolean carries(int remoteUdpPort) {
        return capabilities().udpEncapsulation() == (remoteUdpPort != 0);
    }

    /** {@return the local UDP port of all addresses, 0 for raw IP} */
    int udpPort();

    /**
     * Tells how large a packet may be.
     *
     * @param destination where it shall go
     * @return the most bytes of an SCTP packet, common header included, that leave this host unfragmented
     */
    int mtu(InetAddress destination);

    /** {@return the time in nanoseconds, from an arbitrary start that is not negative; never goes back} */
    long nanoTime();

    /**
     * Sends the packets, in order, as far as possible: what can't be sent now is dropped and counted. Does not keep the
     * batch, does not clear it, and does not block. Threads that send batches of different queues ({@link
     * PacketBatch#queue()}) need not wait for one another.
     *
     * @param batch the packets; belongs to the caller
     */
    void send(PacketBatch batch);

    /**
     * Tells whether {@link #poll} may be called by one thread after the other, users' threads among them, which may be interrupted;
     * never by two at once. {@link #wakeup} must then not wait for a lock that is held while packets are handed over.
     *
     * @return true if so; unless a link says otherwise, the stack's own threads poll
     */
    default boolean pollsOnAnyThread() {
        return false;
    }

    /** {@return how many threads may receive at once, each by a queue of its own; does not change} */
    default int queues() {
        return 1;
    }

    /**
     * Waits until a packet comes by one of the queues, as {@link #poll(PacketReceiver, long)} does for a link that has one.
     *
     * @param queue which one, from 0
     * @param receiver takes the packets
     * @param timeoutNs how long to wait at most, in ns
     * @return how many packets were handed over
     */
    default int poll(int queue, PacketReceiver receiver, long timeoutNs) {
        return poll(receiver, timeoutNs);
    }

    /**
     * Ends the present {@link #poll(int, PacketReceiver, long)} of a queue, or the next one if none is under way.
     *
     * @param queue which one, from 0
     */
    default void wakeup(int queue) {
        wakeup();
    }

    /**
     * Waits until a packet comes, the time is over or {@link #wakeup} is called, then hands over what is there, but not
     * without end: a call takes a bounded number of packets, and the next call continues. A link in virtual time lets
     * that pass instead of waiting; asked to wait without end for what can't come, it returns 0 at once.
     *
     * @param receiver takes the packets
     * @param timeoutNs how long to wait at most, in ns; 0 or less does not wait; Long.MAX_VALUE waits without end
     * @return how many packets were handed over
     */
    int poll(PacketReceiver receiver, long timeoutNs);

    /** Ends the present {@link #poll(PacketReceiver, long)}, or the next one if none is under way. */
    void wakeup();

    /** {@return how many packets could not be sent} */
    long sendFailures();

    /** Ends the link and frees what it holds. A poll under way returns; later sends do nothing. Idempotent. */
    @Override
    void close();
}
