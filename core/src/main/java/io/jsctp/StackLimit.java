package io.jsctp;

import io.jsctp.engine.Limit;

/**
 * What a stack bounds, whoever asks for more. Each has a value that holds unless {@link SctpStackBuilder#limit} sets another
 * one, and a counter of how often it kept somebody from something: {@link StackCounters#reached}. A limit that is 0, where 0
 * is allowed, is off.
 */
public enum StackLimit {
    /** Sockets open at a time, 65536. Beyond: EMFILE. */
    SOCKETS(65_536, 1, Integer.MAX_VALUE),

    /**
     * Associations of the stack at a time, 16384. Beyond: a peer's COOKIE ECHO is answered by ABORT "Out of Resource",
     * connecting gives ENOBUFS. Half-open ones need no limit: they cost nothing (RFC 9260 §5.1.3).
     */
    ASSOCIATIONS(16_384, 1, Integer.MAX_VALUE),

    /** Those of them with one address of a peer, 4096. Beyond: as for {@link #ASSOCIATIONS}. */
    ASSOCIATIONS_PER_PEER(4096, 1, Integer.MAX_VALUE),

    /** Associations that wait to be accepted by one socket, 4096: a cap of what is given to listen. Beyond: ABORT. */
    BACKLOG(Limit.BACKLOG),

    /** Local addresses of one endpoint, 32. Beyond: bindx gives EINVAL, the wildcard stands for the first ones only. */
    LOCAL_ADDRESSES(32, 1, 1024),

    /** Shared keys of one socket or association, 64 (RFC 4895). Beyond: SCTP_AUTH_KEY gives EINVAL. */
    SHARED_KEYS(64, 1, 65_536),

    /** Addresses of a peer in one INIT or INIT ACK, 32. Beyond: ABORT "Out of Resource". */
    PEER_ADDRESSES(Limit.PEER_ADDRESSES),

    /** Parameters of one INIT or INIT ACK, 128. Beyond: ABORT "Out of Resource". */
    PARAMETERS(Limit.PARAMETERS),

    /**
     * Streams a peer may get, 2048, whatever the socket asks for with {@link SctpOption#INITMSG}; can be set to 65535. The
     * peer gets fewer than it offered.
     */
    INBOUND_STREAMS(Limit.INBOUND_STREAMS),

    /** Bytes of the cookie in a server's INIT ACK, 8192. Beyond: ABORT "Out of Resource", the set-up fails. */
    PEER_COOKIE_BYTES(Limit.PEER_COOKIE_BYTES),

    /**
     * Seconds after which cookies are signed with a new key, 3600. A cookie whose key is gone is dropped; the previous key
     * is good until the cookies signed with it are stale.
     */
    COOKIE_KEY_SECONDS(Limit.COOKIE_KEY_SECONDS),

    /**
     * Bytes of an INIT ACK, 1200, or three times those of the INIT if that is more, so that the stack is no amplifier.
     * Reports of unknown parameters are left out; if the rest is still too large, the INIT is dropped.
     */
    INIT_ACK_BYTES(Limit.INIT_ACK_BYTES),

    /** INITs that the stack answers in a second, 20000; 0 for any number. Beyond: INITs are dropped. */
    INITS_PER_SECOND(Limit.INITS_PER_SECOND),

    /**
     * INITs from one network, /24 or /64, that are answered in a second, 1000; 0 for any number. Networks may share
     * their rate with another one. Beyond: INITs are dropped.
     */
    INITS_PER_SECOND_AND_SOURCE(Limit.INITS_PER_SECOND_AND_SOURCE),

    /**
     * Packets out of the blue (RFC 9260 §8.4) and stale cookies that the stack answers in a second, 200; 0 for any number.
     * Beyond: they are dropped. {@link SctpStackBuilder#answersOutOfTheBlue} turns the answers off.
     */
    OUT_OF_THE_BLUE_ANSWERS_PER_SECOND(Limit.OUT_OF_THE_BLUE_ANSWERS_PER_SECOND),

    /** ERROR chunks of one association in a second, 10; 0 for any number. Beyond: they are not sent. */
    ERRORS_PER_SECOND(Limit.ERRORS_PER_SECOND),

    /** ERROR chunks of one association at once, 20, that may come before {@link #ERRORS_PER_SECOND} counts. */
    ERROR_BURST(Limit.ERROR_BURST),

