package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A message that says how the association is set up that it sets up, in virtual time. */
@Timeout(60)
class SendvInitTest {
    @Test
    @DisplayName(
            "XA-1 SENDV-3 SENDV-14: the set-up of a message's own; streams it does not ask for, or nothing to set up: EINVAL")
    void shapes() throws Exception {
        VirtualWire wire = new VirtualWire();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        SctpSocket server = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        server.setOption(SctpOption.event(EventType.ASSOC_CHANGE), true);
        server.bind(address);
        server.listen(1);
        SctpSocket client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        InitMessage init = new InitMessage(20, 30, 0, 0);
        SendvInit high = new SendvInit(init, SendInfo.stream(20), null);
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), List.of(address), high, 0));
        SendvInit wrong = new SendvInit(new InitMessage(-1, 0, 0, 0), null, null);
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), List.of(address), wrong, 0));
        SendvInit info = new SendvInit(init, SendInfo.stream(19), new PrInfo(SctpConstants.SCTP_PR_SCTP_TTL, 1000));
        client.sendv(bytes("hello"), List.of(address), info, 0);
        AssociationChange up = Stacks.expectChange(server, AssociationChange.State.COMM_UP);
        assertThat(up.inboundStreams()).isEqualTo(20);
        assertThat(up.outboundStreams()).isEqualTo(10);
        assertThat(Stacks.readText(server)).isEqualTo("hello");
        assertThat(client.getOption(SctpOption.INITMSG).maxInboundStreams()).isEqualTo(2048);
        assertErrno(Errno.EINVAL, () -> client.sendv(bytes("x"), info));
    }
}
