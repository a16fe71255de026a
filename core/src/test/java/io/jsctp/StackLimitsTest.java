package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsctp.engine.Limit;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limits of a stack as its user sets and meets them. */
@Timeout(60)
class StackLimitsTest {
    @Test
    @DisplayName("each limit of the engine is one of the stack with the same default and range")
    void sameAsTheEngine() {
        for (Limit limit : Limit.values()) {
            StackLimit ours = StackLimit.of(limit);
            assertThat(ours.standard()).isEqualTo(limit.standard());
            assertThat(ours.least()).isEqualTo(limit.least());
            assertThat(ours.most()).isEqualTo(limit.most());
            assertThat(StackLimits.defaults().forEndpoints().get(limit)).isEqualTo(limit.standard());
            assertThat(StackLimits.defaults()
                            .with(ours, ours.most())
                            .forEndpoints()
                            .get(limit))
                    .isEqualTo(limit.most());
        }
    }

    @Test
    @DisplayName("a value out of its range is refused by name; a changed copy leaves the original as it was")
    void ranges() {
        for (StackLimit limit : StackLimit.values()) {
            assertThat(limit.standard()).isBetween(limit.least(), limit.most());
            assertThatThrownBy(() -> SctpStack.builder().limit(limit, limit.least() - 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(limit.name());
        }
        assertThat(StackLimits.defaults().with(StackLimit.SOCKETS, 5).get(StackLimit.SOCKETS))
                .isEqualTo(5);
        assertThat(StackLimits.defaults().get(StackLimit.SOCKETS)).isEqualTo(65_536);
    }

    @Test
    @DisplayName("SEC-79: a stack without memory sets up no more associations, and shows what is used")
    void memory() throws Exception {
        StackLimits limits = StackLimits.defaults().with(StackLimit.MEMORY_BYTES, 1 << 20);
        try (Stacks stacks = new Stacks(limits)) {
            stacks.listener(Style.ONE_TO_MANY);
            assertThat(stacks.client.counters().memoryBytes()).isZero();
            SctpSocket first = stacks.clientSocket(Style.ONE_TO_ONE);
            first.connect(stacks.serverAddress());
            assertThat(stacks.client.counters().memoryBytes()).isBetween(12_288L, 14_000L);
            SctpSocket refused = first;
            for (int i = 0; i < 100 && stacks.client.counters().reached(StackLimit.MEMORY_BYTES) == 0; i++) {
                refused = stacks.clientSocket(Style.ONE_TO_ONE);
                try {
                    refused.connect(stacks.serverAddress());
                } catch (SctpException e) {
                    assertThat(e.errno()).isEqualTo(Errno.ENOBUFS);
                }
            }
            assertThat(stacks.client.counters().reached(StackLimit.MEMORY_BYTES))
                    .isPositive();
            assertThat(stacks.client.counters().memoryBytes()).isLessThanOrEqualTo(1 << 20);
        }
    }

    @Test
    @DisplayName(
            "RECVV-31: reading needs no memory: where a stack has little left all is read, and ENOBUFS does not arise")
    void readsWithoutMemory() throws Exception {
        int count = 2000;
        StackLimits limits = StackLimits.defaults().with(StackLimit.MEMORY_BYTES, 1 << 20);
        try (Stacks stacks = new Stacks(limits)) {
            Stacks.Pair pair = stacks.pair();
            pair.server().setOption(SctpOption.SO_RCVBUF, 1 << 21);
            Thread sender = new Thread(() -> sendAll(pair.client(), count), "sender");
            sender.start();
            while (stacks.server.counters().memoryBytes() < 600_000) {
                Stacks.spin();
            }
            for (int i = 0; i < count; i++) {
                assertThat(Stacks.read(pair.server()).result().length()).isEqualTo(1000);
            }
            sender.join();
        }
    }

    private static void sendAll(SctpSocket socket, int count) {
        try {
            for (int i = 0; i < count; i++) {
                socket.sendv(Stacks.bytes(1000), SendInfo.stream(0));
            }
        } catch (SctpException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("SEC-33: peers get places up to the limit of their address, and places come back")
    void perPeer() throws Exception {
        StackLimits limits = StackLimits.defaults().with(StackLimit.ASSOCIATIONS_PER_PEER, 2);
        try (Stacks stacks = new Stacks(limits)) {
            stacks.listener(Style.ONE_TO_MANY);
            SctpSocket first = stacks.clientSocket(Style.ONE_TO_ONE);
            first.connect(stacks.serverAddress());
            stacks.clientSocket(Style.ONE_TO_ONE).connect(stacks.serverAddress());
            SctpSocket third = stacks.clientSocket(Style.ONE_TO_ONE);
            assertErrno(Errno.ENOBUFS, () -> third.connect(stacks.serverAddress()));
            assertThat(stacks.client.counters().reached(StackLimit.ASSOCIATIONS_PER_PEER))
                    .isEqualTo(1);
            first.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
            first.close();
            third.connect(stacks.serverAddress());
        }
    }

    @Test
    @DisplayName("SEC-33 SEC-34: a listener's queue holds what listen asked for, at most the limit; accepting frees it")
    void backlog() throws Exception {
        StackLimits limits = StackLimits.defaults().with(StackLimit.BACKLOG, 2);
        try (Stacks stacks = new Stacks(limits)) {
            SctpSocket listener = stacks.listener(Style.ONE_TO_ONE);
            for (int i = 0; i < 2; i++) {
                stacks.clientSocket(Style.ONE_TO_ONE).connect(stacks.serverAddress());
            }
            SctpSocket third = stacks.clientSocket(Style.ONE_TO_ONE);
            assertErrno(Errno.ECONNREFUSED, () -> third.connect(stacks.serverAddress()));
            assertThat(stacks.server.counters().reached(StackLimit.BACKLOG)).isEqualTo(1);
            listener.accept();
            stacks.clientSocket(Style.ONE_TO_ONE).connect(stacks.serverAddress());
        }
    }

    @Test
    @DisplayName("SEC-34: associations aborted while they wait to be accepted do not stop the listener")
    void abortedWhileWaiting() throws Exception {
        try (Stacks stacks = new Stacks(StackLimits.defaults().with(StackLimit.BACKLOG, 3))) {
            SctpSocket listener = stacks.listener(Style.ONE_TO_ONE);
            for (int i = 0; i < 300; i++) {
                SctpSocket client = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
                client.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
                client.connect(stacks.serverAddress());
                client.close();
                listener.accept().close();
            }
            SctpSocket client = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
            client.connect(stacks.serverAddress());
            client.sendv(Stacks.bytes("still listening"), SendInfo.stream(0));
            SctpSocket accepted = listener.accept();
            Stacks.expectChange(accepted, AssociationChange.State.COMM_UP);
            assertThat(Stacks.readText(accepted)).isEqualTo("still listening");
            assertThat(stacks.server.counters().reached(StackLimit.BACKLOG)).isZero();
        }
    }

    @Test
    @DisplayName("local addresses beyond the limit: bindx gives EINVAL, the wildcard stands for the first ones")
    void localAddresses() throws Exception {
        List<InetAddress> three = List.of(
                InetAddress.getByName("127.0.0.1"),
                InetAddress.getByName("127.0.0.2"),
                InetAddress.getByName("127.0.0.3"));
        try (SctpStack stack = SctpStack.builder()
                .localAddresses(three)
                .udpPort(0)
                .limit(StackLimit.LOCAL_ADDRESSES, 2)
                .open()) {
            SctpSocket named = stack.socket(Family.IPV4, Style.ONE_TO_MANY);
            assertErrno(
                    Errno.EINVAL,
                    () -> named.bindx(Addresses.withPort(three, 5000), SctpConstants.SCTP_BINDX_ADD_ADDR));
            named.bindx(Addresses.withPort(three.subList(0, 2), 5000), SctpConstants.SCTP_BINDX_ADD_ADDR);
            assertErrno(
                    Errno.EINVAL,
                    () -> named.bindx(
                            Addresses.withPort(three.subList(2, 3), 5000), SctpConstants.SCTP_BINDX_ADD_ADDR));
            SctpSocket any = stack.socket(Family.IPV4, Style.ONE_TO_MANY);
            any.bind(new InetSocketAddress("0.0.0.0", 5001));
            assertThat(any.getladdrs(0)).hasSize(2);
            assertThat(stack.counters().reached(StackLimit.LOCAL_ADDRESSES)).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("9260-12.2.4.3-2: a stack counts what strangers send")
    void strangers() throws Exception {
        try (Stacks stacks = new Stacks()) {
            SctpSocket client = stacks.clientSocket(Style.ONE_TO_ONE);
            assertErrno(Errno.ECONNREFUSED, () -> client.connect(stacks.serverAddress()));
            stacks.listener(Style.ONE_TO_MANY);
            client.connect(stacks.serverAddress());
            assertThat(stacks.server.counters().inits()).isEqualTo(2);
            assertThat(stacks.server.counters().badCookies()).isZero();
            assertThat(stacks.server.counters().wrongTags()).isZero();
        }
    }
}
