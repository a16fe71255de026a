package io.jsctp;

import static io.jsctp.PeerAddressParams.SPP_HB_ENABLE;
import static io.jsctp.PeerAddressParams.SPP_PMTUD_DISABLE;
import static io.jsctp.PeerAddressParams.SPP_PMTUD_ENABLE;
import static io.jsctp.Stacks.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Path MTU discovery as sockets see it, over a link that does not divide packets, in virtual time. */
@Timeout(60)
class PathMtuOptionTest {
    /** What the link carries, without the common header. */
    private static final int LINK = 1468;

    private VirtualWire wire;
    private SctpSocket client;
    private InetSocketAddress serverAddress;
    private int id;

    @BeforeEach
    void connect() throws Exception {
        wire = new VirtualWire(StackLimits.defaults(), true);
        serverAddress = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        SctpSocket listener = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        listener.bind(serverAddress);
        listener.listen(5);
        client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        id = client.connectx(List.of(serverAddress));
    }

    private PeerAddressParams get() throws SctpException {
        return client.optInfo(id, SctpOption.PEER_ADDR_PARAMS, serverAddress);
    }

    private void set(int mtuBytes, int flags) throws SctpException {
        client.setOption(SctpOption.PEER_ADDR_PARAMS, new PeerAddressParams(0, 0, mtuBytes, flags), id, serverAddress);
    }

    private int fragmentationPoint() throws SctpException {
        return client.getOption(SctpOption.STATUS, id).fragmentationPoint();
    }

    @Test
    @DisplayName(
            "XT-27 STK-23 4821-5.2-1 PAP-5 PAP-14 PAP-17 8899-3-10 8899-3-5 9260-7.3-1: on by default, and what it found can be read; no more than the link's")
    void discovers() throws Exception {
        assertThat(get().pathMtuBytes()).as("before it").isEqualTo(1188);
        wire.runFor(1);
        assertThat(get()).isEqualTo(new PeerAddressParams(30_000, 5, LINK, SPP_HB_ENABLE | SPP_PMTUD_ENABLE));
        assertThat(fragmentationPoint()).isEqualTo(LINK - 16);
        assertThat(client.optInfo(id, SctpOption.GET_PEER_ADDR_INFO, serverAddress)
                        .mtuBytes())
                .isEqualTo(LINK);
        SctpSocket other = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        other.connect(serverAddress);
        assertThat(other.getOption(SctpOption.STATUS).fragmentationPoint())
                .as("another association begins anew")
                .isEqualTo(1172);
        assertThat(client.getOption(SctpOption.PEER_ADDR_PARAMS, 0).flags() & SPP_PMTUD_ENABLE)
                .isNotZero();
    }

    @Test
    @DisplayName(
            "XT-27 8899-6.2-2 PAP-6 PAP-14: off for a path: the size stays, or is what is given; on: it is found again")
    void onAndOff() throws SctpException {
        wire.runFor(1);
        set(0, SPP_PMTUD_DISABLE);
        assertThat(get().flags() & SPP_PMTUD_DISABLE).isNotZero();
        assertThat(get().pathMtuBytes()).isEqualTo(LINK);
        set(1000, SPP_PMTUD_DISABLE);
        assertThat(get().pathMtuBytes()).isEqualTo(1000);
        assertThat(fragmentationPoint()).isEqualTo(984);
        set(600, SPP_PMTUD_ENABLE);
        assertThat(get().pathMtuBytes()).as("the field is ignored").isEqualTo(1000);
        wire.runFor(1);
        assertThat(get().pathMtuBytes()).isEqualTo(LINK);
        assertErrno(Errno.EINVAL, () -> set(0, SPP_PMTUD_ENABLE | SPP_PMTUD_DISABLE));
        assertErrno(Errno.EINVAL, () -> set(1000, 0));
        assertErrno(Errno.EINVAL, () -> set(LINK + 1, SPP_PMTUD_DISABLE));
    }

    @Test
    @DisplayName("PAP-14 8899-6.2-2: without an address it is for all paths of the association, or of later ones")
    void scopes() throws Exception {
        wire.runFor(1);
        PeerAddressParams fixed = new PeerAddressParams(0, 0, 1000, SPP_PMTUD_DISABLE);
        client.setOption(SctpOption.PEER_ADDR_PARAMS, fixed, id);
        assertThat(get().pathMtuBytes()).isEqualTo(1000);
        client.setOption(
                SctpOption.PEER_ADDR_PARAMS,
                new PeerAddressParams(0, 0, 0, SPP_PMTUD_ENABLE),
                id,
                new InetSocketAddress("0.0.0.0", 0));
        wire.runFor(1);
        assertThat(get().pathMtuBytes()).isEqualTo(LINK);
        SctpSocket other = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        other.setOption(SctpOption.PEER_ADDR_PARAMS, fixed);
        assertThat(other.getOption(SctpOption.PEER_ADDR_PARAMS).pathMtuBytes()).isEqualTo(1000);
        other.connect(serverAddress);
        wire.runFor(1);
        assertThat(other.getOption(SctpOption.STATUS).fragmentationPoint()).isEqualTo(984);
        other.setOption(SctpOption.PEER_ADDR_PARAMS, new PeerAddressParams(0, 0, 0, SPP_PMTUD_ENABLE));
        wire.runFor(1);
        assertThat(other.getOption(SctpOption.STATUS).fragmentationPoint()).isEqualTo(LINK - 16);
    }
}
