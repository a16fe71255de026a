package io.jsctp.congestion;

/** An acknowledgement as a test wants it. */
final class Ack implements Acknowledgement {
    private final int ackedBytes;
    private final int flightBytesBefore;
    private boolean inRecovery;
    private boolean allAcked;
    private long nowNs;
    private long rttNs;
    private long srttNs;
    private long minRttNs;

    Ack(int ackedBytes, int flightBytesBefore) {
        this.ackedBytes = ackedBytes;
        this.flightBytesBefore = flightBytesBefore;
    }

    Ack inRecovery(boolean is) {
        inRecovery = is;
        return this;
    }

    Ack allAcked(boolean is) {
        allAcked = is;
        return this;
    }

    /** When it came, the round trip it measured, and the shortest of all. */
    Ack at(long now, long rtt, long minRtt) {
        nowNs = now;
        rttNs = rtt;
        srttNs = rtt;
        minRttNs = minRtt;
        return this;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public int ackedBytes() {
        return ackedBytes;
    }

    @Override
    public int flightBytesBefore() {
        return flightBytesBefore;
    }

    @Override
    public int flightBytes() {
        return flightBytesBefore - ackedBytes;
    }

    @Override
    public boolean inRecovery() {
        return inRecovery;
    }

    @Override
    public boolean allAcked() {
        return allAcked;
    }

    @Override
    public long rttNs() {
        return rttNs;
    }

    @Override
    public long srttNs() {
        return srttNs;
    }

    @Override
    public long minRttNs() {
        return minRttNs;
    }
}
