package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.ShutdownAckChunk;
import io.jsctp.wire.ShutdownChunk;
import io.jsctp.wire.ShutdownCompleteChunk;
import io.jsctp.wire.StateCookieParameter;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** CLOSED means that nothing is left, whatever the way there (RFC 9260 §4, §14.2). */
class ClosedTest {
    private static final int PEER_TAG = 0x1234;

    private final LocalBudget budget = new LocalBudget(10, 10);
    private final Wire wire = new Wire(AssociationSettings.defaults(), EndpointLimits.DEFAULT, budget);
    private int ourTag;

    private enum Way {
        INIT_UNANSWERED,
        COOKIE_ECHO_UNANSWERED,
        INIT_ACK_REFUSED,
        REFUSED_BY_THE_PEER,
        ABORT_BY_THE_USER,
        ABORT_BY_THE_PEER,
        PROTOCOL_VIOLATION,
        DATA_UNANSWERED,
        SHUTDOWN_BY_THE_USER,
        SHUTDOWN_BY_THE_PEER,
        SHUTDOWN_UNANSWERED,
        SHUTDOWN_ACK_UNANSWERED
    }

    private void connect() {
        ourTag = wire.associate(Wire.PEER).get(0).only(InitChunk.class).initiateTag();
    }

    private static Chunk initAck(int streams) {
        return new InitAckChunk(
                PEER_TAG, 50_000, streams, 4, 900, List.of(new StateCookieParameter(new byte[] {1, 2, 3, 4})));
    }

    private void establish() {
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        ourTag = initAck.initiateTag();
        wire.receive(ourTag, new CookieEchoChunk(SetupTest.cookie(initAck)));
    }

    private void send() {
        wire.association().send(ByteBuffer.allocate(500), 0, 0, 0, 0, 0, null, wire.now);
        wire.pull();
    }

    private void receiveAnUnfinishedMessage() {
        wire.receive(ourTag, new DataChunk(2, 900, 0, 0, 0, new byte[500]));
    }

    private void untilClosed() {
        while (!wire.association().isClosed()) {
            wire.nextTimeout();
        }
    }

    private void go(Way way) {
        switch (way) {
            case INIT_UNANSWERED -> {
                connect();
                send();
                untilClosed();
            }
            case COOKIE_ECHO_UNANSWERED -> {
                connect();
                wire.receive(ourTag, initAck(4));
                send();
                untilClosed();
            }
            case INIT_ACK_REFUSED -> {
                connect();
                wire.receive(ourTag, initAck(0));
            }
            case REFUSED_BY_THE_PEER -> {
                connect();
                wire.receive(ourTag, new AbortChunk(false, List.of()));
            }
            default -> {
                establish();
                receiveAnUnfinishedMessage();
                end(way);
            }
        }
    }

    private void end(Way way) {
        Association a = wire.association();
        switch (way) {
            case ABORT_BY_THE_USER -> {
                send();
                a.abort(new byte[3], wire.now);
                wire.pull();
            }
            case ABORT_BY_THE_PEER -> {
                send();
                wire.receive(ourTag, new AbortChunk(false, List.of()));
            }
            case PROTOCOL_VIOLATION -> {
                send();
                wire.receive(ourTag, new SackChunk(a.localInitialTsn + 99, 50_000, List.of(), List.of()));
            }
            case DATA_UNANSWERED -> {
                send();
                untilClosed();
            }
            case SHUTDOWN_BY_THE_USER -> {
                a.shutdown(wire.now);
                wire.pull();
                wire.receive(ourTag, new ShutdownAckChunk());
            }
            case SHUTDOWN_BY_THE_PEER -> {
                wire.receive(ourTag, new ShutdownChunk(a.localInitialTsn - 1));
                wire.receive(ourTag, new ShutdownCompleteChunk(false));
            }
            case SHUTDOWN_UNANSWERED -> {
                a.shutdown(wire.now);
                wire.pull();
                untilClosed();
            }
            case SHUTDOWN_ACK_UNANSWERED -> {
                wire.receive(ourTag, new ShutdownChunk(a.localInitialTsn - 1));
                untilClosed();
            }
            default -> assumeTrue(false, "not an end of an association that was up");
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @DisplayName("9260-4-10 9260-14.2-1: no timer, no place in a table, no buffer is left of an association")
    void nothingIsLeft(Way way) {
        go(way);
        Association a = wire.association();
        assertThat(a.isClosed()).isTrue();
        assertThat(a.nextTimeoutNs()).as("timers").isEqualTo(Path.NONE);
        assertThat(a.payloadBuffersInUse()).as("buffers").isZero();
        assertThat(wire.endpoint.associationCount()).isZero();
        assertThat(wire.endpoint.find(Wire.PEER, Wire.PEER_PORT)).isNull();
        assertThat(budget.associations()).as("its place among all").isZero();
        a.timeout(wire.now + 1_000_000_000_000L);
        assertThat(wire.pull()).as("a timer that fires all the same").isEmpty();
        assertThat(wire.receive(ourTag, new HeartbeatChunk(new byte[4]))
                        .get(0)
                        .only(AbortChunk.class)
                        .reflectedTag())
                .as("out of the blue")
                .isTrue();
    }
}
