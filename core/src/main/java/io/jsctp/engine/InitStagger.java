package io.jsctp.engine;

import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;

/**
 * INITs to several addresses of the peer, a little apart, without waiting for T1: an address that does not answer costs a moment
 * instead of an RTO. Families take turns, as RFC 8305 §4 has it for TCP. Who answers needs no state for an INIT, and the
 * first INIT ACK settles which address it is (RFC 9260 §5.1); later ones are out of place and dropped.
 */
final class InitStagger {
    /** No more addresses than these are tried at once. */
    private static final int MOST = 8;

    private final Association association;
    private List<Path> order = List.of();
    private int sent;
    private long deadlineNs = Path.NONE;

    InitStagger(Association association) {
        this.association = association;
    }

    long deadlineNs() {
        return deadlineNs;
    }

    void stop() {
        deadlineNs = Path.NONE;
    }

    /** {@return whether several addresses have been asked, so that it is not known whom an answer is for} */
    boolean isUnderWay() {
        return sent > 1;
    }

    /** An INIT left for a path; the others are to follow. */
    void begin(Path first, long now) {
        if (association.settings.initStaggerNs() == 0 || association.paths.count() < 2) {
            return;
        }
        order = orderFrom(first);
        sent = 1;
        deadlineNs = order.size() > 1 ? now + association.settings.initStaggerNs() : Path.NONE;
    }

    private List<Path> orderFrom(Path first) {
        List<Path> left = new ArrayList<>();
        for (int i = 1; i < association.paths.count(); i++) {
            Path p = association.paths.get((first.index + i) % association.paths.count());
            if (p.isConfirmed()) {
                left.add(p);
            }
        }
        List<Path> all = new ArrayList<>(List.of(first));
        while (!left.isEmpty() && all.size() < MOST) {
            boolean v4 = all.get(all.size() - 1).address instanceof Inet4Address;
            int next = 0;
            while (next < left.size() && left.get(next).address instanceof Inet4Address == v4) {
                next++;
            }
            all.add(left.remove(next < left.size() ? next : 0));
        }
        return all;
    }

    /** {@return where the INIT goes that is due} The one after it is due later, if there is one. */
    Path next(long now) {
        Path p = order.get(sent++);
        deadlineNs = sent < order.size() ? now + association.settings.initStaggerNs() : Path.NONE;
        return p;
    }
}
