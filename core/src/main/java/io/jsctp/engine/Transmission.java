package io.jsctp.engine;

import io.jsctp.wire.ChunkType;
import io.jsctp.wire.DataView;
import io.jsctp.wire.IDataView;
import io.jsctp.wire.PacketWriter;
import org.jspecify.annotations.Nullable;

/**
 * Decides what may leave on a path now, and puts it into a packet: what is sent again first, then new fragments of the next
 * message (RFC 9260 §6.1, §6.9, §7.2.4). It keeps nothing between packets.
 */
final class Transmission {
    private final SendQueue queue;
    private final OutstandingData outstanding;
    private final PeerWindow window;
    private AssociationSettings settings;
    private @Nullable Authenticator authenticator;
    final SendCounters counters = new SendCounters();

    /** Whether user data leaves as I-DATA (RFC 8260 §2.2.1). */
    private boolean interleaved;

    Transmission(SendQueue queue, OutstandingData outstanding, PeerWindow window, AssociationSettings settings) {
        this.queue = queue;
        this.outstanding = outstanding;
        this.window = window;
        this.settings = settings;
    }

    /** Puts AUTH in front of what needs it; null if the association does not authenticate (RFC 4895). */
    void authenticator(@Nullable Authenticator inUse) {
        authenticator = inUse;
    }

    void interleave(boolean on) {
        interleaved = on;
    }

    /** {@return the type of the chunks of user data} */
    int chunkType() {
        return interleaved ? ChunkType.I_DATA : ChunkType.DATA;
    }

    /** {@return their size without the payload} */
    int headerBytes() {
        return interleaved ? IDataView.HEADER_SIZE : DataView.HEADER_SIZE;
    }

    private boolean fits(PacketWriter w, OutboundMessage m, int bytes) {
        Authenticator auth = authenticator;
        int chunkBytes = headerBytes() + bytes;
        return auth == null ? w.fits(chunkBytes) : auth.admit(w, chunkType(), m, chunkBytes);
    }

    void settings(AssociationSettings changed) {
        settings = changed;
    }

    /**
     * Tells whether {@link #fill} would put anything into a packet to a path.
     *
     * @param path the path
     * @param isDataPath whether new data goes there unless the user named another path
     * @param fragmentBytes the most payload of one chunk
     * @param now the time
     */
    boolean wantsToSend(Path path, boolean isDataPath, int fragmentBytes, long now) {
        if (path.tail.due && path.order.chunks > 0) {
            return true;
        }
        if (hasMarkedFor(path)) {
            return mayRetransmit(path) && (path.retransmitAtOnce || path.pacer.allows(path, now));
        }
        return path.burstLeft > 0
                && nextFragmentBytes(path, isDataPath, fragmentBytes, false) > 0
                && path.pacer.allows(path, now);
    }

    /** {@return true if something waits to be sent again on a path} */
    boolean hasMarkedFor(Path path) {
        return outstanding.markedFor(path) > 0;
    }

    /** What goes at once goes whatever cwnd, but not beside the one packet that a timeout allows (RFC 9260 §7.2.1). */
    private static boolean mayRetransmit(Path path) {
        return (path.retransmitAtOnce && !path.onePacketOnly) || hasCongestionRoom(path);
    }

    private static boolean hasCongestionRoom(Path path) {
        return path.onePacketOnly ? path.flightBytes == 0 : path.flightBytes < path.congestion.cwnd();
    }

    /**
     * {@return the payload of the next new chunk for this path; 0 if none may leave now}
     *
     * @param bundling true if the packet has new data already: then Nagle has no reason to hold more of it back
     */
    private int nextFragmentBytes(Path path, boolean isDataPath, int fragmentBytes, boolean bundling) {
        OutboundMessage m = queue.head();
        if (m == null || !belongsTo(m, path, isDataPath) || !hasCongestionRoom(path) || outstanding.isFull()) {
            return 0;
        }
        int bytes = fit(m, fragmentBytes, outstanding.isEmpty());
        return bytes > 0 && (bundling || !nagleHolds(m, path, fragmentBytes)) ? bytes : 0;
    }

    /** {@return how much of the next fragment of a message the peer's window lets leave, 0 for nothing} */
    int fit(OutboundMessage m, int fragmentBytes, boolean nothingOutstanding) {
        int wanted = Math.min(fragmentBytes, m.length - m.fragmentedBytes);
        return window.fit(wanted, settings.fragmentsDisabled(), nothingOutstanding);
    }

    private static boolean belongsTo(OutboundMessage m, Path path, boolean isDataPath) {
        Path asked = m.destination;
        return (asked == null || !asked.isActive()) ? isDataPath : (asked == path);
    }

    /** Nagle: less than a full packet waits while anything is in flight on the path (RFC 9260 §6.1). */
    private boolean nagleHolds(OutboundMessage m, Path path, int fragmentBytes) {
        return !settings.noDelay()
                && path.flightBytes > 0
                && !m.begun()
                && queue.bytes() + headerBytes() * (queue.messages() - 1) < fragmentBytes;
    }

