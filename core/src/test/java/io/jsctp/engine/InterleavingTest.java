package io.jsctp.engine;

import static io.jsctp.engine.DataPeer.B;
import static io.jsctp.engine.DataPeer.E;
import static io.jsctp.engine.DataPeer.U;
import static io.jsctp.engine.DataPeer.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Reliability.Policy;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.DataView;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.ForwardTsnChunk;
import io.jsctp.wire.ForwardTsnSupportedParameter;
import io.jsctp.wire.IDataChunk;
import io.jsctp.wire.IForwardTsnChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.InvalidStreamIdentifier;
import io.jsctp.wire.NoUserData;
import io.jsctp.wire.OutgoingSsnResetRequestParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ProtocolViolation;
import io.jsctp.wire.ReConfigChunk;
import io.jsctp.wire.ReconfigurationResponseParameter;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.SupportedExtensionsParameter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** I-DATA and I-FORWARD-TSN against a peer by hand (RFC 8260 §2). */
class InterleavingTest {
    private static final Extensions DECLARED = Extensions.NONE
            .with(Extension.INTERLEAVING, true)
            .with(Extension.PARTIAL_RELIABILITY, true)
            .with(Extension.RECONFIGURATION, true);
    private static final Parameter FORWARD = new ForwardTsnSupportedParameter();
    /** A packet takes fragments of 1000 bytes. */
    private static final AssociationSettings SETTINGS = AssociationSettings.defaults().toBuilder()
            .pathMtuBytes(1032)
            .noDelay(true)
            .heartbeatEnabled(false)
            .maxBurstPackets(0)
            .initialCwndPackets(100)
            .sendBufferBytes(100_000)
            .allowedRequests(AssociationSettings.ALLOW_STREAM_RESETS)
            .extensions(DECLARED)
            .build();

    private DataPeer peer = peer(SETTINGS, lists(0x40, 0xC0, 0xC2, 0x82));

    private static SupportedExtensionsParameter lists(Integer... chunkTypes) {
        return new SupportedExtensionsParameter(List.of(chunkTypes));
    }

    private static DataPeer peer(AssociationSettings settings, Parameter... parameters) {
        return new DataPeer(new Wire(settings), 1, 10, 10, parameters);
    }

    private static AssociationSettings declaring(Extensions extensions) {
        return SETTINGS.toBuilder().extensions(extensions).build();
    }

    private Association a() {
        return peer.wire.association();
    }

    // ---- negotiation --------------------------------------------------------------------------------------------

    @Test
    @DisplayName(
            "8260-2.2.1-1 8260-2.2.1-3 8260-2.3.1-3: I-DATA is in use if both list it; giving up, if both list I-FORWARD-TSN")
    void negotiation() {
        assertThat(a().extensions()).isEqualTo(DECLARED);
        assertThat(inUse(DECLARED, lists(0x40, 0xC0), FORWARD)).containsExactly(Extension.INTERLEAVING);
        assertThat(inUse(DECLARED, lists(0x40, 0xC2)))
                .containsExactly(Extension.PARTIAL_RELIABILITY, Extension.INTERLEAVING);
        assertThat(inUse(DECLARED, lists(0xC0, 0xC2), FORWARD)).containsExactly(Extension.PARTIAL_RELIABILITY);
        assertThat(inUse(DECLARED.with(Extension.INTERLEAVING, false), lists(0x40, 0xC0, 0xC2)))
                .containsExactly(Extension.PARTIAL_RELIABILITY);
        assertThat(inUse(DECLARED.with(Extension.PARTIAL_RELIABILITY, false), lists(0x40, 0xC0, 0xC2)))
                .containsExactly(Extension.INTERLEAVING);
        InitChunk init = new Wire().associate(Wire.PEER).get(0).only(InitChunk.class);
        assertThat(init.parameters()).as("unless it is asked for").noneMatch(p -> p.equals(lists(0x40)));
        InitChunk asked = new Wire(SETTINGS).associate(Wire.PEER).get(0).only(InitChunk.class);
        assertThat(asked.parameters())
                .anyMatch(p -> p instanceof SupportedExtensionsParameter s
                        && s.chunkTypes().containsAll(List.of(0x40, 0xC0, 0xC2)));
        assertThat(asked.parameters()).contains(FORWARD);
    }

