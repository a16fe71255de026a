package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Ipv4AddressParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.StateCookieParameter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What T1 leaves behind for the paths: back-off, measurements, the primary (RFC 9260 §5.1, §6.3). */
class SetupTimerTest {
    private static final int PEER_TAG = 0x1234;
    private static final Parameter COOKIE = new StateCookieParameter(new byte[] {1, 2, 3, 4});

    private final Wire wire = new Wire();
    private int ourTag;

    private void connect(InetAddress... peers) {
        ourTag = wire.associate(peers).get(0).only(InitChunk.class).initiateTag();
    }

    private static InitAckChunk initAck(InetAddress... addresses) {
        Parameter[] parameters = new Parameter[addresses.length + 1];
        for (int i = 0; i < addresses.length; i++) {
            parameters[i] = new Ipv4AddressParameter((Inet4Address) addresses[i]);
        }
        parameters[addresses.length] = COOKIE;
        return new InitAckChunk(PEER_TAG, 100_000, 5, 7, 900, List.of(parameters));
    }

    private long rtoMs() {
        return wire.association().paths.primary().rto.rtoNs() / Wire.MS;
    }

    @Test
    @DisplayName("9260-6.3.3-7 9260-5.1-13: what T1-init backed off T1-cookie goes on with")
    void backoffStays() {
        connect(Wire.PEER);
        wire.nextTimeout();
        wire.nextTimeout();
        assertThat(rtoMs()).isEqualTo(4000);
        wire.receive(ourTag, initAck());
        assertThat(wire.association().nextTimeoutNs() - wire.now).isEqualTo(4000 * Wire.MS);
    }

    @Test
    @DisplayName(
            "9260-6.3.1-9 9260-6.3.3-6: COOKIE ACK of a COOKIE ECHO sent once is a measurement and ends the back-off")
    void cookieAckMeasures() {
        connect(Wire.PEER);
        wire.nextTimeout();
        wire.receive(ourTag, initAck());
        wire.now += 500 * Wire.MS;
        wire.receive(ourTag, new CookieAckChunk());
        assertThat(rtoMs()).isEqualTo(1500);
    }

    @Test
    @DisplayName("9260-6.3.1-9: the round trip of INIT belongs to where it went, not to where INIT ACK came from")
    void initMeasuresItsPath() {
        connect(Wire.PEER, Wire.OTHER_PEER);
        wire.now += 600 * Wire.MS;
        wire.receiveFrom(Wire.OTHER_PEER, ourTag, initAck(Wire.PEER));
        assertThat(wire.association().path(Wire.PEER))
                .extracting(PathInfo::rtoNs)
                .isEqualTo(1800 * Wire.MS);
        assertThat(wire.association().path(Wire.OTHER_PEER))
                .extracting(PathInfo::rtoNs)
                .isEqualTo(1000 * Wire.MS);
    }

    @Test
    @DisplayName("9260-6.3.1-6 9260-6.3.1-9: COOKIE ACK of a repeated COOKIE ECHO measures nothing")
    void repeatedCookieEcho() {
        connect(Wire.PEER);
        wire.now += 600 * Wire.MS;
        wire.receive(ourTag, initAck());
        assertThat(rtoMs()).isEqualTo(1800);
        wire.nextTimeout();
        wire.now += 100 * Wire.MS;
        wire.receive(ourTag, new CookieAckChunk());
        assertThat(rtoMs()).isEqualTo(3600);
    }

    @Test
    @DisplayName("9260-5.1.2-6: the primary is where INIT ACK came from, else where INIT went, if confirmed")
    void primary() {
        connect(Wire.PEER, Wire.OTHER_PEER);
        wire.nextTimeout();
        InetAddress third = TwoEndpoints.address("10.2.0.9");
        // INIT went to OTHER_PEER; the answer comes from an address that the user did not name
        assertThat(wire.receiveFrom(third, ourTag, initAck(Wire.PEER, Wire.OTHER_PEER)))
                .singleElement()
                .satisfies(echo -> {
                    assertThat(echo.only()).isInstanceOf(CookieEchoChunk.class);
                    assertThat(echo.to()).isEqualTo(Wire.OTHER_PEER);
                });
        assertThat(wire.association().paths.primary().address).isEqualTo(Wire.OTHER_PEER);

        connectAnew();
        assertThat(wire.receiveFrom(Wire.PEER, ourTag, initAck(Wire.OTHER_PEER)))
                .singleElement()
                .satisfies(echo -> assertThat(echo.to()).isEqualTo(Wire.PEER));
    }

    private void connectAnew() {
        wire.association().abort(new byte[0], wire.now);
        wire.pull();
        connect(Wire.PEER, Wire.OTHER_PEER);
        wire.nextTimeout();
    }

    @Test
    @DisplayName("9260-5.1.2-6 9260-5.4-1: what the user asked of an address that stays is kept")
    void optionsStay() {
        connect(Wire.PEER);
        wire.association().paths.primary().maxRetrans = 2;
        wire.receive(ourTag, initAck(Wire.OTHER_PEER));
        assertThat(wire.association().paths.find(Wire.PEER))
                .extracting(p -> p.maxRetrans)
                .isEqualTo(2);
        assertThat(wire.association().paths.find(Wire.OTHER_PEER))
                .extracting(p -> p.index)
                .isEqualTo(1);
    }
}
