package io.jsctp.wire;

import java.util.List;

/**
 * Requested HMAC Algorithm (RFC 4895 §3.3): the algorithms the sender can check, the one it likes best first. Only in INIT
 * and INIT ACK.
 *
 * @param hmacIds the HMAC identifiers, each 0 to 65535; 1 is SHA-1, 3 is SHA-256
 */
public record RequestedHmacAlgorithmParameter(List<Integer> hmacIds) implements Parameter {
    private static final int MAX = Bytes.MAX_VALUE_LENGTH / 2;

    /**
     * Checks the ranges and copies the list.
     *
     * @param hmacIds the HMAC identifiers, each 0 to 65535; 1 is SHA-1, 3 is SHA-256
     * @throws IllegalArgumentException if one is out of range or there are more than 32765
     */
    public RequestedHmacAlgorithmParameter {
        hmacIds = List.copyOf(hmacIds);
        Bytes.checkCount(hmacIds.size(), MAX, "HMAC identifiers");
        for (int one : hmacIds) {
            Bytes.checkU16(one, "HMAC identifier");
        }
    }

    @Override
    public int type() {
        return ParameterType.REQUESTED_HMAC_ALGORITHM;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + 2 * hmacIds.size();
    }
}
