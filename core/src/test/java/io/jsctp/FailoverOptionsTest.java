package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SCTP_PEER_ADDR_THLDS and SCTP_EXPOSE_POTENTIALLY_FAILED_STATE (RFC 7829 §7), in virtual time. */
@Timeout(60)
class FailoverOptionsTest {
    private static final PeerAddressThresholds DEFAULTS = new PeerAddressThresholds(5, 0, 0xffff);
    private static final PeerAddressThresholds OTHERS = new PeerAddressThresholds(7, 2, 3);

    private VirtualWire wire;
    private SctpSocket client;
    private int id;
    private InetSocketAddress serverAddress;

    @BeforeEach
    void connect() throws Exception {
        wire = new VirtualWire();
        serverAddress = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        SctpSocket listener = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        listener.bind(serverAddress);
        listener.listen(5);
        client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        id = client.connectx(List.of(serverAddress));
    }

    private PeerAddressThresholds get(int association) throws SctpException {
        return client.getOption(SctpOption.PEER_ADDR_THLDS, association);
    }

    private PeerAddressThresholds ofPath() throws SctpException {
        return client.optInfo(id, SctpOption.PEER_ADDR_THLDS, serverAddress);
    }

    private void set(PeerAddressThresholds thresholds, int association) throws SctpException {
        client.setOption(SctpOption.PEER_ADDR_THLDS, thresholds, association);
    }

    @Test
    @DisplayName("XT-24 7829-3.2-1: the thresholds of a path, of all paths of an association, of later associations")
    void scopes() throws SctpException {
        assertThat(get(0)).isEqualTo(DEFAULTS);
        assertThat(get(id)).isEqualTo(DEFAULTS);
        assertThat(ofPath()).isEqualTo(DEFAULTS);
        client.setOption(SctpOption.PEER_ADDR_THLDS, OTHERS, id, serverAddress);
        assertThat(ofPath()).isEqualTo(OTHERS);
        assertThat(get(id)).as("what new paths begin with").isEqualTo(DEFAULTS);
        set(DEFAULTS, id);
        assertThat(ofPath()).as("all paths, those too with values of their own").isEqualTo(DEFAULTS);
        client.setOption(SctpOption.PEER_ADDR_THLDS, OTHERS, id, new InetSocketAddress("0.0.0.0", 0));
        assertThat(ofPath()).as("the wildcard").isEqualTo(OTHERS);
        assertThat(get(id)).isEqualTo(OTHERS);
        assertThat(get(0)).isEqualTo(DEFAULTS);
        PeerAddressThresholds least = new PeerAddressThresholds(0, 0, 0);
        set(least, 0);
        assertThat(get(0)).isEqualTo(least);
        assertThat(ofPath()).isEqualTo(OTHERS);
        assertThat(client.optInfo(id, SctpOption.PEER_ADDR_PARAMS, serverAddress)
                        .pathMaxRetransmits())
                .as("the same as spp_pathmaxrxt")
                .isEqualTo(7);
    }

