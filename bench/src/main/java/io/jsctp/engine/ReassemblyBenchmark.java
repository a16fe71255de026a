package io.jsctp.engine;

import io.jsctp.wire.DataView;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The cost of one fragment: received, held, delivered with its message, read and acknowledged. Messages have ten fragments of
 * 100 bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReassemblyBenchmark {
    private static final int FRAGMENTS = 10;

    /** So many fragments arrive before their order matters: the last one first if they come backwards. */
    @Param({"10", "1000", "10000"})
    public int window;

    private final HandPeer peer = new HandPeer();
    private final byte[] payload = new byte[100];
    private int windowStart;
    private int arrived;

    /** In the order of their TSNs. */
    @Benchmark
    public void inOrder() {
        arrive(arrived, 0);
    }

    /** The highest of the window first, so that nothing is whole and in order until its end. */
    @Benchmark
    public void backwards() {
        arrive(window - 1 - arrived, 0);
    }

    /** Unordered messages, the highest of the window first: each is delivered when it is whole. */
    @Benchmark
    public void backwardsUnordered() {
        arrive(window - 1 - arrived, DataView.FLAG_U);
    }

    /** Fragments far apart: the first one of each message, then the second one of each, and so on. */
    @Benchmark
    public void acrossMessages() {
        int messages = window / FRAGMENTS;
        arrive(arrived % messages * FRAGMENTS + arrived / messages, 0);
    }

    private void arrive(int index, int flag) {
        int number = windowStart + index;
        int place = number % FRAGMENTS;
        int flags = flag | (place == 0 ? DataView.FLAG_B : 0) | (place == FRAGMENTS - 1 ? DataView.FLAG_E : 0);
        peer.now += 1000;
        peer.begin();
        peer.writer.putData(
                flags,
                HandPeer.INITIAL_TSN + number,
                0,
                flag == 0 ? (number / FRAGMENTS) & 0xffff : 0,
                0,
                payload,
                0,
                payload.length);
        peer.arrive();
        peer.readAll();
        peer.transmit();
        if (++arrived == window) {
            arrived = 0;
            windowStart += window;
        }
    }
}
