package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.expect;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages that are sent in parts (RFC 6458 §8.1.26), in virtual time. */
@Timeout(60)
class ExplicitEorTest {
    private static final SendInfo PART = SendInfo.stream(0);
    private static final SendInfo LAST = PART.withFlags(SctpConstants.SCTP_EOR);

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
        client.setOption(SctpOption.EXPLICIT_EOR, true);
    }

    private SctpSocket connected() throws SctpException {
        client.connect(address);
        SctpSocket server = listener.accept();
        server.configureBlocking(false);
        return server;
    }

    @Test
    @DisplayName(
            "XO-20 SOPT-9 SENDV-30: many calls make one message, which may be larger than SO_SNDBUF; off by default")
    void oneMessage() throws Exception {
        assertThat(listener.getOption(SctpOption.EXPLICIT_EOR)).isFalse();
        assertThat(client.getOption(SctpOption.EXPLICIT_EOR)).isTrue();
        client.setOption(SctpOption.SO_SNDBUF, 10_000);
        SctpSocket server = connected();
        byte[] sent = bytes(60_000).array();
        for (int at = 0; at < sent.length; at += 4000) {
            int flags = at + 4000 == sent.length ? SctpConstants.SCTP_EOR : 0;
            assertThat(client.sendv(ByteBuffer.wrap(sent, at, 4000), PART.withFlags(flags)))
                    .isEqualTo(4000);
        }
        client.sendv(bytes("next"), LAST);
        wire.runFor(5);
        ByteBuffer read = ByteBuffer.allocate(1 << 16);
        ReceiveResult whole = server.recvv(read);
        assertThat(whole.length()).isEqualTo(sent.length);
        assertThat(whole.isEndOfRecord()).isTrue();
        assertThat(read.flip()).isEqualTo(ByteBuffer.wrap(sent));
        assertThat(readText(server)).isEqualTo("next");
        assertErrno(Errno.EMSGSIZE, () -> client.sendv(bytes(10_001), PART));
    }

    @Test
    @DisplayName("XO-20: nothing is readable before the end, and PPID, stream and SSN are those of one message")
    void onlyWhole() throws Exception {
        SctpSocket server = connected();
        SendInfo info = PART.withPayloadProtocolId(7);
        client.sendv(bytes("a"), info);
        client.sendv(bytes("b"), info);
        wire.runFor(1);
        assertErrno(Errno.EAGAIN, () -> readText(server));
        client.sendv(bytes("c"), info.withFlags(SctpConstants.SCTP_EOR));
        client.sendv(bytes("d"), info.withFlags(SctpConstants.SCTP_EOR));
        wire.runFor(1);
        Stacks.Received first = Stacks.read(server);
        assertThat(first.text()).isEqualTo("abc");
        assertThat(first.result().receiveInfo().payloadProtocolId()).isEqualTo(7);
        Stacks.Received second = Stacks.read(server);
        assertThat(second.text()).isEqualTo("d");
        int difference = second.result().receiveInfo().ssn()
                - first.result().receiveInfo().ssn();
        assertThat(difference).as("sequence numbers").isEqualTo(1);
        assertThat(second.result().receiveInfo().tsn()
                        - first.result().receiveInfo().tsn())
                .as("TSNs")
                .isEqualTo(3);
    }

    @Test
    @DisplayName("XO-20 9260-6.9-5: until its end no other message is taken, nor a part that differs or may expire")
    void nothingElse() throws Exception {
        SctpSocket server = connected();
        SendvSpa mortal = new SendvSpa(PART, new PrInfo(SctpConstants.SCTP_PR_SCTP_TTL, 1000));
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), null, mortal, 0));
        client.sendv(bytes("be"), PART);
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), SendInfo.stream(1)));
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), PART.withPayloadProtocolId(1)));
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), PART.withFlags(SctpConstants.SCTP_UNORDERED)));
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), null, mortal, 0));
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes(""), LAST));
        client.sendv(bytes("gun"), LAST);
        client.sendv(bytes("other"), SendInfo.stream(1).withFlags(SctpConstants.SCTP_EOR));
        wire.runFor(1);
        assertThat(readText(server)).isEqualTo("begun");
        assertThat(readText(server)).isEqualTo("other");
    }

    @Test
    @DisplayName(
            "XO-20: with the option off each call ends a message, whatever its flag; turning it off ends what is open")
    void off() throws Exception {
        SctpSocket server = connected();
        client.sendv(bytes("on "), PART);
        client.setOption(SctpOption.EXPLICIT_EOR, false);
        client.sendv(bytes("off"), PART);
        client.sendv(bytes("next"), LAST);
        wire.runFor(1);
        assertThat(readText(server)).isEqualTo("on off");
        assertThat(readText(server)).isEqualTo("next");
    }

    @Test
    @DisplayName("XO-20 9260-6.9-5: what was queued before on other streams waits for the end, or goes first")
    void streams() throws Exception {
        client.configureBlocking(false);
        assertErrno(Errno.EINPROGRESS, () -> client.connect(address));
        SendInfo other = SendInfo.stream(1).withFlags(SctpConstants.SCTP_EOR);
        client.sendv(bytes("a1"), other);
        client.sendv(bytes("a2"), other);
        client.sendv(bytes("a3"), other);
        client.sendv(bytes("be"), PART);
        client.sendv(bytes("gu"), PART);
        wire.runFor(1);
        SctpSocket server = listener.accept();
        server.configureBlocking(false);
        assertThat(readText(server)).isEqualTo("a1");
        assertErrno(Errno.EAGAIN, () -> readText(server));
        client.sendv(bytes("n"), LAST);
        wire.runFor(1);
        assertThat(readText(server)).isEqualTo("begun");
        assertThat(readText(server)).isEqualTo("a2");
        assertThat(readText(server)).isEqualTo("a3");
    }

    @Test
    @DisplayName("XO-20: SCTP_EOF ends the message, too, and all is delivered")
    void endOfAssociation() throws Exception {
        SctpSocket server = connected();
        client.sendv(bytes("the "), PART);
        client.sendv(bytes("end"), PART.withFlags(SctpConstants.SCTP_EOF));
        wire.runFor(1);
        assertThat(readText(server)).isEqualTo("the end");
        Stacks.expectEnd(server);
    }

    @Test
    @DisplayName("XO-20: a shutdown amidst a message delivers what there is, then aborts, for it can't be graceful")
    void shutdownAmidst() throws Exception {
        listener.setOption(SctpOption.PARTIAL_DELIVERY_POINT, 1000);
        SctpSocket server = connected();
        client.sendv(bytes(5000), PART);
        client.shutdown(ShutdownHow.SHUT_WR);
        wire.runFor(1);
        int read = 0;
        while (read < 5000) {
            ReceiveResult part = server.recvv(ByteBuffer.allocate(8000));
            assertThat(part.isEndOfRecord()).isFalse();
            read += part.length();
        }
        assertErrno(Errno.ECONNRESET, () -> server.recvv(ByteBuffer.allocate(10)));
        assertErrno(Errno.EPIPE, () -> client.sendv(bytes("x"), LAST));
    }

    @Test
    @DisplayName("XO-20: so does one that the peer begins")
    void shutdownByPeer() throws Exception {
        SctpSocket server = connected();
        client.sendv(bytes("be"), PART);
        wire.runFor(1);
        server.shutdown(ShutdownHow.SHUT_WR);
        wire.runFor(1);
        assertErrno(Errno.ECONNRESET, () -> server.recvv(ByteBuffer.allocate(10)));
        assertErrno(Errno.EPIPE, () -> client.sendv(bytes("gun"), LAST));
    }

    @Test
    @DisplayName("XO-20 EVT-10: each part that was not delivered comes back, all but the first marked as such")
    void failures() throws Exception {
        client.setOption(SctpOption.event(EventType.SEND_FAILED_EVENT), true);
        connected();
        wire.cut();
        client.sendv(bytes("one"), PART.withContext(1));
        client.sendv(bytes("two"), PART.withContext(2));
        client.sendv(bytes("three"), LAST.withContext(3));
        client.sendv(bytes("why"), PART.withFlags(SctpConstants.SCTP_ABORT));
        String[] texts = {"one", "two", "three"};
        for (int i = 0; i < 3; i++) {
            SendFailed failed = expect(client, SendFailed.class);
            assertThat(StandardCharsets.UTF_8.decode(failed.data()).toString()).isEqualTo(texts[i]);
            assertThat(failed.info().context()).isEqualTo(i + 1);
            assertThat(failed.info().flags()).isEqualTo(i == 0 ? 0 : SctpConstants.SCTP_DATA_LAST_FRAG);
        }
    }

    @Test
    @DisplayName("EVT-10 XE-1: a complete message is marked so in both forms, also if it had been sent as fragments")
    void failureOfAll() throws Exception {
        client.setOption(SctpOption.event(EventType.SEND_FAILED_EVENT), true);
        client.setOption(SctpOption.event(EventType.SEND_FAILED), true);
        connected();
        wire.cut();
        client.sendv(bytes(3000), LAST.withContext(1));
        client.sendv(bytes("why"), LAST.withFlags(SctpConstants.SCTP_ABORT));
        SendFailed failed = expect(client, SendFailed.class);
        assertThat(failed.data().remaining()).isEqualTo(3000);
        assertThat(failed.flags()).isEqualTo(SctpConstants.SCTP_DATA_SENT);
        assertThat(failed.info().flags()).isEqualTo(SctpConstants.SCTP_DATA_NOT_FRAG);
        assertThat(expect(client, OldSendFailed.class).info().flags()).isEqualTo(SctpConstants.SCTP_DATA_NOT_FRAG);
    }

    @Test
    @DisplayName(
            "9260-6.9-2 XO-8: with SCTP_DISABLE_FRAGMENTS what does not fit in one chunk is refused, and nothing leaves")
    void fragmentsDisabled() throws Exception {
        client.setOption(SctpOption.DISABLE_FRAGMENTS, true);
        assertThat(client.getOption(SctpOption.DISABLE_FRAGMENTS)).isTrue();
        SctpSocket server = connected();
        int most = client.getOption(SctpOption.STATUS).fragmentationPoint();
        assertErrno(Errno.EMSGSIZE, () -> client.sendv(bytes(most + 1), LAST));
        assertErrno(Errno.EMSGSIZE, () -> client.sendv(bytes("part"), PART));
        client.sendv(bytes(most), LAST);
        wire.runFor(1);
        assertThat(server.recvv(ByteBuffer.allocate(2000)).length()).isEqualTo(most);
        assertErrno(Errno.EAGAIN, () -> readText(server));
        client.setOption(SctpOption.DISABLE_FRAGMENTS, false);
        client.sendv(bytes(most + 1), LAST);
    }

    @Test
    @DisplayName("XO-8: a message that is to set up an association and does not fit sets up none")
    void fragmentsDisabledAtSetUp() throws Exception {
        SctpSocket many = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        many.configureBlocking(false);
        many.setOption(SctpOption.DISABLE_FRAGMENTS, true);
        assertErrno(Errno.EMSGSIZE, () -> many.sendv(bytes(3000), java.util.List.of(address), LAST, 0));
        wire.runFor(1);
        assertThat(many.getOption(SctpOption.GET_ASSOC_NUMBER)).isZero();
    }

    @Test
    @DisplayName(
            "XO-10: SCTP_MAXSEG cuts messages into chunks of that size; 0 and large values leave it to the path MTU")
    void maxSegment() throws Exception {
        assertThat(client.getOption(SctpOption.MAXSEG)).isZero();
        SctpSocket server = connected();
        int byMtu = client.getOption(SctpOption.STATUS).fragmentationPoint();
        client.setOption(SctpOption.MAXSEG, 100);
        assertThat(client.getOption(SctpOption.MAXSEG)).isEqualTo(100);
        client.sendv(bytes(1000), LAST);
        client.setOption(SctpOption.MAXSEG, 100_000);
        assertThat(client.getOption(SctpOption.STATUS).fragmentationPoint()).isEqualTo(byMtu);
        client.setOption(SctpOption.MAXSEG, 0);
        assertThat(client.getOption(SctpOption.STATUS).fragmentationPoint()).isEqualTo(byMtu);
        client.sendv(bytes(1000), LAST);
        wire.runFor(1);
        int first = Stacks.read(server).result().receiveInfo().tsn();
        assertThat(Stacks.read(server).result().receiveInfo().tsn() - first).isEqualTo(10);
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.MAXSEG, -1));
        SctpSocket many = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        many.setOption(SctpOption.MAXSEG, 200, SctpConstants.SCTP_FUTURE_ASSOC);
        for (int several : new int[] {SctpConstants.SCTP_CURRENT_ASSOC, SctpConstants.SCTP_ALL_ASSOC}) {
            assertErrno(Errno.EINVAL, () -> many.setOption(SctpOption.MAXSEG, 300, several));
        }
        int id = many.connectx(java.util.List.of(address));
        assertThat(many.getOption(SctpOption.MAXSEG, id)).isEqualTo(200);
        many.setOption(SctpOption.MAXSEG, 300, id);
        assertThat(many.getOption(SctpOption.MAXSEG)).isEqualTo(200);
        assertThat(many.getOption(SctpOption.STATUS, id).fragmentationPoint()).isEqualTo(300);
    }
}
