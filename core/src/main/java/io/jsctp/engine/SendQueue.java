package io.jsctp.engine;

import io.jsctp.engine.Reliability.Policy;
import io.jsctp.wire.SerialNumber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for transmission, stream by stream (RFC 9260 §6.5). Which stream is next is up to its scheduler. A message of
 * DATA that was begun is finished first, because its fragments need consecutive TSNs (§6.9); if the user gives it in parts and
 * the next one is not there, everything waits. With I-DATA streams take turns chunk by chunk, and only the rest of a stream has
 * to wait for its message (RFC 8260 §2.2.2). A message gets its number when its first fragment leaves.
 */
final class SendQueue {
    /** Where the messages' memory comes from, and goes to. */
    final MessagePool memory;

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

    /** Whether streams take turns chunk by chunk (RFC 8260). */
    private boolean interleaved;

    /** Streams that are amidst a message then. */
    private int amidst;

    private final OpenMessages open = new OpenMessages();
    /** What the streams have carried. */
    final StreamCounts carried = new StreamCounts();

    private long sequence;
    private int messages;
    private int bytes;

    private boolean partialReliability;

    private StreamScheduling scheduling = StreamScheduling.DEFAULT;
    private StreamScheduler scheduler = scheduling.newScheduler();

    SendQueue(int streamCount, PayloadPool pool) {
        memory = new MessagePool(pool);
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

    /** Settles whether user data leaves as I-DATA; nothing was begun so far. */
    void interleave(boolean on) {
        interleaved = on;
        open.perStream(on);
    }

    /** {@return what the user has begun and not ended} */
    OpenMessages open() {
        return open;
    }

    /** Settles whether messages that have begun to leave may be given up. */
    void partialReliability(boolean on) {
        partialReliability = on;
    }

    OutboundMessage add(
            ByteBuffer payload, int streamId, int flags, int ppid, int context, Reliability reliability, long now) {
        OutboundMessage m = memory.acquire(payload, reliability, now);
        m.streamId = streamId;
        m.payloadProtocolId = ppid;
        m.context = context;
        m.unordered = (flags & OutboundData.UNORDERED) != 0;
        m.immediate = (flags & OutboundData.SACK_IMMEDIATELY) != 0;
        m.endsMessage = (flags & OutboundData.MORE) == 0;
        open.added(m);
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
            stream.stopped = stopped && interleaved;
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
        OutboundStream next = unfinished != null ? unfinished : stopped && !interleaved ? null : scheduler.next();
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
        if (interleaved) {
            beginInterleaved(stream, m);
        } else {
            serve(stream, m);
            m.ssn = m.unordered ? 0 : stream.nextSsn; // an unordered one has none (RFC 9260 §6.6)
            if (!m.unordered) {
                stream.nextSsn = SerialNumber.next16(stream.nextSsn);
            }
            current = m;
        }
        if (!partialReliability || m.policy != Policy.TIMED) {
            becomeImmortal(m);
        }
    }

    /** It stays the first of its stream until all of it has left. */
    private void beginInterleaved(OutboundStream stream, OutboundMessage m) {
        if (!stream.amidst) {
            stream.amidst = true;
            stream.amidstNumber = m.unordered ? stream.nextUnordered++ : stream.nextSsn++;
            stream.amidstFsn = 0;
            amidst++;
        }
        m.ssn = stream.amidstNumber;
        m.nextFsn = stream.amidstFsn;
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
        boolean over = m.fullyFragmented();
        carried.add(m.streamId, over && m.endsMessage ? 1 : 0, fragmentBytes);
        if (over) {
            messages--;
            becomeImmortal(m);
        }
        if (interleaved) {
            OutboundStream stream = stream(m.streamId);
            m.nextFsn++;
            if (over) {
                stream.waiting.remove();
                stream.amidstFsn = m.nextFsn;
                leaveMessage(stream, m.endsMessage);
            }
            scheduler.served(stream, fragmentBytes);
            leaveRoundIfEmpty(stream);
        } else if (over) {
            current = null;
            unfinished = m.endsMessage ? null : stream(m.streamId);
            unfinishedSsn = m.ssn;
        }
    }

    private void leaveMessage(OutboundStream stream, boolean itsEnd) {
        if (itsEnd && stream.amidst) {
            stream.amidst = false;
            amidst--;
        }
    }

    private void becomeImmortal(OutboundMessage m) {
        if (m.mortal) {
            m.mortal = false;
            mortal.remove(m);
        }
    }

    /** What has not left of a message that was begun never will. */
    void dropRest(OutboundMessage m) {
        becomeImmortal(m);
        bytes -= m.length - m.fragmentedBytes;
        messages--;
        if (!interleaved) {
            current = null;
            return;
        }
        OutboundStream stream = stream(m.streamId);
        stream.waiting.remove(m);
        leaveMessage(stream, true);
        if (stream.inRound) {
            scheduler.changed(stream);
        }
        leaveRoundIfEmpty(stream);
    }

    /** Adds the messages of a lower priority than the given one that have begun to leave, but not wholly, or that have not. */
    void addRanked(Collection<OutboundMessage> to, boolean begun, long priority) {
        if (begun && current != null && current.isBelow(priority)) {
            to.add(current);
        }
        scheduler.forEach(stream -> {
            for (OutboundMessage m : stream.waiting) {
                if (m.begun() == begun && m.isBelow(priority)) {
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
        amidst = 0;
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
            return scheduler.next() == null && amidst == 0;
        }
        for (int id : set.ids()) {
            OutboundStream stream = streams[id];
            if (stream != null && (stream.amidst || stream.next() != null)) {
                return false;
            }
        }
        return true;
    }

    /** Sequence numbers of these streams begin at 0 again. */
    void startOver(StreamSet set) {
        forEach(set, false, stream -> {
            stream.nextSsn = 0;
            stream.nextUnordered = 0;
        });
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
        forEach(StreamSet.ALL, false, stream -> {
            stream.stopped = on && interleaved;
            leaveRoundIfEmpty(stream);
            enterRound(stream);
        });
    }

    /** {@return false amidst the fragments of a message} */
    boolean isBetweenMessages() {
        return current == null && unfinished == null && amidst == 0;
    }

    /** {@return whether no message of these streams was sent since their numbers began, nor waits} */
    boolean isUnused(StreamSet set) {
        boolean[] used = new boolean[1];
        forEach(
                set,
                false,
                stream -> used[0] |= stream.nextSsn != 0 || stream.nextUnordered != 0 || !stream.waiting.isEmpty());
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
