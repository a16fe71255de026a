package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.AssociationEvent.NumbersReset;
import io.jsctp.engine.AssociationEvent.Outcome;
import io.jsctp.engine.AssociationEvent.StreamsAdded;
import io.jsctp.engine.AssociationEvent.StreamsReset;
import io.jsctp.wire.AddIncomingStreamsRequestParameter;
import io.jsctp.wire.AddOutgoingStreamsRequestParameter;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.ForwardTsnSupportedParameter;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.IncomingSsnResetRequestParameter;
import io.jsctp.wire.OutgoingSsnResetRequestParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ProtocolViolation;
import io.jsctp.wire.ReConfigChunk;
import io.jsctp.wire.ReconfigurationResponseParameter;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.SsnTsnResetRequestParameter;
import io.jsctp.wire.SupportedExtensionsParameter;
import io.jsctp.wire.UnknownParameter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a peer's RE-CONFIG chunks are answered with, chunk by chunk (RFC 6525 §3.1, §5.2). */
class ReconfigurationRequestsTest {
    private static final int ALL = 7;

    private final Wire wire = new Wire(ReconfigurationTest.settings(ALL));
    private final DataPeer peer = peer(wire);
    private final int ourFirst = wire.association().localInitialTsn;

    private static DataPeer peer(Wire wire) {
        return new DataPeer(wire, 1, 10, 10, new SupportedExtensionsParameter(List.of(ChunkType.RE_CONFIG)));
    }

    private static OutgoingSsnResetRequestParameter out(int number, int lastTsn, Integer... streams) {
        return new OutgoingSsnResetRequestParameter(number, 0, lastTsn, List.of(streams));
    }

    private static IncomingSsnResetRequestParameter in(int number, Integer... streams) {
        return new IncomingSsnResetRequestParameter(number, List.of(streams));
    }

    private static ReconfigurationResponseParameter response(int number, int result) {
        return new ReconfigurationResponseParameter(number, result, null);
    }

    private List<Chunk> send(Parameter... parameters) {
        return peer.send(new ReConfigChunk(List.of(parameters)));
    }

    /** The parameters of the one RE-CONFIG among answers. */
    private static List<Parameter> answer(List<Chunk> answers) {
        List<ReConfigChunk> found = answers.stream()
                .filter(ReConfigChunk.class::isInstance)
                .map(ReConfigChunk.class::cast)
                .toList();
        assertThat(found).as("%s", answers).hasSize(1);
        return found.get(0).parameters();
    }

    private List<Parameter> ask(Parameter... parameters) {
        return answer(send(parameters));
    }

    private void user(int stream) {
        wire.association().send(ByteBuffer.allocate(8), stream, 0, 0, 0, 0, null, wire.now);
    }

    @Test
    @DisplayName(
            "6525-3.1-2 6525-3.1-3: what must not share a chunk is reported, and has no effect; the packet goes on")
    void combinations() {
        Parameter o = out(1, 0);
        Parameter i = in(2);
        Parameter t = new SsnTsnResetRequestParameter(1);
        Parameter r = response(99, 1);
        Parameter addOut = new AddOutgoingStreamsRequestParameter(1, 1);
        Parameter addIn = new AddIncomingStreamsRequestParameter(2, 1);
        HeartbeatChunk next = new HeartbeatChunk(new byte[] {1, 2, 3, 4});
        for (List<Parameter> wrong : List.of(
                List.<Parameter>of(),
                List.of(o, o),
                List.of(o, t),
                List.of(t, r),
                List.of(o, addOut),
                List.of(i, r),
                List.of(addOut, r),
                List.of(t, t),
                List.of(o, i, r))) {
            wire.now += 1_000_000_000L;
            List<Chunk> answers = peer.send(new ReConfigChunk(wrong), next);
            assertThat(answers).as("%s", wrong).contains(next.acknowledgement());
            assertThat(answers)
                    .filteredOn(ErrorChunk.class::isInstance)
                    .singleElement()
                    .satisfies(e -> assertThat(((ErrorChunk) e).causes())
                            .singleElement()
                            .isInstanceOf(ProtocolViolation.class));
        }
        assertThat(wire.events).isEmpty();
        assertThat(send(r)).isEmpty();
        assertThat(send(r, r)).isEmpty();
        assertThat(ask(addIn, addOut)).as("any order").isNotEmpty();
    }

