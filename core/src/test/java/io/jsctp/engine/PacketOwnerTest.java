package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PacketOwnerTest {
    private static final InetAddress FIRST = TwoEndpoints.address("10.0.0.2");
    private static final InetAddress SECOND = TwoEndpoints.address("10.0.1.2");
    private static final InetAddress ELSEWHERE = TwoEndpoints.address("10.0.0.3");
    private static final int PEER_PORT = 1001;

    private final TwoEndpoints net = new TwoEndpoints(
            1, AssociationSettings.defaults(), List.of(FIRST, SECOND), List.of(TwoEndpoints.address("10.0.0.9")));

    /** A packet to B as far as its common header. */
    private static ByteBuffer packet(int sourcePort, int tag) {
        return ByteBuffer.allocate(20).putShort(4, (short) sourcePort).putInt(8, tag);
    }

    private boolean isSurelyOfB(int sourcePort, int tag, InetAddress from) {
        return PacketOwner.isSurelyOf(net.b.association(), packet(sourcePort, tag), 4, from);
    }

    @Test
    @DisplayName("a packet is surely an association's if tag, port and a confirmed address are right, and it is up")
    void surely() {
        // Heartbeats on the second path get lost, so that it stays unconfirmed.
        net.filter = (fromA, text) -> !text.contains("HEARTBEAT");
        net.a.associate(net.b);
        net.run(100_000_000L);
        int tag = PacketOwner.tagOf(net.b.association());

        assertThat(net.b.association().isEstablished()).isTrue();
        assertThat(isSurelyOfB(PEER_PORT, tag, FIRST)).isTrue();
        assertThat(isSurelyOfB(PEER_PORT, tag + 1, FIRST)).isFalse();
        assertThat(isSurelyOfB(PEER_PORT + 1, tag, FIRST)).isFalse();
        assertThat(isSurelyOfB(PEER_PORT, tag, ELSEWHERE)).isFalse();
        assertThat(isSurelyOfB(PEER_PORT, tag, SECOND)).as("not confirmed").isFalse();
    }

    @Test
    @DisplayName("an address counts once it is confirmed; nothing does once the association is over")
    void confirmedAndOver() {
        net.a.associate(net.b);
        net.run(5_000_000_000L);
        int tag = PacketOwner.tagOf(net.b.association());
        assertThat(isSurelyOfB(PEER_PORT, tag, SECOND)).isTrue();
        net.b.association().abort(new byte[0], net.now);
        assertThat(isSurelyOfB(PEER_PORT, tag, FIRST)).isFalse();
    }
}
