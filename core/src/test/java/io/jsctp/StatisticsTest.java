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

@Timeout(60)
class StatisticsTest {
    private static final int DATA = 0;

    private VirtualWire wire;
    private InetSocketAddress address;
    private SctpSocket client;
    private SctpSocket server;

    @BeforeEach
    void open() throws Exception {
        wire = new VirtualWire();
        address = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        SctpSocket listener = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.bind(address);
        listener.listen(1);
        client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        client.connect(address);
        server = listener.accept();
    }

    private StackStatistics ofClient() {
        return wire.client.stack().statistics();
    }

    private StackStatistics ofServer() {
        return wire.server.stack().statistics();
    }

    @Test
    @DisplayName("9260-13-1 a stack counts set-ups by who began them, and the four packets of a set-up chunk by chunk")
    void setUp() {
        StackStatistics a = ofClient();
        StackStatistics b = ofServer();
        assertThat(a.currEstab()).isEqualTo(1);
        assertThat(b.currEstab()).isEqualTo(1);
        assertThat(a.get(Counter.ACTIVE_ESTABS)).isEqualTo(1);
        assertThat(a.get(Counter.PASSIVE_ESTABS)).isZero();
        assertThat(b.get(Counter.ACTIVE_ESTABS)).isZero();
        assertThat(b.get(Counter.PASSIVE_ESTABS)).isEqualTo(1);
        for (StackStatistics s : new StackStatistics[] {a, b}) {
            assertThat(s.get(Counter.OUT_SCTP_PACKS)).isEqualTo(2);
            assertThat(s.get(Counter.IN_SCTP_PACKS)).isEqualTo(2);
            assertThat(s.get(Counter.OUT_CTRL_CHUNKS)).isEqualTo(2);
            assertThat(s.get(Counter.IN_CTRL_CHUNKS)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("9260-13-1 DATA is counted by order, messages by whether they are divided, at both ends")
    void data() throws Exception {
        client.sendv(bytes("a"), SendInfo.stream(0));
        client.sendv(bytes("b"), SendInfo.stream(0).withFlags(SctpConstants.SCTP_UNORDERED));
        client.sendv(bytes(3_000), SendInfo.stream(0));
        for (int i = 0; i < 3; i++) {
            Stacks.read(server);
        }
        wire.runFor(1);
        AssociationStatistics out = client.statistics(0);
        AssociationStatistics in = server.statistics(0);
        assertThat(out.state()).isEqualTo(SctpState.ESTABLISHED);
        assertThat(out.get(Counter.OUT_ORDER_CHUNKS)).isEqualTo(4);
        assertThat(out.get(Counter.OUT_UNORDER_CHUNKS)).isEqualTo(1);
        assertThat(out.get(Counter.FRAG_USR_MSGS)).isEqualTo(1);
        assertThat(out.get(Counter.REASM_USR_MSGS)).isZero();
        assertThat(in.get(Counter.IN_ORDER_CHUNKS)).isEqualTo(4);
        assertThat(in.get(Counter.IN_UNORDER_CHUNKS)).isEqualTo(1);
        assertThat(in.get(Counter.REASM_USR_MSGS)).isEqualTo(1);
        assertThat(in.get(Counter.FRAG_USR_MSGS)).isZero();
        assertThat(out.get(Counter.IN_CTRL_CHUNKS)).isEqualTo(2 + wire.sent(3));
        assertThat(out.paths()).singleElement().satisfies(p -> {
            assertThat(p.address()).isEqualTo(address);
            assertThat(p.state()).isEqualTo(PeerAddressInfo.State.ACTIVE);
            assertThat(p.primary()).isTrue();
            assertThat(p.packetsSent()).isEqualTo(out.get(Counter.OUT_SCTP_PACKS));
            assertThat(p.packetsReceived()).isEqualTo(out.get(Counter.IN_SCTP_PACKS));
            assertThat(p.chunksRetransmitted()).isZero();
        });
    }

    @Test
    @DisplayName("9260-13-1 what a lost packet leads to is counted by cause: T3 expired, the chunk was sent again")
    void timeout() throws Exception {
        int[] toSpoil = {1};
        wire.onPacket = packet -> {
            if (packet.get(12) == DATA && toSpoil[0]-- > 0) {
                packet.put(20, (byte) ~packet.get(20));
            }
        };
        client.sendv(bytes("a"), SendInfo.stream(0));
        assertThat(Stacks.readText(server)).isEqualTo("a");
        wire.runFor(1);
        AssociationStatistics s = client.statistics(0);
        assertThat(s.get(Counter.RTO_EXPIRIES)).isEqualTo(1);
        assertThat(s.get(Counter.T3_RETRANSMISSIONS)).isEqualTo(1);
        assertThat(s.get(Counter.FAST_RETRANSMISSIONS)).isZero();
        assertThat(s.get(Counter.OUT_ORDER_CHUNKS)).isEqualTo(1);
        assertThat(s.paths().get(0).rtoExpiries()).isEqualTo(1);
        assertThat(s.paths().get(0).chunksRetransmitted()).isEqualTo(1);
        assertThat(ofServer().checksumErrors()).isEqualTo(1);
    }

    @Test
    @DisplayName("9260-13-1 gap reports and fast retransmissions are counted apart from those of T3")
    void fastRetransmission() throws Exception {
        int[] packets = {0};
        wire.onPacket = packet -> {
            if (packet.get(12) == DATA && packets[0]++ == 6) {
                packet.put(20, (byte) ~packet.get(20));
            }
        };
        for (int i = 0; i < 20; i++) {
            client.sendv(bytes(1_400), SendInfo.stream(0));
        }
        for (int i = 0; i < 20; i++) {
            Stacks.read(server);
        }
        wire.runFor(5);
        AssociationStatistics s = client.statistics(0);
        assertThat(s.get(Counter.FAST_RETRANSMISSIONS)).isEqualTo(1);
        assertThat(s.get(Counter.T3_RETRANSMISSIONS)).isZero();
        assertThat(s.get(Counter.GAP_REPORTS_IN)).isGreaterThanOrEqualTo(3);
        assertThat(s.get(Counter.OUT_ORDER_CHUNKS)).isEqualTo(20);
        assertThat(s.paths().get(0).chunksRetransmitted()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "9260-13-1 each stream tells what it has carried both ways, whole messages and in parts; the others are not there")
    void streams() throws Exception {
        client.setOption(SctpOption.EXPLICIT_EOR, true);
        SendInfo end = SendInfo.stream(3).withFlags(SctpConstants.SCTP_EOR);
        client.sendv(bytes(10), end);
        client.sendv(bytes(20), SendInfo.stream(3));
        wire.runFor(1);
        assertThat(client.statistics(0).streams()).containsExactly(new StreamStatistics(3, 1, 30, 0, 0, 0, 0));
        client.sendv(bytes(5), end);
        server.sendv(bytes(7), SendInfo.stream(9));
        wire.runFor(1);
        assertThat(client.statistics(0).streams())
                .containsExactly(new StreamStatistics(3, 2, 35, 0, 0, 0, 0), new StreamStatistics(9, 0, 0, 1, 7, 0, 0));
        assertThat(server.statistics(0).streams())
                .containsExactly(new StreamStatistics(3, 0, 0, 2, 35, 0, 0), new StreamStatistics(9, 1, 7, 0, 0, 0, 0));
        assertThat(wire.client.stack().associations())
                .singleElement()
                .satisfies(a -> assertThat(a.streams()).hasSize(2));
    }

    @Test
    @DisplayName("9260-13-1 a stack keeps the counts of associations that are over, and tells how they ended")
    void ended() throws Exception {
        client.sendv(bytes("a"), SendInfo.stream(0));
        assertThat(Stacks.readText(server)).isEqualTo("a");
        client.close();
        Stacks.expectEnd(server);
        wire.runFor(1);
        assertThat(wire.client.stack().counters().associations()).isZero();
        assertThat(ofClient().currEstab()).isZero();
        assertThat(ofClient().get(Counter.SHUTDOWNS)).isEqualTo(1);
        assertThat(ofServer().get(Counter.SHUTDOWNS)).isEqualTo(1);
        assertThat(ofClient().get(Counter.ABORTEDS)).isZero();
        assertThat(ofClient().get(Counter.OUT_ORDER_CHUNKS)).isEqualTo(1);
        assertThat(ofServer().get(Counter.IN_ORDER_CHUNKS)).isEqualTo(1);
        assertThat(ofClient().byLabel()).containsEntry("sctpOutOrderChunks", 1L).containsKey("sctpOutOfBlues");
    }

    @Test
    @DisplayName("9260-13-1 an ABORT is counted at both ends")
    void aborted() throws Exception {
        client.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
        client.close();
        wire.runFor(1);
        assertThat(ofClient().get(Counter.ABORTEDS)).isEqualTo(1);
        assertThat(ofServer().get(Counter.ABORTEDS)).isEqualTo(1);
        assertThat(ofServer().get(Counter.SHUTDOWNS)).isZero();
    }

    @Test
    @DisplayName("9260-13-1 statistics of no association are refused: ENOTCONN, EINVAL, EBADF")
    void refused() throws Exception {
        SctpSocket unused = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        assertErrno(Errno.ENOTCONN, () -> unused.statistics(0));
        SctpSocket many = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        assertErrno(Errno.EINVAL, () -> many.statistics(77));
        unused.close();
        assertErrno(Errno.EBADF, () -> unused.statistics(0));
    }
}
