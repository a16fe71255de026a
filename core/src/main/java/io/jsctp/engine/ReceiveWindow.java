package io.jsctp.engine;

/**
 * The receive buffer and what is told of it (RFC 9260 §6.2): each chunk costs its payload and a fixed overhead, so that
 * tiny chunks cannot use more memory than the user granted. The right edge of what is advertised moves only in worthwhile
 * steps, as RFC 1122 §4.2.3.3 has it, so that a slow reader does not get the data in crumbs.
 */
final class ReceiveWindow {
    /** What a chunk costs beside its payload. */
    static final int OVERHEAD_BYTES = 128;

    /** How many buffers may be held at most, if what is needed to go on comes when the first is full. */
    private static final int HARD_LIMIT_BUFFERS = 2;

    private int bufferBytes;
    private int worthwhileBytes;
    private long usedBytes;

    /** What is left of the window told last: it shrinks as data comes in. */
    private int edgeBytes;

    private int lastAdvertised;

    ReceiveWindow(int bufferBytes, int packetDataBytes) {
        this.bufferBytes = bufferBytes;
        resize(bufferBytes, packetDataBytes);
        this.edgeBytes = Math.max(1500, bufferBytes);
        this.lastAdvertised = edgeBytes;
    }

    /**
     * Sets the size. A larger buffer counts at once; a smaller one takes nothing back of what was granted (RFC 9260 §3.3.2).
     *
     * @param packetDataBytes how much a full packet carries
     */
    void resize(int newBufferBytes, int packetDataBytes) {
        bufferBytes = Math.max(bufferBytes, newBufferBytes);
        worthwhileBytes = Math.min(bufferBytes / 2, packetDataBytes);
    }

    private static int costOf(int payloadBytes, int chunks) {
        return payloadBytes + OVERHEAD_BYTES * chunks;
    }

    void taken(int payloadBytes) {
        usedBytes += costOf(payloadBytes, 1);
        edgeBytes = Math.max(0, edgeBytes - payloadBytes);
    }

    void freed(int payloadBytes, int chunks) {
        usedBytes -= costOf(payloadBytes, chunks);
    }

    long usedBytes() {
        return usedBytes;
    }

    private int freeBytes() {
        return (int) Math.max(0, bufferBytes - usedBytes);
    }

    /** {@return true if the peer is told, or would be, that nothing more is taken} */
    boolean isShut() {
        return advertised() == 0;
    }

    /** {@return true if there is no byte left} */
    boolean isFull() {
        return usedBytes >= bufferBytes;
    }

    /** {@return true if not even one full packet fits} */
    boolean isTight() {
        return bufferBytes - usedBytes < worthwhileBytes + OVERHEAD_BYTES;
    }

    /** {@return true if so much is held that even needed chunks must be dropped} */
    boolean isExhausted() {
        return usedBytes >= HARD_LIMIT_BUFFERS * (long) bufferBytes;
    }

    /** {@return the window that a SACK sent now would carry} */
    int advertised() {
        int free = freeBytes();
        return free - edgeBytes >= worthwhileBytes ? free : Math.min(free, edgeBytes);
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
