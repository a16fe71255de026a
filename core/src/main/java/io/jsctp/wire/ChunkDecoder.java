package io.jsctp.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the chunk a {@link PacketReader} stands on (RFC 9260 §3.3, and the RFCs of the extensions).
 *
 * <p>Flags without a meaning and padding are ignored. Surplus bytes after the fields of a chunk of fixed size are
 * ignored too, DATA, SACK and their like in extensions excepted, whose length is exact. Values are checked for form only. Time and memory are
 * bounded by the chunk's length. Stateless; safe for any thread.
 */
public final class ChunkDecoder {
    private static final int FLAG_T = 1;
    private static final int SHUTDOWN_LENGTH = 8;

    private ChunkDecoder() {}

    /**
     * Decodes a chunk. A broken error cause ends the list of causes of an ERROR chunk silently, and is an error in an
     * ABORT chunk, which has to be discarded then (RFC 9260 §3.3.7).
     *
     * @param r a reader whose {@link PacketReader#next()} answered {@link PacketReader#CHUNK}
     * @return the chunk with copies of its bytes, or why it cannot be decoded
     */
    public static Decoded decode(PacketReader r) {
        return switch (r.type()) {
            case ChunkType.DATA -> data(r);
            case ChunkType.INIT, ChunkType.INIT_ACK -> init(r);
            case ChunkType.SACK -> sack(r);
            case ChunkType.HEARTBEAT, ChunkType.HEARTBEAT_ACK -> heartbeat(r);
            case ChunkType.ABORT -> abort(r);
            case ChunkType.SHUTDOWN ->
                r.chunkLength() < SHUTDOWN_LENGTH
                        ? DecodeError.CHUNK_TOO_SHORT
                        : new ShutdownChunk(r.buffer().getInt(r.valueOffset()));
            case ChunkType.SHUTDOWN_ACK -> new ShutdownAckChunk();
            case ChunkType.ERROR -> error(r);
            case ChunkType.COOKIE_ECHO -> new CookieEchoChunk(value(r));
            case ChunkType.COOKIE_ACK -> new CookieAckChunk();
            case ChunkType.SHUTDOWN_COMPLETE -> new ShutdownCompleteChunk((r.flags() & FLAG_T) != 0);
            default -> ExtensionChunkCodec.decode(r);
        };
    }

    private static Decoded data(PacketReader r) {
        if (!DataView.valid(r)) {
            return DecodeError.CHUNK_TOO_SHORT;
        }
        return new DataChunk(
                r.flags() & DataView.FLAGS,
                DataView.tsn(r),
                DataView.streamId(r),
                DataView.streamSequenceNumber(r),
                DataView.payloadProtocolId(r),
                Bytes.copy(r.buffer(), DataView.payloadOffset(r), DataView.payloadLength(r)));
    }

    private static Decoded sack(PacketReader r) {
        if (!SackView.valid(r)) {
            return r.chunkLength() < SackView.HEADER_SIZE ? DecodeError.CHUNK_TOO_SHORT : DecodeError.SACK_LENGTH;
        }
        int gapBlockCount = SackView.gapBlockCount(r);
        List<SackChunk.GapBlock> gapBlocks = new ArrayList<>(gapBlockCount);
        for (int i = 0; i < gapBlockCount; i++) {
            gapBlocks.add(new SackChunk.GapBlock(SackView.gapStart(r, i), SackView.gapEnd(r, i)));
        }
        int duplicateCount = SackView.duplicateCount(r);
        List<Integer> duplicates = new ArrayList<>(duplicateCount);
        for (int i = 0; i < duplicateCount; i++) {
            duplicates.add(SackView.duplicateTsn(r, i));
        }
        return new SackChunk(SackView.cumulativeTsnAck(r), SackView.advertisedReceiverWindow(r), gapBlocks, duplicates);
    }

    private static Decoded init(PacketReader r) {
        if (!InitView.valid(r)) {
            return DecodeError.CHUNK_TOO_SHORT;
        }
        List<Parameter> parameters = new ArrayList<>();
        DecodeError error = ParameterDecoder.decode(
                r.buffer(), r.chunkOffset() + InitView.HEADER_SIZE, r.chunkLength() - InitView.HEADER_SIZE, parameters);
        if (error != null) {
            return error;
        }
        int initiateTag = InitView.initiateTag(r);
        int window = InitView.advertisedReceiverWindow(r);
        int outboundStreams = InitView.outboundStreams(r);
        int inboundStreams = InitView.inboundStreams(r);
        int initialTsn = InitView.initialTsn(r);
        return r.type() == ChunkType.INIT
                ? new InitChunk(initiateTag, window, outboundStreams, inboundStreams, initialTsn, parameters)
                : new InitAckChunk(initiateTag, window, outboundStreams, inboundStreams, initialTsn, parameters);
    }

    private static Decoded heartbeat(PacketReader r) {
        byte[] info = Bytes.EMPTY;
        boolean infoPresent = r.valueLength() > 0;
        if (infoPresent) {
            List<Parameter> parameters = new ArrayList<>(1);
            DecodeError error = ParameterDecoder.decode(r.buffer(), r.valueOffset(), r.valueLength(), parameters);
            if (error != null) {
                return error;
            }
            HeartbeatInfoParameter parameter = heartbeatInfo(parameters);
            if (parameter == null) {
                return DecodeError.HEARTBEAT_INFO_MISSING;
            }
            info = parameter.info();
        }
        return r.type() == ChunkType.HEARTBEAT
                ? new HeartbeatChunk(info, infoPresent)
                : new HeartbeatAckChunk(info, infoPresent);
    }

    private static @Nullable HeartbeatInfoParameter heartbeatInfo(List<Parameter> parameters) {
        for (Parameter parameter : parameters) {
            if (parameter instanceof HeartbeatInfoParameter info) {
                return info;
            }
            if (ParameterDecoder.stops(parameter.type())) {
                return null;
            }
        }
        return null;
    }

    private static Decoded abort(PacketReader r) {
        List<ErrorCause> causes = new ArrayList<>();
        boolean sound = CauseDecoder.decode(r.buffer(), r.valueOffset(), r.valueLength(), causes);
        return sound ? new AbortChunk((r.flags() & FLAG_T) != 0, causes) : DecodeError.CAUSE_LENGTH;
    }

    private static Decoded error(PacketReader r) {
        List<ErrorCause> causes = new ArrayList<>();
        CauseDecoder.decode(r.buffer(), r.valueOffset(), r.valueLength(), causes);
        return new ErrorChunk(causes);
    }

    private static byte[] value(PacketReader r) {
        ByteBuffer buf = r.buffer();
        return Bytes.copy(buf, r.valueOffset(), r.valueLength());
    }
}
