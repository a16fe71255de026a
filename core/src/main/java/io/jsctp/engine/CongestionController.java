package io.jsctp.engine;

interface CongestionController {
    int cwnd();

    int ssthresh();

    void onRetransmissionTimeout();

    void onIdle(long a, long b);

    void reset();
}
