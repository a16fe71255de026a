package io.jsctp.testkit;

import static io.jsctp.PeerAddressParams.SPP_DSCP;
import static io.jsctp.PeerAddressParams.SPP_HB_ENABLE;
import static io.jsctp.PeerAddressParams.SPP_IPV6_FLOWLABEL;
import static io.jsctp.PeerAddressParams.SPP_PMTUD_DISABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsctp.Errno;
import io.jsctp.Family;
import io.jsctp.PeerAddressParams;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SendInfo;
import io.jsctp.Style;
import io.jsctp.posix.NetinetSctp;
import io.jsctp.posix.Posix;
import io.jsctp.posix.SysSocket;
import io.jsctp.posix.sctp_paddrparams;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SPP_DSCP and SPP_IPV6_FLOWLABEL of SCTP_PEER_ADDR_PARAMS, seen in the headers of packets. */
class MarkedPacketsTest {
    private static final int PORT = 5000;
    private static final InetAddress CLIENT4 = address("192.0.2.1");
    private static final InetAddress SERVER4 = address("192.0.2.2");
    private static final InetAddress CLIENT6 = address("2001:db8::1");
    private static final InetAddress SERVER6 = address("2001:db8::2");

    private final VirtualNetwork network = new VirtualNetwork(3, Duration.ofMillis(10));
    private final List<Seen> seen = new ArrayList<>();
    private final SctpSocket server;
    private final SctpSocket client;
    private int association;

    private record Seen(InetAddress from, InetAddress to, int trafficClass, int flowLabel) {}

    MarkedPacketsTest() throws SctpException {
        server = network.open(SERVER4, SERVER6).stack().socket(Family.IPV6, Style.ONE_TO_MANY);
        server.bind(new InetSocketAddress("::", PORT));
        server.listen(5);
        client = network.open(CLIENT4, CLIENT6).stack().socket(Family.IPV6, Style.ONE_TO_MANY);
        network.fate(new VirtualNetwork.PacketFate() {
            @Override
            public long delayNs(byte[] packet, InetAddress from, InetAddress to) {
                throw new AssertionError("the header is to be seen");
            }

            @Override
            public long delayNs(byte[] packet, InetAddress from, InetAddress to, int trafficClass, int flowLabel) {
                seen.add(new Seen(from, to, trafficClass, flowLabel));
                return 10_000_000;
            }
        });
    }

    @AfterEach
    void close() {
        network.close();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static InetSocketAddress peer(InetAddress address) {
        return new InetSocketAddress(address, PORT);
    }

    /** Connects, and lets both paths be confirmed. */
    private void connect() throws SctpException {
        association = client.connectx(List.of(peer(SERVER4), peer(SERVER6)));
        network.run(Duration.ofSeconds(90));
    }

    /** What the client sends to an address from now on: data, if it is the primary, and heartbeats. */
    private List<Seen> sentTo(InetAddress address) throws SctpException {
        network.run(Duration.ofSeconds(1));
        seen.clear();
        client.sendv(ByteBuffer.wrap(new byte[100]), SendInfo.stream(0).withAssociationId(association));
        network.run(Duration.ofSeconds(100));
        List<Seen> packets = seen.stream().filter(p -> p.to().equals(address)).toList();
        assertThat(packets).isNotEmpty();
        return packets;
    }

    private void assertMarks(InetAddress to, int trafficClass, int flowLabel) throws SctpException {
        assertThat(sentTo(to)).allMatch(p -> p.trafficClass() == trafficClass && p.flowLabel() == flowLabel);
    }

    private PeerAddressParams read(int id, InetAddress address) throws SctpException {
        return client.optInfo(id, SctpOption.PEER_ADDR_PARAMS, address == null ? null : peer(address));
    }

    private void set(PeerAddressParams params, int id, InetAddress address) throws SctpException {
        client.setOption(SctpOption.PEER_ADDR_PARAMS, params, id, address == null ? null : peer(address));
    }

    private static void assertErrno(Errno errno, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SctpException.class, e -> assertThat(e.errno()).isEqualTo(errno));
    }