    @Test
    @DisplayName("6525-4-2 6525-4-3: an unknown parameter ends the chunk or is passed over; a wrong length spoils it")
    void unknown() {
        assertThat(ask(new UnknownParameter(0x8123, new byte[4]), out(1, 0, 1)))
                .containsExactly(response(1, ReconfigurationResponseParameter.PERFORMED));
        assertThat(send(new UnknownParameter(0x0123, new byte[4]), out(2, 0, 1)))
                .isEmpty();
        assertThat(send(new UnknownParameter(ChunkType.DATA + 17, new byte[9]))).isEmpty();
        assertThat(ask(out(2, 0, 1))).containsExactly(response(2, ReconfigurationResponseParameter.PERFORMED));
    }

    @Test
    @DisplayName("6525-5.2.1-2 6525-5.2.2-E3: a reset is answered at once, and with a SACK")
    void sack() {
        peer.sendOne(1, DataPeer.WHOLE, 1, 0, 4);
        List<Chunk> answers = send(out(1, 1, 1));
        assertThat(answers).hasAtLeastOneElementOfType(SackChunk.class);
        assertThat(answer(answers)).containsExactly(response(1, ReconfigurationResponseParameter.PERFORMED));
        peer.sendOne(2, DataPeer.WHOLE, 1, 0, 4);
        assertThat(peer.messages()).hasSize(2);
        assertThat(wire.events).contains(new StreamsReset(true, false, List.of(1), Outcome.PERFORMED));
    }

    @Test
    @DisplayName(
            "6525-5.2.1-3 6525-5.2.1-4 SEC-73: a request that comes again gets the same answer and has no second effect; "
                    + "one out of turn is refused")
    void replay() {
        Parameter add = new AddOutgoingStreamsRequestParameter(1, 3);
        Parameter addOther = new AddOutgoingStreamsRequestParameter(2, 2);
        for (int i = 0; i < 50; i++) {
            assertThat(ask(add)).containsExactly(response(1, ReconfigurationResponseParameter.PERFORMED));
        }
        assertThat(wire.association().inboundStreams()).isEqualTo(13);
        assertThat(ask(new AddOutgoingStreamsRequestParameter(3, 3)))
                .containsExactly(response(3, ReconfigurationResponseParameter.BAD_SEQUENCE_NUMBER));
        assertThat(ask(addOther)).containsExactly(response(2, ReconfigurationResponseParameter.PERFORMED));
        assertThat(ask(add)).containsExactly(response(1, ReconfigurationResponseParameter.PERFORMED));
        assertThat(ask(out(3, 0))).containsExactly(response(3, ReconfigurationResponseParameter.PERFORMED));
        assertThat(ask(add)).containsExactly(response(1, ReconfigurationResponseParameter.BAD_SEQUENCE_NUMBER));
        assertThat(wire.association().inboundStreams()).isEqualTo(15);
        assertThat(wire.events).hasSize(3);
    }

    @Test
    @DisplayName(
            "6525-5.2.2-E2a 6525-5.2.2-E2b 6525-5.2.2-E4 6525-5.2.2-E5 6525-5.2.2-1: deferred, held, released, answered again")
    void deferred() {
        peer.sendOne(1, DataPeer.WHOLE, 1, 0, 4);
        peer.readAll();
        assertThat(ask(out(1, 3, 1))).containsExactly(response(1, ReconfigurationResponseParameter.IN_PROGRESS));
        assertThat(ask(out(2, 3, 2)))
                .containsExactly(response(2, ReconfigurationResponseParameter.REQUEST_ALREADY_IN_PROGRESS));
        assertThat(ask(out(1, 3, 1))).containsExactly(response(1, ReconfigurationResponseParameter.IN_PROGRESS));
        assertThat(peer.told(peer.tell(4, DataPeer.B, 1, 0, 4))).isEqualTo("1 [4:4]");
        assertThat(peer.told(peer.tell(5, DataPeer.E, 1, 0, 4))).isEqualTo("1 [4:5]");
        assertThat(peer.told(peer.tell(6, DataPeer.WHOLE, 2, 0, 4))).isEqualTo("1 [4:6]");
        assertThat(peer.messages()).as("another stream").hasSize(1);
        peer.readAll();
        peer.sendOne(3, DataPeer.WHOLE, 1, 2, 4);
        assertThat(peer.messages()).isEmpty();
        List<Chunk> answers = peer.send(peer.data(2, DataPeer.WHOLE, 1, 1, 4));
        assertThat(answer(answers)).containsExactly(response(1, ReconfigurationResponseParameter.PERFORMED));
        assertThat(peer.messages()).extracting(InboundMessage::ssn).containsExactly(1, 2, 0);
        assertThat(peer.messages()).extracting(InboundMessage::length).containsExactly(4, 4, 8);
        assertThat(ask(out(2, 3, 2)))
                .as("its answer does not change")
                .containsExactly(response(2, ReconfigurationResponseParameter.REQUEST_ALREADY_IN_PROGRESS));
        assertThat(ask(out(1, 3, 1))).containsExactly(response(1, ReconfigurationResponseParameter.PERFORMED));
        peer.readAll();
        assertThat(wire.association().inbound().queuedChunks()).isZero();
    }

