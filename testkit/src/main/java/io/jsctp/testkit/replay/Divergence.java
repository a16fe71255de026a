package io.jsctp.testkit.replay;

/** The engine does something else than it did. */
final class Divergence extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final String recorded;
    final String replayed;

    Divergence(String recorded, String replayed) {
        super("recorded: " + recorded + ", replayed: " + replayed);
        this.recorded = recorded;
        this.replayed = replayed;
    }
}
