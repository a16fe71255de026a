package io.jsctp.engine;

import io.jsctp.wire.DataView;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One message through the engine, without a link: what the way of one message out, and in, costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TransferBenchmark {
    private static final int FRAGMENT_BYTES = 1408;

    /** The size of the message. */
    @Param({"64", "1408", "65536"})
    public int bytes;

    private final HandPeer peer = new HandPeer();
    private final byte[] payload = new byte[FRAGMENT_BYTES];
    private ByteBuffer message = ByteBuffer.allocate(0);
    private int acknowledgedTsn;
    private int nextTsn;
    private int ssn;
    private int chunks;

    /** Learns into how many chunks the association cuts the message. */
    @Setup
    public void setUp() {
        message = ByteBuffer.allocateDirect(bytes);
        int fragment = peer.association.status().fragmentationPoint();
        chunks = (bytes + fragment - 1) / fragment;
        nextTsn = HandPeer.INITIAL_TSN;
        acknowledgedTsn = peer.firstTsn - 1;
    }

    /** From the user to packets with their checksum, and the SACK that the peer answers with. */
    @Benchmark
    public int send() {
        peer.now += 1000;
        peer.send(message);
        int packets = peer.transmit();
        acknowledgedTsn += chunks;
        peer.beginSack(acknowledgedTsn);
        peer.endSack();
        return packets;
    }

    /** From packets, whose checksum was verified before, to the user, and the SACKs that answer them. */
    @Benchmark
    public int receive() {
        int packets = 0;
        for (int at = 0; at < bytes; at += FRAGMENT_BYTES) {
            int length = Math.min(FRAGMENT_BYTES, bytes - at);
            int flags = (at == 0 ? DataView.FLAG_B : 0) | (at + length == bytes ? DataView.FLAG_E : 0);
            peer.now += 1000;
            peer.begin();
            peer.writer.putData(flags, nextTsn++, 0, ssn, 0, payload, 0, length);
            peer.arrive();
            packets += peer.transmit();
        }
        ssn = (ssn + 1) & 0xffff;
        peer.readAll();
        return packets + peer.transmit();
    }
}
