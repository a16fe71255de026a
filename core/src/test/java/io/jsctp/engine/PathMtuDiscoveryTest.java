package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.PathMtuDiscovery.State;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The state machine of path MTU discovery on paths of all sizes (RFC 8899 §5). */
class PathMtuDiscoveryTest {
    private static final int UDP4 = 28;
    private static final long SECOND = 1_000_000_000L;

    private long now = SECOND;
    private long nonce;
    private int probes;

    private static PathMtuDiscovery udp4(int max) {
        return new PathMtuDiscovery(UDP4, false, max, true, max);
    }

    /** Sends the probe that is due; {@return its size} */
    private int send(PathMtuDiscovery d) {
        int bytes = d.dueBytes();
        d.sent(++nonce, now);
        probes++;
        assertThat(d.dueBytes()).as("8899-3-7a: one at a time").isZero();
        assertThat(bytes % 4).as("8899-5.3.2-1 4820-3-3").isZero();
        return bytes;
    }

    private void answer(PathMtuDiscovery d) {
        now += SECOND / 10;
        d.onAnswer(d.sizeOf(nonce), now);
    }

    private void lose(PathMtuDiscovery d) {
        now = d.deadlineNs();
        d.onDeadline(now);
    }

    /** Probes a path that carries so much until the search is over. */
    private void search(PathMtuDiscovery d, int pathMtu) {
        for (int i = 0; i < 1000 && d.dueBytes() > 0; i++) {
            int bytes = send(d);
            if (bytes <= pathMtu) {
                answer(d);
                assertThat(d.plpmtu()).isGreaterThanOrEqualTo(bytes);
            } else {
                int before = d.plpmtu();
                lose(d);
                assertThat(d.plpmtu()).as("8899-3-9: a loss lowers nothing").isEqualTo(before);
            }
            assertThat(d.plpmtu()).isLessThanOrEqualTo(pathMtu);
        }
    }

    @Test
    @DisplayName(
            "8899-5.1.2-1: base 1200 and least 548 over IPv4, 1232 over IPv6 with UDP, 1240 without; never above max")
    void sizes() {
        assertThat(udp4(1472).base()).isEqualTo(1200);
        assertThat(udp4(900).base()).isEqualTo(900);
        assertThat(new PathMtuDiscovery(48, true, 1452, true, 1452).base()).isEqualTo(1232);
        assertThat(new PathMtuDiscovery(40, true, 1460, true, 1460).base()).isEqualTo(1240);
        PathMtuDiscovery d = udp4(1472);
        assertThat(d.plpmtu()).as("before anything is known").isEqualTo(1200);
        assertThat(d.state()).isEqualTo(State.DISABLED);
        d.begin();
        for (int i = 0; i < 3; i++) {
            assertThat(send(d)).isEqualTo(1200);
            lose(d);
        }
        assertThat(d.plpmtu()).isEqualTo(548);
        PathMtuDiscovery six = new PathMtuDiscovery(48, true, 1452, true, 1452);
        six.begin();
        for (int i = 0; i < 3; i++) {
            send(six);
            lose(six);
        }
        assertThat(six.state()).isEqualTo(State.ERROR);
        assertThat(six.plpmtu()).as("there is nothing less in IPv6").isEqualTo(1232);
    }

    @Test
    @DisplayName(
            "8899-5.2-1 8899-5.2-2 8899-5.2-3 8899-5.2-4 8899-5.1.1-3 8899-6.2.1.3-1 8899-5.3.2-1: first the base, then the largest; that is all if it passes")
    void largest() {
        PathMtuDiscovery d = udp4(1472);
        d.begin();
        assertThat(d.state()).isEqualTo(State.BASE);
        assertThat(send(d)).isEqualTo(1200);
        answer(d);
        assertThat(d.state()).isEqualTo(State.SEARCHING);
        assertThat(send(d)).isEqualTo(1472);
        assertThat(d.plpmtu()).isEqualTo(1200);
        answer(d);
        assertThat(d.state()).isEqualTo(State.SEARCH_COMPLETE);
        assertThat(d.plpmtu()).isEqualTo(1472);
        assertThat(d.deadlineNs())
                .as("8899-5.2-4 8899-5.1.1-3 8899-6.2.1.3-1: no timer, nothing more to find")
                .isEqualTo(Path.NONE);
    }

