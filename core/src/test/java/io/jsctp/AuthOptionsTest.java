package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.expect;
import static io.jsctp.Stacks.expectChange;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Authentication as the sockets offer it (RFC 6458 §5.3.8, §6.1.8, §8.1.17, §8.1.18, §8.2.3, §8.2.4, §8.3.2 to §8.3.5). */
@Timeout(60)
class AuthOptionsTest {
    private static final byte[] SECRET = {1, 2, 3};
    private static final int DATA = 0;

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
        client = Stacks.subscribed(wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE));
    }

    /** Connects; returns the server's id. */
    private int connect() throws SctpException {
        server.listen(1);
        client.connect(address);
        client.configureBlocking(false);
        wire.runFor(1);
        int id = expectChange(server, AssociationChange.State.COMM_UP).associationId();
        expectChange(client, AssociationChange.State.COMM_UP);
        return id;
    }

    private static boolean inUse(SctpSocket socket, int id) throws SctpException {
        return socket.getOption(SctpOption.AUTH_SUPPORTED, id);
    }

    @Test
    @DisplayName(
            "XT-2 XW-2 XR-2 XR-3 XE-7: SCTP_AUTH_CHUNK turns authentication on; both sides learn what the other requires")
    void chunks() throws Exception {
        assertThat(client.getOption(SctpOption.AUTH_SUPPORTED))
                .as("off at first")
                .isFalse();
        client.setOption(SctpOption.AUTH_CHUNK, DATA);
        client.setOption(SctpOption.AUTH_CHUNK, 6);
        assertThat(client.getOption(SctpOption.LOCAL_AUTH_CHUNKS)).containsExactly(DATA, 6);
        assertErrno(Errno.ENOTCONN, () -> client.getOption(SctpOption.PEER_AUTH_CHUNKS));
        server.setOption(SctpOption.AUTH_SUPPORTED, true);
        server.listen(1);
        client.connect(address);
        client.configureBlocking(false);
        wire.runFor(1);
        AssociationChange up = expectChange(server, AssociationChange.State.COMM_UP);
        int id = up.associationId();
        byte[] features = new byte[up.info().remaining()];
        up.info().get(features);
        assertThat(features).contains((byte) SctpConstants.SCTP_ASSOC_SUPPORTS_AUTH);
        assertThat(inUse(server, id)).isTrue();
        assertThat(inUse(client, 0)).isTrue();
        assertThat(server.getOption(SctpOption.PEER_AUTH_CHUNKS, id)).containsExactly(DATA, 6);
        assertThat(server.getOption(SctpOption.LOCAL_AUTH_CHUNKS, id)).isEmpty();
        assertThat(client.getOption(SctpOption.PEER_AUTH_CHUNKS)).isEmpty();
        assertThat(client.getOption(SctpOption.LOCAL_AUTH_CHUNKS)).containsExactly(DATA, 6);
        assertErrno(Errno.EINVAL, () -> server.getOption(SctpOption.PEER_AUTH_CHUNKS, SctpConstants.SCTP_FUTURE_ASSOC));
        assertErrno(Errno.EINVAL, () -> server.getOption(SctpOption.PEER_AUTH_CHUNKS, SctpConstants.SCTP_ALL_ASSOC));
        assertErrno(Errno.EINVAL, () -> server.getOption(SctpOption.LOCAL_AUTH_CHUNKS, SctpConstants.SCTP_ALL_ASSOC));
    }

    @Test
    @DisplayName(
            "4895-3.2-3 XW-2 4895-6.1-3: types that must not be listed are refused, and any once peers may have the list")
    void refusedChunks() throws Exception {
        for (int type : new int[] {1, 2, 14, 15, 256, -1}) {
            assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.AUTH_CHUNK, type));
        }
        assertThat(client.getOption(SctpOption.AUTH_SUPPORTED)).isFalse();
        assertErrno(Errno.EOPNOTSUPP, () -> client.getOption(SctpOption.AUTH_CHUNK));
        connect();
        for (SctpSocket socket : List.of(client, server)) {
            assertErrno(Errno.EINVAL, () -> socket.setOption(SctpOption.AUTH_CHUNK, DATA));
            assertErrno(Errno.EINVAL, () -> socket.setOption(SctpOption.HMAC_IDENT, List.of(1)));
        }
    }

    @Test
    @DisplayName("XO-11: the algorithms must have SHA-1 among them, and no unknown one")
    void algorithms() throws Exception {
        assertThat(client.getOption(SctpOption.HMAC_IDENT)).containsExactly(3, 1);
        client.setOption(SctpOption.HMAC_IDENT, List.of(1, 3));
        assertThat(client.getOption(SctpOption.HMAC_IDENT)).containsExactly(1, 3);
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.HMAC_IDENT, List.of(3)));
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.HMAC_IDENT, List.of(1, 2)));
        assertThat(client.getOption(SctpOption.HMAC_IDENT)).containsExactly(1, 3);
    }

    @Test
    @DisplayName("XO-12 XW-3 XW-4 XW-5: a key is set, made active, deactivated, deleted; nothing out of that order")
    void keys() throws Exception {
        client.setOption(SctpOption.AUTH_KEY, new AuthKey(5, SECRET));
        assertThat(client.getOption(SctpOption.AUTH_ACTIVE_KEY)).isZero();
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.AUTH_ACTIVE_KEY, 6));
        client.setOption(SctpOption.AUTH_ACTIVE_KEY, 5);
        assertThat(client.getOption(SctpOption.AUTH_ACTIVE_KEY)).isEqualTo(5);
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.AUTH_DEACTIVATE_KEY, 5));
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.AUTH_DELETE_KEY, 0));
        client.setOption(SctpOption.AUTH_DEACTIVATE_KEY, 0);
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.AUTH_ACTIVE_KEY, 0));
        client.setOption(SctpOption.AUTH_DELETE_KEY, 0);
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.AUTH_DELETE_KEY, 0));
        client.setOption(SctpOption.AUTH_KEY, new AuthKey(0, new byte[0]));
        client.setOption(SctpOption.AUTH_ACTIVE_KEY, 0);
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.AUTH_KEY, new AuthKey(65536, SECRET)));
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.AUTH_KEY, new AuthKey(1, new byte[65536])));
        assertErrno(Errno.EOPNOTSUPP, () -> client.getOption(SctpOption.AUTH_KEY));
        assertThat(new AuthKey(5, new byte[] {77}).toString()).as("SEC-94").doesNotContain("77");
    }

    @Test
    @DisplayName("SEC-78: a socket has so many keys and no more; replacing one needs no room")
    void manyKeys() throws Exception {
        for (int i = 1; i < 64; i++) {
            client.setOption(SctpOption.AUTH_KEY, new AuthKey(i, SECRET));
        }
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.AUTH_KEY, new AuthKey(64, SECRET)));
        client.setOption(SctpOption.AUTH_KEY, new AuthKey(63, new byte[1]));
        assertThat(wire.client.stack().counters().reached(StackLimit.SHARED_KEYS))
                .isEqualTo(1);
    }

    @Test
    @DisplayName(
            "XA-8 XE-4 XW-3 XW-4 XW-5 SENDV-8: keys change under way; the peer learns of a new one, the user of a free one")
    void keyChange() throws Exception {
        server.setOption(SctpOption.AUTH_CHUNK, DATA);
        client.setOption(SctpOption.AUTH_SUPPORTED, true);
        client.setOption(SctpOption.AUTH_KEY, new AuthKey(5, SECRET));
        int id = connect();
        server.setOption(SctpOption.AUTH_KEY, new AuthKey(5, SECRET), id);
        client.sendv(bytes("null key"), null);
        wire.runFor(1);
        assertThat(Stacks.read(server).text()).isEqualTo("null key");
        client.setOption(SctpOption.AUTH_ACTIVE_KEY, 5);
        client.sendv(bytes("key 5"), null);
        wire.runFor(1);
        assertThat(expect(server, AuthenticationEvent.class))
                .isEqualTo(new AuthenticationEvent(id, 5, AuthenticationEvent.Indication.SCTP_AUTH_NEW_KEY));
        assertThat(Stacks.read(server).text()).isEqualTo("key 5");
        client.sendv(bytes("key 0"), new AuthInfo(0));
        client.sendv(bytes("key 5 again"), new SendvSpa(SendInfo.stream(1), null, new AuthInfo(5)));
        wire.runFor(1);
        assertThat(Stacks.read(server).text()).isEqualTo("key 0");
        assertThat(Stacks.read(server).text()).isEqualTo("key 5 again");
        client.setOption(SctpOption.AUTH_DEACTIVATE_KEY, 0);
        AuthenticationEvent free = expect(client, AuthenticationEvent.class);
        assertThat(free.indication()).isEqualTo(AuthenticationEvent.Indication.SCTP_AUTH_FREE_KEY);
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), new AuthInfo(0)));
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), new AuthInfo(9)));
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), new AuthInfo(-1)));
        client.setOption(SctpOption.AUTH_DELETE_KEY, 0);
    }

    @Test
    @DisplayName("XW-5: a key that a message waits with can't be deleted; a listener's keys go to what it accepts")
    void keyInUse() throws Exception {
        server.setOption(SctpOption.AUTH_CHUNK, DATA);
        server.setOption(SctpOption.AUTH_KEY, new AuthKey(5, SECRET), SctpConstants.SCTP_FUTURE_ASSOC);
        client.setOption(SctpOption.AUTH_SUPPORTED, true);
        client.setOption(SctpOption.AUTH_KEY, new AuthKey(5, SECRET));
        client.setOption(SctpOption.AUTH_KEY, new AuthKey(6, SECRET));
        connect();
        client.sendv(bytes("lost on the way"), new AuthInfo(6));
        client.setOption(SctpOption.AUTH_DEACTIVATE_KEY, 6);
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.AUTH_DELETE_KEY, 6));
        wire.runFor(1);
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.AUTH_DELETE_KEY, 6));
        assertErrno(Errno.EAGAIN, () -> server.recvv(ByteBuffer.allocate(100)));
        server.setOption(SctpOption.AUTH_KEY, new AuthKey(6, SECRET), SctpConstants.SCTP_ALL_ASSOC);
        wire.runFor(10);
        expect(server, AuthenticationEvent.class);
        assertThat(Stacks.read(server).text()).isEqualTo("lost on the way");
        client.setOption(SctpOption.AUTH_DELETE_KEY, 6);
    }

    @Test
    @DisplayName("XE-4 SENDV-8: a peer that does not authenticate is told of, and no message can ask for a key")
    void noAuth() throws Exception {
        client.setOption(SctpOption.AUTH_SUPPORTED, true);
        int id = connect();
        assertThat(expect(client, AuthenticationEvent.class).indication())
                .isEqualTo(AuthenticationEvent.Indication.SCTP_AUTH_NO_AUTH);
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), new AuthInfo(0)));
        assertErrno(
                Errno.EINVAL,
                () -> server.sendv(
                        bytes("x"), SendInfo.stream(0).withAssociationId(id).withFlags(0x8000)));
        assertErrno(Errno.EAGAIN, () -> server.recvv(ByteBuffer.allocate(100)));
    }

    @Test
    @DisplayName("SEC-78: a socket that requires authentication does not connect to a peer without")
    void required() throws Exception {
        client.setOption(SctpOption.AUTH_SUPPORTED, true);
        client.setOption(SctpOption.AUTH_REQUIRED, true);
        assertThat(client.getOption(SctpOption.AUTH_REQUIRED)).isTrue();
        server.listen(1);
        assertErrno(Errno.ECONNABORTED, () -> client.connect(address));
    }
}
