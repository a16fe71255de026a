package io.jsctp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SCTP stack: its UDP ports, its thread or threads, its sockets. Several can live side by side. Thread-safe.
 *
 * <p>Close it: that ends its threads and frees its ports.
 */
public final class SctpStack implements AutoCloseable {
    private static final long ROUND_END_MS = 100;

    /** What is sampled for the flight recorder is so no more. */
    private Runnable endSampling = () -> {};

    private @Nullable AddressWatch watch;

    private final StackRuntime runtime;
    private final long closeGraceNs;
    private final List<EventLoop> loops;

    /** Those that run the loops; none if the caller does. */
    private final List<Thread> threads;

    private SctpStack(StackRuntime runtime, Duration closeGrace, List<EventLoop> loops, List<Thread> threads) {
        this.runtime = runtime;
        closeGraceNs = closeGrace.toNanos();
        this.loops = loops;
        this.threads = threads;
    }

    /** A stack with threads of its own, which run from now on. */
    static SctpStack threaded(StackRuntime runtime, Duration closeGrace, Duration busyPoll, Duration addressInterval) {
        List<EventLoop> loops = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (LoopShare share : runtime.loops) {
            EventLoop loop = new EventLoop(runtime, share, busyPoll.toNanos());
            String name = "jsctp-loop-" + runtime.link.udpPort() + (share.queue == 0 ? "" : "-" + share.queue);
            Thread thread = new Thread(loop, name);
            thread.setDaemon(true);
            loops.add(loop);
            threads.add(thread);
        }
        // Who has the loop's thread look without end for packets wants no other to.
        boolean mayLead = loops.size() == 1 && busyPoll.isZero() && runtime.link.pollsOnAnyThread();
        runtime.waiting(
                mayLead
                        ? new LeadingWaiting(loops.get(0), runtime.loops[0], runtime.link)
                        : new SignalledWaiting(loops));
        SctpStack stack = new SctpStack(runtime, closeGrace, loops, threads);
        AddressWatch watch = new AddressWatch(stack::look, addressInterval);
        stack.watch = watch;
        runtime.watchAddresses(watch::start);
        if (StateNotes.isPresent("jdk.jfr")) {
            stack.endSampling = FlightEvents.sample(runtime);
        }
        threads.forEach(Thread::start);
        return stack;
    }

    /** A stack whose loop the caller runs. */
    static SctpStack stepped(StackRuntime runtime, Duration closeGrace, EventLoop loop) {
        return new SctpStack(runtime, closeGrace, List.of(loop), List.of());
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

    /** {@return how many loops it has, each with a thread of its own; see {@link SctpStackBuilder#loops}} */
    public int loops() {
        return loops.size();
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
     * are aborted, too. Idempotent. On a thread of its own (see {@link AsyncSocket}) it does not wait for that moment.
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
        if (threads.isEmpty()) {
            loops.forEach(EventLoop::end);
        } else {
            interrupted |= endThreads();
        }
        runtime.link.close();
        runtime.endRecording();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Ends the threads of the loops, and waits for it; on one of them only for a moment, in which the others may send what their
     * rounds hold. True if the caller was interrupted meanwhile.
     */
    private boolean endThreads() {
        loops.forEach(EventLoop::stop);
        boolean interrupted = false;
        // Without end it can't be on one of them: another one may do the same.
        long mostMs = loops.stream().anyMatch(EventLoop::isInside) ? ROUND_END_MS : 0;
        for (Thread thread : threads) {
            interrupted |= thread != Thread.currentThread() && join(thread, mostMs);
        }
        return interrupted;
    }

    private static boolean join(Thread running, long mostMs) {
        boolean interrupted = false;
        while (true) {
            try {
                running.join(mostMs);
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
