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
    COOKIE_KEY_SECONDS(3600, 1, 1_000_000);

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
