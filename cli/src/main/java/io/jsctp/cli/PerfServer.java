package io.jsctp.cli;

import io.jsctp.Errno;
import io.jsctp.Family;
import io.jsctp.InitMessage;
import io.jsctp.MessageInfo;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.SendInfo;
import io.jsctp.Style;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The receiving side of {@code perf}: counts what comes, association after association. */
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description = "Receives from 'perf client' and prints what arrived.",
        footer = {"", "Example: jsctp perf server --once"})
final class PerfServer implements Callable<Integer> {
    private final Console console;

    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "5001", description = "SCTP port (default 5001)")
    private int port;

    @Option(names = "--buffer", paramLabel = "BYTES", defaultValue = "0", description = "receive buffer; 0: default")
    private int bufferBytes;

    @Option(names = "--once", description = "end after the first association")
    private boolean once;

    @Option(names = "--json", description = "print the result as one line of JSON")
    private boolean json;

    PerfServer(Console console) {
        this.console = console;
    }

    @SuppressWarnings("try") // closing the report prints it
    @Override
    public Integer call() {
        stackOptions.checkPort("--port", port);
        try (SctpStack stack = stackOptions.open();
                StatsReport report = stackOptions.report(console, stack);
                SctpSocket listener = stack.socket(Family.IPV6, Style.ONE_TO_ONE)) {
            listener.setOption(SctpOption.INITMSG, new InitMessage(64, 2048, 0, 0));
            if (bufferBytes > 0) {
                listener.setOption(SctpOption.SO_RCVBUF, bufferBytes);
            }
            listener.bind(new InetSocketAddress("::", port));
            listener.listen(16);
            if (!json) {
                console.out("listening on SCTP port " + port + ", UDP port " + stack.udpPort());
            }
            do {
                serve(listener.accept());
            } while (!once);
            return 0;
        } catch (SctpException e) {
            console.perror("perf server", e);
            return 1;
        }
    }

    private void serve(SctpSocket socket) throws SctpException {
        PerfMeter meter = new PerfMeter();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
        MessageInfo info = new MessageInfo();
        MessageDigest digest = PerfClient.sha256();
        boolean verifying = false;
        boolean warming = false;
        boolean measuring = false;
        int size = 0;
        try (PerfProgress progress = new PerfProgress(console, meter, !json)) {
            progress.start();
            meter.start();
            socket.setOption(SctpOption.RECVRCVINFO, true);
            for (int n = socket.recvv(buffer, 0, info); n > 0; n = socket.recvv(buffer.clear(), 0, info)) {
                if (info.payloadProtocolId() == PerfClient.DIGEST_PPID && info.hasReceiveInfo()) {
                    answer(socket, digest, Arrays.copyOf(buffer.array(), n));
                    continue;
                }
                if (info.payloadProtocolId() == PerfClient.WARM_UP_PPID) {
                    // Of another stream such a message may come late.
                    warming = !measuring;
                    continue;
                }
                if (warming) {
                    meter.start();
                    warming = false;
                }
                measuring = true;
                if (info.payloadProtocolId() == PerfClient.VERIFIED_PPID) {
                    verifying = true;
                }
                if (verifying) {
                    digest.update(buffer.array(), 0, n);
                }
                size = Math.max(size, n);
                meter.add(n, info.isEndOfRecord());
            }
        } catch (SctpException e) {
            if (e.errno() != Errno.ECONNRESET) {
                throw e;
            }
            console.err("the peer aborted");
        }
        meter.stop();
        socket.close();
        console.out(json ? meter.json("server", size, "") : meter.summary("received"));
    }

    /** Tells the client whether what came is what it sent. */
    private void answer(SctpSocket socket, MessageDigest digest, byte[] expected) throws SctpException {
        boolean same = MessageDigest.isEqual(digest.digest(), expected);
        socket.sendv(ByteBuffer.wrap(new byte[] {(byte) (same ? 1 : 0)}), SendInfo.stream(0));
        console.out(same ? "SHA-256 of what arrived is right" : "SHA-256 of what arrived is WRONG");
    }
}
