package io.jsctp.engine;

import io.jsctp.engine.AssociationEvent.SenderDry;
import io.jsctp.engine.Reliability.Policy;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.SackView;
import io.jsctp.wire.SerialNumber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of an association: from the user's message to the chunk that the peer acknowledged (RFC 9260 §6.1). It
 * takes messages in and learns from SACKs and timeouts what arrived and what must leave again; what leaves when is up to
 * {@link Transmission}, and with the peer's window shut to {@link WindowProbe}.
 */
final class OutboundData {
    static final int UNORDERED = 1;
    static final int SACK_IMMEDIATELY = 2;
    static final int MORE = 4;
    static final int WITH_KEY = 8;
    static final int KEY_SHIFT = 16;

    private static final int INVALID_STREAM_CAUSE = 1;

    /** How far back a packet that was late may tell of TSNs that were reset since. */
    private static final int FORMER_TSNS = 1 << 20;

    private final ArrayDeque<AssociationEvent> events;
    final OutstandingData outstanding;
    private final SackProcessor sacks;
    final SendQueue queue;
    final Transmission transmission;
    final WindowProbe probe;
    final Abandonment abandonment;
    final ForwardTsnSender forward;
    private final PeerWindow window = new PeerWindow();
    private AssociationSettings settings;
    private int bufferedBytes;

    /** A reset of all TSNs is under way: the peer may acknowledge by the new ones before we know them. */
    private boolean renumbering;

    private boolean renumbered;

    /** The next TSN when TSNs were reset last. */
    private int formerNextTsn;

    enum SackOutcome {
        /** Older than one processed already. */
        OLD,
        PROCESSED,
        /** It acknowledges what was never sent. */
        PROTOCOL_VIOLATION
    }

    OutboundData(
            int initialTsn,
            int outboundStreams,
            AssociationSettings settings,
            PayloadPool pool,
            ArrayDeque<AssociationEvent> events) {
        this.settings = settings;
        this.events = events;
        this.queue = new SendQueue(outboundStreams, pool);
        queue.scheduling(settings.streamScheduling());
        queue.memory.keyUse.reportTo(events);
        this.outstanding = new OutstandingData(initialTsn);
        this.sacks = new SackProcessor(outstanding, queue);
        this.transmission = new Transmission(queue, outstanding, window, settings);
        this.probe = new WindowProbe(queue, outstanding, window, transmission, settings);
        this.abandonment = new Abandonment(this, queue, outstanding);
        this.forward = new ForwardTsnSender(queue, outstanding);
    }

    void settings(AssociationSettings changed) {
        settings = changed;
        queue.scheduling(changed.streamScheduling());
        transmission.settings(changed);
        probe.settings(changed);
    }

    // ---- the user's side ----------------------------------------------------------------------------------------

    /** Copies a message, or a part of one, into the queue; the buffer is consumed only if it is accepted. */
    SendStatus enqueue(
            ByteBuffer payload,
            int streamId,
            int flags,
            int payloadProtocolId,
            int context,
            Reliability reliability,
            @Nullable Path destination,
            long now) {
        int length = payload.remaining();
        if (length == 0) {
            return SendStatus.NO_USER_DATA;
        }
        if (streamId < 0 || streamId >= queue.streamCount()) {
            return SendStatus.INVALID_STREAM;
        }
        if (length > settings.sendBufferBytes()) {
            return SendStatus.MESSAGE_TOO_LARGE;
        }
        SendStatus asPart = queue.open().check(streamId, flags, payloadProtocolId, reliability.policy() != Policy.FULL);
        if (asPart != SendStatus.ACCEPTED) {
            return asPart;
        }
        boolean alone = bufferedBytes == 0;
        if (!alone && length > freeBytes() && !abandonment.makeRoom(length - roomBytes(), bufferedBytes, reliability)) {
            return SendStatus.BUFFER_FULL;
        }
        if (!queue.memory.charge(length, alone)) {
            return alone ? SendStatus.NO_MEMORY : SendStatus.BUFFER_FULL;
        }
        OutboundMessage m = queue.add(payload, streamId, flags, payloadProtocolId, context, reliability, now);
        m.keyAsked = (flags & WITH_KEY) != 0;
        m.keyNumber = m.keyAsked ? flags >>> KEY_SHIFT : settings.auth().keys().active();
        queue.memory.keyUse.taken(m.keyNumber);
        m.destination = destination;
        bufferedBytes += length;
        return SendStatus.ACCEPTED;
    }

