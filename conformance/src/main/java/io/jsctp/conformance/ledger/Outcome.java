package io.jsctp.conformance.ledger;

/** How a test ended, from best to worst. */
enum Outcome {
    PASSED,
    SKIPPED,
    NOT_RUN,
    FAILED;

    static Outcome worse(Outcome a, Outcome b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
