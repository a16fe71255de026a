package io.jsctp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SCTP stack: its UDP ports, its one thread, its sockets. Several can live side by side. Thread-safe.
 *
 * <p>Close it: that ends its thread and frees its ports.
 */
public final class SctpStack implements AutoCloseable {
    /** What is sampled for the flight recorder is so no more. */
    private Runnable endSampling = () -> {};

    private @Nullable AddressWatch watch;

    private final StackRuntime runtime;
    private final long closeGraceNs;
    private final EventLoop loop;
    private final @Nullable Thread thread;

    private SctpStack(StackRuntime runtime, Duration closeGrace, EventLoop loop, @Nullable Thread thread) {
        this.runtime = runtime;
        closeGraceNs = closeGrace.toNanos();
        this.loop = loop;
        this.thread = thread;
    }

    /** A stack with a thread of its own, which runs from now on. */
    static SctpStack threaded(StackRuntime runtime, Duration closeGrace, Duration busyPoll, Duration addressInterval) {
        EventLoop loop = new EventLoop(runtime, busyPoll.toNanos());
        runtime.waiting(new SignalledWaiting(loop));
        Thread thread = new Thread(loop, "jsctp-loop-" + runtime.link.udpPort());
        thread.setDaemon(true);
        SctpStack stack = new SctpStack(runtime, closeGrace, loop, thread);
        AddressWatch watch = new AddressWatch(stack::look, addressInterval);
        stack.watch = watch;
        runtime.watchAddresses(watch::start);
        if (StateNotes.isPresent("jdk.jfr")) {
            stack.endSampling = FlightEvents.sample(runtime);
        }
        thread.start();
        return stack;
    }

    /** A stack whose loop the caller runs. */
    static SctpStack stepped(StackRuntime runtime, Duration closeGrace, EventLoop loop) {
        return new SctpStack(runtime, closeGrace, loop, null);
    }

    /** {@return a description of a stack, to be completed and opened} */
    public static SctpStackBuilder builder() {
        return new SctpStackBuilder();
    }

    /**
     * Opens a stack on all addresses of this host and UDP port 9899, or an ephemeral one if that is taken.
     *
     * @return the stack
     * @throws SctpException EIO if no UDP port can be had
     */
    public static SctpStack open() throws SctpException {
        return builder().open();
    }

    /**
     * Makes a socket (RFC 6458 §3.1.1, §4.1.1).
     *
     * @param family its addresses
     * @param style one association or many
     * @return the socket, unbound
     * @throws SctpException EBADF if the stack is closed, EMFILE if it has as many sockets as it may, EFAULT if an
     *     argument is null
     */
    public SctpSocket socket(Family family, Style style) throws SctpException {
        Errors.present(family, "socket", "the family");
        Errors.present(style, "socket", "the style");
        SocketSettings settings = runtime.defaults.withFragmentInterleave(style == Style.ONE_TO_MANY ? 1 : 0);
        SocketCore core = new SocketCore(runtime, family, style, settings);
        runtime.register(core, "socket");
        return new SctpSocket(core);
    }

    /**
     * Makes a poller, which waits for any of many sockets of this stack.
     *
     * @return the poller, which watches nothing yet
     */
    public Poller poller() {
        return new Poller(runtime);
    }

    /** {@return the UDP port that this stack receives on; 0 if its link is not UDP} */
    public int udpPort() {
        return runtime.link.udpPort();
    }

    /** {@return the IP addresses that sockets of this stack can be bound to} */
    public List<InetAddress> localAddresses() {
        return runtime.link.localAddresses();
    }

    /**
     * Looks which addresses the link has now. Sockets that are bound to all addresses follow: an association to come has
     * those, and with {@link SctpOption#AUTO_ASCONF} those that there are are changed, too. To be called when the link's
     * addresses have become others, as often as one likes; once a socket has that option the stack looks by itself as well, see
     * {@link SctpStackBuilder#addressInterval}. A {@link io.jsctp.link.UdpLink} that was opened on all addresses of the host
     * finds those that it got and lost; one on given addresses keeps them.
     */
    public void addressesChanged() {
        runtime.link.refreshAddresses();
        for (SocketCore socket : runtime.sockets()) {
            LiveBinding.follow(socket);
        }
    }

    private void look() {
        try {
            addressesChanged();
        } catch (RuntimeException e) {
            runtime.fault("a look at the addresses", e);
        }
    }

    /** {@return what the stack has done so far} */
    public StackCounters counters() {
        return runtime.counters();
    }

    /**
     * {@return what the stack and all associations that it has and had have counted, by the names of RFC 3873} It looks at
     * each association in turn.
     */
    public StackStatistics statistics() {
        return runtime.statistics();
    }

    /** {@return what each association has counted that the stack has now, in no order} It looks at each in turn. */
    public List<AssociationStatistics> associations() {
        return runtime.statistics.associations();
    }

    /**
     * Closes the stack. Associations of open sockets are aborted, and their blocked callers told (EBADF). Associations
     * whose sockets were closed before get a moment (see {@link SctpStackBuilder#closeGrace}) to end gracefully, then
     * are aborted, too. Idempotent. On its own thread (see {@link AsyncSocket}) it does not wait for that moment.
     */
    @Override
    public void close() {
        endSampling.run();
        if (watch != null) {
            watch.stop();
        }
        for (SocketCore socket : runtime.close()) {
            SocketClosing.abort(socket);
        }
        boolean interrupted = Thread.interrupted();
        try {
            runtime.awaitIdle(closeGraceNs);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        runtime.abortAll();
        if (thread == null) {
            loop.end();
        } else if (loop.isInside()) {
            loop.stop();
        } else {
            interrupted |= end(thread);
        }
        runtime.link.close();
        runtime.endRecording();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the thread of the loop; true if the caller was interrupted meanwhile. */
    private boolean end(Thread running) {
        loop.stop();
        boolean interrupted = false;
        while (true) {
            try {
                running.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    /** {@return one line: the link and the number of packets} */
    @Override
    public String toString() {
        StackCounters counters = counters();
        return "SctpStack[" + runtime.link + ", " + counters.packetsReceived() + " packets in, "
                + counters.packetsSent() + " out]";
    }
}
