package io.jsctp.engine;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoints of one stack have in common.
 *
 * @param limits what they may use at most
 * @param budget what they share
 * @param entropy their source of unpredictable numbers
 * @param answers how often they answer strangers
 * @param wireEpochNs a random time; what peers are told of the clock is counted from it, so that it does not tell them how
 *     long this host, or the program, has been running
 * @param log is told of what goes in and comes out; null for nobody
 */
public record EndpointEnvironment(
        EndpointLimits limits,
        SharedBudget budget,
        Entropy entropy,
        AnswerRates answers,
        long wireEpochNs,
        @Nullable InputLog log) {
    /**
     * An environment that answers strangers as often as the limits allow.
     *
     * @param limits what endpoints may use at most
     * @param budget what they share
     * @param entropy their source of unpredictable numbers
     */
    public EndpointEnvironment(EndpointLimits limits, SharedBudget budget, Entropy entropy) {
        this(limits, budget, entropy, new AnswerRates(limits, entropy, false));
    }

    /**
     * An environment with an epoch of its own.
     *
     * @param limits what endpoints may use at most
     * @param budget what they share
     * @param entropy their source of unpredictable numbers
     * @param answers how often they answer strangers
     */
    public EndpointEnvironment(EndpointLimits limits, SharedBudget budget, Entropy entropy, AnswerRates answers) {
        this(limits, budget, entropy, answers, null);
    }

    /**
     * An environment with an epoch of its own whose endpoints are recorded.
     *
     * @param limits what endpoints may use at most
     * @param budget what they share
     * @param entropy their source of unpredictable numbers
     * @param answers how often they answer strangers
     * @param log is told of what goes in and comes out; null for nobody
     */
    public EndpointEnvironment(
            EndpointLimits limits, SharedBudget budget, Entropy entropy, AnswerRates answers, @Nullable InputLog log) {
        this(limits, budget, entropy, answers, drawEpoch(entropy), log);
    }

    private static long drawEpoch(Entropy entropy) {
        byte[] epoch = new byte[Long.BYTES];
        entropy.fillSecret(epoch);
        return ByteBuffer.wrap(epoch).getLong();
    }

    /**
     * An environment that is shared with nobody.
     *
     * @param limits what the endpoint may use at most
     * @param entropy its source of unpredictable numbers
     * @return the environment, with a budget that has room for 100,000 associations
     */
    public static EndpointEnvironment alone(EndpointLimits limits, Entropy entropy) {
        return new EndpointEnvironment(limits, new LocalBudget(100_000, 100_000), entropy);
    }
}
