package io.jsctp.engine;

import static io.jsctp.engine.DataPeer.B;
import static io.jsctp.engine.DataPeer.E;
import static io.jsctp.engine.DataPeer.U;
import static io.jsctp.engine.DataPeer.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.Chunk;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.InvalidStreamIdentifier;
import io.jsctp.wire.SackChunk;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DATA of peers that mean harm: what it costs to receive it. */
class ReceiverAttacksTest {
    private static final int BUFFER = 1 << 18;
    private static final AssociationSettings QUIET =
            AssociationSettings.defaults().toBuilder().heartbeatEnabled(false).build();

    @Test
    @DisplayName("SEC-62 9260-6.9-14 9260-6.9-11: a message of more than 2^31 bytes crosses in constant memory")
    void endlessMessage() {
        LocalBudget budget = new LocalBudget(1, 1);
        DataPeer peer = new DataPeer(new Wire(QUIET, EndpointLimits.DEFAULT, budget), 0xffff0000, 10);
        int chunkBytes = 60_000;
        int chunks = Integer.MAX_VALUE / chunkBytes + 2;
        long read = 0;
        long most = 0;
        boolean ended = false;
        for (int tsn = 1; tsn <= chunks; tsn++) {
            peer.send(peer.data(tsn, (tsn == 1 ? B : 0) | (tsn == chunks ? E : 0), 3, 0, chunkBytes));
            most = Math.max(most, budget.memoryUsed());
            for (InboundMessage m : peer.messages()) {
                assertThat(m.beginning()).isEqualTo(read == 0);
                assertThat(m.streamId()).isEqualTo(3);
                read += m.remaining();
                ended |= m.endOfRecord();
                peer.read(m);
            }
        }
        assertThat(read).isEqualTo((long) chunks * chunkBytes).isGreaterThan(Integer.MAX_VALUE);
        assertThat(ended).isTrue();
        assertThat(most).isLessThan(3L * BUFFER);
    }

    @Test
    @DisplayName("SEC-62 9260-6.9-11 9260-6.9-12: without a reader an endless message closes the window")
    void endlessMessageUnread() {
        LocalBudget budget = new LocalBudget(1, 1);
        DataPeer peer = new DataPeer(new Wire(QUIET, EndpointLimits.DEFAULT, budget), 1, 10);
        for (int tsn = 1; tsn <= 1000; tsn++) {
            peer.send(peer.data(tsn, tsn == 1 ? B : 0, 0, 0, 1400));
        }
        SackChunk sack = peer.tell(1001, 0, 0, 0, 1400);
        assertThat(sack.advertisedReceiverWindow()).isZero();
        assertThat(sack.cumulativeTsnAck()).isEqualTo((BUFFER + 1399) / 1400);
        assertThat(peer.messages().get(0).length())
                .as("the first part is delivered at half the buffer")
                .isBetween(BUFFER / 2, BUFFER / 2 + 1400);
        assertThat(budget.memoryUsed()).isLessThan(2L * BUFFER);
    }

