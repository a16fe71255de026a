package io.jsctp.engine;

import io.jsctp.wire.HeartbeatChunk;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Watches the paths of an association: probes idle ones, and those not yet confirmed, with HEARTBEAT chunks (RFC 9260
 * §5.4, §8.3). Each HEARTBEAT carries a fresh 64-bit nonce, the sending time and the address, and only an exact echo of
 * the latest one counts.
 */
final class Heartbeats {
    private static final int FIXED_BYTES = 16;

    private final Association association;

    /** When the next unconfirmed path is probed: one in each RTO, over all paths (HB.Max.Burst = 1). */
    private long probeDeadlineNs = Path.NONE;

    private int probeRotation;
    private boolean running;

    Heartbeats(Association association) {
        this.association = association;
    }

    /** Begins to watch; the association is established. */
    void start(long now) {
        running = true;
        association.mtuProbes.start();
        PathManager paths = association.paths;
        for (int i = 0; i < paths.count(); i++) {
            Path p = paths.get(i);
            if (p.isConfirmed()) {
                schedule(p, now);
            } else {
                probeDeadlineNs = now;
            }
        }
    }

    /** Ends it; SHUTDOWN or SHUTDOWN ACK leaves, or the association is over (RFC 9260 §8.3). */
    void stop() {
        running = false;
        association.mtuProbes.stop();
        probeDeadlineNs = Path.NONE;
        PathManager paths = association.paths;
        for (int i = 0; i < paths.count(); i++) {
            paths.get(i).heartbeatDeadlineNs = Path.NONE;
            paths.get(i).heartbeatAckDeadlineNs = Path.NONE;
        }
    }

    /** There is one more path, not confirmed: it is probed at once, but for the rate of probes (RFC 5061 §5.3 F1). */
    void onNewPath(long now) {
        if (running && probeDeadlineNs == Path.NONE) {
            probeDeadlineNs = now;
        }
    }

    long probeDeadlineNs() {
        return probeDeadlineNs;
    }

    /** The interval may have changed: confirmed paths are scheduled anew. */
    void reschedule(long now) {
        PathManager paths = association.paths;
        for (int i = 0; i < paths.count(); i++) {
            if (paths.get(i).isConfirmed()) {
                schedule(paths.get(i), now);
            }
        }
    }

    /** Sets the next regular HEARTBEAT: after RTO ± 50 % + HB.interval, or after an RTO if the path is potentially failed. */
    void schedule(Path p, long now) {
        if (!running || !p.heartbeatEnabled) {
            p.heartbeatDeadlineNs = Path.NONE;
            return;
        }
        p.heartbeatDeadlineNs = now + (p.isPotentiallyFailed() ? p.rto.rtoNs() : period(p));
    }

    /** A potentially failed path is probed at once, and then in each RTO; any other one regularly (RFC 7829 §3.2, 5, 8). */
    void onStateChanged(Path p, long now) {
        if (p.isPotentiallyFailed()) {
            probeAgain(p, now);
        } else {
            schedule(p, now);
        }
    }

    /** One HEARTBEAT in each RTO, unless it was sent already, is not wanted, or data tells as much. */
    private void probeAgain(Path p, long now) {
        schedule(p, now);
        boolean wanted = running && p.heartbeatEnabled && p.heartbeatAckDeadlineNs == Path.NONE;
        if (wanted && !dataTellsAsMuch()) {
            send(p, now);
        }
    }

    /**
     * With one path for data, T3 and the SACKs of what is outstanding tell what a HEARTBEAT would (RFC 7829 §3.2 item 6).
     */
    private boolean dataTellsAsMuch() {
        if (!association.outbound.hasOutstanding()) {
            return false;
        }
        PathManager paths = association.paths;
        int confirmed = 0;
        for (int i = 0; i < paths.count(); i++) {
            confirmed += paths.get(i).isConfirmed() ? 1 : 0;
        }
        return confirmed == 1;
    }

    private long period(Path p) {
        long rto = p.rto.rtoNs();
        long jitter = ((association.environment.entropy().nextInt() & 0xffffL) * rto) >> 16;
        return rto / 2 + jitter + p.heartbeatIntervalNs;
    }

    /** A path's regular HEARTBEAT is due; it is put off if the path was used, or its last one is still unanswered. */
    void onDeadline(Path p, long now) {
        if (p.heartbeatAckDeadlineNs != Path.NONE) {
            p.heartbeatDeadlineNs = p.heartbeatAckDeadlineNs + 1;
            return;
        }
        if (p.isPotentiallyFailed()) {
            probeAgain(p, now);
            return;
        }
        long idle = p.idleNs(now);
        if (idle < p.heartbeatIntervalNs + p.rto.rtoNs()) {
            p.heartbeatDeadlineNs = now - idle + Math.max(period(p), idle + 1);
            return;
        }
        send(p, now);
        schedule(p, now);
    }

    /** Probes the next unconfirmed path, or as many as HB.Max.Burst allows in one RTO (RFC 9260 §5.4). */
    void onProbeDeadline(long now) {
        PathManager paths = association.paths;
        probeDeadlineNs = Path.NONE;
        int left = association.environment.limits().count(Limit.PATH_PROBES_PER_RTO);
        for (int i = 0; i < paths.count(); i++) {
            int candidate = (probeRotation + 1) % paths.count();
            Path p = paths.get(candidate);
            if (!p.isConfirmed() && !p.probingFailed && p.heartbeatAckDeadlineNs == Path.NONE) {
                if (left == 0) {
                    association.environment.budget().reached(Limit.PATH_PROBES_PER_RTO);
                    return;
                }
                left--;
                send(p, now);
            }
            probeRotation = candidate;
        }
    }

