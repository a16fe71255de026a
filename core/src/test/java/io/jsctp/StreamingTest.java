package io.jsctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A message larger than any buffer, sent in parts and read in parts, over the loopback interface. */
class StreamingTest {
    private static final long MESSAGE_BYTES = Long.getLong("jsctp.message.mib", 64) << 20;
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int PART_BYTES = 1 << 16;

    /** Buffers, what their chunks cost beside the payload, and what is kept for reuse; of all of it no more than this. */
    private static final int MEMORY_BYTES = 8 << 20;

    private static long wordAt(long offset) {
        return offset * 0x9E3779B97F4A7C15L;
    }

    private static ByteBuffer part(ByteBuffer buffer, long offset) {
        buffer.clear();
        for (int i = 0; i < PART_BYTES; i += Long.BYTES) {
            buffer.putLong(wordAt(offset + i));
        }
        return buffer.flip();
    }

    private static void send(SctpSocket socket) {
        try {
            ByteBuffer buffer = ByteBuffer.allocate(PART_BYTES);
            for (long offset = 0; offset < MESSAGE_BYTES; offset += PART_BYTES) {
                int flags = offset + PART_BYTES == MESSAGE_BYTES ? SctpConstants.SCTP_EOR : 0;
                socket.sendv(part(buffer, offset), SendInfo.stream(1).withFlags(flags));
            }
        } catch (SctpException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Timeout(600)
    @DisplayName(
            "9260-6.9-14 9260-6.9-11 XO-20 XO-15: a message of any size crosses with 1 MiB buffers in bounded memory")
    void anySize() throws Exception {
        StackLimits limits = StackLimits.defaults().with(StackLimit.MEMORY_BYTES, MEMORY_BYTES);
        try (Stacks stacks = new Stacks(limits)) {
            SctpSocket listener = stacks.listener(Style.ONE_TO_ONE);
            listener.setOption(SctpOption.SO_RCVBUF, BUFFER_BYTES);
            SctpSocket client = stacks.client.socket(Family.IPV4, Style.ONE_TO_ONE);
            client.setOption(SctpOption.SO_SNDBUF, BUFFER_BYTES);
            client.setOption(SctpOption.EXPLICIT_EOR, true);
            client.connect(stacks.serverAddress());
            SctpSocket server = listener.accept();
            Stacks.expectChange(server, AssociationChange.State.COMM_UP);
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(client));
            ByteBuffer read = ByteBuffer.allocate(PART_BYTES + Long.BYTES);
            long offset = 0;
            int tsn = 0;
            boolean ended = false;
            while (!ended) {
                ReceiveResult result = server.recvv(read);
                assertThat(result.isNotification()).isFalse();
                tsn = offset == 0 ? result.receiveInfo().tsn() : tsn;
                if (result.receiveInfo().tsn() != tsn) {
                    throw new AssertionError("a part of another message");
                }
                ended = result.isEndOfRecord();
                read.flip();
                while (read.remaining() >= Long.BYTES) {
                    if (read.getLong() != wordAt(offset)) {
                        throw new AssertionError("other data at " + offset);
                    }
                    offset += Long.BYTES;
                }
                read.compact();
            }
            assertThat(offset).isEqualTo(MESSAGE_BYTES);
            sent.get(60, TimeUnit.SECONDS);
        }
    }
}
