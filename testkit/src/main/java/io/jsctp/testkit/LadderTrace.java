package io.jsctp.testkit;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The last packets and notes of a run as a ladder diagram, and a hash of all packets. Times count from the run's begin. An
 * arrow that ends in {@code x} did not arrive; beside each are its addresses, how long it travels, and why it is lost.
 */
public final class LadderTrace {
    private final Deque<String> lines = new ArrayDeque<>();
    private final CRC32 hash = new CRC32();
    private final Ladder ladder = new Ladder();
    private final PacketSummary summary = new PacketSummary();
    private final int limit;

    /**
     * Makes an empty trace.
     *
     * @param limit how many lines it keeps
     */
    public LadderTrace(int limit) {
        this.limit = limit;
    }

    /** {@return whether it keeps anything but the hash} */
    boolean isKept() {
        return limit > 0;
    }

    void host(List<InetAddress> addresses, int udpPort) {
        ladder.host(addresses, udpPort);
    }

    void packet(long elapsedNs, InetAddress from, InetAddress to, ByteBuffer bytes, String mark, String arrivals) {
        hash.update(bytes.duplicate());
        if (isKept()) {
            ladder.packet(elapsedNs, from, to, summary.chunks(bytes), mark, arrivals)
                    .forEach(this::add);
        }
    }

    void note(long elapsedNs, String text) {
        if (isKept()) {
            add(ladder.note(elapsedNs, text));
        }
    }

    private void add(String line) {
        lines.add(line);
        if (lines.size() > limit) {
            lines.remove();
        }
    }

    /** {@return a hash of every packet sent} */
    public long hash() {
        return hash.getValue();
    }

    /** {@return the diagram} */
    @Override
    public String toString() {
        return ladder.legend() + System.lineSeparator() + String.join(System.lineSeparator(), lines);
    }
}
