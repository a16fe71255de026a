package io.jsctp.engine;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A message from the peer, or a part of one that is delivered before it is complete (RFC 9260 §6.9). The user owns it from
 * {@link Association#pollEvent} until it is handed to {@link Association#consumed}; reading it needs no lock.
 */
public final class InboundMessage implements AssociationEvent {
    @Nullable
    Fragment first;

    int chunks;

    private @Nullable Fragment last;
    private @Nullable Fragment reading;
    private int readOffset;
    private int length;
    private int remaining;
    private int streamId;
    private int number;
    private int payloadProtocolId;
    private int tsn;
    private boolean unordered;
    private boolean beginning;
    private boolean endOfRecord;

    InboundMessage() {}

    /** Begins with a fragment of a message whose first one had the given PPID and TSN. */
    void start(Fragment f, int messagePpid, int messageTsn) {
        clear();
        streamId = f.streamId();
        number = f.number();
        unordered = f.unordered();
        beginning = f.begins();
        payloadProtocolId = messagePpid;
        tsn = messageTsn;
        first = f;
        reading = f;
        append(f);
    }

    void append(Fragment f) {
        if (last != null) {
            last.next = f;
        }
        f.next = null;
        last = f;
        length += f.length;
        remaining += f.length;
        chunks++;
        endOfRecord = f.ends();
    }

    void clear() {
        first = null;
        last = null;
        reading = null;
        readOffset = 0;
        length = 0;
        remaining = 0;
        chunks = 0;
    }

    /** {@return its stream} */
    public int streamId() {
        return streamId;
    }

    /**
     * {@return its stream sequence number, 0..65535; without meaning if it is unordered} If messages are interleaved, it is the
     * lower half of its Message Identifier, unordered or not (RFC 8260 §4.1).
     */
    public int ssn() {
        return number & 0xffff;
    }

    /** {@return its stream sequence number, or with I-DATA its Message Identifier} */
    int number() {
        return number;
    }

    /** {@return the payload protocol identifier, as the peer's user gave it} */
    public int payloadProtocolId() {
        return payloadProtocolId;
    }

    /** {@return the TSN of the message's first chunk} */
    public int tsn() {
        return tsn;
    }

    /** {@return true if the peer sent it without regard to order} */
    public boolean unordered() {
        return unordered;
    }

    /** {@return true if it holds the beginning of the message} */
    public boolean beginning() {
        return beginning;
    }

    /** {@return true if it holds the end of the message} */
    public boolean endOfRecord() {
        return endOfRecord;
    }

    /** {@return its size in bytes} */
    public int length() {
        return length;
    }

    /** {@return bytes not yet read} */
    public int remaining() {
        return remaining;
    }

    /**
     * Copies the next bytes.
     *
     * @param target where to; filled from its position to its limit at most
     * @return how many were copied
     */
    public int read(ByteBuffer target) {
        int total = 0;
        Fragment f = reading;
        while (f != null && target.hasRemaining()) {
            int n = Math.min(f.length - readOffset, target.remaining());
            target.put(f.payload, readOffset, n);
            readOffset += n;
            total += n;
            if (readOffset == f.length) {
                f = f.next;
                readOffset = 0;
            }
        }
        reading = f;
        remaining -= total;
        return total;
    }

    /**
     * Copies bytes not yet read, without reading them.
     *
     * @param skip how many of them to leave out first
     * @param target where to; filled from its position to its limit at most
     * @return how many were copied
     */
    public int peek(int skip, ByteBuffer target) {
        int total = 0;
        int offset = readOffset + skip;
        for (Fragment f = reading; f != null && target.hasRemaining(); f = f.next) {
            int n = Math.min(f.length - offset, target.remaining());
            if (n > 0) {
                target.put(f.payload, offset, n);
                total += n;
            }
            offset = Math.max(0, offset - f.length);
        }
        return total;
    }
}
