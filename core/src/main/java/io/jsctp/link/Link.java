package io.jsctp.link;

import java.net.InetAddress;
import java.util.List;

/**
 * A way for SCTP packets to reach other hosts. It may lose, delay, reorder and duplicate them; it never throws because
 * of what happens on the network.
 *
 * <p>A stack owns its link: one thread, the stack's loop, calls {@link #poll}; any thread calls {@link #send},
 * {@link #nanoTime}, {@link #mtu} and {@link #wakeup}. The link is also the clock, so that a simulated link can bring
 * its own time.
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
     * batch, does not clear it, and does not block.
     *
     * @param batch the packets; belongs to the caller
     */
    void send(PacketBatch batch);

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

    /** Ends the present {@link #poll}, or the next one if none is under way. */
    void wakeup();

    /** {@return how many packets could not be sent} */
    long sendFailures();

    /** Ends the link and frees what it holds. A poll under way returns; later sends do nothing. Idempotent. */
    @Override
    void close();
}
