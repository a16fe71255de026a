package io.jsctp.engine;

final class NewReno9260 implements CongestionController {
    NewReno9260(int a, boolean b) {}

    public int cwnd() {
        return 0;
    }

    public int ssthresh() {
        return 0;
    }

    public void onRetransmissionTimeout() {}

    public void onIdle(long a, long b) {}

    public void reset() {}
}
