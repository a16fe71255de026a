package io.jsctp.conformance.ledger;

import java.util.List;

/** What keeps the ledger from being made, or from being right: one line for each fault. */
final class LedgerException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> faults;

    LedgerException(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    List<String> faults() {
        return faults;
    }
}
