package io.jsctp.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes and writes the values of the parameters that extensions define (RFC 3758, 4820, 4895, 5061, 6525, 9653); those of RFC 9260
 * are with {@link ParameterDecoder} and {@link ParameterEncoder}.
 */
final class ExtensionParameterCodec {
    private ExtensionParameterCodec() {}

    /**
     * Decodes one parameter.
     *
     * @param value where its value begins
     * @param length the length of its value without padding
     * @return null if the type is none of these, or the value is not as its RFC draws it: then it stays raw, since an
     *     endpoint that does not use the extension must not stumble over it
     */
    static @Nullable Parameter decode(int type, ByteBuffer buf, int value, int length) {
        return switch (type) {
            case ParameterType.SUPPORTED_EXTENSIONS -> new SupportedExtensionsParameter(chunkTypes(buf, value, length));
            case ParameterType.FORWARD_TSN_SUPPORTED -> length == 0 ? new ForwardTsnSupportedParameter() : null;
            case ParameterType.RANDOM -> new RandomParameter(Bytes.copy(buf, value, length));
            case ParameterType.CHUNK_LIST ->
                length <= ChunkListParameter.MAX ? new ChunkListParameter(chunkTypes(buf, value, length)) : null;
            case ParameterType.REQUESTED_HMAC_ALGORITHM ->
                length % 2 == 0
                        ? new RequestedHmacAlgorithmParameter(ParameterDecoder.types(buf, value, length / 2))
                        : null;
            case ParameterType.PAD -> new PadParameter(Bytes.copy(buf, value, length));
            case ParameterType.ZERO_CHECKSUM_ACCEPTABLE ->
                length == Integer.BYTES ? new ZeroChecksumAcceptableParameter(buf.getInt(value)) : null;
            case ParameterType.ADD_IP_ADDRESS, ParameterType.DELETE_IP_ADDRESS, ParameterType.SET_PRIMARY_ADDRESS ->
                addressRequest(type, buf, value, length);
            case ParameterType.ERROR_CAUSE_INDICATION ->
                length >= Integer.BYTES
                        ? new ErrorCauseIndicationParameter(buf.getInt(value), Bytes.copy(buf, value + 4, length - 4))
                        : null;
            case ParameterType.SUCCESS_INDICATION ->
                length == Integer.BYTES ? new SuccessIndicationParameter(buf.getInt(value)) : null;
            default -> ParameterType.isReconfiguration(type) ? reconfiguration(type, buf, value, length) : null;
        };
    }

    private static @Nullable Parameter addressRequest(int type, ByteBuffer buf, int value, int length) {
        int addressLength = length - Integer.BYTES;
        AddressParameter address = addressLength < Bytes.TLV_HEADER_SIZE
                ? null
                : ParameterDecoder.address(buf, value + Integer.BYTES, addressLength);
        if (address == null || address.encodedLength() != addressLength) {
            return null;
        }
        int correlationId = buf.getInt(value);
        return switch (type) {
            case ParameterType.ADD_IP_ADDRESS -> new AddIpAddressParameter(correlationId, address);
            case ParameterType.DELETE_IP_ADDRESS -> new DeleteIpAddressParameter(correlationId, address);
            default -> new SetPrimaryAddressParameter(correlationId, address);
        };
    }

    private static @Nullable Parameter reconfiguration(int type, ByteBuffer buf, int value, int length) {
        int size = Bytes.TLV_HEADER_SIZE + length;
        return switch (type) {
            case ParameterType.OUTGOING_SSN_RESET_REQUEST -> outgoingReset(buf, value, size);
            case ParameterType.INCOMING_SSN_RESET_REQUEST -> incomingReset(buf, value, size);
            case ParameterType.SSN_TSN_RESET_REQUEST ->
                size == SsnTsnResetRequestParameter.LENGTH ? new SsnTsnResetRequestParameter(buf.getInt(value)) : null;
            case ParameterType.RECONFIGURATION_RESPONSE -> response(buf, value, size);
            case ParameterType.ADD_OUTGOING_STREAMS_REQUEST ->
                size == AddOutgoingStreamsRequestParameter.LENGTH
                        ? new AddOutgoingStreamsRequestParameter(buf.getInt(value), Bytes.u16(buf, value + 4))
                        : null;
            default ->
                size == AddIncomingStreamsRequestParameter.LENGTH
                        ? new AddIncomingStreamsRequestParameter(buf.getInt(value), Bytes.u16(buf, value + 4))
                        : null;
        };
    }

    private static @Nullable Parameter outgoingReset(ByteBuffer buf, int value, int size) {
        int streamBytes = size - OutgoingSsnResetRequestParameter.HEADER_SIZE;
        if (streamBytes < 0 || streamBytes % 2 != 0) {
            return null;
        }
        List<Integer> streamIds = ParameterDecoder.types(buf, value + 12, streamBytes / 2);
        return new OutgoingSsnResetRequestParameter(
                buf.getInt(value), buf.getInt(value + 4), buf.getInt(value + 8), streamIds);
    }