    private static List<Extension> inUse(Extensions ours, Parameter... theirs) {
        return peer(declaring(ours), theirs).wire.association().extensions().list();
    }

    // ---- receiving ----------------------------------------------------------------------------------------------

    private static IDataChunk idata(int tsn, int flags, int stream, int mid, int ppidOrFsn) {
        return new IDataChunk(flags, tsn, stream, mid, ppidOrFsn, new byte[10]);
    }

    private static void assertViolation(List<Chunk> answers) {
        assertThat(Objects.requireNonNull(DataPeer.abort(answers)).causes())
                .hasOnlyElementsOfType(ProtocolViolation.class);
    }

    @Test
    @DisplayName("8260-2.2.3-2 8260-2.2.1-2: DATA where I-DATA is in use ends the association, and the other way round")
    void wrongKind() {
        assertViolation(peer.send(peer.data(1, WHOLE, 0, 0, 10)));
        assertThat(a().isClosed()).isTrue();
        peer = peer(SETTINGS, lists(0xC0), FORWARD);
        assertThat(DataPeer.abort(peer.send(peer.data(1, WHOLE, 0, 0, 10)))).isNull();
        assertViolation(peer.send(idata(2, WHOLE, 0, 1, 0)));
        assertThat(a().isClosed()).isTrue();
    }

    @Test
    @DisplayName(
            "8260-2.3.1-2 8260-2.3.1-5 8260-2.3.1-6 SEC-71: so it is with FORWARD TSN; without either it is unknown")
    void wrongForward() {
        assertViolation(peer.send(peer.forward(1)));
        assertThat(a().isClosed()).isTrue();
        peer = peer(SETTINGS, lists(0xC0), FORWARD);
        assertViolation(peer.send(new IForwardTsnChunk(1, List.of())));
        peer = peer(SETTINGS, lists(0x40));
        assertThat(peer.send(new IForwardTsnChunk(1, List.of())))
                .singleElement()
                .isInstanceOf(ErrorChunk.class);
        assertThat(peer.send(new ForwardTsnChunk(1, List.of()))).singleElement().isInstanceOf(ErrorChunk.class);
        assertThat(a().isClosed()).isFalse();
    }

    @Test
    @DisplayName("8260-2.1-8: I-DATA without user data, and on a stream that does not exist")
    void badChunks() {
        assertThat(peer.send(new IDataChunk(WHOLE, 1, 10, 0, 0, new byte[1])))
                .contains(new ErrorChunk(List.of(new InvalidStreamIdentifier(10))));
        assertThat(a().cumulativeTsn()).isEqualTo(1);
        assertThat(peer.send(new IDataChunk(WHOLE, 2, 0, 0, 0, new byte[0])))
                .containsExactly(new AbortChunk(false, List.of(new NoUserData(2))));
    }

    @Test
    @DisplayName("8260-2.1-7: the I bit is answered at once")
    void immediately() {
        peer.send(idata(1, WHOLE, 0, 0, 0), idata(2, WHOLE, 0, 1, 0));
        assertThat(DataPeer.sack(peer.send(idata(3, WHOLE, 0, 2, 0)))).isNull();
        assertThat(DataPeer.sack(peer.send(idata(4, WHOLE, 0, 3, 0)))).isNotNull();
        assertThat(DataPeer.sack(peer.send(idata(5, WHOLE | DataView.FLAG_I, 0, 4, 0))))
                .isNotNull();
    }

    @Test
    @DisplayName("8260-2.2.3-3: contradictions end the association")
    void contradiction() {
        peer.send(idata(1, B, 0, 0, 0), idata(2, 0, 0, 0, 1));
        assertViolation(peer.send(idata(3, E, 0, 0, 1)));
    }

    /** What the user has: the stream, u if unordered, the number, and + for a part. */
    private List<String> delivered() {
        List<String> texts = new ArrayList<>();
        for (InboundMessage m : peer.messages()) {
            texts.add(m.streamId() + (m.unordered() ? "u" : ":") + m.ssn() + (m.endOfRecord() ? "" : "+"));
        }
        return texts;
    }

