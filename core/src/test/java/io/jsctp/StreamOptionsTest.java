package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.expect;
import static io.jsctp.Stacks.expectChange;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The socket options and notifications of stream reconfiguration (RFC 6525 §6), in virtual time. */
@Timeout(60)
class StreamOptionsTest {
    private static final int IN = SctpConstants.SCTP_STREAM_RESET_INCOMING;
    private static final int OUT = SctpConstants.SCTP_STREAM_RESET_OUTGOING;
    private static final int ALL_REQUESTS = SctpConstants.SCTP_ENABLE_RESET_STREAM_REQ
            | SctpConstants.SCTP_ENABLE_RESET_ASSOC_REQ
            | SctpConstants.SCTP_ENABLE_CHANGE_ASSOC_REQ;

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
        client = Stacks.subscribed(wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE));
        client.setOption(SctpOption.INITMSG, new InitMessage(4, 8, 0, 0));
        server.setOption(SctpOption.INITMSG, new InitMessage(4, 8, 0, 0));
    }

    /** {@return the id of the association at the server} */
    private int connect() throws Exception {
        client.connect(address);
        client.configureBlocking(false);
        wire.runFor(1);
        AssociationChange up = expectChange(server, AssociationChange.State.COMM_UP);
        AssociationChange ours = expectChange(client, AssociationChange.State.COMM_UP);
        byte[] features = new byte[ours.info().remaining()];
        ours.info().get(features);
        supported = HexFormat.of().formatHex(features);
        return up.associationId();
    }

    private String supported = "";

    @Test
    @DisplayName("XT-4 6525-5.1.1-1: it is declared by default, and COMM_UP tells that both sides did")
    void declared() throws Exception {
        int id = connect();
        assertThat(supported).contains("05");
        assertThat(client.getOption(SctpOption.RECONFIG_SUPPORTED)).isTrue();
        assertThat(server.getOption(SctpOption.RECONFIG_SUPPORTED, id)).isTrue();
        assertThat(server.getOption(SctpOption.RECONFIG_SUPPORTED)).isTrue();
    }

    @Test
    @DisplayName("XT-4 6525-5.1.1-2: SCTP_RECONFIG_SUPPORTED turns it off, and then requests are EOPNOTSUPP")
    void off() throws Exception {
        client.setOption(SctpOption.RECONFIG_SUPPORTED, false);
        int id = connect();
        assertThat(supported).doesNotContain("05");
        assertThat(server.getOption(SctpOption.RECONFIG_SUPPORTED, id)).isFalse();
        assertErrno(
                Errno.EOPNOTSUPP,
                () -> server.setOption(SctpOption.RESET_STREAMS, new ResetStreams(OUT, List.of()), id));
        assertErrno(Errno.EOPNOTSUPP, () -> client.setOption(SctpOption.ADD_STREAMS, new AddStreams(1, 1)));
        assertErrno(Errno.EOPNOTSUPP, () -> client.setOption(SctpOption.RESET_ASSOC, 0));
    }

    @Test
    @DisplayName("XT-9 XT-5: requests are denied until they are allowed, association by association")
    void denied() throws Exception {
        int id = connect();
        assertThat(server.getOption(SctpOption.ENABLE_STREAM_RESET, id)).isZero();
        client.setOption(SctpOption.RESET_STREAMS, new ResetStreams(OUT, List.of(2, 1)));
        wire.runFor(2);
        assertThat(expect(client, StreamReset.class))
                .isEqualTo(new StreamReset(
                        expectedId(),
                        SctpConstants.SCTP_STREAM_RESET_OUTGOING_SSN | SctpConstants.SCTP_STREAM_RESET_DENIED,
                        List.of(2, 1)));
        server.setOption(SctpOption.ENABLE_STREAM_RESET, SctpConstants.SCTP_ENABLE_RESET_STREAM_REQ, id);
        client.setOption(SctpOption.RESET_STREAMS, new ResetStreams(OUT, List.of()));
        wire.runFor(2);
        assertThat(expect(client, StreamReset.class).flags()).isEqualTo(SctpConstants.SCTP_STREAM_RESET_OUTGOING_SSN);
        assertThat(expect(server, StreamReset.class))
                .isEqualTo(new StreamReset(id, SctpConstants.SCTP_STREAM_RESET_INCOMING_SSN, List.of()));
        client.setOption(SctpOption.RESET_ASSOC, 0);
        wire.runFor(2);
        assertThat(expect(client, AssociationReset.class).flags()).isEqualTo(SctpConstants.SCTP_ASSOC_RESET_DENIED);
        client.setOption(SctpOption.ADD_STREAMS, new AddStreams(0, 1));
        wire.runFor(2);
        StreamChange change = expect(client, StreamChange.class);
        assertThat(change.flags()).isEqualTo(SctpConstants.SCTP_STREAM_CHANGE_DENIED);
        assertThat(change.outboundStreams()).isEqualTo(4);
    }

    private int expectedId() throws SctpException {
        return client.getOption(SctpOption.STATUS).associationId();
    }

    @Test
    @DisplayName("XT-6 XT-7 XT-10 XT-11 XT-12: what is allowed happens on both sides, and is told to both users")
    void allowed() throws Exception {
        server.setOption(SctpOption.ENABLE_STREAM_RESET, ALL_REQUESTS);
        assertThat(server.getOption(SctpOption.ENABLE_STREAM_RESET)).isEqualTo(ALL_REQUESTS);
        int id = connect();
        client.setOption(SctpOption.ADD_STREAMS, new AddStreams(2, 3));
        wire.runFor(2);
        expect(client, StreamChange.class);
        StreamChange last = expect(client, StreamChange.class);
        assertThat(last.inboundStreams()).isEqualTo(6);
        assertThat(last.outboundStreams()).isEqualTo(7);
        expect(server, StreamChange.class);
        assertThat(expect(server, StreamChange.class)).isEqualTo(new StreamChange(id, 0, 7, 6));
        client.setOption(SctpOption.RESET_ASSOC, 12345);
        wire.runFor(2);
        AssociationReset ours = expect(client, AssociationReset.class);
        assertThat(ours.flags()).isZero();
        assertThat(expect(server, AssociationReset.class))
                .isEqualTo(new AssociationReset(id, 0, ours.remoteTsn(), ours.localTsn()));
        assertErrno(Errno.EAGAIN, () -> client.setOption(SctpOption.RESET_ASSOC, 0));
        client.setOption(SctpOption.RESET_STREAMS, new ResetStreams(IN | OUT, List.of(6 - 1)));
        assertErrno(Errno.EALREADY, () -> client.setOption(SctpOption.ADD_STREAMS, new AddStreams(1, 0)));
        wire.runFor(2);
        assertThat(expect(client, StreamReset.class).streamIds()).containsExactly(5);
        assertThat(expect(client, StreamReset.class).streamIds()).containsExactly(5);
        client.sendv(bytes("after all that"), SendInfo.stream(6));
        wire.runFor(1);
        expect(server, StreamReset.class);
        expect(server, StreamReset.class);
        assertThat(readText(server)).isEqualTo("after all that");
        client.setOption(SctpOption.ADD_STREAMS, new AddStreams(0, 2));
        wire.runFor(2);
        assertThat(expect(client, StreamChange.class).flags())
                .as("9 are more than the server's sinit_max_instreams")
                .isEqualTo(SctpConstants.SCTP_STREAM_CHANGE_DENIED);
    }

    @Test
    @DisplayName("XT-8 XT-9..12: wrong arguments, and sockets without an association")
    void refused() throws Exception {
        assertErrno(Errno.ENOTCONN, () -> client.setOption(SctpOption.RESET_STREAMS, new ResetStreams(OUT, List.of())));
        assertErrno(Errno.ENOTCONN, () -> client.setOption(SctpOption.RESET_ASSOC, 0));
        int id = connect();
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.ENABLE_STREAM_RESET, 8));
        for (int flags : new int[] {0, 4, -1}) {
            assertErrno(
                    Errno.EINVAL, () -> client.setOption(SctpOption.RESET_STREAMS, new ResetStreams(flags, List.of())));
        }
        for (int stream : new int[] {-1, 4, 65536}) {
            assertErrno(
                    Errno.EINVAL,
                    () -> client.setOption(SctpOption.RESET_STREAMS, new ResetStreams(OUT, List.of(stream))));
        }
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.ADD_STREAMS, new AddStreams(0, 0)));
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.ADD_STREAMS, new AddStreams(-1, 1)));
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.ADD_STREAMS, new AddStreams(0, 65532)));
        for (int several : new int[] {
            SctpConstants.SCTP_FUTURE_ASSOC, SctpConstants.SCTP_CURRENT_ASSOC, SctpConstants.SCTP_ALL_ASSOC
        }) {
            assertErrno(Errno.EINVAL, () -> server.setOption(SctpOption.ADD_STREAMS, new AddStreams(1, 1), several));
            assertErrno(Errno.EINVAL, () -> server.setOption(SctpOption.RESET_ASSOC, several));
            assertErrno(
                    Errno.EINVAL,
                    () -> server.setOption(SctpOption.RESET_STREAMS, new ResetStreams(OUT, List.of()), several));
        }
        assertErrno(Errno.EOPNOTSUPP, () -> server.getOption(SctpOption.RESET_STREAMS, id));
        assertErrno(Errno.EOPNOTSUPP, () -> server.getOption(SctpOption.RESET_ASSOC, id));
        assertErrno(Errno.EOPNOTSUPP, () -> server.getOption(SctpOption.ADD_STREAMS, id));
        server.setOption(SctpOption.RESET_STREAMS, new ResetStreams(OUT, List.of()), id);
    }

    @Test
    @DisplayName("XT-5: without a subscription nothing is told")
    void notSubscribed() throws Exception {
        client.setOption(SctpOption.event(EventType.STREAM_RESET_EVENT), false);
        connect();
        client.setOption(SctpOption.RESET_STREAMS, new ResetStreams(OUT, List.of()));
        wire.runFor(2);
        assertErrno(Errno.EAGAIN, () -> Stacks.readNext(client));
    }

    @Test
    @DisplayName("XT-5..7: the bytes of the three notifications, field by field")
    void encoded() {
        assertThat(hex(new StreamReset(7, SctpConstants.SCTP_STREAM_RESET_INCOMING_SSN, List.of(1, 258))))
                .isEqualTo("0009" + "0001" + "00000010" + "00000007" + "0001" + "0102");
        assertThat(hex(new AssociationReset(7, SctpConstants.SCTP_ASSOC_RESET_FAILED, 0x01020304, -2)))
                .isEqualTo("000c" + "0008" + "00000014" + "00000007" + "01020304" + "fffffffe");
        assertThat(hex(new StreamChange(7, SctpConstants.SCTP_STREAM_CHANGE_DENIED, 10, 65535)))
                .isEqualTo("000d" + "0004" + "00000010" + "00000007" + "000a" + "ffff");
    }

    private static String hex(Notification notification) {
        byte[] encoded = NotificationEncoder.encode(notification, false);
        assertThat(encoded).hasSize(notification.length());
        return HexFormat.of().formatHex(encoded);
    }
}