    private static @Nullable Parameter incomingReset(ByteBuffer buf, int value, int size) {
        int streamBytes = size - IncomingSsnResetRequestParameter.HEADER_SIZE;
        if (streamBytes < 0 || streamBytes % 2 != 0) {
            return null;
        }
        List<Integer> streamIds = ParameterDecoder.types(buf, value + 4, streamBytes / 2);
        return new IncomingSsnResetRequestParameter(buf.getInt(value), streamIds);
    }

    private static @Nullable Parameter response(ByteBuffer buf, int value, int size) {
        if (size != ReconfigurationResponseParameter.SHORT_LENGTH
                && size != ReconfigurationResponseParameter.LONG_LENGTH) {
            return null;
        }
        ReconfigurationResponseParameter.NextTsns next = size == ReconfigurationResponseParameter.SHORT_LENGTH
                ? null
                : new ReconfigurationResponseParameter.NextTsns(buf.getInt(value + 8), buf.getInt(value + 12));
        return new ReconfigurationResponseParameter(buf.getInt(value), buf.getInt(value + 4), next);
    }

    private static List<Integer> chunkTypes(ByteBuffer buf, int at, int count) {
        List<Integer> types = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            types.add(Bytes.u8(buf, at + i));
        }
        return types;
    }

    /** Writes the value of a parameter of an extension; any other is an {@link UnknownParameter}. */
    static void write(Parameter parameter, ByteBuffer buf, int value) {
        if (parameter instanceof SupportedExtensionsParameter p) {
            writeChunkTypes(p.chunkTypes(), buf, value);
        } else if (parameter instanceof RandomParameter p) {
            buf.put(value, p.random());
        } else if (parameter instanceof ChunkListParameter p) {
            writeChunkTypes(p.chunkTypes(), buf, value);
        } else if (parameter instanceof RequestedHmacAlgorithmParameter p) {
            ParameterEncoder.writeTypes(p.hmacIds(), buf, value);
        } else if (parameter instanceof PadParameter p) {
            buf.put(value, p.padding());
        } else if (parameter instanceof ZeroChecksumAcceptableParameter p) {
            buf.putInt(value, p.errorDetectionMethod());
        } else if (parameter instanceof AddIpAddressParameter p) {
            writeAddressRequest(p.correlationId(), p.address(), buf, value);
        } else if (parameter instanceof DeleteIpAddressParameter p) {
            writeAddressRequest(p.correlationId(), p.address(), buf, value);
        } else if (parameter instanceof SetPrimaryAddressParameter p) {
            writeAddressRequest(p.correlationId(), p.address(), buf, value);
        } else if (parameter instanceof ErrorCauseIndicationParameter p) {
            buf.putInt(value, p.correlationId());
            buf.put(value + 4, p.causes());
        } else if (parameter instanceof SuccessIndicationParameter p) {
            buf.putInt(value, p.correlationId());
        } else if (parameter instanceof UnknownParameter p) {
            buf.put(value, p.value());
        } else if (!(parameter instanceof ForwardTsnSupportedParameter)) {
            writeReconfiguration(parameter, buf, value);
        }
    }

    private static void writeReconfiguration(Parameter parameter, ByteBuffer buf, int value) {
        if (parameter instanceof OutgoingSsnResetRequestParameter p) {
            buf.putInt(value, p.requestSequenceNumber());
            buf.putInt(value + 4, p.responseSequenceNumber());
            buf.putInt(value + 8, p.lastAssignedTsn());
            ParameterEncoder.writeTypes(p.streamIds(), buf, value + 12);
        } else if (parameter instanceof IncomingSsnResetRequestParameter p) {
            buf.putInt(value, p.requestSequenceNumber());
            ParameterEncoder.writeTypes(p.streamIds(), buf, value + 4);
        } else if (parameter instanceof SsnTsnResetRequestParameter p) {
            buf.putInt(value, p.requestSequenceNumber());
        } else if (parameter instanceof ReconfigurationResponseParameter p) {
            buf.putInt(value, p.responseSequenceNumber());
            buf.putInt(value + 4, p.result());
            ReconfigurationResponseParameter.NextTsns next = p.nextTsns();
            if (next != null) {
                buf.putInt(value + 8, next.sendersNextTsn());
                buf.putInt(value + 12, next.receiversNextTsn());
            }
        } else if (parameter instanceof AddOutgoingStreamsRequestParameter p) {
            buf.putInt(value, p.requestSequenceNumber());
            buf.putInt(value + 4, p.newStreams() << Short.SIZE); // the second half is reserved
        } else if (parameter instanceof AddIncomingStreamsRequestParameter p) {
            buf.putInt(value, p.requestSequenceNumber());
            buf.putInt(value + 4, p.newStreams() << Short.SIZE);
        }
    }

    private static void writeAddressRequest(int correlationId, AddressParameter address, ByteBuffer buf, int at) {
        buf.putInt(at, correlationId);
        ParameterEncoder.write(List.of(address), buf, at + Integer.BYTES);
    }

    private static void writeChunkTypes(List<Integer> types, ByteBuffer buf, int offset) {
        int at = offset;
        for (int type : types) {
            buf.put(at, (byte) type);
            at++;
        }
    }
}
