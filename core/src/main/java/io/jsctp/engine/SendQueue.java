package io.jsctp.engine;

import io.jsctp.wire.SerialNumber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for transmission, stream by stream (RFC 9260 §6.5). Streams take turns message by message; a message
 * that was begun is finished first, because its fragments need consecutive TSNs (§6.9); if the user gives it in parts and the
 * next one is not there, everything waits. A message gets its stream sequence number when its first fragment leaves.
 */
final class SendQueue {
    /** About what a message without its payload takes. */
    private static final int SPARE_BYTES = 96;

    private final PayloadPool pool;
    private final ArrayDeque<OutboundStream> round = new ArrayDeque<>();
    private final ArrayDeque<OutboundMessage> spare = new ArrayDeque<>();
    private final PriorityQueue<OutboundMessage> mortal =
            new PriorityQueue<>(1, Comparator.comparingLong((OutboundMessage m) -> m.expiresAtNs));
    private @Nullable OutboundStream[] streams;
    private @Nullable OutboundMessage current;

    /** The stream of a message that was begun and whose next part is next; null between messages. */
    private @Nullable OutboundStream unfinished;

    private int unfinishedSsn;
    private final OpenMessage open = new OpenMessage();
    private long sequence;
    private int messages;
    private int bytes;

    /** Messages whose memory was not released. */
    private int held;

    SendQueue(int streamCount, PayloadPool pool) {
        this.pool = pool;
        streams = new OutboundStream[streamCount];
    }

    int streamCount() {
        return streams.length;
    }

    /** {@return messages not yet wholly fragmented} */
    int messages() {
        return messages;
    }

