package io.jsctp.cli;

import java.util.concurrent.CompletableFuture;

/** One association of a soak run: what goes up to the server and down from it, and how both sides ended. */
final class SoakExchange {
    private static final int STREAMS = 8;

    /** How the client ends it. */
    enum Ending {
        /** Everything is delivered, then a shutdown. */
        GRACEFUL,
        /** An ABORT in the midst of it. */
        ABORT,
        /** Nothing of it passes any more, and the server has to find out. */
        VANISH
    }

    final long id;
    final Ending ending;
    final SoakFlow up;
    final SoakFlow down;

    /** Completed with what went wrong; empty if nothing did. */
    final CompletableFuture<String> client = new CompletableFuture<>();

    /** Completed with what went wrong; empty if nothing did. */
    final CompletableFuture<String> server = new CompletableFuture<>();

    SoakExchange(long id, Ending ending) {
        this.id = id;
        this.ending = ending;
        up = new SoakFlow(id, STREAMS);
        down = new SoakFlow(id, STREAMS);
    }

    boolean isDelivered() {
        return up.lost() == 0 && down.lost() == 0;
    }
}
