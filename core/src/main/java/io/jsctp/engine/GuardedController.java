package io.jsctp.engine;

import io.jsctp.congestion.Acknowledgement;
import io.jsctp.congestion.CongestionController;
import io.jsctp.congestion.StandardCongestion;

/**
 * A user's congestion controller, of which nothing is believed: windows are kept within bounds, and one that throws is
 * replaced by that of RFC 9260. No exception of it leaves the packet path.
 */
final class GuardedController implements CongestionController {
    private static final int LARGEST_CWND = 1 << 30;

    private int chunk;
    private int initialBytes;
    private CongestionController inner;

    GuardedController(CongestionController users, int fullChunkBytes, int initialBytes) {
        this.chunk = fullChunkBytes;
        this.initialBytes = initialBytes;
        this.inner = users;
    }

    /** {@return the controller of a path: guarded if it is not the stack's own} */
    static CongestionController make(RecoverySettings recovery, int fullChunkBytes, int initialBytes) {
        if (recovery.congestion() instanceof StandardCongestion own) {
            return own.newController(fullChunkBytes, initialBytes);
        }
        CongestionController standard = StandardCongestion.RFC9260.newController(fullChunkBytes, initialBytes);
        try {
            CongestionController users = recovery.congestion().newController(fullChunkBytes, initialBytes);
            return new GuardedController(users, fullChunkBytes, initialBytes);
        } catch (RuntimeException e) {
            return standard;
        }
    }

    /** The user's one failed: nothing it said is of use any more. */
    private void replace() {
        inner = StandardCongestion.RFC9260.newController(chunk, initialBytes);
    }

    @Override
    public void maxDataChunk(int fullChunkBytes, int initialWindowBytes, boolean untouched) {
        chunk = fullChunkBytes;
        initialBytes = initialWindowBytes;
        try {
            inner.maxDataChunk(fullChunkBytes, initialWindowBytes, untouched);
        } catch (RuntimeException e) {
            replace();
        }
    }

    @Override
    public int cwnd() {
        try {
            return Math.max(chunk, Math.min(inner.cwnd(), LARGEST_CWND));
        } catch (RuntimeException e) {
            replace();
            return inner.cwnd();
        }
    }

    @Override
    public int ssthresh() {
        try {
            return Math.max(0, inner.ssthresh());
        } catch (RuntimeException e) {
            replace();
            return inner.ssthresh();
        }
    }

    @Override
    public int partialBytesAcked() {
        try {
            return Math.max(0, inner.partialBytesAcked());
        } catch (RuntimeException e) {
            replace();
            return inner.partialBytesAcked();
        }
    }

    @Override
    public long pacingBytesPerSecond() {
        try {
            return Math.max(0, inner.pacingBytesPerSecond());
        } catch (RuntimeException e) {
            replace();
            return 0;
        }
    }

    @Override
    public void onAcked(Acknowledgement ack) {
        try {
            inner.onAcked(ack);
        } catch (RuntimeException e) {
            replace();
        }
    }

    @Override
    public void onLost(int bytes, long newestSentNs, long now) {
        try {
            inner.onLost(bytes, newestSentNs, now);
        } catch (RuntimeException e) {
            replace();
        }
    }

    @Override
    public void onFastRetransmit() {
        try {
            inner.onFastRetransmit();
        } catch (RuntimeException e) {
            replace();
        }
    }

    @Override
    public void onRetransmissionTimeout() {
        try {
            inner.onRetransmissionTimeout();
        } catch (RuntimeException e) {
            replace();
        }
    }

    @Override
    public void onIdle(long idleNs, long rtoNs) {
        try {
            inner.onIdle(idleNs, rtoNs);
        } catch (RuntimeException e) {
            replace();
        }
    }

    @Override
    public void reset() {
        try {
            inner.reset();
        } catch (RuntimeException e) {
            replace();
        }
    }
}
