package io.jsctp.engine;

import io.jsctp.engine.AssociationEvent.NumbersReset;
import io.jsctp.engine.AssociationEvent.Outcome;
import io.jsctp.engine.AssociationEvent.StreamsAdded;
import io.jsctp.engine.AssociationEvent.StreamsReset;
import io.jsctp.engine.ReconfigurationRequest.Part;
import io.jsctp.wire.AddOutgoingStreamsRequestParameter;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.OutgoingSsnResetRequestParameter;
import io.jsctp.wire.ReConfigChunk;
import io.jsctp.wire.ReconfigurationResponseParameter;
import org.jspecify.annotations.Nullable;

/**
 * Asks the peer to reset or to add streams, one request at a time (RFC 6525 §5.1, §5.2.7): what the user wants, by way of
 * {@link ReconfigurationControl}, or the peer, by way of {@link ReconfigurationResponder}.
 *
 * <p>A request is sent as soon as what came before it was: the messages of the streams that are reset have their TSNs, or with
 * all TSNs reset nothing is outstanding. Until the answer, later messages of these streams wait. It is sent again, unchanged,
 * when the re-configuration timer expires.
 */
final class StreamReconfiguration {
    /** How long resets of all numbers are apart: the maximum segment lifetime (RFC 6525 §5.1.4). */
    private static final long TSN_RESET_PAUSE_NS = 30_000_000_000L;

    /** RE-CONFIG with an Outgoing and an Incoming SSN Reset Request that name no stream. */
    private static final int RESETS_BYTES = 4 + 16 + 8;

    private final Association association;

    /** Numbers used since the set-up; they begin with our initial TSN (RFC 6525 §4.1). */
    private int numbersUsed;

    private @Nullable ReconfigurationRequest request;

    /** What the peer asked us to ask for meanwhile. */
    private @Nullable ReconfigurationRequest owed;

    /** The request as it was sent; null while it waits. */
    private @Nullable ReConfigChunk sent;

    private @Nullable Path path;
    private boolean sentAgain;

    /** The peer works on it: that it does not answer again counts as no error (§5.2.7 H2). */
    private boolean inProgress;

    /** The peer was busy once. */
    private boolean triedAgain;

    private long waitNs;
    private long deadlineNs = Path.NONE;
    private boolean tsnsWereReset;
    private long tsnResetNs;

    /** The streams that were reset last; null before the first time. */
    private @Nullable StreamSet lastReset;

    /** Streams that the peer said it adds, on our request, and has not yet. */
    private int promisedStreams;

    StreamReconfiguration(Association association) {
        this.association = association;
    }

    boolean isIdle() {
        return request == null;
    }

    /** {@return false if the numbers were reset too short a time ago (RFC 6525 §5.1.4)} */
    boolean mayResetNumbers(long now) {
        return !tsnsWereReset || now - tsnResetNs >= TSN_RESET_PAUSE_NS;
    }

    /** {@return whether one packet holds a request, or two, that name so many streams} */
    boolean fits(int names) {
        return CommonHeader.SIZE + RESETS_BYTES + 2 * names + 4
                <= association.paths.dataPath().mtuBytes();
    }

    // ---- from the call to the packet ----------------------------------------------------------------------------

    /** Sends a request as soon as it may be; there is no other. */
    void begin(ReconfigurationRequest fresh, long now) {
        request = fresh;
        sent = null;
        triedAgain = false;
        SendQueue queue = association.outbound.queue;
        if (fresh.has(Part.OUTGOING_RESET)) {
            queue.hold(fresh.streams);
        }
        if (fresh.has(Part.TSN_RESET)) {
            queue.stop(true);
        }
        prepare(now);
    }

    /** Sends the request that waits, if its time has come; {@return whether it did}. */
    boolean prepare(long now) {
        ReconfigurationRequest r = request;
        if (r == null || sent != null || deadlineNs != Path.NONE || !association.state.sendsData() || !isReady(r)) {
            return false;
        }
        ReConfigChunk chunk = r.chunk(
                association.localInitialTsn + numbersUsed,
                association.responder.lastNumber(),
                association.outbound.nextTsn() - 1);
        numbersUsed += chunk.parameters().size();
        sent = chunk;
        path = association.paths.dataPath();
        sentAgain = false;
        inProgress = false;
        if (r.has(Part.TSN_RESET)) {
            tsnsWereReset = true;
            tsnResetNs = now;
            association.outbound.renumbering(true);
            association.inbound().holdAll();
        }
        send(now);
        return true;
    }

