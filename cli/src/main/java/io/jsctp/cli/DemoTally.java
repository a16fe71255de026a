package io.jsctp.cli;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.zip.CRC32C;

/** What was sent and what arrived, message by message: each carries its stream, its number and a checksum. */
final class DemoTally {
    static final int MESSAGE_BYTES = 240;

    private static final int HEADER_BYTES = 12;

    private final AtomicIntegerArray sent;
    private final AtomicIntegerArray received;
    private final AtomicInteger duplicated = new AtomicInteger();
    private final AtomicInteger damaged = new AtomicInteger();

    DemoTally(int streams) {
        sent = new AtomicIntegerArray(streams);
        received = new AtomicIntegerArray(streams);
    }

    int streams() {
        return sent.length();
    }

    int received(int stream) {
        return received.get(stream);
    }

    /** Writes the next message of a stream; called by the sender's thread only. */
    ByteBuffer next(int stream) {
        int number = sent.getAndIncrement(stream);
        ByteBuffer message =
                ByteBuffer.allocate(MESSAGE_BYTES).putInt(stream).putInt(number).putInt(0);
        while (message.hasRemaining()) {
            message.put((byte) (31 * number + message.position()));
        }
        message.putInt(8, checksum(message));
        return message.rewind();
    }

    private static int checksum(ByteBuffer message) {
        CRC32C crc = new CRC32C();
        crc.update(message.duplicate().position(HEADER_BYTES).limit(MESSAGE_BYTES));
        return (int) crc.getValue();
    }

    /** Judges a message that arrived; called by the receiver's thread only. */
    void arrived(ByteBuffer message) {
        int stream = message.getInt(0);
        int number = message.getInt(4);
        if (message.limit() != MESSAGE_BYTES
                || stream < 0
                || stream >= streams()
                || message.getInt(8) != checksum(message)) {
            damaged.incrementAndGet();
        } else if (number < received.get(stream)) {
            duplicated.incrementAndGet();
        } else {
            // a gap in the order would never be made good: the tally stays short of what was sent
            received.set(stream, number == received.get(stream) ? number + 1 : Integer.MIN_VALUE);
        }
    }

    int totalSent() {
        return sum(sent);
    }

    int totalReceived() {
        return sum(received);
    }

    private static int sum(AtomicIntegerArray counts) {
        int sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /** {@return true if every message arrived once, in order on its stream, undamaged} */
    boolean isPerfect() {
        for (int i = 0; i < streams(); i++) {
            if (sent.get(i) != received.get(i)) {
                return false;
            }
        }
        return duplicated.get() == 0 && damaged.get() == 0;
    }

    String text() {
        return "sent " + totalSent() + ", received " + totalReceived() + ", lost " + (totalSent() - totalReceived())
                + ", duplicated " + duplicated + ", damaged " + damaged;
    }
}
