package io.jsctp.cli;

import io.jsctp.Errno;
import io.jsctp.ReceiveResult;
import io.jsctp.SctpException;
import io.jsctp.SctpSocket;
import io.jsctp.SendInfo;
import io.jsctp.cli.SoakExchange.Side;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The server of a soak run: takes every association, tallies what comes, and answers some of it. */
final class SoakServer implements Runnable {
    static final int LARGEST_MESSAGE = 30_000;

    private static final int ANSWER_EVERY = 8;

    private final SctpSocket listener;
    private final SoakTotals totals;
    private final Consumer<SoakExchange> ended;

    /** With somebody who is told when an association is over here. */
    SoakServer(SctpSocket listener, SoakTotals totals, Consumer<SoakExchange> ended) {
        this.listener = listener;
        this.totals = totals;
        this.ended = ended;
    }

    /** Accepts until the listener is closed. */
    @Override
    public void run() {
        try {
            while (true) {
                SctpSocket accepted = listener.accept();
                Thread thread = new Thread(() -> serve(accepted), "soak-serve");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (SctpException e) {
            if (e.errno() != Errno.EBADF) {
                totals.notes.add("accept: " + Console.reason(e));
            }
        }
    }

    private void serve(SctpSocket socket) {
        SoakExchange exchange = null;
        String failure = "";
        ByteBuffer buffer = ByteBuffer.allocate(LARGEST_MESSAGE);
        try (socket) {
            int count = 0;
            for (ReceiveResult r = socket.recvv(buffer); !r.isEnd(); r = socket.recvv(buffer)) {
                if (!r.isEndOfRecord()) {
                    continue; // the rest is appended
                }
                buffer.flip();
                exchange = exchange == null ? totals.find(SoakFlow.idOf(buffer)) : exchange;
                if (exchange != null) {
                    exchange.up.arrived(buffer);
                    if (++count % ANSWER_EVERY == 0) {
                        answer(socket, exchange.down, count);
                    }
                }
                buffer.clear();
            }
        } catch (SctpException e) {
            failure = failure(exchange, e);
        } finally {
            if (exchange != null) {
                totals.done(exchange, Side.SERVER, failure);
                ended.accept(exchange);
            }
        }
    }

    /** An ABORT after everything was delivered only says that the end of the shutdown got lost (RFC 9260 §8.4). */
    private static String failure(@Nullable SoakExchange exchange, SctpException e) {
        boolean harmless = exchange != null && exchange.isDelivered();
        return harmless ? "" : " server: " + Console.reason(e);
    }

    private static void answer(SctpSocket socket, SoakFlow down, int count) throws SctpException {
        int stream = count / ANSWER_EVERY % down.streams();
        try {
            socket.sendv(down.next(stream, 20 * (count % 100)), SendInfo.stream(stream));
            down.sent(stream);
        } catch (SctpException e) {
            if (e.errno() != Errno.EPIPE) {
                throw e;
            }
        }
    }
}
