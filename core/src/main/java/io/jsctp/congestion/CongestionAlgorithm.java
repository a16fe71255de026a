package io.jsctp.congestion;

/** Makes the congestion controllers of paths. Thread-safe: associations of many threads ask it. */
@FunctionalInterface
public interface CongestionAlgorithm {
    /**
     * Makes the controller of a new path.
     *
     * @param fullChunkBytes the largest DATA chunk of the path with its header, PMDCS of RFC 9260 §7.2.1: the unit in which
     *     windows grow
     * @param initialWindowBytes the window to begin with
     * @return the controller, for this path alone
     */
    CongestionController newController(int fullChunkBytes, int initialWindowBytes);
}