    @Test
    @DisplayName("6525-5.2.2-1 6525-5.2.3-3: no such stream is 3, a last TSN beyond the window 2")
    void refused() {
        assertThat(ask(out(1, 0, 9, 10))).containsExactly(response(1, ReconfigurationResponseParameter.WRONG_SSN));
        assertThat(ask(in(2, 4))).containsExactly(response(2, ReconfigurationResponseParameter.WRONG_SSN));
        assertThat(ask(out(3, 70_000))).containsExactly(response(3, ReconfigurationResponseParameter.DENIED));
        assertThat(ask(new AddOutgoingStreamsRequestParameter(4, 0)))
                .containsExactly(response(4, ReconfigurationResponseParameter.NOTHING_TO_DO));
        assertThat(ask(new AddIncomingStreamsRequestParameter(5, 0)))
                .containsExactly(response(5, ReconfigurationResponseParameter.NOTHING_TO_DO));
        assertThat(wire.events).isEmpty();
    }

    @Test
    @DisplayName(
            "6525-5.2.5-2 6525-5.2.6-1 XT-12 SEC-73: no more streams either way than the user allows, whatever is asked for")
    void limit() {
        int most = wire.association().settings().maxInboundStreams();
        assertThat(ask(new AddOutgoingStreamsRequestParameter(1, 65535)))
                .containsExactly(response(1, ReconfigurationResponseParameter.DENIED));
        assertThat(ask(new AddOutgoingStreamsRequestParameter(2, Math.min(most, 2048) - 9)))
                .containsExactly(response(2, ReconfigurationResponseParameter.DENIED));
        assertThat(ask(new AddOutgoingStreamsRequestParameter(3, Math.min(most, 2048) - 10)))
                .containsExactly(response(3, ReconfigurationResponseParameter.PERFORMED));
        assertThat(ask(new AddIncomingStreamsRequestParameter(4, 65535)))
                .containsExactly(response(4, ReconfigurationResponseParameter.DENIED));
        assertThat(wire.association().outboundStreams()).isEqualTo(4);
    }

    @Test
    @DisplayName(
            "6525-5.1.2-A4a 6525-5.1.2-A5 6525-5.2.1-1 6525-5.2.3-F1 6525-5.2.3-2: what an Incoming SSN Reset asks for goes with the answer to its "
                    + "neighbour, and again when it is asked for again")
    void incoming() {
        List<Parameter> answers = ask(out(1, 0), in(2, 3, 1));
        OutgoingSsnResetRequestParameter reset =
                new OutgoingSsnResetRequestParameter(ourFirst, 2, ourFirst - 1, List.of(3, 1));
        assertThat(answers).containsExactly(response(1, ReconfigurationResponseParameter.PERFORMED), reset);
        assertThat(ask(out(1, 0), in(2, 3, 1))).isEqualTo(answers);
        assertThat(send(response(ourFirst, ReconfigurationResponseParameter.PERFORMED)))
                .isEmpty();
        assertThat(wire.events).contains(new StreamsReset(false, true, List.of(3, 1), Outcome.PERFORMED));
        assertThat(ask(in(2, 3, 1))).containsExactly(response(2, ReconfigurationResponseParameter.PERFORMED));
        assertThat(ask(in(3, 1)))
                .as("6525-5.2.3-2: just done")
                .containsExactly(response(3, ReconfigurationResponseParameter.NOTHING_TO_DO));
    }