    @Test
    @DisplayName("PAP-8 PAP-16: the DSCP is the address's, else the association's default, else the socket's")
    void threeLevelsOfDscp() throws SctpException {
        set(PeerAddressParams.dscp(0x28), SctpConstants.SCTP_FUTURE_ASSOC, null);
        connect();
        assertThat(seen)
                .filteredOn(p -> p.from().equals(CLIENT4) || p.from().equals(CLIENT6))
                .as("from the INIT on")
                .allMatch(p -> p.trafficClass() == 0x28);
        assertThat(seen)
                .filteredOn(p -> p.to().equals(CLIENT4) || p.to().equals(CLIENT6))
                .as("the peer has its own")
                .isNotEmpty()
                .allMatch(p -> p.trafficClass() == 0);
        set(PeerAddressParams.dscp(0x48), association, null);
        set(PeerAddressParams.dscp(0xB8), association, SERVER6);
        assertThat(read(association, SERVER6).dscp()).isEqualTo(0xB8);
        assertThat(read(association, SERVER4).dscp()).isEqualTo(0x48);
        assertThat(read(association, null).dscp()).isEqualTo(0x48);
        assertThat(read(SctpConstants.SCTP_FUTURE_ASSOC, null).dscp()).isEqualTo(0x28);
        assertThat(read(association, SERVER6).flags() & SPP_DSCP).isNotZero();
        assertThat(read(SctpConstants.SCTP_FUTURE_ASSOC, null).flags() & SPP_DSCP)
                .isNotZero();
        assertMarks(SERVER6, 0xB8, 0);
        assertMarks(SERVER4, 0x48, 0);
        set(PeerAddressParams.dscp(0x48), association, null);
        assertThat(read(association, SERVER6).dscp()).as("for all paths").isEqualTo(0x48);
        assertMarks(SERVER6, 0x48, 0);
    }

    @Test
    @DisplayName("PAP-7 PAP-15: the flow label is the address's, else the association's default, else the socket's")
    void threeLevelsOfFlowLabel() throws SctpException {
        set(PeerAddressParams.flowLabel(0x11111), SctpConstants.SCTP_FUTURE_ASSOC, null);
        connect();
        assertThat(read(association, SERVER6).ipv6FlowLabel()).isEqualTo(0x11111);
        set(PeerAddressParams.flowLabel(0x22222), association, null);
        assertMarks(SERVER6, 0, 0x22222);
        assertMarks(SERVER4, 0, 0);
        set(PeerAddressParams.flowLabel(0xFFFFF), association, SERVER6);
        assertThat(read(association, SERVER6).ipv6FlowLabel()).isEqualTo(0xFFFFF);
        assertThat(read(association, SERVER6).flags())
                .isEqualTo(SPP_HB_ENABLE | SPP_PMTUD_DISABLE | SPP_DSCP | SPP_IPV6_FLOWLABEL);
        assertThat(read(association, null).ipv6FlowLabel()).isEqualTo(0x22222);
        assertThat(read(SctpConstants.SCTP_FUTURE_ASSOC, null).ipv6FlowLabel()).isEqualTo(0x11111);
        assertMarks(SERVER6, 0, 0xFFFFF);
    }

    @Test
    @DisplayName("PAP-7 PAP-15: IPv4 has no flow label: its flag is never read, and refused")
    void noFlowLabel() throws SctpException {
        connect();
        assertThat(read(association, SERVER4).flags() & SPP_IPV6_FLOWLABEL).isZero();
        assertErrno(Errno.EOPNOTSUPP, () -> set(PeerAddressParams.flowLabel(1), association, SERVER4));
        SctpSocket ipv4 = network.open(address("192.0.2.3")).stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        assertThat(ipv4.getOption(SctpOption.PEER_ADDR_PARAMS).flags())
                .isEqualTo(SPP_HB_ENABLE | SPP_PMTUD_DISABLE | SPP_DSCP);
        assertErrno(
                Errno.EOPNOTSUPP, () -> ipv4.setOption(SctpOption.PEER_ADDR_PARAMS, PeerAddressParams.flowLabel(1)));
    }

