package io.jsctp.engine;

/** The congestion window that a path begins with (RFC 9260 §7.2.1). */
final class InitialWindow {
    private static final int IPV4_BYTES = 4404;
    private static final int IPV6_BYTES = 4344;

    private InitialWindow() {}

    /**
     * {@return the window in bytes}
     *
     * @param pmdcs the largest DATA chunk for the path
     * @param ipv6 whether the path's address is an IPv6 one
     * @param packets the window in full packets; 0 for the most that RFC 9260 §7.2.1 allows
     */
    static int bytes(int pmdcs, boolean ipv6, int packets) {
        int bytes = ipv6 ? IPV6_BYTES : IPV4_BYTES;
        return packets > 0 ? packets * pmdcs : Math.min(4 * pmdcs, Math.max(2 * pmdcs, bytes));
    }
}
