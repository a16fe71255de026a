package io.jsctp.engine;

/** Decides when a SACK leaves (RFC 9260 §6.2): at once, with every second packet, or after the delay. */
final class SackScheduler {
    private static final int DUPLICATES = 20;

    private static final int[] NONE = {};

    private int[] duplicates = NONE;
    private int duplicateCount;
    private int packets;
    private boolean pending;
    private boolean due;
    private boolean urgent;
    private boolean first = true;
    private long deadlineNs = Path.NONE;

    /** A chunk of the present packet asks for an answer without delay: a gap, a duplicate, the I bit. */
    void urgent() {
        urgent = true;
    }

    void duplicate(int tsn) {
        urgent = true;
        if (duplicateCount < DUPLICATES) {
            duplicates = duplicates.length == 0 ? new int[DUPLICATES] : duplicates;
            duplicates[duplicateCount++] = tsn;
        }
    }

    /** A packet with DATA was taken whole. The first one of an association is answered at once (§5.1). */
    void packetEnd(long now, AssociationSettings settings, boolean gaps) {
        packets++;
        pending = true;
        if (first || urgent || gaps || packets >= settings.sackFrequency() || settings.sackDelayNs() == 0) {
            now();
        } else if (deadlineNs == Path.NONE) {
            deadlineNs = now + settings.sackDelayNs();
        }
        first = false;
        urgent = false;
    }

    /** A SACK leaves as soon as possible. */
    void now() {
        due = true;
        pending = true;
        deadlineNs = Path.NONE;
    }

    /** The association begins anew: its first packet with DATA is answered at once again (§5.2.4 A). */
    void restart() {
        sent();
        urgent = false;
        first = true;
    }

    boolean due() {
        return due;
    }

    boolean pending() {
        return pending;
    }

    long deadlineNs() {
        return deadlineNs;
    }

    int duplicateCount() {
        return duplicateCount;
    }

    int duplicateTsn(int i) {
        return duplicates[i];
    }

    /** It left. */
    void sent() {
        due = false;
        pending = false;
        packets = 0;
        duplicateCount = 0;
        deadlineNs = Path.NONE;
    }
}
