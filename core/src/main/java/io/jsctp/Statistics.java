package io.jsctp;

import io.jsctp.engine.AssociationState;
import io.jsctp.engine.PathInfo;
import io.jsctp.engine.PathState;
import io.jsctp.engine.PathTally;
import io.jsctp.engine.StreamTally;
import io.jsctp.engine.Tally;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which associations a stack has, and what those had counted that it had. Its lock is taken with no other one wanted
 * after it; a snapshot asks the associations without it, each under its own lock.
 */
final class Statistics {
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<AssociationDriver> living = new HashSet<>();
    private final Tally ended = new Tally();
    private final Instant since = Instant.now();

    void began(AssociationDriver driver) {
        lock.lock();
        try {
            living.add(driver);
        } finally {
            lock.unlock();
        }
    }

    /** The association is over, and counts nothing any more. Called without its lock. */
    void ended(AssociationDriver driver) {
        Tally last = AssociationCalls.tally(driver);
        lock.lock();
        try {
            if (living.remove(driver)) {
                ended.add(last);
            }
        } finally {
            lock.unlock();
        }
    }

    /** An association that ends meanwhile is among the living still, and its counts stay: none is missed or counted twice. */
    StackStatistics snapshot(StackCounters stack, long strangersAnswered) {
        Tally sum = new Tally();
        List<AssociationDriver> drivers;
        lock.lock();
        try {
            sum.add(ended);
            drivers = new ArrayList<>(living);
        } finally {
            lock.unlock();
        }
        int established = 0;
        for (AssociationDriver driver : drivers) {
            sum.add(AssociationCalls.tally(driver));
            established += isEstablished(AssociationCalls.state(driver)) ? 1 : 0;
        }
        EnumMap<Counter, Long> all = new EnumMap<>(Counter.all(sum));
        all.put(Counter.OUT_SCTP_PACKS, stack.packetsSent());
        all.put(Counter.IN_SCTP_PACKS, stack.packetsReceived());
        all.merge(Counter.OUT_CTRL_CHUNKS, strangersAnswered, Long::sum);
        all.merge(Counter.IN_CTRL_CHUNKS, stack.inits(), Long::sum);
        return new StackStatistics(since, established, Collections.unmodifiableMap(all), stack);
    }

    private static boolean isEstablished(AssociationState state) {
        return state == AssociationState.ESTABLISHED
                || state == AssociationState.SHUTDOWN_PENDING
                || state == AssociationState.SHUTDOWN_RECEIVED;
    }

    static AssociationStatistics of(SocketCore core, int associationId) throws SctpException {
        core.checkOpen("statistics");
        AssociationDriver driver = core.resolve(associationId, "statistics");
        if (driver == null) {
            throw Errors.of(Errno.ENOTCONN, "statistics", "the socket never had an association");
        }
        return AssociationCalls.statistics(driver);
    }

    /** Called under the lock of the association. */
    static AssociationStatistics of(
            AssociationDriver driver,
            AssociationState state,
            Tally tally,
            List<PathTally> pathTallies,
            List<StreamTally> streamTallies) {
        return new AssociationStatistics(
                driver.id,
                driver.endpoint.port(),
                PeerOptions.stateOf(state),
                Counter.all(tally),
                pathTallies.stream().map(t -> of(driver, t)).toList(),
                streamTallies.stream().map(Statistics::of).toList());
    }

    /** {@return what each of the associations that there are has counted} */
    List<AssociationStatistics> associations() {
        List<AssociationDriver> drivers;
        lock.lock();
        try {
            drivers = new ArrayList<>(living);
        } finally {
            lock.unlock();
        }
        return drivers.stream().map(AssociationCalls::statistics).toList();
    }

    private static StreamStatistics of(StreamTally t) {
        return new StreamStatistics(
                t.streamId(),
                t.messagesOut(),
                t.bytesOut(),
                t.messagesIn(),
                t.bytesIn(),
                t.abandoned().unsent(),
                t.abandoned().sent());
    }

    private static PathStatistics of(AssociationDriver driver, PathTally t) {
        PathInfo path = t.path();
        return new PathStatistics(
                new InetSocketAddress(path.address(), driver.peerPort()),
                stateOf(path.state()),
                path.primary(),
                path.cwnd(),
                path.srttNs(),
                path.rtoNs(),
                path.mtuBytes(),
                t.packetsSent(),
                t.packetsReceived(),
                t.chunksRetransmitted(),
                t.rtoExpiries(),
                t.mtuProbes(),
                t.heartbeatsUnanswered());
    }

    private static PeerAddressInfo.State stateOf(PathState state) {
        return switch (state) {
            case ACTIVE -> PeerAddressInfo.State.ACTIVE;
            case INACTIVE -> PeerAddressInfo.State.INACTIVE;
            case UNCONFIRMED -> PeerAddressInfo.State.UNCONFIRMED;
            case POTENTIALLY_FAILED -> PeerAddressInfo.State.POTENTIALLY_FAILED;
        };
    }
}