    /** Control chunks that wait to be sent by one association, 64. Beyond: what would be queued next is not sent. */
    CONTROL_CHUNKS(Limit.CONTROL_CHUNKS),

    /** Bytes of the control chunks that wait in one association, 16384. Beyond: as for {@link #CONTROL_CHUNKS}. */
    CONTROL_BYTES(Limit.CONTROL_BYTES),

    /** Error causes of one packet that are told to the user, 16. Beyond: they are ignored. */
    CAUSES(Limit.CAUSES),

    /**
     * Bytes that are charged for everything that is accounted, 1/4 of the largest heap of the virtual machine:
     * associations, what they hold of either side's data, control chunks, and arrays kept to be used again. At half of it
     * nothing more is kept to be used again; at three quarters windows shrink to 4096 bytes; beyond seven eighths a peer's COOKIE
     * ECHO is answered by ABORT "Out of Resource", connecting and sending give ENOBUFS, and data is dropped, even if it was
     * reported by gap blocks, until what is left suffices for each association to go on. See {@link StackLimits} for how much
     * heap that is.
     */
    MEMORY_BYTES(Math.max(1 << 20, Runtime.getRuntime().maxMemory() / 4), 1 << 20, Long.MAX_VALUE),

    /**
     * Bytes that a queued chunk or message costs beside its payload, 128, of {@link #MEMORY_BYTES}. Receive windows and send
     * buffers hold payload of their size, but with this cost no more than four times their size: with 128, chunks of fewer than 43
     * bytes fill them sooner. Counted is what was refused although its payload had fitted.
     */
    CHUNK_COST_BYTES(Limit.CHUNK_COST_BYTES),

    /**
     * Messages of one association whose chunks have not all come, 1024; pieces of one that lie apart count each. Beyond:
     * chunks that would begin another one are dropped, unless they are next in order.
     */
    INCOMPLETE_MESSAGES(Limit.INCOMPLETE_MESSAGES),

    /** How far above the cumulative TSN a chunk is taken, 65535, which is as far as a SACK can tell. Beyond: dropped. */
    TSN_WINDOW(Limit.TSN_WINDOW),

    /**
     * How many times its receive buffer an association may hold, 2. What exceeds the buffer is only the next chunk in order,
     * if nothing else makes room for it. Beyond: dropped; ABORT "Out of Resource" if the user has nothing to read either, for
     * then nothing could ever make room.
     */
    HELD_RECEIVE_BUFFERS(Limit.HELD_RECEIVE_BUFFERS),

    /** Unconfirmed addresses of one association that are probed in one RTO, 1 (HB.Max.Burst). Beyond: later. */
    PATH_PROBES_PER_RTO(Limit.PATH_PROBES_PER_RTO),

    /** How many times RTO.Max a shutdown may last, 5: the T5-shutdown-guard timer. Beyond: ABORT. */
    SHUTDOWN_GUARD_RTOS(Limit.SHUTDOWN_GUARD_RTOS),

    /**
     * Asynchronous calls that wait for the same thing, 1024: those that receive on a socket, those that accept, those that
     * send on an association. Beyond: ENOBUFS. See {@link AsyncSocket}.
     */
    PENDING_CALLS(1024, 1, Integer.MAX_VALUE),

    /** Notifications that wait in one socket, 1000. Beyond: {@link NotificationsStopped}; messages are never lost. */
    NOTIFICATIONS(1000, 1, Integer.MAX_VALUE);

    private static final StackLimit[] BY_ENGINE = byEngine();

    private final long standard;
    private final long least;
    private final long most;

    StackLimit(Limit engine) {
        this(engine.standard(), engine.least(), engine.most());
    }

    StackLimit(long standard, long least, long most) {
        this.standard = standard;
        this.least = least;
        this.most = most;
    }

    /** {@return the value that holds if none is set} */
    public long standard() {
        return standard;
    }

    /** {@return the smallest value that can be set} */
    public long least() {
        return least;
    }

    /** {@return the largest value that can be set} */
    public long most() {
        return most;
    }

    /** The engine's limits have the same names. */
    static StackLimit of(Limit engine) {
        return BY_ENGINE[engine.ordinal()];
    }

    private static StackLimit[] byEngine() {
        Limit[] engine = Limit.values();
        StackLimit[] ours = new StackLimit[engine.length];
        for (int i = 0; i < engine.length; i++) {
            ours[i] = valueOf(engine[i].name());
        }
        return ours;
    }
}
