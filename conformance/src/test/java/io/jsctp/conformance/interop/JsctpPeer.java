package io.jsctp.conformance.interop;

import io.jsctp.AssociationChange;
import io.jsctp.Errno;
import io.jsctp.EventType;
import io.jsctp.Family;
import io.jsctp.InitMessage;
import io.jsctp.Notification;
import io.jsctp.PartialDelivery;
import io.jsctp.PeerAddressChange;
import io.jsctp.PrInfo;
import io.jsctp.ReceiveInfo;
import io.jsctp.ReceiveResult;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.SendInfo;
import io.jsctp.SendvSpa;
import io.jsctp.ShutdownHow;
import io.jsctp.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * jsctp's side of an interop test: one one-to-one socket, used through the public API alone.
 *
 * <p>{@link #send} may run beside the reading methods in a thread of its own; all others belong to one thread.
 */
final class JsctpPeer implements AutoCloseable {

    static final int PORT = 5001;
    private static final int STREAMS = 16;
    /** Room for the largest message and more, as the C peer has. */
    private static final int BUFFER_BYTES = 3 << 19;

    private final SctpSocket socket;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final List<String> events = new ArrayList<>();

    /** By stream what has come of a message: parts of messages on several streams may take turns. */
    private final Map<Integer, ByteArrayOutputStream> begun = new TreeMap<>();

    private JsctpPeer(SctpSocket socket) {
        this.socket = socket;
    }

    /** Sets options of a socket before it is used. */
    interface Preparation {
        void prepare(SctpSocket socket) throws SctpException;
    }

    /** A stack at these addresses, on a UDP port of its own. */
    static SctpStack stack(String... addresses) throws IOException {
        return SctpStack.builder().localAddresses(inet(addresses)).udpPort(0).open();
    }

    private static List<InetAddress> inet(String... addresses) throws IOException {
        List<InetAddress> list = new ArrayList<>();
        for (String address : addresses) {
            list.add(InetAddress.getByName(address));
        }
        return list;
    }

    /** Sets up an association with the peer at the stack's own address. */
    static JsctpPeer connect(SctpStack stack, int peerUdpPort) throws IOException {
        return connect(stack, peerUdpPort, socket -> {});
    }

    /** The same with a socket that is prepared. */
    static JsctpPeer connect(SctpStack stack, int peerUdpPort, Preparation preparation) throws IOException {
        return connect(stack, stack.localAddresses().get(0), peerUdpPort, preparation);
    }

    /** The same with a peer that is elsewhere. */
    static JsctpPeer connect(SctpStack stack, InetAddress address, int peerUdpPort, Preparation preparation)
            throws IOException {
        SctpSocket socket = socket(stack);
        try {
            preparation.prepare(socket);
            socket.setOption(SctpOption.REMOTE_UDP_ENCAPS_PORT, peerUdpPort);
            socket.connect(new InetSocketAddress(address, PORT));
        } catch (SctpException e) {
            socket.close();
            throw e;
        }
        return new JsctpPeer(socket);
    }

    /** A listening socket. */
    static SctpSocket listen(SctpStack stack) throws IOException {
        return listen(stack, socket -> {});
    }

    /** The same with a socket that is prepared. */
    static SctpSocket listen(SctpStack stack, Preparation preparation) throws IOException {
        SctpSocket listener = socket(stack);
        preparation.prepare(listener);
        listener.bind(new InetSocketAddress(PORT));
        listener.listen(1);
        return listener;
    }

    /** Waits for the next association of a listening socket. */
    static JsctpPeer accept(SctpSocket listener) throws IOException {
        return new JsctpPeer(listener.accept());
    }

    private static SctpSocket socket(SctpStack stack) throws SctpException {
        Family family = stack.localAddresses().get(0) instanceof Inet6Address ? Family.IPV6 : Family.IPV4;
        SctpSocket socket = stack.socket(family, Style.ONE_TO_ONE);
        socket.setOption(SctpOption.INITMSG, new InitMessage(STREAMS, STREAMS, 0, 0));
        socket.setOption(SctpOption.RECVRCVINFO, true);
        socket.setOption(SctpOption.NODELAY, true);
        socket.setOption(SctpOption.SO_SNDBUF, BUFFER_BYTES);
        socket.setOption(SctpOption.SO_RCVBUF, BUFFER_BYTES);
        socket.setOption(SctpOption.event(EventType.ASSOC_CHANGE), true);
        socket.setOption(SctpOption.event(EventType.PEER_ADDR_CHANGE), true);
        socket.setOption(SctpOption.event(EventType.SHUTDOWN_EVENT), true);
        return socket;
    }

    /** Sends what the message describes. */
    void send(Message message) throws SctpException {
        send(Payload.of(message.payloadProtocolId(), message.lengthBytes()), message);
    }

    /** Sends what the message describes with a policy of partial reliability. */
    void send(Message message, PrInfo reliability) throws SctpException {
        byte[] payload = Payload.of(message.payloadProtocolId(), message.lengthBytes());
        socket.sendv(ByteBuffer.wrap(payload), new SendvSpa(info(message), reliability));
    }

    /** Sends a text, for a peer that obeys. */
    void tell(String command) throws SctpException {
        socket.sendv(ByteBuffer.wrap(command.getBytes(StandardCharsets.US_ASCII)), SendInfo.stream(0));
    }

    /** Reads until an event of this type came; a message before that is an error. */
    Notification awaitEvent(EventType type) throws SctpException {
        while (true) {
            ReceiveResult result = socket.recvv(buffer.clear());
            if (result.isNotification() && result.notification().type() == type) {
                return result.notification();
            }
            if (!result.isNotification()) {
                throw new AssertionError("no " + type + ": " + events);
            }
            addEvent(result);
        }
    }

    private void send(byte[] payload, Message message) throws SctpException {
        int sent = socket.sendv(ByteBuffer.wrap(payload), info(message));
        if (sent != payload.length) {
            throw new AssertionError("sendv took " + sent + " of " + payload.length + " bytes");
        }
    }

    private static SendInfo info(Message message) {
        return SendInfo.stream(message.streamId())
                .withPayloadProtocolId(message.payloadProtocolId())
                .withFlags(message.isUnordered() ? SctpConstants.SCTP_UNORDERED : 0);
    }

    /** Reads all messages until the association has ended. */
    List<Message> receiveAll() throws SctpException {
        List<Message> received = new ArrayList<>();
        for (Optional<Message> next = receive(); next.isPresent(); next = receive()) {
            received.add(next.get());
        }
        return received;
    }

    /** Reads one whole message, keeping the events before it; empty when the association has ended. */
    Optional<Message> receive() throws SctpException {
        while (true) {
            buffer.clear();
            ReceiveResult result;
            try {
                result = socket.recvv(buffer);
            } catch (SctpException e) {
                if (e.errno() == Errno.ECONNRESET) {
                    events.add("reset");
                    return Optional.empty();
                }
                throw e;
            }
            if (result.isEnd()) {
                events.add("closed");
                return Optional.empty();
            }
            ReceiveInfo info = result.receiveInfo();
            if (result.isNotification() || info == null) {
                addEvent(result);
                continue;
            }
            ByteArrayOutputStream payload =
                    begun.computeIfAbsent(info.streamId(), stream -> new ByteArrayOutputStream());
            payload.write(buffer.array(), 0, result.length());
            if (result.isEndOfRecord()) {
                begun.remove(info.streamId());
                return Optional.of(new Message(
                        info.streamId(),
                        info.payloadProtocolId(),
                        (info.flags() & SctpConstants.SCTP_UNORDERED) != 0,
                        payload.size(),
                        Payload.hash(payload.toByteArray())));
            }
        }
    }

    private void addEvent(ReceiveResult result) {
        Notification notification = result.notification();
        if (notification instanceof PartialDelivery aborted) {
            begun.remove(aborted.streamId());
        }
        if (notification instanceof AssociationChange) {
            AssociationChange change = (AssociationChange) notification;
            events.add(change.state() + " error=" + change.error() + " out=" + change.outboundStreams() + " in="
                    + change.inboundStreams());
        } else if (notification instanceof PeerAddressChange) {
            PeerAddressChange change = (PeerAddressChange) notification;
            events.add(change.address().getAddress().getHostAddress() + " " + change.state());
        } else if (notification != null) {
            events.add(notification.type().toString());
        }
    }

    /** Sends messages and reads as many back. */
    List<Message> exchange(List<Message> plan) throws Exception {
        return beside(
                () -> {
                    for (Message message : plan) {
                        send(message);
                    }
                    return plan.size();
                },
                () -> receive(plan.size()));
    }

    private List<Message> receive(int count) throws SctpException {
        List<Message> received = new ArrayList<>();
        while (received.size() < count) {
            received.add(receive()
                    .orElseThrow(() -> new AssertionError("the association ended after " + received.size() + " of "
                            + count + " messages: " + events)));
        }
        return received;
    }

    /** Sends back each message until {@code count} were sent back, or until the association ends. */
    List<Message> echo(int count) throws SctpException {
        List<Message> echoed = new ArrayList<>();
        while (echoed.size() < count) {
            Optional<Message> message = receive();
            if (message.isEmpty()) {
                return echoed;
            }
            send(message.get());
            echoed.add(message.get());
        }
        return echoed;
    }

    /** Reads until the association has ended; a message before that is an error. */
    List<String> awaitEnd() throws SctpException {
        receive().ifPresent(message -> {
            throw new AssertionError("a message after the last: " + message);
        });
        return events;
    }

    /** Ends the association gracefully and waits until the peer has agreed. */
    List<String> shutdown() throws SctpException {
        socket.shutdown(ShutdownHow.SHUT_WR);
        return awaitEnd();
    }

    /** Ends the association with an ABORT that carries a reason. */
    void abort() throws SctpException {
        socket.sendv(
                ByteBuffer.wrap(new byte[] {'e', 'n', 'd'}), SendInfo.stream(0).withFlags(SctpConstants.SCTP_ABORT));
    }

    /** The socket, for what only one test does with it. */
    SctpSocket socket() {
        return socket;
    }

    /** The events so far. */
    List<String> events() {
        return events;
    }

    /** Runs the first in a thread of its own and the second here. */
    static <A, B> B beside(Callable<A> other, Callable<B> here) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread daemon = new Thread(task, "interop-beside");
            daemon.setDaemon(true);
            return daemon;
        });
        try {
            Future<A> future = thread.submit(other);
            B result = here.call();
            future.get(Interop.LIMIT_S, TimeUnit.SECONDS);
            return result;
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the thread beside the test failed", e);
        } finally {
            thread.shutdownNow();
        }
    }

    @Override
    public void close() throws SctpException {
        socket.close();
    }
}
