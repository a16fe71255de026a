package io.jsctp;

import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many idle associations in virtual time. */
@Timeout(120)
class ManyAssociationsTest {
    private static final int HEARTBEAT = 4;
    private static final int ASSOCIATIONS = 900;
    private static final long SLICE_NS = 100_000_000L;
    private static final int SLICES = 640;

    @Test
    @DisplayName(
            "SEC-80: each idle association sends one heartbeat in an interval, and all of them never at the same time")
    void heartbeats() throws Exception {
        VirtualWire wire = new VirtualWire();
        InetSocketAddress server = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        SctpSocket listener = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        listener.bind(server);
        listener.listen(1);
        listener.setOption(
                SctpOption.PEER_ADDR_PARAMS, new PeerAddressParams(0, 0, 0, PeerAddressParams.SPP_HB_DISABLE));
        SctpSocket[] sockets = new SctpSocket[ASSOCIATIONS];
        for (int i = 0; i < ASSOCIATIONS; i++) {
            sockets[i] = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
            sockets[i].configureBlocking(false);
            SctpSocket socket = sockets[i];
            Stacks.assertErrno(Errno.EINPROGRESS, () -> socket.connect(server));
        }
        wire.runForNs(4 * VirtualWire.DELAY_NS);
        assertThat(listener.getOption(SctpOption.GET_ASSOC_NUMBER)).isEqualTo(ASSOCIATIONS);

        int[] sent = new int[SLICES];
        for (int slice = 0; slice < SLICES; slice++) {
            int before = wire.sent(HEARTBEAT);
            wire.runForNs(SLICE_NS);
            sent[slice] = wire.sent(HEARTBEAT) - before;
        }

        assertThat(Arrays.stream(sent).sum()).as("in 64 s, of 31 s each").isEqualTo(2 * ASSOCIATIONS);
        assertThat(Arrays.stream(sent).max().orElseThrow())
                .as("in the busiest tenth of a second")
                .isLessThan(ASSOCIATIONS / 5);
        sockets[ASSOCIATIONS / 2].sendv(bytes("alive"), SendInfo.stream(0));
        assertThat(readText(listener)).isEqualTo("alive");
    }
}
