package io.jsctp.guide;

import static java.lang.System.Logger.Level.INFO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jsctp.AddStreams;
import io.jsctp.AssociationChange;
import io.jsctp.AssociationIdOut;
import io.jsctp.AssociationParams;
import io.jsctp.AssociationStatistics;
import io.jsctp.AsyncSocket;
import io.jsctp.Counter;
import io.jsctp.Errno;
import io.jsctp.EventType;
import io.jsctp.Family;
import io.jsctp.InitMessage;
import io.jsctp.Linger;
import io.jsctp.MessageInfo;
import io.jsctp.Notification;
import io.jsctp.PartialDelivery;
import io.jsctp.PathStatistics;
import io.jsctp.PeerAddressChange;
import io.jsctp.PeerAddressParams;
import io.jsctp.PeerAddressThresholds;
import io.jsctp.PollResult;
import io.jsctp.Poller;
import io.jsctp.Profile;
import io.jsctp.ReceiveResult;
import io.jsctp.ResetStreams;
import io.jsctp.RtoInfo;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.SendFailed;
import io.jsctp.SendInfo;
import io.jsctp.ShutdownHow;
import io.jsctp.StackLimit;
import io.jsctp.StackStatistics;
import io.jsctp.StreamChange;
import io.jsctp.StreamReset;
import io.jsctp.Style;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples of docs/GUIDE.md, run as they stand there, with the public interface only. */
@Timeout(60)
class GuideTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private SctpStack serverStack;
    private SctpStack stack;
    private InetSocketAddress server;
    private SctpSocket listener;

    @BeforeEach
    void open() throws Exception {
        List<InetAddress> two = List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.2"));
        serverStack = SctpStack.builder().localAddresses(two).udpPort(0).open();
        stack = SctpStack.builder()
                .localAddresses(two)
                .udpPort(0)
                .peerUdpPort(serverStack.udpPort())
                .open();
        server = new InetSocketAddress("127.0.0.1", 5000);
    }

    @AfterEach
    void close() {
        stack.close();
        serverStack.close();
    }

    private void listen(Style style) throws SctpException {
        listener = serverStack.socket(Family.IPV4, style);
        listener.bind(server);
        listener.listen(10);
    }

    private SctpSocket connected() throws SctpException {
        SctpSocket socket = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
        socket.connect(server);
        return socket;
    }

    @Test
    @DisplayName("every example of the guide is one of this class, word for word")
    void sameAsDocument() throws Exception {
        Path document = ROOT.resolve("docs").resolve("GUIDE.md");
        Map<String, String> shown = Snippets.ofDocument(document);
        Map<String, String> run = Snippets.ofSource(ROOT.resolve("core/src/test/java/io/jsctp/guide/GuideTest.java"));
        assertThat(shown).isEqualTo(run).hasSizeGreaterThan(10);
        assertThat(Snippets.javaBlocks(document)).isEqualTo(shown.size());
    }

    @Test
    @DisplayName("stacks")
    void stacks() throws Exception {
        // begin stack
        try (SctpStack mine = SctpStack.builder()
                .udpPort(0) // any free one; 9899, that of RFC 6951, by default
                .limit(StackLimit.ASSOCIATIONS, 100_000)
                .open()) {
            System.Logger log = System.getLogger("guide");
            log.log(System.Logger.Level.DEBUG, "SCTP on UDP port {0}", mine.udpPort());
        }
        // end
    }

    @Test
    @DisplayName("PROF-1 PROF-2: profiles")
    void profiles() throws Exception {
        // begin profiles
        SctpStack far =
                SctpStack.builder().udpPort(0).profile(Profile.LONG_HAUL).open();
        SctpSocket signalling = far.socket(Family.IPV4, Style.ONE_TO_ONE);
        signalling.setOption(SctpOption.PROFILE, Profile.TELECOM);
        signalling.setOption(SctpOption.INITIAL_CWND, 10); // what is set after the profile holds
        // end
        SctpSocket bulk = far.socket(Family.IPV4, Style.ONE_TO_ONE);
        assertThat(bulk.getOption(SctpOption.PROFILE)).isEqualTo(Profile.LONG_HAUL);
        assertThat(bulk.getOption(SctpOption.SO_RCVBUF)).isEqualTo(1 << 24);
        assertThat(signalling.getOption(SctpOption.PROFILE)).isEqualTo(Profile.TELECOM);
        assertThat(signalling.getOption(SctpOption.INITIAL_CWND)).isEqualTo(10);
        assertThat(signalling.getOption(SctpOption.RTOINFO).maxMs()).isEqualTo(2000);
        assertThat(signalling.getOption(SctpOption.SO_RCVBUF)).isEqualTo(1 << 18);
        far.close();
    }

    @Test
    @DisplayName("one-to-one")
    void oneToOne() throws Exception {
        SctpStack stack = this.serverStack;
        // begin one-to-one-server
        SctpSocket listening = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
        listening.bind(new InetSocketAddress("127.0.0.1", 5000));
        listening.listen(10);
        // end
        CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> serve(listening));
        clientOf(this.stack);
        serving.join();
    }

    private static void serve(SctpSocket listening) {
        try {
            // begin one-to-one-accept
            try (SctpSocket peer = listening.accept()) {
                ByteBuffer buffer = ByteBuffer.allocate(65536);
                while (!peer.recvv(buffer).isEnd()) {
                    buffer.flip();
                    peer.sendv(buffer, SendInfo.stream(0));
                    buffer.clear();
                }
            }
            // end
        } catch (SctpException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void clientOf(SctpStack stack) throws SctpException {
        // begin one-to-one-client
        try (SctpSocket socket = stack.socket(Family.IPV4, Style.ONE_TO_ONE)) {
            socket.setOption(SctpOption.INITMSG, new InitMessage(64, 64, 0, 0)); // streams each way
            socket.connect(new InetSocketAddress("127.0.0.1", 5000));
            socket.sendv(ByteBuffer.wrap("hello".getBytes(UTF_8)), SendInfo.stream(3));

            ByteBuffer reply = ByteBuffer.allocate(65536);
            socket.recvv(reply);
            reply.flip();
        }
        // end
    }

    @Test
    @DisplayName("receive info")
    void info() throws Exception {
        listen(Style.ONE_TO_ONE);
        SctpSocket client = connected();
        SctpSocket socket = listener.accept();
        client.sendv(
                ByteBuffer.wrap("hello".getBytes(UTF_8)), SendInfo.stream(3).withPayloadProtocolId(46));
        // begin receive-info
        socket.setOption(SctpOption.RECVRCVINFO, true);
        ByteBuffer buffer = ByteBuffer.allocate(65536);
        MessageInfo info = new MessageInfo(); // one for many messages: nothing is allocated then
        int length = socket.recvv(buffer, 0, info);
        int stream = info.streamId();
        int protocol = info.payloadProtocolId();
        boolean whole = info.isEndOfRecord(); // false: the buffer was too small, read on
        // end
        assertThat(List.of(length, stream, protocol, whole)).isEqualTo(List.of(5, 3, 46, true));
    }

    @Test
    @DisplayName("one-to-many")
    void oneToMany() throws Exception {
        SctpSocket one = null;
        SctpStack stack = this.serverStack;
        // begin one-to-many-server
        SctpSocket many = stack.socket(Family.IPV4, Style.ONE_TO_MANY);
        many.bind(new InetSocketAddress("127.0.0.1", 5000));
        many.listen(1); // accepts by itself
        many.setOption(SctpOption.RECVRCVINFO, true);
        // end
        SctpSocket client = this.stack.socket(Family.IPV4, Style.ONE_TO_MANY);
        // begin one-to-many-client
        AssociationIdOut id = new AssociationIdOut();
        List<InetSocketAddress> peer = List.of(new InetSocketAddress("127.0.0.1", 5000));
        client.sendv(ByteBuffer.wrap("first".getBytes(UTF_8)), peer, null, 0, id); // sets up the association, too
        client.sendv(ByteBuffer.wrap("more".getBytes(UTF_8)), SendInfo.stream(1).withAssociationId(id.id()));
        // end
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        MessageInfo info = new MessageInfo();
        // begin one-to-many-echo
        many.recvv(buffer, 0, info);
        buffer.flip();
        many.sendv(buffer, SendInfo.stream(info.streamId()).withAssociationId(info.associationId()));
        // end
        // begin peeloff
        one = many.peeloff(info.associationId()); // from now on a one-to-one socket
        // end
        ByteBuffer second = ByteBuffer.allocate(1000);
        one.recvv(second);
        assertThat(new String(second.array(), 0, second.position(), UTF_8)).isEqualTo("more");
        // begin end-one
        client.sendv(
                ByteBuffer.allocate(0),
                SendInfo.stream(0).withAssociationId(id.id()).withFlags(SctpConstants.SCTP_EOF));
        // end
        assertThat(one.recvv(second).isEnd()).isTrue();
    }

    @Test
    @DisplayName("multihoming")
    void multihoming() throws Exception {
        SctpStack stack = this.serverStack;
        // begin bindx
        SctpSocket both = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
        both.bindx(
                List.of(new InetSocketAddress("127.0.0.1", 5000), new InetSocketAddress("127.0.0.2", 5000)),
                SctpConstants.SCTP_BINDX_ADD_ADDR);
        both.listen(10);
        // end
        SctpSocket socket = this.stack.socket(Family.IPV4, Style.ONE_TO_ONE);
        // begin addresses
        socket.setOption(SctpOption.AUTH_SUPPORTED, true);
        socket.setOption(SctpOption.ASCONF_SUPPORTED, true);
        // end
        // begin connectx
        socket.connectx(List.of(new InetSocketAddress("127.0.0.1", 5000), new InetSocketAddress("127.0.0.2", 5000)));
        List<InetSocketAddress> addressesOfPeer = socket.getpaddrs(0);
        // end
        assertThat(addressesOfPeer).hasSize(2);
        // begin paths
        InetSocketAddress second = addressesOfPeer.get(1);
        socket.setOption(SctpOption.PRIMARY_ADDR, second); // data goes there while it is reachable
        socket.setOption(SctpOption.PEER_ADDR_PARAMS, PeerAddressParams.heartbeat(5000, 3)); // all paths
        // end
        // begin path-mtu
        socket.setOption( // bytes for chunks: 1400 less the headers of IPv4, UDP and SCTP
                SctpOption.PEER_ADDR_PARAMS, new PeerAddressParams(0, 0, 1360, PeerAddressParams.SPP_PMTUD_DISABLE));
        // end
        // begin failover
        socket.setOption(
                SctpOption.PEER_ADDR_THLDS, new PeerAddressThresholds(5, 1, 3)); // failed, potentially, primary
        socket.setOption(SctpOption.EXPOSE_POTENTIALLY_FAILED_STATE, true); // told by PeerAddressChange
        // end
        assertThat(socket.getOption(SctpOption.PRIMARY_ADDR)).isEqualTo(second);
        assumeThat(socket.getOption(SctpOption.PEER_ADDR_PARAMS).flags() & PeerAddressParams.SPP_DSCP)
                .isNotZero();
        // begin dscp
        socket.setOption(SctpOption.PEER_ADDR_PARAMS, PeerAddressParams.dscp(0xB8)); // expedited forwarding, 46 << 2
        // end
        assertThat(socket.getOption(SctpOption.PEER_ADDR_PARAMS).dscp()).isEqualTo(0xB8);
    }

    @Test
    @DisplayName("timeouts")
    void timeouts() throws Exception {
        SctpSocket socket = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
        // begin fast-failover
        socket.setOption(SctpOption.RTOINFO, new RtoInfo(200, 1000, 100)); // ms: first, most, least
        socket.setOption(SctpOption.ASSOCINFO, AssociationParams.of(4, 0)); // give the peer up after 4 losses in a row
        socket.setOption(SctpOption.PEER_ADDR_PARAMS, PeerAddressParams.heartbeat(1000, 2)); // a path after 2
        // end
        // begin set-up-time
        socket.setOption(SctpOption.INITMSG, new InitMessage(0, 0, 3, 1000)); // 3 more attempts, at most 1 s apart
        // end
        // begin waiting
        socket.setOption(SctpOption.SO_RCVTIMEO, Duration.ofSeconds(2));
        socket.setOption(SctpOption.SO_SNDTIMEO, Duration.ofSeconds(2));
        // end
        listen(Style.ONE_TO_ONE);
        socket.setOption(SctpOption.SO_RCVTIMEO, Duration.ofMillis(1));
        socket.connect(server);
        // begin waited-too-long
        try {
            socket.recvv(ByteBuffer.allocate(1000));
        } catch (SctpException e) {
            if (e.errno() != Errno.EAGAIN) {
                throw e;
            }
            // nothing came in time
        }
        // end
    }

    @Test
    @DisplayName("back-pressure")
    void backPressure() throws Exception {
        listen(Style.ONE_TO_ONE);
        SctpSocket socket = connected();
        SctpSocket accepted = listener.accept();
        ByteBuffer message = ByteBuffer.wrap("hello".getBytes(UTF_8));
        // begin non-blocking
        socket.configureBlocking(false);
        try {
            socket.sendv(message, SendInfo.stream(0));
        } catch (SctpException e) {
            if (e.errno() != Errno.EAGAIN) {
                throw e;
            }
            // The send buffer is full, nothing was taken of the message: wait for POLLOUT.
        }
        // end
        SctpStack stack = this.serverStack;
        int served = 0;
        // begin poller
        try (Poller poller = stack.poller()) {
            poller.watch(accepted, SctpConstants.POLLIN, "any object of yours");
            for (PollResult ready : poller.poll(Duration.ofSeconds(10))) {
                if (ready.has(SctpConstants.POLLIN)) {
                    ready.socket().recvv(ByteBuffer.allocate(1000));
                    served++;
                }
            }
        }
        // end
        assertThat(served).isEqualTo(1);
    }

    @Test
    @DisplayName("without waiting")
    void withoutWaiting() throws Exception {
        listen(Style.ONE_TO_ONE);
        acceptNext(listener);
        SctpSocket socket = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
        // begin async-client
        AsyncSocket async = socket.async();
        ByteBuffer answer = ByteBuffer.allocate(1000);
        CompletableFuture<String> answered = async.connect(new InetSocketAddress("127.0.0.1", 5000))
                .thenCompose(id -> async.sendv(ByteBuffer.wrap("hello".getBytes(UTF_8)), SendInfo.stream(0)))
                .thenCompose(sent -> async.recvv(answer))
                .thenApply(read -> UTF_8.decode(answer.flip()).toString());
        // end
        assertThat(answered.join()).isEqualTo("hello");
        SctpSocket second = connected();
        second.sendv(ByteBuffer.wrap("again".getBytes(UTF_8)), SendInfo.stream(0));
        assertThat(second.recvv(ByteBuffer.allocate(10)).length()).isEqualTo(5);
    }

    // begin async-server
    void acceptNext(SctpSocket listening) {
        listening.async().accept().thenAccept(peer -> {
            echo(peer, ByteBuffer.allocate(65536));
            acceptNext(listening);
        }); // fails with EBADF when the listening socket is closed
    }

    void echo(SctpSocket peer, ByteBuffer buffer) {
        peer.async().recvv(buffer.clear()).whenComplete((read, failure) -> {
            if (failure != null || read.isEnd()) {
                peer.close();
                return;
            }
            peer.async().sendv(buffer.flip(), SendInfo.stream(0)).thenRun(() -> echo(peer, buffer));
        });
    }
    // end

    @Test
    @DisplayName("messages in parts")
    void messagesInParts() throws Exception {
        listen(Style.ONE_TO_ONE);
        SctpSocket socket = connected();
        SctpSocket accepted = listener.accept();
        // begin send-in-parts
        socket.setOption(SctpOption.EXPLICIT_EOR, true);
        SendInfo more = SendInfo.stream(0);
        SendInfo last = more.withFlags(SctpConstants.SCTP_EOR);
        socket.sendv(ByteBuffer.wrap("one message ".getBytes(UTF_8)), more);
        socket.sendv(ByteBuffer.wrap("in three ".getBytes(UTF_8)), more);
        socket.sendv(ByteBuffer.wrap("parts".getBytes(UTF_8)), last);
        // end
        // begin read-in-parts
        ByteBuffer part = ByteBuffer.allocate(8);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        ReceiveResult result;
        do {
            result = accepted.recvv(part.clear());
            whole.write(part.array(), 0, result.length());
        } while (!result.isEndOfRecord());
        // end
        assertThat(whole.toString(UTF_8)).isEqualTo("one message in three parts");
        SctpSocket receiver = accepted;
        // begin delivery-point
        receiver.setOption(SctpOption.PARTIAL_DELIVERY_POINT, 16_384); // bytes
        receiver.setOption(SctpOption.event(EventType.PARTIAL_DELIVERY_EVENT), true);
        // end
        socket.sendv(ByteBuffer.allocate(20_000), last);
        socket.sendv(ByteBuffer.allocate(20_000), more);
        List<String> messages = new ArrayList<>();
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> readToTheEnd(receiver, messages));
        socket.shutdown(ShutdownHow.SHUT_WR); // amidst a message: that can only become an ABORT
        reading.join();
        assertThat(messages).singleElement().asString().hasSize(20_000);
    }

    private void readToTheEnd(SctpSocket receiver, List<String> messages) {
        try {
            readAll(receiver, ByteBuffer.allocate(65536), messages);
        } catch (SctpException e) {
            assertThat(e.errno()).isEqualTo(Errno.ECONNRESET);
        }
    }

    // begin partial-delivery
    void readAll(SctpSocket receiver, ByteBuffer buffer, List<String> messages) throws SctpException {
        ByteArrayOutputStream begun = new ByteArrayOutputStream();
        while (true) {
            ReceiveResult result = receiver.recvv(buffer.clear());
            if (result.notification() instanceof PartialDelivery) {
                begun.reset(); // aborted: what is read next is another message
            } else if (result.isEnd()) {
                return;
            } else if (!result.isNotification()) {
                begun.write(buffer.array(), 0, result.length());
                if (result.isEndOfRecord()) {
                    messages.add(begun.toString(UTF_8));
                    begun.reset();
                }
            }
        }
    }
    // end

    @Test
    @DisplayName("XT-19 XT-22: interleaved")
    void interleaved() throws Exception {
        listen(Style.ONE_TO_ONE);
        listener.setOption(SctpOption.RECVRCVINFO, true);
        listener.setOption(SctpOption.FRAGMENT_INTERLEAVE, 2);
        listener.setOption(SctpOption.INTERLEAVING_SUPPORTED, true);
        listener.setOption(SctpOption.PARTIAL_DELIVERY_POINT, 1);
        SctpSocket socket = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
        // begin interleaving
        socket.setOption(SctpOption.RECVRCVINFO, true);
        socket.setOption(SctpOption.FRAGMENT_INTERLEAVE, 2);
        socket.setOption(SctpOption.INTERLEAVING_SUPPORTED, true); // before connect or listen
        // end
        socket.connect(server);
        assertThat(socket.getOption(SctpOption.INTERLEAVING_SUPPORTED)).isTrue();
        socket.setOption(SctpOption.EXPLICIT_EOR, true);
        SctpSocket accepted = listener.accept();
        SendInfo last = SendInfo.stream(1).withFlags(SctpConstants.SCTP_EOR);
        socket.sendv(ByteBuffer.wrap("first ".getBytes(UTF_8)), SendInfo.stream(1));
        socket.sendv(ByteBuffer.wrap("second ".getBytes(UTF_8)), SendInfo.stream(2));
        socket.sendv(ByteBuffer.wrap("message".getBytes(UTF_8)), last);
        socket.sendv(ByteBuffer.wrap("one".getBytes(UTF_8)), SendInfo.stream(2).withFlags(SctpConstants.SCTP_EOR));
        socket.shutdown(ShutdownHow.SHUT_WR);
        List<String> messages = new ArrayList<>();
        readAll(accepted, ByteBuffer.allocate(1000), new HashMap<>(), messages);
        assertThat(messages).containsExactly("first message", "second one");
    }

    // begin read-interleaved
    void readAll(SctpSocket receiver, ByteBuffer buffer, Map<Integer, StringBuilder> begun, List<String> messages)
            throws SctpException {
        while (true) {
            ReceiveResult result = receiver.recvv(buffer.clear());
            if (result.notification() instanceof PartialDelivery aborted) {
                begun.remove(aborted.streamId());
            } else if (result.isEnd()) {
                return;
            } else if (!result.isNotification()) {
                int stream = result.receiveInfo().streamId();
                String part = UTF_8.decode(buffer.flip()).toString();
                begun.computeIfAbsent(stream, s -> new StringBuilder()).append(part);
                if (result.isEndOfRecord()) {
                    messages.add(begun.remove(stream).toString());
                }
            }
        }
    }
    // end

    @Test
    @DisplayName("statistics")
    void statistics() throws Exception {
        System.Logger log = System.getLogger("guide");
        listen(Style.ONE_TO_ONE);
        SctpSocket socket = connected();
        // begin statistics
        StackStatistics all = stack.statistics();
        long established = all.currEstab();
        long retransmitted = all.get(Counter.FAST_RETRANSMISSIONS) + all.get(Counter.T3_RETRANSMISSIONS);
        AssociationStatistics one = socket.statistics(0);
        for (PathStatistics path : one.paths()) {
            log.log(INFO, path.address() + " " + path.state() + ", SRTT " + path.srttNs() / 1000 + " us");
        }
        // end
        assertThat(established).isEqualTo(1);
        assertThat(retransmitted).isZero();
        assertThat(one.paths()).isNotEmpty();
    }

    @Test
    @DisplayName("notifications")
    void notifications() throws Exception {
        listen(Style.ONE_TO_ONE);
        SctpSocket socket = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
        List<String> told = new ArrayList<>();
        // begin subscribe
        socket.setOption(SctpOption.event(EventType.ASSOC_CHANGE), true);
        socket.setOption(SctpOption.event(EventType.PEER_ADDR_CHANGE), true);
        socket.setOption(SctpOption.event(EventType.SEND_FAILED_EVENT), true);
        // end
        socket.connect(server);
        SctpSocket accepted = listener.accept();
        accepted.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
        accepted.close();
        ByteBuffer buffer = ByteBuffer.allocate(65536);
        // begin read-notifications
        while (true) {
            ReceiveResult result = socket.recvv(buffer.clear());
            Notification notification = result.notification();
            if (notification instanceof AssociationChange change) {
                told.add("association " + change.associationId() + ": " + change.state());
                if (change.state() == AssociationChange.State.COMM_LOST) {
                    break;
                }
            } else if (notification instanceof PeerAddressChange change) {
                told.add(change.address() + ": " + change.state());
            } else if (notification instanceof SendFailed failed) {
                told.add("not delivered: context " + failed.info().context());
            }
        }
        // end
        assertThat(told).hasSizeGreaterThan(1).last().asString().endsWith("COMM_LOST");
    }

    @Test
    @DisplayName("ending")
    void ending() throws Exception {
        listen(Style.ONE_TO_ONE);
        SctpSocket socket = connected();
        SctpSocket other = listener.accept();
        // begin half-close
        socket.shutdown(ShutdownHow.SHUT_WR); // what is queued is delivered, then the association ends
        // end
        assertThat(other.recvv(ByteBuffer.allocate(10)).isEnd()).isTrue();
        SctpSocket aborted = connected();
        // begin abort
        aborted.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
        aborted.close(); // the peer gets an ABORT, what was queued is lost
        // end
        assertThat(aborted.isOpen()).isFalse();
    }

    @Test
    @DisplayName("streams are added and reset")
    void reconfiguration() throws Exception {
        listen(Style.ONE_TO_ONE);
        SctpSocket socket = connected();
        SctpSocket accepted = listener.accept();
        // begin allow-reconfiguration
        accepted.setOption(
                SctpOption.ENABLE_STREAM_RESET,
                SctpConstants.SCTP_ENABLE_RESET_STREAM_REQ | SctpConstants.SCTP_ENABLE_CHANGE_ASSOC_REQ);
        // end
        int before = socket.getOption(SctpOption.STATUS).outboundStreams();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        // begin reconfigure
        socket.setOption(SctpOption.event(EventType.STREAM_RESET_EVENT), true);
        socket.setOption(SctpOption.event(EventType.STREAM_CHANGE_EVENT), true);
        socket.setOption(SctpOption.ADD_STREAMS, new AddStreams(0, 2)); // none more from the peer, two to it
        StreamChange change = (StreamChange) socket.recvv(buffer.clear()).notification();
        boolean added = change != null && change.flags() == 0; // else SCTP_STREAM_CHANGE_DENIED or _FAILED
        int latest = added ? change.outboundStreams() - 1 : 0;
        socket.setOption(
                SctpOption.RESET_STREAMS, new ResetStreams(SctpConstants.SCTP_STREAM_RESET_OUTGOING, List.of(latest)));
        // end
        assertThat(latest).isEqualTo(before + 1);
        assertThat(socket.recvv(buffer.clear()).notification())
                .isInstanceOfSatisfying(
                        StreamReset.class,
                        reset -> assertThat(reset.streamIds()).containsExactly(latest));
    }
}
