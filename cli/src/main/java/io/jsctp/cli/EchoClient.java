package io.jsctp.cli;

import io.jsctp.AssociationChange;
import io.jsctp.Errno;
import io.jsctp.EventType;
import io.jsctp.Family;
import io.jsctp.InitMessage;
import io.jsctp.Notification;
import io.jsctp.ReceiveInfo;
import io.jsctp.ReceiveResult;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.SendInfo;
import io.jsctp.Style;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The seed's Example 7-17: sends what it reads, each read to the next stream, and prints the echoes. */
@Command(
        name = "echo-client",
        mixinStandardHelpOptions = true,
        description = "Sends standard input to an echo server and prints the echoes (the seed's Example 7-17).",
        footer = {"", "Example: printf 'hello\\n' | jsctp echo-client 127.0.0.1"})
final class EchoClient implements Callable<Integer> {
    private static final int BUFLEN = 2048;
    private static final int MAX_STREAM = 64;

    private final Console console;
    private final AtomicInteger exitCode = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Semaphore echoes = new Semaphore(0);

    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "HOST", description = "name or IPv4 address of the server")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "5000", description = "SCTP port (default 5000)")
    private int port;

    @Option(
            names = "--peer-udp-port",
            paramLabel = "PORT",
            defaultValue = "9899",
            description = "the server's UDP port (default 9899)")
    private int peerUdpPort;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "64",
            description = "INITs to send before giving up (default 64, as in the seed)")
    private int attempts;

    @Option(
            names = "--wait",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "how long to wait for echoes after the end of input (default 1000; 0 closes at once)")
    private long waitMs;

    EchoClient(Console console) {
        this.console = console;
    }

    @SuppressWarnings("try") // closing the report prints it
    @Override
    public Integer call() {
        stackOptions.checkPort("--port", port);
        stackOptions.checkPort("--peer-udp-port", peerUdpPort);
        stackOptions.checkPort("--attempts", attempts);
        if (host == null) {
            console.err("Usage: jsctp echo-client <server address>");
            return 1;
        }
        List<InetSocketAddress> addresses = resolve(host);
        if (addresses.isEmpty()) {
            console.err("host " + host + " not found");
            return 1;
        }
        try (SctpStack stack = stackOptions.builder().peerUdpPort(peerUdpPort).open();
                StatsReport report = stackOptions.report(console, stack)) {
            return echo(stack, addresses);
        } catch (SctpException e) {
            console.perror("socket", e);
            return 1;
        }
    }

    private List<InetSocketAddress> resolve(String name) {
        List<InetSocketAddress> result = new ArrayList<>();
        try {
            for (InetAddress a : InetAddress.getAllByName(name)) {
                if (a instanceof Inet4Address) {
                    result.add(new InetSocketAddress(a, port));
                }
            }
        } catch (UnknownHostException e) {
            return List.of();
        }
        return result;
    }

    private int echo(SctpStack stack, List<InetSocketAddress> addresses) {
        String call = "socket";
        try (SctpSocket socket = stack.socket(Family.IPV4, Style.ONE_TO_ONE)) {
            call = "setsockopt SCTP_EVENT";
            socket.setOption(SctpOption.event(EventType.ASSOC_CHANGE), true);
            call = "setsockopt SCTP_RECVRCVINFO";
            socket.setOption(SctpOption.RECVRCVINFO, true);
            call = "setsockopt SCTP_INITMSG";
            socket.setOption(SctpOption.INITMSG, new InitMessage(MAX_STREAM, MAX_STREAM, attempts, 0));
            call = "sctp_connectx";
            socket.connectx(addresses);
            start("echo-reader", () -> readEchoes(socket));
            start("echo-input", () -> sendInput(socket));
            over.await();
            return exitCode.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (SctpException e) {
            console.perror(call, e);
            if (call.equals("sctp_connectx")) {
                console.err(
                        "tried " + addresses + " over UDP port " + peerUdpPort + ", at most " + attempts + " INITs");
            }
            return 1;
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Each read of standard input is one message, to the next stream, with the next PPID. */
    private void sendInput(SctpSocket socket) {
        byte[] bytes = new byte[BUFLEN];
        SendInfo info = SendInfo.stream(0);
        int sent = 0;
        try {
            for (int n = read(bytes); n > 0; n = read(bytes)) {
                socket.sendv(ByteBuffer.wrap(bytes, 0, n), info);
                sent++;
                info = SendInfo.stream((info.streamId() + 1) % MAX_STREAM)
                        .withPayloadProtocolId(info.payloadProtocolId() + 1);
            }
            // the seed's program cancels its reader here; a moment's patience shows the echoes under way
            boolean allEchoed = echoes.tryAcquire(sent, waitMs, TimeUnit.MILLISECONDS);
            if (!allEchoed && waitMs > 0) {
                console.err("echoes not read within " + waitMs + " ms are not printed");
            }
            end(0);
        } catch (SctpException e) {
            if (over.getCount() > 0) {
                console.perror("sctp_sendv", e);
                end(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(1);
        }
    }

    private int read(byte[] bytes) {
        try {
            return console.in().read(bytes, 0, BUFLEN);
        } catch (IOException e) {
            return -1;
        }
    }

    /** The second thread: prints until the association is over. */
    private void readEchoes(SctpSocket socket) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFLEN);
        try {
            for (ReceiveResult r = socket.recvv(buffer); !r.isEnd(); r = socket.recvv(buffer.clear())) {
                Notification notification = r.notification();
                if (notification != null && !printed(notification)) {
                    end(1);
                    return;
                }
                if (notification == null && !r.isNotification() && !printed(r)) {
                    end(1);
                    return;
                }
            }
            end(0);
        } catch (SctpException e) {
            if (e.errno() != Errno.EBADF && e.errno() != Errno.ECONNABORTED) {
                console.perror("sctp_recvv", e);
                end(1);
            }
        }
    }

    private void end(int code) {
        exitCode.compareAndSet(0, code);
        over.countDown();
    }

    private boolean printed(Notification notification) {
        if (notification instanceof AssociationChange c) {
            console.out(
                    "[ Receive assocication change event: state = " + c.state().code() + ", error = " + c.error()
                            + ", instr = " + c.inboundStreams() + ", outstr = " + c.outboundStreams() + " ]");
            return true;
        }
        console.err("unexpected notification type: " + notification.type().code());
        return false;
    }

    private boolean printed(ReceiveResult r) {
        ReceiveInfo info = r.receiveInfo();
        if (info == null) {
            console.err("no sctp_rcvinfo attached");
            return false;
        }
        console.out("[ Receive echo (" + r.length() + " bytes): stream = " + info.streamId() + ", ssn = " + info.ssn()
                + ", tsn = " + Integer.toUnsignedString(info.tsn()) + ", flags = " + Integer.toHexString(info.flags())
                + ", ppid = " + Integer.toUnsignedString(info.payloadProtocolId()) + " ]");
        if (r.isEndOfRecord()) {
            echoes.release();
        }
        return true;
    }
}
