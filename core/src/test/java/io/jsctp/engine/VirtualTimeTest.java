package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.StateCookieParameter;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An association whose peer answers in no time at all, as in a script in virtual time. */
class VirtualTimeTest {
    private static final int PEER_TAG = 0x1234;

    private Wire wire = new Wire();

    private static AssociationSettings rto(AssociationSettings from, long initialMs, long minMs, long maxMs) {
        return from.toBuilder()
                .rtoInitialNs(initialMs * Wire.MS)
                .rtoMinNs(minMs * Wire.MS)
                .rtoMaxNs(maxMs * Wire.MS)
                .build();
    }

    /** Connects out; the peer's cookie is empty. */
    private List<Answer> connect() {
        InitChunk init = wire.associate(Wire.PEER).get(0).only(InitChunk.class);
        InitAckChunk initAck =
                new InitAckChunk(PEER_TAG, 100_000, 5, 5, 900, List.of(new StateCookieParameter(new byte[0])));
        return wire.receive(init.initiateTag(), initAck);
    }

    private void established() {
        connect();
        wire.receive(wire.association().localTag, new CookieAckChunk());
        assertThat(wire.association().state()).isEqualTo(AssociationState.ESTABLISHED);
    }

    private DataChunk send(int bytes) {
        assertThat(wire.association().send(ByteBuffer.allocate(bytes), 0, 0, 0, 0, 0, null, wire.now))
                .isEqualTo(SendStatus.ACCEPTED);
        return wire.pull().get(0).only(DataChunk.class);
    }

    private void acknowledge(int tsn) {
        wire.receive(wire.association().localTag, new SackChunk(tsn, 100_000, List.of(), List.of()));
    }

    private long untilRepeatedMs() {
        long begin = wire.now;
        List<Answer> answers = wire.nextTimeout();
        assertThat(answers.get(0).only()).isInstanceOf(DataChunk.class);
        return (wire.now - begin) / Wire.MS;
    }

    @Test
    @DisplayName("9260-3.3.11-2 9260-5.1-5: an empty State Cookie is a cookie, and comes back as it is")
    void emptyCookie() {
        Chunk echo = connect().get(0).only();
        assertThat(echo).isEqualTo(new CookieEchoChunk(new byte[0]));
        assertThat(echo.encodedLength()).isEqualTo(4);
        assertThat(wire.association().state()).isEqualTo(AssociationState.COOKIE_ECHOED);
    }

    @Test
    @DisplayName("9260-6.3.1-9 9260-6.3.1-10: an INIT ACK that came in no time is a measurement: RTO.Min from then on")
    void initAckInNoTime() {
        wire = new Wire(rto(AssociationSettings.defaults(), 1000, 100, 800 + 200));
        established();
        send(10);
        assertThat(untilRepeatedMs()).isEqualTo(100);
    }

    @Test
    @DisplayName("RTO-2 9260-6.3.2-1: bounds changed on a live association hold from its next T3 on")
    void changedAlive() {
        established();
        DataChunk first = send(10);
        acknowledge(first.tsn());
        wire.association().settings(rto(wire.association().settings(), 100, 100, 800), wire.now);
        DataChunk second = send(10);
        assertThat(untilRepeatedMs()).isEqualTo(100);
        assertThat(untilRepeatedMs()).isEqualTo(200);
        acknowledge(second.tsn());
        send(10);
        assertThat(untilRepeatedMs())
                .as("9260-6.3.3-7: nothing was measured, the back-off stays")
                .isEqualTo(400);
    }

    @Test
    @DisplayName("9260-6.3.3-6: a measurement in no time ends the back-off")
    void measurementEndsBackoff() {
        wire = new Wire(rto(AssociationSettings.defaults(), 100, 100, 800));
        established();
        DataChunk first = send(10);
        untilRepeatedMs();
        acknowledge(first.tsn());
        DataChunk second = send(10);
        acknowledge(second.tsn());
        send(10);
        assertThat(untilRepeatedMs()).isEqualTo(100);
    }
}
