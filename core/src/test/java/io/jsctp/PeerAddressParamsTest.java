package io.jsctp;

import static io.jsctp.PeerAddressParams.SPP_HB_DEMAND;
import static io.jsctp.PeerAddressParams.SPP_HB_DISABLE;
import static io.jsctp.PeerAddressParams.SPP_HB_ENABLE;
import static io.jsctp.PeerAddressParams.SPP_HB_TIME_IS_ZERO;
import static io.jsctp.PeerAddressParams.SPP_PMTUD_DISABLE;
import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SCTP_PEER_ADDR_PARAMS on an idle association in virtual time. */
@Timeout(60)
class PeerAddressParamsTest {
    private static final int HEARTBEAT = 4;
    private static final InetSocketAddress NO_ADDRESS = new InetSocketAddress("0.0.0.0", 0);

    private VirtualWire wire;
    private SctpSocket client;
    private InetSocketAddress serverAddress;

    @BeforeEach
    void connect() throws Exception {
        wire = new VirtualWire();
        serverAddress = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        SctpSocket listener = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.bind(serverAddress);
        listener.listen(5);
        // Only the client's heartbeats are to be seen.
        listener.setOption(SctpOption.PEER_ADDR_PARAMS, flags(SPP_HB_DISABLE));
        client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        client.connect(serverAddress);
        listener.accept();
    }

    private static PeerAddressParams flags(int flags) {
        return new PeerAddressParams(0, 0, 0, flags);
    }

    private void set(PeerAddressParams params) throws SctpException {
        client.setOption(SctpOption.PEER_ADDR_PARAMS, params, 0, serverAddress);
    }

    private PeerAddressParams get() throws SctpException {
        return client.optInfo(0, SctpOption.PEER_ADDR_PARAMS, serverAddress);
    }

    private int heartbeatsIn(long seconds) {
        int before = wire.sent(HEARTBEAT);
        wire.runFor(seconds);
        return wire.sent(HEARTBEAT) - before;
    }

    @Test
    @DisplayName(
            "PAP-3 PAP-4 PAP-9 PAP-17 9260-16-7: by default heartbeats every 30 s, five retransmissions, no discovery")
    void defaults() throws SctpException {
        PeerAddressParams params = get();
        assertThat(params.heartbeatIntervalMs()).isEqualTo(30_000);
        assertThat(params.pathMaxRetransmits()).isEqualTo(5);
        assertThat(params.flags()).isEqualTo(SPP_HB_ENABLE | SPP_PMTUD_DISABLE);
        // 30 s and an RTO of about 1 s between two
        assertThat(heartbeatsIn(310)).isBetween(9, 11);
    }

    @Test
    @DisplayName("PAP-5 PINF-7: the path MTU is told in bytes available for chunks, 0 leaves all as it was")
    void pathMtu() throws SctpException {
        int mtuBytes = get().pathMtuBytes();
        // Chunks: the largest DATA chunk fills it.
        assertThat(mtuBytes).isEqualTo(16 + client.getOption(SctpOption.STATUS).fragmentationPoint());
        assertThat(client.optInfo(0, SctpOption.GET_PEER_ADDR_INFO, serverAddress)
                        .mtuBytes())
                .isEqualTo(mtuBytes);
        set(flags(0));
        assertThat(get()).isEqualTo(new PeerAddressParams(30_000, 5, mtuBytes, SPP_HB_ENABLE | SPP_PMTUD_DISABLE));
    }

    @Test
    @DisplayName(
            "PAP-3 PAP-10 PAP-11 9260-8.3-12 9260-11.1.9-1: heartbeats are switched off and on, with their interval")
    void switchedOffAndOn() throws SctpException {
        set(flags(SPP_HB_DISABLE));
        assertThat(get().flags() & SPP_HB_DISABLE).isNotZero();
        assertThat(heartbeatsIn(1000)).isZero();
        set(new PeerAddressParams(4000, 0, 0, SPP_HB_ENABLE));
        assertThat(get().heartbeatIntervalMs()).isEqualTo(4000);
        assertThat(get().flags() & SPP_HB_ENABLE).isNotZero();
        assertThat(heartbeatsIn(100)).isBetween(18, 23);
        set(new PeerAddressParams(9000, 0, 0, 0));
        assertThat(get().heartbeatIntervalMs())
                .as("ignored without SPP_HB_ENABLE")
                .isEqualTo(4000);
    }

