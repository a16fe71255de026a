package io.jsctp;

import io.jsctp.link.Link;
import io.jsctp.link.LinkCapabilities;
import io.jsctp.link.PacketBatch;
import io.jsctp.link.PacketReceiver;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.ChunkDecoder;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.Crc32c;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.Decoded;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import io.jsctp.wire.StateCookieParameter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A link whose other end is a program that writes packets as it likes: any number of peers, each a port. */
final class HostileLink implements Link {
    static final int STACK_PORT = 5000;
    private static final int UDP_PORT = 9899;

    private final InetAddress local;
    private final InetAddress remote;
    private final ArrayDeque<ByteBuffer> arriving = new ArrayDeque<>();
    private final Crc32c crc = new Crc32c();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

    /** The first chunks of what was sent to the present peer. */
    private final List<Chunk> answers = new ArrayList<>();

    private @Nullable SteppedStack stack;
    long nowNs = 1_000_000_000L;
    long bytesIn;
    long bytesOut;
    int largestOut;

    HostileLink() {
        try {
            local = InetAddress.getByName("192.0.2.1");
            remote = InetAddress.getByName("192.0.2.66");
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    InetAddress local() {
        return local;
    }

    InetAddress remote() {
        return remote;
    }

    void stack(SteppedStack opened) {
        stack = opened;
    }

    /** Sets an association up as a peer that begins at TSN 1; {@return the stack's tag, 0 if it was refused} */
    int associate(int port) {
        send(port, 0, new InitChunk(port, 1 << 20, 65_535, 10, 1, List.of()));
        if (answers.isEmpty() || !(answers.get(0) instanceof InitAckChunk initAck)) {
            return 0;
        }
        byte[] cookie = initAck.parameters().stream()
                .filter(StateCookieParameter.class::isInstance)
                .map(p -> ((StateCookieParameter) p).cookie())
                .findFirst()
                .orElseThrow();
        List<Chunk> answer = send(port, initAck.initiateTag(), new CookieEchoChunk(cookie));
        return answer.get(0) instanceof io.jsctp.wire.AbortChunk ? 0 : initAck.initiateTag();
    }

    static DataChunk data(int tsn, int flags, int stream, int ssn, int bytes) {
        return new DataChunk(flags, tsn, stream, ssn, 0, new byte[bytes]);
    }

    /** Gives the stack a packet and all the time it takes; {@return the chunks that it answers with} */
    List<Chunk> send(int port, int tag, Chunk... chunks) {
        PacketWriter writer = new PacketWriter();
        writer.begin(buffer, 0, buffer.capacity(), port, STACK_PORT, tag);
        for (Chunk c : chunks) {
            writer.put(c);
        }
        int length = writer.finish(crc);
        byte[] bytes = new byte[length];
        buffer.get(0, bytes);
        bytesIn += length;
        arriving.add(ByteBuffer.wrap(bytes));
        answers.clear();
        run();
        return answers;
    }

    /** Lets the stack do what is due. */
    void run() {
        SteppedStack s = stack;
        while (s != null && s.step()) {
            // once more
        }
    }

    @Override
    public int poll(PacketReceiver receiver, long timeoutNs) {
        int taken = 0;
        ByteBuffer packet;
        while ((packet = arriving.poll()) != null) {
            receiver.onPacket(packet, 0, packet.capacity(), remote, UDP_PORT, local);
            taken++;
        }
        return taken;
    }

    @Override
    public void send(PacketBatch batch) {
        PacketReader reader = new PacketReader();
        for (int i = 0; i < batch.count(); i++) {
            bytesOut += batch.length(i);
            largestOut = Math.max(largestOut, batch.length(i));
            reader.reset(batch.buffer(), batch.offset(i), batch.length(i));
            while (reader.next() == PacketReader.CHUNK) {
                Decoded decoded = ChunkDecoder.decode(reader);
                answers.add((Chunk) decoded);
            }
        }
    }

    @Override
    public List<InetAddress> localAddresses() {
        return List.of(local);
    }

    @Override
    public LinkCapabilities capabilities() {
        return new LinkCapabilities(true, false);
    }

    @Override
    public int udpPort() {
        return UDP_PORT;
    }

    @Override
    public int mtu(InetAddress destination) {
        return 1480;
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }

    @Override
    public void wakeup() {
        throw new AssertionError("nobody sleeps in a stack without a thread");
    }

    @Override
    public long sendFailures() {
        return 0;
    }

    @Override
    public void close() {
        arriving.clear();
    }
}
