package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.expect;
import static io.jsctp.Stacks.expectChange;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Partial reliability at the sockets (RFC 6458 §5.3.7, §8.1.32, RFC 7496 §4), in virtual time. */
@Timeout(60)
class PartialReliabilityTest {
    private static final int FORWARD_TSN = 0xC0;
    private static final PrInfo ONCE = new PrInfo(SctpConstants.SCTP_PR_SCTP_RTX, 0);
    private static final int ALL = SctpConstants.SCTP_PR_SCTP_ALL;

    private VirtualWire wire;
    private InetSocketAddress address;
    private SctpSocket server;
    private SctpSocket client;

    @BeforeEach
    void open() throws Exception {
        wire = new VirtualWire();
        address = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        server = Stacks.subscribed(wire.server.stack().socket(Family.IPV4, Style.ONE_TO_MANY));
        server.configureBlocking(false);
        server.bind(address);
        server.listen(1);
        client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        client.setOption(SctpOption.event(EventType.SEND_FAILED_EVENT), true);
        client.setOption(SctpOption.NODELAY, true);
    }

    private void connect() throws Exception {
        client.connect(address);
        wire.runFor(1);
    }

    private static PrInfo info(int policy, int value) {
        return new PrInfo(policy, value);
    }

    private void send(String text, int stream, PrInfo reliability) throws SctpException {
        client.sendv(bytes(text), new SendvSpa(SendInfo.stream(stream), reliability));
    }

    private PrStatus status(int policy) throws SctpException {
        return client.getOption(SctpOption.prAssocStatus(policy));
    }

    private String failed() throws SctpException {
        SendFailed failed = expect(client, SendFailed.class);
        return java.nio.charset.StandardCharsets.UTF_8.decode(failed.data())
                + (failed.flags() == SctpConstants.SCTP_DATA_SENT ? " sent" : " unsent");
    }

    @Test
    @DisplayName("XT-16 3758-4.2-1 3758-3.3.2-5: declared by default; COMM_UP and the option tell that it is in use")
    void supported() throws Exception {
        assertThat(client.getOption(SctpOption.PR_SUPPORTED)).isTrue();
        connect();
        AssociationChange up = expectChange(server, AssociationChange.State.COMM_UP);
        assertThat(up.info().get(0)).isEqualTo((byte) SctpConstants.SCTP_ASSOC_SUPPORTS_PR);
        int id = up.associationId();
        assertThat(server.getOption(SctpOption.PR_SUPPORTED, id)).isTrue();
        server.setOption(SctpOption.PR_SUPPORTED, false, SctpConstants.SCTP_FUTURE_ASSOC);
        assertThat(server.getOption(SctpOption.PR_SUPPORTED, id)).isTrue();
        assertErrno(Errno.EINVAL, () -> server.setOption(SctpOption.PR_SUPPORTED, false, id));
        for (int several : new int[] {SctpConstants.SCTP_CURRENT_ASSOC, SctpConstants.SCTP_ALL_ASSOC}) {
            assertErrno(Errno.EINVAL, () -> server.setOption(SctpOption.PR_SUPPORTED, false, several));
            assertErrno(Errno.EINVAL, () -> server.getOption(SctpOption.PR_SUPPORTED, several));
        }
    }

    @Test
    @DisplayName("XT-16 3758-3.3.2-5 3758-3.3.3-2: of two sides one turned it off: not in use, all is delivered")
    void turnedOff() throws Exception {
        server.setOption(SctpOption.PR_SUPPORTED, false);
        client.setOption(SctpOption.event(EventType.ASSOC_CHANGE), true);
        connect();
        AssociationChange up = expectChange(client, AssociationChange.State.COMM_UP);
        assertThat(up.info()).isEqualTo(ByteBuffer.wrap(new byte[] {SctpConstants.SCTP_ASSOC_SUPPORTS_RE_CONFIG}));
        assertThat(client.getOption(SctpOption.PR_SUPPORTED)).isFalse();
        wire.cut();
        send("lost once", 0, ONCE);
        wire.runFor(2);
        assertThat(status(ALL)).isEqualTo(new PrStatus(0, 0));
        assertThat(wire.sent(FORWARD_TSN)).isZero();
    }

