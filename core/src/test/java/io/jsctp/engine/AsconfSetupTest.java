package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.ChunkListParameter;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.StateCookieParameter;
import io.jsctp.wire.SupportedExtensionsParameter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How dynamic addresses are settled in the set-up: never without authentication (RFC 5061 §4.2.7, §6). */
class AsconfSetupTest {
    private static final Parameter ASCONF =
            new SupportedExtensionsParameter(List.of(ChunkType.ASCONF, ChunkType.ASCONF_ACK));

    private final Wire wire = new Wire(AsconfPeer.settings());

    @Test
    @DisplayName(
            "5061-4.2.7-1 5061-4.2.7-2: INIT and INIT ACK list ASCONF, ASCONF ACK and AUTH once, and CHUNKS the first two")
    void declared() {
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        InitChunk init = wire.associate(Wire.OTHER_PEER).get(0).only(InitChunk.class);
        for (List<Parameter> parameters : List.of(init.parameters(), initAck.parameters())) {
            assertThat(parameters)
                    .contains(new ChunkListParameter(List.of(ChunkType.ASCONF, ChunkType.ASCONF_ACK)))
                    .filteredOn(SupportedExtensionsParameter.class::isInstance)
                    .hasSize(1);
            assertThat(parameters)
                    .anyMatch(p -> p instanceof SupportedExtensionsParameter s
                            && s.chunkTypes()
                                    .containsAll(List.of(ChunkType.AUTH, ChunkType.ASCONF, ChunkType.ASCONF_ACK)));
        }
    }

    @Test
    @DisplayName("5061-6-1 SEC-47: an INIT that announces ASCONF and does not authenticate is answered by ABORT")
    void initWithoutAuth() {
        assertThat(wire.receive(0, SetupTest.init(ASCONF)).get(0).only()).isInstanceOf(AbortChunk.class);
    }

    @Test
    @DisplayName("5061-6-2: an INIT ACK that does so ends the set-up")
    void initAckWithoutAuth() {
        InitChunk init = wire.associate(Wire.PEER).get(0).only(InitChunk.class);
        List<Parameter> parameters = List.of(ASCONF, new StateCookieParameter(new byte[] {1, 2, 3, 4}));
        List<Wire.Answer> answers =
                wire.receive(init.initiateTag(), new InitAckChunk(77, 100_000, 5, 5, 900, parameters));
        assertThat(answers).noneMatch(a -> a.chunks().stream().anyMatch(CookieEchoChunk.class::isInstance));
        assertThat(wire.association().isClosed()).isTrue();
        assertThat(wire.events).anyMatch(AssociationEvent.CommunicationLost.class::isInstance);
    }

    @Test
    @DisplayName("IX-2: with a peer that only authenticates, or a side that only does, there are no dynamic addresses")
    void oneSided() {
        AuthPeer peer = new AuthPeer(wire, List.of(), List.of(AuthPeer.SHA_256));
        Association a = peer.setUp(false);
        assertThat(a.extensions()).isEqualTo(Extensions.NONE.with(Extension.AUTHENTICATION, true));
        assertThat(a.addressControl().mayChange()).isEqualTo(AddressStatus.NOT_SUPPORTED);
        Wire plain = new Wire(AuthSetupTest.settings(auth -> auth));
        AuthPeer other = new AuthPeer(plain, List.of(), List.of(AuthPeer.SHA_256));
        InitAckChunk initAck = other.init(ASCONF);
        plain.receive(other.tag, new CookieEchoChunk(SetupTest.cookie(initAck)));
        assertThat(plain.association().extensions().has(Extension.DYNAMIC_ADDRESSES))
                .isFalse();
    }

    @Test
    @DisplayName(
            "5061-5.1.1-C4: a change asked for during the set-up waits for its end, or for nothing if the peer can't")
    void duringSetup() {
        TwoEndpoints net = new TwoEndpoints(3, AsconfPeer.settings());
        net.a.associate(net.b);
        assertThat(net.a.association().addressControl().change(List.of(AsconfPeer.LOCAL_2), List.of(), false, net.now))
                .isEqualTo(AddressStatus.ACCEPTED);
        net.run(1_000_000_000L);
        assertThat(net.b.association().peerAddresses()).contains(AsconfPeer.LOCAL_2);
        assertThat(net.a.association().localAddresses()).contains(AsconfPeer.LOCAL_2);
    }

    @Test
    @DisplayName("IX-3 IX-4: a restart takes everything anew: addresses are those of the set-up, numbers begin again")
    void restart() {
        TwoEndpoints net = new TwoEndpoints(3, AsconfPeer.settings());
        net.a.associate(net.b);
        net.run(1_000_000_000L);
        List<Association> b = new ArrayList<>(List.of(net.b.association()));
        b.get(0).addressControl().change(List.of(AsconfPeer.NEW), List.of(), false, net.now);
        net.b.flush();
        net.run(1_000_000_000L);
        assertThat(b.get(0).localAddresses()).contains(AsconfPeer.NEW);
        net.crashA(99);
        net.a.associate(net.b);
        net.run(1_000_000_000L);
        assertThat(net.b.association()).isSameAs(b.get(0));
        assertThat(b.get(0).localAddresses()).doesNotContain(AsconfPeer.NEW);
        b.get(0).addressControl().change(List.of(AsconfPeer.NEWER), List.of(), false, net.now);
        net.b.flush();
        net.run(1_000_000_000L);
        assertThat(net.a.association().peerAddresses())
                .contains(AsconfPeer.NEWER)
                .doesNotContain(AsconfPeer.NEW);
    }
}
