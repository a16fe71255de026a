package io.jsctp.engine;

/**
 * The receive buffer and what is told of it (RFC 9260 §6.2): each chunk costs its payload, and tiny ones a part of their fixed
 * overhead, so that they use four times the memory that the user granted at most. While the stack has little memory left, a
 * small part of the buffer stands for it. The right edge of what is advertised moves only in worthwhile steps, as RFC 1122
 * §4.2.3.3 has it, so that a slow reader does not get the data in crumbs.
 */
final class ReceiveWindow {
    private static final int MUCH_BYTES = 64 << 10;

    private final Allowance allowance;
    private int bufferBytes;
    private int worthwhileBytes;
    private int chunks;
    private long payloadBytes;

    /** What is left of the window told last: it shrinks as data comes in. */
    private int edgeBytes;

    private int lastAdvertised;

    ReceiveWindow(int bufferBytes, int packetDataBytes, Allowance allowance) {
        this.allowance = allowance;
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

    /**
     * Takes the payload of a chunk in.
     *
     * @param needed whether the association can't go on without it
     * @return false if the stack has no memory for it
     */
    boolean take(int chunkBytes, boolean needed) {
        if (!allowance.take(allowance.costOf(chunkBytes, 1), needed)) {
            return false;
        }
        chunks++;
        payloadBytes += chunkBytes;
        edgeBytes = Math.max(0, edgeBytes - chunkBytes);
        return true;
    }

    void free(int freedBytes, int freedChunks) {
        chunks -= freedChunks;
        payloadBytes -= freedBytes;
        allowance.give(allowance.costOf(freedBytes, freedChunks));
    }

    long usedBytes() {
        return allowance.filledBytes(payloadBytes, chunks);
    }

    private int sizeBytes() {
        return allowance.isTight() ? Math.min(bufferBytes, Allowance.FLOOR_BYTES) : bufferBytes;
    }

    /** {@return true if the peer is told, or would be, that nothing more is taken} */
    boolean isShut() {
        return advertised() == 0;
    }

    /** {@return true if the peer may send less than half a buffer, or not much in any case} */
    boolean isLow() {
        return edgeBytes < Math.max(bufferBytes / 2, MUCH_BYTES);
    }

    /** {@return true if there is no byte left of the buffer} */
    boolean isFull() {
        return usedBytes() >= bufferBytes;
    }

    /** {@return true if it is what chunks cost beside their payload that has filled it} */
    boolean isFullOfChunks() {
        return isFull() && payloadBytes < bufferBytes;
    }

    /** {@return true if not even one full packet fits} */
    boolean isTight() {
        return sizeBytes() - usedBytes() < worthwhileBytes + allowance.chunkCostBytes();
    }

    /** {@return true if so much is held that even needed chunks must be dropped} */
    boolean isExhausted(int buffers) {
        return usedBytes() >= buffers * (long) bufferBytes;
    }

    /** {@return the window that a SACK sent now would carry} */
    int advertised() {
        int free = (int) Math.max(0, sizeBytes() - usedBytes());
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
