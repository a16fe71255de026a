package io.jsctp.engine;

import io.jsctp.congestion.Acknowledgement;
import io.jsctp.congestion.CongestionController;

/** A user's controller that has made up its mind. */
record FixedController(int cwnd, long pacingBytesPerSecond) implements CongestionController {
    @Override
    public int ssthresh() {
        return cwnd;
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