    @Test
    @DisplayName("XT-17 8260-2.2.3-1: messages are put together across others; the number is the lower half of the MID")
    void delivery() {
        peer.send(idata(1, B, 0, 0, 7), idata(2, B | U, 1, 0x12345, 8), idata(3, B, 2, 0, 9));
        peer.send(idata(5, E, 2, 0, 1), idata(6, E | U, 1, 0x12345, 1));
        assertThat(delivered()).containsExactly("2:0", "1u" + 0x2345);
        peer.send(idata(4, E, 0, 0, 1));
        assertThat(delivered()).containsExactly("2:0", "1u" + 0x2345, "0:0");
        assertThat(peer.messages().get(2).payloadProtocolId()).isEqualTo(7);
        assertThat(peer.messages().get(2).tsn()).isEqualTo(1);
    }

    private String skip(int tsn, IForwardTsnChunk.Skipped... skipped) {
        List<Chunk> answers = new ArrayList<>(peer.send(new IForwardTsnChunk(tsn, List.of(skipped))));
        answers.addAll(peer.send(new IForwardTsnChunk(0, List.of())));
        SackChunk last = null;
        for (Chunk c : answers) {
            last = c instanceof SackChunk s ? s : last;
        }
        return peer.told(Objects.requireNonNull(last));
    }

    private static IForwardTsnChunk.Skipped skipped(int stream, boolean unordered, int mid) {
        return new IForwardTsnChunk.Skipped(stream, unordered, mid);
    }

    @Test
    @DisplayName(
            "8260-2.3.1-4 8260-2.3.1-7 IX-11: up to the MID of a stream and kind partial messages are dropped, whole ones delivered")
    void skipping() {
        peer.send(idata(2, B, 0, 0, 7), idata(3, B | U, 0, 0, 7), idata(4, B, 1, 0, 7));
        peer.send(idata(5, WHOLE, 0, 1, 7), idata(6, WHOLE, 0, 3, 7), idata(7, B | U, 0, 1, 7));
        assertThat(delivered()).isEmpty();
        assertThat(skip(1, skipped(0, false, 1), skipped(0, true, 0))).isEqualTo("7");
        assertThat(delivered()).containsExactly("0:1");
        peer.send(idata(8, E | U, 0, 1, 1), idata(9, E, 1, 0, 1), idata(10, WHOLE, 0, 2, 7));
        assertThat(delivered()).containsExactly("0:1", "0u1", "1:0", "0:2", "0:3");
        peer.send(idata(11, E, 0, 0, 1));
        assertThat(a().isClosed()).as("a late fragment of what was given up").isFalse();
        peer.readAll();
        assertThat(SelfCheck.of(a())).isNull();
        assertThat(a().payloadBuffersInUse()).isZero();
    }

    @Test
    @DisplayName("8260-2.3.1-7 SEC-71: far jumps, unknown streams and streams that stand twice do no harm")
    void farJumps() {
        peer.send(idata(2, B, 0, 0, 7));
        assertThat(skip(1, skipped(9, false, -1), skipped(40_000, true, 3), skipped(9, false, 0x7FFFFFFE)))
                .isEqualTo("2");
        assertThat(skip(0x7FFFFFFF, skipped(0, false, 0), skipped(0, true, -1))).isEqualTo(String.valueOf(0x7FFFFFFF));
        peer.send(idata(0x80000000, WHOLE, 0, 1, 7), idata(0x80000001, WHOLE, 9, 0x7FFFFFFF, 7));
        assertThat(delivered()).containsExactly("0:1", "9:65535");
        peer.readAll();
        assertThat(a().payloadBuffersInUse()).isZero();
    }

    @Test
    @DisplayName("8260-2.3.1-7 XE-3: a message that is given up amidst its delivery in parts: the user learns it")
    void skippedAmidst() {
        peer = peer(SETTINGS.toBuilder().partialDelivery(15, true).build(), lists(0x40, 0xC2));
        peer.send(idata(1, B, 3, 0, 7), idata(2, 0, 3, 0, 1), idata(3, B | U, 4, 0, 7), idata(4, U, 4, 0, 1));
        peer.send(idata(6, WHOLE, 3, 1, 7), idata(7, WHOLE | U, 4, 1, 7));
        assertThat(delivered()).containsExactly("3:0+", "4u0+");
        assertThat(skip(5, skipped(3, false, 0), skipped(4, true, 0))).isEqualTo("7");
        assertThat(peer.wire.events)
                .contains(
                        new AssociationEvent.PartialDeliveryAborted(3, 0),
                        new AssociationEvent.PartialDeliveryAborted(4, 0));
        assertThat(delivered()).containsExactlyInAnyOrder("3:0+", "4u0+", "3:1", "4u1");
        peer.readAll();
        assertThat(a().payloadBuffersInUse()).isZero();
    }

