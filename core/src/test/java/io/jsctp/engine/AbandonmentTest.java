package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Reliability.Policy;
import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AddressParameter;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.ForwardTsnChunk;
import io.jsctp.wire.ForwardTsnSupportedParameter;
import io.jsctp.wire.OutgoingSsnResetRequestParameter;
import io.jsctp.wire.ReConfigChunk;
import io.jsctp.wire.ReconfigurationResponseParameter;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.ShutdownChunk;
import io.jsctp.wire.SupportedExtensionsParameter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages that are given up (RFC 3758 §3.5, §4; RFC 7496 §3), played against a peer by hand. TSNs begin at 0. */
class AbandonmentTest {
    private static final long MS = Wire.MS;
    private static final Reliability ONCE = new Reliability(Policy.LIMITED_RETRANSMISSIONS, 0);
    private static final int FRAGMENT = 1000;

    private final AssociationSettings settings = AssociationSettings.defaults().toBuilder()
            .pathMtuBytes(1028)
            .noDelay(true)
            .heartbeatEnabled(false)
            .rtoInitialNs(1000 * MS)
            .sendBufferBytes(100_000)
            .maxBurstPackets(0)
            .initialCwndPackets(100)
            .senderDryEvents(true)
            .build();
    private DataPeer peer = DataPeer.withPartialReliability(settings, 1);

    private Association a() {
        return peer.wire.association();
    }

    private static Reliability timed(long ms) {
        return new Reliability(Policy.TIMED, ms * MS);
    }

    private static Reliability priority(int value) {
        return new Reliability(Policy.PRIORITY, value);
    }

    private SendStatus queue(int stream, int flags, int bytes, Reliability reliability) {
        return a().send(ByteBuffer.allocate(bytes), stream, flags, 0, 0, reliability, null, peer.wire.now);
    }

    /** Sends a message; {@return what leaves} */
    private List<String> send(int stream, int bytes, Reliability reliability) {
        assertThat(queue(stream, 0, bytes, reliability)).isEqualTo(SendStatus.ACCEPTED);
        return text(peer.wire.pull());
    }

    private List<String> sack(int cumulative, int... gaps) {
        return sackWithWindow(1 << 20, cumulative, gaps);
    }

    private List<String> sackWithWindow(int window, int cumulative, int... gaps) {
        List<SackChunk.GapBlock> blocks = new ArrayList<>();
        for (int i = 0; i < gaps.length; i += 2) {
            blocks.add(new SackChunk.GapBlock(gaps[i] - cumulative, gaps[i + 1] - cumulative));
        }
        SackChunk sack = new SackChunk(a().localInitialTsn + cumulative, window, blocks, List.of());
        return text(peer.wire.receive(peer.ourTag, sack));
    }

    private List<String> timeout() {
        return text(peer.wire.nextTimeout());
    }

    /** Chunks as {@code TSN} for DATA, {@code >TSN stream:number} for FORWARD TSN; packets as {@code |}. */
    private List<String> text(List<Answer> answers) {
        List<String> all = new ArrayList<>();
        for (Answer answer : answers) {
            StringBuilder packet = new StringBuilder();
            for (Chunk chunk : answer.chunks()) {
                packet.append(packet.isEmpty() ? "" : " ");
                if (chunk instanceof DataChunk d) {
                    packet.append(d.tsn() - a().localInitialTsn);
                } else if (chunk instanceof ForwardTsnChunk f) {
                    packet.append('>').append(f.newCumulativeTsn() - a().localInitialTsn);
                    f.skipped()
                            .forEach(s -> packet.append(' ')
                                    .append(s.streamId())
                                    .append(':')
                                    .append(s.streamSequenceNumber()));
                } else {
                    packet.append(chunk.getClass().getSimpleName());
                }
            }
            all.add(packet.toString());
        }
        assertThat(SelfCheck.of(a())).isNull();
        return all;
    }

    private List<Boolean> failures() {
        return peer.wire.events.stream()
                .filter(AssociationEvent.SendFailed.class::isInstance)
                .map(e -> ((AssociationEvent.SendFailed) e).wasSent())
                .toList();
    }

    private Path path() {
        return a().paths.get(0);
    }

