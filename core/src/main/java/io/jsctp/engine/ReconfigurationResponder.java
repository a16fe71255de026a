package io.jsctp.engine;

import io.jsctp.engine.AssociationEvent.NumbersReset;
import io.jsctp.engine.AssociationEvent.Outcome;
import io.jsctp.engine.AssociationEvent.StreamsAdded;
import io.jsctp.engine.AssociationEvent.StreamsReset;
import io.jsctp.wire.AddIncomingStreamsRequestParameter;
import io.jsctp.wire.AddOutgoingStreamsRequestParameter;
import io.jsctp.wire.IncomingSsnResetRequestParameter;
import io.jsctp.wire.OutgoingSsnResetRequestParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ParameterType;
import io.jsctp.wire.ProtocolViolation;
import io.jsctp.wire.ReConfigChunk;
import io.jsctp.wire.ReconfigurationResponseParameter;
import io.jsctp.wire.ReconfigurationResponseParameter.NextTsns;
import io.jsctp.wire.SerialNumber;
import io.jsctp.wire.SsnTsnResetRequestParameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers the peer's requests to reset or to add streams (RFC 6525 §5.2). Each has a number and is carried out once: the
 * answers to the last two are kept, for a chunk that was sent again.
 */
final class ReconfigurationResponder {
    /** What may stand in one chunk, in the letters of {@link #letter}, sorted (RFC 6525 §3.1). */
    private static final List<String> LAWFUL = List.of("O", "I", "IO", "T", "R", "OR", "RR", "o", "i", "io");

    /** A request further ahead than TSNs are ever taken is not to be believed. */
    private static final int FARTHEST = 0xFFFF;

    private static final int MOST_STREAMS = 0xFFFF;

    /** Half the space of TSNs: what comes later with an old number is far ahead (RFC 6525 §5.2.4 G1). */
    private static final int HALF = 1 << 31;

    /** The answer to one request. */
    private static final class Answer {
        final int number;
        int result = ReconfigurationResponseParameter.IN_PROGRESS;

        @Nullable
        NextTsns nextTsns;

        /** A request of ours is the answer, not a response. */
        boolean byRequest;

        Answer(int number) {
            this.number = number;
        }

        ReconfigurationResponseParameter response() {
            return new ReconfigurationResponseParameter(number, result, nextTsns);
        }
    }

    private final Association association;

    private boolean handling;
    private @Nullable Parameter resetToSend;

    private int expected;
    private @Nullable Answer last;
    private @Nullable Answer beforeLast;

    // a reset that waits for data that was sent before it (§5.2.2 E2)
    private @Nullable Answer deferred;
    private StreamSet deferredStreams = StreamSet.ALL;
    private int deferredUntilTsn;

    ReconfigurationResponder(Association association) {
        this.association = association;
    }

    /** The peer's numbers begin with its initial TSN. */
    void start(int peerInitialTsn) {
        expected = peerInitialTsn;
        last = null;
        beforeLast = null;
        deferred = null;
    }

    /** {@return the last number that the peer used} */
    int lastNumber() {
        return expected - 1;
    }

