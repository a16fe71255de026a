package io.jsctp.engine;

import io.jsctp.wire.ChunkType;
import io.jsctp.wire.ForwardTsnView;
import io.jsctp.wire.IForwardTsnView;
import io.jsctp.wire.PacketWriter;
import io.jsctp.wire.SerialNumber;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells the peer of chunks that were given up (RFC 3758 §3.5 A4, A5, C1 to C5, F1 to F4): keeps the Advanced.Peer.Ack.Point
 * and writes FORWARD TSN chunks, or I-FORWARD-TSN chunks (RFC 8260 §2.3.1). A new point is told at once; the same one again after a round trip without an answer, or
 * when T3 expires.
 */
final class ForwardTsnSender {
    private static final int INITIAL_ENTRIES = 1;

    private final SendQueue queue;
    private final OutstandingData outstanding;

    /** Up to here everything was acknowledged or given up. */
    private int advancedPeerAckPoint;

    /** The point was lowered to what fits one packet; it goes on once the peer has acknowledged that (C4). */
    private boolean lowered;

    private int toldPoint;
    private long toldNs;
    private boolean due;

    /** Where it went last; null if no answer is awaited. */
    private @Nullable Path toldOn;

    /** Neither that nor the chunks it is about went by another path, so that an answer speaks for this one (RFC 7829 §3.2). */
    private boolean toldAlone;

    /** Where it goes after T3 has expired, if that path still serves. */
    private @Nullable Path alternate;

    /** Whether user data leaves as I-DATA: then unordered messages have numbers, too. */
    private boolean interleaved;

    // The entries of the chunk that is being written, each stream once, or once for each kind of messages.
    private int[] streamIds = new int[INITIAL_ENTRIES];
    private int[] numbers = new int[INITIAL_ENTRIES];
    private boolean[] unordered = new boolean[INITIAL_ENTRIES];
    private int entries;
    private int number;

    ForwardTsnSender(SendQueue queue, OutstandingData outstanding) {
        this.queue = queue;
        this.outstanding = outstanding;
        reset();
    }

    void interleave(boolean on) {
        interleaved = on;
    }

    /** Numbering starts over, or nothing is outstanding any more. */
    void reset() {
        advancedPeerAckPoint = cumulativeAck();
        toldPoint = advancedPeerAckPoint;
        lowered = false;
        due = false;
        toldOn = null;
        alternate = null;
    }

    private int cumulativeAck() {
        return outstanding.firstTsn - 1;
    }

    /** {@return whether chunks were given up of which the peer does not know} */
    boolean isAwaiting() {
        return SerialNumber.gt(advancedPeerAckPoint, cumulativeAck());
    }

    /** C1 and C2: a chunk that was gap-acked and not given up stops the point, too. */
    private void advance() {
        advancedPeerAckPoint = SerialNumber.max(advancedPeerAckPoint, cumulativeAck());
        if (lowered && isAwaiting()) {
            return;
        }
        lowered = false;
        while (advancedPeerAckPoint + 1 != outstanding.nextTsn
                && outstanding.state(advancedPeerAckPoint + 1) == OutstandingData.ABANDONED) {
            advancedPeerAckPoint++;
        }
    }

    /**
     * A SACK was processed.
     *
     * @param passed whether it acknowledges chunks that were given up: then the path answers that told of them
     */
    void onSack(boolean passed, long now) {
        advance();
        Path p = toldOn;
        if (passed && p != null) {
            p.answeredAlone |= toldAlone;
            p.onDataAcknowledged();
            restartT3(p, now);
        }
        if (!isAwaiting()) {
            due = false;
            toldOn = null;
            alternate = null;
        } else if (p != null && toldPoint == advancedPeerAckPoint && now - toldNs >= roundTripNs(p)) {
            due = true;
        }
    }

    private void restartT3(Path p, long now) {
        if (isAwaiting() || p.flightBytes > 0) {
            p.startT3(now);
        } else {
            p.stopT3();
        }
    }

    private static long roundTripNs(Path p) {
        return p.rto.srttNs() > 0 ? p.rto.srttNs() : p.rto.rtoNs();
    }

    /** A path is removed: what was told there may be lost. */
    void onPathGone(Path gone) {
        alternate = alternate == gone ? null : alternate;
        if (toldOn == gone) {
            toldOn = null;
            toldAlone = false;
            due = isAwaiting();
        }
    }

    /** T3 expired on some path: what was told may be lost (A5). */
    void onT3Expired(Path retransmitOn) {
        if (isAwaiting()) {
            due = true;
            alternate = retransmitOn;
        }
    }

    /** Looks before packets are written whether there is news, and that some T3 runs until it is acknowledged (C5). */
    void update(PathManager paths, long now) {
        if (outstanding.abandonedChunks == 0) {
            return;
        }
        advance();
        if (!isAwaiting()) {
            return;
        }
        due |= toldPoint != advancedPeerAckPoint;
        if (!due && !anyT3(paths)) {
            paths.dataPath().startT3(now);
        }
    }

