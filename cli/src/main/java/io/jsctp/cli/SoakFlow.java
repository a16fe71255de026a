package io.jsctp.cli;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.zip.CRC32C;

/**
 * One direction of one association: what was sent on each stream, and what of it has arrived. One thread sends, one
 * receives, any reads the sums.
 */
final class SoakFlow {
    static final int HEADER_BYTES = 20;

    private static final int CHECKSUM_AT = 16;

    private final long id;
    private final AtomicIntegerArray sent;
    private final AtomicIntegerArray expected;
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger duplicated = new AtomicInteger();
    private final AtomicInteger damaged = new AtomicInteger();

    SoakFlow(long id, int streams) {
        this.id = id;
        sent = new AtomicIntegerArray(streams);
        expected = new AtomicIntegerArray(streams);
    }

    /** {@return the association that a message names} */
    static long idOf(ByteBuffer message) {
        return message.limit() >= HEADER_BYTES ? message.getLong(0) : -1;
    }

    int streams() {
        return sent.length();
    }

    /** Writes the next message of a stream; it counts once {@link #sent} is called. */
    ByteBuffer next(int stream, int bytes) {
        int number = sent.get(stream);
        ByteBuffer message = ByteBuffer.allocate(Math.max(bytes, HEADER_BYTES));
        message.putLong(id).putInt(stream).putInt(number).putInt(0);
        for (byte b = (byte) number; message.hasRemaining(); b = (byte) (b + 31)) {
            message.put(b);
        }
        return message.putInt(CHECKSUM_AT, checksum(message)).rewind();
    }

    void sent(int stream) {
        sent.incrementAndGet(stream);
    }

    private static int checksum(ByteBuffer message) {
        CRC32C crc = new CRC32C();
        crc.update(message.duplicate().limit(CHECKSUM_AT).position(0));
        crc.update(message.duplicate().position(HEADER_BYTES));
        return (int) crc.getValue();
    }

    /** Judges a message that arrived, from 0 to the limit. */
    void arrived(ByteBuffer message) {
        if (idOf(message) != id) {
            damaged.incrementAndGet();
            return;
        }
        int stream = message.getInt(8);
        int number = message.getInt(12);
        if (stream < 0 || stream >= streams() || message.getInt(CHECKSUM_AT) != checksum(message)) {
            damaged.incrementAndGet();
        } else if (number < expected.get(stream)) {
            duplicated.incrementAndGet();
        } else {
            arrived.incrementAndGet();
            expected.set(stream, number + 1);
        }
    }

    int sentMessages() {
        int sum = 0;
        for (int i = 0; i < streams(); i++) {
            sum += sent.get(i);
        }
        return sum;
    }

    /** {@return messages sent that did not arrive, or not in their order} */
    int lost() {
        return Math.max(0, sentMessages() - arrived.get());
    }

    int duplicated() {
        return duplicated.get();
    }

    int damaged() {
        return damaged.get();
    }
}
