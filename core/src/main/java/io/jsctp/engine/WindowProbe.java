package io.jsctp.engine;

import java.util.List;

/**
 * Probing of a peer's window that is shut (RFC 9260 §6.1 A): when a probe is due, what its answer means, and what a T3 that
 * expires meanwhile does not mean. The delay of a probe is kept by the T3 of the path that the probe will take.
 */
final class WindowProbe {
    private final SendQueue queue;
    private final OutstandingData outstanding;
    private final PeerWindow window;
    private final Transmission transmission;
    private AssociationSettings settings;

    WindowProbe(
            SendQueue queue,
            OutstandingData outstanding,
            PeerWindow window,
            Transmission transmission,
            AssociationSettings settings) {
        this.queue = queue;
        this.outstanding = outstanding;
        this.window = window;
        this.transmission = transmission;
        this.settings = settings;
    }

    void settings(AssociationSettings changed) {
        settings = changed;
    }

    /**
     * Called when nothing more may leave: data held back by a closed window alone needs a probe (RFC 9260 §6.1 A). Then the
     * T3 of one path runs though nothing is outstanding; in any other case none does.
     */
    void arm(List<Path> paths, Path dataPath, int fragmentBytes, long now) {
        if (!outstanding.isEmpty()) {
            return;
        }
        OutboundMessage m = queue.head();
        if (m == null) {
            window.opened();
            stopT3(paths);
        } else if (transmission.fit(m, fragmentBytes, true) > 0) {
            stopT3(paths);
        } else if (!anyT3Runs(paths)) {
            dataPath.startT3(now, window.probeDelayNs(dataPath.rto.rtoNs(), settings.rtoMaxNs()));
        }
    }

    private static void stopT3(List<Path> paths) {
        for (int i = 0; i < paths.size(); i++) {
            paths.get(i).stopT3();
        }
    }

    private static boolean anyT3Runs(List<Path> paths) {
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i).t3Running()) {
                return true;
            }
        }
        return false;
    }

    /** If the window opened while a probe was out, the probe is sent again at once with what fits (RFC 9260 §6.1 A). */
    void onAnswered(int aRwnd, List<Path> paths) {
        window.probeAnswered();
        if (outstanding.isEmpty()) {
            window.probeTaken();
            return;
        }
        int probeBytes = outstanding.inFlightPayloadBytes;
        if (probeBytes == 0 || Integer.compareUnsigned(aRwnd, probeBytes) < 0) {
            return;
        }
        window.opened();
        for (int tsn = outstanding.firstTsn; tsn != outstanding.nextTsn; tsn++) {
            if (outstanding.state(tsn) == OutstandingData.IN_FLIGHT) {
                Path p = paths.get(outstanding.path(tsn));
                window.returned(outstanding.length(tsn));
                outstanding.mark(tsn, p, p, false);
                outstanding.markedAsProbe(tsn);
                p.stopT3();
            }
        }
    }

    /** True if a T3 expiry now says nothing about the path: the peer's window is shut and it answers (§6.1 A). */
    boolean isAnswered() {
        return window.probeIsAnswered();
    }

    /** True if a T3 expiry now says nothing about the peer: it answers, and has no room for what is sent again (§6.1 A). */
    boolean isRefused() {
        return window.isRefusing();
    }

    /** T3 ran with nothing outstanding, and expired: the window is shut still, a probe is due (§6.1 A). */
    void sendNow() {
        window.probeNow();
    }
}
