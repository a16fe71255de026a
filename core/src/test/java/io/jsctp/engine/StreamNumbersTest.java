package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.InvalidStreamIdentifier;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stream numbers at their bounds, from the wire and from the user. */
class StreamNumbersTest {
    private static final int FIRST_TSN = 77;

    private final Wire wire = new Wire();

    private int establish(int streams) {
        InitChunk init = new InitChunk(0x1234, 50_000, streams, streams, FIRST_TSN, List.of());
        InitAckChunk initAck = wire.receive(0, init).get(0).only(InitAckChunk.class);
        wire.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        wire.events.clear();
        return initAck.initiateTag();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 65_535})
    @DisplayName(
            "SEC-72 9260-6.5-2: DATA on the last stream is delivered, on any behind it reported; both are acknowledged")
    void fromTheWire(int offered) {
        int tag = establish(offered);
        int streams = wire.association().inboundStreams();
        int tsn = FIRST_TSN;
        for (int stream : new int[] {0, streams - 1, streams, streams + 1, 32_768, 65_534, 65_535}) {
            if (stream > 65_535) {
                continue;
            }
            wire.events.clear();
            List<io.jsctp.wire.Chunk> answers =
                    wire.receive(tag, new DataChunk(7, tsn, stream, 0, 0, new byte[1])).stream()
                            .flatMap(a -> a.chunks().stream())
                            .filter(ErrorChunk.class::isInstance)
                            .toList();
            if (stream < streams) {
                assertThat(answers).as("stream %d of %d", stream, streams).isEmpty();
                assertThat(wire.events)
                        .hasOnlyElementsOfType(InboundMessage.class)
                        .hasSize(1);
            } else {
                assertThat(answers)
                        .as("stream %d of %d", stream, streams)
                        .containsExactly(new ErrorChunk(List.of(new InvalidStreamIdentifier(stream))));
                assertThat(wire.events).isEmpty();
            }
            assertThat(wire.association().cumulativeTsn()).isEqualTo(tsn);
            tsn++;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 65_535})
    @DisplayName("SEC-72 9260-5.1.1-3: the user sends on the streams there are, and on no other, whatever the number")
    void fromTheUser(int offered) {
        establish(offered);
        Association a = wire.association();
        int streams = a.outboundStreams();
        for (int stream : new int[] {
            0,
            streams - 1,
            streams,
            streams + 1,
            65_535,
            65_536,
            65_536 + streams - 1,
            -1,
            Integer.MIN_VALUE,
            Integer.MAX_VALUE
        }) {
            SendStatus status = a.send(ByteBuffer.allocate(1), stream, 0, 0, 0, 0, null, wire.now);
            boolean valid = stream >= 0 && stream < streams;
            assertThat(status)
                    .as("stream %d of %d", stream, streams)
                    .isEqualTo(valid ? SendStatus.ACCEPTED : SendStatus.INVALID_STREAM);
        }
    }
}
