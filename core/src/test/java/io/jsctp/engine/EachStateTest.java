package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.InvalidStreamIdentifier;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.ShutdownAckChunk;
import io.jsctp.wire.ShutdownChunk;
import io.jsctp.wire.ShutdownCompleteChunk;
import io.jsctp.wire.StateCookieParameter;
import io.jsctp.wire.UnknownChunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every type of chunk in every state, with the right tag and with wrong ones. */
class EachStateTest {
    private static final int PEER_TAG = 0x1234;

    private static final AssociationState[] STATES =
            Arrays.copyOfRange(AssociationState.values(), 1, AssociationState.values().length);

    /** What a chunk with the right tag does: answers, then the new state if it changes. All else is discarded. */
    private static final String[] TABLE = {
        // COOKIE_WAIT, COOKIE_ECHOED, ESTABLISHED, SHUTDOWN_PENDING, SHUTDOWN_SENT, SHUTDOWN_RECEIVED,
        // SHUTDOWN_ACK_SENT
        "DATA              |     |     | SACK | SACK | SHUTDOWN |     |    ",
        "I-DATA            |     |     | ABORT>CLOSED | ABORT>CLOSED | ABORT>CLOSED |     |    ",
        "INIT              | INIT ACK | INIT ACK | INIT ACK | INIT ACK | INIT ACK | INIT ACK | SHUTDOWN ACK ",
        "INIT ACK          | COOKIE ECHO>COOKIE_ECHOED |  |  |  |  |  |  ",
        "HEARTBEAT         |  | HEARTBEAT ACK | HEARTBEAT ACK | HEARTBEAT ACK | HEARTBEAT ACK | HEARTBEAT ACK | ",
        "ABORT             | >CLOSED | >CLOSED | >CLOSED | >CLOSED | >CLOSED | >CLOSED | >CLOSED",
        "SHUTDOWN          |  |  | SHUTDOWN ACK>SHUTDOWN_ACK_SENT | >SHUTDOWN_RECEIVED "
                + "| SHUTDOWN ACK>SHUTDOWN_ACK_SENT |  | SHUTDOWN ACK",
        "SHUTDOWN ACK      | SHUTDOWN COMPLETE | SHUTDOWN COMPLETE |  |  | SHUTDOWN COMPLETE>CLOSED |  "
                + "| SHUTDOWN COMPLETE>CLOSED",
        "COOKIE ACK        |  | >ESTABLISHED |  |  |  |  | ",
        "SHUTDOWN COMPLETE |  |  |  |  |  |  | >CLOSED",
        "UNKNOWN, REPORTED |  | ERROR | ERROR | ERROR | ERROR | ERROR | ERROR "
    };

    private Wire wire = new Wire();
    private int tag;

    private void enter(AssociationState state) {
        wire = new Wire();
        if (state == AssociationState.COOKIE_WAIT || state == AssociationState.COOKIE_ECHOED) {
            tag = wire.associate(Wire.PEER).get(0).only(InitChunk.class).initiateTag();
            if (state == AssociationState.COOKIE_ECHOED) {
                wire.receive(tag, initAck(PEER_TAG));
            }
        } else {
            enterOnceUp(state);
        }
        assertThat(wire.association().state()).isEqualTo(state);
        wire.events.clear();
    }

    private void enterOnceUp(AssociationState state) {
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        tag = initAck.initiateTag();
        wire.receive(tag, new CookieEchoChunk(SetupTest.cookie(initAck)));
        Association a = wire.association();
        if (state == AssociationState.SHUTDOWN_PENDING || state == AssociationState.SHUTDOWN_RECEIVED) {
            a.send(ByteBuffer.allocate(10), 0, 0, 0, 0, 0, null, wire.now);
            wire.pull();
        }
        if (state == AssociationState.SHUTDOWN_PENDING || state == AssociationState.SHUTDOWN_SENT) {
            a.shutdown(wire.now);
            wire.pull();
        } else if (state != AssociationState.ESTABLISHED) {
            wire.receive(tag, new ShutdownChunk(a.localInitialTsn - 1));
        }
    }

    private static InitAckChunk initAck(int initiateTag) {
        return new InitAckChunk(
                initiateTag, 50_000, 4, 4, 900, List.of(new StateCookieParameter(new byte[] {1, 2, 3, 4})));
    }

