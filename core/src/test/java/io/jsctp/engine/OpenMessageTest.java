package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.DataView;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages that the user gives in parts (RFC 6458 §8.1.26), as chunks. */
class OpenMessageTest {
    private static final int FIRST_TSN = 1;
    private static final int MORE = OutboundData.MORE;

    private final ArrayDeque<AssociationEvent> events = new ArrayDeque<>();
    private final AssociationSettings settings =
            AssociationSettings.defaults().toBuilder().noDelay(true).build();
    private final PayloadPool pool = new PayloadPool();
    private OutboundData out = new OutboundData(FIRST_TSN, 4, settings, pool, events);
    private final Path path = new Path(0, TwoEndpoints.address("10.0.0.2"), 9899, null, PathState.ACTIVE, settings);

    private SendStatus send(int stream, int bytes, int flags) {
        return out.enqueue(ByteBuffer.allocate(bytes), stream, flags, 0, 0, Reliability.FULL, null, 0);
    }

    /** Sends what may leave; each chunk is its stream, length, and B and E if they are set, as {@code 0:100B}. */
    private List<String> flush() {
        return flush(100_000);
    }

    private List<String> flush(int rwnd) {
        out.peerRwnd(rwnd);
        path.burstLeft = 100;
        List<String> chunks = new ArrayList<>();
        while (out.transmission.wantsToSend(path, true, 1000, 1)) {
            ByteBuffer buffer = ByteBuffer.allocate(path.mtuBytes());
            PacketWriter writer = new PacketWriter();
            writer.begin(buffer, 0, path.mtuBytes(), 1, 2, 3);
            out.transmission.fill(writer, path, true, 1000, false, 1);
            PacketReader reader = new PacketReader();
            reader.reset(buffer, 0, writer.finish());
            while (reader.next() == PacketReader.CHUNK) {
                String b = (reader.flags() & DataView.FLAG_B) != 0 ? "B" : "";
                String e = (reader.flags() & DataView.FLAG_E) != 0 ? "E" : "";
                chunks.add(DataView.streamId(reader) + ":" + DataView.payloadLength(reader) + b + e);
            }
        }
        return chunks;
    }

    @Test
    @DisplayName("XO-20 9260-6.9-5: first and last chunk of the message have B and E, and no other comes between")
    void flags() {
        send(1, 10, 0);
        send(1, 11, 0);
        send(0, 1100, MORE);
        send(0, 20, MORE);
        assertThat(flush()).containsExactly("1:10BE", "0:1000B", "0:100", "0:20");
        assertThat(send(1, 12, 0)).isEqualTo(SendStatus.OTHER_MESSAGE_OPEN);
        assertThat(out.waitsForNextPart()).as("not all is acknowledged").isFalse();
        send(0, 30, 0);
        send(0, 31, 0);
        send(2, 40, MORE);
        assertThat(flush()).containsExactly("0:30E", "1:11BE", "0:31BE", "2:40B");
        out.onCumulativeAck(FIRST_TSN + 7, List.of(path), 1);
        assertThat(out.isDrained()).isTrue();
        assertThat(out.waitsForNextPart()).isTrue();
        assertThat(pool.inUse()).isZero();
        send(2, 50, 0);
        assertThat(out.waitsForNextPart()).isFalse();
        assertThat(flush()).containsExactly("2:50E");
    }

    @Test
    @DisplayName(
            "XO-20 9260-5.2.4-7: after a restart of the peer a part whose beginning is lost does not begin a message")
    void restart() {
        send(0, 10, MORE);
        flush();
        send(0, 11, MORE);
        out.restart(500, 4);
        assertThat(events).hasSize(2);
        assertThat(send(0, 12, 0)).isEqualTo(SendStatus.MESSAGE_LOST);
        assertThat(send(0, 13, 0)).isEqualTo(SendStatus.ACCEPTED);
        assertThat(flush()).containsExactly("0:13BE");
        out.restart(900, 4);
        assertThat(send(0, 14, 0)).as("nothing was open").isEqualTo(SendStatus.ACCEPTED);
    }

    @Test
    @DisplayName("XO-20: a message on a stream that the peer does not allow is over")
    void stream() {
        send(3, 10, MORE);
        out.streams(2);
        assertThat(send(3, 11, 0)).isEqualTo(SendStatus.INVALID_STREAM);
        assertThat(send(1, 12, 0)).isEqualTo(SendStatus.ACCEPTED);
        assertThat(flush()).containsExactly("1:12BE");
    }

    @Test
    @DisplayName("9260-6.9-2: with fragmentation disabled a small window of the peer cuts no message either")
    void windowCutsNothing() {
        for (boolean disabled : new boolean[] {false, true}) {
            PeerWindow window = new PeerWindow();
            window.advertised(600, 0);
            assertThat(window.fit(1000, disabled, true)).isEqualTo(disabled ? 0 : 600);
            window.probeNow();
            assertThat(window.fit(1000, disabled, true)).isEqualTo(disabled ? 1000 : 600);
            AssociationSettings changed =
                    settings.toBuilder().fragmentsDisabled(disabled).build();
            out = new OutboundData(FIRST_TSN, 4, changed, pool, events);
            send(0, 1000, 0);
            assertThat(flush(600)).isEqualTo(disabled ? List.of() : List.of("0:600B"));
        }
    }
}
