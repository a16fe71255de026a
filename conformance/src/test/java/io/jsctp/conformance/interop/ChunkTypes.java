package io.jsctp.conformance.interop;

import java.util.Set;

/** Chunk types (RFC 9260 §3.2) that a capture is asked about. */
final class ChunkTypes {

    static final int DATA = 0;
    static final int INIT = 1;
    static final int INIT_ACK = 2;
    static final int SACK = 3;
    static final int ABORT = 6;
    static final int SHUTDOWN = 7;
    static final int SHUTDOWN_ACK = 8;
    static final int COOKIE_ECHO = 10;
    static final int COOKIE_ACK = 11;
    static final int SHUTDOWN_COMPLETE = 14;
    static final int AUTH = 15;

    static final int I_DATA = 0x40;
    static final int ASCONF_ACK = 0x80;
    static final int RE_CONFIG = 0x82;
    static final int FORWARD_TSN = 0xC0;
    static final int ASCONF = 0xC1;
    static final int I_FORWARD_TSN = 0xC2;

    /** What the side that opens an association sends to open it. */
    static final Set<Integer> OPENING = Set.of(INIT, COOKIE_ECHO);
    /** What the other side answers. */
    static final Set<Integer> ACCEPTING = Set.of(INIT_ACK, COOKIE_ACK);
    /** What the side that shuts an association down sends. */
    static final Set<Integer> CLOSING = Set.of(SHUTDOWN, SHUTDOWN_COMPLETE);

    private ChunkTypes() {}
}