    private static AbandonedMessages count(int unsent, int sent) {
        return new AbandonedMessages(unsent, sent);
    }

    // ---- what is told
    // ------------------------------------------------------------------------------------------------

    @Test
    @DisplayName(
            "3758-3.5-A1 3758-3.5-A4 3758-3.5-C1 3758-3.5-C2 3758-3.5-C3a 3758-3.5-F3 3758-3.2-4 7496-3.1-4: lost once, given up, told at once")
    void givenUpAndTold() {
        send(0, 10, Reliability.FULL);
        send(5, 10, ONCE);
        send(5, 10, ONCE);
        send(6, 10, Reliability.FULL);
        assertThat(sack(0, 3, 3)).isEmpty();
        assertThat(timeout()).containsExactly(">2 5:1");
        assertThat(failures()).containsExactly(true, true);
        assertThat(a().abandoned(null, null)).isEqualTo(count(0, 2));
        assertThat(sack(3)).isEmpty();
        assertThat(a().sendBufferUsed()).isZero();
        assertThat(path().t3Running()).as("3758-3.5-A5b").isFalse();
        assertThat(peer.wire.events).hasAtLeastOneElementOfType(AssociationEvent.SenderDry.class);
    }

    @Test
    @DisplayName("IX-12: the timeout that makes a path potentially failed also gives up what may not be sent again")
    void potentiallyFailed() {
        peer = DataPeer.withPartialReliability(
                settings.toBuilder().failover(FailoverThresholds.DEFAULT).build(), 1);
        send(5, 10, ONCE);
        assertThat(timeout()).containsExactly(">0 5:0");
        assertThat(failures()).containsExactly(true);
        assertThat(path().state).isEqualTo(PathState.POTENTIALLY_FAILED);
    }

    @Test
    @DisplayName(
            "IX-9: amidst a reset what was sent and is given up has its old number, and what was never sent has none")
    void resetAfterGivingUp() {
        AssociationSettings both = settings.toBuilder()
                .extensions(Extensions.NONE
                        .with(Extension.PARTIAL_RELIABILITY, true)
                        .with(Extension.RECONFIGURATION, true))
                .build();
        peer = new DataPeer(
                new Wire(both), 1, 10, 10, new SupportedExtensionsParameter(List.of(ChunkType.FORWARD_TSN, 0x82)));
        send(1, 10, ONCE);
        a().reconfigurationControl().resetStreams(false, true, List.of(1), peer.wire.now);
        assertThat(queue(1, 0, 10, new Reliability(Policy.UNSENT_LIFETIME, MS))).isEqualTo(SendStatus.ACCEPTED);
        assertThat(queue(1, 0, 10, Reliability.FULL)).isEqualTo(SendStatus.ACCEPTED);
        ReConfigChunk request = peer.wire.pull().get(0).only(ReConfigChunk.class);
        assertThat(timeout()).as("the second one expires").isEmpty();
        List<String> told = new ArrayList<>(timeout());
        for (int i = 0; i < 3 && told.stream().noneMatch(t -> t.contains(">")); i++) {
            told.addAll(timeout());
        }
        assertThat(told).anyMatch(t -> t.contains(">0 1:0"));
        assertThat(failures()).containsExactly(false, true);
        assertThat(a().abandoned(null, null)).isEqualTo(count(0, 1));
        sack(0);
        int number = ((OutgoingSsnResetRequestParameter) request.parameters().get(0)).requestSequenceNumber();
        List<Answer> answers = peer.wire.receive(
                peer.ourTag,
                new ReConfigChunk(List.of(new ReconfigurationResponseParameter(
                        number, ReconfigurationResponseParameter.PERFORMED, null))));
        assertThat(answers.get(0).only(DataChunk.class).streamSequenceNumber()).isZero();
    }

    @Test
    @DisplayName("3758-3.2-5: for unordered messages there is no pair")
    void unordered() {
        queue(0, Association.UNORDERED, 10, ONCE);
        peer.wire.pull();
        assertThat(timeout()).containsExactly(">0");
    }

