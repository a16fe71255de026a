package io.jsctp;

import io.jsctp.engine.AnswerRates;
import io.jsctp.engine.EndpointEnvironment;
import io.jsctp.engine.EndpointLimits;
import io.jsctp.engine.Entropy;
import io.jsctp.engine.SharedBudget;
import io.jsctp.link.Link;
import io.jsctp.record.InputRecorder;
import io.jsctp.record.RecordedBudget;
import io.jsctp.record.RecordedEntropy;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the sockets, endpoints and associations of one stack share. Its lock guards the set of sockets, the changes of
 * the endpoint table and the count of associations; see the package description for the order of locks.
 */
final class StackRuntime {
    static final int BATCH_BYTES = 256 << 10;
    static final int BATCH_PACKETS = 128;

    final Link link;
    final StackLimits limits;
    final StackEntropy entropy;
    final SocketSettings defaults;
    final EndpointTable endpoints = new EndpointTable();
    final StackCounting counters = new StackCounting();
    final Statistics statistics = new Statistics();
    final StateNotes notes;

    /** One for each loop, as many as the link has queues. */
    final LoopShare[] loops;

    final EndpointEnvironment environment;

    /**
     * Held while an endpoint that shares its port begins to listen or to associate; taken after a socket's lock and before
     * those of endpoints.
     */
    final ReentrantLock sharing = new ReentrantLock();

    /** Checksums are verified though the link says that it did; set before there is a loop. */
    boolean verifiesTrusted;

    private final FaultLog faults = new FaultLog(System.getLogger("io.jsctp"));
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Set<SocketCore> sockets = new LinkedHashSet<>();
    private final Set<EndpointDriver> allEndpoints = new LinkedHashSet<>();
    private int associations;
    private boolean closed;
    private int socketLoop;
    /** Set once, before the stack is given away. */
    private @Nullable Waiting waiting;

    /** Has the host's addresses looked at from now on; set before the stack is given away. */
    private Runnable watchAddresses = () -> {};

    /** Records what goes into the engine, if somebody wants that. */
    final @Nullable InputRecorder recorder;

    StackRuntime(
            Link link,
            StackLimits limits,
            boolean silent,
            StackEntropy entropy,
            SocketSettings defaults,
            @Nullable InputRecorder recorder) {
        this.link = link;
        notes = new StateNotes(link);
        this.limits = limits;
        this.entropy = entropy;
        this.defaults = defaults;
        this.recorder = recorder;
        environment = newEnvironment(limits.forEndpoints(), new StackBudget(limits, counters), silent);
        loops = LoopShare.all(this);
    }

    private EndpointEnvironment newEnvironment(EndpointLimits bounds, SharedBudget budget, boolean silent) {
        InputRecorder log = recorder;
        if (log == null) {
            return new EndpointEnvironment(bounds, budget, entropy, new StackAnswers(bounds, entropy, silent));
        }
        log.begin(bounds, budget.memoryBytes(), silent);
        Entropy recorded = new RecordedEntropy(entropy, log);
        AnswerRates answers = new StackAnswers(bounds, recorded, silent);
        return new EndpointEnvironment(bounds, new RecordedBudget(budget, log), recorded, answers, log);
    }

    void watchAddresses(Runnable begin) {
        watchAddresses = begin;
    }

    /** A socket is to follow the addresses of the host. */
    void addressesMatter() {
        watchAddresses.run();
    }

    /** Nothing goes into the engine any more. */
    void endRecording() {
        if (recorder != null) {
            recorder.close();
        }
    }

    /** {@return how calls wait} */
    Waiting waiting() {
        return Objects.requireNonNull(waiting, "set before there are sockets");
    }

    /** Says how calls wait; before the stack is given away. */
    void waiting(Waiting how) {
        waiting = how;
    }

