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

    /** Outgoing SSN Reset Request, RFC 6525 §4.1. */
    public static final int OUTGOING_SSN_RESET_REQUEST = 13;

    /** Incoming SSN Reset Request, RFC 6525 §4.2. */
    public static final int INCOMING_SSN_RESET_REQUEST = 14;

    /** SSN/TSN Reset Request, RFC 6525 §4.3. */
    public static final int SSN_TSN_RESET_REQUEST = 15;

    /** Re-configuration Response, RFC 6525 §4.4. */
    public static final int RECONFIGURATION_RESPONSE = 16;

    /** Add Outgoing Streams Request, RFC 6525 §4.5. */
    public static final int ADD_OUTGOING_STREAMS_REQUEST = 17;

    /** Add Incoming Streams Request, RFC 6525 §4.6. */
    public static final int ADD_INCOMING_STREAMS_REQUEST = 18;

    /** Zero Checksum Acceptable, RFC 9653 §4. */
    public static final int ZERO_CHECKSUM_ACCEPTABLE = 0x8001;

    /** Random, RFC 4895 §3.1. */
    public static final int RANDOM = 0x8002;

    /** Chunk List, RFC 4895 §3.2. */
    public static final int CHUNK_LIST = 0x8003;

    /** Requested HMAC Algorithm, RFC 4895 §3.3. */
    public static final int REQUESTED_HMAC_ALGORITHM = 0x8004;

    /** Padding, RFC 4820 §4. */
    public static final int PAD = 0x8005;

    /** Supported Extensions, RFC 5061 §4.2.7. */
    public static final int SUPPORTED_EXTENSIONS = 0x8008;

    /** Forward-TSN-Supported, RFC 3758 §3.1. */
    public static final int FORWARD_TSN_SUPPORTED = 0xC000;

    /** Add IP Address, RFC 5061 §4.2.1. */
    public static final int ADD_IP_ADDRESS = 0xC001;

    /** Delete IP Address, RFC 5061 §4.2.2. */
    public static final int DELETE_IP_ADDRESS = 0xC002;

    /** Error Cause Indication, RFC 5061 §4.2.3. */
    public static final int ERROR_CAUSE_INDICATION = 0xC003;

    /** Set Primary IP Address, RFC 5061 §4.2.4. */
    public static final int SET_PRIMARY_ADDRESS = 0xC004;

    /** Success Indication, RFC 5061 §4.2.5. */
    public static final int SUCCESS_INDICATION = 0xC005;

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
            case OUTGOING_SSN_RESET_REQUEST -> "Outgoing SSN Reset Request";
            case INCOMING_SSN_RESET_REQUEST -> "Incoming SSN Reset Request";
            case SSN_TSN_RESET_REQUEST -> "SSN/TSN Reset Request";
            case RECONFIGURATION_RESPONSE -> "Re-configuration Response";
            case ADD_OUTGOING_STREAMS_REQUEST -> "Add Outgoing Streams Request";
            case ADD_INCOMING_STREAMS_REQUEST -> "Add Incoming Streams Request";
            case ZERO_CHECKSUM_ACCEPTABLE -> "Zero Checksum Acceptable";
            case RANDOM -> "Random";
            case CHUNK_LIST -> "Chunk List";
            case REQUESTED_HMAC_ALGORITHM -> "Requested HMAC Algorithm";
            case PAD -> "Padding";
            case SUPPORTED_EXTENSIONS -> "Supported Extensions";
            case FORWARD_TSN_SUPPORTED -> "Forward-TSN-Supported";
            case ADD_IP_ADDRESS -> "Add IP Address";
            case DELETE_IP_ADDRESS -> "Delete IP Address";
            case ERROR_CAUSE_INDICATION -> "Error Cause Indication";
            case SET_PRIMARY_ADDRESS -> "Set Primary IP Address";
            case SUCCESS_INDICATION -> "Success Indication";
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
     * Tells whether this codec knows a parameter type: those of RFC 9260 and those of extensions. One of an extension
     * still decodes to an {@link UnknownParameter} if it is not as its RFC draws it.
     *
     * @param type a parameter type, 0 to 65535
     * @return true if there is a record for it
     */
    public static boolean known(int type) {
        return isBase(type) || isReconfiguration(type) || isAsconf(type) || isExtension(type);
    }

    /**
     * Tells whether every endpoint knows a parameter type, since RFC 9260 defines it.
     *
     * @param type a parameter type, 0 to 65535
     * @return true for those of RFC 9260 §3.3
     */
    public static boolean isBase(int type) {
        return switch (type) {
            case HEARTBEAT_INFO,
                    IPV4_ADDRESS,
                    IPV6_ADDRESS,
                    STATE_COOKIE,
                    UNRECOGNIZED_PARAMETER,
                    COOKIE_PRESERVATIVE,
                    HOST_NAME_ADDRESS,
                    SUPPORTED_ADDRESS_TYPES -> true;
            default -> false;
        };
    }

    /** The types of RFC 6525: the only ones of extensions that say "stop" to who does not know them. */
    static boolean isReconfiguration(int type) {
        return type >= OUTGOING_SSN_RESET_REQUEST && type <= ADD_INCOMING_STREAMS_REQUEST;
    }

    /** The types of requests and responses of RFC 5061. */
    static boolean isAsconf(int type) {
        return type >= ADD_IP_ADDRESS && type <= SUCCESS_INDICATION;
    }

    private static boolean isExtension(int type) {
        return switch (type) {
            case ZERO_CHECKSUM_ACCEPTABLE,
                    RANDOM,
                    CHUNK_LIST,
                    REQUESTED_HMAC_ALGORITHM,
                    PAD,
                    SUPPORTED_EXTENSIONS,
                    FORWARD_TSN_SUPPORTED,
                    ADAPTATION_LAYER_INDICATION -> true;
            default -> false;
        };
    }
}
