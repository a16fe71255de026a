package io.jsctp.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Random (RFC 4895 §3.1): the sender's share of the keys of authenticated chunks. Only in INIT and INIT ACK. That it has to
 * be 32 bytes long is for the engine to check, which has to answer other lengths with an ABORT (§6.1).
 *
 * @param random the random number
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record RandomParameter(byte[] random) implements Parameter {
    /**
     * Checks that a length field can tell the size.
     *
     * @param random the random number
     * @throws IllegalArgumentException if it has more than 65531 bytes
     */
    public RandomParameter {
        Bytes.checkValue(random, "Random Number");
    }

    @Override
    public int type() {
        return ParameterType.RANDOM;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE + random.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof RandomParameter other && Arrays.equals(random, other.random);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(random);
    }

    @Override
    public String toString() {
        return "RandomParameter[" + Bytes.brief(random) + "]";
    }
}