    @Test
    @DisplayName("9260-6.2-6 SEC-65: when the buffer is full all messages whose turn it is are delivered in parts")
    void fullBuffer() {
        peer = peer(SETTINGS.toBuilder().receiveBufferBytes(8000).build(), lists(0x40));
        for (int tsn = 1; tsn <= 60; tsn++) {
            int stream = tsn % 4;
            int fsn = (tsn - 1) / 4;
            peer.send(idata(tsn, fsn == 0 ? B : 0, stream, 0, fsn));
            peer.readAll();
        }
        for (int stream = 0; stream < 4; stream++) {
            peer.send(idata(61 + stream, E, stream, 0, 15));
        }
        peer.readAll();
        assertThat(a().isClosed()).isFalse();
        assertThat(a().payloadBuffersInUse()).isZero();
    }

    // ---- sending ------------------------------------------------------------------------------------------------

    private void queue(int stream, int flags, int bytes, int ppid, Reliability reliability) {
        assertThat(a().send(ByteBuffer.allocate(bytes), stream, flags, ppid, 0, reliability, null, peer.wire.now))
                .isEqualTo(SendStatus.ACCEPTED);
    }

    private void queue(int stream, int flags, int bytes) {
        queue(stream, flags, bytes, 9, Reliability.FULL);
    }

    /** What leaves, the TSN of I-DATA as a distance from the first: tsn:stream[u]mid.fsn, with B and E; >tsn for I-FORWARD-TSN. */
    private List<String> text(List<Wire.Answer> answers) {
        List<String> all = new ArrayList<>();
        for (Wire.Answer answer : answers) {
            for (Chunk chunk : answer.chunks()) {
                if (chunk instanceof IDataChunk d) {
                    boolean begins = (d.flags() & B) != 0;
                    assertThat(begins ? d.ppidOrFsn() : 9).isEqualTo(9);
                    all.add((d.tsn() - a().localInitialTsn) + ":" + d.streamId() + ((d.flags() & U) != 0 ? "u" : ".")
                            + d.messageId() + "." + (begins ? 0 : d.ppidOrFsn())
                            + (begins ? "B" : "") + ((d.flags() & E) != 0 ? "E" : ""));
                } else if (chunk instanceof IForwardTsnChunk f) {
                    StringBuilder text = new StringBuilder(">" + (f.newCumulativeTsn() - a().localInitialTsn));
                    f.skipped()
                            .forEach(s -> text.append(' ')
                                    .append(s.streamId())
                                    .append(s.unordered() ? 'u' : '.')
                                    .append(s.messageId()));
                    all.add(text.toString());
                } else {
                    all.add(chunk.getClass().getSimpleName());
                }
            }
        }
        assertThat(SelfCheck.of(a())).isNull();
        return all;
    }

    private List<String> sack(int cumulative, SackChunk.GapBlock... gaps) {
        return text(peer.wire.receive(
                peer.ourTag, new SackChunk(a().localInitialTsn + cumulative, 1 << 20, List.of(gaps), List.of())));
    }

    @Test
    @DisplayName(
            "8260-2.1-3 8260-2.1-5 8260-2.1-6 8260-2.2.2-1 8260-2.2.2-3: numbers and flags of messages whole and cut")
    void numbers() {
        queue(1, 0, 10);
        queue(1, 0, 2500);
        queue(1, OutboundData.UNORDERED, 10);
        queue(1, 0, 10);
        queue(1, OutboundData.UNORDERED, 1001);
        queue(2, 0, 10);
        assertThat(text(peer.wire.pull()).stream().filter(t -> t.contains(":1")).toList())
                .containsExactly(
                        "0:1.0.0BE",
                        "2:1.1.0B",
                        "3:1.1.1",
                        "4:1.1.2E",
                        "5:1u0.0BE",
                        "6:1.2.0BE",
                        "7:1u1.0B",
                        "8:1u1.1E");
    }