    int bufferedBytes() {
        return bufferedBytes;
    }

    int freeBytes() {
        return (int) Math.max(0, roomBytes());
    }

    /** Below zero if the buffer was made smaller, or holds a message that was alone in it. */
    private long roomBytes() {
        return settings.sendBufferBytes() - queue.memory.filledBytes(bufferedBytes);
    }

    /** Nothing is held: what was kept for reuse is given up. */
    void trim() {
        queue.memory.trim();
    }

    // ---- questions ----------------------------------------------------------------------------------------------

    int nextTsn() {
        return outstanding.nextTsn;
    }

    int outstandingChunks() {
        return outstanding.count();
    }

    boolean hasOutstanding() {
        return !outstanding.isEmpty();
    }

    boolean isDrained() {
        return queue.isEmpty() && outstanding.isEmpty();
    }

    /** {@return whether all was acknowledged that can be sent, and the rest is up to the user: a message is not ended} */
    boolean waitsForNextPart() {
        return queue.open().isOpen() && outstanding.isEmpty() && queue.head() == null;
    }

    int peerRwnd() {
        return window.bytes();
    }

    // ---- set-up -------------------------------------------------------------------------------------------------

    /** Settles what the set-up brought; nothing has left so far. */
    void use(Extensions extensions, List<Path> pathsOfAssociation) {
        boolean interleaving = extensions.has(Extension.INTERLEAVING);
        queue.interleave(interleaving);
        outstanding.interleave(interleaving);
        transmission.interleave(interleaving);
        forward.interleave(interleaving);
        abandonment.use(extensions.has(Extension.PARTIAL_RELIABILITY), pathsOfAssociation);
    }

    /** The window of the peer's INIT or INIT ACK. */
    void peerRwnd(int advertised) {
        window.advertised(advertised, 0);
    }

    /** Settles the number of streams; messages on streams that the peer does not allow fail. */
    void streams(int count) {
        for (OutboundMessage m : queue.resize(count)) {
            fail(m, INVALID_STREAM_CAUSE);
        }
    }

    // ---- acknowledgements and timeouts --------------------------------------------------------------------------

    SackOutcome onSack(PacketReader sack, List<Path> paths, long now) {
        int cumulativeTsn = SackView.cumulativeTsnAck(sack);
        if (SerialNumber.lt(cumulativeTsn, outstanding.firstTsn - 1)) {
            return SackOutcome.OLD;
        }
        if (sacks.acknowledgesUnsent(sack, cumulativeTsn)) {
            return isOfOtherNumbers(cumulativeTsn) ? SackOutcome.OLD : SackOutcome.PROTOCOL_VIOLATION;
        }
        sacks.onSack(sack, cumulativeTsn, paths, now);
        transmission.counters.gapReports += SackView.gapBlockCount(sack);
        transmission.counters.window(SackView.advertisedReceiverWindow(sack));
        boolean wasProbing = window.probing();
        window.advertised(SackView.advertisedReceiverWindow(sack), outstanding.inFlightPayloadBytes);
        if (!outstanding.isEmpty()) {
            window.firstOutstanding(SackView.advertisedReceiverWindow(sack), outstanding.length(outstanding.firstTsn));
        }
        forward.onSack(sacks.passedAbandoned(), now);
        if (wasProbing) {
            probe.onAnswered(SackView.advertisedReceiverWindow(sack), paths);
        }
        acknowledged();
        armTailProbes(paths, now);
        return SackOutcome.PROCESSED;
    }

