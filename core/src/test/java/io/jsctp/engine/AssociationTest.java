package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssociationTest {
    private static final long SECOND = 1_000_000_000L;

    private static TwoEndpoints connected(AssociationSettings settings) {
        TwoEndpoints net = new TwoEndpoints(1, settings);
        net.a.associate(net.b);
        net.run(SECOND);
        assertThat(net.a.association().state()).isEqualTo(AssociationState.ESTABLISHED);
        assertThat(net.b.association().state()).isEqualTo(AssociationState.ESTABLISHED);
        return net;
    }

    @Test
    @DisplayName("OVW-7 9260-5.1-9 9260-5.1-11: four packets set an association up, and both users are told")
    void setUp() {
        TwoEndpoints net = connected(AssociationSettings.defaults());
        assertThat(net.trace.subList(0, 4))
                .satisfiesExactly(
                        t -> assertThat(t).contains("INIT"),
                        t -> assertThat(t).contains("INIT"),
                        t -> assertThat(t).contains("COOKIE"),
                        t -> assertThat(t).contains("COOKIE"));
        assertThat(net.a.notifications).containsExactly(new AssociationEvent.CommunicationUp(10, 10, Extensions.NONE));
        assertThat(net.b.notifications).containsExactly(new AssociationEvent.CommunicationUp(10, 10, Extensions.NONE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100, 1436, 1437, 5000, 100_000, 1_000_000})
    @DisplayName("OVW-2 9260-6-10 9260-6.9-1: one send is one message, whatever its size")
    void messageSizes(int size) {
        TwoEndpoints net = connected(AssociationSettings.defaults().toBuilder()
                .receiveBufferBytes(2_000_000)
                .build());
        byte[] message = TwoEndpoints.message(size, size);
        net.a.send(message, 0, 0);
        net.run(60 * SECOND);
        assertThat(net.b.messages).containsExactly(message);
        assertThat(net.a.association().payloadBuffersInUse()).isZero();
        assertThat(net.b.association().payloadBuffersInUse()).isZero();
    }

    @Test
    @DisplayName("OVW-1 9260-6.9-11: a message larger than the receive buffer comes in parts")
    void largerThanBuffer() {
        TwoEndpoints net = connected(AssociationSettings.defaults().toBuilder()
                .receiveBufferBytes(20_000)
                .build());
        byte[] message = TwoEndpoints.message(300_000, 5);
        net.a.send(message, 3, 0);
        net.run(300 * SECOND);
        byte[] all = new byte[300_000];
        int at = 0;
        for (byte[] part : net.b.messages) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        assertThat(at).isEqualTo(300_000);
        assertThat(all).isEqualTo(message);
        assertThat(net.b.association().payloadBuffersInUse()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("OVW-1 9260-6.2-1: everything arrives once and in order through loss")
    void loss(long seed) {
        TwoEndpoints net = connected(AssociationSettings.defaults());
        Random random = new Random(seed);
        net.filter = (fromA, text) -> random.nextInt(100) >= 10;
        List<byte[]> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] message = TwoEndpoints.message(1 + random.nextInt(4000), i);
            sent.add(message);
            net.a.send(message, 1, 0);
        }
        net.run(600 * SECOND);
        assertThat(net.b.messages).containsExactlyElementsOf(sent);
        net.filter = (fromA, text) -> true;
        net.a.association().shutdown(net.now);
        net.a.flush();
        net.run(100 * SECOND);
        assertThat(net.a.association().isClosed()).isTrue();
        assertThat(net.b.association().isClosed()).isTrue();
        assertThat(net.a.notifications).last().isInstanceOf(AssociationEvent.ShutdownComplete.class);
        assertThat(net.b.notifications).last().isInstanceOf(AssociationEvent.ShutdownComplete.class);
        assertThat(net.a.association().payloadBuffersInUse()).isZero();
        assertThat(net.b.association().payloadBuffersInUse()).isZero();
    }

    @Test
    @DisplayName("9260-6.1-2 9260-6.1-7: a closed window is probed, and opens when the user reads")
    void zeroWindow() {
        TwoEndpoints net = connected(AssociationSettings.defaults().toBuilder()
                .receiveBufferBytes(10_000)
                .build());
        net.b.reads = false;
        for (int i = 0; i < 30; i++) {
            net.a.send(TwoEndpoints.message(1000, i), 0, 0);
        }
        net.run(2000 * SECOND);
        assertThat(net.a.association().state()).isEqualTo(AssociationState.ESTABLISHED);
        assertThat(net.b.unread.size()).isBetween(5, 15);
        net.b.reads = true;
        net.b.readAll();
        net.run(200 * SECOND);
        assertThat(net.b.messages).hasSize(30);
    }

    @Test
    @DisplayName("9260-8.1-2: a peer that is gone is given up, and its messages come back")
    void peerGone() {
        TwoEndpoints net = connected(AssociationSettings.defaults());
        net.filter = (fromA, text) -> false;
        net.a.send(new byte[] {1, 2, 3}, 0, 0);
        net.run(2000 * SECOND);
        assertThat(net.a.association().isClosed()).isTrue();
        assertThat(net.a.notifications)
                .anySatisfy(e -> assertThat(e)
                        .isInstanceOfSatisfying(
                                AssociationEvent.CommunicationLost.class,
                                l -> assertThat(l.reason()).isEqualTo(LossReason.PEER_UNREACHABLE)))
                .anySatisfy(e -> assertThat(e).isInstanceOf(AssociationEvent.SendFailed.class));
        assertThat(net.a.association().payloadBuffersInUse()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1472, 1444, 1", "1472, 1445, 2", "600, 572, 1", "600, 573, 2"})
    @DisplayName("9260-6.9-6: common header and DATA header count: a message of 1444 bytes fits a packet of 1472")
    void fitsOnePacket(int mtuBytes, int messageBytes, int packets) {
        TwoEndpoints net = connected(AssociationSettings.defaults().toBuilder()
                .pathMtuBytes(mtuBytes)
                .build());
        List<String> seen = new ArrayList<>();
        net.filter = (fromA, text) -> {
            if (text.contains("DATA")) {
                seen.add(text);
            }
            return true;
        };
        net.a.send(TwoEndpoints.message(messageBytes, 1), 0, 0);
        net.run(SECOND);
        assertThat(seen).hasSize(packets);
        assertThat(net.b.messages).hasSize(1);
    }

    @Test
    @DisplayName(
            "9260-6.9-9: a SACK that finds no room beside a full fragment goes ahead of it; the fragment stays full")
    void sackBesideFullFragment() {
        TwoEndpoints net = connected(AssociationSettings.defaults());
        for (int i = 0; i < 2; i++) {
            net.b.send(new byte[] {1}, 0, 0);
            net.run(SECOND / 100);
        }
        List<String> fromA = new ArrayList<>();
        net.filter = (isA, text) -> {
            if (isA) {
                fromA.add(text);
            }
            return true;
        };
        int full = net.a.association().status().fragmentationPoint();
        net.a.send(TwoEndpoints.message(full, 1), 0, 0);
        net.run(SECOND / 1000);
        assertThat(fromA).hasSize(2);
        assertThat(fromA.get(0)).contains("SACK").doesNotContain("DATA");
        assertThat(fromA.get(1)).contains("DATA").doesNotContain("SACK");
    }

    @Test
    @DisplayName("9260-6.1-22: what Nagle held back leaves together, in as few packets as it fits")
    void nagleBundles() {
        TwoEndpoints net = connected(AssociationSettings.defaults());
        List<String> packets = new ArrayList<>();
        net.filter = (fromA, text) -> {
            if (fromA && text.contains("DATA")) {
                packets.add(text);
            }
            return true;
        };
        for (int i = 0; i < 50; i++) {
            net.a.send(TwoEndpoints.message(10, i), 0, 0);
        }
        net.run(10 * SECOND);
        assertThat(net.b.messages).hasSize(50);
        assertThat(packets)
                .as("the first message at once, then the rest in one packet")
                .hasSize(2);
    }
}