    private Chunk sample(int type) {
        int cumulative = wire.association().localInitialTsn - 1;
        return switch (type) {
            case ChunkType.DATA -> new DataChunk(3, 900, 0, 0, 0, new byte[] {1});
            case ChunkType.INIT -> SetupTest.init();
            case ChunkType.INIT_ACK -> initAck(0x9999);
            case ChunkType.SACK -> new SackChunk(cumulative, 50_000, List.of(), List.of());
            case ChunkType.HEARTBEAT -> new HeartbeatChunk(new byte[8]);
            case ChunkType.HEARTBEAT_ACK -> new HeartbeatAckChunk(new byte[8]);
            case ChunkType.ABORT -> new AbortChunk(false, List.of());
            case ChunkType.SHUTDOWN -> new ShutdownChunk(cumulative);
            case ChunkType.SHUTDOWN_ACK -> new ShutdownAckChunk();
            case ChunkType.ERROR -> new ErrorChunk(List.of(new InvalidStreamIdentifier(1)));
            case ChunkType.COOKIE_ECHO -> new CookieEchoChunk(new byte[120]);
            case ChunkType.COOKIE_ACK -> new CookieAckChunk();
            case ChunkType.SHUTDOWN_COMPLETE -> new ShutdownCompleteChunk(false);
            default -> new UnknownChunk(type, 0, new byte[4]);
        };
    }

    private static String expected(int type, AssociationState state) {
        boolean known = ChunkType.isBase(type) || type == ChunkType.I_DATA;
        String name = known ? ChunkType.name(type) : "UNKNOWN, REPORTED";
        if (!known && !ChunkType.reportsUnrecognized(type)) {
            return "";
        }
        for (String row : TABLE) {
            String[] cells = row.split("\\|", -1);
            if (cells[0].trim().equals(name)) {
                return cells[Arrays.asList(STATES).indexOf(state) + 1].trim();
            }
        }
        return "";
    }

    private String seen(List<Answer> answers, AssociationState before) {
        String chunks = answers.stream()
                .flatMap(a -> a.chunks().stream())
                .map(c -> ChunkType.name(c.type()))
                .collect(Collectors.joining("+"));
        AssociationState after = wire.association().state();
        return chunks + (after == before ? "" : ">" + after);
    }

    @ParameterizedTest
    @EnumSource(value = AssociationState.class, mode = EnumSource.Mode.EXCLUDE, names = "CLOSED")
    @DisplayName(
            "9260-4-11 SEC-42 SEC-6 8260-2.2.3-2: each of the 256 types of chunks in each state: what is not expected is discarded")
    void rightTag(AssociationState state) {
        for (int type = 0; type < 256; type++) {
            enter(state);
            List<Answer> answers = wire.receive(type == ChunkType.INIT ? 0 : tag, sample(type));
            assertThat(seen(answers, state))
                    .as("%s in %s", ChunkType.name(type), state)
                    .isEqualTo(expected(type, state));
            if (expected(type, state).isEmpty() && type != ChunkType.ERROR) {
                assertThat(wire.events).isEmpty();
            }
        }
    }

    /** What a primitive of the user does: its result, packets, and the new state if it changes. */
    private static final String[] PRIMITIVES = {
        "SEND      | ACCEPTED | ACCEPTED | ACCEPTED:DATA | SHUTTING_DOWN | SHUTTING_DOWN | SHUTTING_DOWN | SHUTTING_DOWN",
        "SHUTDOWN  | :>CLOSED | :ABORT>CLOSED | :SHUTDOWN>SHUTDOWN_SENT |  |  |  | ",
        "ABORT     | :>CLOSED | :ABORT>CLOSED | :ABORT>CLOSED | :ABORT>CLOSED | :ABORT>CLOSED | :ABORT>CLOSED | :ABORT>CLOSED",
        "HEARTBEAT | false | false | true:HEARTBEAT | true:HEARTBEAT | false | true:HEARTBEAT | false",
    };