    /** Sends the HEARTBEAT that the user asks for; the path is not idle then, and its next regular one is put off. */
    void request(Path p, long now) {
        send(p, now);
        if (p.isConfirmed()) {
            schedule(p, now);
        }
    }

    /**
     * Sends a HEARTBEAT now: a regular one, a probe, one that the user asked for or one that goes with a COOKIE ACK. To an
     * unconfirmed path it counts as this RTO's probe.
     */
    void send(Path p, long now) {
        if (!p.isConfirmed()) {
            probeDeadlineNs = now + p.rto.rtoNs();
        }
        p.heartbeatNonce = ((long) association.environment.entropy().nextInt() << 32)
                | (association.environment.entropy().nextInt() & 0xffffffffL);
        p.heartbeatSentNs = now;
        p.heartbeatAckDeadlineNs = now + p.rto.rtoNs();
        association.counters.heartbeatsSent++;
        association.control.send(new HeartbeatChunk(info(p)), p);
    }

    private byte[] info(Path p) {
        byte[] address = p.address.getAddress();
        return ByteBuffer.allocate(FIXED_BYTES + address.length)
                .putLong(p.heartbeatNonce)
                .putLong(p.heartbeatSentNs + association.environment.wireEpochNs())
                .put(address)
                .array();
    }

    /** The latest HEARTBEAT to a path went unanswered for an RTO (RFC 9260 §8.3, RFC 7829 §3.2 item 6). */
    void onUnanswered(Path p, long now) {
        p.heartbeatAckDeadlineNs = Path.NONE;
        association.counters.heartbeatsUnanswered++;
        p.heartbeatsUnanswered++;
        if (p.isPotentiallyFailed() && p.flightBytes > 0) {
            probeAgain(p, now); // T3 counts for both, else the path would fail in half the time (RFC 7829 §3.2 item 6)
            return;
        }
        p.rto.backoff();
        boolean confirmed = p.isConfirmed();
        boolean onDataPath = isInUse(p);
        association.failures.onPathError(p, now);
        if (p.isPotentiallyFailed()) {
            probeAgain(p, now);
        }
        if (!confirmed) {
            if (p.probingFailed) {
                schedule(p, now);
            }
            if (probeDeadlineNs == Path.NONE && unconfirmedLeft()) {
                probeDeadlineNs = now;
            }
        }
        if (onDataPath) {
            association.failures.onAssociationError();
        }
    }

    /**
     * Whether it is the path that is used for data (RFC 9260 §8.1). While none is active, that is told by T3 alone, or of an
     * idle peer by the primary path: several are probed each RTO then, and the peer is not to be given up so much sooner
     * (RFC 7829 §4).
     */
    private boolean isInUse(Path p) {
        Path data = association.paths.dataPath();
        if (data.isActive() || !data.isConfirmed()) {
            return p == data; // none is confirmed any more if the peer has moved: probes tell whether it is there
        }
        Path primary = association.paths.primary();
        return p == (primary.isStranded() ? data : primary) && !association.outbound.hasOutstanding();
    }

    private boolean unconfirmedLeft() {
        PathManager paths = association.paths;
        for (int i = 0; i < paths.count(); i++) {
            if (!paths.get(i).isConfirmed() && !paths.get(i).probingFailed) {
                return true;
            }
        }
        return false;
    }

    /** A HEARTBEAT ACK came; anything but the echo of the latest HEARTBEAT is ignored (RFC 9260 §5.4, §8.3). */
    void onAck(byte[] info, long now) {
        PathManager paths = association.paths;
        for (int i = 0; i < paths.count(); i++) {
            Path p = paths.get(i);
            if (p.heartbeatNonce != 0 && Arrays.equals(info, info(p))) {
                onAnswer(p, now);
                return;
            }
        }
        Path probed = association.mtuProbes.onAck(info, now);
        if (probed != null) {
            association.failures.onAlive(probed, now);
            clearIfIdle();
        }
    }

    private void clearIfIdle() {
        if (!association.outbound.hasOutstanding()) {
            association.failures.clear();
        }
    }

    /**
     * A potentially failed path is probed so often that the RTO would never grow, and the peer be given up in seconds, if
     * HEARTBEATs are answered and data is not: a peer that still waits for COOKIE ACK does so. What is outstanding decides.
     */
    private boolean keepsBackoff(Path p) {
        return p.isPotentiallyFailed() && association.outbound.hasOutstanding();
    }

    private void onAnswer(Path p, long now) {
        p.heartbeatNonce = 0;
        p.heartbeatAckDeadlineNs = Path.NONE;
        p.rto.sample(now - p.heartbeatSentNs, keepsBackoff(p));
        if (p.isConfirmed()) {
            association.failures.onAlive(p, now);
        } else {
            association.paths.onConfirmed(p);
            association.failures.leaveInactivePaths(); // what waited while no path was confirmed
            association.mtuProbes.begin(p);
            schedule(p, now);
        }
        clearIfIdle();
    }
}
