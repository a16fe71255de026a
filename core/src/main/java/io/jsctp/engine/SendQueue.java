package io.jsctp.engine;

import io.jsctp.engine.Reliability.Policy;
import io.jsctp.wire.SerialNumber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for transmission, stream by stream (RFC 9260 §6.5). Which stream is next is up to its scheduler; a message
 * that was begun is finished first, because its fragments need consecutive TSNs (§6.9); if the user gives it in parts and the
 * next one is not there, everything waits. A message gets its stream sequence number when its first fragment leaves.
 */
final class SendQueue {
    /** About what a message without its payload takes. */
    private static final int SPARE_BYTES = 96;

    private final PayloadPool pool;
    private final ArrayDeque<OutboundMessage> spare = new ArrayDeque<>();
    private final PriorityQueue<OutboundMessage> mortal =
            new PriorityQueue<>(1, Comparator.comparingLong((OutboundMessage m) -> m.expiresAtNs));
    private @Nullable OutboundStream[] streams;
    private @Nullable OutboundMessage current;

    /** The stream of a message that was begun and whose next part is next; null between messages. */
    private @Nullable OutboundStream unfinished;

    private int unfinishedSsn;

    /** Streams that are made now are held, too: a reset of all of them is not answered yet. */
    private boolean allHeld;

    /** No further message is begun: a reset of all numbers is not answered yet (RFC 6525 §5.1.4 C2). */
    private boolean stopped;

    private final OpenMessage open = new OpenMessage();
    final KeyUse keyUse = new KeyUse();
    private long sequence;
    private int messages;
    private int bytes;

    /** Messages whose memory was not released. */
    private int held;

    /** Those of them that may be given up after they have left, by time or by count. */
    private int perishable;

    /** Those of them that have a priority. */
    private int ranked;

    private boolean partialReliability;