    @Test
    @DisplayName(
            "8899-5.3.2-1 8899-3-9 8899-3-7a 4820-3-3: on any path the search ends within 32 bytes below what it carries, or at a usual size")
    void allSizes() {
        for (int max : new int[] {1400, 1472, 8972}) {
            for (int pathMtu = 1200; pathMtu <= max; pathMtu += 7) {
                PathMtuDiscovery d = udp4(max);
                d.begin();
                probes = 0;
                search(d, pathMtu);
                assertThat(d.state()).isEqualTo(State.SEARCH_COMPLETE);
                assertThat(d.plpmtu()).as("of %d", pathMtu).isBetween(pathMtu - 35, pathMtu);
                assertThat(probes).isLessThan(60);
            }
        }
        PathMtuDiscovery tunnel = udp4(1472);
        tunnel.begin();
        search(tunnel, 1392);
        assertThat(tunnel.plpmtu()).as("an IP MTU of 1420 exactly").isEqualTo(1392);
    }

    @Test
    @DisplayName(
            "8899-5.1.1-1 8899-5.1.2-1 8899-5.2-3: a size is probed three times, 16 s apart, before it counts as too large")
    void probeTimer() {
        PathMtuDiscovery d = udp4(1472);
        d.begin();
        send(d);
        answer(d);
        for (int i = 0; i < 3; i++) {
            assertThat(send(d)).isEqualTo(1472);
            assertThat(d.deadlineNs() - now).isEqualTo(16 * SECOND);
            lose(d);
        }
        assertThat(d.dueBytes()).isBetween(1204, 1468);
        assertThat(d.state()).isEqualTo(State.SEARCHING);
    }

    @Test
    @DisplayName(
            "8899-5.2-2 8899-5.2-5: not even the base passes: the least size, and the base is probed on until it does")
    void error() {
        PathMtuDiscovery d = udp4(1472);
        d.begin();
        for (int i = 0; i < 12; i++) {
            assertThat(send(d)).isEqualTo(1200);
            lose(d);
        }
        assertThat(d.state()).isEqualTo(State.ERROR);
        assertThat(d.plpmtu()).isEqualTo(548);
        send(d);
        answer(d);
        assertThat(d.state()).isEqualTo(State.SEARCHING);
        assertThat(d.plpmtu()).isEqualTo(1200);
    }

    @Test
    @DisplayName("8899-5.1.1-2 8899-5.1.1-4 8899-8-1: after 10 minutes the search begins anew, once data is sent again")
    void raise() {
        PathMtuDiscovery d = udp4(1472);
        d.begin();
        search(d, 1300);
        assertThat(d.state()).isEqualTo(State.SEARCH_COMPLETE);
        int before = d.plpmtu();
        assertThat(d.deadlineNs() - now).isEqualTo(600 * SECOND);
        lose(d);
        assertThat(d.dueBytes()).as("nobody sends").isZero();
        assertThat(d.deadlineNs()).isEqualTo(Path.NONE);
        d.onDataSent(100);
        assertThat(d.dueBytes()).isEqualTo(1472);
        assertThat(d.plpmtu()).isEqualTo(before);
        search(d, 1472);
        assertThat(d.plpmtu()).isEqualTo(1472);
        PathMtuDiscovery busy = udp4(1472);
        busy.begin();
        search(busy, 1300);
        busy.onDataSent(100);
        lose(busy);
        assertThat(busy.dueBytes()).as("at once while data is sent").isEqualTo(1472);
    }

    @Test
    @DisplayName(
            "8899-5.2-5 4821-7.7-1: with data lost twice before the base is confirmed the least size comes at once, and stays till the base passes")
    void dataLostAtBase() {
        PathMtuDiscovery d = udp4(1472);
        d.begin();
        send(d);
        assertThat(d.onDataTimeout(500)).isFalse();
        assertThat(d.onDataTimeout(500)).isFalse();
        assertThat(d.onDataTimeout(1200)).isFalse();
        assertThat(d.onDataTimeout(1200)).isTrue();
        assertThat(d.state()).isEqualTo(State.ERROR);
        assertThat(d.plpmtu()).isEqualTo(548);
        d.suspend();
        d.begin();
        assertThat(d.plpmtu()).isEqualTo(548);
        assertThat(d.onDataTimeout(1200)).isFalse();
        assertThat(d.onDataTimeout(1200)).isFalse();
        send(d);
        answer(d);
        assertThat(d.plpmtu()).isEqualTo(1200);
    }

    private PathMtuDiscovery complete(int mtu) {
        PathMtuDiscovery d = udp4(mtu);
        d.begin();
        search(d, mtu);
        assertThat(d.plpmtu()).isEqualTo(mtu);
        return d;
    }