    @Test
    @DisplayName("9260-6.9-12: only the message that is next in its stream is delivered in parts")
    void notItsTurn() {
        DataPeer peer = new DataPeer(new Wire(QUIET), 1, 10);
        for (int tsn = 2; tsn <= 150; tsn++) {
            peer.send(peer.data(tsn, tsn == 2 ? B : 0, 0, 1, 1400));
        }
        assertThat(peer.messages()).isEmpty();
        peer.send(peer.data(1, WHOLE, 0, 0, 10));
        assertThat(peer.messages()).hasSize(2);
        assertThat(peer.messages().get(1).endOfRecord()).isFalse();
        assertThat(peer.messages().get(1).length()).isEqualTo(149 * 1400);
        peer.send(peer.data(152, WHOLE, 5, 0, 10));
        peer.send(peer.data(153, WHOLE | U, 5, 0, 10));
        assertThat(peer.messages()).as("until its end nothing else is").hasSize(2);
        peer.send(peer.data(151, E, 0, 1, 10));
        assertThat(peer.messages()).extracting(InboundMessage::tsn).containsExactly(1, 2, 2, 152, 153);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 10", "10, 2047", "65535, 65535", "65535, 2"})
    @DisplayName("SEC-72 9260-6.5-2: stream numbers at every bound, from the wire and from the user")
    void streamNumbers(int inbound, int outbound) {
        AssociationSettings settings = QUIET.toBuilder()
                .maxInboundStreams(65_535)
                .outboundStreams(outbound)
                .build();
        DataPeer peer = new DataPeer(new Wire(settings), 1, inbound, outbound);
        int tsn = 1;
        for (int stream : new int[] {0, inbound - 1, inbound, inbound + 1, 32_767, 32_768, 65_534, 65_535}) {
            if (stream > 65_535) {
                continue;
            }
            for (int flags : new int[] {WHOLE | U, B | U, E | U}) {
                peer.wire.now += 1000 * Wire.MS;
                assertThat(peer.send(peer.data(tsn++, flags, stream, 0, 10)))
                        .as("stream %d of %d", stream, inbound)
                        .filteredOn(ErrorChunk.class::isInstance)
                        .hasSize(stream < inbound ? 0 : 1)
                        .allSatisfy(e -> assertThat(((ErrorChunk) e).causes())
                                .containsExactly(new InvalidStreamIdentifier(stream)));
            }
        }
        Association a = peer.wire.association();
        assertThat(a.isEstablished()).isTrue();
        assertThat(a.cumulativeTsn()).isEqualTo(tsn - 1);
        for (int stream :
                new int[] {-1, outbound, outbound + 1, 65_535, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(a.send(ByteBuffer.allocate(1), stream, 0, 0, 0, 0, null, peer.wire.now))
                    .as("stream %d of %d", stream, outbound)
                    .isEqualTo(SendStatus.INVALID_STREAM);
        }
        assertThat(a.send(ByteBuffer.allocate(1), outbound - 1, 0, 0, 0, 0, null, peer.wire.now))
                .isEqualTo(SendStatus.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("SEC-77: a flood of gaps is answered by one SACK a packet, none larger than the PMTU:"
            + " at most 46 bytes out for each that came in")
    void gapFlood(boolean held) {
        DataPeer peer = new DataPeer(new Wire(QUIET), 1, 10);
        int mtu = QUIET.pathMtuBytes();
        long in = 0;
        long out = 0;
        for (int tsn = 2; tsn <= 60_000; tsn += 2) {
            Chunk data = peer.data(tsn, WHOLE | (held ? 0 : U), 0, tsn, 1);
            in += CommonHeader.SIZE + ((data.encodedLength() + 3) & ~3);
            List<Chunk> answer = peer.send(data);
            assertThat(answer).hasSize(1);
            int bytes = CommonHeader.SIZE + answer.get(0).encodedLength();
            assertThat(bytes).isLessThanOrEqualTo(mtu);
            out += bytes;
            peer.readAll();
        }
        assertThat((double) out / in).isLessThan(46);
    }

    @Test
    @DisplayName(
            "SEC-70 SEC-77: the same gaps in packets with as many chunks as fit: one SACK a packet, fewer bytes out than in")
    void gapFloodInFullPackets() {
        DataPeer peer = new DataPeer(new Wire(QUIET), 1, 10);
        long in = 0;
        long out = 0;
        Chunk[] packet = new Chunk[72];
        for (int first = 2; first <= 60_000; first += 2 * packet.length) {
            in += CommonHeader.SIZE;
            for (int i = 0; i < packet.length; i++) {
                packet[i] = peer.data(first + 2 * i, WHOLE | U, 0, 0, 1);
                in += 20;
            }
            List<Chunk> answer = peer.send(packet);
            assertThat(answer).hasSize(1);
            out += CommonHeader.SIZE + answer.get(0).encodedLength();
            peer.readAll();
        }
        assertThat(out).isLessThanOrEqualTo(in);
    }
}
