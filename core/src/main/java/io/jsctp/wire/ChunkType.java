package io.jsctp.wire;

import java.util.List;

/**
 * Chunk types and what their two high bits say to an endpoint that does not know them (RFC 9260 §3.2), those of
 * extensions included.
 *
 * <p>Types are {@code int}s from 0 to 255, since that is what the cursor reads. Stateless; safe for any thread.
 */
public final class ChunkType {
    /** Payload data, RFC 9260 §3.3.1. */
    public static final int DATA = 0;

    /** Initiation, RFC 9260 §3.3.2. */
    public static final int INIT = 1;

    /** Initiation acknowledgement, RFC 9260 §3.3.3. */
    public static final int INIT_ACK = 2;

    /** Selective acknowledgement, RFC 9260 §3.3.4. */
    public static final int SACK = 3;

    /** Heartbeat request, RFC 9260 §3.3.5. */
    public static final int HEARTBEAT = 4;

    /** Heartbeat acknowledgement, RFC 9260 §3.3.6. */
    public static final int HEARTBEAT_ACK = 5;

    /** Abort association, RFC 9260 §3.3.7. */
    public static final int ABORT = 6;

    /** Shutdown association, RFC 9260 §3.3.8. */
    public static final int SHUTDOWN = 7;

    /** Shutdown acknowledgement, RFC 9260 §3.3.9. */
    public static final int SHUTDOWN_ACK = 8;

    /** Operation error, RFC 9260 §3.3.10. */
    public static final int ERROR = 9;

    /** Cookie echo, RFC 9260 §3.3.11. */
    public static final int COOKIE_ECHO = 10;

    /** Cookie acknowledgement, RFC 9260 §3.3.12. */
    public static final int COOKIE_ACK = 11;

    /** Reserved for explicit congestion notification echo; not a known type (RFC 9260 §3.2). */
    public static final int ECNE = 12;

    /** Reserved for congestion window reduced; not a known type (RFC 9260 §3.2). */
    public static final int CWR = 13;

    /** Shutdown complete, RFC 9260 §3.3.13. */
    public static final int SHUTDOWN_COMPLETE = 14;

    /** Authentication, RFC 4895 §5.1. */
    public static final int AUTH = 0x0F;

    /** Payload data of messages that may interleave, RFC 8260 §2.1. */
    public static final int I_DATA = 0x40;

    /** Address configuration acknowledgement, RFC 5061 §4.1.2. */
    public static final int ASCONF_ACK = 0x80;

    /** Re-configuration of streams, RFC 6525 §3.1. */
    public static final int RE_CONFIG = 0x82;

    /** Padding, RFC 4820 §3. */
    public static final int PAD = 0x84;

    /** Forward cumulative TSN, RFC 3758 §3.2. */
    public static final int FORWARD_TSN = 0xC0;

    /** Address configuration change, RFC 5061 §4.1.1. */
    public static final int ASCONF = 0xC1;

    /** Forward cumulative TSN over messages that may interleave, RFC 8260 §2.3.1. */
    public static final int I_FORWARD_TSN = 0xC2;

    private static final int SKIP_BIT = 0x80;
    private static final int REPORT_BIT = 0x40;
    private static final int SHOWN = 16;

    private ChunkType() {}

    /**
     * Returns the name the RFC gives a chunk type.
     *
     * @param type a chunk type, 0 to 255
     * @return the name, or {@code "CHUNK n"} for a type without one
     */
    public static String name(int type) {
        return switch (type) {
            case DATA -> "DATA";
            case INIT -> "INIT";
            case INIT_ACK -> "INIT ACK";
            case SACK -> "SACK";
            case HEARTBEAT -> "HEARTBEAT";
            case HEARTBEAT_ACK -> "HEARTBEAT ACK";
            case ABORT -> "ABORT";
            case SHUTDOWN -> "SHUTDOWN";
            case SHUTDOWN_ACK -> "SHUTDOWN ACK";
            case ERROR -> "ERROR";
            case COOKIE_ECHO -> "COOKIE ECHO";
            case COOKIE_ACK -> "COOKIE ACK";
            case ECNE -> "ECNE";
            case CWR -> "CWR";
            case SHUTDOWN_COMPLETE -> "SHUTDOWN COMPLETE";
            case AUTH -> "AUTH";
            case I_DATA -> "I-DATA";
            case ASCONF_ACK -> "ASCONF ACK";
            case RE_CONFIG -> "RE-CONFIG";
            case PAD -> "PAD";
            case FORWARD_TSN -> "FORWARD TSN";
            case ASCONF -> "ASCONF";
            case I_FORWARD_TSN -> "I-FORWARD-TSN";
            default -> "CHUNK " + type;
        };
    }

    /**
     * Tells what to do with the rest of a packet after an unrecognized chunk.
     *
     * @param type a chunk type, 0 to 255
     * @return true: skip this chunk and go on with the next; false: ignore it and all that follows
     */
    public static boolean skipsUnrecognized(int type) {
        return (type & SKIP_BIT) != 0;
    }

    /**
     * Tells whether an unrecognized chunk of this type is to be reported to its sender.
     *
     * @param type a chunk type, 0 to 255
     * @return true if an "Unrecognized Chunk Type" error cause is due
     */
    public static boolean reportsUnrecognized(int type) {
        return (type & REPORT_BIT) != 0;
    }

    /** The names of some types, one after the other, for {@code toString}. */
    static String names(List<Integer> types) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(types.size(), SHOWN); i++) {
            text.append(i == 0 ? "" : ", ").append(name(types.get(i)));
        }
        if (types.size() > SHOWN) {
            text.append(", ... of ").append(types.size());
        }
        return text.toString();
    }

    /**
     * Tells whether this codec knows a chunk type. ECNE and CWR are only reserved by RFC 9260.
     *
     * @param type a chunk type, 0 to 255
     * @return true if {@link ChunkDecoder} has a record of its own for it
     */
    public static boolean known(int type) {
        return isBase(type) || isExtension(type);
    }

    /**
     * Tells whether every endpoint knows a chunk type, since RFC 9260 defines it.
     *
     * @param type a chunk type, 0 to 255
     * @return true for those of RFC 9260 §3.3
     */
    public static boolean isBase(int type) {
        return (type >= DATA && type <= COOKIE_ACK) || type == SHUTDOWN_COMPLETE;
    }

    private static boolean isExtension(int type) {
        return switch (type) {
            case AUTH, I_DATA, ASCONF_ACK, RE_CONFIG, PAD, FORWARD_TSN, ASCONF, I_FORWARD_TSN -> true;
            default -> false;
        };
    }
}