    /** A SACK came or T3 expired: probes of the paths' tails are due later, or not at all (RFC 8985 §7.2). */
    private void armTailProbes(List<Path> paths, long now) {
        for (int i = 0; i < paths.size(); i++) {
            Path p = paths.get(i);
            p.tail.arm(p, isRepairing(p), now);
        }
    }

    private boolean isRepairing(Path path) {
        return sacks.inFastRecovery()
                || outstanding.markedChunks > 0
                || path.loss.deadlineNs != Path.NONE
                || window.probing();
    }

    /** DATA was put into a packet for a path. */
    void sentOn(Path path, long now) {
        path.tail.arm(path, isRepairing(path), now);
    }

    /** Chunks of a path that were in doubt are lost now (RFC 8985 §6.3). */
    void onLossDeadline(Path path, List<Path> paths, long now) {
        int before = outstanding.inFlightPayloadBytes;
        sacks.onLossDeadline(path, paths, now);
        window.returned(before - outstanding.inFlightPayloadBytes);
    }

    SackOutcome onCumulativeAck(int cumulativeTsn, List<Path> paths, long now) {
        if (SerialNumber.gte(cumulativeTsn, outstanding.nextTsn)) {
            return isOfOtherNumbers(cumulativeTsn) ? SackOutcome.OLD : SackOutcome.PROTOCOL_VIOLATION;
        }
        if (SerialNumber.lt(cumulativeTsn, outstanding.firstTsn - 1)) {
            return SackOutcome.OLD;
        }
        sacks.onCumulativeAck(cumulativeTsn, paths, now);
        forward.onSack(sacks.passedAbandoned(), now);
        acknowledged();
        return SackOutcome.PROCESSED;
    }

    private void acknowledged() {
        bufferedBytes -= sacks.releasedBytes();
        boolean any = sacks.releasedBytes() > 0 || sacks.passedAbandoned();
        if (settings.senderDryEvents() && any && isDrained()) {
            events.add(new SenderDry());
        }
    }

    boolean acknowledgedNewData() {
        return sacks.acknowledgedNewData();
    }

    /**
     * T3 expired: all that is in flight on the path, or waits for it, is sent again, one packet of it at once (RFC 9260
     * §6.3.3 E3).
     */
    void onT3Expired(Path path, Path retransmitOn) {
        sacks.leaveFastRecovery();
        path.loss.deadlineNs = Path.NONE;
        path.tail.reset();
        window.probeExpired();
        forward.onT3Expired(retransmitOn);
        for (int tsn = outstanding.firstTsn; tsn != outstanding.nextTsn; tsn++) {
            if (outstanding.state(tsn) == OutstandingData.IN_FLIGHT && outstanding.path(tsn) == path.index) {
                window.returned(outstanding.length(tsn));
                outstanding.mark(tsn, path, retransmitOn, false);
                if (window.probing()) {
                    outstanding.markedAsProbe(tsn);
                }
            }
        }
        redirect(path, retransmitOn);
        retransmitOn.retransmitAtOnce = outstanding.markedFor(retransmitOn) > 0;
    }

    /** A path is about to be removed: what is in flight on it counts as lost with it, and is sent again on another one. */
    void leave(Path gone, Path heir) {
        for (int tsn = outstanding.firstTsn; tsn != outstanding.nextTsn; tsn++) {
            if (outstanding.state(tsn) == OutstandingData.IN_FLIGHT && outstanding.path(tsn) == gone.index) {
                window.returned(outstanding.length(tsn));
                outstanding.mark(tsn, gone, heir, false);
                if (window.probing()) {
                    outstanding.markedAsProbe(tsn);
                }
            }
        }
        redirect(gone, heir);
        outstanding.forgetPath(gone.index, heir.index);
        forward.onPathGone(gone);
    }

    /** What waits to be sent again on a path goes elsewhere. */
    void redirect(Path from, Path to) {
        if (from == to || outstanding.markedFor(from) == 0) {
            return;
        }
        to.retransmitAtOnce |= from.retransmitAtOnce;
        from.retransmitAtOnce = false;
        for (int tsn = outstanding.firstTsn; outstanding.markedFor(from) > 0 && tsn != outstanding.nextTsn; tsn++) {
            if (outstanding.state(tsn) == OutstandingData.MARKED && outstanding.retransmitPath(tsn) == from.index) {
                outstanding.retransmitOn(tsn, to);
            }
        }
    }

