package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Heartbeat Info (RFC 9260 §3.3.5): bytes that only the sender of the HEARTBEAT understands. It belongs in HEARTBEAT and
 * HEARTBEAT ACK chunks, which have a component for it; here it stands for one found anywhere else.
 *
 * @param info the opaque bytes, 0 to 65531
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record HeartbeatInfoParameter(byte[] info) implements Parameter {
    /**
     * Checks that a length field can tell the size.
     *
     * @param info the opaque bytes, 0 to 65531
     * @throws IllegalArgumentException if it has more than 65531 bytes
     */
    public HeartbeatInfoParameter {
        Bytes.checkValue(info, "Heartbeat Info");
    }

    @Override
    public int type() {
        return ParameterType.HEARTBEAT_INFO;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + info.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof HeartbeatInfoParameter other && Arrays.equals(info, other.info);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(info);
    }

    @Override
    public String toString() {
        return "HeartbeatInfoParameter[" + Bytes.brief(info) + "]";
    }
}