    private boolean isReady(ReconfigurationRequest r) {
        OutboundData outbound = association.outbound;
        if (r.has(Part.OUTGOING_RESET) && !outbound.queue.isSent(r.streams)) {
            return false;
        }
        return !r.has(Part.TSN_RESET)
                || (outbound.isBetweenMessages() && !association.inbound().isHolding());
    }

    private void send(long now) {
        ReConfigChunk chunk = sent;
        Path to = path;
        if (chunk != null && to != null) {
            if (!association.responder.sends(chunk)) {
                association.control.send(chunk, to);
            }
            waitNs = inProgress ? Math.min(2 * waitNs, association.settings.rtoMaxNs()) : to.rto.rtoNs();
            deadlineNs = now + waitNs;
        }
    }

    long deadlineNs() {
        return deadlineNs;
    }

    /** The re-configuration timer expired (RFC 6525 §5.1.1), or it is time to try again what the peer was too busy for. */
    void onTimeout(long now) {
        Path p = path;
        if (sent == null || p == null) {
            deadlineNs = Path.NONE;
            prepare(now);
            return;
        }
        if (!inProgress) {
            p.rto.backoff();
            association.failures.onPathError(p, now);
            if (association.failures.onAssociationError()) {
                return;
            }
            path = association.paths.alternateTo(p);
        }
        sentAgain = true;
        association.counters.controlChunksRepeated++;
        send(now);
    }

    // ---- answers ------------------------------------------------------------------------------------------------

    void onResponse(ReconfigurationResponseParameter response, long now) {
        ReconfigurationRequest r = request;
        Path p = path;
        Part part = r == null || sent == null ? null : r.numbered(response.responseSequenceNumber());
        if (r == null || p == null || part == null) {
            return;
        }
        answered(p, now);
        int result = response.result();
        if (result == ReconfigurationResponseParameter.IN_PROGRESS) {
            inProgress = true;
            deadlineNs = now + waitNs;
            return;
        }
        if (result == ReconfigurationResponseParameter.REQUEST_ALREADY_IN_PROGRESS && !triedAgain) {
            triedAgain = true;
            sent = null;
            deadlineNs = now + p.rto.rtoNs();
            if (part == Part.TSN_RESET) {
                keepNumbers();
            }
            return;
        }
        boolean success = result == ReconfigurationResponseParameter.PERFORMED
                || result == ReconfigurationResponseParameter.NOTHING_TO_DO;
        Outcome outcome = success
                ? Outcome.PERFORMED
                : result == ReconfigurationResponseParameter.DENIED ? Outcome.DENIED : Outcome.FAILED;
        if (part == Part.INCOMING_STREAMS && result == ReconfigurationResponseParameter.PERFORMED) {
            promisedStreams = r.newIncoming; // the event comes with them
            close(r, part, now);
            return;
        }
        complete(r, part, outcome, response.nextTsns(), now);
    }

    /** The peer lives, and if there was one way only, so does the path. */
    private void answered(Path p, long now) {
        association.failures.clear();
        if (!sentAgain) {
            association.failures.onAlive(p, now);
        }
    }

    /** {@return whether a reset is the peer's answer to a request of ours, which is over then (§5.2.2 E1)} */
    boolean isAnsweredBy(OutgoingSsnResetRequestParameter reset, long now) {
        ReconfigurationRequest r = request;
        Path p = path;
        if (r == null
                || p == null
                || sent == null
                || r.numbered(reset.responseSequenceNumber()) != Part.INCOMING_RESET
                || !r.streams.isSameAs(StreamSet.of(reset.streamIds()))) {
            return false;
        }
        answered(p, now);
        close(r, Part.INCOMING_RESET, now);
        return true;
    }

    /** {@return whether streams are added because we asked for it; RFC 6525 gives no number to tell by} */
    boolean isAnsweredBy(AddOutgoingStreamsRequestParameter added, long now) {
        if (promisedStreams > 0 && promisedStreams == added.newStreams()) {
            promisedStreams = 0;
            return true;
        }
        ReconfigurationRequest r = request;
        Path p = path;
        if (r == null
                || p == null
                || sent == null
                || !r.has(Part.INCOMING_STREAMS)
                || r.newIncoming != added.newStreams()) {
            return false;
        }
        answered(p, now);
        close(r, Part.INCOMING_STREAMS, now);
        return true;
    }

