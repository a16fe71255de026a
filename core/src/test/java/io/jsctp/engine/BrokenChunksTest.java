package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.UnknownChunk;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Chunks that are no whole ones, in an association that is up. */
class BrokenChunksTest {
    private final Wire wire = new Wire();

    private int established() {
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        wire.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        return initAck.initiateTag();
    }

    @Test
    @DisplayName("9260-3.2-16: DATA shorter than its fixed fields gets no SACK, nor does what stands behind it count")
    void shortData() {
        int tag = established();
        assertThat(wire.receive(tag, new UnknownChunk(0, 3, new byte[11]), new HeartbeatChunk(new byte[4])))
                .isEmpty();
        assertThat(wire.association().nextTimeoutNs() - wire.now)
                .as("no SACK is due later, either")
                .isGreaterThan(1_000 * Wire.MS);
    }

    @Test
    @DisplayName("9260-3.2-16: DATA in front of a short one is acknowledged")
    void dataBeforeShortData() {
        int tag = established();
        DataChunk data = new DataChunk(3, 900, 0, 0, 0, new byte[] {1});
        assertThat(wire.receive(tag, data, new UnknownChunk(0, 3, new byte[11])))
                .singleElement()
                .satisfies(a ->
                        assertThat(a.only(SackChunk.class).cumulativeTsnAck()).isEqualTo(900));
    }
}
