package io.jsctp.wire;

import java.util.List;

/**
 * Supported Address Types (RFC 9260 §3.3.2.1.5): the families of addresses the sender can use.
 *
 * @param types the parameter types of the addresses, see {@link ParameterType}, each 0 to 65535
 */
public record SupportedAddressTypesParameter(List<Integer> types) implements Parameter {
    private static final int FIXED_SIZE = 4;
    private static final int MAX_TYPES = (0xFFFF - FIXED_SIZE) / 2;

    /**
     * Checks the ranges and copies the list.
     *
     * @param types the parameter types of the addresses, see {@link ParameterType}, each 0 to 65535
     * @throws IllegalArgumentException if a type is not 0 to 65535 or there are more than a length field can tell
     */
    public SupportedAddressTypesParameter {
        types = List.copyOf(types);
        if (types.size() > MAX_TYPES) {
            throw new IllegalArgumentException(types.size() + " parameter types, at most " + MAX_TYPES + " fit");
        }
        for (int type : types) {
            Bytes.checkU16(type, "parameter type");
        }
    }

    @Override
    public int type() {
        return ParameterType.SUPPORTED_ADDRESS_TYPES;
    }

    @Override
    public int encodedLength() {
        return FIXED_SIZE + 2 * types.size();
    }
}
