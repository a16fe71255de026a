package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DATA and SACK, and what extensions put on the data path, cost no garbage, in either direction. */
final class AllocationTest {
    private static final int ROUNDS = 100_000;

    /** What the measurement itself and a late class load may take; one object a round would be 1,600,000 or more. */
    private static final long SLACK_BYTES = 50_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final PacketWriter writer = new PacketWriter();
    private final PacketReader reader = new PacketReader();
    private final Crc32c crc = new Crc32c();
    private final byte[] payload = new byte[100];
    private long sink;

    private void round(ByteBuffer buf, ByteBuffer received, int i) {
        writer.begin(buf, 8, 1000, 1000, 2000, i);
        writer.sackHeader(i, 65_536);
        writer.gapBlock(2, 3);
        writer.gapBlock(5, 9);
        writer.duplicate(i);
        writer.endSack();
        writer.putData(3, i, 1, i & 0xFFFF, 0, payload, 0, 99);
        int at = writer.putDataHeader(7, i + 1, 2, 0, 0, 97);
        buf.put(at, payload, 0, 97);
        roundOfExtensions(buf, i);
        int length = writer.finish(crc);
        if (!crc.verify(received, 8, length)) {
            throw new AssertionError("checksum");
        }
        reader.reset(received, 8, length);
        while (reader.next() == PacketReader.CHUNK) {
            switch (reader.type()) {
                case ChunkType.SACK -> readSack();
                case ChunkType.DATA -> readData();
                default -> readExtension();
            }
        }
    }

    private void roundOfExtensions(ByteBuffer buf, int i) {
        int hmac = writer.putAuth(1, 3, 32);
        writer.forwardTsnHeader(i);
        writer.forwardTsnEntry(1, 2);
        writer.endForwardTsn();
        writer.iForwardTsnHeader(i);
        writer.iForwardTsnEntry(1, true, 2);
        writer.endIForwardTsn();
        writer.putIData(3, i, 1, i, 0, payload, 0, 99);
        writer.putPad(40);
        buf.put(hmac, payload, 0, 32);
    }

    private void readExtension() {
        switch (reader.type()) {
            case ChunkType.AUTH -> {
                check(AuthView.valid(reader));
                sink += AuthView.sharedKeyId(reader) + AuthView.hmacId(reader);
                reader.buffer().get(AuthView.hmacOffset(reader), payload, 0, AuthView.hmacLength(reader));
            }
            case ChunkType.FORWARD_TSN -> {
                check(ForwardTsnView.valid(reader));
                sink += ForwardTsnView.newCumulativeTsn(reader);
                for (int i = 0; i < ForwardTsnView.entryCount(reader); i++) {
                    sink += ForwardTsnView.streamId(reader, i) + ForwardTsnView.streamSequenceNumber(reader, i);
                }
            }
            case ChunkType.I_FORWARD_TSN -> {
                check(IForwardTsnView.valid(reader));
                sink += IForwardTsnView.newCumulativeTsn(reader);
                for (int i = 0; i < IForwardTsnView.entryCount(reader); i++) {
                    sink += IForwardTsnView.streamId(reader, i) + IForwardTsnView.messageId(reader, i);
                    sink += IForwardTsnView.unordered(reader, i) ? 1 : 0;
                }
            }
            case ChunkType.I_DATA -> {
                check(IDataView.valid(reader));
                sink += IDataView.tsn(reader) + IDataView.streamId(reader) + IDataView.messageId(reader);
                sink += IDataView.payloadProtocolId(reader) + IDataView.fragmentSequenceNumber(reader);
                reader.buffer().get(IDataView.payloadOffset(reader), payload, 0, IDataView.payloadLength(reader));
            }
            default -> check(reader.type() == ChunkType.PAD);
        }
    }

    private static void check(boolean valid) {
        if (!valid) {
            throw new AssertionError("extension");
        }
    }

    private void readSack() {
        if (!SackView.valid(reader)) {
            throw new AssertionError("SACK");
        }
        sink += SackView.cumulativeTsnAck(reader) + SackView.advertisedReceiverWindow(reader);
        for (int i = 0; i < SackView.gapBlockCount(reader); i++) {
            sink += SackView.gapStart(reader, i) + SackView.gapEnd(reader, i);
        }
        for (int i = 0; i < SackView.duplicateCount(reader); i++) {
            sink += SackView.duplicateTsn(reader, i);
        }
    }

    private void readData() {
        if (!DataView.valid(reader)) {
            throw new AssertionError("DATA");
        }
        sink += DataView.tsn(reader) + DataView.streamId(reader) + DataView.streamSequenceNumber(reader);
        sink += reader.flags() + DataView.payloadProtocolId(reader);
        reader.buffer().get(DataView.payloadOffset(reader), payload, 0, DataView.payloadLength(reader));
    }

    private long allocatedBy(ByteBuffer buf, ByteBuffer received) {
        for (int i = 0; i < ROUNDS / 5; i++) {
            round(buf, received, i);
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            round(buf, received, i);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("no allocation for DATA and SACK, heap and direct buffers")
    void noAllocation(boolean direct) {
        ByteBuffer buf = direct ? ByteBuffer.allocateDirect(1100) : ByteBuffer.allocate(1100);
        assertThat(allocatedBy(buf, buf)).isLessThan(SLACK_BYTES);
        assertThat(sink).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("no allocation when what is received is read-only")
    void noAllocationReadOnly(boolean direct) {
        ByteBuffer buf = direct ? ByteBuffer.allocateDirect(1100) : ByteBuffer.allocate(1100);
        assertThat(allocatedBy(buf, buf.asReadOnlyBuffer())).isLessThan(SLACK_BYTES);
    }

    @Test
    @DisplayName("the measurement does see allocation")
    void measurementWorks() {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        sink += ByteBuffer.allocate((int) SLACK_BYTES).capacity();
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isGreaterThan(SLACK_BYTES);
    }
}
