package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.expect;
import static io.jsctp.Stacks.expectChange;
import static io.jsctp.Stacks.readNext;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OneToManyTest {
    private Stacks stacks;
    private SctpSocket server;

    @BeforeEach
    void open() throws IOException {
        stacks = new Stacks();
        server = stacks.listener(Style.ONE_TO_MANY);
    }

    @AfterEach
    void close() {
        stacks.close();
    }

    @Test
    @DisplayName(
            "OVW-6 SOCK-2 SOCK-5 STY-1 STY-10 XC-2 HDR-7 EVT-5 EVT-14: one socket serves many clients, each by its own id, and echoes to the right one")
    void servesMany() throws SctpException {
        List<SctpSocket> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            SctpSocket client = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
            client.connect(stacks.serverAddress());
            client.sendv(bytes("client " + i), SendInfo.stream(0));
            clients.add(client);
        }
        Set<Integer> up = new HashSet<>();
        Map<Integer, String> texts = new HashMap<>();
        while (texts.size() < clients.size()) {
            Stacks.Received received = readNext(server);
            if (received.result().notification() instanceof AssociationChange change) {
                assertThat(change.state()).isEqualTo(AssociationChange.State.COMM_UP);
                assertThat(up.add(change.associationId())).isTrue();
            } else {
                int id = received.result().receiveInfo().associationId();
                assertThat(up).as("COMM_UP comes before data").contains(id);
                texts.put(id, received.text());
                server.sendv(
                        bytes("echo " + received.text()), SendInfo.stream(0).withAssociationId(id));
            }
        }
        assertThat(up).doesNotContain(0, 1, 2).hasSize(20);
        for (int i = 0; i < clients.size(); i++) {
            assertThat(readText(clients.get(i))).isEqualTo("echo client " + i);
        }
        assertThat(server.getOption(SctpOption.GET_ASSOC_NUMBER)).isEqualTo(20);
    }

    @Test
    @DisplayName("SENDV-3 SENDV-25 SENDV-26 CONNX-6 XC-14 STY-7: sendv with addresses sets up, tells the id and sends")
    void setsUpBySending() throws SctpException {
        SctpSocket client = stacks.clientSocket(Style.ONE_TO_MANY);
        AssociationIdOut id = new AssociationIdOut();
        int sent = client.sendv(bytes("hello"), stacks.serverAddresses(), SendInfo.stream(1), 0, id);
        assertThat(sent).isEqualTo(5);
        assertThat(expectChange(client, AssociationChange.State.COMM_UP).associationId())
                .isEqualTo(id.id());
        int atServer = expectChange(server, AssociationChange.State.COMM_UP).associationId();
        Stacks.Received received = readNext(server);
        assertThat(received.text()).isEqualTo("hello");
        assertThat(received.result().receiveInfo().associationId()).isEqualTo(atServer);
        // without SendInfo
        InetSocketAddress other = new InetSocketAddress("127.0.0.1", 5001);
        SctpSocket second = stacks.server.socket(Family.IPV4, Style.ONE_TO_MANY);
        second.bind(other);
        second.listen(1);
        client.sendv(bytes("x"), List.of(other), null, 0);
        expectChange(client, AssociationChange.State.COMM_UP);
        assertThat(readText(second)).isEqualTo("x");
    }

    @Test
    @DisplayName(
            "SENDV-4 SENDV-5 SENDV-23..25 SENDV-27 STY-1 STY-8 GLAD-5 GLAD-8 GPAD-5 GPAD-11: sendv on one-to-many: SendInfo needed, ids checked, one association for each peer")
    void sendErrors() throws SctpException {
        SctpSocket client = stacks.clientSocket(Style.ONE_TO_MANY);
        int id = client.connectx(stacks.serverAddresses());
        // SENDV-24
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), null, null, 0));
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), null, new PrInfo(0, 0), 0));
        // SENDV-23
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), SendInfo.stream(0)));
        assertErrno(
                Errno.EINVAL, () -> client.sendv(bytes("x"), SendInfo.stream(0).withAssociationId(id + 1)));
        // SENDV-25
        SendInfo withId = SendInfo.stream(0).withAssociationId(id);
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), stacks.serverAddresses(), withId, 0));
        // SENDV-27
        assertErrno(Errno.EISCONN, () -> client.sendv(bytes("x"), stacks.serverAddresses(), SendInfo.stream(0), 0));
        assertErrno(Errno.EISCONN, () -> client.connect(stacks.serverAddress()));
        // SENDV-4, -5
        SendInfo over = withId.withFlags(SctpConstants.SCTP_ADDR_OVER);
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), null, over, 0));
        List<InetSocketAddress> two = List.of(stacks.serverAddress(), new InetSocketAddress("127.0.0.2", 5000));
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), two, over, 0));
        List<InetSocketAddress> stranger = List.of(new InetSocketAddress("127.0.0.9", 5000));
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), stranger, over, 0));
        assertThat(client.sendv(bytes("over"), stacks.serverAddresses(), over, 0))
                .isEqualTo(4);
        // XC-2, STY-1
        assertErrno(Errno.EOPNOTSUPP, server::accept);
        assertErrno(Errno.EOPNOTSUPP, () -> client.shutdown(ShutdownHow.SHUT_WR));
        assertErrno(Errno.EOPNOTSUPP, client::getpeername);
        // GLAD-8, GPAD-11
        assertErrno(Errno.EINVAL, () -> client.getladdrs(id + 1));
        assertErrno(Errno.EINVAL, () -> client.getpaddrs(id + 1));
        assertThat(client.getpaddrs(id)).isEqualTo(stacks.serverAddresses());
        assertThat(client.getladdrs(id)).isEqualTo(client.getladdrs(0));
        expectChange(server, AssociationChange.State.COMM_UP);
        assertThat(readText(server)).isEqualTo("over");
    }

    @Test
    @DisplayName("SENDV-19: SCTP_SENDALL gives every association a copy")
    void sendsToAll() throws SctpException {
        List<SctpSocket> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            SctpSocket client = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
            client.connect(stacks.serverAddress());
            clients.add(client);
            expectChange(server, AssociationChange.State.COMM_UP);
        }
        assertThat(server.sendv(bytes("to all"), SendInfo.stream(0).withFlags(SctpConstants.SCTP_SENDALL)))
                .isEqualTo(6);
        for (SctpSocket client : clients) {
            assertThat(readText(client)).isEqualTo("to all");
        }
    }

    @Test
    @DisplayName("SENDV-18 SENDV-29 STY-9 XC-19: SCTP_EOF ends one association gracefully, the others stay")
    void endsOneByEof() throws SctpException {
        SctpSocket a = stacks.clientSocket(Style.ONE_TO_ONE);
        a.connect(stacks.serverAddress());
        int idOfA = expectChange(server, AssociationChange.State.COMM_UP).associationId();
        SctpSocket b = stacks.clientSocket(Style.ONE_TO_ONE);
        b.connect(stacks.serverAddress());
        int idOfB = expectChange(server, AssociationChange.State.COMM_UP).associationId();
        server.sendv(bytes("last"), SendInfo.stream(0).withAssociationId(idOfA));

        SendInfo eof = SendInfo.stream(0).withAssociationId(idOfA).withFlags(SctpConstants.SCTP_EOF);
        assertThat(server.sendv(bytes(""), eof)).isZero();

        expectChange(a, AssociationChange.State.COMM_UP);
        assertThat(readText(a)).isEqualTo("last");
        expect(a, ShutdownEvent.class);
        expectChange(a, AssociationChange.State.SHUTDOWN_COMP);
        Stacks.expectEnd(a);
        assertThat(expectChange(server, AssociationChange.State.SHUTDOWN_COMP).associationId())
                .isEqualTo(idOfA);
        assertErrno(
                Errno.EINVAL, () -> server.sendv(bytes("x"), SendInfo.stream(0).withAssociationId(idOfA)));
        expectChange(b, AssociationChange.State.COMM_UP);
        server.sendv(bytes("still"), SendInfo.stream(0).withAssociationId(idOfB));
        assertThat(readText(b)).isEqualTo("still");
        stacks.clientSocket(Style.ONE_TO_ONE).connect(stacks.serverAddress());
        assertThat(expectChange(server, AssociationChange.State.COMM_UP).associationId())
                .as("ids are not used again")
                .isNotIn(idOfA, idOfB);
    }

    @Test
    @DisplayName("SENDV-17 EVT-6 STK-28: SCTP_ABORT tells the peer the reason in the ABORT chunk of COMM_LOST")
    void endsOneByAbort() throws SctpException {
        SctpSocket a = stacks.clientSocket(Style.ONE_TO_MANY);
        int id = a.connectx(stacks.serverAddresses());
        expectChange(a, AssociationChange.State.COMM_UP);
        int atServer = expectChange(server, AssociationChange.State.COMM_UP).associationId();
        a.sendv(bytes("because"), new SendInfo(0, SctpConstants.SCTP_ABORT, 0, 0, id));
        AssociationChange lost = expectChange(server, AssociationChange.State.COMM_LOST);
        assertThat(lost.associationId()).isEqualTo(atServer);
        assertThat(lost.error()).isEqualTo(12);
        // ABORT chunk: type 6; its one cause: code 12, 4 + 7 bytes
        byte[] chunk = new byte[lost.info().remaining()];
        lost.info().get(chunk);
        assertThat(chunk[0]).isEqualTo((byte) 6);
        assertThat(new String(chunk, 8, 7, java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("because");
        assertThat(expectChange(a, AssociationChange.State.COMM_LOST).associationId())
                .isEqualTo(id);
    }

    @Test
    @DisplayName("XC-5 XC-7: several connects make several associations; close ends them all gracefully")
    void closesAll() throws SctpException {
        SctpSocket second = stacks.server.socket(Family.IPV4, Style.ONE_TO_MANY);
        Stacks.subscribed(second);
        InetSocketAddress other = new InetSocketAddress("127.0.0.1", 5001);
        second.bind(other);
        second.listen(1);
        SctpSocket client = stacks.clientSocket(Style.ONE_TO_MANY);
        int first = client.connectx(stacks.serverAddresses());
        int next = client.connectx(List.of(other));
        assertThat(next).isNotEqualTo(first);
        client.sendv(bytes("one"), SendInfo.stream(0).withAssociationId(first));
        client.sendv(bytes("two"), SendInfo.stream(0).withAssociationId(next));
        client.close();
        for (SctpSocket socket : List.of(server, second)) {
            expectChange(socket, AssociationChange.State.COMM_UP);
            assertThat(readText(socket)).isEqualTo(socket == server ? "one" : "two");
            expect(socket, ShutdownEvent.class);
            expectChange(socket, AssociationChange.State.SHUTDOWN_COMP);
        }
        assertErrno(Errno.EBADF, () -> client.getladdrs(0));
    }

    @Test
    @DisplayName(
            "9260-12.2.4.3-1 SEC-33 CONNX-17 SENDV-42: a stack has at most the associations and sockets that the limits allow")
    void limited() throws Exception {
        StackLimits limits =
                StackLimits.defaults().with(StackLimit.ASSOCIATIONS, 2).with(StackLimit.SOCKETS, 10);
        try (Stacks small = new Stacks(limits)) {
            small.listener(Style.ONE_TO_MANY);
            small.client.socket(Family.IPV4, Style.ONE_TO_ONE).connect(small.serverAddress());
            small.client.socket(Family.IPV4, Style.ONE_TO_ONE).connect(small.serverAddress());
            SctpSocket third = small.client.socket(Family.IPV4, Style.ONE_TO_ONE);
            assertErrno(Errno.ENOBUFS, () -> third.connect(small.serverAddress()));
            SctpSocket many = small.client.socket(Family.IPV4, Style.ONE_TO_MANY);
            assertErrno(Errno.ENOBUFS, () -> many.sendv(bytes("x"), small.serverAddresses(), null, 0));
            assertThat(small.client.counters().reached(StackLimit.ASSOCIATIONS)).isEqualTo(2);
            for (int i = 0; i < 6; i++) {
                small.client.socket(Family.IPV4, Style.ONE_TO_ONE);
            }
            assertErrno(Errno.EMFILE, () -> small.client.socket(Family.IPV4, Style.ONE_TO_ONE));
            assertThat(small.client.counters().reached(StackLimit.SOCKETS)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "XE-6 SEC-82: more notifications than the socket holds end in one that says so; subscribing begins anew")
    void notificationsStop() throws Exception {
        StackLimits limits = StackLimits.defaults().with(StackLimit.NOTIFICATIONS, 3);
        try (Stacks small = new Stacks(limits)) {
            SctpSocket many = small.listener(Style.ONE_TO_MANY);
            for (int i = 0; i < 6; i++) {
                SctpSocket client = small.client.socket(Family.IPV4, Style.ONE_TO_ONE);
                client.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
                client.connect(small.serverAddress());
                client.close();
            }
            assertThat(expect(many, AssociationChange.class)).isNotNull();
            assertThat(expect(many, AssociationChange.class)).isNotNull();
            assertThat(expect(many, AssociationChange.class)).isNotNull();
            assertThat(expect(many, NotificationsStopped.class)).isNotNull();
            assertThat(small.server.counters().reached(StackLimit.NOTIFICATIONS))
                    .isEqualTo(1);
            assertThat(many.getOption(SctpOption.event(EventType.ASSOC_CHANGE))).isFalse();
            many.configureBlocking(false);
            assertErrno(Errno.EAGAIN, () -> Stacks.read(many));
            many.configureBlocking(true);
            many.setOption(SctpOption.event(EventType.ASSOC_CHANGE), true);
            assertThat(many.getOption(SctpOption.event(EventType.SHUTDOWN_EVENT)))
                    .isFalse();
            small.client.socket(Family.IPV4, Style.ONE_TO_ONE).connect(small.serverAddress());
            expectChange(many, AssociationChange.State.COMM_UP);
        }
    }
}
