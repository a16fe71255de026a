package io.jsctp.engine;

/**
 * Finds out how large the packets to one destination may be, by probes that are answered or not (RFC 8899; RFC 4821 §7). A
 * state machine without a view of anything else: {@link MtuProbes} sends its probes, gives it time and answers.
 *
 * <p>All sizes are those of SCTP packets, common header included, without IP and UDP headers, and multiples of four.
 */
final class PathMtuDiscovery {
    /** The states of RFC 8899 §5.2. */
    enum State {
        /** Nothing is probed: it is off, or the path is not in use. */
        DISABLED,
        /** The size that every path should carry is being probed. */
        BASE,
        /** Larger sizes are being probed. */
        SEARCHING,
        /** The largest one that fits is known, until it is looked again. */
        SEARCH_COMPLETE,
        /** Not even the base size passes. */
        ERROR
    }

    /** MAX_PROBES: so often one size is probed (RFC 8899 §5.1.2). */
    private static final int MAX_PROBES = 3;

    /** PROBE_TIMER: what was not answered until then is lost (RFC 8899 §5.1.1). */
    static final long PROBE_TIMER_NS = 16_000_000_000L;

    /** PMTU_RAISE_TIMER: after that larger sizes are tried again (RFC 8899 §5.1.1, RFC 4821 §7.6.2). */
    static final long RAISE_TIMER_NS = 600_000_000_000L;

    /** The search ends when no more than this is to be gained. */
    private static final int LEAST_GAIN = 32;

    /** Timeouts in a row, with large packets lost, that tell that the path does not carry them any more. */
    private static final int BLACK_HOLE_TIMEOUTS = 2;

    private static final int BASE_IPV4 = 1200;
    private static final int LEAST_IPV4_MTU = 576;
    private static final int LEAST_IPV6_MTU = 1280;

    /** IP MTUs that are met with: of links, and of tunnels over Ethernet. */
    private static final int[] USUAL_MTUS = {1280, 1400, 1420, 1440, 1460, 1480, 1492, 1500, 2002, 4352, 8166, 9000};

    private final int headerBytes;
    private final int min;
    private final int base;
    private final int max;

    private boolean enabled;
    private State state = State.DISABLED;
    private int plpmtu;

    /** The smallest size that is taken for too large. */
    private int tooLarge;

    private int probeSize;
    private int probeCount;
    private boolean due;
    private boolean raiseDue;
    private long deadlineNs = Path.NONE;

    /** The latest probes: an answer that comes late still tells that its size passes (RFC 8899 §3). */
    private final long[] nonces = new long[MAX_PROBES];

    private final int[] sizes = new int[MAX_PROBES];
    private int slot;

    private int timeouts;

    /** A packet larger than the base left since large ones were last known to pass. */
    private boolean largePacketSent;

    /** A chunk that makes such a packet timed out since. */
    private boolean largeChunkLost;

    private boolean dataSinceProbe;

    /**
     * Makes one that does nothing yet.
     *
     * @param headerBytes of IP and, if there is one, UDP, in front of the SCTP packet
     * @param ipv6 whether the path is one of IPv6
     * @param maxBytes the largest packet the link takes
     * @param enabled whether the size is to be discovered
     * @param fixedBytes the size while it is not
     */
    PathMtuDiscovery(int headerBytes, boolean ipv6, int maxBytes, boolean enabled, int fixedBytes) {
        this.headerBytes = headerBytes;
        max = maxBytes & ~3;
        base = Math.min(max, ipv6 ? LEAST_IPV6_MTU - headerBytes : BASE_IPV4);
        min = Math.min(base, ipv6 ? base : LEAST_IPV4_MTU - headerBytes);
        this.enabled = enabled;
        plpmtu = enabled ? base : fixedBytes & ~3;
    }

    boolean isEnabled() {
        return enabled;
    }

    State state() {
        return state;
    }

    /** {@return PLPMTU: the largest packet to send, probes aside} */
    int plpmtu() {
        return plpmtu;
    }

    /** {@return what the path should carry in any case} */
    int base() {
        return base;
    }

    long deadlineNs() {
        return deadlineNs;
    }

    /** {@return the size of the probe that is to leave now, 0 if none is} */
    int dueBytes() {
        return due ? probeSize : 0;
    }

    // ---- what the user wants, and what becomes of the path ----------------------------------------------------------

    /** Turns it on; it begins with {@link #begin}. */
    void enable() {
        enabled = true;
    }

    /** Turns it off: the size is what is given, or with 0 stays what it is (RFC 6458 §8.1.12). */
    void disable(int fixedBytes) {
        enabled = false;
        suspend();
        if (fixedBytes > 0) {
            plpmtu = fixedBytes & ~3;
        }
    }

    /** The path can be used: it was shown to work (RFC 8899 §5.2, DISABLED to BASE). */
    void begin() {
        if (enabled) {
            tooLarge = max + LEAST_GAIN;
            enterBase();
        }
    }

    /** The way to the peer may be another one. */
    void restart() {
        if (state != State.DISABLED) {
            begin();
        }
    }

    /** Ends probing; the path is not used, or the association is over. */
    void suspend() {
        state = State.DISABLED;
        due = false;
        raiseDue = false;
        deadlineNs = Path.NONE;
        forgetProbes();
        if (enabled) {
            plpmtu = Math.min(plpmtu, base);
        }
    }

    private void forgetProbes() {
        for (int i = 0; i < nonces.length; i++) {
            nonces[i] = 0;
        }
    }

