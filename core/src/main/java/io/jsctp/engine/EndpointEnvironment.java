package io.jsctp.engine;

/**
 * What the endpoints of one stack have in common.
 *
 * @param limits what they may use at most
 * @param budget what they share
 * @param entropy their source of unpredictable numbers
 * @param answers how often they answer strangers
 */
public record EndpointEnvironment(EndpointLimits limits, SharedBudget budget, Entropy entropy, AnswerRates answers) {
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
