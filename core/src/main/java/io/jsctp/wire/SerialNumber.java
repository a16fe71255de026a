package io.jsctp.wire;

/**
 * Serial number arithmetic for TSNs (32 bits) and stream sequence numbers (16 bits): RFC 9260 §1.6, RFC 1982.
 *
 * <p>A number is less than another if the way up to the other, modulo the size of the number space, is shorter than
 * half of that space. Two numbers exactly half the space apart have no order: RFC 1982 leaves the case undefined, and
 * here every comparison of such a pair is {@code false}, in both directions.
 *
 * <p>Stateless; safe for any thread.
 */
public final class SerialNumber {
    private static final int MASK_16 = 0xFFFF;
    private static final int HALF_16 = 0x8000;

    private SerialNumber() {}

    /**
     * Tells whether {@code a} comes before {@code b}.
     *
     * @param a a 32-bit serial number
     * @param b a 32-bit serial number
     * @return true if {@code a} is less than {@code b}
     */
    public static boolean lt(int a, int b) {
        return b - a > 0;
    }

    /**
     * Tells whether {@code a} comes before {@code b} or equals it.
     *
     * @param a a 32-bit serial number
     * @param b a 32-bit serial number
     * @return true if {@code a} is less than or equal to {@code b}
     */
    public static boolean lte(int a, int b) {
        return b - a >= 0;
    }

    /**
     * Tells whether {@code a} comes after {@code b}.
     *
     * @param a a 32-bit serial number
     * @param b a 32-bit serial number
     * @return true if {@code a} is greater than {@code b}
     */
    public static boolean gt(int a, int b) {
        return lt(b, a);
    }

    /**
     * Tells whether {@code a} comes after {@code b} or equals it.
     *
     * @param a a 32-bit serial number
     * @param b a 32-bit serial number
     * @return true if {@code a} is greater than or equal to {@code b}
     */
    public static boolean gte(int a, int b) {
        return lte(b, a);
    }

    /**
     * Returns the later of two serial numbers.
     *
     * @param a a 32-bit serial number
     * @param b a 32-bit serial number
     * @return {@code b} if it is greater than {@code a}, otherwise {@code a} (also for a pair without order)
     */
    public static int max(int a, int b) {
        return lt(a, b) ? b : a;
    }

    /**
     * Tells whether {@code a} comes before {@code b} in the 16-bit space. Only the low 16 bits of either count.
     *
     * @param a a 16-bit serial number
     * @param b a 16-bit serial number
     * @return true if {@code a} is less than {@code b}
     */
    public static boolean lt16(int a, int b) {
        int distance = (b - a) & MASK_16;
        return distance != 0 && distance < HALF_16;
    }

    /**
     * Tells whether {@code a} comes before {@code b} or equals it in the 16-bit space.
     *
     * @param a a 16-bit serial number
     * @param b a 16-bit serial number
     * @return true if {@code a} is less than or equal to {@code b}
     */
    public static boolean lte16(int a, int b) {
        return ((b - a) & MASK_16) < HALF_16;
    }

    /**
     * Tells whether {@code a} comes after {@code b} in the 16-bit space.
     *
     * @param a a 16-bit serial number
     * @param b a 16-bit serial number
     * @return true if {@code a} is greater than {@code b}
     */
    public static boolean gt16(int a, int b) {
        return lt16(b, a);
    }

    /**
     * Tells whether {@code a} comes after {@code b} or equals it in the 16-bit space.
     *
     * @param a a 16-bit serial number
     * @param b a 16-bit serial number
     * @return true if {@code a} is greater than or equal to {@code b}
     */
    public static boolean gte16(int a, int b) {
        return lte16(b, a);
    }

    /**
     * Returns the 16-bit serial number after {@code a}; 0 follows 65535.
     *
     * @param a a 16-bit serial number
     * @return the next one, 0 to 65535
     */
    public static int next16(int a) {
        return (a + 1) & MASK_16;
    }
}