    private static boolean anyT3(PathManager paths) {
        for (int i = 0; i < paths.count(); i++) {
            if (paths.get(i).t3Running()) {
                return true;
            }
        }
        return false;
    }

    /** {@return where a FORWARD TSN is due, always a confirmed path; null if none is} */
    @Nullable
    Path target(PathManager paths) {
        if (!due) {
            return null;
        }
        Path other = alternate;
        boolean serves =
                other != null && other.isActive() && other.index < paths.count() && paths.get(other.index) == other;
        Path path = serves ? other : paths.dataPath();
        return path != null && path.isConfirmed() ? path : null;
    }

    /**
     * Writes the chunk, unless the packet has other chunks already that leave too little room: then it has the next one.
     *
     * @param path where the packet goes
     * @param auth puts AUTH before it if the peer requires that (RFC 4895 §6.2)
     */
    void write(PacketWriter w, Path path, @Nullable Authenticator auth, long now) {
        int authBytes = auth == null ? 0 : auth.extraBytes(chunkType());
        int entryBytes = interleaved ? IForwardTsnView.ENTRY_SIZE : ForwardTsnView.ENTRY_SIZE;
        int headerBytes = interleaved ? IForwardTsnView.HEADER_SIZE : ForwardTsnView.HEADER_SIZE;
        int most = (path.maxDataChunkBytes() - authBytes - headerBytes) / entryBytes;
        boolean alone = collect(most, path);
        if (!w.fits(authBytes + headerBytes + entries * entryBytes)) {
            return;
        }
        if (auth != null && authBytes > 0) {
            auth.announce(w);
        }
        writeChunk(w);
        due = false;
        toldPoint = advancedPeerAckPoint;
        toldNs = now;
        toldAlone = alone && (toldOn == null || (toldAlone && toldOn == path));
        toldOn = path;
        if (!path.t3Running()) {
            path.startT3(now);
        }
    }

    private int chunkType() {
        return interleaved ? ChunkType.I_FORWARD_TSN : ChunkType.FORWARD_TSN;
    }

    private void writeChunk(PacketWriter w) {
        if (interleaved) {
            w.iForwardTsnHeader(advancedPeerAckPoint);
            for (int i = 0; i < entries; i++) {
                w.iForwardTsnEntry(streamIds[i], unordered[i], numbers[i]);
            }
            w.endIForwardTsn();
        } else {
            w.forwardTsnHeader(advancedPeerAckPoint);
            for (int i = 0; i < entries; i++) {
                w.forwardTsnEntry(streamIds[i], numbers[i]);
            }
            w.endForwardTsn();
        }
    }

    /**
     * C4: each stream with the last of its ordered messages that is given up, and with I-DATA of its unordered ones; the point is lowered to what fits.
     *
     * @return whether no chunk up to the point went by another path
     */
    private boolean collect(int most, Path path) {
        boolean alone = true;
        entries = 0;
        number++;
        int last = advancedPeerAckPoint + 1;
        for (int tsn = outstanding.firstTsn; tsn != last; tsn++) {
            OutboundMessage m = outstanding.message(tsn);
            boolean neverLeft = outstanding.length(tsn) == 0;
            alone &= neverLeft || (outstanding.path(tsn) == path.index && outstanding.wentByOnePath(tsn));
            if (m.unordered && !interleaved) {
                continue;
            }
            int entry = entryOf(m);
            if (entry == entries) {
                if (entries == most) {
                    advancedPeerAckPoint = tsn - 1;
                    lowered = true;
                    return alone;
                }
                add(m);
            }
            numbers[entry] = m.ssn; // in the order of TSNs the last one is the highest
        }
        return alone;
    }

    /** {@return the place of a message's stream among the entries; the next free one if it has none} */
    private int entryOf(OutboundMessage m) {
        OutboundStream stream = queue.stream(m.streamId);
        if (m.unordered) {
            return stream.unorderedForwardNumber == number ? stream.unorderedEntry : entries;
        }
        return stream.forwardNumber == number ? stream.forwardEntry : entries;
    }

    private void add(OutboundMessage m) {
        if (entries == streamIds.length) {
            streamIds = Arrays.copyOf(streamIds, 2 * entries);
            numbers = Arrays.copyOf(numbers, 2 * entries);
            unordered = Arrays.copyOf(unordered, 2 * entries);
        }
        OutboundStream stream = queue.stream(m.streamId);
        if (m.unordered) {
            stream.unorderedForwardNumber = number;
            stream.unorderedEntry = entries;
        } else {
            stream.forwardNumber = number;
            stream.forwardEntry = entries;
        }
        unordered[entries] = m.unordered;
        streamIds[entries++] = m.streamId;
    }
}
