package io.jsctp;

import static io.jsctp.SctpConstants.SCTP_ALL_ASSOC;
import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ErrorAndEventOptionsTest {
    private VirtualWire wire;
    private InetSocketAddress serverAddress;
    private SctpSocket one;
    private SctpSocket many;

    @BeforeEach
    void open() throws Exception {
        wire = new VirtualWire();
        serverAddress = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        one = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        many = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
    }

    private SctpSocket listener() throws SctpException {
        SctpSocket socket = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        socket.bind(serverAddress);
        socket.listen(5);
        return socket;
    }

    @Test
    @DisplayName("SO_ERROR is empty while all is well, and of a one-to-many socket always")
    void noError() throws SctpException {
        listener();
        assertThat(one.getOption(SctpOption.SO_ERROR)).isEmpty();
        one.connect(serverAddress);
        assertThat(one.getOption(SctpOption.SO_ERROR)).isEmpty();
        assertThat(many.getOption(SctpOption.SO_ERROR)).isEmpty();
        assertErrno(Errno.EOPNOTSUPP, () -> one.setOption(SctpOption.SO_ERROR, Optional.of(Errno.EIO)));
    }

    @Test
    @DisplayName("CONNX-12 XC-16 SO_ERROR tells once that the set-up was refused")
    void refused() throws SctpException {
        one.configureBlocking(false);
        assertErrno(Errno.EINPROGRESS, () -> one.connect(serverAddress));
        assertThat(one.getOption(SctpOption.SO_ERROR)).isEmpty();
        wire.runFor(1);
        assertThat(one.getOption(SctpOption.SO_ERROR)).contains(Errno.ECONNREFUSED);
        assertThat(one.getOption(SctpOption.SO_ERROR)).isEmpty();
    }

    @Test
    @DisplayName("9260-16-6 XC-16 SO_ERROR tells that nobody answered nine INITs")
    void timedOut() throws SctpException {
        wire.cut();
        one.configureBlocking(false);
        assertErrno(Errno.EINPROGRESS, () -> one.connect(serverAddress));
        wire.runFor(242);
        assertThat(one.getOption(SctpOption.SO_ERROR)).isEmpty();
        wire.runFor(1);
        assertThat(one.getOption(SctpOption.SO_ERROR)).contains(Errno.ETIMEDOUT);
        assertThat(wire.client.stack().counters().packetsSent()).isEqualTo(9);
    }

    @Test
    @DisplayName("SO_ERROR tells of an ABORT, then a reader does not learn it again but that it is over")
    void aborted() throws SctpException {
        SctpSocket listener = listener();
        one.connect(serverAddress);
        SctpSocket server = listener.accept();
        server.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
        server.close();
        wire.runFor(1);
        assertThat(one.getOption(SctpOption.SO_ERROR)).contains(Errno.ECONNRESET);
        Stacks.expectEnd(one);
    }

    @Test
    @DisplayName("STK-27 SO_ERROR tells ETIMEDOUT of a peer that was given up after Association.Max.Retrans")
    void lost() throws SctpException {
        listener();
        one.connect(serverAddress);
        wire.cut();
        one.sendv(bytes("into the void"), SendInfo.stream(0));
        wire.runFor(3600);
        assertThat(one.getOption(SctpOption.SO_ERROR)).contains(Errno.ETIMEDOUT);
    }

    private static EventSubscription subscription(boolean dataIo, boolean association, boolean senderDry) {
        return new EventSubscription(dataIo, association, false, false, false, false, false, false, false, senderDry);
    }

    @Test
    @DisplayName("SOPT-3 XE-8 SCTP_EVENTS sets all subscriptions at once and is read back")
    void events() throws SctpException {
        listener();
        assertThat(one.getOption(SctpOption.EVENTS)).isEqualTo(EventSubscription.NONE);
        EventSubscription wanted = subscription(true, true, false);
        one.setOption(SctpOption.EVENTS, wanted);
        assertThat(one.getOption(SctpOption.EVENTS)).isEqualTo(wanted);
        assertThat(one.getOption(SctpOption.RECVRCVINFO)).isTrue();
        assertThat(one.getOption(SctpOption.event(EventType.ASSOC_CHANGE))).isTrue();
        assertThat(one.getOption(SctpOption.event(EventType.SHUTDOWN_EVENT))).isFalse();
        one.connect(serverAddress);
        Stacks.expectChange(one, AssociationChange.State.COMM_UP);
        one.setOption(SctpOption.EVENTS, subscription(false, false, true));
        Stacks.expect(one, SenderDry.class);
        one.setOption(SctpOption.EVENTS, EventSubscription.NONE);
        assertThat(one.getOption(SctpOption.event(EventType.ASSOC_CHANGE))).isFalse();
        assertThat(one.getOption(SctpOption.RECVRCVINFO)).isFalse();
    }

    @Test
    @DisplayName("XE-1 XE-8 of the two forms of a failure SCTP_EVENTS rules the one that is as old as itself")
    void failures() throws SctpException {
        one.setOption(SctpOption.event(EventType.SEND_FAILED_EVENT), true);
        one.setOption(SctpOption.EVENTS, EventSubscription.NONE);
        assertThat(one.getOption(SctpOption.event(EventType.SEND_FAILED_EVENT))).isTrue();
        EventSubscription wanted =
                new EventSubscription(false, false, false, true, false, false, false, false, false, false);
        one.setOption(SctpOption.event(EventType.SEND_FAILED_EVENT), false);
        one.setOption(SctpOption.EVENTS, wanted);
        assertThat(one.getOption(SctpOption.event(EventType.SEND_FAILED))).isTrue();
        assertThat(one.getOption(SctpOption.event(EventType.SEND_FAILED_EVENT))).isFalse();
        assertThat(one.getOption(SctpOption.EVENTS)).isEqualTo(wanted);
    }

    @Test
    @DisplayName("XE-8 SCTP_EVENTS of a one-to-many socket rules its associations, those it has and those to come")
    void eventsOfMany() throws SctpException {
        listener();
        int id = many.connectx(List.of(serverAddress));
        many.setOption(SctpOption.EVENTS, subscription(false, true, false));
        assertThat(many.getOption(SctpOption.event(EventType.ASSOC_CHANGE), id)).isTrue();
        assertThat(many.getOption(SctpOption.event(EventType.ASSOC_CHANGE))).isTrue();
    }

    @Test
    @DisplayName("XE-4: events of authentication are among those that can be subscribed to all at once")
    void authenticationEvents() throws SctpException {
        EventSubscription authentication =
                new EventSubscription(true, true, true, true, true, true, false, false, true, true);
        one.setOption(SctpOption.EVENTS, authentication);
        assertThat(one.getOption(SctpOption.EVENTS)).isEqualTo(authentication);
        assertThat(one.getOption(SctpOption.event(EventType.AUTHENTICATION_EVENT)))
                .isTrue();
    }

    @Test
    @DisplayName("XO-14 levels 0 to 2 of interleaving can be set, level 2 only if each message tells its stream")
    void fragmentInterleave() throws SctpException {
        assertThat(one.getOption(SctpOption.FRAGMENT_INTERLEAVE)).isZero();
        assertThat(many.getOption(SctpOption.FRAGMENT_INTERLEAVE)).isEqualTo(1);
        one.setOption(SctpOption.FRAGMENT_INTERLEAVE, 1);
        assertThat(one.getOption(SctpOption.FRAGMENT_INTERLEAVE)).isEqualTo(1);
        many.setOption(SctpOption.FRAGMENT_INTERLEAVE, 0);
        assertThat(many.getOption(SctpOption.FRAGMENT_INTERLEAVE)).isZero();
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.FRAGMENT_INTERLEAVE, 2));
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.FRAGMENT_INTERLEAVE, 3));
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.FRAGMENT_INTERLEAVE, -1));
        assertThat(one.getOption(SctpOption.FRAGMENT_INTERLEAVE)).isEqualTo(1);
        one.setOption(SctpOption.RECVRCVINFO, true);
        one.setOption(SctpOption.FRAGMENT_INTERLEAVE, 2);
        assertThat(one.getOption(SctpOption.FRAGMENT_INTERLEAVE)).isEqualTo(2);
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.RECVRCVINFO, false));
        EventSubscription withoutDataIo = EventSubscription.NONE;
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.EVENTS, withoutDataIo));
        assertThat(one.getOption(SctpOption.RECVRCVINFO)).isTrue();
        many.setOption(
                SctpOption.EVENTS,
                new EventSubscription(true, false, false, false, false, false, false, false, false, false));
        many.setOption(SctpOption.FRAGMENT_INTERLEAVE, 2);
        assertThat(many.getOption(SctpOption.FRAGMENT_INTERLEAVE)).isEqualTo(2);
    }

    @Test
    @DisplayName("XT-19 8260-2.2.1-3 I-DATA is off, and can be offered at level 2 only, which then stays")
    void interleaving() throws SctpException {
        assertThat(one.getOption(SctpOption.INTERLEAVING_SUPPORTED)).isFalse();
        one.setOption(SctpOption.INTERLEAVING_SUPPORTED, false);
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.INTERLEAVING_SUPPORTED, true));
        one.setOption(SctpOption.RECVRCVINFO, true);
        one.setOption(SctpOption.FRAGMENT_INTERLEAVE, 2);
        one.setOption(SctpOption.INTERLEAVING_SUPPORTED, true);
        assertThat(one.getOption(SctpOption.INTERLEAVING_SUPPORTED)).isTrue();
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.FRAGMENT_INTERLEAVE, 1));
        assertThat(one.getOption(SctpOption.FRAGMENT_INTERLEAVE)).isEqualTo(2);
        one.setOption(SctpOption.INTERLEAVING_SUPPORTED, false);
        one.setOption(SctpOption.FRAGMENT_INTERLEAVE, 1);
    }

    private static PeerAddressParams mtu(int bytes, int flags) {
        return new PeerAddressParams(0, 0, bytes, flags);
    }

    @Test
    @DisplayName(
            "PAP-6 PAP-14 PAP-17: a path MTU can be fixed; discovery can't be turned on where packets may be divided")
    void pathMtu() throws SctpException {
        listener();
        PeerAddressParams before = one.getOption(SctpOption.PEER_ADDR_PARAMS);
        assertThat(before.flags()).isEqualTo(PeerAddressParams.SPP_HB_ENABLE | PeerAddressParams.SPP_PMTUD_DISABLE);
        one.setOption(SctpOption.PEER_ADDR_PARAMS, mtu(0, PeerAddressParams.SPP_PMTUD_DISABLE));
        assertThat(one.getOption(SctpOption.PEER_ADDR_PARAMS)).isEqualTo(before);
        assertErrno(Errno.EOPNOTSUPP, () -> setMtu(0, PeerAddressParams.SPP_PMTUD_ENABLE));
        assertErrno(
                Errno.EINVAL,
                () -> setMtu(0, PeerAddressParams.SPP_PMTUD_ENABLE | PeerAddressParams.SPP_PMTUD_DISABLE));
        assertErrno(Errno.EINVAL, () -> setMtu(1000, 0));
        assertErrno(Errno.EINVAL, () -> setMtu(499, PeerAddressParams.SPP_PMTUD_DISABLE));
        assertErrno(Errno.EINVAL, () -> setMtu(1469, PeerAddressParams.SPP_PMTUD_DISABLE));
        assertErrno(Errno.EOPNOTSUPP, () -> setMtu(0, 0x40));
        setMtu(1468, PeerAddressParams.SPP_PMTUD_DISABLE);
        assertThat(one.getOption(SctpOption.PEER_ADDR_PARAMS).pathMtuBytes()).isEqualTo(1468);
        one.connect(serverAddress);
        assertThat(one.getOption(SctpOption.STATUS).fragmentationPoint()).isEqualTo(1452);
        setMtu(1000, PeerAddressParams.SPP_PMTUD_DISABLE);
        assertThat(one.getOption(SctpOption.STATUS).fragmentationPoint())
                .as("of the present association, too")
                .isEqualTo(984);
        setMtu(0, PeerAddressParams.SPP_PMTUD_DISABLE);
        assertThat(one.getOption(SctpOption.STATUS).fragmentationPoint()).isEqualTo(984);
    }

    private void setMtu(int bytes, int flags) throws SctpException {
        one.setOption(SctpOption.PEER_ADDR_PARAMS, mtu(bytes, flags));
    }

    @Test
    @DisplayName("the stagger of INITs is 10 ms to 10 s, or 0 (SCTP_CONNECT_STAGGER)")
    void connectStagger() throws SctpException {
        assertThat(one.getOption(SctpOption.CONNECT_STAGGER)).isZero();
        for (int ms : new int[] {10, 10_000, 0, 250}) {
            one.setOption(SctpOption.CONNECT_STAGGER, ms);
            assertThat(one.getOption(SctpOption.CONNECT_STAGGER)).isEqualTo(ms);
        }
        for (int ms : new int[] {-1, 1, 9, 10_001}) {
            assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.CONNECT_STAGGER, ms));
        }
        assertErrno(Errno.EINVAL, () -> many.setOption(SctpOption.CONNECT_STAGGER, 250, SCTP_ALL_ASSOC));
        assertThat(one.getOption(SctpOption.CONNECT_STAGGER)).isEqualTo(250);
    }

    @Test
    @DisplayName("an initial window can be set for later associations (SCTP_INITIAL_CWND)")
    void initialWindow() throws SctpException {
        listener();
        assertThat(one.getOption(SctpOption.INITIAL_CWND)).isZero();
        one.setOption(SctpOption.INITIAL_CWND, 8);
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.INITIAL_CWND, 1001));
        assertErrno(Errno.EINVAL, () -> many.setOption(SctpOption.INITIAL_CWND, 8, SCTP_ALL_ASSOC));
        assertThat(one.getOption(SctpOption.INITIAL_CWND)).isEqualTo(8);
        one.connect(serverAddress);
        Status status = one.getOption(SctpOption.STATUS);
        assertThat(status.primary()).isNotNull();
        assertThat(status.primary().cwndBytes()).isEqualTo(8L * status.primary().mtuBytes());
    }
}
