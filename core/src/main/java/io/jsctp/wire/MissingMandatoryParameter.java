package io.jsctp.wire;

import java.util.List;

/**
 * Missing Mandatory Parameter (RFC 9260 §3.3.10.2): parameters that an INIT or INIT ACK should have had.
 *
 * @param types the missing parameter types, each 0 to 65535
 */
public record MissingMandatoryParameter(List<Integer> types) implements ErrorCause {
    private static final int FIXED_SIZE = 8;
    private static final int MAX_TYPES = (0xFFFF - FIXED_SIZE) / 2;

    /**
     * Checks the ranges and copies the list.
     *
     * @param types the missing parameter types, each 0 to 65535
     * @throws IllegalArgumentException if a type is not 0 to 65535 or there are more than a length field can tell
     */
    public MissingMandatoryParameter {
        types = List.copyOf(types);
        if (types.size() > MAX_TYPES) {
            throw new IllegalArgumentException(types.size() + " parameter types, at most " + MAX_TYPES + " fit");
        }
        for (int type : types) {
            Bytes.checkU16(type, "parameter type");
        }
    }

    @Override
    public int code() {
        return CauseCode.MISSING_MANDATORY_PARAMETER;
    }

    @Override
    public int encodedLength() {
        return FIXED_SIZE + 2 * types.size();
    }
}