    /** {@return payload bytes that have no TSN yet} */
    int bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return messages == 0;
    }

    /** {@return what the user has begun and not ended} */
    OpenMessage open() {
        return open;
    }

    /** Charges a message that is to be {@link #add added}, with what it costs beside its payload; false if there is no memory. */
    boolean charge(int length, boolean needed) {
        Allowance allowance = pool.allowance();
        long cost = allowance.costOf(length, 1);
        if (!allowance.take(cost, needed) && !(pool.trim() && allowance.take(cost, needed))) {
            return false;
        }
        held++;
        return true;
    }

    /** {@return what the messages that are held cost beside their payload} */
    int overheadBytes() {
        return held * pool.allowance().chunkCostBytes();
    }

    /** Gives up what is kept for reuse. */
    void trim() {
        pool.allowance().unkeep(SPARE_BYTES * spare.size());
        spare.clear();
    }

    OutboundMessage add(ByteBuffer payload, int streamId, int flags, int ppid, int context, long expiresAtNs) {
        OutboundMessage m = spare.poll();
        if (m == null) {
            m = new OutboundMessage();
        } else {
            pool.allowance().unkeep(SPARE_BYTES);
        }
        m.length = payload.remaining();
        m.payload = pool.acquire(m.length);
        payload.get(m.payload, 0, m.length);
        m.streamId = streamId;
        m.payloadProtocolId = ppid;
        m.context = context;
        m.unordered = (flags & OutboundData.UNORDERED) != 0;
        m.immediate = (flags & OutboundData.SACK_IMMEDIATELY) != 0;
        m.endsMessage = (flags & OutboundData.MORE) == 0;
        open.added(m);
        m.expiresAtNs = expiresAtNs;
        m.sequence = sequence++;
        if (expiresAtNs != Path.NONE) {
            mortal.add(m);
        }
        OutboundStream stream = stream(streamId);
        stream.waiting.add(m);
        if (!stream.inRound) {
            stream.inRound = true;
            round.add(stream);
        }
        messages++;
        bytes += m.length;
        return m;
    }

    private OutboundStream stream(int id) {
        OutboundStream stream = streams[id];
        if (stream == null) {
            stream = new OutboundStream(id);
            streams[id] = stream;
        }
        return stream;
    }

    /** {@return the message whose next fragment is to be sent, null if none waits} */
    @Nullable
    OutboundMessage head() {
        if (current != null) {
            return current;
        }
        OutboundStream next = unfinished != null ? unfinished : round.peek();
        return next == null ? null : next.waiting.peek();
    }

    /** The first fragment of {@link #head()} is about to leave: it gets its sequence number. */
    void begin(OutboundMessage m) {
        if (unfinished != null) {
            unfinished.waiting.remove();
            leaveRoundIfEmpty(unfinished);
            m.ssn = unfinishedSsn;
            current = m;
            return;
        }
        OutboundStream stream = round.remove();
        stream.waiting.remove();
        if (stream.waiting.isEmpty()) {
            stream.inRound = false;
        } else {
            round.add(stream);
        }
        m.ssn = m.unordered ? 0 : stream.nextSsn; // an unordered one has none (RFC 9260 §6.6)
        if (!m.unordered) {
            stream.nextSsn = SerialNumber.next16(stream.nextSsn);
        }
        if (m.expiresAtNs != Path.NONE) {
            mortal.remove(m);
        }
        current = m;
    }

    /** A fragment of {@link #head()} got its TSN. */
    void fragmented(OutboundMessage m, int fragmentBytes) {
        m.fragmentedBytes += fragmentBytes;
        m.outstandingChunks++;
        bytes -= fragmentBytes;
        if (m.fullyFragmented()) {
            current = null;
            messages--;
            unfinished = m.endsMessage ? null : stream(m.streamId);
            unfinishedSsn = m.ssn;
        }
    }

    /** A message is over: its memory is used again. */
    void release(OutboundMessage m) {
        held--;
        pool.allowance().give(pool.allowance().costOf(m.length, 1));
        pool.release(m.payload);
        m.clear();
        if (pool.allowance().keep(SPARE_BYTES)) {
            spare.push(m);
        }
    }

    long nextExpiryNs() {
        OutboundMessage m = mortal.peek();
        return m == null ? Path.NONE : m.expiresAtNs;
    }

    /** {@return the next message whose life ended before it was begun, taken out of the queue; null if there is none} */
    @Nullable
    OutboundMessage takeExpired(long now) {
        OutboundMessage m = mortal.peek();
        if (m == null || m.expiresAtNs > now) {
            return null;
        }
        mortal.remove();
        OutboundStream stream = stream(m.streamId);
        stream.waiting.remove(m);
        leaveRoundIfEmpty(stream);
        messages--;
        bytes -= m.length;
        return m;
    }

    private void leaveRoundIfEmpty(OutboundStream stream) {
        if (stream.inRound && stream.waiting.isEmpty()) {
            stream.inRound = false;
            round.remove(stream);
        }
    }

    /** Settles the number of streams; {@return the messages on streams that do not exist after all} */
    List<OutboundMessage> resize(int streamCount) {
        List<OutboundMessage> orphans = new ArrayList<>();
        @Nullable OutboundStream[] kept = new OutboundStream[streamCount];
        for (int i = 0; i < streams.length; i++) {
            OutboundStream stream = streams[i];
            if (stream == null) {
                continue;
            }
            if (i < streamCount) {
                kept[i] = stream;
                continue;
            }
            for (OutboundMessage m : stream.waiting) {
                orphans.add(m);
                mortal.remove(m);
                messages--;
                bytes -= m.length;
            }
            stream.waiting.clear();
            leaveRoundIfEmpty(stream);
        }
        streams = kept;
        open.loseAbove(streamCount);
        return orphans;
    }

    /** Empties the queue; {@return all messages not wholly fragmented, the oldest first} */
    List<OutboundMessage> drain() {
        List<OutboundMessage> all = new ArrayList<>();
        if (current != null) {
            all.add(current);
        }
        for (OutboundStream stream : round) {
            all.addAll(stream.waiting);
            stream.waiting.clear();
            stream.inRound = false;
        }
        round.clear();
        mortal.clear();
        current = null;
        unfinished = null;
        open.lose();
        messages = 0;
        bytes = 0;
        all.sort(Comparator.comparingLong(m -> m.sequence));
        return all;
    }

    /** Sequence numbers start over: the peer restarted. */
    void restart(int streamCount) {
        streams = new OutboundStream[streamCount];
    }
}
