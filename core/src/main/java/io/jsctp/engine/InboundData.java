package io.jsctp.engine;

import io.jsctp.wire.DataView;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import io.jsctp.wire.SerialNumber;
import java.util.ArrayDeque;

/**
 * The receiving half of an association: takes DATA chunks, delivers messages, and acknowledges (RFC 9260 §6.2, §6.5 to
 * §6.7).
 */
final class InboundData {
    private static final int SACK_FIXED_BYTES = 16;

    private final TsnTracker tsns;
    private final SackScheduler scheduler = new SackScheduler();
    private final ReceiveWindow window;
    private final Reassembly reassembly;
    private AssociationSettings settings;
    private boolean hadGaps;

    /** The present packet held a chunk for which there was no room. */
    private boolean refused;

    /** What became of a DATA chunk. */
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
        PROTOCOL_VIOLATION
    }

    InboundData(
            int peerInitialTsn,
            int inboundStreams,
            AssociationSettings settings,
            PayloadPool pool,
            ArrayDeque<AssociationEvent> events) {
        this.settings = settings;
        this.tsns = new TsnTracker(peerInitialTsn);
        this.window = new ReceiveWindow(settings.receiveBufferBytes());
        this.reassembly = new Reassembly(inboundStreams, pool, events);
    }

    void settings(AssociationSettings changed) {
        settings = changed;
        window.bufferBytes(changed.receiveBufferBytes());
    }

    /** Takes the DATA chunk the reader is at; its payload is copied. */
    Outcome onData(PacketReader data) {
        int tsn = DataView.tsn(data);
        int length = DataView.payloadLength(data);
        if (length == 0) {
            return Outcome.NO_USER_DATA;
        }
        if ((data.flags() & DataView.FLAG_I) != 0) {
            scheduler.urgent();
        }
        if (tsns.contains(tsn)) {
            scheduler.duplicate(tsn);
            return Outcome.DUPLICATE;
        }
        if (!tsns.inRange(tsn) || !hasRoomFor(tsn)) {
            scheduler.urgent();
            refused = true;
            return Outcome.NO_ROOM;
        }
        tsns.add(tsn);
        if (DataView.streamId(data) >= reassembly.streamCount()) {
            return Outcome.INVALID_STREAM;
        }
        window.taken(length);
        if (!reassembly.add(data)) {
            return Outcome.PROTOCOL_VIOLATION;
        }
        deliverPartIfNeeded();
        return Outcome.ACCEPTED;
    }

    /**
     * Beyond the window only what fills a gap is taken, and that within a hard bound (RFC 9260 §6.2). While the user has
     * nothing to read, the next chunk is taken too: nothing else could ever open the window again.
     */
    private boolean hasRoomFor(int tsn) {
        if (!window.isShut()) {
            return true;
        }
        boolean needed =
                SerialNumber.lt(tsn, tsns.highest()) || (tsn == tsns.cumulative() + 1 && !reassembly.hasUnread());
        return needed && !window.isExhausted();
    }

    private void deliverPartIfNeeded() {
        if (reassembly.isDelivering()) {
            return;
        }
        int point = settings.partialDeliveryPointBytes();
        boolean forced = window.isTight() && !reassembly.hasUnread();
        if (forced || (point > 0 && reassembly.headBytes(tsns.cumulative()) >= point)) {
            reassembly.deliverPart(tsns.cumulative());
        }
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
        if (hadGaps || refused || scheduler.duplicateCount() > 0 || window.hasOpened()) {
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

    boolean hasUnacknowledgedGaps() {
        return tsns.hasGaps();
    }

    int queuedChunks() {
        return reassembly.queuedChunks();
    }

    /** {@return payload arrays of chunks that wait here or at the user} */
    int buffersHeld() {
        return reassembly.queuedChunks();
    }

    /** The user has read a message: its memory is free, and the peer may have to learn of the window (§6.2). */
    void consumed(InboundMessage message) {
        window.freed(message.costBytes);
        reassembly.consumed(message);
        deliverPartIfNeeded();
        if (window.deservesUpdate()) {
            scheduler.now();
        }
    }

    /** The peer restarted: what was not delivered is gone (RFC 9260 §5.2.4 A). */
    void restart(int peerInitialTsn, int inboundStreams) {
        window.freed(reassembly.clear(inboundStreams));
        tsns.reset(peerInitialTsn);
        scheduler.restart();
        hadGaps = false;
    }

    /** The association is over: what was not delivered is gone. */
    void close() {
        window.freed(reassembly.clear(0));
        scheduler.sent();
    }
}
