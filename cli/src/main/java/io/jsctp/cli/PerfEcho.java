package io.jsctp.cli;

import io.jsctp.AsyncSocket;
import io.jsctp.Errno;
import io.jsctp.Family;
import io.jsctp.ReceiveResult;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.SendInfo;
import io.jsctp.StackLimit;
import io.jsctp.StackLimits;
import io.jsctp.Style;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The answering side of {@code perf latency} and {@code perf connects}. */
@Command(
        name = "echo",
        mixinStandardHelpOptions = true,
        description =
                "Sends every message back, for 'perf latency', and accepts for 'perf connects'. Runs until it is killed.",
        footer = {"", "Example: jsctp perf echo --on-loop"})
final class PerfEcho implements Callable<Integer> {
    private static final int BUFFER_BYTES = 1 << 17;
    private static final int BACKLOG = 1000;

    private final Console console;

    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "5001", description = "SCTP port (default 5001)")
    private int port;

    @Option(
            names = "--on-loop",
            description =
                    "answer on the thread that the packets come by; without it a thread for each association waits")
    private boolean onLoop;

    @Option(
            names = "--associations",
            paramLabel = "N",
            defaultValue = "0",
            description = "end after so many (default 0: runs until it is killed)")
    private int associations;

    private final Executor threads = Executors.newCachedThreadPool(PerfEcho::newThread);
    private final ThreadLocal<ByteBuffer> buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocate(BUFFER_BYTES));

    PerfEcho(Console console) {
        this.console = console;
    }

    @SuppressWarnings("try") // closing the report prints it
    @Override
    public Integer call() {
        stackOptions.checkPort("--port", port);
        // Those who measure ask for more than a stranger may, and all from one network.
        StackLimits limits = StackLimits.defaults().with(StackLimit.INITS_PER_SECOND_AND_SOURCE, 0);
        try (SctpStack stack = stackOptions.builder().limits(limits).open();
                StatsReport report = stackOptions.report(console, stack);
                SctpSocket listener = stack.socket(Family.IPV6, Style.ONE_TO_ONE)) {
            listener.setOption(SctpOption.NODELAY, true); // the accepted ones inherit it
            listener.bind(new InetSocketAddress("::", port));
            listener.listen(BACKLOG);
            console.out("listening on SCTP port " + port + ", UDP port " + stack.udpPort());
            List<CompletableFuture<Void>> served = new ArrayList<>();
            for (int i = 0; associations == 0 || i < associations; i++) {
                CompletableFuture<Void> end = serve(listener.accept());
                if (associations > 0) {
                    served.add(end);
                }
            }
            served.forEach(CompletableFuture::join);
            return 0;
        } catch (SctpException e) {
            console.perror("perf echo", e);
            return 1;
        }
    }

    private CompletableFuture<Void> serve(SctpSocket socket) {
        if (onLoop) {
            LoopEcho echo = new LoopEcho(socket);
            echo.next();
            return echo.end;
        }
        return CompletableFuture.runAsync(() -> echo(socket), threads);
    }

    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "echo");
        thread.setDaemon(true);
        return thread;
    }

    private void echo(SctpSocket socket) {
        ByteBuffer buffer = buffers.get();
        try (socket) {
            while (socket.recvv(buffer.clear()).length() > 0) {
                socket.sendv(buffer.flip(), SendInfo.stream(0));
            }
        } catch (SctpException e) {
            tell(e);
        }
    }

    /** Clients come and go. */
    private void tell(SctpException e) {
        if (e.errno() != Errno.ECONNRESET && e.errno() != Errno.EPIPE) {
            console.perror("perf echo", e);
        }
    }

    /** Echoes on the stack's thread: each future's action makes the next call. */
    private static final class LoopEcho {
        private final SctpSocket socket;
        private final AsyncSocket async;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        final CompletableFuture<Void> end = new CompletableFuture<>();

        LoopEcho(SctpSocket socket) {
            this.socket = socket;
            async = socket.async();
        }

        void next() {
            CompletableFuture<?> unused = async.recvv(buffer.clear()).whenComplete(this::answer);
        }

        private void answer(@Nullable ReceiveResult result, @Nullable Throwable failure) {
            if (result == null || result.isEnd()) {
                socket.close();
                end.complete(null);
                return;
            }
            CompletableFuture<?> unused =
                    async.sendv(buffer.flip(), SendInfo.stream(0)).whenComplete((sent, e) -> next());
        }
    }
}