    /** Aborts the association if chunks that were held contradict others. */
    void require(boolean sound) {
        if (!sound && !association.isClosed()) {
            association.ending.abort(
                    LossReason.PROTOCOL_VIOLATION,
                    new ProtocolViolation(
                            "chunks of user data contradict each other".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /** Handles a chunk; {@return false if its parameters must not stand together: then none of them counts} */
    boolean onChunk(ReConfigChunk chunk, Path from, long now) {
        List<Parameter> known = new ArrayList<>(2);
        boolean others = false;
        for (Parameter p : chunk.parameters()) {
            if (letter(p) != ' ') {
                known.add(p);
            } else {
                others = true;
                if (!ParameterType.skipsUnrecognized(p.type())) {
                    break;
                }
            }
        }
        if (known.isEmpty()) {
            return others;
        }
        if (!isLawful(known)) {
            return false;
        }
        if (association.state.sendsData() || association.state == AssociationState.SHUTDOWN_SENT) {
            handle(known, from, now);
        }
        return true;
    }

    private static boolean isLawful(List<Parameter> parameters) {
        if (parameters.size() > 2) {
            return false;
        }
        char first = letter(parameters.get(0));
        if (parameters.size() == 1) {
            return LAWFUL.contains(String.valueOf(first));
        }
        char second = letter(parameters.get(1));
        return LAWFUL.contains(first <= second ? String.valueOf(first) + second : String.valueOf(second) + first);
    }

    private static char letter(Parameter p) {
        return switch (p.type()) {
            case ParameterType.OUTGOING_SSN_RESET_REQUEST -> 'O';
            case ParameterType.INCOMING_SSN_RESET_REQUEST -> 'I';
            case ParameterType.SSN_TSN_RESET_REQUEST -> 'T';
            case ParameterType.RECONFIGURATION_RESPONSE -> 'R';
            case ParameterType.ADD_OUTGOING_STREAMS_REQUEST -> 'o';
            case ParameterType.ADD_INCOMING_STREAMS_REQUEST -> 'i';
            default -> ' ';
        };
    }

    /** {@return whether a reset that answers a request of the chunk that is handled now goes with the other answers (§5.2.1)} */
    boolean sends(ReConfigChunk request) {
        Parameter first = request.parameters().get(0);
        if (!handling || request.parameters().size() > 1 || !(first instanceof OutgoingSsnResetRequestParameter)) {
            return false;
        }
        resetToSend = first;
        return true;
    }

    private void handle(List<Parameter> parameters, Path from, long now) {
        resetToSend = null;
        handling = true;
        List<Parameter> answers = answersTo(parameters, from, now);
        handling = false;
        Parameter reset = resetToSend;
        if (reset != null) {
            answers.add(reset);
        }
        if (!answers.isEmpty() && !association.isClosed()) {
            association.control.send(new ReConfigChunk(answers), from);
        }
    }

    private List<Parameter> answersTo(List<Parameter> parameters, Path from, long now) {
        List<Parameter> responses = new ArrayList<>(2);
        boolean asked = false;
        for (Parameter p : parameters) {
            if (p instanceof ReconfigurationResponseParameter response) {
                association.reconfiguration.onResponse(response, now);
            } else {
                asked = true;
                ReconfigurationResponseParameter response = onRequest(p, from, now);
                if (response != null) {
                    responses.add(response);
                }
            }
            if (association.isClosed()) {
                return responses;
            }
        }
        if (asked) {
            association.inbound().acknowledgeNow(); // it may tell what has to be sent again (§5.2.1)
        }
        return responses;
    }

    private @Nullable ReconfigurationResponseParameter onRequest(Parameter p, Path from, long now) {
        int number = number(p);
        Answer known = remembered(number);
        if (known != null) {
            return known.byRequest && association.reconfiguration.repeatAnswer(number, from) ? null : known.response();
        }
        if (number != expected) {
            return new ReconfigurationResponseParameter(
                    number, ReconfigurationResponseParameter.BAD_SEQUENCE_NUMBER, null);
        }
        expected++;
        Answer answer = new Answer(number);
        beforeLast = last;
        last = answer;
        answer.result = carryOut(p, answer, now);
        boolean silent = answer.byRequest && !association.reconfiguration.owes(number);
        return silent ? null : answer.response();
    }

    private static int number(Parameter p) {
        if (p instanceof OutgoingSsnResetRequestParameter r) {
            return r.requestSequenceNumber();
        }
        if (p instanceof IncomingSsnResetRequestParameter r) {
            return r.requestSequenceNumber();
        }
        if (p instanceof AddOutgoingStreamsRequestParameter r) {
            return r.requestSequenceNumber();
        }
        if (p instanceof AddIncomingStreamsRequestParameter r) {
            return r.requestSequenceNumber();
        }
        return p instanceof SsnTsnResetRequestParameter r ? r.requestSequenceNumber() : 0;
    }

    private @Nullable Answer remembered(int number) {
        Answer a = last;
        if (a != null && a.number == number) {
            return a;
        }
        Answer b = beforeLast;
        return b != null && b.number == number ? b : null;
    }

    /** A request of ours that answers one of the peer's is over. */
    void onCarriedOut(int number, Outcome outcome) {
        Answer a = remembered(number);
        if (a != null) {
            a.byRequest = false;
            a.result = outcome == Outcome.PERFORMED
                    ? ReconfigurationResponseParameter.PERFORMED
                    : ReconfigurationResponseParameter.DENIED;
        }
    }

    // ---- the requests -------------------------------------------------------------------------------------------

    private int carryOut(Parameter p, Answer answer, long now) {
        if (p instanceof OutgoingSsnResetRequestParameter r) {
            return resetIncoming(r, answer, now);
        }
        if (p instanceof IncomingSsnResetRequestParameter r) {
            return resetOutgoing(r, answer, now);
        }
        if (p instanceof AddOutgoingStreamsRequestParameter r) {
            return addIncoming(r, now);
        }
        if (p instanceof AddIncomingStreamsRequestParameter r) {
            return addOutgoing(r, answer, now);
        }
        return resetNumbers(answer);
    }

    private boolean allows(int request) {
        return (association.settings.allowedRequests() & request) != 0;
    }

    /** RFC 6525 §5.2.2. */
    private int resetIncoming(OutgoingSsnResetRequestParameter r, Answer answer, long now) {
        boolean wanted = association.reconfiguration.isAnsweredBy(r, now);
        if (!wanted && !allows(AssociationSettings.ALLOW_STREAM_RESETS)) {
            return ReconfigurationResponseParameter.DENIED;
        }
        StreamSet streams = StreamSet.of(r.streamIds());
        if (!streams.isBelow(association.inboundStreams)) {
            return ReconfigurationResponseParameter.WRONG_SSN;
        }
        InboundData inbound = association.inbound();
        if (inbound.isHolding()) {
            return ReconfigurationResponseParameter.REQUEST_ALREADY_IN_PROGRESS;
        }
        int cumulative = inbound.cumulativeTsn();
        boolean ahead = SerialNumber.gt(r.lastAssignedTsn(), cumulative);
        if (ahead && r.lastAssignedTsn() - cumulative > FARTHEST) {
            return ReconfigurationResponseParameter.DENIED;
        }
        if (ahead || inbound.isDelivering(streams)) {
            deferred = answer;
            deferredStreams = streams;
            deferredUntilTsn = r.lastAssignedTsn();
            inbound.hold(ahead ? r.lastAssignedTsn() : cumulative, streams);
            return ReconfigurationResponseParameter.IN_PROGRESS;
        }
        startOver(streams);
        return ReconfigurationResponseParameter.PERFORMED;
    }

    private void startOver(StreamSet streams) {
        association.events.add(new StreamsReset(true, false, streams.ids(), Outcome.PERFORMED));
        require(association.inbound().startOver(streams));
    }

    /** A packet was taken: a reset that waited for data may be due (§5.2.2 E3 to E6), once no message is read in parts. */
    void progress() {
        Answer answer = deferred;
        if (answer == null
                || SerialNumber.gt(deferredUntilTsn, association.inbound().cumulativeTsn())
                || association.inbound().isDelivering(deferredStreams)) {
            return;
        }
        deferred = null;
        answer.result = ReconfigurationResponseParameter.PERFORMED;
        startOver(deferredStreams);
        if (!association.isClosed()) {
            association.control.send(new ReConfigChunk(List.of(answer.response())), association.paths.dataPath());
        }
    }

    /** RFC 6525 §5.2.3. */
    private int resetOutgoing(IncomingSsnResetRequestParameter r, Answer answer, long now) {
        StreamSet streams = StreamSet.of(r.streamIds());
        if (!allows(AssociationSettings.ALLOW_STREAM_RESETS)
                || !association.reconfiguration.fits(r.streamIds().size())) {
            return ReconfigurationResponseParameter.DENIED;
        }
        if (!streams.isBelow(association.outboundStreams)) {
            return ReconfigurationResponseParameter.WRONG_SSN;
        }
        if (association.reconfiguration.hasReset(streams)) {
            return ReconfigurationResponseParameter.NOTHING_TO_DO;
        }
        return ask(ReconfigurationRequest.reset(false, true, streams, answer.number), answer, now);
    }

    private int ask(ReconfigurationRequest r, Answer answer, long now) {
        if (association.state == AssociationState.SHUTDOWN_SENT) {
            return ReconfigurationResponseParameter.DENIED;
        }
        answer.byRequest =
                association.reconfiguration.answer(r, now) || association.reconfiguration.owes(answer.number);
        return answer.byRequest
                ? ReconfigurationResponseParameter.IN_PROGRESS
                : ReconfigurationResponseParameter.REQUEST_ALREADY_IN_PROGRESS;
    }

    /**
     * RFC 6525 §5.2.4. Data of ours that was not acknowledged would be lost, so then it is denied; and it can't be answered
     * amidst another request of either side.
     */
    private int resetNumbers(Answer answer) {
        if (!allows(AssociationSettings.ALLOW_NUMBER_RESETS)) {
            return ReconfigurationResponseParameter.DENIED;
        }
        InboundData inbound = association.inbound();
        if (!association.reconfiguration.isIdle() || inbound.isHolding()) {
            return ReconfigurationResponseParameter.REQUEST_ALREADY_IN_PROGRESS;
        }
        if (!association.outbound.isBetweenMessages()) {
            return ReconfigurationResponseParameter.DENIED;
        }
        int peersNext = inbound.cumulativeTsn() + 1 + HALF;
        int ourNext = association.outbound.nextTsn();
        association.outbound.queue.startOver(StreamSet.ALL);
        require(inbound.renumber(peersNext));
        answer.nextTsns = new NextTsns(ourNext, peersNext);
        association.events.add(new NumbersReset(ourNext, peersNext, Outcome.PERFORMED));
        return ReconfigurationResponseParameter.PERFORMED;
    }

    /** RFC 6525 §5.2.5. */
    private int addIncoming(AddOutgoingStreamsRequestParameter r, long now) {
        boolean wanted = association.reconfiguration.isAnsweredBy(r, now);
        if (!wanted && !allows(AssociationSettings.ALLOW_STREAM_ADDITIONS)) {
            return ReconfigurationResponseParameter.DENIED;
        }
        if (r.newStreams() == 0) {
            return ReconfigurationResponseParameter.NOTHING_TO_DO;
        }
        int streams = association.inboundStreams + r.newStreams();
        if (streams > mostStreams(wanted)) {
            return ReconfigurationResponseParameter.DENIED;
        }
        association.inboundStreams = streams;
        association.inbound().addStreams(streams);
        added();
        return ReconfigurationResponseParameter.PERFORMED;
    }

    private void added() {
        association.events.add(
                new StreamsAdded(association.inboundStreams, association.outboundStreams, Outcome.PERFORMED));
    }

    /** The user's limit holds for what the peer asks for, not for what the user asked for. */
    private int mostStreams(boolean wanted) {
        int limit = association.environment.limits().count(Limit.INBOUND_STREAMS);
        return wanted ? MOST_STREAMS : Math.min(limit, association.settings.maxInboundStreams());
    }

    /** RFC 6525 §5.2.6. */
    private int addOutgoing(AddIncomingStreamsRequestParameter r, Answer answer, long now) {
        if (!allows(AssociationSettings.ALLOW_STREAM_ADDITIONS)
                || association.outboundStreams + r.newStreams() > mostStreams(false)) {
            return ReconfigurationResponseParameter.DENIED;
        }
        if (r.newStreams() == 0) {
            return ReconfigurationResponseParameter.NOTHING_TO_DO;
        }
        return ask(ReconfigurationRequest.add(0, r.newStreams(), answer.number), answer, now);
    }
}
