package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.expectChange;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.link.LinkCapabilities;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.Crc32c;
import io.jsctp.wire.PacketDissector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Packets without a checksum on a link that finds changed packets itself (RFC 9653), in virtual time. */
@Timeout(60)
class ZeroChecksumTest {
    private static final LinkCapabilities DTLS =
            new LinkCapabilities(true, false, false, false, false, LinkCapabilities.DTLS);

    private static final int CHECKSUM_AT = 8;

    private final Crc32c crc = new Crc32c();
    private final List<String> zero = new ArrayList<>();
    private final List<String> right = new ArrayList<>();
    private final InetSocketAddress address;

    private VirtualWire wire;
    private SctpSocket server;
    private SctpSocket client;

    ZeroChecksumTest() throws Exception {
        address = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        open(DTLS);
    }

    private void open(LinkCapabilities links) throws Exception {
        wire = new VirtualWire(StackLimits.defaults(), links);
        wire.onPacket = this::note;
        server = Stacks.subscribed(wire.server.stack().socket(Family.IPV4, Style.ONE_TO_MANY));
        server.configureBlocking(false);
        server.bind(address);
        client = Stacks.subscribed(wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE));
    }

    private void note(ByteBuffer packet) {
        String text = PacketDissector.dissect(packet, 0, packet.limit());
        if (crc.verify(packet, 0, packet.limit())) {
            right.add(text);
        } else {
            assertThat(CommonHeader.checksum(packet, 0)).isZero();
            zero.add(text);
        }
    }

    private static void accept(SctpSocket socket) throws SctpException {
        socket.setOption(SctpOption.ACCEPT_ZERO_CHECKSUM, SctpConstants.SCTP_EDMID_LOWER_LAYER_DTLS);
    }

    private void exchange() throws Exception {
        server.listen(1);
        client.connect(address);
        client.sendv(bytes("there"), SendInfo.stream(0));
        wire.runFor(1);
        int id = expectChange(server, AssociationChange.State.COMM_UP).associationId();
        assertThat(readText(server)).isEqualTo("there");
        server.sendv(bytes("and back"), new SendInfo(0, 0, 0, 0, id));
        expectChange(client, AssociationChange.State.COMM_UP);
        assertThat(readText(client)).isEqualTo("and back");
        wire.runFor(60);
        client.shutdown(ShutdownHow.SHUT_WR);
        wire.runFor(1);
    }

    private static Predicate<String> has(String chunk) {
        return text -> text.contains(chunk);
    }

    @Test
    @DisplayName(
            "9653-1..7 XT-28 IX-20: where both declare it nothing has a checksum but INIT, INIT ACK and COOKIE ECHO")
    void both() throws Exception {
        accept(client);
        accept(server);
        exchange();
        assertThat(right)
                .hasSize(3)
                .anyMatch(has("INIT"))
                .anyMatch(has("INIT ACK"))
                .anyMatch(has("COOKIE ECHO"));
        assertThat(zero)
                .anyMatch(has("COOKIE ACK"))
                .anyMatch(has("DATA"))
                .anyMatch(has("SACK"))
                .anyMatch(has("HEARTBEAT"))
                .anyMatch(has("SHUTDOWN"));
        assertThat(wire.server.stack().counters().checksumErrors()).isZero();
        assertThat(wire.client.stack().counters().checksumErrors()).isZero();
    }

    @Test
    @DisplayName(
            "9653-2 9653-3 9653-5: who declares it gets packets without, and sends them with a checksum to who does not")
    void one() throws Exception {
        accept(server);
        exchange();
        assertThat(zero).anyMatch(has("DATA"));
        assertThat(right).anyMatch(has("DATA")).anyMatch(has("COOKIE ACK")).anyMatch(has("HEARTBEAT ACK"));
        assertThat(wire.server.stack().counters().checksumErrors()).isZero();
    }

    @Test
    @DisplayName("9653-3: by default every packet has its checksum")
    void none() throws Exception {
        exchange();
        assertThat(zero).isEmpty();
    }

    @Test
    @DisplayName(
            "SEC-95 9653-6: a zero checksum that was not declared is a wrong one; so it is out of the blue, and in INIT")
    void undeclared() throws Exception {
        accept(server);
        server.listen(1);
        client.connect(address);
        client.configureBlocking(false);
        wire.runFor(1);
        long before = wire.client.stack().counters().checksumErrors();
        wire.onPacket = packet -> packet.putInt(CHECKSUM_AT, 0);
        expectChange(server, AssociationChange.State.COMM_UP);
        client.sendv(bytes("to one that declared it"), SendInfo.stream(0));
        wire.runForNs(200_000_000L);
        assertThat(readText(server)).isEqualTo("to one that declared it");
        assertThat(wire.client.stack().counters().checksumErrors())
                .as("its SACK")
                .isGreaterThan(before);
        long atServer = wire.server.stack().counters().checksumErrors();
        SctpSocket second = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        second.configureBlocking(false);
        assertErrno(Errno.EINPROGRESS, () -> second.connect(address));
        wire.runForNs(200_000_000L);
        assertThat(wire.server.stack().counters().checksumErrors())
                .as("its INIT")
                .isEqualTo(atServer + 1);
        assertThat(wire.sent(ChunkType.INIT_ACK)).isEqualTo(1);
    }

    @Test
    @DisplayName("9653-8 XT-28: wrong methods, wrong scopes, reading; and links that find nothing themselves")
    void option() throws Exception {
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.ACCEPT_ZERO_CHECKSUM, 2));
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.ACCEPT_ZERO_CHECKSUM, -1));
        assertErrno(
                Errno.EINVAL, () -> server.setOption(SctpOption.ACCEPT_ZERO_CHECKSUM, 1, SctpConstants.SCTP_ALL_ASSOC));
        assertErrno(Errno.EOPNOTSUPP, () -> client.getOption(SctpOption.ACCEPT_ZERO_CHECKSUM));
        accept(client);
        client.setOption(SctpOption.ACCEPT_ZERO_CHECKSUM, SctpConstants.SCTP_EDMID_NONE);
        accept(server);
        exchange();
        assertThat(right).as("switched off again").anyMatch(has("HEARTBEAT ACK"));
        open(new LinkCapabilities(true, false));
        assertErrno(Errno.EOPNOTSUPP, () -> accept(client));
        client.setOption(SctpOption.ACCEPT_ZERO_CHECKSUM, SctpConstants.SCTP_EDMID_NONE);
    }

    @Test
    @DisplayName("9260-6.8-5: a link that verified checksums is believed, unless the stack is told not to")
    void trusted() throws Exception {
        open(new LinkCapabilities(true, true));
        wire.onPacket = packet -> packet.putInt(CHECKSUM_AT, 12345);
        exchange();
        assertThat(wire.server.stack().counters().checksumErrors()).isZero();
        VirtualWire doubting = new VirtualWire(StackLimits.defaults(), new LinkCapabilities(true, true), true);
        doubting.onPacket = packet -> packet.putInt(CHECKSUM_AT, 12345);
        SctpSocket socket = doubting.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        socket.configureBlocking(false);
        assertErrno(Errno.EINPROGRESS, () -> socket.connect(address));
        doubting.runForNs(100_000_000L);
        assertThat(doubting.server.stack().counters().checksumErrors()).isEqualTo(1);
    }
}
