package io.jsctp;

/**
 * A stack without a thread: nothing happens in it but by its caller. Calls of its sockets send what they made due;
 * packets are taken and timers go off in {@link #step}, or while a call waits.
 *
 * <p>A blocking call does not wait for another thread: it runs steps until it has what it needs, and the link's
 * {@link io.jsctp.link.Link#poll} lets the time pass. If no timer runs and the link has nothing to wait for, it fails
 * with EDEADLK instead of waiting for ever.
 *
 * <p>The stack, its sockets and this object belong to one thread at a time.
 */
public final class SteppedStack implements AutoCloseable {
    private final SctpStack stack;
    private final StackRuntime runtime;
    private final EventLoop loop;

    SteppedStack(SctpStack stack, StackRuntime runtime, EventLoop loop) {
        this.stack = stack;
        this.runtime = runtime;
        this.loop = loop;
    }

    /** {@return the stack} */
    public SctpStack stack() {
        return stack;
    }

    /**
     * Takes the packets that the link has, lets timers go off that are due by the link's clock, sends what both made
     * due, and goes on with asynchronous calls, whose futures it completes. Does not wait.
     *
     * @return true if a packet came, a timer went off or there were such calls to look at: another step may find more
     * @throws IllegalStateException if it is called from within a step, as by the link
     */
    public boolean step() {
        return loop.turn(0);
    }

    /**
     * Tells until when nothing happens unless a packet comes or a call is made.
     *
     * @return when the next timer goes off, in ns of the link's clock; a step may then find that it was put off;
     *     Long.MAX_VALUE if no timer runs; now if asynchronous calls can go on
     */
    public long nextTimeoutNs() {
        LoopShare share = runtime.loops[0];
        return share.lanes.isEmpty() ? share.timers.next() : runtime.link.nanoTime();
    }

    /** Closes the stack, as {@link SctpStack#close}; the grace is time of the link's clock. */
    @Override
    public void close() {
        stack.close();
    }

    /** {@return that of the stack} */
    @Override
    public String toString() {
        return stack.toString();
    }
}
