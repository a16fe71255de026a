package io.jsctp;

import static io.jsctp.SctpConstants.POLLERR;
import static io.jsctp.SctpConstants.POLLHUP;
import static io.jsctp.SctpConstants.POLLIN;
import static io.jsctp.SctpConstants.POLLNVAL;
import static io.jsctp.SctpConstants.POLLOUT;
import static io.jsctp.SctpConstants.POLLPRI;
import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readiness of sockets, in virtual time where nothing else is needed (RFC 6458 §3.2). */
@Timeout(60)
class PollerTest {
    private static final Duration NOW = Duration.ZERO;

    private VirtualWire wire;
    private Poller poller;
    private InetSocketAddress serverAddress;
    private SctpSocket listener;

    @BeforeEach
    void open() throws Exception {
        wire = new VirtualWire();
        poller = wire.server.stack().poller();
        serverAddress = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
    }

    @AfterEach
    void close() {
        poller.close();
    }

    private SctpSocket listener(Style style) throws SctpException {
        listener = wire.server.stack().socket(Family.IPV4, style);
        listener.bind(serverAddress);
        listener.listen(5);
        return listener;
    }

    private SctpSocket connected() throws SctpException {
        SctpSocket socket = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        socket.connect(serverAddress);
        return socket;
    }

    /** The events of the only socket that is ready; 0 if none is. */
    private int ready() throws SctpException {
        List<PollResult> results = poller.poll(NOW);
        assertThat(results).hasSizeLessThan(2);
        return results.isEmpty() ? 0 : results.get(0).events();
    }

    @Test
    @DisplayName("XC-17 SOCK-3: POLLIN when a socket waits to be accepted, a message to be read; until it is done")
    void readable() throws Exception {
        listener(Style.ONE_TO_ONE);
        poller.watch(listener, POLLIN, "listener");
        assertThat(ready()).isZero();
        SctpSocket client = connected();
        List<PollResult> results = poller.poll(null);
        assertThat(results).containsExactly(new PollResult(listener, POLLIN, "listener"));
        assertThat(ready()).as("level-triggered").isEqualTo(POLLIN);
        SctpSocket accepted = listener.accept();
        assertThat(ready()).isZero();

        poller.watch(accepted, POLLIN | POLLPRI, null);
        assertThat(ready()).isZero();
        client.sendv(bytes("one"), SendInfo.stream(0));
        client.sendv(bytes("two"), SendInfo.stream(0));
        assertThat(poller.poll(null)).containsExactly(new PollResult(accepted, POLLIN, null));
        assertThat(readText(accepted)).isEqualTo("one");
        wire.runFor(1);
        assertThat(ready()).isEqualTo(POLLIN);
        ByteBuffer small = ByteBuffer.allocate(1);
        accepted.recvv(small);
        assertThat(ready()).as("two thirds are left").isEqualTo(POLLIN);
        readText(accepted);
        assertThat(ready()).isZero();
        poller.forget(listener);
        poller.watch(accepted, 0, null);
        client.sendv(bytes("three"), SendInfo.stream(0));
        wire.runFor(1);
        assertThat(ready()).as("not asked for").isZero();
        poller.watch(accepted, POLLIN, null);
        assertThat(ready()).isEqualTo(POLLIN);
    }

    @Test
    @DisplayName("XC-17: POLLPRI when a notification is next; POLLIN, POLLHUP when the association is over")
    void notifications() throws Exception {
        listener(Style.ONE_TO_ONE);
        SctpSocket client = connected();
        SctpSocket accepted = listener.accept();
        accepted.setOption(SctpOption.event(EventType.SHUTDOWN_EVENT), true);
        poller.watch(accepted, POLLIN | POLLPRI, null);
        assertThat(ready()).isZero();
        client.shutdown(ShutdownHow.SHUT_WR);
        assertThat(poller.poll(null).get(0).events()).isEqualTo(POLLIN | POLLPRI);
        wire.runFor(1);
        assertThat(ready()).isEqualTo(POLLIN | POLLPRI | POLLHUP);
        Stacks.expect(accepted, ShutdownEvent.class);
        assertThat(ready()).as("the end can be read").isEqualTo(POLLIN | POLLHUP);
        Stacks.expectEnd(accepted);
        poller.watch(accepted, 0, null);
        assertThat(ready()).as("told whether asked for or not").isEqualTo(POLLHUP);
    }

    @Test
    @DisplayName("XC-17 SOPT-12: POLLOUT while a third of the send buffer is free, and again when it is")
    void writable() throws Exception {
        listener(Style.ONE_TO_ONE);
        Poller own = wire.client.stack().poller();
        SctpSocket client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        client.setOption(SctpOption.SO_SNDBUF, 30_000);
        client.configureBlocking(false);
        assertErrno(Errno.EINPROGRESS, () -> client.connect(serverAddress));
        own.watch(client, POLLOUT, null);
        assertThat(own.poll(NOW)).isEmpty();
        assertThat(own.poll(null).get(0).events()).as("connected").isEqualTo(POLLOUT);
        wire.cut();
        int sent = 0;
        while (!own.poll(NOW).isEmpty()) {
            client.sendv(bytes(1000), SendInfo.stream(0));
            sent++;
        }
        assertThat(sent).isBetween(10, 30);
        assertThat(own.poll(Duration.ofSeconds(1)))
                .as("nothing is acknowledged")
                .isEmpty();
        client.setOption(SctpOption.SO_SNDBUF, 300_000);
        assertThat(own.poll(NOW)).hasSize(1);
    }

