package io.jsctp.wire;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes parameters (RFC 9260 §3.2.1): into chunks for {@link PacketWriter}, and as bytes of their own for what reports
 * a parameter whole, such as {@link UnrecognizedParameter} and {@link RestartWithNewAddresses}.
 *
 * <p>Stateless; safe for any thread.
 */
public final class ParameterEncoder {
    private ParameterEncoder() {}

    /**
     * Encodes one parameter.
     *
     * @param parameter any parameter
     * @return type, length and value, without padding
     */
    public static byte[] encode(Parameter parameter) {
        return encode(List.of(parameter));
    }

    /**
     * Encodes a list of parameters.
     *
     * @param parameters any parameters
     * @return type, length and value of each, padded with zeros between them but not after the last
     */
    public static byte[] encode(List<? extends Parameter> parameters) {
        byte[] bytes = new byte[length(parameters)];
        write(parameters, ByteBuffer.wrap(bytes), 0);
        return bytes;
    }

    /** Length of a list of parameters with the padding between them, without the padding after the last. */
    static int length(List<? extends Parameter> parameters) {
        int length = 0;
        for (Parameter parameter : parameters) {
            length = Bytes.pad4(length) + parameter.encodedLength();
        }
        return length;
    }

    /** Writes a list of parameters: {@link #length} bytes. */
    static void write(List<? extends Parameter> parameters, ByteBuffer buf, int offset) {
        int at = offset;
        int end = offset;
        for (Parameter parameter : parameters) {
            Bytes.zero(buf, end, at);
            writeOne(parameter, buf, at);
            end = at + parameter.encodedLength();
            at += Bytes.pad4(parameter.encodedLength());
        }
    }

    private static void writeOne(Parameter parameter, ByteBuffer buf, int at) {
        buf.putShort(at, (short) parameter.type());
        buf.putShort(at + 2, (short) parameter.encodedLength());
        int value = at + Bytes.TLV_HEADER_SIZE;
        if (parameter instanceof Ipv4AddressParameter p) {
            buf.put(value, p.address().getAddress());
        } else if (parameter instanceof Ipv6AddressParameter p) {
            buf.put(value, p.address().getAddress());
        } else if (parameter instanceof StateCookieParameter p) {
            buf.put(value, p.cookie());
        } else if (parameter instanceof UnrecognizedParameter p) {
            buf.put(value, p.parameter());
        } else if (parameter instanceof CookiePreservativeParameter p) {
            buf.putInt(value, p.lifeSpanIncrementMs());
        } else if (parameter instanceof AdaptationIndicationParameter p) {
            buf.putInt(value, p.indication());
        } else if (parameter instanceof HostNameAddressParameter p) {
            buf.put(value, p.name());
        } else if (parameter instanceof SupportedAddressTypesParameter p) {
            writeTypes(p.types(), buf, value);
        } else if (parameter instanceof HeartbeatInfoParameter p) {
            buf.put(value, p.info());
        } else {
            ExtensionParameterCodec.write(parameter, buf, value);
        }
    }

    /** Writes 16-bit types one after the other. */
    static void writeTypes(List<Integer> types, ByteBuffer buf, int offset) {
        int at = offset;
        for (int type : types) {
            buf.putShort(at, (short) type);
            at += 2;
        }
    }
}
