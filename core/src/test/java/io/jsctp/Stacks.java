package io.jsctp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jsctp.link.Link;
import io.jsctp.link.LinkCapabilities;
import io.jsctp.link.UdpLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Two stacks on loopback addresses, a server and a client, and the few things every socket test does. */
final class Stacks implements AutoCloseable {
    static final int PORT = 5000;

    final SctpStack server;
    final SctpStack client;
    private final List<InetAddress> addresses;
    private final int loops;

    Stacks(String... texts) throws IOException {
        this(StackLimits.defaults(), texts);
    }

    Stacks(StackLimits limits, String... texts) throws IOException {
        this(limits, 1, texts);
    }

    /** With more than one loop each packet comes to another one than that before. */
    Stacks(StackLimits limits, int loops, String... texts) throws IOException {
        this.loops = Integer.getInteger("jsctp.loops", loops);
        addresses = new ArrayList<>();
        for (String text : texts.length == 0 ? new String[] {"127.0.0.1"} : texts) {
            addresses.add(InetAddress.getByName(text));
        }
        server = builder(limits).open();
        client = builder(limits).peerUdpPort(server.udpPort()).open();
    }

    private SctpStackBuilder builder(StackLimits limits) throws IOException {
        Link link = new Still(UdpLink.open(addresses, 0, false));
        return SctpStack.builder()
                .link(loops == 1 ? link : new ScatteredLink(link, loops))
                .limits(limits)
                .closeGrace(Duration.ofSeconds(5));
    }

    /** Over which path MTUs are not searched for: what a test looks at changes by what it does only. */
    private static final class Still extends LinkWrapper {
        Still(Link link) {
            super(link);
        }

        @Override
        public LinkCapabilities capabilities() {
            LinkCapabilities all = super.capabilities();
            return new LinkCapabilities(
                    all.udpEncapsulation(), all.checksumTrusted(), all.trafficClasses(), all.flowLabels(), false);
        }
    }

    InetSocketAddress serverAddress() {
        return new InetSocketAddress(addresses.get(0), PORT);
    }

    List<InetSocketAddress> serverAddresses() {
        return Addresses.withPort(addresses, PORT);
    }

    /** A listening socket of the server, told of everything. */
    SctpSocket listener(Style style) throws SctpException {
        SctpSocket listener = subscribed(server.socket(family(), style));
        listener.bindx(serverAddresses(), SctpConstants.SCTP_BINDX_ADD_ADDR);
        listener.listen(16);
        return listener;
    }

    /** An unconnected socket of the client, told of everything. */
    SctpSocket clientSocket(Style style) throws SctpException {
        return subscribed(client.socket(family(), style));
    }

    private Family family() {
        return addresses.stream().allMatch(a -> a instanceof java.net.Inet4Address) ? Family.IPV4 : Family.IPV6;
    }

    static SctpSocket subscribed(SctpSocket socket) throws SctpException {
        for (EventType type : EventType.values()) {
            if (type != EventType.SENDER_DRY_EVENT && type != EventType.SEND_FAILED) {
                socket.setOption(SctpOption.event(type), true);
            }
        }
        socket.setOption(SctpOption.RECVRCVINFO, true);
        return socket;
    }

    /** Two connected one-to-one sockets, their COMM_UP already read. */
    Pair pair() throws SctpException {
        SctpSocket listener = listener(Style.ONE_TO_ONE);
        SctpSocket connecting = clientSocket(Style.ONE_TO_ONE);
        connecting.connect(serverAddress());
        SctpSocket accepted = listener.accept();
        expectChange(connecting, AssociationChange.State.COMM_UP);
        expectChange(accepted, AssociationChange.State.COMM_UP);
        return new Pair(listener, connecting, accepted);
    }

    record Pair(SctpSocket listener, SctpSocket client, SctpSocket server) {}

    static ByteBuffer bytes(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    static ByteBuffer bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + (i >>> 8));
        }
        return ByteBuffer.wrap(bytes);
    }

    /** Reads one whole message or notification of up to 64 KiB. */
    static Received read(SctpSocket socket) throws SctpException {
        ByteBuffer target = ByteBuffer.allocate(1 << 16);
        ReceiveResult result = socket.recvv(target);
        return new Received(result, new String(target.array(), 0, result.length(), StandardCharsets.UTF_8));
    }

    /** Reads over path notifications, which come when they come. */
    static Received readNext(SctpSocket socket) throws SctpException {
        Received received = read(socket);
        while (received.result().notification() instanceof PeerAddressChange) {
            received = read(socket);
        }
        return received;
    }

    record Received(ReceiveResult result, String text) {}

    static String readText(SctpSocket socket) throws SctpException {
        Received received = readNext(socket);
        assertThat(received.result().isNotification()).as("%s", received).isFalse();
        return received.text();
    }

    static <N extends Notification> N expect(SctpSocket socket, Class<N> type) throws SctpException {
        Received received = type == PeerAddressChange.class ? read(socket) : readNext(socket);
        assertThat(received.result().notification()).as("%s", received).isInstanceOf(type);
        return type.cast(received.result().notification());
    }

    static AssociationChange expectChange(SctpSocket socket, AssociationChange.State state) throws SctpException {
        AssociationChange change = expect(socket, AssociationChange.class);
        assertThat(change.state()).isEqualTo(state);
        return change;
    }

    static void expectEnd(SctpSocket socket) throws SctpException {
        Received received = readNext(socket);
        assertThat(received.result().isEnd()).as("%s", received).isTrue();
    }

    static void assertErrno(Errno expected, ThrowingCallable call) {
        SctpException e = catchThrowableOfType(SctpException.class, call);
        assertThat(e).as("expected " + expected).isNotNull();
        assertThat(e.errno()).as(e.getMessage()).isEqualTo(expected);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }

    /** A turn of a loop that waits for another thread; the timeout of the test can end the loop. */
    static void spin() {
        if (Thread.interrupted()) {
            throw new AssertionError("it waited until the test's time was over");
        }
        Thread.onSpinWait();
    }
}
