package io.jsctp.wire;

/**
 * Parameter types and what their two high bits say to an endpoint that does not know them (RFC 9260 §3.2.1). A type
 * means the same in every chunk, so there is one table for all of them.
 *
 * <p>Types are {@code int}s from 0 to 65535. Stateless; safe for any thread.
 */
public final class ParameterType {
    /** Heartbeat Info, RFC 9260 §3.3.5. */
    public static final int HEARTBEAT_INFO = 1;

    /** IPv4 Address, RFC 9260 §3.3.2.1.1. */
    public static final int IPV4_ADDRESS = 5;

    /** IPv6 Address, RFC 9260 §3.3.2.1.2. */
    public static final int IPV6_ADDRESS = 6;

    /** State Cookie, RFC 9260 §3.3.3.1.1. */
    public static final int STATE_COOKIE = 7;

    /** Unrecognized Parameter, RFC 9260 §3.3.3.1.2. */
    public static final int UNRECOGNIZED_PARAMETER = 8;

    /** Cookie Preservative, RFC 9260 §3.3.2.1.3. */
    public static final int COOKIE_PRESERVATIVE = 9;

    /** Host Name Address, deprecated, RFC 9260 §3.3.2.1.4. */
    public static final int HOST_NAME_ADDRESS = 11;

    /** Supported Address Types, RFC 9260 §3.3.2.1.5. */
    public static final int SUPPORTED_ADDRESS_TYPES = 12;

    /** Adaptation Layer Indication, RFC 5061 §4.2.6. */
    public static final int ADAPTATION_LAYER_INDICATION = 0xC006;

    private static final int SKIP_BIT = 0x8000;
    private static final int REPORT_BIT = 0x4000;

    private ParameterType() {}

    /**
     * Returns the name the RFC gives a parameter type.
     *
     * @param type a parameter type, 0 to 65535
     * @return the name, or {@code "Parameter n"} for a type without one
     */
    public static String name(int type) {
        return switch (type) {
            case HEARTBEAT_INFO -> "Heartbeat Info";
            case IPV4_ADDRESS -> "IPv4 Address";
            case IPV6_ADDRESS -> "IPv6 Address";
            case STATE_COOKIE -> "State Cookie";
            case UNRECOGNIZED_PARAMETER -> "Unrecognized Parameter";
            case COOKIE_PRESERVATIVE -> "Cookie Preservative";
            case HOST_NAME_ADDRESS -> "Host Name Address";
            case SUPPORTED_ADDRESS_TYPES -> "Supported Address Types";
            case ADAPTATION_LAYER_INDICATION -> "Adaptation Layer Indication";
            default -> "Parameter " + type;
        };
    }

    /**
     * Tells what to do with the parameters after an unrecognized one.
     *
     * @param type a parameter type, 0 to 65535
     * @return true: skip this parameter and go on; false: ignore it and all parameters that follow in the chunk
     */
    public static boolean skipsUnrecognized(int type) {
        return (type & SKIP_BIT) != 0;
    }

    /**
     * Tells whether an unrecognized parameter of this type is to be reported to its sender.
     *
     * @param type a parameter type, 0 to 65535
     * @return true if a report is due (RFC 9260 §3.2.2)
     */
    public static boolean reportsUnrecognized(int type) {
        return (type & REPORT_BIT) != 0;
    }

    /**
     * Tells whether this codec knows a parameter type: those of RFC 9260, and what else it can make use of.
     *
     * @param type a parameter type, 0 to 65535
     * @return true if it never decodes to an {@link UnknownParameter}
     */
    public static boolean known(int type) {
        return switch (type) {
            case HEARTBEAT_INFO,
                    IPV4_ADDRESS,
                    IPV6_ADDRESS,
                    STATE_COOKIE,
                    UNRECOGNIZED_PARAMETER,
                    COOKIE_PRESERVATIVE,
                    HOST_NAME_ADDRESS,
                    SUPPORTED_ADDRESS_TYPES,
                    ADAPTATION_LAYER_INDICATION -> true;
            default -> false;
        };
    }
}
