package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.expectChange;
import static io.jsctp.Stacks.readNext;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OneToOneTest {
    private Stacks stacks;

    @BeforeEach
    void open() throws IOException {
        stacks = new Stacks();
    }

    @AfterEach
    void close() {
        stacks.close();
    }

    @Test
    @DisplayName(
            "OVW-5 SOCK-1 SOCK-3 STY-1 EVT-5 SOPT-6 9260-5.1.1-2: connect, accept; COMM_UP with the agreed streams is the first thing read")
    void connectsAndAccepts() throws SctpException {
        SctpSocket listener = stacks.listener(Style.ONE_TO_ONE);
        listener.setOption(SctpOption.INITMSG, new InitMessage(20, 64, 0, 0));
        SctpSocket client = stacks.clientSocket(Style.ONE_TO_ONE);
        client.setOption(SctpOption.INITMSG, new InitMessage(64, 30, 0, 0));

        client.connect(stacks.serverAddress());
        SctpSocket server = listener.accept();

        AssociationChange atClient = expectChange(client, AssociationChange.State.COMM_UP);
        AssociationChange atServer = expectChange(server, AssociationChange.State.COMM_UP);
        assertThat(List.of(atClient.outboundStreams(), atClient.inboundStreams()))
                .containsExactly(64, 20);
        assertThat(List.of(atServer.outboundStreams(), atServer.inboundStreams()))
                .containsExactly(20, 64);
        assertThat(atClient.associationId()).isNotZero();
        assertThat(client.getpeername()).isEqualTo(stacks.serverAddress());
        assertThat(server.getpeername().getPort())
                .isEqualTo(client.getsockname().getPort());
    }

    @Test
    @DisplayName(
            "RECVV-1 RECVV-2 RECVV-5 RECVV-13..14 RECVV-16..20 SENDV-2 SENDV-6 SENDV-13 SENDV-15 SENDV-20 SOPT-8 SOPT-4: a message comes whole, with how it was sent")
    void carriesMessage() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        pair.server().setOption(SctpOption.CONTEXT, 77);
        SendInfo info = new SendInfo(3, SctpConstants.SCTP_UNORDERED, 0xCAFEBABE, 5, 0);

        assertThat(pair.client().sendv(bytes("hello"), info)).isEqualTo(5);
        Stacks.Received received = readNext(pair.server());

        ReceiveInfo got = received.result().receiveInfo();
        assertThat(received.text()).isEqualTo("hello");
        assertThat(received.result().flags()).isEqualTo(SctpConstants.MSG_EOR);
        assertThat(received.result().infoType()).isEqualTo(ReceiveInfoType.RCVINFO);
        assertThat(received.result().from()).isEqualTo(pair.server().getpeername());
        assertThat(got).isNotNull();
        assertThat(got.streamId()).isEqualTo(3);
        assertThat(got.flags()).isEqualTo(SctpConstants.SCTP_UNORDERED);
        assertThat(got.payloadProtocolId()).isEqualTo(0xCAFEBABE);
        assertThat(got.context()).isEqualTo(77);
        assertThat(got.cumulativeTsn()).isEqualTo(got.tsn());
        assertThat(got.associationId()).isNotZero();
    }

    @Test
    @DisplayName("OVW-2 RECVV-15 9260-6.5-5: messages keep their boundaries and their order in a stream; SSNs count up")
    void keepsOrder() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        SendInfo info = SendInfo.stream(1);
        for (int i = 0; i < 500; i++) {
            pair.client().sendv(bytes("message " + i), info);
        }
        for (int i = 0; i < 500; i++) {
            Stacks.Received received = readNext(pair.server());
            assertThat(received.text()).isEqualTo("message " + i);
            assertThat(received.result().receiveInfo().ssn()).isEqualTo(i);
        }
    }

    @Test
    @DisplayName("RECVV-15 SRV-9: the parts of a message have no MSG_EOR but the last, each has the same rcvinfo")
    void readsInParts() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        pair.client().sendv(bytes("abcdefgh"), SendInfo.stream(2).withPayloadProtocolId(9));
        ByteBuffer target = ByteBuffer.allocate(3);
        StringBuilder text = new StringBuilder();
        ReceiveResult result;
        do {
            target.clear();
            result = pair.server().recvv(target);
            if (!result.isNotification()) {
                assertThat(result.receiveInfo().payloadProtocolId()).isEqualTo(9);
                assertThat(result.receiveInfo().ssn()).isZero();
                text.append(new String(target.array(), 0, result.length(), java.nio.charset.StandardCharsets.UTF_8));
            }
        } while (!result.isEndOfRecord() || result.isNotification());
        assertThat(text).hasToString("abcdefgh");
    }

    @Test
    @DisplayName("a message of 1 MiB is fragmented and arrives intact, by a direct buffer, in both directions")
    void carriesLargeMessage() throws Exception {
        Stacks.Pair pair = stacks.pair();
        ByteBuffer large = ByteBuffer.allocateDirect(1 << 20);
        large.put(bytes(1 << 20)).flip();
        for (SctpSocket[] way : new SctpSocket[][] {{pair.client(), pair.server()}, {pair.server(), pair.client()}}) {
            Thread sender = new Thread(() -> {
                try {
                    way[0].sendv(large.duplicate(), SendInfo.stream(0));
                } catch (SctpException e) {
                    throw new IllegalStateException(e);
                }
            });
            sender.start();
            ByteBuffer target = ByteBuffer.allocate(1 << 20);
            ReceiveResult result;
            do {
                result = way[1].recvv(target);
                if (result.isNotification()) {
                    target.clear();
                }
            } while (!result.isEndOfRecord() || result.isNotification());
            sender.join();
            assertThat(target.flip()).isEqualTo(bytes(1 << 20));
        }
    }

    @Test
    @DisplayName(
            "RECVV-4 RECVV-7 RECVV-21..23 RECVV-25..26 SOPT-5: the next message's info comes only where asked for and there is one")
    void tellsNext() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        pair.server().setOption(SctpOption.RECVNXTINFO, true);
        pair.client().sendv(bytes("first"), SendInfo.stream(0));
        pair.client().sendv(bytes("second!"), new SendInfo(4, SctpConstants.SCTP_UNORDERED, 8, 0, 0));
        // Both are there once the second was acknowledged.
        awaitAcknowledged(pair.client());

        Stacks.Received first = readNext(pair.server());
        pair.server().setOption(SctpOption.RECVRCVINFO, false);
        Stacks.Received second = readNext(pair.server());

        assertThat(first.text()).isEqualTo("first");
        assertThat(first.result().infoType()).isEqualTo(ReceiveInfoType.RN);
        NextInfo next = first.result().nextInfo();
        assertThat(next).isNotNull();
        assertThat(next.streamId()).isEqualTo(4);
        assertThat(next.payloadProtocolId()).isEqualTo(8);
        assertThat(next.lengthBytes()).isEqualTo(7);
        assertThat(next.flags()).isEqualTo(SctpConstants.SCTP_UNORDERED | SctpConstants.SCTP_COMPLETE);
        assertThat(second.result().infoType()).isEqualTo(ReceiveInfoType.NOINFO);
        assertThat(second.result().receiveInfo()).isNull();
    }

    @Test
    @DisplayName(
            "RECVV-6 RECVV-11 RECVV-24: with NXTINFO alone only the next is told of; a notification has no rcvinfo")
    void tellsNextOnly() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        pair.server().setOption(SctpOption.RECVNXTINFO, true);
        pair.server().setOption(SctpOption.RECVRCVINFO, false);
        pair.client().sendv(bytes("first"), SendInfo.stream(0));
        pair.client().sendv(bytes("second"), SendInfo.stream(0));
        awaitAcknowledged(pair.client());
        pair.client().shutdown(ShutdownHow.SHUT_WR);
        expectChange(pair.client(), AssociationChange.State.SHUTDOWN_COMP);

        ReceiveResult first = readNext(pair.server()).result();
        pair.server().setOption(SctpOption.RECVRCVINFO, true);
        ReceiveResult second = readNext(pair.server()).result();
        ReceiveResult event = Stacks.read(pair.server()).result();

        assertThat(first.infoType()).isEqualTo(ReceiveInfoType.NXTINFO);
        assertThat(first.receiveInfo()).isNull();
        assertThat(first.nextInfo().lengthBytes()).isEqualTo(6);
        assertThat(second.infoType()).isEqualTo(ReceiveInfoType.RN);
        assertThat(second.nextInfo().flags() & SctpConstants.SCTP_NOTIFICATION).isNotZero();
        assertThat(event.notification()).isInstanceOf(ShutdownEvent.class);
        assertThat(event.receiveInfo()).isNull();
    }

    @Test
    @DisplayName("STY-4 SENDV-7: SCTP_SENDALL does nothing on a one-to-one socket; a PrInfo may come alone")
    void sendsAllToOne() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        pair.client().sendv(bytes("one"), SendInfo.stream(0).withFlags(SctpConstants.SCTP_SENDALL));
        pair.client().sendv(bytes("two"), new PrInfo(SctpConstants.SCTP_PR_SCTP_TTL, 60_000));
        pair.client().sendv(bytes("three"), new PrInfo(SctpConstants.SCTP_PR_SCTP_NONE, 1));
        assertThat(readText(pair.server())).isEqualTo("one");
        assertThat(readText(pair.server())).isEqualTo("two");
        assertThat(readText(pair.server())).isEqualTo("three");
    }

    @Test
    @DisplayName("RECVV-12: the info options count when reading, not when the message came")
    void infoCountsWhenReading() throws SctpException {
        Stacks.Pair pair = stacks.pair();
        pair.server().setOption(SctpOption.RECVRCVINFO, false);
        pair.client().sendv(bytes("x"), SendInfo.stream(0).withPayloadProtocolId(3));
        awaitAcknowledged(pair.client());
        pair.server().setOption(SctpOption.RECVRCVINFO, true);
        assertThat(readNext(pair.server()).result().receiveInfo().payloadProtocolId())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("EVT-2 EVT-15: an event larger than the buffer comes in parts before anything else is read")
    void readsEventInParts() throws SctpException {
        SctpSocket listener = stacks.listener(Style.ONE_TO_ONE);
        SctpSocket client = stacks.clientSocket(Style.ONE_TO_ONE);
        client.connect(stacks.serverAddress());
        listener.accept().sendv(bytes("data"), SendInfo.stream(0));

        ByteBuffer target = ByteBuffer.allocate(12);
        ReceiveResult first = client.recvv(target);
        target.clear();
        ReceiveResult second = client.recvv(target);

        assertThat(first.flags()).isEqualTo(SctpConstants.MSG_NOTIFICATION);
        assertThat(first.length()).isEqualTo(12);
        assertThat(first.notification()).isNull();
        assertThat(second.flags()).isEqualTo(SctpConstants.MSG_NOTIFICATION | SctpConstants.MSG_EOR);
        assertThat(second.notification())
                .isInstanceOfSatisfying(
                        AssociationChange.class,
                        change -> assertThat(second.length()).isEqualTo(change.length() - first.length()));
        assertThat(readText(client)).isEqualTo("data");
    }

    @Test
    @DisplayName("EVT-1: without subscription there is no notification")
    void noEventsByDefault() throws SctpException {
        SctpSocket listener = stacks.listener(Style.ONE_TO_ONE);
        SctpSocket client = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
        client.connect(stacks.serverAddress());
        listener.accept().sendv(bytes("data"), SendInfo.stream(0));
        ReceiveResult result = client.recvv(ByteBuffer.allocate(100));
        assertThat(result.isNotification()).isFalse();
        assertThat(result.infoType()).isEqualTo(ReceiveInfoType.NOINFO);
    }

    @Test
    @DisplayName("SOPT-10: an accepted socket has the options of its listener")
    void acceptedInherits() throws SctpException {
        SctpSocket listener = stacks.listener(Style.ONE_TO_ONE);
        listener.setOption(SctpOption.NODELAY, true);
        listener.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
        stacks.clientSocket(Style.ONE_TO_ONE).connect(stacks.serverAddress());
        SctpSocket accepted = listener.accept();
        assertThat(accepted.getOption(SctpOption.NODELAY)).isTrue();
        assertThat(accepted.getOption(SctpOption.SO_LINGER)).isEqualTo(new Linger(true, 0));
        assertThat(accepted.getOption(SctpOption.event(EventType.SHUTDOWN_EVENT)))
                .isTrue();
    }

    @Test
    @DisplayName("XC-3: beyond the backlog a peer is not let in until one was accepted")
    void backlogBounds() throws Exception {
        SctpSocket listener = stacks.server.socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.bind(stacks.serverAddress());
        listener.listen(1);
        stacks.clientSocket(Style.ONE_TO_ONE).connect(stacks.serverAddress());
        SctpSocket second = stacks.clientSocket(Style.ONE_TO_ONE);
        assertErrno(Errno.ECONNREFUSED, () -> second.connect(stacks.serverAddress()));
        listener.accept();
        stacks.clientSocket(Style.ONE_TO_ONE).connect(stacks.serverAddress());
        listener.accept();
    }

    @Test
    @DisplayName("SENDV-36 CONNX-12 XC-1: refused where nobody listens; a new socket succeeds once somebody does")
    void refused() throws SctpException {
        SctpSocket client = stacks.clientSocket(Style.ONE_TO_ONE);
        assertErrno(Errno.ECONNREFUSED, () -> client.connect(stacks.serverAddress()));
        SctpSocket bound = stacks.server.socket(Family.IPV4, Style.ONE_TO_ONE);
        bound.bind(stacks.serverAddress());
        SctpSocket again = stacks.clientSocket(Style.ONE_TO_ONE);
        assertErrno(Errno.ECONNREFUSED, () -> again.connectx(List.of(stacks.serverAddress())));
        bound.listen(1);
        stacks.clientSocket(Style.ONE_TO_ONE).connect(stacks.serverAddress());
    }

    @Test
    @DisplayName("CONNX-19 SENDV-45: ETIMEDOUT when the attempts of SCTP_INITMSG are used up")
    void timesOut() throws Exception {
        SctpSocket client = stacks.clientSocket(Style.ONE_TO_ONE);
        client.setOption(SctpOption.INITMSG, new InitMessage(0, 0, 1, 10));
        client.setOption(SctpOption.RTOINFO, new RtoInfo(10, 10, 10));
        try (java.net.DatagramSocket silent = new java.net.DatagramSocket(
                new java.net.InetSocketAddress(java.net.InetAddress.getByName("127.0.0.1"), 0))) {
            client.setOption(SctpOption.REMOTE_UDP_ENCAPS_PORT, silent.getLocalPort());
            assertErrno(Errno.ETIMEDOUT, () -> client.connect(stacks.serverAddress()));
        }
    }

    /** Waits, without sleeping, until the peer has acknowledged everything. */
    private static void awaitAcknowledged(SctpSocket socket) throws SctpException {
        while (socket.getOption(SctpOption.STATUS).unacknowledgedData() > 0) {
            Stacks.spin();
        }
    }
}