    /**
     * Writes the chunks of one packet: first those that are sent again on this path, then new ones.
     *
     * @param hurry whether the last chunk of the queue asks for a SACK at once (SHUTDOWN-PENDING)
     */
    void fill(PacketWriter w, Path path, boolean isDataPath, int fragmentBytes, boolean hurry, long now) {
        int before = w.length();
        boolean sentNew = false;
        int streamId = -1;
        int bytes;
        if (path.tail.due && path.order.chunks > 0) {
            probeTail(w, path, isDataPath, fragmentBytes, now);
        }
        boolean mayAddNew = !hasMarkedFor(path) || !retransmit(w, path, now);
        while (mayAddNew
                && path.burstLeft > 0
                && (bytes = nextFragmentBytes(path, isDataPath, fragmentBytes, sentNew)) > 0
                && (!sentNew || !window.probing())) {
            OutboundMessage m = queue.head();
            if (m == null || !fits(w, m, bytes) || (sentNew && queue.oneStreamPerPacket() && m.streamId != streamId)) {
                break;
            }
            streamId = m.streamId;
            sendNew(w, m, bytes, path, hurry, now);
            sentNew = true;
        }
        if (sentNew) {
            path.burstLeft--;
            queue.packetEnds();
        }
        if (w.length() > before) {
            path.dataSent(sentNew, now);
            path.pacer.sent(path, w.length() - before, now);
        }
    }

    /**
     * The tail loss probe: new data if there is any, whatever cwnd, or what left last once more; it asks for a SACK at once
     * (RFC 8985 §7.3).
     */
    private void probeTail(PacketWriter w, Path path, boolean isDataPath, int fragmentBytes, long now) {
        OutboundMessage m = queue.head();
        boolean mayAdd = m != null && !outstanding.isFull() && belongsTo(m, path, isDataPath);
        int bytes = m != null && mayAdd ? fit(m, fragmentBytes, false) : 0;
        boolean again = bytes == 0;
        int tsn = again ? path.order.newest : outstanding.nextTsn;
        OutboundMessage probed = again || m == null ? outstanding.message(tsn) : m;
        if (!fits(w, probed, again ? outstanding.length(tsn) : bytes)) {
            path.tail.due = false;
            return;
        }
        if (m != null && !again) {
            sendNew(w, m, bytes, path, false, now);
        } else {
            window.returned(outstanding.length(tsn));
            outstanding.mark(tsn, path, path, false);
            write(w, tsn, path, true, now);
        }
        path.tail.due = false;
        path.tail.sent(tsn, again, outstanding.nextTsn, now);
        path.startT3(now);
    }

    /** Sends marked chunks again; {@return true if some had to stay behind} */
    private boolean retransmit(PacketWriter w, Path path, long now) {
        int tsn = outstanding.nextMarked(outstanding.firstTsn, path);
        boolean mayGo = mayRetransmit(path);
        boolean anyway = path.retransmitAtOnce || path.onePacketOnly;
        while (tsn != outstanding.nextTsn) {
            if (!mayGo || !fits(w, outstanding.message(tsn), outstanding.length(tsn))) {
                return true;
            }
            write(w, tsn, path, false, now);
            path.retransmitAtOnce = false;
            mayGo = anyway || hasCongestionRoom(path);
            tsn = outstanding.nextMarked(tsn + 1, path);
        }
        return false;
    }

    private void sendNew(PacketWriter w, OutboundMessage m, int bytes, Path path, boolean hurry, long now) {
        if (!m.begun()) {
            queue.begin(m);
        }
        int tsn = outstanding.append(m, m.fragmentedBytes, bytes);
        queue.fragmented(m, bytes);
        boolean tail = queue.isEmpty() && (hurry || path.recovery.tailLossProbe());
        boolean last = m.fullyFragmented() && (m.immediate || tail);
        write(w, tsn, path, last || path.tail.due, now);
    }

    private void write(PacketWriter w, int tsn, Path path, boolean immediate, long now) {
        path.tail.asks(immediate);
        OutboundMessage m = outstanding.message(tsn);
        int offset = outstanding.offset(tsn);
        int length = outstanding.length(tsn);
        int flags = (m.beginsMessage && offset == 0 ? DataView.FLAG_B : 0)
                | (m.endsMessage && offset + length == m.length ? DataView.FLAG_E : 0)
                | (m.unordered ? DataView.FLAG_U : 0)
                | (immediate || window.probing() ? DataView.FLAG_I : 0);
        if (interleaved) {
            boolean begins = (flags & DataView.FLAG_B) != 0;
            int ppidOrFsn = begins ? m.payloadProtocolId : outstanding.fragmentSequenceNumber(tsn);
            w.putIData(flags, tsn, m.streamId, m.ssn, ppidOrFsn, m.payload, offset, length);
        } else {
            w.putData(flags, tsn, m.streamId, m.ssn, m.payloadProtocolId, m.payload, offset, length);
        }
        boolean again = outstanding.state(tsn) == OutstandingData.MARKED;
        count(m, tsn, offset, length, again, path);
        outstanding.sent(tsn, path, now);
        window.sent(length);
        if (window.probing()) {
            path.startT3(now, window.probeDelayNs(path.rto.rtoNs(), settings.rtoMaxNs()));
        } else if (!path.t3Running() || (again && outstanding.isEarliest(tsn, path))) {
            path.startT3(now);
        }
    }

    /** Counts a chunk that is about to be in flight, by why it is sent. */
    private void count(OutboundMessage m, int tsn, int offset, int length, boolean again, Path path) {
        counters.dataChunks++;
        path.chunksRetransmitted += again ? 1 : 0;
        if (!again) {
            counters.first(m, offset, length);
        }
        if (window.probing() || (again && outstanding.isProbe(tsn))) {
            counters.windowProbes++;
        } else if (again && path.tail.due) {
            counters.tailProbes++;
        } else if (again && !outstanding.fastRetransmitted(tsn)) {
            counters.afterT3++;
        } else if (again && path.recovery.timeBasedLoss()) {
            counters.byTime++;
        } else if (again) {
            counters.fast++;
        }
    }
}
