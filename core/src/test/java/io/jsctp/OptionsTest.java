package io.jsctp;

import static io.jsctp.SctpConstants.SCTP_ALL_ASSOC;
import static io.jsctp.SctpConstants.SCTP_CURRENT_ASSOC;
import static io.jsctp.SctpConstants.SCTP_FUTURE_ASSOC;
import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.expectChange;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OptionsTest {
    private Stacks stacks;
    private SctpSocket one;
    private SctpSocket many;

    @BeforeEach
    void open() throws IOException {
        stacks = new Stacks();
        one = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
        many = stacks.client.socket(Family.IPV4, Style.ONE_TO_MANY);
    }

    @AfterEach
    void close() {
        stacks.close();
    }

    @Test
    @DisplayName("RTO-2..5 OPTI-10: 1 s, 60 s, 1 s by default; 0 leaves a value; what contradicts itself is EINVAL")
    void rtoInfo() throws SctpException {
        assertThat(one.getOption(SctpOption.RTOINFO)).isEqualTo(new RtoInfo(1000, 60000, 1000));
        one.setOption(SctpOption.RTOINFO, new RtoInfo(300, 0, 100));
        assertThat(one.getOption(SctpOption.RTOINFO)).isEqualTo(new RtoInfo(300, 60000, 100));
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.RTOINFO, new RtoInfo(0, 50, 0)));
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.RTOINFO, new RtoInfo(70000, 0, 0)));
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.RTOINFO, new RtoInfo(-1, 0, 0)));
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.RTOINFO, new RtoInfo(1L << 32, 0, 0)));
        assertThat(one.getOption(SctpOption.RTOINFO)).isEqualTo(new RtoInfo(300, 60000, 100));
        assertErrno(Errno.EINVAL, () -> many.setOption(SctpOption.RTOINFO, new RtoInfo(0, 0, 0), SCTP_CURRENT_ASSOC));
        assertErrno(Errno.EINVAL, () -> many.setOption(SctpOption.RTOINFO, new RtoInfo(0, 0, 0), SCTP_ALL_ASSOC));
    }

    @Test
    @DisplayName("ASOC-2 ASOC-6: 10 and 60 s by default; set and read back; 0 leaves a value")
    void associationParams() throws SctpException {
        assertThat(one.getOption(SctpOption.ASSOCINFO)).isEqualTo(new AssociationParams(10, 0, 0, 0, 60000));
        one.setOption(SctpOption.ASSOCINFO, AssociationParams.of(4, 0));
        one.setOption(SctpOption.ASSOCINFO, AssociationParams.of(0, 5000));
        assertThat(one.getOption(SctpOption.ASSOCINFO)).isEqualTo(new AssociationParams(4, 0, 0, 0, 5000));
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.ASSOCINFO, AssociationParams.of(65536, 0)));
    }

    @Test
    @DisplayName("ASOC-3..5: of an association also the peer's addresses and both windows")
    void associationParamsOfAssociation() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        pair.client().setOption(SctpOption.ASSOCINFO, AssociationParams.of(3, 0));
        AssociationParams params = pair.client().getOption(SctpOption.ASSOCINFO);
        assertThat(params.maxRetransmits()).isEqualTo(3);
        assertThat(params.peerDestinations())
                .isEqualTo(pair.client().getpaddrs(0).size());
        assertThat(params.peerRwnd())
                .isEqualTo(pair.server().getOption(SctpOption.SO_RCVBUF).longValue());
        assertThat(params.localRwnd())
                .isEqualTo(pair.client().getOption(SctpOption.SO_RCVBUF).longValue());
        assertErrno(Errno.EINVAL, () -> pair.client().setOption(SctpOption.ASSOCINFO, AssociationParams.of(1000, 0)));
    }

    @Test
    @DisplayName("SOPT-6 SOPT-7: INITMSG is read back; 0 is the default; on a connected socket it is only stored")
    void initMessage() throws SctpException {
        InitMessage standard = one.getOption(SctpOption.INITMSG);
        one.setOption(SctpOption.INITMSG, new InitMessage(64, 65, 66, 67));
        assertThat(one.getOption(SctpOption.INITMSG)).isEqualTo(new InitMessage(64, 65, 66, 67));
        one.setOption(SctpOption.INITMSG, new InitMessage(0, 0, 0, 0));
        assertThat(one.getOption(SctpOption.INITMSG)).isEqualTo(standard);
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.INITMSG, new InitMessage(65536, 0, 0, 0)));
        Stacks.Pair pair = stacks.pair();
        int streams = pair.client().getOption(SctpOption.STATUS).outboundStreams();
        pair.client().setOption(SctpOption.INITMSG, new InitMessage(77, 0, 0, 0));
        assertThat(pair.client().getOption(SctpOption.INITMSG).outboundStreams())
                .isEqualTo(77);
        assertThat(pair.client().getOption(SctpOption.STATUS).outboundStreams()).isEqualTo(streams);
    }

    @Test
    @DisplayName(
            "SOPT-1 SOPT-11 XO-1 XO-2 XO-3 XO-4 XO-13 XO-18 XO-22 SOPT-4 SOPT-5 9260-6.2-13: the plain ones are off or at their default, and read back; wrong values are EINVAL")
    void plainOptions() throws SctpException {
        assertThat(one.getOption(SctpOption.NODELAY)).isFalse();
        assertThat(one.getOption(SctpOption.RECVRCVINFO)).isFalse();
        assertThat(one.getOption(SctpOption.RECVNXTINFO)).isFalse();
        assertThat(one.getOption(SctpOption.SO_LINGER)).isEqualTo(new Linger(false, 0));
        assertThat(one.getOption(SctpOption.MAX_BURST)).isEqualTo(4);
        assertThat(one.getOption(SctpOption.DELAYED_SACK)).isEqualTo(new SackInfo(200, 2));
        assertThat(one.getOption(SctpOption.CONTEXT)).isZero();
        one.setOption(SctpOption.NODELAY, true);
        one.setOption(SctpOption.RECVNXTINFO, true);
        one.setOption(SctpOption.SO_LINGER, new Linger(true, 3));
        one.setOption(SctpOption.SO_SNDBUF, 5000);
        one.setOption(SctpOption.SO_RCVBUF, 6000);
        one.setOption(SctpOption.MAX_BURST, 0);
        one.setOption(SctpOption.DELAYED_SACK, new SackInfo(0, 1));
        one.setOption(SctpOption.CONTEXT, 0xFFFFFFFF);
        one.setOption(SctpOption.DEFAULT_SNDINFO, new SendInfo(2, SctpConstants.SCTP_UNORDERED, 3, 4, 5));
        assertThat(one.getOption(SctpOption.NODELAY)).isTrue();
        assertThat(one.getOption(SctpOption.RECVNXTINFO)).isTrue();
        assertThat(one.getOption(SctpOption.SO_LINGER)).isEqualTo(new Linger(true, 3));
        assertThat(one.getOption(SctpOption.SO_SNDBUF)).isEqualTo(5000);
        assertThat(one.getOption(SctpOption.SO_RCVBUF)).isEqualTo(6000);
        assertThat(one.getOption(SctpOption.MAX_BURST)).isZero();
        assertThat(one.getOption(SctpOption.DELAYED_SACK)).isEqualTo(new SackInfo(200, 1));
        assertThat(one.getOption(SctpOption.CONTEXT)).isEqualTo(0xFFFFFFFF);
        assertThat(one.getOption(SctpOption.DEFAULT_SNDINFO))
                .isEqualTo(new SendInfo(2, SctpConstants.SCTP_UNORDERED, 3, 4, 0));
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.SO_LINGER, new Linger(true, -1)));
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.SO_SNDBUF, 0));
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.SO_RCVBUF, 1000));
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.DELAYED_SACK, new SackInfo(501, 0)));
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.MAX_BURST, -1));
        SendInfo abort = SendInfo.stream(0).withFlags(SctpConstants.SCTP_ABORT);
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.DEFAULT_SNDINFO, abort));
        assertErrno(Errno.EFAULT, () -> one.setOption(SctpOption.NODELAY, null));
        assertErrno(Errno.EFAULT, () -> one.setOption(null, true));
    }

    @Test
    @DisplayName(
            "STAT-2 STAT-3 STAT-9 STATE-1..3 STATE-6 PINF-2..4 PINF-6 PINF-7 XR-1: without association the endpoint's state; with one its state, windows and primary")
    void status() throws SctpException {
        assertThat(one.getOption(SctpOption.STATUS).state()).isEqualTo(SctpState.IDLE);
        SctpSocket listener = stacks.server.socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.bind(new InetSocketAddress("127.0.0.1", 4999));
        assertThat(listener.getOption(SctpOption.STATUS).state()).isEqualTo(SctpState.BOUND);
        listener.listen(1);
        assertThat(listener.getOption(SctpOption.STATUS).state()).isEqualTo(SctpState.LISTEN);
        assertErrno(Errno.EOPNOTSUPP, () -> one.setOption(SctpOption.STATUS, one.getOption(SctpOption.STATUS)));
        Stacks.Pair pair = stacks.pair();
        // the path MTU is not to change between two reads
        pair.client()
                .setOption(
                        SctpOption.PEER_ADDR_PARAMS,
                        new PeerAddressParams(0, 0, 0, PeerAddressParams.SPP_PMTUD_DISABLE));
        Status status = pair.client().getOption(SctpOption.STATUS);
        assertThat(status.state()).isEqualTo(SctpState.ESTABLISHED);
        assertThat(status.peerRwnd()).isPositive();
        assertThat(status.fragmentationPoint()).isPositive();
        PeerAddressInfo primary = status.primary();
        assertThat(primary).isNotNull();
        assertThat(primary.address()).isEqualTo(stacks.serverAddress());
        assertThat(primary.state()).isEqualTo(PeerAddressInfo.State.ACTIVE);
        assertThat(primary.cwndBytes()).isPositive();
        assertThat(primary.rtoMs()).isBetween(1000L, 60000L);
        // PINF-7, XR-1: the same path, asked for by its address
        assertThat(pair.client()
                        .optInfo(0, SctpOption.GET_PEER_ADDR_INFO, stacks.serverAddress())
                        .mtuBytes())
                .isEqualTo(primary.mtuBytes());
        InetSocketAddress stranger = new InetSocketAddress("127.9.9.9", 5000);
        assertErrno(Errno.EINVAL, () -> pair.client().optInfo(0, SctpOption.GET_PEER_ADDR_INFO, stranger));
        assertErrno(Errno.EINVAL, () -> pair.client().optInfo(0, SctpOption.GET_PEER_ADDR_INFO, null));
    }

    @Test
    @DisplayName("STAT-5: what waits to be read is counted")
    void pendingData() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        pair.client().sendv(bytes("a"), SendInfo.stream(0));
        pair.client().sendv(bytes("b"), SendInfo.stream(0));
        // What is not sent yet, since the stack's thread sends for the association, is not unacknowledged either.
        while (pair.server().getOption(SctpOption.STATUS).pendingData() < 2) {
            Stacks.spin();
        }
        assertThat(pair.server().getOption(SctpOption.STATUS).pendingData()).isEqualTo(2);
        Stacks.readText(pair.server());
        assertThat(pair.server().getOption(SctpOption.STATUS).pendingData()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "OPTI-1 OPTI-2 OPTI-5 OPTI-7 XC-20 XR-4: ids count on one-to-many only; CURRENT and ALL can't be read; unknown ids are EINVAL")
    void ids() throws SctpException {
        assertThat(one.optInfo(4711, SctpOption.RTOINFO, null)).isEqualTo(new RtoInfo(1000, 60000, 1000));
        assertErrno(Errno.EINVAL, () -> many.optInfo(4711, SctpOption.RTOINFO, null));
        assertErrno(Errno.EINVAL, () -> many.optInfo(SCTP_CURRENT_ASSOC, SctpOption.RTOINFO, null));
        assertErrno(Errno.EINVAL, () -> many.optInfo(SCTP_ALL_ASSOC, SctpOption.CONTEXT, null));
        assertErrno(Errno.EINVAL, () -> many.optInfo(SCTP_FUTURE_ASSOC, SctpOption.STATUS, null));
        assertErrno(Errno.EINVAL, () -> many.getOption(SctpOption.STATUS, 4711));
        assertErrno(Errno.EOPNOTSUPP, () -> one.getOption(SctpOption.GET_ASSOC_NUMBER));
        assertThat(many.getOption(SctpOption.GET_ASSOC_NUMBER)).isZero();
        one.close();
        assertErrno(Errno.EBADF, () -> one.getOption(SctpOption.NODELAY));
        assertErrno(Errno.EBADF, () -> one.setOption(SctpOption.NODELAY, true));
    }

    @Test
    @DisplayName(
            "EVT-16 SOPT-2 SOPT-8 XC-20 XO-19 XR-5: FUTURE, CURRENT, ALL and one id each reach their associations only")
    void scopes() throws SctpException {
        stacks.listener(Style.ONE_TO_MANY);
        int first = many.connectx(List.of(stacks.serverAddress()));
        many.setOption(SctpOption.CONTEXT, 1, SCTP_FUTURE_ASSOC);
        assertThat(many.getOption(SctpOption.CONTEXT, first)).isZero();
        many.setOption(SctpOption.CONTEXT, 2, SCTP_CURRENT_ASSOC);
        assertThat(many.getOption(SctpOption.CONTEXT, first)).isEqualTo(2);
        assertThat(many.getOption(SctpOption.CONTEXT)).isEqualTo(1);
        many.setOption(SctpOption.CONTEXT, 3, SCTP_ALL_ASSOC);
        assertThat(many.getOption(SctpOption.CONTEXT, first)).isEqualTo(3);
        assertThat(many.getOption(SctpOption.CONTEXT)).isEqualTo(3);
        many.setOption(SctpOption.event(EventType.SHUTDOWN_EVENT), true, first);
        assertThat(many.getOption(SctpOption.event(EventType.SHUTDOWN_EVENT), first))
                .isTrue();
        assertThat(many.getOption(SctpOption.event(EventType.SHUTDOWN_EVENT))).isFalse();
        many.setOption(SctpOption.RTOINFO, new RtoInfo(0, 0, 200), first);
        assertThat(many.getOption(SctpOption.RTOINFO, first).minMs()).isEqualTo(200);
        assertThat(many.getOption(SctpOption.RTOINFO).minMs()).isEqualTo(1000);
        assertThat(many.getOption(SctpOption.GET_ASSOC_ID_LIST)).containsExactly(first);
    }

    @Test
    @DisplayName(
            "XT-26 6951-5.1-3 6951-5.4-3: the peer's UDP port can be set for later associations, and read per address")
    void remoteUdpPort() throws SctpException {
        assertThat(one.getOption(SctpOption.REMOTE_UDP_ENCAPS_PORT)).isEqualTo(stacks.server.udpPort());
        one.setOption(SctpOption.REMOTE_UDP_ENCAPS_PORT, 1234);
        assertThat(one.getOption(SctpOption.REMOTE_UDP_ENCAPS_PORT)).isEqualTo(1234);
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.REMOTE_UDP_ENCAPS_PORT, 0));
        assertErrno(Errno.EINVAL, () -> one.setOption(SctpOption.REMOTE_UDP_ENCAPS_PORT, 65536));
        Stacks.Pair pair = stacks.pair();
        assertThat(pair.server()
                        .optInfo(
                                0,
                                SctpOption.REMOTE_UDP_ENCAPS_PORT,
                                pair.server().getpeername()))
                .as("learnt from what came")
                .isEqualTo(stacks.client.udpPort());
        // nothing listens there: what is sent now is lost, so that nothing sets it back
        pair.client().setOption(SctpOption.REMOTE_UDP_ENCAPS_PORT, 1, 0, stacks.serverAddress());
        assertThat(pair.client().optInfo(0, SctpOption.REMOTE_UDP_ENCAPS_PORT, stacks.serverAddress()))
                .isEqualTo(1);
        assertThat(one.getOption(SctpOption.REMOTE_UDP_ENCAPS_PORT))
                .as("of that path alone")
                .isEqualTo(1234);
        InetSocketAddress stranger = new InetSocketAddress("127.9.9.9", 5000);
        assertErrno(Errno.EINVAL, () -> pair.client().setOption(SctpOption.REMOTE_UDP_ENCAPS_PORT, 1, 0, stranger));
        assertErrno(
                Errno.EINVAL,
                () -> pair.client().setOption(SctpOption.REMOTE_UDP_ENCAPS_PORT, 0, 0, stacks.serverAddress()));
    }

    @Test
    @DisplayName("XO-22 SENDV-10: DEFAULT_SNDINFO shapes messages without SendInfo")
    void defaultSendInfo() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        pair.client().setOption(SctpOption.DEFAULT_SNDINFO, SendInfo.stream(5).withPayloadProtocolId(6));
        pair.client().sendv(bytes("x"), null, null, 0);
        ReceiveInfo info = Stacks.readNext(pair.server()).result().receiveInfo();
        assertThat(info).isNotNull();
        assertThat(info.streamId()).isEqualTo(5);
        assertThat(info.payloadProtocolId()).isEqualTo(6);
    }

    @Test
    @DisplayName("XE-5: SENDER_DRY_EVENT once everything is acknowledged")
    void senderDry() throws SctpException {
        stacks.listener(Style.ONE_TO_ONE);
        SctpSocket client = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
        client.setOption(SctpOption.event(EventType.SENDER_DRY_EVENT), true);
        client.setOption(SctpOption.event(EventType.ASSOC_CHANGE), true);
        client.connect(stacks.serverAddress());
        expectChange(client, AssociationChange.State.COMM_UP);
        client.sendv(bytes("x"), SendInfo.stream(0));
        assertThat(Stacks.read(client).result().notification()).isInstanceOf(SenderDry.class);
        client.setOption(SctpOption.event(EventType.SENDER_DRY_EVENT), false);
        client.setOption(SctpOption.event(EventType.SENDER_DRY_EVENT), true);
        assertThat(Stacks.read(client).result().notification())
                .as("dry already when subscribing")
                .isInstanceOf(SenderDry.class);
    }
}
