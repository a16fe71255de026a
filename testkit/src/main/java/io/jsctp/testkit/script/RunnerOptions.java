package io.jsctp.testkit.script;

import java.util.Set;

/**
 * How strictly scripts are run.
 *
 * @param defined names for which {@code #ifdef} holds
 * @param toleranceNs by how much a time may be off if the script does not say
 * @param tolerancePercent by how much more, in percent of the time since the event before
 * @param parametersInOrder whether parameters of INIT and INIT ACK, and the types in them, have to come in the script's order;
 *     RFC 9260 does not ask for one
 * @param ignoreUnlistedParameters whether INIT and INIT ACK may have parameters that the script does not list
 * @param forwardTsnIdsInOrder whether the streams of a FORWARD TSN have to come in the script's order
 * @param acceptSplitForwardTsn whether what a script bundles after a FORWARD TSN may come in a packet of its own
 * @param checkTags whether the verification tag of each packet is checked
 * @param checkChecksums whether the CRC32c of each packet is checked
 * @param strictEnd whether packets that nobody expected at the end fail the script; otherwise they are warnings
 * @param longestWaitNs how long a packet that may come at any time is waited for
 * @param seed determines tags, TSNs and secrets of the stack
 */
public record RunnerOptions(
        Set<String> defined,
        long toleranceNs,
        double tolerancePercent,
        boolean parametersInOrder,
        boolean ignoreUnlistedParameters,
        boolean forwardTsnIdsInOrder,
        boolean acceptSplitForwardTsn,
        boolean checkTags,
        boolean checkChecksums,
        boolean strictEnd,
        long longestWaitNs,
        long seed) {
    /** As scripts for FreeBSD are meant, and all that a packet has to be is checked. */
    public static final RunnerOptions DEFAULT = new RunnerOptions(
            Set.of("FreeBSD"), 4_000_000, 5, false, false, true, false, true, true, false, 300_000_000_000L, 1);

    /**
     * Copies what can change.
     *
     * @param defined names for which {@code #ifdef} holds
     * @param toleranceNs by how much a time may be off if the script does not say
     * @param tolerancePercent by how much more, in percent of the time since the event before
     * @param parametersInOrder whether parameters of INIT and INIT ACK have to come in the script's order
     * @param ignoreUnlistedParameters whether INIT and INIT ACK may have parameters that the script does not list
     * @param forwardTsnIdsInOrder whether the streams of a FORWARD TSN have to come in the script's order
     * @param acceptSplitForwardTsn whether what a script bundles after a FORWARD TSN may come in a packet of its own
     * @param checkTags whether the verification tag of each packet is checked
     * @param checkChecksums whether the CRC32c of each packet is checked
     * @param strictEnd whether packets that nobody expected at the end fail the script
     * @param longestWaitNs how long a packet that may come at any time is waited for
     * @param seed determines tags, TSNs and secrets of the stack
     */
    public RunnerOptions {
        defined = Set.copyOf(defined);
    }

    /**
     * Changes whether packets that nobody expected fail a script.
     *
     * @param strict whether they do
     * @return the changed options
     */
    public RunnerOptions withStrictEnd(boolean strict) {
        return new RunnerOptions(
                defined,
                toleranceNs,
                tolerancePercent,
                parametersInOrder,
                ignoreUnlistedParameters,
                forwardTsnIdsInOrder,
                acceptSplitForwardTsn,
                checkTags,
                checkChecksums,
                strict,
                longestWaitNs,
                seed);
    }

    /**
     * Changes what determines the stack's tags, TSNs and secrets.
     *
     * @param other the seed
     * @return the changed options
     */
    public RunnerOptions withSeed(long other) {
        return new RunnerOptions(
                defined,
                toleranceNs,
                tolerancePercent,
                parametersInOrder,
                ignoreUnlistedParameters,
                forwardTsnIdsInOrder,
                acceptSplitForwardTsn,
                checkTags,
                checkChecksums,
                strictEnd,
                longestWaitNs,
                other);
    }
}
