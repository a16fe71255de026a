package io.jsctp.wire;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes lists of parameters (RFC 9260 §3.2.1). One table for all chunks: a type means the same everywhere. */
final class ParameterDecoder {
    private ParameterDecoder() {}

    /**
     * Decodes a list of parameters. Work and memory are bounded by {@code length}: a parameter takes four bytes or
     * more.
     *
     * <p>A parameter whose type says "stop" to those who do not know it does not end the list: the engine, which knows
     * what is in use, applies that rule. But what follows it is to be ignored then, so a fault behind it ends the list
     * instead of spoiling the chunk.
     *
     * @param into where the parameters go, in order
     * @return null if the list is sound
     */
    static @Nullable DecodeError decode(ByteBuffer buf, int offset, int length, List<Parameter> into) {
        return decode(buf, offset, length, into, false);
    }

    /** The same for RE-CONFIG, whose own parameters have types that say "stop" (RFC 6525 §4). */
    static @Nullable DecodeError decodeReconfiguration(ByteBuffer buf, int offset, int length, List<Parameter> into) {
        return decode(buf, offset, length, into, true);
    }

    private static @Nullable DecodeError decode(
            ByteBuffer buf, int offset, int length, List<Parameter> into, boolean reconfiguration) {
        int end = offset + length;
        boolean stopped = false;
        int at = offset;
        while (at < end) {
            int remaining = end - at;
            int size = remaining < Bytes.TLV_HEADER_SIZE ? 0 : Bytes.u16(buf, at + 2);
            if (size < Bytes.TLV_HEADER_SIZE || size > remaining) {
                return stopped ? null : DecodeError.PARAMETER_LENGTH;
            }
            Parameter parameter = decodeOne(buf, at, size);
            if (parameter == null) {
                return stopped ? null : DecodeError.PARAMETER_FORMAT;
            }
            int type = parameter.type();
            stopped |= stops(type) && !(reconfiguration && ParameterType.isReconfiguration(type));
            into.add(parameter);
            at += Bytes.pad4(size);
        }
        return null;
    }

    /** True if an endpoint that knows RFC 9260 alone ignores what follows a parameter of this type. */
    static boolean stops(int type) {
        return !ParameterType.isBase(type) && !ParameterType.skipsUnrecognized(type);
    }

    /**
     * Decodes an IPv4 or IPv6 Address parameter.
     *
     * @param length how many bytes there are, at least 4; the parameter may take fewer
     * @return null if there is none
     */
    static @Nullable AddressParameter address(ByteBuffer buf, int at, int length) {
        int type = Bytes.u16(buf, at);
        int size = Bytes.u16(buf, at + 2);
        if (size > length) {
            return null;
        }
        int value = at + Bytes.TLV_HEADER_SIZE;
        return switch (type) {
            case ParameterType.IPV4_ADDRESS -> size == Ipv4AddressParameter.LENGTH ? ipv4(buf, value) : null;
            case ParameterType.IPV6_ADDRESS -> size == Ipv6AddressParameter.LENGTH ? ipv6(buf, value) : null;
            default -> null;
        };
    }

    private static @Nullable Parameter decodeOne(ByteBuffer buf, int at, int size) {
        int type = Bytes.u16(buf, at);
        int value = at + Bytes.TLV_HEADER_SIZE;
        int length = size - Bytes.TLV_HEADER_SIZE;
        return switch (type) {
            case ParameterType.HEARTBEAT_INFO -> new HeartbeatInfoParameter(Bytes.copy(buf, value, length));
            case ParameterType.IPV4_ADDRESS, ParameterType.IPV6_ADDRESS -> address(buf, at, size);
            case ParameterType.STATE_COOKIE -> new StateCookieParameter(Bytes.copy(buf, value, length));
            case ParameterType.UNRECOGNIZED_PARAMETER -> new UnrecognizedParameter(Bytes.copy(buf, value, length));
            case ParameterType.COOKIE_PRESERVATIVE ->
                length == Integer.BYTES ? new CookiePreservativeParameter(buf.getInt(value)) : null;
            case ParameterType.HOST_NAME_ADDRESS -> new HostNameAddressParameter(Bytes.copy(buf, value, length));
            case ParameterType.SUPPORTED_ADDRESS_TYPES ->
                length % 2 == 0 ? new SupportedAddressTypesParameter(types(buf, value, length / 2)) : null;
            case ParameterType.ADAPTATION_LAYER_INDICATION ->
                length == Integer.BYTES ? new AdaptationIndicationParameter(buf.getInt(value)) : null;
            default -> {
                Parameter parameter = ExtensionParameterCodec.decode(type, buf, value, length);
                yield parameter != null ? parameter : new UnknownParameter(type, Bytes.copy(buf, value, length));
            }
        };
    }

    private static Ipv4AddressParameter ipv4(ByteBuffer buf, int at) {
        try {
            return new Ipv4AddressParameter((Inet4Address) InetAddress.getByAddress(Bytes.copy(buf, at, 4)));
        } catch (UnknownHostException e) {
            throw new AssertionError("4 bytes are an IPv4 address", e);
        }
    }

    // InetAddress.getByAddress would turn an IPv4-mapped address into an Inet4Address; this one does not.
    private static Ipv6AddressParameter ipv6(ByteBuffer buf, int at) {
        try {
            return new Ipv6AddressParameter(Inet6Address.getByAddress(null, Bytes.copy(buf, at, 16), -1));
        } catch (UnknownHostException e) {
            throw new AssertionError("16 bytes are an IPv6 address", e);
        }
    }

    /** Reads {@code count} 16-bit types. */
    static List<Integer> types(ByteBuffer buf, int at, int count) {
        List<Integer> types = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            types.add(Bytes.u16(buf, at + 2 * i));
        }
        return types;
    }
}