    private String primitive(String name) {
        Association a = wire.association();
        return switch (name) {
            case "SEND" ->
                a.send(ByteBuffer.allocate(10), 0, 0, 0, 0, 0, null, wire.now).toString();
            case "SHUTDOWN" -> {
                a.shutdown(wire.now);
                yield "";
            }
            case "ABORT" -> {
                a.abort(new byte[0], wire.now);
                yield "";
            }
            default -> String.valueOf(a.pathControl().requestHeartbeat(Wire.PEER, wire.now));
        };
    }

    @ParameterizedTest
    @EnumSource(value = AssociationState.class, mode = EnumSource.Mode.EXCLUDE, names = "CLOSED")
    @DisplayName("9260-4-11: each primitive of the user in each state")
    void primitives(AssociationState state) {
        for (String row : PRIMITIVES) {
            String[] cells = row.split("\\|", -1);
            enter(state);
            String result = primitive(cells[0].trim());
            String effect = seen(wire.pull(), state);
            assertThat(result + (effect.isEmpty() ? "" : ":" + effect))
                    .as("%s in %s", cells[0].trim(), state)
                    .isEqualTo(cells[Arrays.asList(STATES).indexOf(state) + 1].trim());
        }
    }

    @Test
    @DisplayName("SEC-42: the table above is about chunks that exist, and has something to say about each state")
    void tableIsSound() {
        TreeSet<String> names = new TreeSet<>(List.of("UNKNOWN, REPORTED"));
        for (int type = 0; type < 256; type++) {
            names.add(ChunkType.name(type));
        }
        for (String row : TABLE) {
            String[] cells = row.split("\\|", -1);
            assertThat(names).contains(cells[0].trim());
            assertThat(cells).hasSize(STATES.length + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(value = AssociationState.class, mode = EnumSource.Mode.EXCLUDE, names = "CLOSED")
    @DisplayName("SEC-40 SEC-41 SEC-50: a chunk of any type, sound or broken, with a wrong tag does nothing at all")
    void wrongTags(AssociationState state) {
        Random random = new Random(1000 + state.ordinal());
        for (int type = 0; type < 256; type++) {
            enter(state);
            List<Integer> tags = new ArrayList<>(List.of(tag ^ 1, tag ^ 0x80000000, ~tag, 0, random.nextInt()));
            tags.add(wire.association().peerTag);
            for (int wrong : tags) {
                for (int variant = 0; variant < 4; variant++) {
                    if (isMeantForStrangers(type, wrong)) {
                        continue;
                    }
                    assertNothing(type, state, wrong, variant);
                }
            }
        }
    }

    /** INIT has tag 0, and SHUTDOWN ACK of an association gone before is answered during our set-up (§8.5.1). */
    private boolean isMeantForStrangers(int type, int wrong) {
        return (type == ChunkType.INIT && wrong == 0)
                || (type == ChunkType.SHUTDOWN_ACK
                        && !wire.association().state().isUp());
    }

    private void assertNothing(int type, AssociationState state, int wrong, int variant) {
        Association a = wire.association();
        long deadline = a.nextTimeoutNs();
        String before = all(a);
        ByteBuffer packet = Wire.packet(wrong, sample(type));
        int length = packet.limit();
        switch (variant) {
            case 1 -> length = 16; // cut after the chunk header
            case 2 -> packet.putShort(14, (short) 3); // a chunk length that cannot be
            case 3 -> packet.putShort(14, (short) 0xffff);
            default -> {
                // sound
            }
        }
        List<Answer> answers = wire.receive(Wire.PEER, packet, length);
        String what = ChunkType.name(type) + " in " + state + " with tag " + wrong + ", variant " + variant;
        assertThat(answers).as(what).isEmpty();
        assertThat(wire.events).as(what).isEmpty();
        assertThat(a.nextTimeoutNs()).as(what).isEqualTo(deadline);
        assertThat(all(a)).as(what).isEqualTo(before);
    }

    /** All that can be asked of it, counters included. */
    private static String all(Association a) {
        AssociationCounters c = a.counters();
        List<Long> counts = List.of(
                c.packetsReceived(),
                c.packetsSent(),
                c.packetsDropped(),
                c.chunksMalformed(),
                c.heartbeatsSent(),
                c.controlChunksDropped());
        return a + " " + a.status() + a.paths() + counts;
    }
}