    @Test
    @DisplayName("PAP-12 9260-11.1.10-1: one heartbeat leaves at once, even where they are off; it needs an address")
    void onDemand() throws SctpException {
        set(flags(SPP_HB_DISABLE));
        int before = wire.sent(HEARTBEAT);
        set(flags(SPP_HB_DEMAND));
        assertThat(wire.sent(HEARTBEAT) - before).isEqualTo(1);
        assertThat(heartbeatsIn(1000)).isZero();
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.PEER_ADDR_PARAMS, flags(SPP_HB_DEMAND)));
        assertErrno(
                Errno.EINVAL, () -> client.setOption(SctpOption.PEER_ADDR_PARAMS, flags(SPP_HB_DEMAND), 0, NO_ADDRESS));
    }

    @Test
    @DisplayName("PAP-13: with no interval only the RTO is between two heartbeats")
    void noInterval() throws SctpException {
        set(flags(SPP_HB_TIME_IS_ZERO));
        assertThat(get().heartbeatIntervalMs()).isZero();
        assertThat(heartbeatsIn(100)).isBetween(70, 140);
    }

    @Test
    @DisplayName("PAP-4 9260-11.1.12-1 9260-8.2-3: the path is given up when its own limit is exceeded")
    void pathLimit() throws SctpException {
        client.setOption(SctpOption.event(EventType.PEER_ADDR_CHANGE), true);
        set(new PeerAddressParams(0, 1, 0, 0));
        assertThat(get().pathMaxRetransmits()).isEqualTo(1);
        wire.cut();
        client.sendv(bytes("x"), SendInfo.stream(0));
        // T3 after 1 s and 2 s more
        wire.runForNs(2_900_000_000L);
        assertThat(state()).isEqualTo(PeerAddressInfo.State.ACTIVE);
        wire.runForNs(200_000_000L);
        assertThat(state()).isEqualTo(PeerAddressInfo.State.INACTIVE);
        assertThat(Stacks.expect(client, PeerAddressChange.class).state())
                .isEqualTo(PeerAddressChange.State.ADDR_UNREACHABLE);
    }

    private PeerAddressInfo.State state() throws SctpException {
        return client.optInfo(0, SctpOption.GET_PEER_ADDR_INFO, serverAddress).state();
    }

    @Test
    @DisplayName(
            "PAP-2 PAP-11: an address that is not the peer's, and contradicting flags, are EINVAL and change nothing")
    void wrongArguments() throws SctpException {
        PeerAddressParams before = get();
        InetSocketAddress stranger = new InetSocketAddress("192.0.2.9", 5000);
        assertErrno(Errno.EINVAL, () -> client.optInfo(0, SctpOption.PEER_ADDR_PARAMS, stranger));
        assertErrno(
                Errno.EINVAL, () -> client.setOption(SctpOption.PEER_ADDR_PARAMS, flags(SPP_HB_DISABLE), 0, stranger));
        assertErrno(Errno.EINVAL, () -> set(flags(SPP_HB_ENABLE | SPP_HB_DISABLE)));
        assertErrno(Errno.EINVAL, () -> set(new PeerAddressParams(-1, 0, 0, SPP_HB_ENABLE)));
        assertErrno(Errno.EINVAL, () -> set(new PeerAddressParams(1L << 32, 0, 0, SPP_HB_ENABLE)));
        assertErrno(Errno.EINVAL, () -> set(new PeerAddressParams(0, 65536, 0, 0)));
        assertErrno(Errno.EOPNOTSUPP, () -> set(flags(0x40)));
        assertThat(get()).isEqualTo(before);
    }

    @Test
    @DisplayName("PAP-7..8 PAP-15..16: marks that the link can't give to packets are refused, and are never read")
    void linkWithoutMarks() throws SctpException {
        assertErrno(Errno.EOPNOTSUPP, () -> set(PeerAddressParams.dscp(0x28)));
        assertErrno(Errno.EOPNOTSUPP, () -> set(PeerAddressParams.flowLabel(1)));
        assertErrno(
                Errno.EOPNOTSUPP,
                () -> client.setOption(SctpOption.PEER_ADDR_PARAMS, PeerAddressParams.dscp(0), 0, NO_ADDRESS));
        assertThat(get().flags()).isEqualTo(SPP_HB_ENABLE | SPP_PMTUD_DISABLE);
        assertThat(get().dscp()).isZero();
        assertThat(get().ipv6FlowLabel()).isZero();
    }

    @Test
    @DisplayName("PAP-1 RTO-1 ASOC-1 STAT-1 STY-2: a one-to-one socket takes any association id for its own")
    void anyId() throws SctpException {
        set(new PeerAddressParams(7000, 0, 0, SPP_HB_ENABLE));
        assertThat(client.optInfo(4711, SctpOption.PEER_ADDR_PARAMS, serverAddress))
                .isEqualTo(get());
        client.setOption(SctpOption.RTOINFO, new RtoInfo(0, 0, 700));
        assertThat(client.optInfo(4711, SctpOption.RTOINFO, null)).isEqualTo(client.getOption(SctpOption.RTOINFO));
        assertThat(client.optInfo(4711, SctpOption.ASSOCINFO, null)).isEqualTo(client.getOption(SctpOption.ASSOCINFO));
        assertThat(client.optInfo(4711, SctpOption.STATUS, null).state()).isEqualTo(SctpState.ESTABLISHED);
    }
}
