package io.jsctp.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes and writes the chunks that extensions define (RFC 3758, 4820, 4895, 5061, 6525, 8260); those of RFC 9260 are with
 * {@link ChunkDecoder} and {@link ChunkEncoder}.
 */
final class ExtensionChunkCodec {
    private ExtensionChunkCodec() {}

    /** Decodes the chunk the reader stands on; a type that is none of these gives an {@link UnknownChunk}. */
    static Decoded decode(PacketReader r) {
        return switch (r.type()) {
            case ChunkType.AUTH ->
                AuthView.valid(r)
                        ? new AuthChunk(AuthView.sharedKeyId(r), AuthView.hmacId(r), from(r, AuthView.HEADER_SIZE))
                        : DecodeError.CHUNK_TOO_SHORT;
            case ChunkType.I_DATA -> interleavedData(r);
            case ChunkType.FORWARD_TSN -> forwardTsn(r);
            case ChunkType.I_FORWARD_TSN -> interleavedForwardTsn(r);
            case ChunkType.ASCONF -> asconf(r);
            case ChunkType.ASCONF_ACK -> asconfAck(r);
            case ChunkType.RE_CONFIG -> reConfig(r);
            case ChunkType.PAD -> new PadChunk(from(r, Bytes.TLV_HEADER_SIZE));
            default -> new UnknownChunk(r.type(), r.flags(), from(r, Bytes.TLV_HEADER_SIZE));
        };
    }

    private static Decoded interleavedData(PacketReader r) {
        if (!IDataView.valid(r)) {
            return DecodeError.CHUNK_TOO_SHORT;
        }
        return new IDataChunk(
                r.flags() & DataView.FLAGS,
                IDataView.tsn(r),
                IDataView.streamId(r),
                IDataView.messageId(r),
                IDataView.payloadProtocolId(r),
                from(r, IDataView.HEADER_SIZE));
    }

