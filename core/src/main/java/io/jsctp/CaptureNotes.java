package io.jsctp;

import io.jsctp.engine.AssociationEvent;
import io.jsctp.link.CapturedLink;
import io.jsctp.link.Link;
import org.jspecify.annotations.Nullable;

/** Marks a capture where an association changes its state: what the packets there do not say themselves. */
final class CaptureNotes {
    private final @Nullable CapturedLink capture;

    CaptureNotes(Link link) {
        capture = link instanceof CapturedLink captured ? captured : null;
    }

    void note(AssociationDriver driver, AssociationEvent event) {
        CapturedLink to = capture;
        String what = to == null ? null : describe(event);
        if (to != null && what != null) {
            to.comment("association " + driver + ": " + what);
        }
    }

    private static @Nullable String describe(AssociationEvent event) {
        if (event instanceof AssociationEvent.CommunicationUp up) {
            return "up, " + up.outboundStreams() + " streams out, " + up.inboundStreams() + " in";
        }
        if (event instanceof AssociationEvent.Restarted restarted) {
            return "restarted by the peer, " + restarted.outboundStreams() + " streams out, "
                    + restarted.inboundStreams() + " in";
        }
        if (event instanceof AssociationEvent.CommunicationLost lost) {
            return (lost.wasUp() ? "lost: " : "not set up: ")
                    + lost.reason()
                    + (lost.causeCode() == 0 ? "" : ", cause " + lost.causeCode());
        }
        if (event instanceof AssociationEvent.PathChanged changed) {
            return "path to " + changed.address().getHostAddress() + " " + changed.change();
        }
        if (event instanceof AssociationEvent.PeerShutdown) {
            return "the peer shuts down";
        }
        return event instanceof AssociationEvent.ShutdownComplete ? "shut down" : null;
    }
}
