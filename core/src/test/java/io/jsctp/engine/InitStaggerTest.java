package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.StateCookieParameter;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** INITs to several addresses of a peer, a little apart. */
class InitStaggerTest {
    private static final long MS = Wire.MS;
    private static final InetAddress THIRD = TwoEndpoints.address("10.2.0.9");

    private final Wire wire = new Wire(AssociationSettings.defaults().toBuilder()
            .initStaggerNs(50 * MS)
            .rtoInitialNs(1000 * MS)
            .maxInitRetransmits(2)
            .build());
    private final long start = wire.now;
    private int tag;

    private static InitAckChunk initAck() {
        return new InitAckChunk(77, 100_000, 5, 7, 900, List.of(new StateCookieParameter(new byte[8])));
    }

    /** What leaves, as {@code ms:last byte of the address}; all have the same tag. */
    private List<String> text(List<Answer> answers) {
        List<String> all = new ArrayList<>();
        for (Answer a : answers) {
            tag = a.only(InitChunk.class).initiateTag();
            all.add((wire.now - start) / MS + ":" + a.to().getAddress()[1]);
        }
        return all;
    }

    @Test
    @DisplayName("each address gets an INIT of the same association, one after the other, and again after T1")
    void order() {
        List<String> left = new ArrayList<>(text(wire.associate(Wire.PEER, Wire.OTHER_PEER, THIRD)));
        int first = tag;
        while (!wire.association().isClosed()) {
            left.addAll(text(wire.nextTimeout()));
            assertThat(tag).isEqualTo(first);
        }
        assertThat(left)
                .containsExactly("0:0", "50:1", "100:2", "1000:1", "1050:2", "1100:0", "2000:2", "2050:0", "2100:1");
    }

    @Test
    @DisplayName("the address that answers is taken, the others get no more; a second INIT ACK has no effect")
    void firstAnswer() {
        wire.associate(Wire.PEER, Wire.OTHER_PEER, THIRD);
        text(wire.nextTimeout());
        List<Answer> echo = wire.receiveFrom(Wire.OTHER_PEER, tag, initAck());
        assertThat(echo).singleElement().satisfies(a -> {
            assertThat(a.to()).isEqualTo(Wire.OTHER_PEER);
            assertThat(a.only()).isInstanceOf(CookieEchoChunk.class);
        });
        assertThat(wire.receiveFrom(Wire.PEER, tag, initAck())).isEmpty();
        assertThat(wire.association().state()).isEqualTo(AssociationState.COOKIE_ECHOED);
        assertThat(wire.association().nextTimeoutNs())
                .as("T1 for the COOKIE ECHO")
                .isEqualTo(wire.now + 1000 * MS);
        assertThat(wire.association().paths.primary().rto.srttNs())
                .as("whose answer it was is not known")
                .isZero();
    }

    @Test
    @DisplayName("without it, or with one address, nothing leaves before T1 expires")
    void off() {
        wire.associate(Wire.PEER);
        assertThat(wire.association().nextTimeoutNs()).isEqualTo(start + 1000 * MS);
        Wire plain = new Wire();
        plain.associate(Wire.PEER, Wire.OTHER_PEER);
        assertThat(plain.association().nextTimeoutNs())
                .isEqualTo(plain.now + AssociationSettings.defaults().rtoInitialNs());
    }

    @Test
    @DisplayName("families take turns, and no more than eight addresses are asked")
    void families() {
        List<InetAddress> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(TwoEndpoints.address("10." + i + ".0.9"));
        }
        for (int i = 0; i < 3; i++) {
            all.add(TwoEndpoints.address("2001:db8:" + i + "::9"));
        }
        Wire both = new Wire(AssociationSettings.defaults().toBuilder()
                .initStaggerNs(50 * MS)
                .build());
        List<InetAddress> asked = new ArrayList<>();
        both.associate(all.toArray(InetAddress[]::new)).forEach(a -> asked.add(a.to()));
        for (int i = 0; i < 7; i++) {
            both.nextTimeout().forEach(a -> asked.add(a.to()));
        }
        assertThat(both.now).isEqualTo(start + 350 * MS);
        assertThat(both.association().nextTimeoutNs()).as("then T1").isEqualTo(start + 1000 * MS);
        assertThat(asked)
                .containsExactly(
                        all.get(0), all.get(7), all.get(1), all.get(8), all.get(2), all.get(9), all.get(3), all.get(4));
    }
}