    private static Decoded forwardTsn(PacketReader r) {
        if (!ForwardTsnView.valid(r)) {
            return r.chunkLength() < ForwardTsnView.HEADER_SIZE
                    ? DecodeError.CHUNK_TOO_SHORT
                    : DecodeError.FORWARD_TSN_LENGTH;
        }
        int count = ForwardTsnView.entryCount(r);
        List<ForwardTsnChunk.Skipped> skipped = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            skipped.add(new ForwardTsnChunk.Skipped(
                    ForwardTsnView.streamId(r, i), ForwardTsnView.streamSequenceNumber(r, i)));
        }
        return new ForwardTsnChunk(ForwardTsnView.newCumulativeTsn(r), skipped);
    }

    private static Decoded interleavedForwardTsn(PacketReader r) {
        if (!IForwardTsnView.valid(r)) {
            return r.chunkLength() < IForwardTsnView.HEADER_SIZE
                    ? DecodeError.CHUNK_TOO_SHORT
                    : DecodeError.I_FORWARD_TSN_LENGTH;
        }
        int count = IForwardTsnView.entryCount(r);
        List<IForwardTsnChunk.Skipped> skipped = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            skipped.add(new IForwardTsnChunk.Skipped(
                    IForwardTsnView.streamId(r, i), IForwardTsnView.unordered(r, i), IForwardTsnView.messageId(r, i)));
        }
        return new IForwardTsnChunk(IForwardTsnView.newCumulativeTsn(r), skipped);
    }

    private static Decoded asconf(PacketReader r) {
        if (r.chunkLength() < AsconfChunk.HEADER_SIZE) {
            return DecodeError.CHUNK_TOO_SHORT;
        }
        int at = r.chunkOffset() + AsconfChunk.HEADER_SIZE;
        int end = r.chunkOffset() + r.chunkLength();
        AddressParameter address =
                end - at < Bytes.TLV_HEADER_SIZE ? null : ParameterDecoder.address(r.buffer(), at, end - at);
        if (address == null) {
            return DecodeError.ASCONF_ADDRESS_MISSING;
        }
        at += address.encodedLength();
        List<Parameter> parameters = new ArrayList<>();
        DecodeError error = ParameterDecoder.decode(r.buffer(), at, end - at, parameters);
        if (error == null && anyMalformed(parameters)) {
            error = DecodeError.ASCONF_PARAMETER_FORMAT;
        }
        return error != null ? error : new AsconfChunk(r.buffer().getInt(r.valueOffset()), address, parameters);
    }

    private static Decoded asconfAck(PacketReader r) {
        if (r.chunkLength() < AsconfAckChunk.HEADER_SIZE) {
            return DecodeError.CHUNK_TOO_SHORT;
        }
        List<Parameter> parameters = new ArrayList<>();
        DecodeError error = ParameterDecoder.decode(
                r.buffer(),
                r.chunkOffset() + AsconfAckChunk.HEADER_SIZE,
                r.chunkLength() - AsconfAckChunk.HEADER_SIZE,
                parameters);
        if (error == null && anyMalformed(parameters)) {
            error = DecodeError.ASCONF_PARAMETER_FORMAT;
        }
        return error != null ? error : new AsconfAckChunk(r.buffer().getInt(r.valueOffset()), parameters);
    }

    private static Decoded reConfig(PacketReader r) {
        List<Parameter> parameters = new ArrayList<>();
        DecodeError error =
                ParameterDecoder.decodeReconfiguration(r.buffer(), r.valueOffset(), r.valueLength(), parameters);
        if (error != null) {
            return error;
        }
        for (Parameter parameter : parameters) {
            if (parameter instanceof UnknownParameter) {
                if (ParameterType.isReconfiguration(parameter.type())) {
                    return DecodeError.RE_CONFIG_PARAMETER_FORMAT;
                }
                if (ParameterDecoder.stops(parameter.type())) {
                    break;
                }
            }
        }
        return new ReConfigChunk(parameters);
    }

    /**
     * A request or response that stayed raw is malformed, and that spoils an ASCONF or ASCONF ACK. A request about an
     * address of another kind is not: it can be refused on its own.
     */
    private static boolean anyMalformed(List<Parameter> parameters) {
        for (Parameter parameter : parameters) {
            if (parameter instanceof UnknownParameter u && ParameterType.isAsconf(u.type()) && !isOtherAddress(u)) {
                return true;
            }
            if (ParameterDecoder.stops(parameter.type())) {
                return false;
            }
        }
        return false;
    }

    private static boolean isOtherAddress(UnknownParameter u) {
        int type = u.type();
        if (type != ParameterType.ADD_IP_ADDRESS
                && type != ParameterType.DELETE_IP_ADDRESS
                && type != ParameterType.SET_PRIMARY_ADDRESS) {
            return false;
        }
        ByteBuffer value = ByteBuffer.wrap(u.value());
        int room = value.capacity() - Integer.BYTES;
        if (room < Bytes.TLV_HEADER_SIZE) {
            return false;
        }
        int nested = Bytes.u16(value, Integer.BYTES);
        int length = Bytes.u16(value, Integer.BYTES + 2);
        return nested != ParameterType.IPV4_ADDRESS
                && nested != ParameterType.IPV6_ADDRESS
                && (length == room || Bytes.pad4(length) == room)
                && length >= Bytes.TLV_HEADER_SIZE;
    }

    /** The bytes of a chunk from an offset on. */
    private static byte[] from(PacketReader r, int offset) {
        return Bytes.copy(r.buffer(), r.chunkOffset() + offset, r.chunkLength() - offset);
    }

    /** Writes a chunk of an extension but for its header, which is there; any other has no value. */
    static void write(Chunk chunk, ByteBuffer buf, int at) {
        int value = at + Bytes.TLV_HEADER_SIZE;
        if (chunk instanceof AuthChunk c) {
            writeAuthFields(buf, value, c.sharedKeyId(), c.hmacId());
            buf.put(at + AuthView.HEADER_SIZE, c.hmac());
        } else if (chunk instanceof IDataChunk c) {
            writeInterleavedDataFields(buf, value, c.tsn(), c.streamId(), c.messageId(), c.ppidOrFsn());
            buf.put(at + IDataView.HEADER_SIZE, c.payload());
        } else if (chunk instanceof ForwardTsnChunk c) {
            buf.putInt(value, c.newCumulativeTsn());
            int entry = at + ForwardTsnView.HEADER_SIZE;
            for (ForwardTsnChunk.Skipped s : c.skipped()) {
                writeSkipped(buf, entry, s.streamId(), s.streamSequenceNumber());
                entry += ForwardTsnView.ENTRY_SIZE;
            }
        } else if (chunk instanceof IForwardTsnChunk c) {
            buf.putInt(value, c.newCumulativeTsn());
            int entry = at + IForwardTsnView.HEADER_SIZE;
            for (IForwardTsnChunk.Skipped s : c.skipped()) {
                writeInterleavedSkipped(buf, entry, s.streamId(), s.unordered(), s.messageId());
                entry += IForwardTsnView.ENTRY_SIZE;
            }
        } else if (chunk instanceof AsconfChunk c) {
            buf.putInt(value, c.sequenceNumber());
            int address = at + AsconfChunk.HEADER_SIZE;
            ParameterEncoder.write(List.of(c.address()), buf, address);
            ParameterEncoder.write(c.parameters(), buf, address + c.address().encodedLength());
        } else if (chunk instanceof AsconfAckChunk c) {
            buf.putInt(value, c.sequenceNumber());
            ParameterEncoder.write(c.parameters(), buf, at + AsconfAckChunk.HEADER_SIZE);
        } else if (chunk instanceof ReConfigChunk c) {
            ParameterEncoder.write(c.parameters(), buf, value);
        } else if (chunk instanceof PadChunk c) {
            buf.put(value, c.padding());
        }
    }

    /** Writes the fields of an AUTH chunk between chunk header and HMAC. */
    static void writeAuthFields(ByteBuffer buf, int at, int sharedKeyId, int hmacId) {
        buf.putShort(at, (short) sharedKeyId);
        buf.putShort(at + 2, (short) hmacId);
    }

    /** Writes the fields of an I-DATA chunk between chunk header and user data. */
    static void writeInterleavedDataFields(
            ByteBuffer buf, int at, int tsn, int streamId, int messageId, int ppidOrFsn) {
        buf.putInt(at, tsn);
        buf.putInt(at + 4, streamId << Short.SIZE); // the second half is reserved
        buf.putInt(at + 8, messageId);
        buf.putInt(at + 12, ppidOrFsn);
    }

    /** Writes an entry of a FORWARD TSN chunk. */
    static void writeSkipped(ByteBuffer buf, int at, int streamId, int ssn) {
        buf.putShort(at, (short) streamId);
        buf.putShort(at + 2, (short) ssn);
    }

    /** Writes an entry of an I-FORWARD-TSN chunk. */
    static void writeInterleavedSkipped(ByteBuffer buf, int at, int streamId, boolean unordered, int messageId) {
        buf.putShort(at, (short) streamId);
        buf.putShort(at + 2, (short) (unordered ? 1 : 0)); // the bits beside are reserved
        buf.putInt(at + 4, messageId);
    }
}