    @Test
    @DisplayName(
            "6525-5.2.3-1 6525-5.1.1-3: an Incoming SSN Reset while ours is in flight is done with, or waits for it")
    void collision() {
        wire.association().reconfigurationControl().resetStreams(false, true, List.of(1, 2), wire.now);
        assertThat(answer(wire.pull().get(0).chunks()))
                .containsExactly(new OutgoingSsnResetRequestParameter(ourFirst, 0, ourFirst - 1, List.of(1, 2)));
        assertThat(ask(in(1, 2))).containsExactly(response(1, ReconfigurationResponseParameter.NOTHING_TO_DO));
        assertThat(ask(in(2, 2, 3))).containsExactly(response(2, ReconfigurationResponseParameter.IN_PROGRESS));
        assertThat(ask(in(3, 3)))
                .containsExactly(response(3, ReconfigurationResponseParameter.REQUEST_ALREADY_IN_PROGRESS));
        assertThat(ask(response(ourFirst, ReconfigurationResponseParameter.PERFORMED)))
                .containsExactly(new OutgoingSsnResetRequestParameter(ourFirst + 1, 2, ourFirst - 1, List.of(2, 3)));
    }

    @Test
    @DisplayName("6525-5.1.2-A1 6525-5.1.2-A2 6525-5.1.2-A3 6525-5.2.7-H1 6525-5.2.7-H4: TSNs and SSNs around a reset")
    void held() {
        user(1);
        user(1);
        wire.association().reconfigurationControl().resetStreams(false, true, List.of(1), wire.now);
        user(1);
        user(2);
        List<Chunk> all = wire.pull().stream().flatMap(a -> a.chunks().stream()).toList();
        assertThat(all.toString()).contains("ReConfigChunk");
        OutgoingSsnResetRequestParameter reset =
                (OutgoingSsnResetRequestParameter) answer(all).get(0);
        assertThat(reset.lastAssignedTsn()).isEqualTo(ourFirst + 2);
        assertThat(wire.association().outbound.nextTsn()).as("the third waits").isEqualTo(ourFirst + 3);
        assertThat(send(response(ourFirst + 1, ReconfigurationResponseParameter.PERFORMED)))
                .as("of another request")
                .isEmpty();
        List<Chunk> later = send(response(ourFirst, ReconfigurationResponseParameter.PERFORMED));
        assertThat(later).singleElement().satisfies(c -> {
            assertThat(((io.jsctp.wire.DataChunk) c).tsn()).isEqualTo(ourFirst + 3);
            assertThat(((io.jsctp.wire.DataChunk) c).streamSequenceNumber()).isZero();
        });
    }

    @Test
    @DisplayName(
            "6525-5.2.7-H3 6525-5-1 6525-4.4-1: failures keep the old numbers; 4 is tried once again under another number")
    void failures() {
        int number = ourFirst;
        for (int result : new int[] {
            ReconfigurationResponseParameter.DENIED,
            ReconfigurationResponseParameter.WRONG_SSN,
            ReconfigurationResponseParameter.BAD_SEQUENCE_NUMBER,
            99
        }) {
            wire.events.clear();
            wire.association().reconfigurationControl().resetStreams(false, true, List.of(1), wire.now);
            wire.pull();
            send(response(number++, result));
            assertThat(wire.events)
                    .containsExactly(new StreamsReset(
                            false,
                            true,
                            List.of(1),
                            result == ReconfigurationResponseParameter.DENIED ? Outcome.DENIED : Outcome.FAILED));
        }
        wire.events.clear();
        wire.association().reconfigurationControl().addStreams(0, 2, wire.now);
        wire.pull();
        assertThat(send(response(number, ReconfigurationResponseParameter.REQUEST_ALREADY_IN_PROGRESS)))
                .isEmpty();
        assertThat(answer(wire.nextTimeout().get(0).chunks()))
                .containsExactly(new AddOutgoingStreamsRequestParameter(number + 1, 2));
        send(response(number + 1, ReconfigurationResponseParameter.REQUEST_ALREADY_IN_PROGRESS));
        assertThat(wire.events).containsExactly(new StreamsAdded(10, 4, Outcome.FAILED));
    }

