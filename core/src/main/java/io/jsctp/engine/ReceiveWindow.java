package io.jsctp.engine;

/**
 * The receive buffer and what is told of it (RFC 9260 §6.2): each chunk costs its payload and a fixed overhead, so that
 * tiny chunks cannot use more memory than the user granted. The advertised right edge moves only in worthwhile steps.
 */
final class ReceiveWindow {
    /** What a chunk costs beside its payload. */
    static final int OVERHEAD_BYTES = 64;

    private static final int WORTHWHILE_BYTES = 1440;

    private int bufferBytes;
    private int usedBytes;

    /** What is left of the window told last: it shrinks as data comes in. */
    private int edgeBytes;

    private int lastAdvertised;

    ReceiveWindow(int bufferBytes) {
        this.bufferBytes = bufferBytes;
        this.edgeBytes = Math.max(1500, bufferBytes);
        this.lastAdvertised = edgeBytes;
    }

    /** A larger buffer counts at once; a smaller one takes nothing back of what was granted (RFC 9260 §3.3.2). */
    void bufferBytes(int bytes) {
        bufferBytes = Math.max(bufferBytes, bytes);
    }

    static int costOf(int payloadBytes) {
        return payloadBytes + OVERHEAD_BYTES;
    }

    void taken(int payloadBytes) {
        usedBytes += costOf(payloadBytes);
        edgeBytes = Math.max(0, edgeBytes - payloadBytes);
    }

    void freed(int costBytes) {
        usedBytes -= costBytes;
    }

    int usedBytes() {
        return usedBytes;
    }

    /** {@return true if nothing new fits} */
    boolean isShut() {
        return usedBytes >= bufferBytes;
    }

    /** {@return true if not even one full packet fits} */
    boolean isTight() {
        return bufferBytes - usedBytes < WORTHWHILE_BYTES + OVERHEAD_BYTES;
    }

    /** {@return true if so much is held that even needed chunks must be dropped} */
    boolean isExhausted() {
        return usedBytes >= 2 * (long) bufferBytes;
    }

    /** {@return the window that a SACK sent now would carry} */
    int advertised() {
        int free = Math.max(0, bufferBytes - usedBytes);
        if (free - edgeBytes >= Math.min(bufferBytes / 2, WORTHWHILE_BYTES)) {
            return free;
        }
        return Math.min(free, edgeBytes);
    }

    /** A SACK with {@link #advertised} leaves. */
    int advertise() {
        edgeBytes = advertised();
        lastAdvertised = edgeBytes;
        return edgeBytes;
    }

    /** {@return true if a SACK sent now would let the peer send more than it may now} */
    boolean hasOpened() {
        return advertised() > edgeBytes;
    }

    /** {@return true if the user freed so much that the peer should be told at once} */
    boolean deservesUpdate() {
        return advertised() - Math.min(lastAdvertised, edgeBytes) >= bufferBytes / 4;
    }
}