    @Test
    @DisplayName("XT-1 XT-13..15 XA-7 XE-1: what is given up is told to the user, to the peer, and counted")
    void givenUp() throws Exception {
        connect();
        wire.cut();
        send("first", 1, ONCE);
        send("second", 2, info(SctpConstants.SCTP_PR_SCTP_TTL, 500));
        wire.runFor(3);
        assertThat(failed()).isEqualTo("first sent");
        assertThat(failed()).isEqualTo("second sent");
        assertThat(status(SctpConstants.SCTP_PR_SCTP_RTX)).isEqualTo(new PrStatus(0, 1));
        assertThat(status(SctpConstants.SCTP_PR_SCTP_TTL)).isEqualTo(new PrStatus(0, 1));
        assertThat(status(SctpConstants.SCTP_PR_SCTP_PRIO)).isEqualTo(new PrStatus(0, 0));
        assertThat(status(ALL)).isEqualTo(new PrStatus(0, 2));
        assertThat(client.getOption(SctpOption.prStreamStatus(1, SctpConstants.SCTP_PR_SCTP_RTX)))
                .isEqualTo(new PrStatus(0, 1));
        assertThat(client.getOption(SctpOption.prStreamStatus(1, SctpConstants.SCTP_PR_SCTP_TTL)))
                .isEqualTo(new PrStatus(0, 0));
        assertThat(client.getOption(SctpOption.prStreamStatus(2, ALL))).isEqualTo(new PrStatus(0, 1));
        assertThat(client.getOption(SctpOption.prStreamStatus(3, ALL))).isEqualTo(new PrStatus(0, 0));
    }

    @Test
    @DisplayName("XT-14..15: counts are an association's, of a stream it has, and of a policy that gives up")
    void statusErrors() throws Exception {
        assertErrno(Errno.ENOTCONN, () -> status(ALL));
        connect();
        for (int policy : new int[] {SctpConstants.SCTP_PR_SCTP_NONE, 9, SctpConstants.SCTP_PR_SCTP_UNSENT_TTL}) {
            assertErrno(Errno.EINVAL, () -> status(policy));
            assertErrno(Errno.EINVAL, () -> client.getOption(SctpOption.prStreamStatus(0, policy)));
        }
        assertErrno(Errno.EINVAL, () -> client.getOption(SctpOption.prStreamStatus(10_000, ALL)));
        assertErrno(Errno.EINVAL, () -> client.getOption(SctpOption.prStreamStatus(-1, ALL)));
        assertErrno(Errno.EINVAL, () -> server.getOption(SctpOption.prAssocStatus(ALL)));
        assertErrno(Errno.EOPNOTSUPP, () -> client.setOption(SctpOption.prAssocStatus(ALL), new PrStatus(0, 0)));
        int id = expectChange(server, AssociationChange.State.COMM_UP).associationId();
        assertThat(server.getOption(SctpOption.prAssocStatus(ALL), id)).isEqualTo(new PrStatus(0, 0));
    }

