package io.jsctp.wire;

/**
 * Chunk types and what their two high bits say to an endpoint that does not know them (RFC 9260 §3.2).
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

    private static final int SKIP_BIT = 0x80;
    private static final int REPORT_BIT = 0x40;

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

    /**
     * Tells whether this codec knows a chunk type: those RFC 9260 defines. ECNE and CWR are only reserved there.
     *
     * @param type a chunk type, 0 to 255
     * @return true if {@link ChunkDecoder} has a record of its own for it
     */
    public static boolean known(int type) {
        return (type >= DATA && type <= COOKIE_ACK) || type == SHUTDOWN_COMPLETE;
    }
}
