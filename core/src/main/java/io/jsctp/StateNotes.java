package io.jsctp;

import io.jsctp.engine.AssociationEvent;
import io.jsctp.link.CapturedLink;
import io.jsctp.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * Notes where an association changes its state: in a capture, whose packets do not say it themselves, and in a recording of
 * the JVM's flight recorder.
 */
final class StateNotes {
    private final @Nullable CapturedLink capture;
    private final boolean recorder = isPresent("jdk.jfr");

    StateNotes(Link link) {
        capture = link instanceof CapturedLink captured ? captured : null;
    }

    /** {@return whether the JVM has a module that we can do without} */
    static boolean isPresent(String module) {
        return ModuleLayer.boot().findModule(module).isPresent();
    }

    void note(AssociationDriver driver, AssociationEvent event) {
        CapturedLink to = capture;
        boolean recorded = recorder && FlightEvents.areWanted();
        String what = to == null && !recorded ? null : describe(event);
        if (what == null) {
            return;
        }
        if (to != null) {
            to.comment("association " + driver + ": " + what);
        }
        if (recorded) {
            FlightEvents.stateChanged(driver.toString(), what);
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
