package io.jsctp.link;

/**
 * How many packets to ask a socket for that has some. To ask until it has none costs a system call that brings nothing; in a
 * dialogue, where packets come one by one, that is one call in four. So once they do, and the thread had to wait for this one, it is
 * taken alone, and the next wait tells if there were more. Belongs to the thread that polls.
 */
public final class DrainLimit {
    /** A wait that takes longer was one: what is there already is told of sooner. */
    private static final long WAITED_NS = 5_000;

    private long beganNs;
    private boolean alone;
    private boolean asked;
    private int limit;

    /** Makes one. */
    public DrainLimit() {}

    /**
     * A wait for packets begins.
     *
     * @param nowNs the time
     */
    public void begin(long nowNs) {
        beganNs = nowNs;
        asked = false;
    }

    /**
     * {@return how many packets to take at most} It stays so until the next wait.
     *
     * @param nowNs the time
     * @param most the most
     */
    public int packets(long nowNs, int most) {
        if (!asked) {
            asked = true;
            limit = alone && nowNs - beganNs > WAITED_NS ? 1 : most;
        }
        return limit;
    }

    /** {@return whether packets come one by one} */
    public boolean isDialogue() {
        return alone;
    }

    /**
     * They were taken.
     *
     * @param packets how many from all sockets; 0 if there were none
     */
    public void end(int packets) {
        if (packets > 0) {
            alone = packets == 1;
        }
    }
}
