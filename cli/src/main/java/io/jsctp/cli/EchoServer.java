package io.jsctp.cli;

import io.jsctp.AssociationChange;
import io.jsctp.EventType;
import io.jsctp.Family;
import io.jsctp.InitMessage;
import io.jsctp.Notification;
import io.jsctp.PeerAddressChange;
import io.jsctp.ReceiveInfo;
import io.jsctp.ReceiveInfoType;
import io.jsctp.ReceiveResult;
import io.jsctp.RemoteError;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.SendFailed;
import io.jsctp.SendInfo;
import io.jsctp.ShutdownEvent;
import io.jsctp.Style;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The seed's Example 7-18: echoes messages back, one association after the other, and prints what happens. */
@Command(
        name = "echo-server",
        mixinStandardHelpOptions = true,
        description = "Echoes what clients send, one association after the other (the seed's Example 7-18).",
        footer = {"", "Example: jsctp echo-server --port 5000"})
final class EchoServer implements Callable<Integer> {
    private static final int BUFLEN = 1024;
    private static final int MAX_STREAM = 64;
    private static final List<EventType> EVENTS = List.of(
            EventType.ASSOC_CHANGE,
            EventType.SEND_FAILED_EVENT,
            EventType.PEER_ADDR_CHANGE,
            EventType.REMOTE_ERROR,
            EventType.SHUTDOWN_EVENT);

    private final Console console;

    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "5000", description = "SCTP port (default 5000)")
    private int port;

    @Option(names = "--once", description = "end after the first association")
    private boolean once;

    private ByteBuffer buffer = ByteBuffer.allocate(BUFLEN);

    EchoServer(Console console) {
        this.console = console;
    }

    @SuppressWarnings("try") // closing the report prints it
    @Override
    public Integer call() {
        stackOptions.checkPort("--port", port);
        try (SctpStack stack = stackOptions.open();
                StatsReport report = stackOptions.report(console, stack)) {
            return serve(stack);
        } catch (SctpException e) {
            console.perror("socket", e);
            return 1;
        }
    }

    private int serve(SctpStack stack) {
        String call = "socket";
        try (SctpSocket listener = stack.socket(Family.IPV4, Style.ONE_TO_ONE)) {
            call = "bind";
            listener.bind(new InetSocketAddress("0.0.0.0", port));
            // The seed does this after listen(), and a client that is quick gets fewer streams and no events.
            call = "SCTP_INITMSG";
            listener.setOption(SctpOption.INITMSG, new InitMessage(MAX_STREAM, MAX_STREAM, MAX_STREAM, 0));
            subscribe(listener);
            call = "listen";
            listener.listen(1);
            call = "accept";
            do {
                SctpSocket client = listener.accept();
                if (prepare(client)) {
                    echo(client);
                }
            } while (!once);
            return 0;
        } catch (SctpException e) {
            console.perror(call, e);
            return 1;
        } catch (Failure e) {
            console.err(e.text());
            return 1;
        }
    }

    private static void subscribe(SctpSocket socket) throws Failure {
        for (EventType event : EVENTS) {
            try {
                socket.setOption(SctpOption.event(event), true);
            } catch (SctpException e) {
                throw new Failure(Console.reason(e) + ": setsockopt SCTP_EVENT: " + event.code());
            }
        }
    }

    private boolean prepare(SctpSocket client) throws Failure {
        subscribe(client);
        try {
            client.setOption(SctpOption.RECVRCVINFO, true);
            return true;
        } catch (SctpException e) {
            console.perror("setsockopt SCTP_RECVRCVINFO", e);
            client.close();
            return false;
        }
    }

    /** Echoes until the peer is gone. */
    private void echo(SctpSocket client) throws Failure {
        buffer = ByteBuffer.allocate(BUFLEN);
        for (ReceiveResult message = receiveWhole(client); message != null; message = receiveWhole(client)) {
            Notification notification = message.notification();
            if (notification != null) {
                print(notification);
                continue;
            }
            ReceiveInfo info = message.receiveInfo();
            if (info == null) {
                break;
            }
            buffer.flip();
            console.stdout().print(">>> got " + buffer.remaining() + " bytes on stream " + info.streamId() + ": ");
            console.stdout().write(buffer.array(), 0, buffer.limit());
            console.stdout().flush();
            try {
                SendInfo back = SendInfo.stream(info.streamId()).withPayloadProtocolId(info.payloadProtocolId());
                client.sendv(buffer, back);
            } catch (SctpException e) {
                throw new Failure("sctp_sendv");
            }
        }
        client.close();
    }

    /** Reads to the end of a message or notification, with a larger buffer if need be; null at the end. */
    private @Nullable ReceiveResult receiveWhole(SctpSocket client) {
        buffer.clear();
        while (true) {
            ReceiveResult part;
            try {
                part = client.recvv(buffer);
            } catch (SctpException e) {
                return null;
            }
            if (part.isEnd()) {
                return null;
            }
            if (part.isEndOfRecord()) {
                return part;
            }
            if (!part.isNotification() && part.infoType() != ReceiveInfoType.RCVINFO) {
                console.err("unexpected info received: " + part.infoType().code());
                return null;
            }
            if (!buffer.hasRemaining()) {
                buffer = ByteBuffer.allocate(2 * buffer.capacity()).put(buffer.flip());
            }
        }
    }

    private void print(Notification notification) throws Failure {
        if (notification instanceof AssociationChange c) {
            console.out(">>> assoc_change: state=" + c.state().code() + ", error=" + c.error() + ", instr="
                    + c.inboundStreams() + " outstr=" + c.outboundStreams());
        } else if (notification instanceof SendFailed f) {
            console.out(">>> sendfailed: len=" + f.length() + " err=" + f.error());
        } else if (notification instanceof PeerAddressChange p) {
            if (!(p.address().getAddress() instanceof Inet4Address)) {
                throw new Failure("getmsg: unexpected family 10");
            }
            console.out(">>> intf_change: " + p.address().getAddress().getHostAddress() + " state="
                    + p.state().code() + ", error=" + p.error());
        } else if (notification instanceof RemoteError r) {
            console.out(">>> remote_error: err=" + r.error() + " len=" + r.length());
        } else if (notification instanceof ShutdownEvent) {
            console.out(">>> shutdown event");
        } else {
            console.out(">>> unexpected type: " + notification.type().code());
        }
    }

    /** Ends the program with a line on standard error and exit 1, as the seed's exit(1) does. */
    private static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        private final String text;

        Failure(String text) {
            super(text);
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
