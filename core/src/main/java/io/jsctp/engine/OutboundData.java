package io.jsctp.engine;

import io.jsctp.engine.AssociationEvent.SenderDry;
import io.jsctp.wire.DataView;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import io.jsctp.wire.SackView;
import io.jsctp.wire.SerialNumber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of an association: from the user's message to the chunk that the peer acknowledged (RFC 9260 §6.1). It
 * decides what may leave on a path now, puts it into a packet, and learns from SACKs and timeouts what must leave again.
 */
final class OutboundData {
    static final int UNORDERED = 1;
    static final int SACK_IMMEDIATELY = 2;
    static final int MORE = 4;

    private static final int INVALID_STREAM_CAUSE = 1;

    private final ArrayDeque<AssociationEvent> events;
    final OutstandingData outstanding;
    private final SackProcessor sacks;
    final SendQueue queue;
    private final PeerWindow window = new PeerWindow();
    private AssociationSettings settings;
    private int bufferedBytes;

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
        this.outstanding = new OutstandingData(initialTsn);
        this.sacks = new SackProcessor(outstanding, queue);
    }

    void settings(AssociationSettings changed) {
        settings = changed;
    }

    // ---- the user's side ----------------------------------------------------------------------------------------

    /** Copies a message, or a part of one, into the queue; the buffer is consumed only if it is accepted. */
    SendStatus enqueue(
            ByteBuffer payload,
            int streamId,
            int flags,
            int payloadProtocolId,
            int context,
            long expiresAtNs,
            @Nullable Path destination) {
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
        SendStatus asPart = queue.open().check(streamId, flags, payloadProtocolId, expiresAtNs != Path.NONE);
        if (asPart != SendStatus.ACCEPTED) {
            return asPart;
        }
        boolean alone = bufferedBytes == 0;
        if (!alone && length > freeBytes()) {
            return SendStatus.BUFFER_FULL;
        }
        if (!queue.charge(length, alone)) {
            return alone ? SendStatus.NO_MEMORY : SendStatus.BUFFER_FULL;
        }
        OutboundMessage m = queue.add(payload, streamId, flags, payloadProtocolId, context, expiresAtNs);
        m.destination = destination;
        bufferedBytes += length;
        return SendStatus.ACCEPTED;
    }

    int bufferedBytes() {
        return bufferedBytes;
    }

    int freeBytes() {
        return Math.max(0, settings.sendBufferBytes() - bufferedBytes - queue.overheadBytes());
    }

    /** Nothing is held: what was kept for reuse is given up. */
    void trim() {
        queue.trim();
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

    // ---- sending ------------------------------------------------------------------------------------------------

    /**
     * Tells whether {@link #fill} would put anything into a packet to a path.
     *
     * @param path the path
     * @param isDataPath whether new data goes there unless the user named another path
     * @param fragmentBytes the most payload of one chunk
     */
    boolean wantsToSend(Path path, boolean isDataPath, int fragmentBytes) {
        if (hasMarkedFor(path)) {
            return mayRetransmit(path);
        }
        return path.burstLeft > 0 && nextFragmentBytes(path, isDataPath, fragmentBytes, false) > 0;
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

    private int fit(OutboundMessage m, int fragmentBytes, boolean nothingOutstanding) {
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
                && queue.bytes() + DataView.HEADER_SIZE * (queue.messages() - 1) < fragmentBytes;
    }

    /**
     * Writes the chunks of one packet: first those that are sent again on this path, then new ones.
     *
     * @param hurry whether the last chunk of the queue asks for a SACK at once (SHUTDOWN-PENDING)
     */
    void fill(PacketWriter w, Path path, boolean isDataPath, int fragmentBytes, boolean hurry, long now) {
        int before = w.length();
        boolean sentNew = false;
        int bytes;
        boolean mayAddNew = !hasMarkedFor(path) || !retransmit(w, path, now);
        while (mayAddNew
                && path.burstLeft > 0
                && (bytes = nextFragmentBytes(path, isDataPath, fragmentBytes, sentNew)) > 0
                && w.fits(DataView.HEADER_SIZE + bytes)
                && (!sentNew || !window.probing())) {
            OutboundMessage m = queue.head();
            if (m == null) {
                break;
            }
            sendNew(w, m, bytes, path, hurry, now);
            sentNew = true;
        }
        if (sentNew) {
            path.burstLeft--;
        }
        if (w.length() > before) {
            path.dataSent(sentNew, now);
        }
    }

    /** Sends marked chunks again; {@return true if some had to stay behind} */
    private boolean retransmit(PacketWriter w, Path path, long now) {
        int tsn = outstanding.nextMarked(outstanding.firstTsn, path);
        boolean mayGo = mayRetransmit(path);
        boolean anyway = path.retransmitAtOnce || path.onePacketOnly;
        while (tsn != outstanding.nextTsn) {
            boolean fits = w.fits(DataView.HEADER_SIZE + outstanding.length(tsn));
            if (!mayGo || !fits) {
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
        boolean last = m.fullyFragmented() && (m.immediate || (hurry && queue.isEmpty()));
        write(w, tsn, path, last, now);
    }

    private void write(PacketWriter w, int tsn, Path path, boolean immediate, long now) {
        OutboundMessage m = outstanding.message(tsn);
        int offset = outstanding.offset(tsn);
        int length = outstanding.length(tsn);
        int flags = (m.beginsMessage && offset == 0 ? DataView.FLAG_B : 0)
                | (m.endsMessage && offset + length == m.length ? DataView.FLAG_E : 0)
                | (m.unordered ? DataView.FLAG_U : 0)
                | (immediate || window.probing() ? DataView.FLAG_I : 0);
        w.putData(flags, tsn, m.streamId, m.ssn, m.payloadProtocolId, m.payload, offset, length);
        boolean again = outstanding.state(tsn) == OutstandingData.MARKED;
        outstanding.sent(tsn, path, now);
        window.sent(length);
        if (window.probing()) {
            path.startT3(now, window.probeDelayNs(path.rto.rtoNs(), settings.rtoMaxNs()));
        } else if (!path.t3Running() || (again && outstanding.isEarliest(tsn, path))) {
            path.startT3(now);
        }
    }

    /**
     * Called when nothing more may leave: data held back by a closed window alone needs a probe (RFC 9260 §6.1 A). Then the
     * T3 of one path runs though nothing is outstanding; in any other case none does.
     */
    void armProbe(List<Path> paths, Path dataPath, int fragmentBytes, long now) {
        if (!outstanding.isEmpty()) {
            return;
        }
        OutboundMessage m = queue.head();
        if (m == null) {
            window.opened();
            stopT3(paths);
        } else if (fit(m, fragmentBytes, true) > 0) {
            stopT3(paths);
        } else if (!anyT3Runs(paths)) {
            dataPath.startT3(now, window.probeDelayNs(dataPath.rto.rtoNs(), settings.rtoMaxNs()));
        }
    }

    private static void stopT3(List<Path> paths) {
        for (int i = 0; i < paths.size(); i++) {
            paths.get(i).stopT3();
        }
    }

    private static boolean anyT3Runs(List<Path> paths) {
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i).t3Running()) {
                return true;
            }
        }
        return false;
    }

    // ---- acknowledgements and timeouts --------------------------------------------------------------------------

    SackOutcome onSack(PacketReader sack, List<Path> paths, long now) {
        int cumulativeTsn = SackView.cumulativeTsnAck(sack);
        if (SerialNumber.lt(cumulativeTsn, outstanding.firstTsn - 1)) {
            return SackOutcome.OLD;
        }
        if (sacks.acknowledgesUnsent(sack, cumulativeTsn)) {
            return SackOutcome.PROTOCOL_VIOLATION;
        }
        sacks.onSack(sack, cumulativeTsn, paths, now);
        boolean wasProbing = window.probing();
        window.advertised(SackView.advertisedReceiverWindow(sack), outstanding.inFlightPayloadBytes);
        if (!outstanding.isEmpty()) {
            window.firstOutstanding(SackView.advertisedReceiverWindow(sack), outstanding.length(outstanding.firstTsn));
        }
        if (wasProbing) {
            onProbeAnswered(SackView.advertisedReceiverWindow(sack), paths);
        }
        acknowledged();
        return SackOutcome.PROCESSED;
    }

    /** If the window opened while a probe was out, the probe is sent again at once with what fits (RFC 9260 §6.1 A). */
    private void onProbeAnswered(int aRwnd, List<Path> paths) {
        window.probeAnswered();
        if (outstanding.isEmpty()) {
            window.probeTaken();
            return;
        }
        int probeBytes = outstanding.inFlightPayloadBytes;
        if (probeBytes == 0 || Integer.compareUnsigned(aRwnd, probeBytes) < 0) {
            return;
        }
        window.opened();
        for (int tsn = outstanding.firstTsn; tsn != outstanding.nextTsn; tsn++) {
            if (outstanding.state(tsn) == OutstandingData.IN_FLIGHT) {
                Path p = paths.get(outstanding.path(tsn));
                window.returned(outstanding.length(tsn));
                outstanding.mark(tsn, p, p, false);
                p.stopT3();
            }
        }
    }

    SackOutcome onCumulativeAck(int cumulativeTsn, List<Path> paths, long now) {
        if (SerialNumber.gte(cumulativeTsn, outstanding.nextTsn)) {
            return SackOutcome.PROTOCOL_VIOLATION;
        }
        if (SerialNumber.lt(cumulativeTsn, outstanding.firstTsn - 1)) {
            return SackOutcome.OLD;
        }
        sacks.onCumulativeAck(cumulativeTsn, paths, now);
        acknowledged();
        return SackOutcome.PROCESSED;
    }

    private void acknowledged() {
        bufferedBytes -= sacks.releasedBytes();
        if (settings.senderDryEvents() && sacks.releasedBytes() > 0 && isDrained()) {
            events.add(new SenderDry());
        }
    }

    boolean acknowledgedNewData() {
        return sacks.acknowledgedNewData();
    }

    /** True if a T3 expiry now says nothing about the path: the peer's window is shut and it answers (§6.1 A). */
    boolean probeIsAnswered() {
        return window.probeIsAnswered();
    }

    /** True if a T3 expiry now says nothing about the peer: it answers, and has no room for what is sent again (§6.1 A). */
    boolean isRefused() {
        return window.isRefusing();
    }

    /** T3 ran with nothing outstanding, and expired: the window is shut still, a probe is due (§6.1 A). */
    void probeNow() {
        window.probeNow();
    }

    /**
     * T3 expired: all that is in flight on the path, or waits for it, is sent again, one packet of it at once (RFC 9260
     * §6.3.3 E3).
     */
    void onT3Expired(Path path, Path retransmitOn) {
        sacks.leaveFastRecovery();
        window.probeExpired();
        for (int tsn = outstanding.firstTsn; tsn != outstanding.nextTsn; tsn++) {
            if (outstanding.state(tsn) == OutstandingData.IN_FLIGHT && outstanding.path(tsn) == path.index) {
                window.returned(outstanding.length(tsn));
                outstanding.mark(tsn, path, retransmitOn, false);
            }
        }
        redirect(path, retransmitOn);
        retransmitOn.retransmitAtOnce = true;
    }

    /** What waits to be sent again on a path goes elsewhere. */
    void redirect(Path from, Path to) {
        if (from == to || !hasMarkedFor(from)) {
            return;
        }
        to.retransmitAtOnce |= from.retransmitAtOnce;
        from.retransmitAtOnce = false;
        for (int tsn = outstanding.firstTsn; hasMarkedFor(from) && tsn != outstanding.nextTsn; tsn++) {
            if (outstanding.state(tsn) == OutstandingData.MARKED && outstanding.retransmitPath(tsn) == from.index) {
                outstanding.retransmitOn(tsn, to);
            }
        }
    }

    // ---- life times and the end ---------------------------------------------------------------------------------

    long nextExpiryNs() {
        return queue.nextExpiryNs();
    }

    /** Drops messages whose life time ended before they were begun (RFC 9260 §11.1.5). */
    void expire(long now) {
        OutboundMessage m;
        while ((m = queue.takeExpired(now)) != null) {
            fail(m, 0);
        }
    }

    private void fail(OutboundMessage m, int causeCode) {
        bufferedBytes -= m.length;
        failed(m, causeCode);
    }

    private void failed(OutboundMessage m, int causeCode) {
        events.add(m.failure(causeCode));
        queue.release(m);
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
            failed(m, causeCode);
        }
        outstanding.reset(outstanding.nextTsn);
        bufferedBytes = 0;
    }

    /** The peer restarted: what was not acknowledged is given back, and numbering starts over (RFC 9260 §5.2.4 A). */
    void restart(int initialTsn, int outboundStreams) {
        failAll(0);
        queue.restart(outboundStreams);
        outstanding.reset(initialTsn);
        sacks.leaveFastRecovery();
        window.reset();
    }
}