    private void complete(
            ReconfigurationRequest r,
            Part part,
            Outcome outcome,
            ReconfigurationResponseParameter.@Nullable NextTsns nextTsns,
            long now) {
        Outcome result = outcome;
        switch (part) {
            case OUTGOING_RESET -> {
                if (result == Outcome.PERFORMED) {
                    association.outbound.queue.startOver(r.streams);
                    lastReset = r.streams;
                }
                association.outbound.queue.release(r.streams);
                association.events.add(new StreamsReset(false, true, r.streams.ids(), result));
            }
            case INCOMING_RESET -> association.events.add(new StreamsReset(true, false, r.streams.ids(), result));
            case TSN_RESET -> {
                if (result == Outcome.PERFORMED && nextTsns == null) {
                    result = Outcome.FAILED;
                }
                if (result == Outcome.PERFORMED && nextTsns != null) {
                    startOver(nextTsns);
                } else {
                    keepNumbers();
                }
                association.outbound.queue.stop(false);
                association.events.add(new NumbersReset(
                        association.outbound.nextTsn(), association.inbound().cumulativeTsn() + 1, result));
            }
            case OUTGOING_STREAMS -> {
                if (result == Outcome.PERFORMED) {
                    association.outboundStreams += r.newOutgoing;
                    association.outbound.streams(association.outboundStreams);
                }
                added(result);
            }
            case INCOMING_STREAMS -> added(result);
        }
        Integer answers = r.answers;
        if (answers != null) {
            association.responder.onCarriedOut(answers, result);
        }
        close(r, part, now);
    }

    private void added(Outcome outcome) {
        association.events.add(new StreamsAdded(association.inboundStreams, association.outboundStreams, outcome));
    }

    private void startOver(ReconfigurationResponseParameter.NextTsns next) {
        association.outbound.renumber(next.receiversNextTsn());
        association.outbound.queue.startOver(StreamSet.ALL);
        association.responder.require(association.inbound().renumber(next.sendersNextTsn()));
    }

    private void keepNumbers() {
        association.outbound.renumbering(false);
        association.responder.require(association.inbound().release());
    }

    private void close(ReconfigurationRequest r, Part part, long now) {
        if (!r.close(part) || request != r) {
            return;
        }
        request = null;
        sent = null;
        deadlineNs = Path.NONE;
        ReconfigurationRequest next = owed;
        owed = null;
        if (next != null && !association.isClosed()) {
            begin(next, now);
        }
    }

    // ---- what the peer asked us to ask for ----------------------------------------------------------------------

    /** Asks for what the peer wants us to; {@return false if that has to wait, or is refused: see {@link #owes}} */
    boolean answer(ReconfigurationRequest r, long now) {
        if (request == null) {
            begin(r, now);
            return true;
        }
        if (owed == null) {
            owed = r;
        }
        return false;
    }

    /** {@return whether a request of the peer waits for ours to be answered} */
    boolean owes(int number) {
        ReconfigurationRequest r = owed;
        return r != null && r.answers != null && r.answers == number;
    }

    /** Sends the request that answers one of the peer's again, if it was sent; {@return whether it did}. */
    boolean repeatAnswer(int number, Path to) {
        ReconfigurationRequest r = request;
        ReConfigChunk chunk = sent;
        if (r == null || chunk == null || r.answers == null || r.answers != number) {
            return false;
        }
        if (!association.responder.sends(chunk)) {
            association.control.send(chunk, to);
        }
        return true;
    }

    /** {@return whether a reset of ours that is under way covers these streams, or one that is over left them at 0} */
    boolean hasReset(StreamSet streams) {
        ReconfigurationRequest r = request;
        if (r != null && r.has(Part.OUTGOING_RESET) && r.streams.covers(streams)) {
            return true;
        }
        StreamSet last = lastReset;
        return last != null && last.covers(streams) && association.outbound.queue.isUnused(streams);
    }

    /** The peer deleted the address that the request went to: the next attempt goes elsewhere. */
    void onPathGone(Path gone, Path heir) {
        path = path == gone ? heir : path;
    }

    // ---- the end ------------------------------------------------------------------------------------------------

    /** The association is going down: what was not sent yet is not any more, and what waits for it goes as it is. */
    void onShutdown(long now) {
        ReconfigurationRequest waiting = owed;
        owed = null;
        if (waiting != null && waiting.answers != null) {
            association.responder.onCarriedOut(waiting.answers, Outcome.DENIED);
        }
        if (sent == null) {
            fail(now);
        }
    }

    /** All is over, or begins anew: what was asked for fails (RFC 6525 §5.2.7 H3). */
    void fail(long now) {
        owed = null;
        promisedStreams = 0;
        ReconfigurationRequest r = request;
        if (r != null) {
            for (Part part : r.open()) {
                complete(r, part, Outcome.FAILED, null, now);
            }
        }
    }

    /** The peer restarted: numbers begin with the new initial TSN. */
    void restart(long now) {
        fail(now);
        numbersUsed = 0;
        tsnsWereReset = false;
        lastReset = null;
    }
}
