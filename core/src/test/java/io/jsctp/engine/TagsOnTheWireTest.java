package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.InitView;
import io.jsctp.wire.PacketReader;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tags of all packets in whole lives of associations, under loss (RFC 9260 §8.5). */
class TagsOnTheWireTest {
    /** By source port: the Initiate Tag of the last INIT or INIT ACK from it. */
    private final Map<Integer, Integer> initiateTags = new HashMap<>();

    private int inits;
    private int cookieEchoes;
    private int others;

    private void check(ByteBuffer packet) {
        PacketReader reader = new PacketReader();
        reader.reset(packet, 0, packet.limit());
        int tag = CommonHeader.verificationTag(packet, 0);
        int from = CommonHeader.sourcePort(packet, 0);
        int to = CommonHeader.destinationPort(packet, 0);
        assertThat(reader.next()).isEqualTo(PacketReader.CHUNK);
        int type = reader.type();
        boolean reflected = (type == ChunkType.ABORT || type == ChunkType.SHUTDOWN_COMPLETE) && reader.flags() == 1;
        boolean alone = reader.chunkOffset() + ((reader.chunkLength() + 3) & ~3) == packet.limit();
        if (type == ChunkType.INIT || type == ChunkType.INIT_ACK) {
            assertThat(alone).as("alone").isTrue();
            initiateTags.put(from, InitView.initiateTag(reader));
        }
        if (type == ChunkType.INIT) {
            inits++;
            assertThat(tag).isZero();
        } else if (reflected) {
            assertThat(tag).isEqualTo(initiateTags.get(from));
        } else {
            assertThat(tag).as("type %d", type).isEqualTo(initiateTags.get(to));
            cookieEchoes += type == ChunkType.COOKIE_ECHO ? 1 : 0;
            others++;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    @DisplayName(
            "9260-8.5-1 9260-3.1-2 9260-8.5.1-1 9260-8.5.1-7 9260-12.3-1: INIT is alone with tag 0, all else has the peer's")
    void wholeLife(long seed) {
        TwoEndpoints net = new TwoEndpoints(seed, AssociationSettings.defaults());
        Random random = new Random(seed);
        net.onPacket = this::check;
        net.filter = (fromA, text) -> random.nextInt(100) >= 30;
        net.a.associate(net.b);
        net.run(60_000_000_000L);
        assertThat(net.b.association().state()).isEqualTo(AssociationState.ESTABLISHED);
        for (int i = 0; i < 20; i++) {
            net.a.send(TwoEndpoints.message(1000, i), 0, 0);
            net.b.send(TwoEndpoints.message(1000, i), 0, 0);
        }
        net.run(200_000_000_000L);
        net.b.association().shutdown(net.now);
        net.b.flush();
        net.run(400_000_000_000L);
        assertThat(net.a.association().isClosed() && net.b.association().isClosed())
                .isTrue();
        assertThat(inits).isPositive();
        assertThat(cookieEchoes).isPositive();
        assertThat(others).isGreaterThan(40);
    }
}