    @Test
    @DisplayName("PAP-7 PAP-8: without their flags the fields change nothing; six and twenty bits of them count")
    void whatCounts() throws SctpException {
        connect();
        set(new PeerAddressParams(0, 0, 0, SPP_DSCP | SPP_IPV6_FLOWLABEL, 0xFFF00001L, 0x2B), association, SERVER6);
        set(new PeerAddressParams(0, 0, 0, 0, 7, 0xFC), association, SERVER6);
        set(new PeerAddressParams(0, 0, 0, 0, 7, 0xFC), association, null);
        assertThat(read(association, SERVER6).ipv6FlowLabel()).isEqualTo(1);
        assertThat(read(association, SERVER6).dscp()).isEqualTo(0x28);
        assertMarks(SERVER6, 0x28, 1);
        assertErrno(Errno.EINVAL, () -> set(PeerAddressParams.dscp(256), association, SERVER6));
        assertErrno(Errno.EINVAL, () -> set(PeerAddressParams.dscp(-1), association, null));
        assertErrno(Errno.EINVAL, () -> set(PeerAddressParams.flowLabel(-1), association, null));
        assertErrno(Errno.EINVAL, () -> set(PeerAddressParams.dscp(0), association, CLIENT6));
        assertThat(read(association, SERVER6).dscp()).isEqualTo(0x28);
    }

    @Test
    @DisplayName(
            "PAP-8 PAP-16 9260-7.2.5.1-1: congestion control starts over with another DSCP, on the paths it is for")
    void startsOver() throws SctpException {
        connect();
        for (int i = 0; i < 5; i++) {
            client.sendv(ByteBuffer.wrap(new byte[30_000]), SendInfo.stream(0).withAssociationId(association));
            network.run(Duration.ofMillis(500));
        }
        long grown = cwnd(SERVER4);
        long other = cwnd(SERVER6);
        assertThat(grown).isGreaterThan(10_000);
        set(PeerAddressParams.dscp(0), association, null);
        assertThat(cwnd(SERVER4)).isEqualTo(grown);
        set(PeerAddressParams.dscp(0x28), association, SERVER6);
        assertThat(cwnd(SERVER4)).isEqualTo(grown);
        set(PeerAddressParams.dscp(0x28), association, null);
        assertThat(cwnd(SERVER4)).isBetween(4_000L, 4_500L);
        assertThat(cwnd(SERVER6)).isEqualTo(other);
    }

    private long cwnd(InetAddress address) throws SctpException {
        return client.optInfo(association, SctpOption.GET_PEER_ADDR_INFO, peer(address))
                .cwndBytes();
    }

    @Test
    @DisplayName("PAP-7..8 PAP-15..16: the fields of struct sctp_paddrparams")
    void structure() throws SctpException {
        Posix c = new Posix(network.open(address("2001:db8::3")).stack());
        int sd = c.socket(SysSocket.AF_INET6, SysSocket.SOCK_STREAM, NetinetSctp.IPPROTO_SCTP);
        sctp_paddrparams params = new sctp_paddrparams();
        params.spp_flags = NetinetSctp.SPP_IPV4_TOS | NetinetSctp.SPP_IPV6_FLOWLABEL;
        params.spp_dscp = 0xB8;
        params.spp_ipv6_flowlabel = 0xABCDE;
        assertThat(c.setsockopt(
                        sd,
                        NetinetSctp.IPPROTO_SCTP,
                        NetinetSctp.SCTP_PEER_ADDR_PARAMS,
                        params,
                        sctp_paddrparams.SIZEOF))
                .isZero();
        sctp_paddrparams read = new sctp_paddrparams();
        int[] length = {sctp_paddrparams.SIZEOF};
        assertThat(c.getsockopt(sd, NetinetSctp.IPPROTO_SCTP, NetinetSctp.SCTP_PEER_ADDR_PARAMS, read, length))
                .isZero();
        assertThat(read.spp_dscp).isEqualTo(0xB8);
        assertThat(read.spp_ipv6_flowlabel).isEqualTo(0xABCDE);
        assertThat(read.spp_flags & (NetinetSctp.SPP_DSCP | NetinetSctp.SPP_IPV6_FLOWLABEL))
                .isEqualTo(NetinetSctp.SPP_DSCP | NetinetSctp.SPP_IPV6_FLOWLABEL);
    }
}