    @Test
    @DisplayName("XT-24 7829-5-1: cpthld below pfthld, several associations at once, addresses that are not the peer's")
    void errors() throws SctpException {
        assertErrno(Errno.EINVAL, () -> set(new PeerAddressThresholds(5, 3, 2), id));
        assertErrno(Errno.EINVAL, () -> set(new PeerAddressThresholds(5, 3, 2), 0));
        assertErrno(Errno.EINVAL, () -> set(new PeerAddressThresholds(0x10000, 3, 4), id));
        assertErrno(Errno.EINVAL, () -> set(new PeerAddressThresholds(-1, 3, 4), id));
        assertErrno(Errno.EINVAL, () -> set(new PeerAddressThresholds(5, -1, 4), id));
        assertErrno(Errno.EINVAL, () -> set(new PeerAddressThresholds(5, 0, 0x10000), id));
        for (int several : new int[] {SctpConstants.SCTP_CURRENT_ASSOC, SctpConstants.SCTP_ALL_ASSOC}) {
            assertErrno(Errno.EINVAL, () -> set(OTHERS, several));
            assertErrno(Errno.EINVAL, () -> get(several));
            assertErrno(
                    Errno.EINVAL, () -> client.setOption(SctpOption.EXPOSE_POTENTIALLY_FAILED_STATE, true, several));
            assertErrno(Errno.EINVAL, () -> client.getOption(SctpOption.EXPOSE_POTENTIALLY_FAILED_STATE, several));
        }
        InetSocketAddress foreign = new InetSocketAddress("192.0.2.77", 5000);
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.PEER_ADDR_THLDS, OTHERS, id, foreign));
        assertErrno(Errno.EINVAL, () -> client.optInfo(id, SctpOption.PEER_ADDR_THLDS, foreign));
        assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.PEER_ADDR_THLDS, OTHERS, 0, serverAddress));
        assertErrno(Errno.EINVAL, () -> set(OTHERS, 77));
        assertThat(ofPath()).isEqualTo(DEFAULTS);
    }

    private PeerAddressInfo.State state() throws SctpException {
        return client.optInfo(id, SctpOption.GET_PEER_ADDR_INFO, serverAddress).state();
    }

    private List<PeerAddressChange.State> told() throws SctpException {
        client.configureBlocking(false);
        List<PeerAddressChange.State> states = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        while (true) {
            try {
                ReceiveResult result = client.recvv(buffer.clear());
                if (result.notification() instanceof PeerAddressChange change) {
                    states.add(change.state());
                }
            } catch (SctpException e) {
                assertThat(e.errno()).isEqualTo(Errno.EAGAIN);
                return states;
            }
        }
    }

    /** One message gets no answer for so long. */
    private void lose(long seconds) throws SctpException {
        wire.cut();
        client.sendv(bytes("x"), List.of(), SendInfo.stream(0).withAssociationId(id), 0);
        wire.runFor(seconds);
    }

    @Test
    @DisplayName("XT-23 XT-25 7829-3.2-12: by default it is shown as active, and only the failure is told")
    void hidden() throws SctpException {
        assertThat(client.getOption(SctpOption.EXPOSE_POTENTIALLY_FAILED_STATE, id))
                .isFalse();
        client.setOption(SctpOption.event(EventType.PEER_ADDR_CHANGE), true, id);
        lose(10);
        assertThat(state()).isEqualTo(PeerAddressInfo.State.ACTIVE);
        wire.runFor(100);
        assertThat(state()).isEqualTo(PeerAddressInfo.State.INACTIVE);
        assertThat(told()).containsExactly(PeerAddressChange.State.ADDR_UNREACHABLE);
    }

    @Test
    @DisplayName("XT-23 XT-25 7829-3.2-12: who asks for it is told, and sees the state")
    void exposed() throws SctpException {
        client.setOption(SctpOption.EXPOSE_POTENTIALLY_FAILED_STATE, true, 0);
        assertThat(client.getOption(SctpOption.EXPOSE_POTENTIALLY_FAILED_STATE, 0))
                .isTrue();
        assertThat(client.getOption(SctpOption.EXPOSE_POTENTIALLY_FAILED_STATE, id))
                .as("that is for later ones")
                .isFalse();
        client.setOption(SctpOption.EXPOSE_POTENTIALLY_FAILED_STATE, true, id);
        client.setOption(SctpOption.event(EventType.PEER_ADDR_CHANGE), true, id);
        lose(10);
        assertThat(state()).isEqualTo(PeerAddressInfo.State.POTENTIALLY_FAILED);
        assertThat(client.getOption(SctpOption.STATUS, id).primary().state())
                .isEqualTo(PeerAddressInfo.State.POTENTIALLY_FAILED);
        wire.runFor(100);
        assertThat(told())
                .containsExactly(
                        PeerAddressChange.State.ADDR_POTENTIALLY_FAILED, PeerAddressChange.State.ADDR_UNREACHABLE);
        assertThat(PeerAddressChange.State.ADDR_POTENTIALLY_FAILED.code()).isEqualTo(7);
    }
}
