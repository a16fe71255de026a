package io.jsctp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsctp.Errno;
import io.jsctp.Family;
import io.jsctp.ReceiveResult;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpState;
import io.jsctp.SendInfo;
import io.jsctp.SteppedStack;
import io.jsctp.Style;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VirtualNetworkTest {
    private static final Duration DELAY = Duration.ofMillis(20);

    private final VirtualNetwork network = new VirtualNetwork(1, DELAY);

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static SctpSocket listener(SteppedStack stack, String on) throws SctpException {
        SctpSocket listener = stack.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.bind(new InetSocketAddress(address(on), 5000));
        listener.listen(5);
        return listener;
    }

    private static SctpSocket client(SteppedStack stack) throws SctpException {
        SctpSocket client = stack.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        client.connect(new InetSocketAddress(address("192.0.2.2"), 5000));
        return client;
    }

    @Test
    @DisplayName("SOCK-3 a program's blocking calls let virtual time pass; a third of the packets is lost on the way")
    void program() throws SctpException {
        SteppedStack left = network.open(address("192.0.2.1"));
        SteppedStack right = network.open(address("192.0.2.2"));
        SctpSocket listener = listener(right, "192.0.2.2");
        SctpSocket client = client(left);
        assertThat(network.nowNs() - 1_000_000_000L).isEqualTo(4 * DELAY.toNanos());
        SctpSocket server = listener.accept();
        SplittableRandom random = new SplittableRandom(5);
        network.fate((packet, from, to) -> random.nextInt(3) == 0 ? VirtualNetwork.PacketFate.LOST : DELAY.toNanos());
        for (int i = 0; i < 20; i++) {
            client.sendv(ByteBuffer.wrap(new byte[] {(byte) i}), SendInfo.stream(0));
            ByteBuffer target = ByteBuffer.allocate(10);
            ReceiveResult result = server.recvv(target);
            assertThat(result.length()).isEqualTo(1);
            assertThat(target.get(0)).isEqualTo((byte) i);
        }
        network.close();
        assertThatThrownBy(() -> client.recvv(ByteBuffer.allocate(1))).isInstanceOf(SctpException.class);
    }

    @Test
    @DisplayName("run: an hour passes, and every stack does what is due at its time")
    void hour() throws SctpException {
        SteppedStack left = network.open(address("192.0.2.1"));
        SteppedStack right = network.open(address("192.0.2.2"));
        listener(right, "192.0.2.2");
        SctpSocket client = client(left);
        List<Long> sentNs = new ArrayList<>();
        network.fate((packet, from, to) -> {
            sentNs.add(network.nowNs());
            return DELAY.toNanos();
        });
        long begin = network.nowNs();
        network.run(Duration.ofHours(1));
        assertThat(network.nowNs() - begin).isEqualTo(Duration.ofHours(1).toNanos());
        // A HEARTBEAT and its answer each way in every 30 s and an RTO of 1 s, more or less.
        assertThat(sentNs).hasSizeBetween(4 * 3600 / 32, 4 * 3600 / 30).isSorted();
        assertThat(client.getOption(SctpOption.STATUS).state()).isEqualTo(SctpState.ESTABLISHED);
    }

    @Test
    @DisplayName("9260-6.4-6 a path that is cut: data goes over the other one")
    void multihomed() throws SctpException {
        SteppedStack left = network.open(address("192.0.2.1"), address("198.51.100.1"));
        SteppedStack right = network.open(List.of(address("192.0.2.2"), address("198.51.100.2")), builder -> builder);
        SctpSocket listener = right.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.listen(5);
        SctpSocket client = left.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        client.connect(new InetSocketAddress(
                address("192.0.2.2"), listener.getsockname().getPort()));
        SctpSocket server = listener.accept();
        network.run(Duration.ofSeconds(5));
        network.fate((packet, from, to) ->
                to.equals(address("192.0.2.2")) ? VirtualNetwork.PacketFate.LOST : DELAY.toNanos());
        client.sendv(ByteBuffer.allocate(100), SendInfo.stream(0));
        assertThat(server.recvv(ByteBuffer.allocate(200)).length()).isEqualTo(100);
    }

    @Test
    @DisplayName("SOCK-3 waiting for what can never come is EDEADLK, and an address has one owner")
    void mistakes() throws SctpException {
        SteppedStack left = network.open(address("192.0.2.1"));
        SctpSocket listener = listener(left, "192.0.2.1");
        assertThatThrownBy(listener::accept)
                .isInstanceOfSatisfying(
                        SctpException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EDEADLK));
        assertThatThrownBy(() -> network.open(address("192.0.2.1"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(network::open).isInstanceOf(IllegalArgumentException.class);
    }
}