    @Test
    @DisplayName("3758-3.5-C2 3758-3.5-A2a: the point stops at what is not given up, gap-acked or in flight")
    void pointStops() {
        send(0, 10, ONCE);
        send(1, 10, Reliability.FULL);
        send(2, 10, ONCE);
        send(3, 10, Reliability.FULL);
        send(4, 10, ONCE);
        assertThat(sack(-1, 1, 1)).isEmpty();
        assertThat(timeout()).containsExactly(">0 0:0 3");
        assertThat(failures()).hasSize(3);
        assertThat(sack(1)).containsExactly(">2 2:0");
        assertThat(sack(4)).isEmpty();
    }

    @Test
    @DisplayName("3758-3.5-F2a 3758-3.5-A5: it stands before DATA, in the packet that T3 sends again")
    void beforeData() {
        send(0, 10, ONCE);
        send(1, 10, Reliability.FULL);
        assertThat(timeout()).containsExactly(">0 0:0 1");
        assertThat(timeout()).as("repeated by T3").containsExactly(">0 0:0 1");
    }

    @Test
    @DisplayName("3758-3.5-C4b: a stream stands there once, with its highest number, over the wrap as well")
    void wrap() {
        for (int i = 0; i < 65_534; i++) {
            a().outbound.queue.stream(7).nextSsn = i + 1;
        }
        for (int i = 0; i < 4; i++) {
            send(7, 10, ONCE);
        }
        assertThat(timeout()).containsExactly(">3 7:1");
    }

    @Test
    @DisplayName("3758-3.5-C4c 3758-3.5-C4a: what does not fit one packet is told after the first part is acknowledged")
    void tooManyStreams() {
        peer = new DataPeer(
                new Wire(settings.toBuilder()
                        .outboundStreams(600)
                        .extensions(Extensions.NONE.with(Extension.PARTIAL_RELIABILITY, true))
                        .build()),
                1,
                10,
                600,
                new ForwardTsnSupportedParameter());
        for (int i = 0; i < 300; i++) {
            send(i, 10, ONCE);
        }
        int fit = (1028 - 12 - 8) / 4;
        List<String> first = timeout();
        assertThat(first)
                .singleElement()
                .asString()
                .startsWith(">" + (fit - 1) + " 0:0")
                .endsWith(" " + (fit - 1) + ":0");
        assertThat(text(peer.wire.pull())).isEmpty();
        assertThat(sack(fit - 1))
                .singleElement()
                .asString()
                .startsWith(">299 " + fit + ":0")
                .endsWith(" 299:0");
        assertThat(sack(299)).isEmpty();
    }

    @Test
    @DisplayName("3758-3.5-C5 3758-3.5-A5b 7496-3.1-5: T3 runs for it alone, and a peer that never answers is given up")
    void deadPeer() {
        send(0, 10, ONCE);
        int told = 0;
        while (!a().isClosed()) {
            told += timeoutOrEnd();
        }
        assertThat(told).isEqualTo(settings.associationMaxRetrans());
        assertThat(peer.wire.events).anyMatch(AssociationEvent.CommunicationLost.class::isInstance);
    }

    private int timeoutOrEnd() {
        int told = 0;
        for (Answer answer : peer.wire.nextTimeout()) {
            told += answer.chunks().get(0) instanceof ForwardTsnChunk ? 1 : 0;
        }
        return told;
    }

    @Test
    @DisplayName("3758-3.5-A5b: its acknowledgement clears the error counts")
    void answeredCounts() {
        send(0, 10, ONCE);
        timeout();
        timeout();
        assertThat(path().errorCount).isEqualTo(2);
        sack(0);
        assertThat(path().errorCount).isZero();
    }

    @Test
    @DisplayName("3758-3.5-F2b: SACKs that do not move bring it again after a round trip, not before")
    void rateLimited() {
        send(0, 10, Reliability.FULL);
        peer.wire.now += 100 * MS;
        sack(0); // measures 100 ms
        send(0, 10, ONCE);
        send(0, 10, Reliability.FULL);
        send(0, 10, Reliability.FULL);
        assertThat(timeout()).containsExactly(">1 0:1 2 3");
        peer.wire.now += 99 * MS;
        assertThat(sack(0, 2, 2)).isEmpty();
        peer.wire.now += 1 * MS;
        assertThat(sack(0, 2, 2)).containsExactly(">1 0:1");
        assertThat(sack(0, 2, 3)).isEmpty();
    }

