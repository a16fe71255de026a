package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SCTP_AUTOCLOSE in virtual time (RFC 6458 §8.1.8). */
@Timeout(60)
class AutoCloseTest {
    private VirtualWire wire;
    private InetSocketAddress address;
    private SctpSocket server;
    private SctpSocket client;

    @BeforeEach
    void open() throws Exception {
        wire = new VirtualWire();
        address = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        server = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        server.setOption(SctpOption.event(EventType.ASSOC_CHANGE), true);
        server.bind(address);
        server.listen(1);
        client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
    }

    private List<Integer> associations() throws SctpException {
        return server.getOption(SctpOption.GET_ASSOC_ID_LIST);
    }

    @Test
    @DisplayName("XO-5 XC-19 9260-9.2-1: an association without data for so long is shut down, one with data is not")
    void closesWhatIsIdle() throws Exception {
        server.setOption(SctpOption.AUTOCLOSE, 5);
        client.connect(address);
        Stacks.expectChange(server, AssociationChange.State.COMM_UP);
        for (int i = 0; i < 3; i++) {
            wire.runFor(4);
            client.sendv(bytes("data"), SendInfo.stream(0));
            assertThat(readText(server)).isEqualTo("data");
        }
        for (int i = 0; i < 3; i++) {
            wire.runFor(4);
            server.sendv(
                    bytes("answer"),
                    SendInfo.stream(0).withAssociationId(associations().get(0)));
            assertThat(readText(client)).isEqualTo("answer");
        }
        wire.runFor(4);
        assertThat(associations()).hasSize(1);
        wire.runFor(2);
        assertThat(associations()).isEmpty();
        Stacks.expectChange(server, AssociationChange.State.SHUTDOWN_COMP);
        Stacks.expectEnd(client);
    }

    @Test
    @DisplayName("XO-5: the option holds for the associations there are, too; 0, the default, turns it off")
    void holdsForAll() throws Exception {
        assertThat(server.getOption(SctpOption.AUTOCLOSE)).isZero();
        client.connect(address);
        wire.runFor(100);
        assertThat(associations()).hasSize(1);
        server.setOption(SctpOption.AUTOCLOSE, 200);
        assertThat(server.getOption(SctpOption.AUTOCLOSE)).isEqualTo(200);
        wire.runFor(90);
        assertThat(associations()).hasSize(1);
        server.setOption(SctpOption.AUTOCLOSE, 0);
        wire.runFor(200);
        assertThat(associations()).hasSize(1);
        server.setOption(SctpOption.AUTOCLOSE, 1);
        wire.runFor(1);
        assertThat(associations()).isEmpty();
        assertErrno(Errno.EINVAL, () -> server.setOption(SctpOption.AUTOCLOSE, -1));
        assertErrno(Errno.EOPNOTSUPP, () -> client.setOption(SctpOption.AUTOCLOSE, 1));
        assertErrno(Errno.EOPNOTSUPP, () -> client.getOption(SctpOption.AUTOCLOSE));
    }

    @Test
    @DisplayName("XO-5: what waits for a peer that does not answer is not given up by it")
    void waitsForThePeer() throws Exception {
        server.setOption(SctpOption.AUTOCLOSE, 1);
        client.connect(address);
        wire.runFor(0);
        int id = associations().get(0);
        wire.cut();
        server.sendv(bytes("lost"), SendInfo.stream(0).withAssociationId(id));
        wire.runFor(10);
        assertThat(server.getOption(SctpOption.STATUS, id).state()).isEqualTo(SctpState.ESTABLISHED);
    }

    @Test
    @DisplayName("XO-5 PEEL-2: an association that is peeled off is not closed any more")
    void peeledOff() throws Exception {
        server.setOption(SctpOption.AUTOCLOSE, 5);
        client.connect(address);
        wire.runFor(1);
        SctpSocket own = server.peeloff(associations().get(0));
        wire.runFor(20);
        client.sendv(bytes("still here"), SendInfo.stream(0));
        Stacks.expectChange(own, AssociationChange.State.COMM_UP);
        assertThat(readText(own)).isEqualTo("still here");
    }
}
