package io.jsctp.engine;

import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.DataView;
import io.jsctp.wire.IDataView;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import io.jsctp.wire.SerialNumber;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The receiving half of an association: takes DATA or I-DATA chunks, delivers messages, and acknowledges (RFC 9260 §6.2, §6.5 to
 * §6.7).
 */
final class InboundData {
    private static final int SACK_FIXED_BYTES = 16;

    /** What seems to be so far ahead after the TSNs have started over is of the old numbering (RFC 6525 §5.2.4 G1). */
    private static final int FORMER_NUMBERING = 1 << 30;

    private final TsnTracker tsns;
    private final SackScheduler scheduler = new SackScheduler();
    private final ReceiveWindow window;
    private Reassembly reassembly;
    private ForwardTsnReceiver forward;
    private final ArrayDeque<AssociationEvent> events;
    private final EndpointEnvironment environment;

    /** Whether user data comes as I-DATA (RFC 8260 §2.2.1). */
    private boolean interleaved;

    private final AssociationCounters counters;
    private final PayloadPool pool;
    private final SharedBudget budget;
    private final int mostIncomplete;
    private final int mostBuffers;
    private AssociationSettings settings;
    private boolean hadGaps;
    private boolean renumbered;

    /** The present packet held a chunk for which there was no room. */
    private boolean refused;

    /** Chunks were dropped that gap blocks may have reported: a SHUTDOWN alone would not tell that they are gone. */
    private boolean reneged;

    /** What became of a chunk of user data. */
    enum Outcome {
        ACCEPTED,
        DUPLICATE,
        /** Dropped: outside the window, or no memory. */
        NO_ROOM,
        /** Acknowledged and dropped; the peer is to be told (§6.5). */
        INVALID_STREAM,
        /** The association is to be aborted (§6.2). */
        NO_USER_DATA,
        /** The association is to be aborted: fragments contradict each other. */
        PROTOCOL_VIOLATION,
        /** The association is to be aborted: what is held can never be delivered, and there is no room for more. */
        DEAD_END
    }

    InboundData(Association association, int peerInitialTsn, int inboundStreams) {
        this.settings = association.settings;
        this.counters = association.counters;
        this.pool = association.pool;
        this.budget = association.environment.budget();
        EndpointLimits limits = association.environment.limits();
        this.mostIncomplete = limits.count(Limit.INCOMPLETE_MESSAGES);
        this.mostBuffers = limits.count(Limit.HELD_RECEIVE_BUFFERS);
        this.tsns = new TsnTracker(peerInitialTsn, limits.count(Limit.TSN_WINDOW), pool.allowance());
        this.window = new ReceiveWindow(settings.receiveBufferBytes(), packetDataBytes(settings), pool.allowance());
        this.events = association.events;
        this.environment = association.environment;
        this.reassembly = new DataReassembly(inboundStreams, pool, events);
        reassembly.mixing(settings.mixesMessages());
        this.forward = new ForwardTsnReceiver(tsns, reassembly);
    }

    /** Settles what the set-up brought; nothing was received so far. */
    void use(Extensions extensions) {
        boolean interleaving = extensions.has(Extension.INTERLEAVING);
        if (!interleaving && !interleaved) {
            return;
        }
        interleaved = interleaving;
        Reassembly old = reassembly;
        reassembly = Reassembly.of(extensions, old.streamCount(), environment, pool, events);
        old.clear(0);
        reassembly.replace(old);
        reassembly.mixing(interleaved || settings.mixesMessages());
        forward = new ForwardTsnReceiver(tsns, reassembly);
    }

    void settings(AssociationSettings changed) {
        settings = changed;
        reassembly.mixing(interleaved || changed.mixesMessages());
        window.resize(changed.receiveBufferBytes(), packetDataBytes(changed));
    }

    private static int packetDataBytes(AssociationSettings settings) {
        return (settings.pathMtuBytes() - CommonHeader.SIZE) & ~3;
    }

    /** {@return whether a chunk of user data is of the kind that is in use, long enough or not (RFC 8260 §2.2.1)} */
    boolean takes(PacketReader data) {
        return interleaved == (data.type() == ChunkType.I_DATA);
    }

    /** {@return whether a chunk of that kind has all its fixed fields} */
    boolean isValid(PacketReader data) {
        return interleaved ? IDataView.valid(data) : DataView.valid(data);
    }