    @Test
    @DisplayName("3758-3.5-F4: a SACK between the cumulative ack and the point is no old one")
    void betweenAckAndPoint() {
        send(0, 10, ONCE);
        send(1, 10, ONCE);
        assertThat(timeout()).containsExactly(">1 0:0 1:0");
        assertThat(sack(0)).isEmpty();
        assertThat(a().outbound.outstandingChunks()).isEqualTo(1);
        assertThat(timeout()).as("again, with what is left").containsExactly(">1 1:0");
    }

    @Test
    @DisplayName("3758-3.5-C3b: it goes to confirmed addresses only")
    void onlyConfirmed() {
        peer = new DataPeer(
                new Wire(settings.toBuilder()
                        .extensions(Extensions.NONE.with(Extension.PARTIAL_RELIABILITY, true))
                        .build()),
                1,
                10,
                10,
                new ForwardTsnSupportedParameter(),
                AddressParameter.of(Wire.PEER),
                AddressParameter.of(Wire.OTHER_PEER));
        assertThat(a().peerAddresses()).hasSize(2);
        send(0, 10, ONCE);
        int told = 0;
        for (int i = 0; i < 20 && !a().isClosed(); i++) {
            for (Answer answer : peer.wire.nextTimeout()) {
                if (answer.chunks().get(0) instanceof ForwardTsnChunk) {
                    assertThat(answer.to()).isEqualTo(Wire.PEER);
                    told++;
                }
            }
        }
        assertThat(told).isGreaterThan(2);
    }

    // ---- whole messages
    // ------------------------------------------------------------------------------------------------

    @Test
    @DisplayName("3758-3.5-A3a: with one fragment all are given up, those that were gap-acked, too")
    void wholeMessage() {
        send(0, 3 * FRAGMENT, ONCE);
        send(1, 10, Reliability.FULL);
        sack(-1, 1, 1, 3, 3);
        assertThat(timeout()).containsExactly(">2 0:0");
        assertThat(sack(3)).isEmpty();
        assertThat(a().sendBufferUsed()).isZero();
    }

    @Test
    @DisplayName(
            "3758-3.5-A3b 3758-4.1-7: what has not left takes one TSN that is never sent, the first half is skipped")
    void halfSent() {
        peer = DataPeer.withPartialReliability(
                settings.toBuilder().initialCwndPackets(2).build(), 1);
        assertThat(send(0, 4 * FRAGMENT, timed(500))).containsExactly("0", "1");
        peer.wire.now += 500 * MS;
        assertThat(sack(1)).as("acknowledged, but the rest is too late").containsExactly(">2 0:0");
        assertThat(failures()).containsExactly(true);
        assertThat(a().sendBufferUsed()).isZero();
        assertThat(send(0, 10, Reliability.FULL)).containsExactly("3");
        assertThat(sack(3)).isEmpty();
    }

    @Test
    @DisplayName("3758-3.5-A3b 3758-4.1-TR5: a message of which the rest waits for the window is given up by the timer")
    void halfSentByTimer() {
        peer = DataPeer.withPartialReliability(
                settings.toBuilder()
                        .initialCwndPackets(2)
                        .rtoInitialNs(3000 * MS)
                        .build(),
                1);
        send(0, 4 * FRAGMENT, timed(500));
        long sent = peer.wire.now;
        assertThat(timeout()).as("0 and 1 are on their way").containsExactly(">2 0:0");
        assertThat(peer.wire.now).isEqualTo(sent + 500 * MS);
    }

    @Test
    @DisplayName("3758-3.5-A3c 7496-3.2-4: what the peer has is not given up, though it lies above a hole")
    void completeIsKept() {
        send(0, 10, Reliability.FULL);
        send(1, 40_000, priority(5));
        send(2, 40_000, priority(5));
        sack(-1, 1, 40);
        assertThat(send(3, 50_000, priority(1)))
                .as("only the other one made room")
                .isNotEmpty();
        assertThat(failures()).containsExactly(true);
        assertThat(a().abandoned(2, Policy.PRIORITY)).isEqualTo(count(0, 1));
        assertThat(a().abandoned(1, null)).isEqualTo(count(0, 0));
    }

