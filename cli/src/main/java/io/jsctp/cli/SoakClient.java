package io.jsctp.cli;

import io.jsctp.Family;
import io.jsctp.Linger;
import io.jsctp.ReceiveResult;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.SendInfo;
import io.jsctp.ShutdownHow;
import io.jsctp.Style;
import io.jsctp.cli.SoakExchange.Ending;
import io.jsctp.cli.SoakExchange.Side;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** One place of a soak run: sets up an association, uses it, ends it, and begins again. */
final class SoakClient implements Runnable {
    private final SctpStack stack;
    private final List<BadLink> links;
    private final List<InetSocketAddress> own;
    private final List<InetSocketAddress> server;
    private final SoakTotals totals;
    private final SplittableRandom random;
    private final AtomicLong ids;
    private final BooleanSupplier goesOn;

    SoakClient(
            SctpStack stack,
            List<BadLink> links,
            List<InetSocketAddress> own,
            List<InetSocketAddress> server,
            SoakTotals totals,
            SplittableRandom random,
            AtomicLong ids,
            BooleanSupplier goesOn) {
        this.stack = stack;
        this.links = links;
        this.own = own;
        this.server = server;
        this.totals = totals;
        this.random = random;
        this.ids = ids;
        this.goesOn = goesOn;
    }

    @Override
    public void run() {
        while (goesOn.getAsBoolean()) {
            int luck = random.nextInt(100);
            Ending ending = luck < 75 ? Ending.GRACEFUL : luck < 95 ? Ending.ABORT : Ending.VANISH;
            SoakExchange x = new SoakExchange(ids.incrementAndGet(), ending);
            totals.began(x);
            String failure = "";
            try {
                live(x);
            } catch (SctpException e) {
                failure = " client: " + Console.reason(e);
            } catch (InterruptedException e) {
                failure = " client: interrupted";
                Thread.currentThread().interrupt();
            }
            if (!failure.isEmpty()) {
                totals.done(x, Side.SERVER, ""); // it may never have heard of it
            }
            totals.done(x, Side.CLIENT, failure);
        }
    }

    /** {@return a socket with a port of which no association has vanished} */
    private SctpSocket open() throws SctpException {
        while (true) {
            SctpSocket socket = stack.socket(Family.IPV6, Style.ONE_TO_ONE);
            Soak.prepare(socket);
            socket.bindx(own, SctpConstants.SCTP_BINDX_ADD_ADDR);
            int port = socket.getsockname().getPort();
            if (links.stream().noneMatch(link -> link.isMuted(port))) {
                return socket;
            }
            socket.close();
        }
    }

    private void live(SoakExchange x) throws SctpException, InterruptedException {
        try (SctpSocket socket = open()) {
            socket.connectx(server);
            send(socket, x.up);
            if (x.ending == Ending.GRACEFUL) {
                socket.shutdown(ShutdownHow.SHUT_WR);
                receive(socket, x.down);
                return;
            }
            if (x.ending == Ending.VANISH) {
                x.mutedPort = socket.getsockname().getPort();
                links.forEach(link -> link.mute(x.mutedPort, !x.isDone(Side.SERVER)));
            }
            socket.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
        }
    }

    private void send(SctpSocket socket, SoakFlow up) throws SctpException, InterruptedException {
        int largest = random.nextInt(100) < 80 ? 2000 : SoakServer.LARGEST_MESSAGE;
        boolean slow = random.nextInt(100) < 30;
        int left = random.nextInt(1, 300);
        do { // at least one, which tells the server whose it is
            int stream = random.nextInt(up.streams());
            ByteBuffer message = up.next(stream, random.nextInt(SoakFlow.HEADER_BYTES, largest + 1));
            socket.sendv(message, SendInfo.stream(stream));
            up.sent(stream);
            totals.messages.increment();
            totals.bytes.add(message.limit());
            if (slow) {
                Thread.sleep(random.nextInt(20));
            }
        } while (--left > 0 && goesOn.getAsBoolean());
    }

    private static void receive(SctpSocket socket, SoakFlow down) throws SctpException {
        ByteBuffer buffer = ByteBuffer.allocate(SoakServer.LARGEST_MESSAGE);
        for (ReceiveResult r = socket.recvv(buffer); !r.isEnd(); r = socket.recvv(buffer)) {
            if (r.isEndOfRecord()) {
                down.arrived(buffer.flip());
                buffer.clear();
            }
        }
    }
}
