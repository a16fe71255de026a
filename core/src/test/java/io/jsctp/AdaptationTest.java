package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.expect;
import static io.jsctp.Stacks.expectChange;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Adaptation Layer Indication (RFC 5061 §4.2.6, RFC 6458 §6.1.6, §8.1.10), in virtual time. */
@Timeout(60)
class AdaptationTest {
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
        server.listen(1);
        client = Stacks.subscribed(wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE));
    }

    private void connect(SctpSocket socket) throws SctpException {
        socket.connect(address);
        socket.configureBlocking(false);
        wire.runFor(1);
    }

    @Test
    @DisplayName(
            "XE-2 XO-7 5061-4.2.6-1: what either side sets reaches the other behind COMM_UP, by INIT and by INIT ACK")
    void bothWays() throws Exception {
        assertThat(client.getOption(SctpOption.ADAPTATION_LAYER)).isZero();
        client.setOption(SctpOption.ADAPTATION_LAYER, 0x81020304);
        assertThat(client.getOption(SctpOption.ADAPTATION_LAYER)).isEqualTo(0x81020304);
        server.setOption(SctpOption.ADAPTATION_LAYER, 0);
        connect(client);
        int id = expectChange(server, AssociationChange.State.COMM_UP).associationId();
        assertThat(expect(server, AdaptationIndication.class)).isEqualTo(new AdaptationIndication(id, 0x81020304));
        expectChange(client, AssociationChange.State.COMM_UP);
        assertThat(expect(client, AdaptationIndication.class).indication()).isZero();
    }

    @Test
    @DisplayName("XE-2 XO-7: without the option nothing is indicated; one that is set later rules later associations")
    void nothing() throws Exception {
        connect(client);
        expectChange(server, AssociationChange.State.COMM_UP);
        expectChange(client, AssociationChange.State.COMM_UP);
        assertErrno(Errno.EAGAIN, () -> Stacks.readNext(server));
        assertErrno(Errno.EAGAIN, () -> Stacks.readNext(client));
        SctpSocket many = Stacks.subscribed(wire.client.stack().socket(Family.IPV4, Style.ONE_TO_MANY));
        many.setOption(SctpOption.ADAPTATION_LAYER, 5);
        many.connectx(List.of(address));
        wire.runFor(1);
        expectChange(server, AssociationChange.State.COMM_UP);
        assertThat(expect(server, AdaptationIndication.class).indication()).isEqualTo(5);
    }

    @Test
    @DisplayName("XE-2: the event can be subscribed to by SCTP_EVENTS, too, and is not told to those who did not")
    void subscription() throws Exception {
        EventSubscription wanted =
                new EventSubscription(true, true, false, false, false, false, false, true, false, false);
        server.setOption(SctpOption.EVENTS, wanted);
        assertThat(server.getOption(SctpOption.EVENTS)).isEqualTo(wanted);
        client.setOption(SctpOption.ADAPTATION_LAYER, 5);
        client.setOption(SctpOption.event(EventType.ADAPTATION_INDICATION), false);
        server.setOption(SctpOption.ADAPTATION_LAYER, 6);
        connect(client);
        expectChange(server, AssociationChange.State.COMM_UP);
        expect(server, AdaptationIndication.class);
        expectChange(client, AssociationChange.State.COMM_UP);
        assertErrno(Errno.EAGAIN, () -> Stacks.readNext(client));
    }
}