    // ---- congestion control
    // --------------------------------------------------------------------------------------------

    @Test
    @DisplayName("3758-3.5-A2b: no window grows by what was given up, nor when the peer acknowledges it")
    void noGrowth() {
        for (int i = 0; i < 10; i++) {
            send(0, FRAGMENT, ONCE);
        }
        timeout();
        int cwnd = path().congestion.cwnd();
        assertThat(path().flightBytes).isZero();
        sack(9);
        assertThat(path().congestion.cwnd()).isEqualTo(cwnd);
        assertThat(path().congestion.partialBytesAcked()).isZero();
    }

    @Test
    @DisplayName("3758-3.5-A2b: nor does it while the window is full of what follows")
    void noGrowthWithFullWindow() {
        peer = DataPeer.withPartialReliability(
                settings.toBuilder().initialCwndPackets(10).build(), 1);
        send(0, 12 * FRAGMENT, priority(5));
        send(1, 85 * FRAGMENT, Reliability.FULL);
        assertThat(send(2, 8 * FRAGMENT, priority(0))).first().asString().startsWith(">10 0:0");
        int cwnd = path().congestion.cwnd();
        assertThat(path().flightBytes).isGreaterThanOrEqualTo(cwnd);
        sack(10);
        assertThat(path().congestion.cwnd()).isEqualTo(cwnd);
        assertThat(path().congestion.partialBytesAcked()).isZero();
        sack(11);
        assertThat(path().congestion.cwnd()).as("by what arrives it does").isGreaterThan(cwnd);
    }

    @Test
    @DisplayName("3758-3.5-A2a 3758-3.5-A2b: a gap block that reports what was given up changes nothing")
    void lateArrival() {
        send(0, 10, Reliability.FULL);
        send(1, 10, ONCE);
        assertThat(timeout()).containsExactly("0");
        assertThat(sack(-1, 1, 1)).isEmpty();
        assertThat(sack(0)).containsExactly(">1 1:0");
        assertThat(sack(1)).isEmpty();
        assertThat(a().outbound.isDrained()).isTrue();
    }

    @Test
    @DisplayName("3758-3.5-F5 7496-3.1-2 7496-3.1-3: fast retransmit and T3 have all their effects on the windows")
    void windowsShrink() {
        for (int i = 0; i < 20; i++) {
            send(0, FRAGMENT, i == 0 ? ONCE : Reliability.FULL);
        }
        int before = path().congestion.cwnd();
        sack(-1, 1, 1);
        sack(-1, 1, 2);
        assertThat(sack(-1, 1, 3)).contains(">0 0:0");
        assertThat(path().congestion.cwnd()).isEqualTo(before / 2);
        sack(19);
        send(0, FRAGMENT, ONCE);
        long rto = path().rto.rtoNs();
        timeout();
        assertThat(path().congestion.cwnd()).isEqualTo(path().maxDataChunkBytes());
        assertThat(path().rto.rtoNs()).isEqualTo(2 * rto);
        assertThat(path().errorCount).isEqualTo(1);
    }

    // ---- policies
    // ------------------------------------------------------------------------------------------------------

    @Test
    @DisplayName("7496-3.1-1 7496-3.1-6 3758-4.3-G1: with limit 2 it is sent three times, and given up the fourth")
    void limit() {
        send(0, 10, new Reliability(Policy.LIMITED_RETRANSMISSIONS, 2));
        assertThat(timeout()).containsExactly("0");
        assertThat(timeout()).containsExactly("0");
        assertThat(timeout()).containsExactly(">0 0:0");
        assertThat(a().abandoned(null, Policy.LIMITED_RETRANSMISSIONS)).isEqualTo(count(0, 1));
    }

    @Test
    @DisplayName("7496-3.1-6: probes of a shut window do not count")
    void probes() {
        send(0, 10, Reliability.FULL);
        sackWithWindow(0, 0);
        assertThat(send(0, 10, ONCE)).isEmpty();
        assertThat(timeout()).as("the probe").containsExactly("1");
        sackWithWindow(0, 0);
        assertThat(timeout()).containsExactly("1");
        sackWithWindow(0, 0);
        assertThat(timeout()).containsExactly("1");
        assertThat(sackWithWindow(5000, 0)).as("the window opens").containsExactly("1");
        assertThat(timeout()).containsExactly(">1 0:1");
    }

