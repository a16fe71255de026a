package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.expectChange;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the user learns of extensions, and how they are turned on (RFC 6458 §6.1.1, RFC 8260 §4.3.1). */
@Timeout(60)
class ExtensionOptionsTest {
    private VirtualWire wire;
    private SctpSocket server;
    private SctpSocket client;

    @BeforeEach
    void open() throws Exception {
        wire = new VirtualWire();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        server = Stacks.subscribed(wire.server.stack().socket(Family.IPV4, Style.ONE_TO_MANY));
        server.configureBlocking(false);
        server.bind(address);
        server.listen(1);
        client = Stacks.subscribed(wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE));
        client.connect(address);
        wire.runFor(1);
    }

    @Test
    @DisplayName(
            "XE-7: COMM_UP tells that each association of a one-to-many socket has buffers of its own, byte by byte")
    void features() throws Exception {
        AssociationChange many = expectChange(server, AssociationChange.State.COMM_UP);
        AssociationChange one = expectChange(client, AssociationChange.State.COMM_UP);
        assertThat(many.info().get(many.info().remaining() - 1))
                .isEqualTo((byte) SctpConstants.SCTP_ASSOC_SUPPORTS_MULTIBUF);
        byte[] inUse = new byte[one.info().remaining()];
        one.info().get(inUse);
        assertThat(inUse).doesNotContain((byte) SctpConstants.SCTP_ASSOC_SUPPORTS_MULTIBUF);
        byte[] alike = new byte[many.info().remaining() - 1];
        many.info().get(alike);
        assertThat(alike).as("the rest is the same on both sides").isEqualTo(inUse);
    }

    @Test
    @DisplayName("XT-19: what is declared is chosen for associations to come, and read of those there are")
    void scopes() throws Exception {
        int id = expectChange(server, AssociationChange.State.COMM_UP).associationId();
        server.setOption(SctpOption.INTERLEAVING_SUPPORTED, false, SctpConstants.SCTP_FUTURE_ASSOC);
        assertThat(server.getOption(SctpOption.INTERLEAVING_SUPPORTED, id)).isFalse();
        assertErrno(Errno.EINVAL, () -> server.setOption(SctpOption.INTERLEAVING_SUPPORTED, false, id));
        int all = SctpConstants.SCTP_ALL_ASSOC;
        assertErrno(Errno.EINVAL, () -> server.setOption(SctpOption.INTERLEAVING_SUPPORTED, false, all));
        assertErrno(Errno.EINVAL, () -> server.getOption(SctpOption.INTERLEAVING_SUPPORTED, all));
    }
}
