package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.ShutdownChunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nothing of the old association goes on in the one that a restart of the peer makes of it (RFC 9260 §5.2.4 A). */
class RestartRulesTest {
    private static final int NEW_TAG = 0x9999;
    private static final int NEW_RWND = 3000;

    private final Wire wire = new Wire();
    private int ourTag;
    private InitAckChunk again;

    @BeforeEach
    void establish() {
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        ourTag = initAck.initiateTag();
        wire.receive(ourTag, new CookieEchoChunk(SetupTest.cookie(initAck)));
        wire.events.clear();
    }

    private void send(int bytes) {
        assertThat(wire.association().send(ByteBuffer.allocate(bytes), 0, 0, 0, 0, 0, null, wire.now))
                .isEqualTo(SendStatus.ACCEPTED);
    }

    /** The peer comes back: its INIT is answered, its cookie not yet given back. */
    private void comeBack() {
        again = wire.receive(0, new InitChunk(NEW_TAG, NEW_RWND, 3, 4, 77, List.of()))
                .get(0)
                .only(InitAckChunk.class);
    }

    private List<Answer> restart() {
        List<Answer> answers = wire.receive(again.initiateTag(), new CookieEchoChunk(SetupTest.cookie(again)));
        assertThat(wire.association().state()).isEqualTo(AssociationState.ESTABLISHED);
        return answers;
    }

    private static List<Chunk> chunks(List<Answer> answers) {
        List<Chunk> chunks = new ArrayList<>();
        answers.forEach(a -> chunks.addAll(a.chunks()));
        return chunks;
    }

    /** What leaves by itself in the next two minutes. */
    private List<Chunk> later() {
        List<Chunk> chunks = new ArrayList<>();
        long end = wire.now + 120_000 * Wire.MS;
        while (!wire.association().isClosed() && wire.association().nextTimeoutNs() < end) {
            chunks.addAll(chunks(wire.nextTimeout()));
        }
        return chunks;
    }

    @Test
    @DisplayName(
            "9260-5.2.4-7 9260-5.2.4-9: data that was on its way is given up, and new data begins with the new TSN")
    void data() {
        send(100);
        wire.pull();
        comeBack();
        assertThat(chunks(restart())).hasOnlyElementsOfType(CookieAckChunk.class);
        assertThat(wire.events).hasAtLeastOneElementOfType(AssociationEvent.SendFailed.class);
        assertThat(later()).doesNotHaveAnyElementsOfTypes(DataChunk.class);
        send(100);
        DataChunk first = (DataChunk) chunks(wire.pull()).get(0);
        assertThat(first.tsn()).isEqualTo(again.initialTsn());
        assertThat(first.streamSequenceNumber()).isZero();
    }

    @Test
    @DisplayName("9260-5.2.4-7 9260-6.2.1-1: the window is the one of the new INIT")
    void window() {
        comeBack();
        restart();
        for (int i = 0; i < 10; i++) {
            send(1000);
        }
        assertThat(chunks(wire.pull())).hasSize(NEW_RWND / 1000).hasOnlyElementsOfType(DataChunk.class);
    }

    @Test
    @DisplayName("9260-5.2.4-7: a shutdown that was under way is over, and so are its timers")
    void shutdown() {
        wire.association().shutdown(wire.now);
        assertThat(chunks(wire.pull())).hasOnlyElementsOfType(ShutdownChunk.class);
        comeBack();
        restart();
        assertThat(later()).doesNotHaveAnyElementsOfTypes(ShutdownChunk.class, AbortChunk.class);
        assertThat(wire.association().state()).isEqualTo(AssociationState.ESTABLISHED);
    }

    @Test
    @DisplayName("9260-5.2.4-7: answers that still waited for the old peer are not given to the new one")
    void answers() {
        comeBack();
        wire.feed(ourTag, new HeartbeatChunk(new byte[] {1}));
        assertThat(chunks(restart())).hasOnlyElementsOfType(CookieAckChunk.class);
    }
}