    @Test
    @DisplayName(
            "3758-4.1-TR1..3 3758-3.5-F1 3758-4.1-TR4b 3758-4.1-TR5: what has not left in time takes no TSN and is not told")
    void expiresUnsent() {
        send(0, 10, Reliability.FULL);
        sackWithWindow(0, 0);
        assertThat(send(0, 10, timed(100))).isEmpty();
        assertThat(send(0, 10, Reliability.FULL)).isEmpty();
        long then = peer.wire.now;
        assertThat(timeout()).isEmpty();
        assertThat(peer.wire.now).isEqualTo(then + 100 * MS);
        assertThat(failures()).containsExactly(false);
        assertThat(a().abandoned(null, Policy.TIMED)).isEqualTo(count(1, 0));
        assertThat(sack(0)).containsExactly("1");
        assertThat(sack(1)).isEmpty();
    }

    @Test
    @DisplayName(
            "3758-4.1-TR4 3758-4.1-TR2 3758-4.1-TR6 3758-4.3-G1: what has left is sent again in time, and given up after it")
    void expiresSent() {
        send(0, 10, timed(2500));
        assertThat(timeout()).as("after 1 s").containsExactly("0");
        assertThat(timeout()).as("after 3 s").containsExactly(">0 0:0");
        assertThat(a().abandoned(0, Policy.TIMED)).isEqualTo(count(0, 1));
    }

    @Test
    @DisplayName("3758-4.1-TR3: what expires while another packet brings it its turn does not leave")
    void expiresBeforeItsTurn() {
        send(0, 10, Reliability.FULL);
        sackWithWindow(0, 0);
        send(0, 10, timed(100));
        peer.wire.now += 100 * MS;
        assertThat(sack(0)).isEmpty();
        assertThat(failures()).containsExactly(false);
    }

    @Test
    @DisplayName(
            "7496-3.2-1 7496-3.2-3 7496-3.2-4 7496-4-1 3758-4.3-G1: lower priorities make room: lowest first, unsent first, oldest first")
    void priorities() {
        peer = DataPeer.withPartialReliability(
                settings.toBuilder().initialCwndPackets(1).build(), 1);
        send(0, 25_000, priority(3)); // of this some has left
        send(1, 10_000, priority(2));
        send(2, 10_000, priority(3));
        send(3, 10_000, priority(3));
        send(4, 10_000, priority(9));
        send(5, 30_000, Reliability.FULL);
        peer.wire.events.clear();
        assertThat(queue(6, 0, 11_000, priority(1))).isEqualTo(SendStatus.ACCEPTED);
        assertThat(victims()).containsExactly(4);
        assertThat(queue(6, 0, 11_000, priority(1))).isEqualTo(SendStatus.ACCEPTED);
        assertThat(victims()).containsExactly(4, 2);
        assertThat(queue(6, 0, 15_000, priority(1))).isEqualTo(SendStatus.ACCEPTED);
        assertThat(victims()).containsExactly(4, 2, 3, 0);
        assertThat(text(peer.wire.pull()))
                .as("what had left of it is told")
                .first()
                .asString()
                .startsWith(">");
        assertThat(a().abandoned(null, Policy.PRIORITY)).isEqualTo(count(3, 1));
        assertThat(a().abandoned(null, null)).isEqualTo(count(3, 1));
    }

    private List<Integer> victims() {
        a().transmit(new io.jsctp.link.PacketBatch(0, 0), peer.wire.now);
        AssociationEvent e;
        while ((e = a().pollEvent()) != null) {
            peer.wire.events.add(e);
        }
        return peer.wire.events.stream()
                .filter(AssociationEvent.SendFailed.class::isInstance)
                .map(f -> ((AssociationEvent.SendFailed) f).streamId())
                .toList();
    }

