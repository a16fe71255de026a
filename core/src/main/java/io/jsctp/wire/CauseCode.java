package io.jsctp.wire;

/**
 * Error cause codes (RFC 9260 §3.3.10, RFC 4895 §4, RFC 5061 §4.3).
 *
 * <p>Codes are {@code int}s from 0 to 65535. Stateless; safe for any thread.
 */
public final class CauseCode {
    /** RFC 9260 §3.3.10.1. */
    public static final int INVALID_STREAM_IDENTIFIER = 1;

    /** RFC 9260 §3.3.10.2. */
    public static final int MISSING_MANDATORY_PARAMETER = 2;

    /** RFC 9260 §3.3.10.3. */
    public static final int STALE_COOKIE = 3;

    /** RFC 9260 §3.3.10.4. */
    public static final int OUT_OF_RESOURCE = 4;

    /** RFC 9260 §3.3.10.5. */
    public static final int UNRESOLVABLE_ADDRESS = 5;

    /** RFC 9260 §3.3.10.6. */
    public static final int UNRECOGNIZED_CHUNK_TYPE = 6;

    /** RFC 9260 §3.3.10.7. */
    public static final int INVALID_MANDATORY_PARAMETER = 7;

    /** RFC 9260 §3.3.10.8. */
    public static final int UNRECOGNIZED_PARAMETERS = 8;

    /** RFC 9260 §3.3.10.9. */
    public static final int NO_USER_DATA = 9;

    /** RFC 9260 §3.3.10.10. */
    public static final int COOKIE_RECEIVED_WHILE_SHUTTING_DOWN = 10;

    /** RFC 9260 §3.3.10.11. */
    public static final int RESTART_WITH_NEW_ADDRESSES = 11;

    /** RFC 9260 §3.3.10.12. */
    public static final int USER_INITIATED_ABORT = 12;

    /** RFC 9260 §3.3.10.13. */
    public static final int PROTOCOL_VIOLATION = 13;

    /** RFC 5061 §4.3.1. */
    public static final int REQUEST_TO_DELETE_LAST_REMAINING_IP_ADDRESS = 0x00A0;

    /** RFC 5061 §4.3.2. */
    public static final int OPERATION_REFUSED_DUE_TO_RESOURCE_SHORTAGE = 0x00A1;

    /** RFC 5061 §4.3.3. */
    public static final int REQUEST_TO_DELETE_SOURCE_IP_ADDRESS = 0x00A2;

    /** RFC 5061 §4.3.4. */
    public static final int ASSOCIATION_ABORTED_DUE_TO_ILLEGAL_ASCONF_ACK = 0x00A3;

    /** RFC 5061 §4.3.5. */
    public static final int REQUEST_REFUSED_NO_AUTHORIZATION = 0x00A4;

    /** RFC 4895 §4.1. */
    public static final int UNSUPPORTED_HMAC_IDENTIFIER = 0x0105;

    private CauseCode() {}

    /**
     * Returns the name the RFC gives a cause code.
     *
     * @param code a cause code, 0 to 65535
     * @return the name, or {@code "Cause n"} for a code without one
     */
    public static String name(int code) {
        return switch (code) {
            case INVALID_STREAM_IDENTIFIER -> "Invalid Stream Identifier";
            case MISSING_MANDATORY_PARAMETER -> "Missing Mandatory Parameter";
            case STALE_COOKIE -> "Stale Cookie";
            case OUT_OF_RESOURCE -> "Out of Resource";
            case UNRESOLVABLE_ADDRESS -> "Unresolvable Address";
            case UNRECOGNIZED_CHUNK_TYPE -> "Unrecognized Chunk Type";
            case INVALID_MANDATORY_PARAMETER -> "Invalid Mandatory Parameter";
            case UNRECOGNIZED_PARAMETERS -> "Unrecognized Parameters";
            case NO_USER_DATA -> "No User Data";
            case COOKIE_RECEIVED_WHILE_SHUTTING_DOWN -> "Cookie Received While Shutting Down";
            case RESTART_WITH_NEW_ADDRESSES -> "Restart of an Association with New Addresses";
            case USER_INITIATED_ABORT -> "User-Initiated Abort";
            case PROTOCOL_VIOLATION -> "Protocol Violation";
            case REQUEST_TO_DELETE_LAST_REMAINING_IP_ADDRESS -> "Request to Delete Last Remaining IP Address";
            case OPERATION_REFUSED_DUE_TO_RESOURCE_SHORTAGE -> "Operation Refused Due to Resource Shortage";
            case REQUEST_TO_DELETE_SOURCE_IP_ADDRESS -> "Request to Delete Source IP Address";
            case ASSOCIATION_ABORTED_DUE_TO_ILLEGAL_ASCONF_ACK -> "Association Aborted Due to Illegal ASCONF-ACK";
            case REQUEST_REFUSED_NO_AUTHORIZATION -> "Request Refused - No Authorization";
            case UNSUPPORTED_HMAC_IDENTIFIER -> "Unsupported HMAC Identifier";
            default -> "Cause " + code;
        };
    }
}