    @Test
    @DisplayName("9260-7.2-4: the header takes 20 bytes, the packet no more than the path MTU")
    void size() {
        queue(0, 0, 5000);
        List<IDataChunk> chunks = peer.wire.pull().stream()
                .flatMap(answer -> answer.chunks().stream())
                .map(IDataChunk.class::cast)
                .toList();
        assertThat(chunks.get(0).payload()).hasSize(a().fragmentBytes());
        assertThat(a().fragmentBytes()).isEqualTo(a().paths.primary().maxDataChunkBytes() - 20);
        assertThat(a().paths.primary().flightBytes).isEqualTo(5000 + 20 * chunks.size());
    }

    @ParameterizedTest
    @CsvSource({
        "FIRST_COME_FIRST_SERVED, 1.0.0B 1.0.1 1.0.2E 2.0.0B 2.0.1 2.0.2E 3.0.0BE",
        "ROUND_ROBIN, 1.0.0B 2.0.0B 3.0.0BE 1.0.1 2.0.1 1.0.2E 2.0.2E",
        "ROUND_ROBIN_PER_PACKET, 1.0.0B 2.0.0B 3.0.0BE 1.0.1 2.0.1 1.0.2E 2.0.2E",
        "PRIORITY, 3.0.0BE 1.0.0B 2.0.0B 1.0.1 2.0.1 1.0.2E 2.0.2E",
        "FAIR_CAPACITY, 1.0.0B 2.0.0B 3.0.0BE 1.0.1 2.0.1 1.0.2E 2.0.2E",
        "WEIGHTED_FAIR_QUEUEING, 1.0.0B 2.0.0B 3.0.0BE 2.0.1 1.0.1 2.0.2E 1.0.2E"
    })
    @DisplayName(
            "8260-2.2.2-2 8260-3.1-1 8260-3.2-1 8260-3.3-1 8260-3.4-1 8260-3.5-1 8260-3.6-1: streams take turns by chunk")
    void turns(StreamScheduling.Policy policy, String expected) {
        StreamScheduling scheduling =
                StreamScheduling.DEFAULT.with(policy).with(1, 5).with(2, 10).with(3, 4);
        if (policy == StreamScheduling.Policy.PRIORITY) {
            scheduling = scheduling.with(2, 5);
        }
        a().settings(SETTINGS.toBuilder().streamScheduling(scheduling).build(), peer.wire.now);
        queue(1, 0, 3000);
        queue(2, 0, 3000);
        queue(3, 0, 1000);
        List<String> left = text(peer.wire.pull()).stream()
                .map(t -> t.substring(t.indexOf(':') + 1))
                .toList();
        assertThat(String.join(" ", left)).isEqualTo(expected);
    }

    @Test
    @DisplayName("8260-3.4-1: a large message of low priority delays one of high priority by no more than a chunk")
    void overtakes() {
        StreamScheduling scheduling =
                StreamScheduling.DEFAULT.with(StreamScheduling.Policy.PRIORITY).with(1, 5);
        a().settings(
                        SETTINGS.toBuilder()
                                .streamScheduling(scheduling)
                                .initialCwndPackets(1)
                                .build(),
                        peer.wire.now);
        peer = peer(
                SETTINGS.toBuilder()
                        .streamScheduling(scheduling)
                        .initialCwndPackets(2)
                        .build(),
                lists(0x40));
        queue(1, 0, 8000);
        assertThat(text(peer.wire.pull())).first().isEqualTo("0:1.0.0B");
        queue(0, 0, 100);
        assertThat(sack(1)).first().asString().contains(":0.0.0BE");
    }

