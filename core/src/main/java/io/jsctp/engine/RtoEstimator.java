package io.jsctp.engine;

final class RtoEstimator {
    RtoEstimator(long a, long b, long c) {}

    void sample(long r) {}

    void backoff() {}

    long rtoNs() {
        return 0;
    }

    long srttNs() {
        return 0;
    }

    void bounds(long a, long b, long c) {}

    void reset() {}
}
