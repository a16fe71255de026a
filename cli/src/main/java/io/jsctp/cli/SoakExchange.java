package io.jsctp.cli;

import java.util.EnumSet;
import java.util.Set;

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

    /** The SCTP port of which nothing passes since it vanished; 0 if it did not. */
    volatile int mutedPort;

    private final Set<Side> done = EnumSet.noneOf(Side.class);
    private String failure = "";

    /** Who is done with it. */
    enum Side {
        CLIENT,
        SERVER
    }

    SoakExchange(long id, Ending ending) {
        this.id = id;
        this.ending = ending;
        up = new SoakFlow(id, STREAMS);
        down = new SoakFlow(id, STREAMS);
    }

    /**
     * A side is done with it; only its first word counts.
     *
     * @param why what went wrong; empty if nothing did
     * @return true if the other side was done already
     */
    synchronized boolean done(Side side, String why) {
        if (!done.add(side)) {
            return false;
        }
        failure += why;
        return done.size() == Side.values().length;
    }

    synchronized boolean isDone(Side side) {
        return done.contains(side);
    }

    synchronized String failure() {
        return failure;
    }

    boolean isDelivered() {
        return up.lost() == 0 && down.lost() == 0;
    }
}
