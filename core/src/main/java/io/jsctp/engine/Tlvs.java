package io.jsctp.engine;

import io.jsctp.wire.Parameter;
import io.jsctp.wire.ParameterEncoder;
import io.jsctp.wire.ParameterType;
import io.jsctp.wire.UnknownParameter;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Whole parameters as bytes, for the error causes and reports that quote them (RFC 9260 §3.2.2, §3.3.10). */
final class Tlvs {
    private Tlvs() {}

    /** {@return type, length and value, without padding} */
    static byte[] of(int type, byte[] value) {
        return ByteBuffer.allocate(4 + value.length)
                .putShort((short) type)
                .putShort((short) (4 + value.length))
                .put(value)
                .array();
    }

    static byte[] of(UnknownParameter p) {
        return of(p.type(), p.value());
    }

    /** {@return the parameter as one that is not known, with the same bytes} */
    static UnknownParameter unknown(Parameter p) {
        if (p instanceof UnknownParameter u) {
            return u;
        }
        byte[] whole = ParameterEncoder.encode(p);
        return new UnknownParameter(p.type(), Arrays.copyOfRange(whole, 4, whole.length));
    }

    /** {@return address parameters one after the other; both kinds are multiples of four bytes} */
    static byte[] ofAddresses(List<InetAddress> addresses) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (InetAddress a : addresses) {
            byte[] value = a.getAddress();
            out.writeBytes(of(value.length == 4 ? ParameterType.IPV4_ADDRESS : ParameterType.IPV6_ADDRESS, value));
        }
        return out.toByteArray();
    }
}
