package io.jsctp.engine;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How often packets are answered that cost the sender nothing and may come from anybody: INITs (RFC 9260 §5.1, §12.2.4.1)
 * and packets out of the blue (§8.4). One for all endpoints of a stack, which ask it while they receive; one thread at a time.
 *
 * <p>INITs are counted for the whole stack and for each source network, /24 or /64, in a table of fixed size: networks
 * that share a place in it share their rate. Which ones do depends on a secret.
 */
public class AnswerRates {
    private static final int SOURCES_BITS = 12;
    private static final int IPV4_BYTES = 4;
    private static final int IPV4_PREFIX_BYTES = 3;
    private static final int IPV6_PREFIX_BYTES = 8;

    private final boolean silent;
    private final TokenBucket inits;
    private final TokenBucket outOfTheBlue;
    private final long perSource;
    private final @Nullable TokenBucket[] bySource = new TokenBucket[1 << SOURCES_BITS];
    private final long multiplier;

    /**
     * Makes the rates of a stack.
     *
     * @param limits how often a second
     * @param entropy decides which networks share a place
     * @param silent true to answer nothing that is out of the blue
     */
    public AnswerRates(EndpointLimits limits, Entropy entropy, boolean silent) {
        this.silent = silent;
        long perSecond = limits.get(Limit.INITS_PER_SECOND);
        inits = new TokenBucket(perSecond, perSecond);
        perSource = limits.get(Limit.INITS_PER_SECOND_AND_SOURCE);
        long answers = limits.get(Limit.OUT_OF_THE_BLUE_ANSWERS_PER_SECOND);
        outOfTheBlue = new TokenBucket(answers, answers);
        byte[] secret = new byte[Long.BYTES];
        entropy.fillSecret(secret);
        multiplier = ByteBuffer.wrap(secret).getLong() | 1;
    }

    /**
     * {@return true if an INIT from this address may be answered now}
     *
     * @param source the address
     * @param budget is told if not
     * @param now the time
     */
    public boolean takesInit(InetAddress source, SharedBudget budget, long now) {
        if (!rateOf(source).take(now)) {
            budget.reached(Limit.INITS_PER_SECOND_AND_SOURCE);
            return false;
        }
        if (!inits.take(now)) {
            budget.reached(Limit.INITS_PER_SECOND);
            return false;
        }
        return true;
    }

    /**
     * {@return true if a packet out of the blue may be answered now}
     *
     * @param budget is told if not
     * @param now the time
     */
    public boolean answersOutOfTheBlue(SharedBudget budget, long now) {
        if (silent) {
            return false;
        }
        if (!outOfTheBlue.take(now)) {
            budget.reached(Limit.OUT_OF_THE_BLUE_ANSWERS_PER_SECOND);
            return false;
        }
        return true;
    }

    private TokenBucket rateOf(InetAddress source) {
        int place = placeOf(source);
        TokenBucket rate = bySource[place];
        if (rate == null) {
            rate = new TokenBucket(perSource, perSource);
            bySource[place] = rate;
        }
        return rate;
    }

    private int placeOf(InetAddress source) {
        byte[] address = source.getAddress();
        int prefixBytes = address.length == IPV4_BYTES ? IPV4_PREFIX_BYTES : IPV6_PREFIX_BYTES;
        long prefix = address.length;
        for (int i = 0; i < prefixBytes; i++) {
            prefix = (prefix << 8) ^ (address[i] & 0xff);
        }
        return (int) ((prefix * multiplier) >>> (Long.SIZE - SOURCES_BITS));
    }
}