    private StreamScheduling scheduling = StreamScheduling.DEFAULT;
    private StreamScheduler scheduler = scheduling.newScheduler();

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
        return held * overheadBytesOfOne();
    }

    int overheadBytesOfOne() {
        return pool.allowance().chunkCostBytes();
    }

    /** Settles whether messages that have begun to leave may be given up. */
    void partialReliability(boolean on) {
        partialReliability = on;
    }

    /** {@return messages held that may be given up after they have left, by time or by count} */
    int perishable() {
        return perishable;
    }

    /** {@return messages held that have a priority} */
    int ranked() {
        return ranked;
    }

    /** {@return the message of which some has left and some has not, if there is one} */
    @Nullable
    OutboundMessage current() {
        return current;
    }

    /** Gives up what is kept for reuse. */
    void trim() {
        pool.allowance().unkeep(SPARE_BYTES * spare.size());
        spare.clear();
    }

    OutboundMessage add(
            ByteBuffer payload, int streamId, int flags, int ppid, int context, Reliability reliability, long now) {
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
        m.policy = reliability.policy();
        m.policyValue = reliability.value();
        m.expiresAtNs = reliability.expiresAtNs(now);
        perishable += m.isPerishable() ? 1 : 0;
        ranked += m.policy == Policy.PRIORITY ? 1 : 0;
        m.sequence = sequence++;
        if (m.expiresAtNs != Path.NONE) {
            m.mortal = true;
            mortal.add(m);
        }
        OutboundStream stream = stream(streamId);
        if (!m.beginsMessage && !stream.holdsLast()) {
            stream.holdAfter(m); // it goes on with a message that came before the hold
        }
        stream.waiting.add(m);
        enterRound(stream);
        messages++;
        bytes += m.length;
        return m;
    }

    private void enterRound(OutboundStream stream) {
        if (!stream.inRound && stream.next() != null) {
            stream.inRound = true;
            scheduler.add(stream);
        }
    }

    OutboundStream stream(int id) {
        OutboundStream stream = streams[id];
        if (stream == null) {
            stream = new OutboundStream(id);
            stream.value = scheduling.value(id);
            stream.heldFrom = allHeld ? 0 : OutboundStream.NOTHING;
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
        OutboundStream next = unfinished != null ? unfinished : stopped ? null : scheduler.next();
        return next == null ? null : next.waiting.peek();
    }

    /** The first fragment of {@link #head()} is about to leave: it gets its sequence number. */
    void begin(OutboundMessage m) {
        if (unfinished != null) {
            serve(unfinished, m);
            m.ssn = unfinishedSsn;
            current = m;
            return;
        }
        OutboundStream stream = stream(m.streamId);
        serve(stream, m);
        m.ssn = m.unordered ? 0 : stream.nextSsn; // an unordered one has none (RFC 9260 §6.6)
        if (!m.unordered) {
            stream.nextSsn = SerialNumber.next16(stream.nextSsn);
        }
        if (!partialReliability || m.policy != Policy.TIMED) {
            becomeImmortal(m);
        }
        current = m;
    }

    private void serve(OutboundStream stream, OutboundMessage m) {
        stream.waiting.remove();
        scheduler.served(stream, m.length);
        leaveRoundIfEmpty(stream);
    }

    /** A packet with new data is complete. */
    void packetEnds() {
        scheduler.packetEnds();
    }

    /** {@return whether the new data of a packet is of one stream only} */
    boolean oneStreamPerPacket() {
        return scheduler.oneStreamPerPacket();
    }

    /** Settles the order of the streams; it holds from the next message on (RFC 8260 §3). */
    void scheduling(StreamScheduling changed) {
        if (changed.equals(scheduling)) {
            return;
        }
        StreamScheduler before = scheduler;
        boolean other = changed.policy() != scheduling.policy();
        scheduling = changed;
        for (OutboundStream stream : streams) {
            if (stream != null) {
                stream.value = changed.value(stream.id);
            }
        }
        if (other) {
            scheduler = changed.newScheduler();
            before.forEach(stream -> {
                stream.rank = 0;
                scheduler.add(stream);
            });
        } else {
            List<OutboundStream> busy = new ArrayList<>();
            before.forEach(busy::add);
            busy.forEach(before::changed);
        }
    }

    /** A fragment of {@link #head()} got its TSN. */
    void fragmented(OutboundMessage m, int fragmentBytes) {
        m.fragmentedBytes += fragmentBytes;
        m.outstandingChunks++;
        bytes -= fragmentBytes;
        if (m.fullyFragmented()) {
            current = null;
            messages--;
            becomeImmortal(m);
            unfinished = m.endsMessage ? null : stream(m.streamId);
            unfinishedSsn = m.ssn;
        }
    }

    private void becomeImmortal(OutboundMessage m) {
        if (m.mortal) {
            m.mortal = false;
            mortal.remove(m);
        }
    }

    /** A message is over: its memory is used again. */
    void release(OutboundMessage m) {
        if (!m.abandoned) {
            dropPayload(m);
        }
        held--;
        keyUse.released(m.keyNumber);
        pool.allowance().give(overheadBytesOfOne());
        m.clear();
        if (pool.allowance().keep(SPARE_BYTES)) {
            spare.push(m);
        }
    }

    /** A message is given up: only what tells the peer of it is kept. */
    void dropPayload(OutboundMessage m) {
        m.abandoned = true;
        perishable -= m.isPerishable() ? 1 : 0;
        ranked -= m.policy == Policy.PRIORITY ? 1 : 0;
        pool.allowance().give(m.length);
        pool.release(m.takePayload());
    }

    /** What has not left of {@link #current()} never will. */
    void dropRest(OutboundMessage m) {
        becomeImmortal(m);
        bytes -= m.length - m.fragmentedBytes;
        messages--;
        current = null;
    }

    /** Adds the messages that have not begun to leave and are of a lower priority than the given one. */
    void addRanked(List<OutboundMessage> to, long priority) {
        scheduler.forEach(stream -> {
            for (OutboundMessage m : stream.waiting) {
                if (m.isBelow(priority)) {
                    to.add(m);
                }
            }
        });
    }

    /** Counts a message that is given up for its stream. */
    void count(OutboundMessage m) {
        OutboundStream stream = stream(m.streamId);
        AbandonedCounts counts = stream.abandoned;
        if (counts == null) {
            counts = new AbandonedCounts();
            stream.abandoned = counts;
        }
        counts.count(m);
    }

    /** {@return the counts of a stream's messages that were given up} */
    AbandonedCounts abandoned(int streamId) {
        OutboundStream stream = streams[streamId];
        return stream == null || stream.abandoned == null ? new AbandonedCounts() : stream.abandoned;
    }

    long nextExpiryNs() {
        OutboundMessage m = mortal.peek();
        return m == null ? Path.NONE : m.expiresAtNs;
    }

    /** {@return a message that is not wholly fragmented and whose life is over; null if there is none} */
    @Nullable
    OutboundMessage expired(long now) {
        OutboundMessage m = mortal.peek();
        return m == null || m.expiresAtNs > now ? null : m;
    }

    /** Takes out a message that has not begun to leave. */
    void take(OutboundMessage m) {
        becomeImmortal(m);
        OutboundStream stream = stream(m.streamId);
        stream.waiting.remove(m);
        if (stream.inRound) {
            scheduler.changed(stream);
        }
        leaveRoundIfEmpty(stream);
        messages--;
        bytes -= m.length;
    }

    private void leaveRoundIfEmpty(OutboundStream stream) {
        if (stream.inRound && stream.next() == null) {
            stream.inRound = false;
            scheduler.remove(stream);
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
                becomeImmortal(m);
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
        for (OutboundStream stream : streams) {
            if (stream != null && !stream.waiting.isEmpty()) {
                all.addAll(stream.waiting);
                stream.waiting.clear();
                stream.inRound = false;
            }
        }
        scheduler.clear();
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
        allHeld = false;
        stopped = false;
    }

    // ---- stream reconfiguration (RFC 6525 §5.1) -----------------------------------------------------------------

    /** What is added to these streams from now on waits for {@link #release}. */
    void hold(StreamSet set) {
        allHeld |= set.isAll();
        forEach(set, !set.isAll(), stream -> stream.heldFrom = sequence);
    }

    /** {@return whether all that came before {@link #hold} has its TSNs} */
    boolean isSent(StreamSet set) {
        if ((current != null && set.contains(current.streamId))
                || (unfinished != null && set.contains(unfinished.id))) {
            return false;
        }
        if (set.isAll()) {
            return scheduler.next() == null;
        }
        for (int id : set.ids()) {
            OutboundStream stream = streams[id];
            if (stream != null && stream.next() != null) {
                return false;
            }
        }
        return true;
    }

    /** Sequence numbers of these streams begin at 0 again. */
    void startOver(StreamSet set) {
        forEach(set, false, stream -> stream.nextSsn = 0);
    }

    /** What was held back goes on. */
    void release(StreamSet set) {
        allHeld &= !set.isAll();
        forEach(set, false, stream -> {
            stream.heldFrom = OutboundStream.NOTHING;
            enterRound(stream);
        });
    }

    /** Begins no further message, or does so again. */
    void stop(boolean on) {
        stopped = on;
    }

    /** {@return false amidst the fragments of a message} */
    boolean isBetweenMessages() {
        return current == null && unfinished == null;
    }

    /** {@return whether no message of these streams was sent since their numbers began, nor waits} */
    boolean isUnused(StreamSet set) {
        boolean[] used = new boolean[1];
        forEach(set, false, stream -> used[0] |= stream.nextSsn != 0 || !stream.waiting.isEmpty());
        return !used[0];
    }

    private void forEach(StreamSet set, boolean make, Consumer<OutboundStream> action) {
        set.forEach(streams.length, id -> {
            OutboundStream stream = make ? stream(id) : streams[id];
            if (stream != null) {
                action.accept(stream);
            }
        });
    }
}