    @Test
    @DisplayName(
            "6525-5.2.4-G1 6525-5.2.4-G4 6525-5.2.4-G5 6525-5.1.7-D1 6525-4.4-2: a reset of all numbers delivers what is "
                    + "whole, drops the rest, and tells both next TSNs")
    void numbers() {
        peer.sendOne(2, DataPeer.WHOLE, 1, 1, 4);
        peer.sendOne(4, DataPeer.B, 1, 2, 4);
        List<Chunk> answers = send(new SsnTsnResetRequestParameter(1));
        int next = 1 + (1 << 31);
        assertThat(answer(answers))
                .containsExactly(new ReconfigurationResponseParameter(
                        1,
                        ReconfigurationResponseParameter.PERFORMED,
                        new ReconfigurationResponseParameter.NextTsns(ourFirst, next)));
        assertThat(send(new SsnTsnResetRequestParameter(1)).stream()
                        .filter(ReConfigChunk.class::isInstance)
                        .toList())
                .as("6525-5.2.1-3")
                .containsExactly(new ReConfigChunk(answer(answers)));
        assertThat(peer.messages())
                .singleElement()
                .satisfies(m -> assertThat(m.ssn()).isEqualTo(1));
        assertThat(wire.events).contains(new NumbersReset(ourFirst, next, Outcome.PERFORMED));
        peer.readAll();
        assertThat(wire.association().inbound().queuedChunks()).isZero();
        peer.send(peer.data(next, DataPeer.WHOLE, 1, 0, 4));
        assertThat(peer.messages()).hasSize(1);
        peer.send(peer.data(3, DataPeer.WHOLE, 1, 0, 4));
        assertThat(peer.messages()).as("IX-10: late, of the old numbers").hasSize(1);
    }

    @Test
    @DisplayName("6525-5.2.4-1 6525-5.2.4-G3: a reset of all numbers is denied while data of ours is not acknowledged")
    void numbersWithOutstanding() {
        user(1);
        wire.pull();
        assertThat(ask(new SsnTsnResetRequestParameter(1)))
                .containsExactly(response(1, ReconfigurationResponseParameter.DENIED));
    }

    @Test
    @DisplayName(
            "6525-5.1.4-C2 6525-5.1.4-C3 IX-10: data and SACKs that come before or after their numbers are known do no harm")
    void numbersOutOfOrder() {
        peer.sendOne(1, DataPeer.WHOLE, 1, 0, 4);
        user(1);
        wire.pull();
        peer.send(new SackChunk(ourFirst, 1 << 20, List.of(), List.of()));
        peer.readAll();
        wire.association().reconfigurationControl().resetNumbers(wire.now);
        assertThat(answer(wire.pull().get(0).chunks())).containsExactly(new SsnTsnResetRequestParameter(ourFirst));
        user(2);
        assertThat(wire.pull()).as("new data waits").isEmpty();
        int next = ourFirst + 1 + (1 << 31);
        peer.send(new SackChunk(next - 1, 1 << 20, List.of(), List.of()));
        peer.sendOne(2, DataPeer.WHOLE, 1, 0, 4);
        assertThat(peer.messages()).as("by which numbers is not known yet").isEmpty();
        send(new ReconfigurationResponseParameter(
                ourFirst,
                ReconfigurationResponseParameter.PERFORMED,
                new ReconfigurationResponseParameter.NextTsns(2, next)));
        assertThat(peer.messages()).hasSize(1);
        assertThat(wire.association().outbound.nextTsn()).isEqualTo(next + 1);
        peer.send(new SackChunk(ourFirst, 1 << 20, List.of(), List.of()));
        peer.send(new SackChunk(ourFirst - 1, 1 << 20, List.of(), List.of()));
        assertThat(wire.association().isEstablished()).isTrue();
        peer.send(new SackChunk(next, 1 << 20, List.of(), List.of()));
        assertThat(wire.association().outbound.isDrained()).isTrue();
        peer.sendOne(3, DataPeer.WHOLE, 1, 1, 4);
        assertThat(peer.messages()).hasSize(2);
    }

    @Test
    @DisplayName("6525-5.1.4-C2 6525-5.2.7-H5: a buffer full of chunks that wait for the new numbers is no dead end")
    void fullOfHeldChunks() {
        AssociationSettings small = ReconfigurationTest.settings(ALL).toBuilder()
                .receiveBufferBytes(4096)
                .build();
        DataPeer one = peer(new Wire(small));
        Association association = one.wire.association();
        association.reconfigurationControl().resetNumbers(one.wire.now);
        one.wire.pull();
        for (int i = 1; i <= 100; i++) {
            one.sendOne(i, DataPeer.WHOLE, 1, i - 1, 4);
        }
        assertThat(association.isEstablished()).isTrue();
        one.send(new ReConfigChunk(
                List.of(response(association.localInitialTsn, ReconfigurationResponseParameter.DENIED))));
        assertThat(one.messages()).hasSizeGreaterThan(20);
        one.readAll();
        assertThat(association.inbound().queuedChunks()).isZero();
    }