    /** Takes the valid chunk of user data the reader is at; its payload is copied. */
    Outcome onData(PacketReader data) {
        int tsn = DataView.tsn(data); // both kinds have it, and the stream, in the same place
        int length = interleaved ? IDataView.payloadLength(data) : DataView.payloadLength(data);
        if (length == 0) {
            return Outcome.NO_USER_DATA;
        }
        if ((data.flags() & DataView.FLAG_I) != 0) {
            scheduler.urgent();
        }
        if (tsns.contains(tsn)) {
            scheduler.duplicate(tsn);
            counters.duplicatesReceived++;
            return Outcome.DUPLICATE;
        }
        int streamId = DataView.streamId(data);
        boolean exists = streamId < reassembly.streamCount();
        if (!isWithinLimits(tsn, data)
                || !(exists
                        ? reassembly.reachStream(streamId, isNext(tsn)) && findRoom(tsn, length)
                        : isInWindow(tsn))) {
            scheduler.urgent();
            refused = true;
            counters.chunksWithoutRoom++;
            return isDeadEnd(tsn) ? Outcome.DEAD_END : Outcome.NO_ROOM;
        }
        boolean receivedBefore = isKnown(tsn - 1);
        boolean receivedAfter = isKnown(tsn + 1);
        tsns.add(tsn);
        if (!exists) {
            return reassembly.continuesSomething(data) ? Outcome.PROTOCOL_VIOLATION : Outcome.INVALID_STREAM;
        }
        if (!reassembly.add(data, receivedBefore, receivedAfter)) {
            window.free(length, 1);
            return Outcome.PROTOCOL_VIOLATION;
        }
        reassembly.settle(window);
        deliverPartIfNeeded();
        return Outcome.ACCEPTED;
    }

    /**
     * Takes the valid FORWARD TSN or I-FORWARD-TSN chunk the reader is at (RFC 3758 §3.6, RFC 8260 §2.3.1). One that is out of date changes nothing and asks for a
     * SACK at once; else its packet counts as one with DATA.
     */
    void onForwardTsn(PacketReader chunk) {
        int skipped = forward.skippedTo(chunk) - tsns.cumulative();
        if (skipped <= 0 || (renumbered && skipped > FORMER_NUMBERING)) {
            scheduler.urgent();
            if (forward.isHeldBack(chunk)) {
                forward.endDelivery(chunk); // the reset waited for its end, which will not come
                reassembly.settle(window);
            }
        } else if (forward.apply(chunk)) {
            reassembly.settle(window);
            deliverPartIfNeeded();
        }
    }

    Reassembly reassembly() {
        return reassembly;
    }

    /** {@return whether a chunk was received and its neighbours have to agree with it} */
    private boolean isKnown(int tsn) {
        return tsns.contains(tsn) && !reassembly.held().contains(tsn);
    }

    private boolean isNext(int tsn) {
        return tsn == tsns.cumulative() + 1;
    }

    /** What is next in order is always within them, or nothing could go on. */
    private boolean isWithinLimits(int tsn, PacketReader data) {
        if (isNext(tsn)) {
            return true;
        }
        if (!tsns.inRange(tsn)) {
            budget.reached(Limit.TSN_WINDOW);
            return false;
        }
        boolean whole = (data.flags() & DataView.FLAG_B) != 0 && (data.flags() & DataView.FLAG_E) != 0;
        if (!whole && reassembly.incomplete() >= mostIncomplete && !reassembly.continuesSomething(data)) {
            budget.reached(Limit.INCOMPLETE_MESSAGES);
            return false;
        }
        return tsns.reach(tsn);
    }

    /** {@return false if the window is shut and the TSN is above all others: then even what takes no room is dropped} */
    private boolean isInWindow(int tsn) {
        return !window.isShut() || SerialNumber.lt(tsn, tsns.highest());
    }

    /**
     * Finds room for a chunk. When there is none, only what fills a gap is taken, and the highest chunks that can still
     * be dropped make room for it (RFC 9260 §6.2). The next chunk in order is taken even if there are none, within a hard
     * bound, for without it nothing would go on; if it fills no gap, only while the user has nothing to read: else it is
     * the user who has to make room.
     */
    private boolean findRoom(int tsn, int length) {
        if (!window.isShut() && take(length, false)) {
            return true;
        }
        boolean next = isNext(tsn);
        boolean fillsGap = SerialNumber.lt(tsn, tsns.highest());
        if (!fillsGap && !(next && !reassembly.hasUnread())) {
            if (window.isFullOfChunks()) {
                budget.reached(Limit.CHUNK_COST_BYTES);
            }
            return false;
        }
        while (window.isFull() || !take(length, next)) {
            Fragment highest = settings.reneging() ? reassembly.highestHeldAbove(tsn, tsns) : null;
            if (highest == null) {
                return next && isBelowHardLimit() && take(length, true);
            }
            renege(highest);
        }
        return true;
    }

