package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SCTP_DEFAULT_SEND_PARAM, and what becomes of messages that are too old, in virtual time. */
@Timeout(60)
class SendDefaultsTest {
    private static final int UNORDERED = SctpConstants.SCTP_UNORDERED;

    private VirtualWire wire;
    private InetSocketAddress address;
    private SctpSocket listener;
    private SctpSocket client;

    @BeforeEach
    void open() throws Exception {
        wire = new VirtualWire();
        address = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        listener = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.setOption(SctpOption.RECVRCVINFO, true);
        listener.bind(address);
        listener.listen(1);
        client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
    }

    @Test
    @DisplayName("DSP-1..2 DSP-4..6 DSP-10 OPTI-4: what is set is read, and messages without a SendInfo are sent by it")
    void shapesMessages() throws Exception {
        assertThat(client.getOption(SctpOption.DEFAULT_SEND_PARAM)).isEqualTo(new DefaultSendParam(0, 0, 0, 0, 0));
        DefaultSendParam param = new DefaultSendParam(3, UNORDERED, 77, 5, 0);
        client.setOption(SctpOption.DEFAULT_SEND_PARAM, param);
        assertThat(client.getOption(SctpOption.DEFAULT_SEND_PARAM)).isEqualTo(param);
        assertThat(client.optInfo(99, SctpOption.DEFAULT_SEND_PARAM, null)).isEqualTo(param);
        assertThat(client.getOption(SctpOption.DEFAULT_SNDINFO)).isEqualTo(new SendInfo(3, UNORDERED, 77, 5, 0));
        client.connect(address);
        client.sendv(bytes("x"), null, null, 0);
        ReceiveInfo info = Stacks.read(listener.accept()).result().receiveInfo();
        assertThat(info.streamId()).isEqualTo(3);
        assertThat(info.flags()).isEqualTo(UNORDERED);
        assertThat(info.payloadProtocolId()).isEqualTo(77);
        client.setOption(SctpOption.DEFAULT_SEND_PARAM, new DefaultSendParam(60_000, 0, 0, 0, 0));
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), null, null, 0));
    }

    @Test
    @DisplayName(
            "DSP-4 XO-22: only SCTP_UNORDERED, SCTP_EOF, SCTP_SENDALL and MSG_PR_SCTP can be defaults, not SCTP_EOR")
    void flags() throws Exception {
        int all = UNORDERED | SctpConstants.SCTP_EOF | SctpConstants.SCTP_SENDALL | SctpConstants.MSG_PR_SCTP;
        client.setOption(SctpOption.DEFAULT_SEND_PARAM, new DefaultSendParam(0, all, 0, 0, 0));
        assertThat(client.getOption(SctpOption.DEFAULT_SEND_PARAM).flags()).isEqualTo(all);
        client.setOption(SctpOption.EXPLICIT_EOR, true);
        for (int flag : new int[] {
            SctpConstants.SCTP_ABORT, SctpConstants.SCTP_ADDR_OVER, SctpConstants.MSG_OOB, SctpConstants.SCTP_EOR
        }) {
            assertErrno(
                    Errno.EINVAL,
                    () -> client.setOption(SctpOption.DEFAULT_SEND_PARAM, new DefaultSendParam(0, flag, 0, 0, 0)));
            assertErrno(
                    Errno.EINVAL,
                    () -> client.setOption(
                            SctpOption.DEFAULT_SNDINFO, SendInfo.stream(0).withFlags(flag)));
        }
        assertErrno(
                Errno.EINVAL,
                () -> client.setOption(SctpOption.DEFAULT_SEND_PARAM, new DefaultSendParam(65_536, 0, 0, 0, 0)));
        assertErrno(
                Errno.EINVAL,
                () -> client.setOption(SctpOption.DEFAULT_SEND_PARAM, new DefaultSendParam(0, 0, 0, 0, 1L << 32)));
        assertThat(client.getOption(SctpOption.DEFAULT_SEND_PARAM).flags()).isEqualTo(all);
    }

    @Test
    @DisplayName(
            "DSP-7..8 XE-1 EVT-10: what waits longer than its time to live is given up and told in both forms, as a whole")
    void timeToLive() throws Exception {
        client.setOption(SctpOption.event(EventType.SEND_FAILED_EVENT), true);
        client.setOption(SctpOption.event(EventType.SEND_FAILED), true);
        client.connect(address);
        for (int flags : new int[] {0, SctpConstants.MSG_PR_SCTP}) {
            client.setOption(SctpOption.DEFAULT_SEND_PARAM, new DefaultSendParam(1, flags, 7, 8, 100));
        }
        wire.cut();
        SendInfo filler = SendInfo.stream(0);
        for (int i = 0; i < 10; i++) {
            client.sendv(bytes(1000), filler);
        }
        client.sendv(bytes("too late"), null, null, 0);
        client.sendv(bytes("stays"), filler);
        wire.runForNs(200_000_000L);
        Stacks.Received first = Stacks.read(client);
        SendFailed failed = (SendFailed) first.result().notification();
        assertThat(failed.flags()).isEqualTo(SctpConstants.SCTP_DATA_UNSENT);
        assertThat(failed.info().context()).isEqualTo(8);
        assertThat(failed.info().flags()).isEqualTo(SctpConstants.SCTP_DATA_NOT_FRAG);
        OldSendFailed old = Stacks.expect(client, OldSendFailed.class);
        assertThat(old).isEqualTo(OldSendFailed.of(failed));
        assertThat(old.data()).isEqualTo(bytes("too late"));
        client.configureBlocking(false);
        assertErrno(Errno.EAGAIN, () -> client.recvv(bytes(100)));
    }

    @Test
    @DisplayName("DSP-10: on a one-to-many socket FUTURE, CURRENT and ALL and single associations are set apart")
    void scopes() throws Exception {
        SctpSocket many = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        int id = many.connectx(java.util.List.of(address));
        many.setOption(SctpOption.DEFAULT_SEND_PARAM, stream(1), SctpConstants.SCTP_FUTURE_ASSOC);
        many.setOption(SctpOption.DEFAULT_SEND_PARAM, stream(2), SctpConstants.SCTP_CURRENT_ASSOC);
        assertThat(many.getOption(SctpOption.DEFAULT_SEND_PARAM)).isEqualTo(stream(1));
        assertThat(many.getOption(SctpOption.DEFAULT_SEND_PARAM, id)).isEqualTo(stream(2));
        many.setOption(SctpOption.DEFAULT_SEND_PARAM, stream(3), SctpConstants.SCTP_ALL_ASSOC);
        assertThat(many.getOption(SctpOption.DEFAULT_SEND_PARAM)).isEqualTo(stream(3));
        assertThat(many.getOption(SctpOption.DEFAULT_SEND_PARAM, id)).isEqualTo(stream(3));
        many.setOption(SctpOption.DEFAULT_SEND_PARAM, stream(4), id);
        assertThat(many.getOption(SctpOption.DEFAULT_SEND_PARAM)).isEqualTo(stream(3));
        assertThat(many.getOption(SctpOption.DEFAULT_SEND_PARAM, id)).isEqualTo(stream(4));
    }

    private static DefaultSendParam stream(int id) {
        return new DefaultSendParam(id, 0, 0, 0, 0);
    }
}
