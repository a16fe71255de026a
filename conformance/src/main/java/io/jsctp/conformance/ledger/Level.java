package io.jsctp.conformance.ledger;

/** How binding a requirement is. Where a list names several levels for one line, the most binding one counts. */
enum Level {
    /** MUST, MUST NOT, SHALL. */
    MUST("MUST"),
    /** SHOULD, SHOULD NOT, RECOMMENDED. */
    SHOULD("SHOULD"),
    /** MAY. */
    MAY("MAY"),
    /** A step without a capital word that matters all the same. */
    STEP("step"),
    /** The RFC leaves it open; the lists say what we do. */
    CHOICE("choice"),
    /** The list has no levels. */
    NONE("");

    private final String title;

    Level(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    static Level of(String words) {
        if (words.contains("MUST") || words.contains("SHALL")) {
            return MUST;
        }
        if (words.contains("SHOULD") || words.contains("RECOMMENDED")) {
            return SHOULD;
        }
        if (words.contains("MAY")) {
            return MAY;
        }
        if (words.contains("choice")) {
            return CHOICE;
        }
        return words.isEmpty() ? NONE : STEP;
    }
}
