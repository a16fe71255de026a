package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.AuthChunk;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.PacketReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two endpoints that authenticate everything, over a wire that loses packets (RFC 4895). */
class AuthTransferTest {
    private static final long SECOND = 1_000_000_000L;

    private static AssociationSettings everything(int keys) {
        AuthSettings auth = AuthSettings.DEFAULT;
        SharedKeys shared = auth.keys();
        for (int i = 1; i <= keys; i++) {
            shared = shared.with(i, new byte[] {(byte) i, 42});
        }
        for (int type : IntStream.range(0, 256).toArray()) {
            auth = AuthSettings.mayBeRequired(type) ? auth.require(type) : auth;
        }
        AuthSettings all = auth.keys(shared);
        return AuthSetupTest.settings(x -> all);
    }

    private static void activate(Association a, int key, long now) {
        AuthSettings auth = a.settings().auth();
        a.settings(
                a.settings().toBuilder()
                        .auth(auth.keys(auth.keys().activate(key)))
                        .build(),
                now);
    }

    @Test
    @DisplayName(
            "4895-6.2-5 4895-6.2-6 IX-6: with all types required, loss, and keys that change, every message arrives once, in order")
    void changingKeys() {
        for (int seed = 0; seed < 8; seed++) {
            TwoEndpoints net = new TwoEndpoints(seed, everything(3));
            Random random = new Random(seed);
            net.filter = (fromA, text) -> random.nextInt(10) != 0;
            net.a.associate(net.b);
            net.run(60 * SECOND);
            assertThat(net.a.association().isEstablished()).isTrue();
            List<byte[]> sent = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                activate(net.a.association(), random.nextInt(4), net.now);
                byte[] message = TwoEndpoints.message(1 + random.nextInt(4000), i);
                sent.add(message);
                net.a.send(message, 0, 0);
                if (random.nextBoolean()) {
                    net.run(SECOND / 50);
                }
            }
            net.run(300 * SECOND);
            assertThat(net.b.messages).hasSize(sent.size());
            for (int i = 0; i < sent.size(); i++) {
                assertThat(net.b.messages.get(i)).isEqualTo(sent.get(i));
            }
            net.a.association().shutdown(net.now);
            net.a.flush();
            net.run(120 * SECOND);
            assertThat(net.b.association().isClosed()).isTrue();
            assertThat(net.a.association().counters().chunksUnauthentic()).isZero();
            assertThat(net.b.association().counters().chunksUnauthentic()).isZero();
            assertThat(net.trace).noneMatch(line -> line.contains("\n  ERROR "));
        }
    }

    @Test
    @DisplayName("4895-6.1-2: both sides set up at once, INITs crossing: their keys are equal, data goes both ways")
    void collision() {
        for (int seed = 0; seed < 20; seed++) {
            TwoEndpoints net = new TwoEndpoints(seed, everything(1));
            Random random = new Random(seed);
            net.filter = (fromA, text) -> random.nextInt(5) != 0;
            net.a.associate(net.b);
            net.run(random.nextInt(12_000_000));
            if (net.b.association == null) {
                net.b.associate(net.a);
            }
            net.run(60 * SECOND);
            assertThat(net.a.association().isEstablished()).as("seed %d", seed).isTrue();
            assertThat(net.b.association().isEstablished()).as("seed %d", seed).isTrue();
            net.a.send(TwoEndpoints.message(3000, 1), 0, 0);
            net.b.send(TwoEndpoints.message(3000, 2), 0, 0);
            net.run(60 * SECOND);
            assertThat(net.a.messages).as("seed %d", seed).hasSize(1);
            assertThat(net.b.messages).as("seed %d", seed).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "4895-6.1-2 IX-3: after a restart, for which COOKIE ECHO needs no AUTH, new keys are in use on both sides")
    void restart() {
        AssociationSettings settings = AuthSetupTest.settings(
                auth -> auth.require(ChunkType.DATA).require(ChunkType.SACK).require(ChunkType.HEARTBEAT));
        TwoEndpoints net = new TwoEndpoints(3, settings);
        net.a.associate(net.b);
        net.run(SECOND);
        net.a.send(TwoEndpoints.message(100, 1), 0, 0);
        net.run(SECOND);
        net.crashA(77);
        net.a.associate(net.b);
        net.run(5 * SECOND);
        net.a.send(TwoEndpoints.message(3000, 2), 0, 0);
        net.b.send(TwoEndpoints.message(3000, 3), 0, 0);
        net.run(5 * SECOND);
        assertThat(net.b.messages).hasSize(2);
        assertThat(net.a.messages).hasSize(1);
        assertThat(net.b.notifications).anyMatch(AssociationEvent.Restarted.class::isInstance);
        assertThat(net.b.association().counters().chunksUnauthentic()).isZero();
    }

    @Test
    @DisplayName("SEC-78: a flood of AUTH chunks with keys that there are not, or the wrong tag, has no code computed")
    void flood() {
        AuthKeys keys = new AuthKeys(
                new AuthFacts(AuthFacts.vector(AuthFacts.parameters(everything(0), new byte[32])), new byte[40]));
        ByteBuffer packet = Wire.packet(1, new AuthChunk(9, 3, new byte[32]));
        PacketReader reader = new PacketReader();
        for (int i = 0; i < 10_000; i++) {
            reader.reset(packet, 0, packet.limit());
            reader.next();
            assertThat(keys.verify(reader, packet.limit(), SharedKeys.NULL_KEY)).isEqualTo(AuthKeys.Verdict.FALSE);
        }
        assertThat(keys.computed()).isZero();
    }
}
