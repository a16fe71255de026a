package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static io.jsctp.Stacks.expectChange;
import static io.jsctp.Stacks.readText;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.AssociationChange.State;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An association of a one-to-many socket gets a socket of its own (docs/requirements/socket-interface.md, PEEL). */
@Timeout(60)
class PeeloffTest {
    private Stacks stacks;
    private SctpSocket many;
    private final List<SctpSocket> clients = new ArrayList<>();
    private final List<Integer> ids = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        open(new Stacks());
    }

    private void open(Stacks opened) throws SctpException {
        stacks = opened;
        many = stacks.listener(Style.ONE_TO_MANY);
        clients.clear();
        ids.clear();
        for (int i = 0; i < 3; i++) {
            SctpSocket client = stacks.clientSocket(Style.ONE_TO_ONE);
            client.connect(stacks.serverAddress());
            expectChange(client, State.COMM_UP);
            clients.add(client);
            ids.add(expectChange(many, State.COMM_UP).associationId());
        }
    }

    @AfterEach
    void close() {
        stacks.close();
    }

    /** Waits until the message is in the server's queue: until the server's stack has acknowledged it. */
    private void deliver(int client, String text) throws SctpException {
        clients.get(client).sendv(bytes(text), SendInfo.stream(0));
        while (clients.get(client).getOption(SctpOption.STATUS).unacknowledgedData() > 0) {
            Stacks.spin();
        }
    }

    @Test
    @DisplayName(
            "PEEL-1 PEEL-2 PEEL-3 STY-5: what waits of the association is read from its own socket, in order; the others stay")
    void peelsOff() throws Exception {
        deliver(0, "a0");
        deliver(1, "b0");
        deliver(1, "b1");
        deliver(2, "c0");
        deliver(1, "b2");
        SctpSocket own = many.peeloff(ids.get(1));
        assertThat(own.style()).isEqualTo(Style.ONE_TO_ONE);
        assertThat(List.of(readText(own), readText(own), readText(own))).containsExactly("b0", "b1", "b2");
        assertThat(List.of(readText(many), readText(many))).containsExactly("a0", "c0");
        assertThat(many.getOption(SctpOption.GET_ASSOC_ID_LIST)).containsExactly(ids.get(0), ids.get(2));

        deliver(1, "b3");
        deliver(0, "a1");
        assertThat(readText(own)).isEqualTo("b3");
        assertThat(readText(many)).isEqualTo("a1");
        own.sendv(bytes("to b"), SendInfo.stream(1));
        assertThat(readText(clients.get(1))).isEqualTo("to b");
        many.sendv(bytes("to c"), SendInfo.stream(1).withAssociationId(ids.get(2)));
        assertThat(readText(clients.get(2))).isEqualTo("to c");

        // Ids mean nothing on a one-to-one socket.
        assertThat(own.getpaddrs(12345)).isEqualTo(own.getpaddrs(0)).isNotEmpty();
        SendInfo abort = SendInfo.stream(0).withAssociationId(12345).withFlags(SctpConstants.SCTP_ABORT);
        own.sendv(bytes("bye"), abort);
        assertThat(expectChange(clients.get(1), State.COMM_LOST)).isNotNull();
        deliver(0, "a2");
        assertThat(readText(many)).isEqualTo("a2");
    }

    @Test
    @DisplayName("PEEL-1: each socket closes without the other; the association keeps its id, its options and events")
    void lives() throws Exception {
        many.setOption(SctpOption.CONTEXT, 77, ids.get(0));
        SctpSocket own = many.peeloff(ids.get(0));
        many.close();
        assertThat(own.getOption(SctpOption.CONTEXT)).isEqualTo(77);
        assertThat(own.getOption(SctpOption.STATUS).associationId()).isEqualTo(ids.get(0));
        deliver(0, "still there");
        assertThat(readText(own)).isEqualTo("still there");
        clients.get(0).shutdown(ShutdownHow.SHUT_WR);
        Stacks.expect(own, ShutdownEvent.class);
        expectChange(own, State.SHUTDOWN_COMP);
        Stacks.expectEnd(own);
    }

    @Test
    @DisplayName("PEEL-1: a message and a notification that were read in part are read on from the new socket")
    void readInPart() throws Exception {
        deliver(0, "halfway");
        ByteBuffer half = ByteBuffer.allocate(4);
        many.recvv(half);
        SctpSocket own = many.peeloff(ids.get(0));
        assertThat(readText(own)).isEqualTo("way");

        clients.get(1).close();
        ByteBuffer some = ByteBuffer.allocate(10);
        ReceiveResult part = many.recvv(some);
        assertThat(part.flags() & SctpConstants.MSG_EOR).isZero();
        // It is ending: too late to have a socket of its own.
        assertErrno(Errno.EINVAL, () -> many.peeloff(ids.get(1)));
    }

    @Test
    @DisplayName("PEEL-4 PEEL-5 PEEL-6 PEEL-8 PEEL-9: wrong sockets and ids; associations that are not established")
    void errors() throws Exception {
        assertErrno(Errno.EOPNOTSUPP, () -> clients.get(0).peeloff(ids.get(0)));
        for (int id : new int[] {0, 1, 2, -1, 9999, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertErrno(Errno.EINVAL, () -> many.peeloff(id));
        }
        SctpSocket own = many.peeloff(ids.get(0));
        assertErrno(Errno.EINVAL, () -> many.peeloff(ids.get(0)));
        assertErrno(Errno.EOPNOTSUPP, () -> own.peeloff(ids.get(0)));
        SctpSocket connecting = stacks.client.socket(Family.IPV4, Style.ONE_TO_MANY);
        connecting.configureBlocking(false);
        assertErrno(Errno.EAGAIN, () -> connecting.connectx(List.of(new java.net.InetSocketAddress("127.9.9.9", 1))));
        int pending = connecting.getOption(SctpOption.GET_ASSOC_ID_LIST).get(0);
        assertErrno(Errno.EINVAL, () -> connecting.peeloff(pending));
        many.close();
        assertErrno(Errno.EBADF, () -> many.peeloff(ids.get(1)));
        assertErrno(Errno.EISCONN, () -> own.listen(1));
        assertErrno(Errno.EISCONN, () -> own.connect(stacks.serverAddress()));
    }

    @Test
    @DisplayName("PEEL-7: EMFILE if the stack has as many sockets as it may, and the association stays")
    void tooMany() throws Exception {
        stacks.close();
        open(new Stacks(StackLimits.defaults().with(StackLimit.SOCKETS, 3)));
        SctpSocket first = many.peeloff(ids.get(0));
        many.peeloff(ids.get(1));
        assertErrno(Errno.EMFILE, () -> many.peeloff(ids.get(2)));
        deliver(2, "c");
        assertThat(readText(many)).isEqualTo("c");
        first.close();
        assertThat(many.peeloff(ids.get(2))).isNotNull();
    }

    @Test
    @DisplayName(
            "PEEL-1 PEEL-3: peeled off in mid-transfer, each message is read once, in order, and on the right socket")
    void race() throws Exception {
        int messages = 3000;
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            SctpSocket client = clients.get(c);
            int who = c;
            senders.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < messages; i++) {
                    send(client, who + " " + i);
                }
            }));
        }
        int[] next = new int[3];
        for (int i = 0; i < messages / 2; i++) {
            take(many, next);
        }
        SctpSocket own = many.peeloff(ids.get(1));
        int read = next[1];
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            for (int i = read; i < messages; i++) {
                take(own, next);
            }
        });
        int left = 2 * messages - next[0] - next[2];
        for (int i = 0; i < left; i++) {
            take(many, next);
        }
        reader.join();
        senders.forEach(CompletableFuture::join);
        assertThat(next).containsOnly(messages);
    }

    private static void send(SctpSocket socket, String text) {
        try {
            socket.sendv(bytes(text), SendInfo.stream(0));
        } catch (SctpException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void take(SctpSocket socket, int[] next) {
        try {
            ByteBuffer target = ByteBuffer.allocate(100);
            int length = socket.recvv(target).length();
            String[] words = new String(target.array(), 0, length, StandardCharsets.UTF_8).split(" ");
            int who = Integer.parseInt(words[0]);
            assertThat(Integer.parseInt(words[1])).as(words[0]).isEqualTo(next[who]++);
        } catch (SctpException e) {
            throw new IllegalStateException(e);
        }
    }
}