    @Test
    @DisplayName("8260-3-3: another scheduler holds from the next chunk on, and nothing is lost")
    void otherScheduler() {
        peer = peer(SETTINGS.toBuilder().initialCwndPackets(2).build(), lists(0x40));
        queue(1, 0, 3000);
        queue(2, 0, 3000);
        List<String> all = new ArrayList<>(text(peer.wire.pull()));
        StreamScheduling changed =
                StreamScheduling.DEFAULT.with(StreamScheduling.Policy.PRIORITY).with(1, 7);
        a().settings(a().settings().toBuilder().streamScheduling(changed).build(), peer.wire.now);
        for (int i = 0; i < 6; i++) {
            all.addAll(sack(all.size() - 1));
        }
        assertThat(all.stream().map(t -> t.substring(t.indexOf(':') + 1)).toList())
                .containsExactly("1.0.0B", "2.0.0B", "2.0.1", "2.0.2E", "1.0.1", "1.0.2E");
    }

    @Test
    @DisplayName("XT-22: each stream may have a message whose end the user has not given; its parts are one message")
    void openMessages() {
        queue(1, OutboundData.MORE, 100);
        queue(2, OutboundData.MORE | OutboundData.UNORDERED, 100);
        queue(3, 0, 100);
        assertThat(text(peer.wire.pull())).containsExactly("0:1.0.0B", "1:2u0.0B", "2:3.0.0BE");
        assertThat(a().send(ByteBuffer.allocate(1), 2, 0, 9, 0, Reliability.FULL, null, peer.wire.now))
                .isEqualTo(SendStatus.OTHER_MESSAGE_OPEN);
        queue(1, OutboundData.MORE, 2000);
        queue(2, OutboundData.UNORDERED, 100);
        queue(2, 0, 100);
        queue(1, 0, 100);
        queue(1, 0, 100);
        assertThat(text(peer.wire.pull()))
                .containsExactly("3:1.0.1", "4:2u0.1E", "5:1.0.2", "6:2.0.0BE", "7:1.0.3E", "8:1.1.0BE");
    }

    @Test
    @DisplayName("8260-2.1-4: no more messages, or fragments, are in flight than gap blocks can report")
    void inFlight() {
        OutstandingData outstanding = new OutstandingData(1);
        outstanding.interleave(true);
        OutboundMessage m = new OutboundMessage();
        m.length = OutstandingData.LIMIT + 1;
        for (int i = 0; i < OutstandingData.LIMIT; i++) {
            assertThat(outstanding.isFull()).isFalse();
            m.nextFsn = i;
            outstanding.append(m, i, 1);
        }
        assertThat(outstanding.isFull()).isTrue();
        for (int i = 0; i < OutstandingData.LIMIT; i++) {
            assertThat(outstanding.fragmentSequenceNumber(1 + i)).isEqualTo(i);
        }
    }

    @Test
    @DisplayName("8260-2.3.1-2 8260-2.3.1-4 IX-11: what is given up is told with its MIDs, unordered messages as well")
    void givingUp() {
        Reliability once = new Reliability(Policy.LIMITED_RETRANSMISSIONS, 0);
        queue(2, OutboundData.UNORDERED, 10, 9, once);
        text(peer.wire.pull());
        queue(2, 0, 10, 9, once);
        text(peer.wire.pull());
        queue(1, 0, 10, 9, once);
        text(peer.wire.pull());
        for (int i = 0; i < 3; i++) {
            queue(3, 0, 10);
            text(peer.wire.pull());
        }
        List<String> answers = new ArrayList<>();
        for (int last = 4; last <= 6; last++) {
            answers.addAll(sack(-1, new SackChunk.GapBlock(4, last)));
        }
        assertThat(answers).containsExactly(">2 2u0 2.0 1.0");
        assertThat(sack(5)).isEmpty();
        assertThat(a().isClosed()).isFalse();
    }

    @Test
    @DisplayName(
            "8260-2.3.1-2 3758-3.5-A3b: of a message that is given up half sent the rest is never sent, and its MID is told")
    void givingUpAmidst() {
        peer = peer(SETTINGS.toBuilder().initialCwndPackets(1).build(), lists(0x40, 0xC0, 0xC2));
        queue(1, 0, 9000, 9, new Reliability(Policy.TIMED, 50 * Wire.MS));
        queue(2, 0, 3000);
        List<String> all = new ArrayList<>(text(peer.wire.pull()));
        peer.wire.now += 60 * Wire.MS;
        for (int i = 0; i < 10 && all.stream().noneMatch(t -> t.contains(":2.0.3E")); i++) {
            all.addAll(sack(cumulative(all)));
        }
        assertThat(all).filteredOn(t -> t.contains(":1.")).allMatch(t -> t.contains(":1.0."));
        assertThat(all).noneMatch(t -> t.contains(":1.0.") && t.endsWith("E"));
        assertThat(all).anyMatch(t -> t.matches(">[0-9]+ 1.0"));
    }