    @Test
    @DisplayName(
            "6525-5.2.7-H2: after \"in progress\" the same chunk is sent again, less and less often, and nobody is blamed")
    void inProgress() {
        wire.association()
                .settings(
                        wire.association().settings().toBuilder()
                                .heartbeatEnabled(false)
                                .build(),
                        wire.now);
        wire.association().reconfigurationControl().addStreams(1, 0, wire.now);
        List<Parameter> request = answer(wire.pull().get(0).chunks());
        for (int i = 0; i < 40; i++) {
            send(response(ourFirst, ReconfigurationResponseParameter.IN_PROGRESS));
            long before = wire.now;
            List<Chunk> again;
            do {
                again = wire.nextTimeout().stream()
                        .flatMap(a -> a.chunks().stream())
                        .toList();
            } while (again.stream().noneMatch(ReConfigChunk.class::isInstance));
            assertThat(answer(again)).isEqualTo(request);
            assertThat(wire.now - before).isLessThanOrEqualTo(61_000_000_000L);
        }
        assertThat(wire.association().paths().get(0).errorCount()).isZero();
        assertThat(wire.association().isEstablished()).isTrue();
    }

    @Test
    @DisplayName("6525-5.1.2-A4b IX-18: a list of streams that no packet holds is refused; nothing named is all")
    void tooMany() {
        ReconfigurationControl control = wire.association().reconfigurationControl();
        List<Integer> many = java.util.Collections.nCopies(2000, 1);
        assertThat(control.resetStreams(false, true, many, wire.now)).isEqualTo(ReconfigurationStatus.TOO_MANY_NAMED);
        assertThat(control.resetStreams(false, true, List.of(4), wire.now))
                .isEqualTo(ReconfigurationStatus.INVALID_STREAM);
        assertThat(control.addStreams(0, 65532, wire.now)).isEqualTo(ReconfigurationStatus.TOO_MANY_STREAMS);
        assertThat(control.resetStreams(false, true, List.of(), wire.now)).isEqualTo(ReconfigurationStatus.ACCEPTED);
        assertThat(answer(wire.pull().get(0).chunks()))
                .containsExactly(new OutgoingSsnResetRequestParameter(ourFirst, 0, ourFirst - 1, List.of()));
    }

    @Test
    @DisplayName(
            "IX-8: a FORWARD TSN across a reset that is due goes to the end of the old numbering, and on when it is repeated")
    void forwardTsnWithHeldChunks() {
        AssociationSettings both = ReconfigurationTest.settings(ALL);
        Wire w = new Wire(both.toBuilder()
                .extensions(both.extensions().with(Extension.PARTIAL_RELIABILITY, true))
                .build());
        DataPeer p = new DataPeer(
                w,
                1,
                10,
                10,
                new SupportedExtensionsParameter(List.of(ChunkType.RE_CONFIG)),
                new ForwardTsnSupportedParameter());
        p.send(p.data(1, DataPeer.WHOLE, 1, 0, 11));
        assertThat(answer(p.send(new ReConfigChunk(List.of(out(1, 2, 1))))))
                .as("TSN 2, the last of the old numbering, is missing")
                .containsExactly(response(1, ReconfigurationResponseParameter.IN_PROGRESS));
        p.send(p.data(3, DataPeer.WHOLE, 1, 0, 13));
        p.send(p.data(5, DataPeer.WHOLE, 1, 2, 15));
        assertThat(read(w)).containsExactly(11);
        List<Chunk> answers = p.send(p.forward(4, 1, 1));
        assertThat(answer(answers)).containsExactly(response(1, ReconfigurationResponseParameter.PERFORMED));
        assertThat(read(w)).as("the new number 0; 1 is missing yet").containsExactly(13);
        p.send(p.forward(4, 1, 1));
        assertThat(read(w)).as("the peer repeats it").containsExactly(15);
        assertThat(w.association().cumulativeTsn()).isEqualTo(5);
        assertThat(w.association().state()).isEqualTo(AssociationState.ESTABLISHED);
    }

    /** The sizes of the messages that came. */
    private static List<Integer> read(Wire w) {
        List<Integer> sizes = new ArrayList<>();
        for (AssociationEvent event : w.events) {
            if (event instanceof InboundMessage m) {
                sizes.add(m.length());
            }
        }
        w.events.clear();
        return sizes;
    }
}