    private void enterBase() {
        state = State.BASE;
        plpmtu = Math.min(plpmtu, base);
        largePacketsPass();
        raiseDue = false;
        probe(base);
    }

    private void probe(int bytes) {
        probeSize = bytes;
        probeCount = 0;
        due = true;
        deadlineNs = Path.NONE;
    }

    // ---- probes -----------------------------------------------------------------------------------------------------

    /** The probe that was due left. */
    void sent(long nonce, long now) {
        due = false;
        dataSinceProbe = false;
        nonces[slot] = nonce;
        sizes[slot] = probeSize;
        slot = (slot + 1) % nonces.length;
        deadlineNs = now + PROBE_TIMER_NS;
    }

    /** {@return the size of an unanswered probe with this nonce, 0 if there is none} */
    int sizeOf(long nonce) {
        for (int i = 0; i < nonces.length; i++) {
            if (nonce != 0 && nonces[i] == nonce) {
                return sizes[i];
            }
        }
        return 0;
    }

    /** A probe of a size was answered: that size passes. */
    void onAnswer(int bytes, long now) {
        if (state == State.DISABLED || (bytes < base && state != State.ERROR)) {
            return;
        }
        boolean current = bytes == probeSize && state != State.SEARCH_COMPLETE;
        if (bytes >= tooLarge) {
            tooLarge = bytes + 4; // it passes and does not, by turns: no more of it until the next raise
        }
        plpmtu = Math.max(plpmtu, bytes);
        if (state == State.BASE || state == State.ERROR) {
            state = State.SEARCHING;
            current = true;
        }
        if (current || bytes > probeSize) {
            largePacketsPass();
            next(now);
        }
    }

    /** The timer of the present state is over. */
    void onDeadline(long now) {
        deadlineNs = Path.NONE;
        if (state == State.SEARCH_COMPLETE) {
            raiseDue = true;
            if (dataSinceProbe) {
                raise();
            }
            return;
        }
        probeCount++;
        if (probeCount < MAX_PROBES) {
            due = true;
            return;
        }
        if (state == State.SEARCHING) {
            tooLarge = probeSize;
            next(now);
        } else {
            state = State.ERROR;
            plpmtu = min;
            probe(base);
        }
    }

    /** With nobody sending it is of no use to know more (RFC 8899 §4.3). */
    private void raise() {
        raiseDue = false;
        state = State.SEARCHING;
        tooLarge = max + LEAST_GAIN;
        if (plpmtu < max) {
            probe(nextSize());
        } else {
            state = State.SEARCH_COMPLETE;
        }
    }

    private void next(long now) {
        int bytes = nextSize();
        if (bytes > 0) {
            probe(bytes);
            return;
        }
        state = State.SEARCH_COMPLETE;
        due = false;
        probeSize = plpmtu;
        deadlineNs = plpmtu < max ? now + RAISE_TIMER_NS : Path.NONE;
    }

    /** {@return the size to try next: the largest, then usual ones, then the middle; 0 if there is little to gain} */
    private int nextSize() {
        if (plpmtu >= max) {
            return 0;
        }
        if (tooLarge > max) {
            return max;
        }
        int first = -1;
        int last = -1;
        for (int i = 0; i < USUAL_MTUS.length; i++) {
            int bytes = (USUAL_MTUS[i] - headerBytes) & ~3;
            if (bytes > plpmtu && bytes < tooLarge) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first >= 0) {
            return (USUAL_MTUS[(first + last + 1) / 2] - headerBytes) & ~3;
        }
        return tooLarge - plpmtu >= LEAST_GAIN ? ((plpmtu + tooLarge) / 2) & ~3 : 0;
    }

    // ---- what data tells --------------------------------------------------------------------------------------------

    /** Data left in a packet. */
    void onDataSent(int packetBytes) {
        dataSinceProbe = true;
        largePacketSent |= packetBytes > base;
        if (raiseDue) {
            raise();
        }
    }

    /** What went by this path alone was acknowledged. If it is small that says nothing of large ones that were lost. */
    void onAcknowledged(int packetBytes) {
        if (packetBytes > base || !largeChunkLost) {
            largePacketsPass();
        }
    }

    private void largePacketsPass() {
        timeouts = 0;
        largePacketSent = false;
        largeChunkLost = false;
    }

    /**
     * T3 expired. Two in a row without an answer, and packets were larger than the base: they may be too large now (RFC 8899
     * §4.3, RFC 4821 §7.7).
     *
     * @param largestBytes of the packets of one chunk that were in flight
     * @return true if the size was reduced
     */
    boolean onDataTimeout(int largestBytes) {
        if (state == State.BASE) {
            return onTimeoutAtBase(largestBytes);
        }
        largeChunkLost |= largestBytes > base;
        if (state == State.DISABLED || plpmtu <= base || !(largeChunkLost || largePacketSent)) {
            return false;
        }
        timeouts++;
        if (timeouts < BLACK_HOLE_TIMEOUTS) {
            return false;
        }
        tooLarge = plpmtu;
        enterBase();
        return true;
    }

    /** Data that is lost tells sooner than probes that not even the base passes, while that is not confirmed. */
    private boolean onTimeoutAtBase(int largestBytes) {
        timeouts += largestBytes > min ? 1 : 0;
        if (timeouts < BLACK_HOLE_TIMEOUTS || plpmtu <= min) {
            return false;
        }
        state = State.ERROR;
        plpmtu = min;
        return true;
    }
}