    /** The TSN to acknowledge: the highest there was, of I-DATA or told in I-FORWARD-TSN. */
    private static int cumulative(List<String> all) {
        return all.stream()
                .mapToInt(t -> Integer.parseInt(t.replaceAll("^>?([0-9]+).*", "$1")))
                .max()
                .orElseThrow();
    }

    // ---- stream reconfiguration ---------------------------------------------------------------------------------

    @Test
    @DisplayName(
            "8260-2.3.2-1 8260-2.3.2-2: a reset of ours sets both counters of the stream to 0, once all has its TSNs")
    void ownReset() {
        queue(1, 0, 10);
        queue(1, OutboundData.UNORDERED, 10);
        queue(2, 0, 10);
        peer.wire.pull();
        sack(2);
        assertThat(a().reconfigurationControl().resetStreams(false, true, List.of(1), peer.wire.now))
                .isEqualTo(ReconfigurationStatus.ACCEPTED);
        ReConfigChunk request = peer.wire.pull().get(0).only(ReConfigChunk.class);
        OutgoingSsnResetRequestParameter r =
                (OutgoingSsnResetRequestParameter) request.parameters().get(0);
        assertThat(r.lastAssignedTsn()).isEqualTo(a().localInitialTsn + 2);
        queue(1, 0, 10);
        queue(2, 0, 10);
        assertThat(text(peer.wire.pull())).containsExactly("3:2.1.0BE");
        assertThat(text(peer.wire.receive(
                        peer.ourTag,
                        new ReConfigChunk(List.of(new ReconfigurationResponseParameter(
                                r.requestSequenceNumber(), ReconfigurationResponseParameter.PERFORMED, null))))))
                .contains("4:1.0.0BE");
        queue(1, OutboundData.UNORDERED, 10);
        assertThat(text(peer.wire.pull())).containsExactly("5:1u0.0BE");
    }

    @Test
    @DisplayName(
            "8260-2.3.2-1 6525-5.2.2-E3: a reset of the peer's does so here; another stream's parts do not hold it off")
    void peersReset() {
        peer = peer(SETTINGS.toBuilder().partialDelivery(15, true).build(), lists(0x40, 0x82));
        peer.send(idata(1, B, 3, 0, 7), idata(2, 0, 3, 0, 1), idata(3, WHOLE, 1, 0, 7), idata(4, WHOLE | U, 1, 0, 7));
        assertThat(reset(1, 4)).isEqualTo(ReconfigurationResponseParameter.PERFORMED);
        peer.send(idata(5, WHOLE, 1, 0, 7), idata(6, WHOLE | U, 1, 0, 7), idata(7, E, 3, 0, 2));
        assertThat(delivered()).containsExactly("3:0+", "1:0", "1u0", "1:0", "1u0", "3:0");
        assertThat(reset(2, 10)).isEqualTo(ReconfigurationResponseParameter.IN_PROGRESS);
        peer.send(idata(8, B, 1, 1, 7), idata(9, 0, 1, 1, 1));
        assertThat(delivered()).endsWith("1:1+");
        List<Chunk> answers = peer.send(idata(10, E, 1, 1, 2));
        assertThat(answers).anyMatch(ReConfigChunk.class::isInstance);
        peer.send(idata(11, WHOLE, 1, 0, 7));
        assertThat(delivered()).endsWith("1:1", "1:0");
    }

    private int reset(int number, int lastTsn) {
        return peer
                .send(new ReConfigChunk(List.of(new OutgoingSsnResetRequestParameter(number, 0, lastTsn, List.of(1)))))
                .stream()
                .filter(ReConfigChunk.class::isInstance)
                .map(c -> ((ReconfigurationResponseParameter)
                                ((ReConfigChunk) c).parameters().get(0))
                        .result())
                .findFirst()
                .orElseThrow();
    }
}