    @Test
    @DisplayName("7496-3.2-2 7496-3.2-4: no victims are equals, other policies, or those that together do not suffice")
    void noVictims() {
        sackWithWindow(0, -1);
        queue(0, 0, 20_000, priority(5));
        queue(0, 0, 20_000, Reliability.FULL);
        queue(0, 0, 20_000, timed(100_000));
        queue(0, 0, 20_000, ONCE);
        queue(0, 0, 10_000, priority(7));
        assertThat(queue(0, 0, 15_000, priority(7))).as("an equal would do").isEqualTo(SendStatus.BUFFER_FULL);
        assertThat(queue(0, 0, 20_000, Reliability.FULL)).isEqualTo(SendStatus.BUFFER_FULL);
        assertThat(queue(0, 0, 45_000, priority(0))).isEqualTo(SendStatus.BUFFER_FULL);
        assertThat(failures()).isEmpty();
        assertThat(queue(0, 0, 35_000, priority(0))).isEqualTo(SendStatus.ACCEPTED);
        peer.wire.pull();
        assertThat(failures()).containsExactly(false, false);
    }

    @Test
    @DisplayName(
            "7496-3.2-1: as many small messages make room as a large one needs, and the buffer holds no more than it may")
    void smallVictims() {
        sackWithWindow(0, -1);
        while (queue(0, 0, 64, priority(5)) == SendStatus.ACCEPTED) {
            // until it is full
        }
        assertThat(queue(0, 0, 1000, priority(0))).isEqualTo(SendStatus.ACCEPTED);
        peer.wire.pull();
        assertThat(a().sendBufferUsed()).isLessThanOrEqualTo(settings.sendBufferBytes());
        assertThat(failures()).hasSize(16);
    }

    @Test
    @DisplayName("SENDV-28: a message in parts is always reliable")
    void parts() {
        for (Reliability r : List.of(ONCE, timed(5), priority(3))) {
            assertThat(queue(0, Association.MORE, 10, r)).isEqualTo(SendStatus.LIFETIME_OF_PART);
        }
    }

    // ---- not in use
    // ------------------------------------------------------------------------------------------------------

    @Test
    @DisplayName(
            "3758-3.3.2-4 3758-3.3.3-1 3758-3.3.1-3 7496-3-1 7496-3.1-6 7496-3.2-5 3758-4.1-7: not in use, what has left is reliable")
    void notInUse() {
        peer = new DataPeer(
                new Wire(settings.toBuilder()
                        .extensions(Extensions.NONE.with(Extension.PARTIAL_RELIABILITY, true))
                        .build()),
                1,
                10);
        assertThat(a().extensions().has(Extension.PARTIAL_RELIABILITY)).isFalse();
        send(0, 60_000, priority(5));
        send(0, 10, ONCE);
        send(0, 10, timed(100));
        assertThat(queue(0, 0, 90_000, priority(0))).isEqualTo(SendStatus.BUFFER_FULL);
        assertThat(timeout()).isNotEmpty().noneMatch(t -> t.contains(">"));
        assertThat(sack(59)).noneMatch(t -> t.contains(">")).contains("60 61");
        assertThat(failures()).isEmpty();
    }

    // ---- the end
    // ---------------------------------------------------------------------------------------------------------

    @Test
    @DisplayName("3758-3.5-8: SHUTDOWN waits until the peer has acknowledged the point, and not for what was given up")
    void shutdown() {
        send(0, 10, ONCE);
        a().shutdown(peer.wire.now);
        assertThat(text(peer.wire.pull())).isEmpty();
        assertThat(timeout()).containsExactly(">0 0:0");
        assertThat(sack(0)).containsExactly(ShutdownChunk.class.getSimpleName());
    }

    @Test
    @DisplayName("3758-3.5-7: nothing is probed for what was given up")
    void noProbe() {
        send(0, 10, ONCE);
        assertThat(timeout()).containsExactly(">0 0:0");
        assertThat(sackWithWindow(0, 0)).isEmpty();
        assertThat(a().nextTimeoutNs()).isEqualTo(Path.NONE);
    }

    @Test
    @DisplayName("3758-3.5-A3a: at the end of the association a message that was given up is not reported twice")
    void abort() {
        send(0, 10, ONCE);
        timeout();
        a().abort(new byte[0], peer.wire.now);
        peer.wire.pull();
        assertThat(failures()).containsExactly(true);
        assertThat(a().payloadBuffersInUse()).isZero();
    }
}
