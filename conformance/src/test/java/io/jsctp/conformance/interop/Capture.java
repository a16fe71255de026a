package io.jsctp.conformance.interop;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A capture of some UDP ports on the loopback interface by tcpdump, from {@link #start} to {@link #finish}.
 *
 * <p>The packets come through a pipe, so that the end can be found exactly: a marker datagram, sent after the last
 * packet of the test, tells that all before it are in the file. It is left out of the file.
 */
final class Capture implements AutoCloseable {

    private static final byte[] MARKER = "jsctp interop: end of capture".getBytes(StandardCharsets.US_ASCII);
    private static final int FILE_HEADER_BYTES = 24;
    private static final int LENGTH_OFFSET = 8;
    private static final int SENT_LENGTH_OFFSET = 12;

    /**
     * More than any packet of the tests. The buffer in the kernel is cut into slots of this size: with tcpdump's default
     * of 256 KiB it has room for a few hundred packets, and a busy machine loses the end of a capture.
     */
    private static final int MAX_PACKET_BYTES = 9216;

    private final Path file;
    private final List<Integer> ports;
    private final DatagramSocket marker;
    private final Process tcpdump;
    private final Thread reader;
    private final CountDownLatch markerSeen = new CountDownLatch(1);
    private volatile @Nullable IOException failure;

    private Capture(Path file, List<Integer> ports, DatagramSocket marker, Process tcpdump) {
        this.file = file;
        this.ports = ports;
        this.marker = marker;
        this.tcpdump = tcpdump;
        reader = new Thread(this::copy, "capture");
        reader.setDaemon(true);
    }

    /** What came of the attempt to capture: a capture, or the reason why there is none. */
    record Attempt(@Nullable Capture capture, String reason) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (capture != null) {
                capture.close();
            }
        }
    }

    /**
     * Starts a capture; when this returns it is running.
     *
     * @param name of the file, without its suffix
     * @param ports the UDP ports of the test
     */
    static Attempt start(String name, List<Integer> ports) throws IOException {
        Files.createDirectories(Interop.output());
        DatagramSocket marker = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        StringBuilder filter = new StringBuilder("udp port " + marker.getLocalPort());
        ports.forEach(port -> filter.append(" or udp port ").append(port));
        List<String> command = List.of(
                "tcpdump",
                "-i",
                "lo",
                "-n",
                "-U",
                "--immediate-mode",
                "-s",
                Integer.toString(MAX_PACKET_BYTES),
                "-B",
                "262144",
                "-w",
                "-",
                filter.toString());
        Process tcpdump;
        try {
            tcpdump = new ProcessBuilder(command).start();
        } catch (IOException e) {
            marker.close();
            return new Attempt(null, "there is no tcpdump to capture with");
        }
        List<String> said = new ArrayList<>();
        BufferedReader errors =
                new BufferedReader(new InputStreamReader(tcpdump.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            said.add(line);
            if (line.contains("listening on")) {
                Capture capture =
                        new Capture(Interop.output().resolve(name + ".pcap"), List.copyOf(ports), marker, tcpdump);
                capture.reader.start();
                return new Attempt(capture, "");
            }
        }
        marker.close();
        return new Attempt(null, "tcpdump may not capture here: " + String.join("; ", said));
    }

    /** The ports that were captured. */
    List<Integer> ports() {
        return ports;
    }

    /** Ends the capture after all that was sent before this call and returns the file. */
    Path finish() throws IOException, InterruptedException {
        marker.send(new DatagramPacket(MARKER, MARKER.length, marker.getLocalSocketAddress()));
        boolean isComplete = markerSeen.await(Interop.LIMIT_S, TimeUnit.SECONDS);
        close();
        reader.join();
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
        if (!isComplete) {
            throw new IOException("the end of the capture was not captured; it is in " + file);
        }
        return file;
    }

    private void copy() {
        try (DataInputStream in = new DataInputStream(tcpdump.getInputStream());
                DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.write(in.readNBytes(FILE_HEADER_BYTES));
            byte[] header = new byte[16];
            while (in.readNBytes(header, 0, header.length) == header.length) {
                // The file is in the byte order of the machine that wrote it, which is this one.
                ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.nativeOrder());
                int length = fields.getInt(LENGTH_OFFSET);
                int sentLength = fields.getInt(SENT_LENGTH_OFFSET);
                if (length < 0 || length > MAX_PACKET_BYTES || length != sentLength) {
                    throw new IOException("captured " + length + " bytes of a packet of " + sentLength);
                }
                byte[] packet = in.readNBytes(length);
                if (isMarker(packet)) {
                    markerSeen.countDown();
                } else if (packet.length == length) {
                    out.write(header);
                    out.write(packet);
                }
            }
        } catch (IOException e) {
            // Closing ends tcpdump, which may close the pipe under the reader; nothing is lost after the marker.
            if (markerSeen.getCount() > 0) {
                failure = e;
            }
        }
    }

    private static boolean isMarker(byte[] packet) {
        int from = packet.length - MARKER.length;
        return from >= 0 && Arrays.equals(packet, from, packet.length, MARKER, 0, MARKER.length);
    }

    @Override
    public void close() {
        tcpdump.destroy();
        marker.close();
    }
}