    @Test
    @DisplayName(
            "8899-4.3-1 8899-4.3-2 4821-7.7-1 4821-7.8-1: two timeouts in a row with large packets: the base again, and a search below")
    void blackHole() {
        PathMtuDiscovery d = complete(1472);
        d.onDataSent(1472);
        assertThat(d.onDataTimeout(1472)).isFalse();
        assertThat(d.plpmtu()).isEqualTo(1472);
        assertThat(d.onDataTimeout(1472)).isTrue();
        assertThat(d.state()).isEqualTo(State.BASE);
        assertThat(d.plpmtu()).isEqualTo(1200);
        search(d, 1400);
        assertThat(d.plpmtu()).isBetween(1365, 1400);
    }

    @Test
    @DisplayName(
            "8899-4.3-2 4821-7.6.1-1: what is acknowledged between, small packets, the base size: none of them is a black hole")
    void noBlackHole() {
        PathMtuDiscovery d = complete(1472);
        d.onDataSent(1472);
        assertThat(d.onDataTimeout(1472)).isFalse();
        d.onAcknowledged(1472);
        assertThat(d.plpmtu()).as("only probes raise it").isEqualTo(1472);
        d.onDataSent(1472);
        assertThat(d.onDataTimeout(1472)).as("a large packet passed").isFalse();
        d.onAcknowledged(1472);
        for (int i = 0; i < 5; i++) {
            d.onDataSent(300);
            assertThat(d.onDataTimeout(300)).as("small ones are lost").isFalse();
        }
        d.onDataSent(1472);
        d.onDataTimeout(1472);
        d.onAcknowledged(300);
        assertThat(d.onDataTimeout(1472))
                .as("a small one passed: that says nothing")
                .isTrue();
        PathMtuDiscovery base = udp4(1472);
        base.begin();
        send(base);
        answer(base);
        for (int i = 0; i < 5; i++) {
            base.onDataSent(1200);
            assertThat(base.onDataTimeout(1200)).isFalse();
        }
        PathMtuDiscovery bundles = complete(1472);
        bundles.onDataSent(1472);
        bundles.onDataTimeout(100);
        assertThat(bundles.onDataTimeout(100))
                .as("large packets of small chunks")
                .isTrue();
    }

    @Test
    @DisplayName(
            "8899-3-9 8899-5.3.3-1: a late answer to a lost probe counts, and the size is not tried anew till the raise")
    void late() {
        PathMtuDiscovery d = udp4(1472);
        d.begin();
        send(d);
        answer(d);
        send(d);
        long first = nonce;
        lose(d);
        send(d);
        lose(d);
        send(d);
        lose(d);
        assertThat(d.dueBytes()).isLessThan(1472);
        assertThat(d.sizeOf(first)).isEqualTo(1472);
        d.onAnswer(1472, now);
        assertThat(d.plpmtu()).isEqualTo(1472);
        assertThat(d.state()).isEqualTo(State.SEARCH_COMPLETE);
        assertThat(d.sizeOf(12345)).as("8899-4.1-1").isZero();
        d.onAnswer(1200, now);
        assertThat(d.plpmtu()).as("never lower").isEqualTo(1472);
    }

    @Test
    @DisplayName("8899-6.2-2 8899-3-10 8899-5.2-1: off, the size is what is given or what it was; on, the base again")
    void onAndOff() {
        PathMtuDiscovery d = complete(1472);
        d.disable(0);
        assertThat(d.plpmtu()).isEqualTo(1472);
        d.disable(1000);
        assertThat(d.plpmtu()).isEqualTo(1000);
        d.begin();
        assertThat(d.dueBytes()).isZero();
        assertThat(d.onDataTimeout(1472)).isFalse();
        assertThat(d.onDataTimeout(1472)).isFalse();
        d.enable();
        d.begin();
        assertThat(d.state()).isEqualTo(State.BASE);
        assertThat(d.dueBytes()).isEqualTo(1200);
        d.suspend();
        assertThat(d.state()).isEqualTo(State.DISABLED);
        assertThat(d.dueBytes()).isZero();
        assertThat(d.deadlineNs()).isEqualTo(Path.NONE);
        PathMtuDiscovery off = new PathMtuDiscovery(UDP4, false, 8972, false, 1452);
        assertThat(off.plpmtu()).isEqualTo(1452);
        off.restart();
        assertThat(off.dueBytes()).isZero();
    }
}
