package io.jsctp.testkit.script;

import java.net.InetAddress;
import java.util.List;

/**
 * The stack a script runs against: sockets, the network below them, and time, all on the caller's thread. Nothing in it goes
 * on by itself: time moves in {@link #advance} only. Times are nanoseconds of one virtual clock. Not thread-safe.
 */
public interface ScriptSystem extends AutoCloseable {
    /** Makes a system for each script. */
    interface Factory {
        /**
         * Makes a system on which nothing has happened.
         *
         * @param setup addresses and ports that the script names with {@code ...}
         * @return the system
         * @throws ScriptRefusedException if it cannot be as the setup asks
         */
        ScriptSystem open(ScriptSetup setup) throws ScriptRefusedException;
    }

    /**
     * Changes a default before the first socket is made, as sysctl does. Names and units are those of FreeBSD's
     * {@code net.inet.sctp}: {@code rto_min} (ms), {@code initial_cwnd} (MTUs), {@code valid_cookie_life} (s). The runner
     * deals with those that switch extensions on and off.
     *
     * @param name the last part of the name
     * @param value the value
     * @throws ScriptRefusedException if there is no such knob here, or the value is out of its range
     */
    void knob(String name, long value) throws ScriptRefusedException;

    /**
     * Makes a system call at the present time. A descriptor that it makes is known from then on by the number that the
     * script expects ({@link SystemCall#expected}); the result's value then is that number.
     *
     * @param call the call
     * @return how it ended, or {@link CallResult#BLOCKED}
     * @throws ScriptRefusedException if it does not know the call, or an argument of it
     */
    CallResult call(SystemCall call) throws ScriptRefusedException;

    /**
     * Looks whether a call that is blocked can end now.
     *
     * @param call the call
     * @return how it ended, or {@link CallResult#BLOCKED}
     * @throws ScriptRefusedException if it does not know an argument of it
     */
    CallResult resume(SystemCall call) throws ScriptRefusedException;

    /**
     * Gives the stack a packet at the present time.
     *
     * @param sctpPacket the packet, its common header first
     * @param from its source address
     * @param fromUdpPort its UDP source port
     * @param to which of the local addresses it is for
     */
    void inject(byte[] sctpPacket, InetAddress from, int fromUdpPort, InetAddress to);

    /** {@return what was sent since the last time this was asked, in its order} */
    List<EmittedPacket> drain();

    /** {@return when the next timer is due, or {@link Long#MAX_VALUE}} */
    long nextTimeoutNs();

    /**
     * Lets time pass, and every timer fire that is due by then, at its time.
     *
     * @param toNs the new present, not before the old one
     */
    void advance(long toNs);

    /** {@return the present} */
    long nowNs();

    /** Forgets everything; sends nothing. */
    @Override
    void close();
}
