package io.jsctp.engine;

import io.jsctp.congestion.Acknowledgement;

/** What {@link SackProcessor} found out about one path, for its congestion controller; used again for each SACK. */
final class PathAcknowledgement implements Acknowledgement {
    long nowNs;
    int ackedBytes;
    int flightBytesBefore;
    int flightBytes;
    boolean inRecovery;
    boolean allAcked;
    long rttNs;
    long srttNs;
    long minRttNs;

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
        return flightBytes;
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
