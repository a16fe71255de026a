package io.jsctp.engine;

/** What the engine bounds, whoever asks for more; each with the value it has unless another one is set, and its range. */
public enum Limit {
    /** Associations that wait to be accepted; {@link Endpoint#acceptCapacity} says how many more may. */
    BACKLOG(4096, 1, Integer.MAX_VALUE),
    /** Addresses taken from one INIT or INIT ACK. */
    PEER_ADDRESSES(32, 1, 1024),
    /** Parameters of one INIT or INIT ACK. */
    PARAMETERS(128, 8, 16_384),
    /** Streams that a peer may get, whatever the settings say. */
    INBOUND_STREAMS(2048, 1, 65_535),
    /** Bytes of a cookie that a server gave us and wants back. */
    PEER_COOKIE_BYTES(8192, 64, 65_531),
    /** Seconds after which cookies are signed with a new key. */
    COOKIE_KEY_SECONDS(3600, 1, 1_000_000),
    /** Bytes of an INIT ACK, unless three times the INIT's are more. */
    INIT_ACK_BYTES(1200, 256, 65_535),
    /** INITs answered by the stack in a second; 0 for any number. */
    INITS_PER_SECOND(20_000, 0, 1_000_000_000),
    /** INITs answered in a second that come from one network; 0 for any number. */
    INITS_PER_SECOND_AND_SOURCE(1000, 0, 1_000_000_000),
    /** Packets out of the blue that the stack answers in a second; 0 for any number. */
    OUT_OF_THE_BLUE_ANSWERS_PER_SECOND(200, 0, 1_000_000_000),
    /** ERROR chunks sent by one association in a second; 0 for any number. */
    ERRORS_PER_SECOND(10, 0, 1_000_000_000),
    /** ERROR chunks sent by one association at once, after a pause. */
    ERROR_BURST(20, 1, 1_000_000),
    /** Control chunks that wait in one association. */
    CONTROL_CHUNKS(64, 4, 65_536),
    /** Bytes of the control chunks that wait in one association. */
    CONTROL_BYTES(16_384, 1500, 16_777_216),
    /** Causes looked at in the ERROR chunks of one packet. */
    CAUSES(16, 1, 16_384),
    /** Bytes that a queued chunk or message costs beside its payload. */
    CHUNK_COST_BYTES(128, 64, 4096),
    /** Messages of one association, or pieces of messages, whose other chunks are missing. */
    INCOMPLETE_MESSAGES(1024, 1, 65_535),
    /** How far above the cumulative TSN a chunk is taken. */
    TSN_WINDOW(65_535, 64, 65_535),
    /** How many times its receive buffer an association may hold. */
    HELD_RECEIVE_BUFFERS(2, 1, 16),
    /** Unconfirmed addresses of one association that are probed in one RTO: HB.Max.Burst. */
    PATH_PROBES_PER_RTO(1, 1, 1024),
    /** How many times RTO.Max a shutdown may last: the T5-shutdown-guard timer. */
    SHUTDOWN_GUARD_RTOS(5, 1, 1000);

    private final long standard;
    private final long least;
    private final long most;

    Limit(long standard, long least, long most) {
        this.standard = standard;
        this.least = least;
        this.most = most;
    }

    /** {@return the value used if none is set} */
    public long standard() {
        return standard;
    }

    /** {@return the smallest value allowed} */
    public long least() {
        return least;
    }

    /** {@return the largest value allowed} */
    public long most() {
        return most;
    }
}