    @Test
    @DisplayName("XC-17: what is acknowledged makes a socket writable again")
    void writableAgain() throws Exception {
        listener(Style.ONE_TO_ONE);
        Poller own = wire.client.stack().poller();
        SctpSocket client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        client.setOption(SctpOption.SO_SNDBUF, 30_000);
        client.connect(serverAddress);
        own.watch(client, POLLOUT, null);
        for (int round = 0; round < 5; round++) {
            while (!own.poll(NOW).isEmpty()) {
                client.sendv(bytes(1000), SendInfo.stream(0));
            }
            assertThat(own.poll(null)).hasSize(1);
        }
    }

    @Test
    @DisplayName("CONNX-12 XC-17: POLLERR, POLLIN and POLLOUT when a set-up has failed, until the error is taken")
    void refused() throws Exception {
        Poller own = wire.client.stack().poller();
        SctpSocket client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        client.configureBlocking(false);
        assertErrno(Errno.EINPROGRESS, () -> client.connect(serverAddress));
        own.watch(client, POLLOUT | POLLIN, null);
        assertThat(own.poll(null).get(0).events()).isEqualTo(POLLIN | POLLOUT | POLLERR);
        assertThat(client.getOption(SctpOption.SO_ERROR)).contains(Errno.ECONNREFUSED);
        assertThat(own.poll(NOW)).isEmpty();
    }

    @Test
    @DisplayName("XC-17: a one-to-many socket is ready when some association of it is")
    void oneToMany() throws Exception {
        listener(Style.ONE_TO_MANY);
        poller.watch(listener, POLLIN | POLLOUT, null);
        assertThat(ready()).as("no association").isZero();
        SctpSocket first = connected();
        SctpSocket second = connected();
        wire.runFor(1);
        assertThat(ready()).isEqualTo(POLLOUT);
        second.sendv(bytes("x"), SendInfo.stream(0));
        wire.runFor(1);
        assertThat(ready()).isEqualTo(POLLIN | POLLOUT);
        readText(listener);
        assertThat(ready()).isEqualTo(POLLOUT);
        int id = listener.getOption(SctpOption.GET_ASSOC_ID_LIST).get(0);
        SctpSocket own = listener.peeloff(id);
        poller.watch(own, POLLIN, "own");
        first.sendv(bytes("for its own socket"), SendInfo.stream(0));
        wire.runFor(1);
        assertThat(poller.poll(NOW))
                .containsExactlyInAnyOrder(new PollResult(listener, POLLOUT, null), new PollResult(own, POLLIN, "own"));
    }

    @Test
    @DisplayName("XC-17: closed sockets are told once with POLLNVAL; closed pollers and wrong arguments give errors")
    void closing() throws Exception {
        listener(Style.ONE_TO_ONE);
        poller.watch(listener, POLLIN, 7);
        listener.close();
        assertThat(poller.poll(NOW)).containsExactly(new PollResult(listener, POLLNVAL, 7));
        assertThat(poller.poll(NOW)).isEmpty();
        assertErrno(Errno.EBADF, () -> poller.watch(listener, POLLIN, null));
        assertErrno(Errno.EFAULT, () -> poller.watch(null, POLLIN, null));
        assertErrno(Errno.EFAULT, () -> poller.forget(null));
        SctpSocket other = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        assertErrno(Errno.EINVAL, () -> poller.watch(other, POLLIN, null));
        SctpSocket socket = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        assertErrno(Errno.EINVAL, () -> poller.watch(socket, POLLERR, null));
        poller.forget(socket);
        poller.wakeup();
        assertThat(poller.poll(null)).as("woken").isEmpty();
        poller.close();
        assertErrno(Errno.EBADF, () -> poller.poll(NOW));
        assertErrno(Errno.EBADF, () -> poller.watch(socket, POLLIN, null));
        assertThat(socket.isOpen()).isTrue();
    }

    @Test
    @DisplayName("XC-17: one thread serves a thousand sockets; other threads wake, end or interrupt its waiting")
    void threads() throws Exception {
        try (Stacks stacks = new Stacks()) {
            SctpSocket accepting = stacks.server.socket(Family.IPV4, Style.ONE_TO_ONE);
            accepting.bind(stacks.serverAddress());
            accepting.listen(10);
            List<SctpSocket> clients = new ArrayList<>();
            Poller serving = stacks.server.poller();
            for (int i = 0; i < 1000; i++) {
                SctpSocket client = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
                client.connect(stacks.serverAddress());
                clients.add(client);
                SctpSocket accepted = accepting.accept();
                serving.watch(accepted, POLLIN, null);
            }
            CompletableFuture<Void> server = CompletableFuture.runAsync(() -> echo(serving));
            for (int i = 0; i < clients.size(); i++) {
                clients.get(i).sendv(bytes("to " + i), SendInfo.stream(0));
            }
            for (int i = 0; i < clients.size(); i++) {
                assertThat(readText(clients.get(i))).isEqualTo("to " + i);
            }
            serving.close();
            server.join();

            Poller idle = stacks.server.poller();
            CountDownLatch started = new CountDownLatch(1);
            Thread waiting = new Thread(() -> {
                started.countDown();
                assertErrno(Errno.EINTR, () -> idle.poll(null));
            });
            waiting.start();
            started.await();
            waiting.interrupt();
            waiting.join();
        }
    }

    private static void echo(Poller poller) {
        ByteBuffer buffer = ByteBuffer.allocate(2000);
        try {
            while (true) {
                for (PollResult result : poller.poll(null)) {
                    buffer.clear();
                    result.socket().recvv(buffer);
                    result.socket().sendv(buffer.flip(), SendInfo.stream(0));
                }
            }
        } catch (SctpException e) {
            assertThat(e.errno()).isEqualTo(Errno.EBADF);
        }
    }
}
