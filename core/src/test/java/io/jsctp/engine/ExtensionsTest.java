package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.StateCookieParameter;
import io.jsctp.wire.SupportedExtensionsParameter;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How the two sides find out which extensions are in use (RFC 5061 §4.2.7). */
class ExtensionsTest {
    private static final Extensions RESETS = Extensions.NONE.with(Extension.RECONFIGURATION, true);
    private static final Extensions RESETS_AND_MORE = RESETS.with(Extension.DYNAMIC_ADDRESSES, true);
    private static final SupportedExtensionsParameter LISTS_RESETS =
            new SupportedExtensionsParameter(List.of(ChunkType.RE_CONFIG, 0xEE));

    private static Wire wire(Extensions ours) {
        return new Wire(
                AssociationSettings.defaults().toBuilder().extensions(ours).build());
    }

    private static List<Integer> listed(List<Parameter> parameters) {
        return parameters.stream()
                .filter(SupportedExtensionsParameter.class::isInstance)
                .flatMap(p -> ((SupportedExtensionsParameter) p).chunkTypes().stream())
                .toList();
    }

    private static InitAckChunk initAck(Wire wire, Parameter... parameters) {
        return wire.receive(0, SetupTest.init(parameters)).get(0).only(InitAckChunk.class);
    }

    private static Association accept(Wire wire, Parameter... parameters) {
        InitAckChunk initAck = initAck(wire, parameters);
        wire.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        return wire.association();
    }

    @Test
    @DisplayName("X-2: each extension is declared by the types of its chunks, nothing by no parameter at all")
    void declaration() {
        Extensions all = Extensions.NONE;
        for (Extension e : Extension.values()) {
            all = all.with(e, true);
        }
        assertThat(all.chunkTypes()).containsExactlyInAnyOrder(0xC0, 0x0F, 0xC1, 0x80, 0x82, 0x40, 0xC2);
        assertThat(RESETS_AND_MORE.chunkTypes()).containsExactly(0xC1, 0x80, 0x82);
        assertThat(all.with(Extension.PARTIAL_RELIABILITY, false).chunkTypes()).doesNotContain(0xC0, 0xC2);
        assertThat(initAck(wire(Extensions.NONE)).parameters())
                .noneMatch(SupportedExtensionsParameter.class::isInstance);
        assertThat(all.and(List.of(0xC1))).as("half of it").isEqualTo(Extensions.NONE);
        assertThat(all.and(List.of(0x80, 7, 0xC1)).list()).containsExactly(Extension.DYNAMIC_ADDRESSES);
    }

    @Test
    @DisplayName("X-5: an INIT ACK lists what is on here, whatever the INIT lists; the INIT does, too")
    void initAckLists() {
        assertThat(listed(initAck(wire(RESETS_AND_MORE)).parameters())).containsExactly(0xC1, 0x80, 0x82);
        assertThat(listed(initAck(wire(RESETS_AND_MORE), LISTS_RESETS).parameters()))
                .containsExactly(0xC1, 0x80, 0x82);
        Wire wire = wire(RESETS);
        assertThat(listed(wire.associate(Wire.PEER).get(0).only(InitChunk.class).parameters()))
                .containsExactly(0x82);
    }

    @Test
    @DisplayName("X-3: an extension is in use if both sides declared it, and only then; the user learns which")
    void inUse() {
        Wire wire = wire(RESETS_AND_MORE);
        assertThat(accept(wire, LISTS_RESETS).extensions()).isEqualTo(RESETS);
        assertThat(wire.events).containsExactly(new AssociationEvent.CommunicationUp(5, 7, RESETS));
        assertThat(accept(wire(RESETS_AND_MORE)).extensions()).isEqualTo(Extensions.NONE);
        assertThat(accept(wire(Extensions.NONE), LISTS_RESETS).extensions()).isEqualTo(Extensions.NONE);
    }

    @Test
    @DisplayName("X-3: the side that sent the INIT learns it from the INIT ACK")
    void initiator() {
        Wire wire = wire(RESETS_AND_MORE);
        InitChunk init = wire.associate(Wire.PEER).get(0).only(InitChunk.class);
        InitAckChunk answer =
                new InitAckChunk(77, 100_000, 5, 7, 900, List.of(new StateCookieParameter(new byte[8]), LISTS_RESETS));
        wire.receive(init.initiateTag(), answer);
        assertThat(wire.association().extensions()).isEqualTo(RESETS);
    }

    @Test
    @DisplayName("X-3: what is turned on or off later is of no matter to the associations there are")
    void fixed() {
        Wire wire = wire(RESETS);
        Association a = accept(wire, LISTS_RESETS);
        wire.endpoint.settings(AssociationSettings.defaults());
        a.settings(AssociationSettings.defaults(), wire.now);
        assertThat(a.extensions()).isEqualTo(RESETS);
    }

    @Test
    @DisplayName("X-6: what was settled goes through the cookie, and holds as it was when the INIT was answered")
    void cookie() {
        Wire wire = wire(RESETS);
        InitAckChunk initAck = initAck(wire, LISTS_RESETS);
        wire.endpoint.settings(AssociationSettings.defaults());
        wire.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        assertThat(wire.association().extensions()).isEqualTo(RESETS);
        SetupFacts facts = new SetupFacts(RESETS, null, -9);
        ByteBuffer encoded = ByteBuffer.allocate(facts.encodedLength());
        facts.encode(encoded);
        assertThat(encoded.hasRemaining()).isFalse();
        assertThat(SetupFacts.decode(encoded.flip())).isEqualTo(facts);
        for (int length = 0; length < encoded.limit(); length++) {
            assertThat(SetupFacts.decode(encoded.slice(0, length))).isNull();
        }
    }

    @Test
    @DisplayName("X-3 IX-3: a peer that restarts declares anew")
    void restart() {
        Wire wire = wire(RESETS);
        accept(wire, LISTS_RESETS);
        wire.events.clear();
        InitChunk other = new InitChunk(0x9999, 100_000, 5, 7, 900, List.of());
        InitAckChunk again = wire.receive(0, other).get(0).only(InitAckChunk.class);
        wire.receive(again.initiateTag(), new CookieEchoChunk(SetupTest.cookie(again)));
        assertThat(wire.events).containsExactly(new AssociationEvent.Restarted(5, 7, Extensions.NONE));
        assertThat(wire.association().extensions()).isEqualTo(Extensions.NONE);
    }
}
