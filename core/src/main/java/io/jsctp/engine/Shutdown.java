package io.jsctp.engine;

import io.jsctp.wire.Chunk;
import io.jsctp.wire.ShutdownAckChunk;
import io.jsctp.wire.ShutdownChunk;
import io.jsctp.wire.ShutdownCompleteChunk;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The graceful end of an association from either side (RFC 9260 §9.2): the states from SHUTDOWN-PENDING on, the
 * T2-shutdown timer and the T5 guard.
 */
final class Shutdown {
    private static final byte[] UNFINISHED = "a message was not finished".getBytes(StandardCharsets.US_ASCII);

    private final Association association;
    private long t2DeadlineNs = Path.NONE;
    private long t5DeadlineNs = Path.NONE;
    private int repeats;
    private @Nullable Path path;

    Shutdown(Association association) {
        this.association = association;
    }

    long earliestDeadlineNs() {
        return Math.min(t2DeadlineNs, t5DeadlineNs);
    }

    void stop() {
        t2DeadlineNs = Path.NONE;
        t5DeadlineNs = Path.NONE;
        repeats = 0;
        path = null;
    }

    /** The user asks for it in an established association. */
    void begin(long now) {
        if (association.state == AssociationState.ESTABLISHED) {
            association.state = AssociationState.SHUTDOWN_PENDING;
            association.reconfiguration.onShutdown(now);
            progress(now);
        }
    }

    /**
     * Goes on once everything of ours is acknowledged; called after whatever may have changed that. A message that the user
     * has not ended will never be whole: then the end is not graceful.
     */
    void progress(long now) {
        boolean stops = association.state == AssociationState.SHUTDOWN_PENDING
                || association.state == AssociationState.SHUTDOWN_RECEIVED;
        if (stops && association.outbound.waitsForNextPart()) {
            association.ending.abort(UNFINISHED);
            return;
        }
        if (association.state == AssociationState.SHUTDOWN_PENDING && association.outbound.isDrained()) {
            association.state = AssociationState.SHUTDOWN_SENT;
            t5DeadlineNs = now + guardRtos() * association.settings.rtoMaxNs();
            enter(now);
        } else if (association.state == AssociationState.SHUTDOWN_RECEIVED && association.outbound.isDrained()) {
            association.state = AssociationState.SHUTDOWN_ACK_SENT;
            enter(now);
        }
    }

    private long guardRtos() {
        return association.environment.limits().get(Limit.SHUTDOWN_GUARD_RTOS);
    }

    private void enter(long now) {
        association.heartbeats.stop();
        association.reconfiguration.fail(now);
        if (association.isClosed()) {
            return;
        }
        path = association.paths.dataPath();
        repeats = 0;
        sendAgain(now);
    }

    /** Sends the SHUTDOWN or SHUTDOWN ACK of the present state and (re)starts T2. */
    private void sendAgain(long now) {
        Path p = path == null ? association.paths.dataPath() : path;
        boolean initiator = association.state == AssociationState.SHUTDOWN_SENT;
        association.control.removeAll(ShutdownChunk.class);
        association.control.removeAll(ShutdownAckChunk.class);
        association.control.send(
                initiator ? new ShutdownChunk(association.inbound().cumulativeTsn()) : new ShutdownAckChunk(), p);
        t2DeadlineNs = now + p.rto.rtoNs();
    }

    /** The peer sent SHUTDOWN; its cumulative ack was already taken. */
    void onShutdown(long now) {
        switch (association.state) {
            case ESTABLISHED, SHUTDOWN_PENDING -> {
                association.state = AssociationState.SHUTDOWN_RECEIVED;
                association.events.add(new AssociationEvent.PeerShutdown());
                association.reconfiguration.onShutdown(now);
                progress(now);
            }
            case SHUTDOWN_RECEIVED -> progress(now);
            case SHUTDOWN_SENT -> {
                association.state = AssociationState.SHUTDOWN_ACK_SENT;
                association.events.add(new AssociationEvent.PeerShutdown());
                sendAgain(now);
            }
            case SHUTDOWN_ACK_SENT -> resendShutdownAck();
            default -> {
                // CLOSED, COOKIE-WAIT and COOKIE-ECHOED: silently ignored (RFC 9260 §9.2)
            }
        }
    }

    /**
     * Repeats SHUTDOWN ACK without touching T2: an INIT, a SHUTDOWN or a COOKIE ECHO came late (RFC 9260 §9.2, §5.2.4 A).
     *
     * @param with what goes into the same packet
     */
    void resendShutdownAck(Chunk... with) {
        Path p = path == null ? association.paths.dataPath() : path;
        association.control.send(new ShutdownAckChunk(), p);
        for (Chunk chunk : with) {
            association.control.send(chunk, p);
        }
    }

    /** The peer sent SHUTDOWN ACK. */
    void onShutdownAck(Path from) {
        if (association.state == AssociationState.SHUTDOWN_SENT
                || association.state == AssociationState.SHUTDOWN_ACK_SENT) {
            Path to = from.isConfirmed() ? from : association.paths.dataPath();
            association.control.clear();
            association.control.sendAlone(new ShutdownCompleteChunk(false), association.peerTag, to);
            association.ending.complete();
        }
    }

    /** The peer sent SHUTDOWN COMPLETE, its tag was right. */
    void onShutdownComplete() {
        if (association.state == AssociationState.SHUTDOWN_ACK_SENT) {
            association.control.clear();
            association.ending.complete();
        }
    }

    /**
     * A packet came from the peer in SHUTDOWN-SENT: it lives, so the count of repeats starts over (RFC 9260 §9.2). Only one
     * with DATA restarts T2, by way of the SHUTDOWN that answers it: if every packet did, the peer's heartbeats could hold
     * off the repetition of a lost SHUTDOWN for ever.
     */
    void onPacket(boolean carriedData, long now) {
        if (association.state != AssociationState.SHUTDOWN_SENT) {
            return;
        }
        repeats = 0;
        if (carriedData) {
            sendAgain(now);
        }
    }

    /** The peer deleted the address that the last chunk of the shutdown went to: the next one goes elsewhere. */
    void onPathGone(Path gone, Path heir) {
        path = path == gone ? heir : path;
    }

    void onTimeout(long now) {
        if (t5DeadlineNs <= now) {
            association.environment.budget().reached(Limit.SHUTDOWN_GUARD_RTOS);
            association.ending.abandon(LossReason.SHUTDOWN_TIMEOUT, "shutdown guard timer expired");
            return;
        }
        if (t2DeadlineNs > now) {
            return;
        }
        association.counters.t2Expiries++;
        repeats++;
        if (repeats > association.settings.associationMaxRetrans()) {
            association.ending.abandon(LossReason.PEER_UNREACHABLE, "shutdown unanswered");
            return;
        }
        Path p = path == null ? association.paths.dataPath() : path;
        p.rto.backoff();
        association.failures.onPathError(p, now);
        path = association.paths.alternateTo(p);
        association.counters.controlChunksRepeated++;
        sendAgain(now);
    }
}