    /** A fault of ours must not end the stack: what met it is lost, as happens on the network too. */
    void fault(String what, RuntimeException e) {
        counters.internalError();
        faults.tell(what, e, link.nanoTime());
    }

    /** Counts a socket that the user gets; it is a closed stack's fault (EBADF) or too many are open (EMFILE). */
    void register(SocketCore socket, String call) throws SctpException {
        lock.lock();
        try {
            if (closed) {
                throw Errors.of(Errno.EBADF, call, "the stack is closed");
            }
            if (sockets.size() >= limits.get(StackLimit.SOCKETS)) {
                counters.reached(StackLimit.SOCKETS);
                throw Errors.of(Errno.EMFILE, call, "the stack has its " + limits.get(StackLimit.SOCKETS) + " sockets");
            }
            sockets.add(socket);
        } finally {
            lock.unlock();
        }
    }

    void unregister(SocketCore socket) {
        lock.lock();
        try {
            sockets.remove(socket);
        } finally {
            lock.unlock();
        }
    }

    /** {@return the loop of a socket that has no association yet: each has its turn} */
    LoopShare nextLoop() {
        lock.lock();
        try {
            socketLoop = (socketLoop + 1) % loops.length;
            return loops[socketLoop];
        } finally {
            lock.unlock();
        }
    }

    /** {@return the sockets that there are} */
    List<SocketCore> sockets() {
        lock.lock();
        try {
            return new ArrayList<>(sockets);
        } finally {
            lock.unlock();
        }
    }

    /** Refuses new sockets from now on, and tells which ones there are; empty if that was done before. */
    List<SocketCore> close() {
        lock.lock();
        try {
            if (closed) {
                return List.of();
            }
            closed = true;
            return new ArrayList<>(sockets);
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Gives a new endpoint its port, or tells that another one has it. */
    boolean claim(EndpointDriver endpoint) {
        lock.lock();
        try {
            if (endpoints.isTakenFrom(endpoint, endpoint.addresses())) {
                return false;
            }
            endpoints.add(endpoint);
            allEndpoints.add(endpoint);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Changes the addresses of an endpoint, unless another one has one of them at its port. */
    boolean claim(EndpointDriver endpoint, List<InetAddress> addresses) {
        lock.lock();
        try {
            if (endpoints.isTakenFrom(endpoint, addresses)) {
                return false;
            }
            endpoint.claim(addresses);
            return true;
        } finally {
            lock.unlock();
        }
    }

    void release(EndpointDriver endpoint) {
        lock.lock();
        try {
            endpoints.remove(endpoint);
            allEndpoints.remove(endpoint);
        } finally {
            lock.unlock();
        }
    }

    void associationAdded() {
        lock.lock();
        try {
            associations++;
        } finally {
            lock.unlock();
        }
    }

    void associationRemoved() {
        lock.lock();
        try {
            associations--;
            if (associations == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@return what the stack has done and what it has now} */
    StackCounters counters() {
        lock.lock();
        try {
            return counters.snapshot(
                    link.sendFailures(), environment.budget().memoryUsed(), associations, sockets.size());
        } finally {
            lock.unlock();
        }
    }

    StackStatistics statistics() {
        return statistics.snapshot(counters(), counters.strangersAnswered());
    }

    /** Aborts every association there is. */
    void abortAll() {
        List<EndpointDriver> all;
        lock.lock();
        try {
            all = new ArrayList<>(allEndpoints);
        } finally {
            lock.unlock();
        }
        for (EndpointDriver endpoint : all) {
            for (AssociationDriver driver : endpoint.drivers()) {
                driver.abort(new byte[0]);
            }
        }
    }

    /** Waits until there is no association, or the time is over. */
    void awaitIdle(long timeoutNs) throws InterruptedException {
        lock.lock();
        try {
            long left = timeoutNs;
            while (associations > 0 && left > 0) {
                left = waiting().awaitNanos(lock, idle, left);
            }
        } finally {
            lock.unlock();
        }
    }
}