    /** Charges a chunk; for want of memory what is kept for reuse is given up. */
    private boolean take(int length, boolean needed) {
        return window.take(length, needed) || (pool.trim() && window.take(length, needed));
    }

    private boolean isBelowHardLimit() {
        if (window.isExhausted(mostBuffers)) {
            budget.reached(Limit.HELD_RECEIVE_BUFFERS);
            return false;
        }
        return true;
    }

    /** Drops a chunk that gap blocks may have reported; from now on none does (RFC 9260 §6.2). */
    private void renege(Fragment f) {
        tsns.remove(f.tsn);
        window.free(f.length, 1);
        reassembly.dropHighest(f);
        scheduler.urgent();
        reneged = true;
        counters.chunksReneged++;
    }

    /**
     * Nothing of what is held can be dropped, nor read, nor added to: a peer that numbers messages falsely gets here. Not while
     * chunks wait to know how they are numbered: that ends, and then they can be read.
     */
    private boolean isDeadEnd(int tsn) {
        return isNext(tsn) && window.isExhausted(mostBuffers) && !reassembly.hasUnread() && !isHolding();
    }

    private void deliverPartIfNeeded() {
        int point = settings.partialDeliveryPointBytes();
        int most = point > 0 ? point : settings.receiveBufferBytes() / 2;
        reassembly.deliverParts(tsns.cumulative(), most, window.isTight() && !reassembly.hasUnread());
    }

    /** All chunks of a packet with DATA were taken. */
    void onPacketEnd(long now) {
        boolean gaps = tsns.hasGaps();
        scheduler.packetEnd(now, settings, gaps || hadGaps);
        hadGaps = gaps;
        refused = false;
    }

    /**
     * All chunks of a packet with DATA were taken, and a SHUTDOWN answers it. That acknowledges all up to a gap; a SACK goes
     * with it only for what it can't tell: gaps, duplicates, and a window that is shut (RFC 9260 §9.2), or that has opened
     * again, for the peer to go on without probing.
     */
    void onPacketEndInShutdown() {
        hadGaps = tsns.hasGaps();
        if (hadGaps || refused || reneged || scheduler.duplicateCount() > 0 || window.hasOpened()) {
            scheduler.now();
        } else {
            scheduler.sent();
        }
        refused = false;
    }

    boolean sackDue() {
        return scheduler.due();
    }

    boolean sackPending() {
        return scheduler.pending();
    }

    long sackDeadlineNs() {
        return scheduler.deadlineNs();
    }

    void onSackTimer() {
        scheduler.now();
    }

    /** Writes a SACK with as many gap blocks, then duplicates, as fit; false if not even its fixed part does. */
    boolean writeSack(PacketWriter w) {
        if (!w.fits(SACK_FIXED_BYTES)) {
            return false;
        }
        int base = tsns.cumulative();
        w.sackHeader(base, window.advertise());
        int start = tsns.nextReceived(base + 1);
        while (SerialNumber.lte(start, tsns.highest())) {
            int end = tsns.nextMissing(start);
            if (!w.gapBlock(start - base, end - 1 - base)) {
                break;
            }
            start = tsns.nextReceived(end);
        }
        for (int i = 0; i < scheduler.duplicateCount(); i++) {
            if (!w.duplicate(scheduler.duplicateTsn(i))) {
                break;
            }
        }
        w.endSack();
        scheduler.sent();
        return true;
    }

    int cumulativeTsn() {
        return tsns.cumulative();
    }

    int advertisedWindow() {
        return window.advertised();
    }

    /** {@return whether a SHUTDOWN can't tell all that a SACK would} */
    boolean hasUnacknowledgedGaps() {
        return tsns.hasGaps() || reneged;
    }

    /** {@return chunks that wait here or at the user, each with a payload array} */
    int queuedChunks() {
        return reassembly.queuedChunks();
    }