    @Test
    @DisplayName("XO-23 XT-13: the default holds for messages without a PrInfo, also with a SendInfo")
    void defaults() throws Exception {
        assertThat(client.getOption(SctpOption.DEFAULT_PRINFO)).isEqualTo(info(SctpConstants.SCTP_PR_SCTP_NONE, 0));
        client.setOption(SctpOption.DEFAULT_PRINFO, ONCE);
        assertThat(client.getOption(SctpOption.DEFAULT_PRINFO)).isEqualTo(ONCE);
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.DEFAULT_PRINFO, info(77, 0)));
        connect();
        wire.cut();
        client.sendv(bytes("by default"), SendInfo.stream(0));
        send("reliable", 0, info(SctpConstants.SCTP_PR_SCTP_NONE, 0));
        client.sendv(bytes("plain"), null, null, 0);
        wire.runFor(3);
        assertThat(failed()).isEqualTo("by default sent");
        assertThat(failed()).isEqualTo("plain sent");
        assertThat(status(ALL)).isEqualTo(new PrStatus(0, 2));
    }

    @Test
    @DisplayName("XO-23: FUTURE, CURRENT, ALL and single associations are set apart")
    void defaultScopes() throws Exception {
        SctpSocket many = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        many.setOption(SctpOption.DEFAULT_PRINFO, info(1, 1), SctpConstants.SCTP_FUTURE_ASSOC);
        int id = many.connectx(java.util.List.of(address));
        assertThat(many.getOption(SctpOption.DEFAULT_PRINFO, id)).isEqualTo(info(1, 1));
        many.setOption(SctpOption.DEFAULT_PRINFO, info(1, 2), SctpConstants.SCTP_CURRENT_ASSOC);
        assertThat(many.getOption(SctpOption.DEFAULT_PRINFO, SctpConstants.SCTP_FUTURE_ASSOC))
                .isEqualTo(info(1, 1));
        assertThat(many.getOption(SctpOption.DEFAULT_PRINFO, id)).isEqualTo(info(1, 2));
        many.setOption(SctpOption.DEFAULT_PRINFO, info(1, 3), SctpConstants.SCTP_ALL_ASSOC);
        assertThat(many.getOption(SctpOption.DEFAULT_PRINFO, SctpConstants.SCTP_FUTURE_ASSOC))
                .isEqualTo(info(1, 3));
        many.setOption(SctpOption.DEFAULT_PRINFO, info(1, 4), id);
        assertThat(many.getOption(SctpOption.DEFAULT_PRINFO, id)).isEqualTo(info(1, 4));
    }

    @Test
    @DisplayName("DSP-7: a life time without MSG_PR_SCTP ends when the transmission begins")
    void unsentLifetime() throws Exception {
        connect();
        wire.cut();
        send("is on its way", 0, info(SctpConstants.SCTP_PR_SCTP_UNSENT_TTL, 100));
        wire.runFor(3);
        assertThat(status(ALL)).isEqualTo(new PrStatus(0, 0));
        assertThat(client.getOption(SctpOption.STATUS).unacknowledgedData()).isEqualTo(1);
    }

    @Test
    @DisplayName("DSP-8: with MSG_PR_SCTP it ends though it has been sent")
    void timedDefault() throws Exception {
        client.setOption(SctpOption.DEFAULT_SEND_PARAM, new DefaultSendParam(0, SctpConstants.MSG_PR_SCTP, 0, 0, 100));
        connect();
        wire.cut();
        client.sendv(bytes("old"), null, null, 0);
        wire.runFor(3);
        assertThat(failed()).isEqualTo("old sent");
    }

    @Test
    @DisplayName("XT-13 7496-3.2-3: with the buffer full a message of higher priority is taken at once")
    void priority() throws Exception {
        client.setOption(SctpOption.SO_SNDBUF, 10_000);
        connect();
        client.configureBlocking(false);
        wire.cut();
        PrInfo low = info(SctpConstants.SCTP_PR_SCTP_PRIO, 7);
        ByteBuffer large = ByteBuffer.allocate(4000);
        client.sendv(large.duplicate(), new SendvSpa(SendInfo.stream(0), low));
        client.sendv(large.duplicate(), new SendvSpa(SendInfo.stream(1), low));
        assertErrno(Errno.EAGAIN, () -> client.sendv(large.duplicate(), new SendvSpa(SendInfo.stream(2), low)));
        PrInfo high = info(SctpConstants.SCTP_PR_SCTP_PRIO, 0);
        assertThat(client.sendv(large.duplicate(), new SendvSpa(SendInfo.stream(2), high)))
                .isEqualTo(4000);
        assertThat(expect(client, SendFailed.class).data().remaining()).isEqualTo(4000);
        PrStatus counted = status(SctpConstants.SCTP_PR_SCTP_PRIO);
        assertThat(counted.abandonedSent() + counted.abandonedUnsent()).isEqualTo(1);
    }
}