    /** What waits for a path that carries no data, or none any more, goes where data goes now. */
    void leaveUnusable(PathManager paths) {
        if (outstanding.markedChunks == 0) {
            return;
        }
        Path usable = paths.dataPath();
        for (int i = 0; i < paths.count() && usable.isConfirmed() && !usable.isStranded(); i++) {
            Path p = paths.get(i);
            if (!p.isConfirmed() || p.isStranded()) {
                redirect(p, usable);
            }
        }
    }

    // ---- reset of all TSNs (RFC 6525 §5.1.4, §5.2.7 H5) ---------------------------------------------------------

    /** {@return whether nothing is outstanding, and no message was begun that is not sent as a whole} */
    boolean isBetweenMessages() {
        return outstanding.isEmpty() && queue.isBetweenMessages();
    }

    /** The peer is asked to reset all TSNs, or was and did not. */
    void renumbering(boolean on) {
        renumbering = on;
    }

    /** Nothing is outstanding; new chunks get other TSNs from now on. */
    void renumber(int nextTsn) {
        renumbering = false;
        renumbered = true;
        formerNextTsn = outstanding.nextTsn;
        sacks.leaveFastRecovery();
        outstanding.reset(nextTsn);
        forward.reset();
    }

    /** {@return whether it acknowledges TSNs of before a reset, or of after one that was not answered yet} */
    private boolean isOfOtherNumbers(int cumulativeTsn) {
        int behind = formerNextTsn - 1 - cumulativeTsn;
        return renumbering || (renumbered && behind >= 0 && behind <= FORMER_TSNS);
    }

    // ---- life times and the end ---------------------------------------------------------------------------------

    long nextExpiryNs() {
        return queue.nextExpiryNs();
    }

    /** A message that has not begun to leave is given back to the user. */
    void fail(OutboundMessage m, int causeCode) {
        bufferedBytes -= m.length;
        failed(m, causeCode);
    }

    /** A message that was given up takes no more room. */
    void freed(int bytes) {
        bufferedBytes -= bytes;
    }

    /** The user learns of a message that was given up after it had begun to leave. */
    void report(OutboundMessage m) {
        events.add(m.failure(0));
    }

    /** A chunk is given up. */
    void abandon(int tsn, List<Path> paths) {
        if (outstanding.state(tsn) == OutstandingData.IN_FLIGHT) {
            window.returned(outstanding.length(tsn));
        }
        outstanding.abandon(tsn, paths.get(outstanding.path(tsn)));
    }

    private void failed(OutboundMessage m, int causeCode) {
        events.add(m.failure(causeCode));
        queue.memory.release(m);
    }

    /** Every message not wholly acknowledged is given back, the oldest first (RFC 9260 §11.1.14, §11.1.15). */
    void failAll(int causeCode) {
        List<OutboundMessage> all = outstanding.messages();
        for (OutboundMessage m : queue.drain()) {
            if (!m.begun() || m.outstandingChunks == 0) {
                all.add(m);
            }
        }
        all.sort(Comparator.comparingLong(m -> m.sequence));
        for (OutboundMessage m : all) {
            if (m.abandoned) {
                queue.memory.release(m); // reported before
            } else {
                failed(m, causeCode);
            }
        }
        outstanding.reset(outstanding.nextTsn);
        forward.reset();
        bufferedBytes = 0;
    }

    /** The peer restarted: what was not acknowledged is given back, and numbering starts over (RFC 9260 §5.2.4 A). */
    void restart(int initialTsn, int outboundStreams) {
        failAll(0);
        queue.restart(outboundStreams);
        outstanding.reset(initialTsn);
        forward.reset();
        renumbering = false;
        renumbered = false;
        sacks.leaveFastRecovery();
        window.reset();
    }
}
