package io.jsctp.testkit;

import io.jsctp.wire.PacketDissector;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.zip.CRC32;

/** The last packets and notes of a run as text, and a hash of all of them. */
public final class LadderTrace {
    private final Deque<String> lines = new ArrayDeque<>();
    private final CRC32 hash = new CRC32();
    private final int limit;

    /**
     * Makes an empty trace.
     *
     * @param limit how many lines it keeps
     */
    public LadderTrace(int limit) {
        this.limit = limit;
    }

    void packet(long nowNs, InetAddress from, InetAddress to, ByteBuffer bytes, String fate) {
        hash.update(bytes.duplicate());
        if (limit > 0) {
            String text = PacketDissector.dissect(bytes, 0, bytes.limit());
            add(String.format(
                    Locale.ROOT,
                    "%12.6f s  %s -> %s %s %s",
                    nowNs / 1e9,
                    from.getHostAddress(),
                    to.getHostAddress(),
                    fate,
                    text));
        }
    }

    /**
     * Adds a line of the test's own.
     *
     * @param nowNs the virtual time
     * @param text what happened
     */
    public void note(long nowNs, String text) {
        if (limit > 0) {
            add(String.format(Locale.ROOT, "%12.6f s  -- %s", nowNs / 1e9, text));
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

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines);
    }
}
