package io.jsctp.congestion;

/** The congestion control that comes with the stack. */
public enum StandardCongestion implements CongestionAlgorithm {
    /** That of RFC 9260 §7.2, the default: slow start, one packet more in each round trip, half the window on loss. */
    RFC9260 {
        @Override
        public CongestionController newController(int fullChunkBytes, int initialWindowBytes) {
            return new NewReno9260(fullChunkBytes, initialWindowBytes);
        }
    },

    /**
     * CUBIC (RFC 9438): after a loss the window is 70 % and comes back along a cubic function of time, so that fast paths
     * with long round trips fill up again in seconds; where the standard would be faster it is as fast. Slow start ends when
     * the round trip gets longer (HyStart++, RFC 9406).
     */
    CUBIC {
        @Override
        public CongestionController newController(int fullChunkBytes, int initialWindowBytes) {
            return new Cubic(fullChunkBytes, initialWindowBytes);
        }
    },

    /**
     * CUBIC that tells losses by chance from congestion: a loss makes the window smaller only if the round trip says that a
     * queue has built up, or if very much is lost. For long paths with radio links in them. It needs {@code
     * RecoverySettings.timeBasedLoss} to be of use: what is lost twice would otherwise wait for T3.
     */
    TOLERANT_CUBIC {
        @Override
        public CongestionController newController(int fullChunkBytes, int initialWindowBytes) {
            return new TolerantCubic(fullChunkBytes, initialWindowBytes);
        }
    }
}
