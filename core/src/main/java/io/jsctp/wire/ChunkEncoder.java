package io.jsctp.wire;

import java.nio.ByteBuffer;
import java.util.List;

/** Writes chunks given as values (RFC 9260 §3.3). */
final class ChunkEncoder {
    private static final int FLAG_T = 1;

    private ChunkEncoder() {}

    /** Writes a chunk without its final padding: {@link Chunk#encodedLength} bytes. */
    static void write(Chunk chunk, ByteBuffer buf, int at) {
        buf.put(at, (byte) chunk.type());
        buf.put(at + 1, (byte) flags(chunk));
        buf.putShort(at + 2, (short) chunk.encodedLength());
        int value = at + Bytes.TLV_HEADER_SIZE;
        if (chunk instanceof InitChunk c) {
            writeInitFields(
                    buf,
                    value,
                    c.initiateTag(),
                    c.advertisedReceiverWindow(),
                    c.outboundStreams(),
                    c.inboundStreams(),
                    c.initialTsn());
            ParameterEncoder.write(c.parameters(), buf, at + InitView.HEADER_SIZE);
        } else if (chunk instanceof InitAckChunk c) {
            writeInitFields(
                    buf,
                    value,
                    c.initiateTag(),
                    c.advertisedReceiverWindow(),
                    c.outboundStreams(),
                    c.inboundStreams(),
                    c.initialTsn());
            ParameterEncoder.write(c.parameters(), buf, at + InitView.HEADER_SIZE);
        } else if (chunk instanceof HeartbeatChunk c) {
            writeHeartbeatInfo(c.info(), c.infoPresent(), buf, value);
        } else if (chunk instanceof HeartbeatAckChunk c) {
            writeHeartbeatInfo(c.info(), c.infoPresent(), buf, value);
        } else if (chunk instanceof AbortChunk c) {
            CauseEncoder.write(c.causes(), buf, value);
        } else if (chunk instanceof ErrorChunk c) {
            CauseEncoder.write(c.causes(), buf, value);
        } else if (chunk instanceof ShutdownChunk c) {
            buf.putInt(value, c.cumulativeTsnAck());
        } else if (chunk instanceof CookieEchoChunk c) {
            buf.put(value, c.cookie());
        } else if (chunk instanceof DataChunk c) {
            writeDataFields(buf, value, c.tsn(), c.streamId(), c.streamSequenceNumber(), c.payloadProtocolId());
            buf.put(at + DataView.HEADER_SIZE, c.payload());
        } else if (chunk instanceof SackChunk c) {
            writeSack(c, buf, at);
        } else if (chunk instanceof UnknownChunk c) {
            buf.put(value, c.value());
        } else {
            // SHUTDOWN ACK, COOKIE ACK and SHUTDOWN COMPLETE have no value.
            ExtensionChunkCodec.write(chunk, buf, at);
        }
    }

    private static int flags(Chunk chunk) {
        if (chunk instanceof DataChunk c) {
            return c.flags();
        }
        if (chunk instanceof IDataChunk c) {
            return c.flags();
        }
        if (chunk instanceof UnknownChunk c) {
            return c.flags();
        }
        boolean reflectedTag = (chunk instanceof AbortChunk a && a.reflectedTag())
                || (chunk instanceof ShutdownCompleteChunk s && s.reflectedTag());
        return reflectedTag ? FLAG_T : 0;
    }

    private static void writeInitFields(
            ByteBuffer buf, int at, int initiateTag, int window, int outbound, int inbound, int initialTsn) {
        buf.putInt(at, initiateTag);
        buf.putInt(at + 4, window);
        buf.putShort(at + 8, (short) outbound);
        buf.putShort(at + 10, (short) inbound);
        buf.putInt(at + 12, initialTsn);
    }

    private static void writeHeartbeatInfo(byte[] info, boolean present, ByteBuffer buf, int at) {
        if (present) {
            ParameterEncoder.write(List.of(new HeartbeatInfoParameter(info)), buf, at);
        }
    }

    /** Writes the fields of a DATA chunk between chunk header and user data. */
    static void writeDataFields(ByteBuffer buf, int at, int tsn, int streamId, int ssn, int ppid) {
        buf.putInt(at, tsn);
        buf.putShort(at + 4, (short) streamId);
        buf.putShort(at + 6, (short) ssn);
        buf.putInt(at + 8, ppid);
    }

    private static void writeSack(SackChunk chunk, ByteBuffer buf, int offset) {
        buf.putInt(offset + 4, chunk.cumulativeTsnAck());
        buf.putInt(offset + 8, chunk.advertisedReceiverWindow());
        buf.putShort(offset + 12, (short) chunk.gapBlocks().size());
        buf.putShort(offset + 14, (short) chunk.duplicateTsns().size());
        int at = offset + SackView.HEADER_SIZE;
        for (SackChunk.GapBlock block : chunk.gapBlocks()) {
            buf.putShort(at, (short) block.start());
            buf.putShort(at + 2, (short) block.end());
            at += SackView.ENTRY_SIZE;
        }
        for (int tsn : chunk.duplicateTsns()) {
            buf.putInt(at, tsn);
            at += SackView.ENTRY_SIZE;
        }
    }
}
