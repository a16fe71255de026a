package io.jsctp.engine;

import io.jsctp.congestion.Acknowledgement;
import io.jsctp.congestion.CongestionController;

/** Congestion control that never holds anything back: what is measured is not how windows move. */
final class OpenWindow implements CongestionController {
    @Override
    public int cwnd() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int ssthresh() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void onAcked(Acknowledgement ack) {}

    @Override
    public void onFastRetransmit() {}

    @Override
    public void onRetransmissionTimeout() {}

    @Override
    public void onIdle(long idleNs, long rtoNs) {}

    @Override
    public void reset() {}
}