    /** The user has read a message: its memory is free, and the peer may have to learn of the window (§6.2). */
    boolean isWindowLow() {
        return window.isLow();
    }

    void consumed(InboundMessage message) {
        window.free(message.length(), message.chunks);
        reassembly.consumed(message);
        deliverPartIfNeeded();
        if (window.deservesUpdate()) {
            scheduler.now();
        }
    }

    // ---- stream reconfiguration (RFC 6525 §5.2) -----------------------------------------------------------------

    /** {@return whether messages of some streams wait for the end of one that is being delivered in parts, or are it} */
    boolean isDelivering(StreamSet streams) {
        return reassembly.isDelivering(streams);
    }

    /** A SACK leaves with the next packet. */
    void acknowledgeNow() {
        scheduler.now();
    }

    void addStreams(int count) {
        reassembly.addStreams(count);
    }

    /** Chunks of some streams above a TSN wait until it is settled by which numbers they count. */
    void hold(int aboveTsn, StreamSet streams) {
        reassembly.held().begin(aboveTsn, streams);
    }

    /** All chunks above those that were received wait. */
    void holdAll() {
        hold(tsns.highest(), StreamSet.ALL);
    }

    boolean isHolding() {
        return reassembly.held().isActive();
    }

    /** What was held goes on by the numbers of now; {@return false if it contradicts what was received} */
    boolean release() {
        return place(reassembly.held().end());
    }

    private boolean place(List<Fragment> chunks) {
        boolean sound = true;
        for (int i = 0; i < chunks.size(); i++) {
            Fragment f = chunks.get(i);
            int length = f.length;
            if (!sound) {
                reassembly.recycle(f);
                window.free(length, 1);
                continue;
            }
            tsns.holds(f.tsn);
            boolean neighbourFollows = i + 1 < chunks.size() && chunks.get(i + 1).tsn == f.tsn + 1;
            if (!reassembly.place(f, isKnown(f.tsn - 1), !neighbourFollows && isKnown(f.tsn + 1))) {
                window.free(length, 1);
                sound = false;
            }
        }
        reassembly.settle(window);
        deliverPartIfNeeded();
        return sound;
    }

    /** Streams begin at 0 again, and what was held for that goes on; {@return false as {@link #release}} */
    boolean startOver(StreamSet streams) {
        reassembly.startOver(streams);
        reassembly.settle(window);
        return release();
    }

    /**
     * The peer goes on with another TSN, and at 0 in all streams. What it sent before and is whole is delivered, the rest
     * dropped (RFC 6525 §5.2.4 G4, G5).
     *
     * @return false as {@link #release}
     */
    boolean renumber(int nextTsn) {
        List<Fragment> before = new ArrayList<>();
        List<Fragment> after = new ArrayList<>();
        for (Fragment f : reassembly.held().end()) {
            (SerialNumber.lt(f.tsn, nextTsn) ? before : after).add(f);
        }
        boolean sound = place(before);
        reassembly.deliverAllWhole(tsns.cumulative());
        reassembly.settle(window);
        window.free(reassembly.heldBytes(), reassembly.heldChunks());
        reassembly.startOver();
        tsns.reset(nextTsn);
        scheduler.restart();
        renumbered = true;
        hadGaps = false;
        reneged = false;
        for (Iterator<Fragment> all = after.iterator(); all.hasNext(); ) {
            Fragment f = all.next();
            if (tsns.inRange(f.tsn) && !tsns.contains(f.tsn) && tsns.reach(f.tsn)) {
                tsns.add(f.tsn);
            } else {
                all.remove();
                window.free(f.length, 1);
                reassembly.recycle(f);
            }
        }
        scheduler.now();
        return place(after) && sound;
    }

    /** The peer restarted: what was not delivered is gone (RFC 9260 §5.2.4 A). */
    void restart(int peerInitialTsn, int inboundStreams) {
        dropHeld(inboundStreams);
        tsns.reset(peerInitialTsn);
        scheduler.restart();
        renumbered = false;
        hadGaps = false;
        reneged = false;
    }

    /** The association is over: what was not delivered is gone. */
    void close() {
        dropHeld(0);
        tsns.close();
        scheduler.sent();
    }

    void trim() {
        reassembly.trim();
    }

    private void dropHeld(int inboundStreams) {
        window.free(reassembly.heldBytes(), reassembly.heldChunks());
        reassembly.clear(inboundStreams);
    }
}
