package io.jsctp.engine;

/**
 * What the peer can still take: rwnd of RFC 9260 §6.2.1, the sender's silly-window rule, and the state of zero window
 * probing (§6.1 A).
 */
final class PeerWindow {
    /** More of them reach any RTO.Max, and none overflows. */
    private static final int MOST_DOUBLINGS = 20;

    private int bytes;
    private int largest;

    /** A probe may leave, or is out. */
    private boolean probing;

    private boolean answered;

    /** The last SACK had no room for the first chunk that is outstanding; none has come since T3 expired otherwise. */
    private boolean refusing;

    /** Probes since the window closed. */
    private int probes;

    int bytes() {
        return bytes;
    }

    /** A window was advertised while so many payload bytes are in flight. */
    void advertised(int aRwnd, int inFlightBytes) {
        long window = (aRwnd & 0xffffffffL) - inFlightBytes;
        bytes = (int) Math.max(0, Math.min(window, Integer.MAX_VALUE));
        largest = Math.max(largest, (int) Math.min(aRwnd & 0xffffffffL, Integer.MAX_VALUE));
    }

    void sent(int payloadBytes) {
        bytes = Math.max(0, bytes - payloadBytes);
    }

    /** A chunk was marked for retransmission: it is not in flight any more. */
    void returned(int payloadBytes) {
        bytes = (int) Math.min((long) bytes + payloadBytes, Integer.MAX_VALUE);
    }

    /**
     * How much of a fragment may leave. All of it, if the window holds it; a shorter one only if the peer's window is so
     * small that this is half of it (silly-window avoidance); all of it as a probe.
     *
     * @param whole whether a shorter one must not leave
     */
    int fit(int fragmentBytes, boolean whole, boolean nothingOutstanding) {
        if (fragmentBytes <= bytes) {
            opened();
            return fragmentBytes;
        }
        if (!whole && bytes > 0 && bytes >= largest / 2) {
            opened();
            return bytes;
        }
        return probing && nothingOutstanding ? fragmentBytes : 0;
    }

    /** It is not closed any more, or nobody wants to know: the next probe is the first again. */
    void opened() {
        probing = false;
        probes = 0;
    }

    boolean probing() {
        return probing;
    }

    /** The delay before a probe is over. */
    void probeNow() {
        probing = true;
        answered = false;
        probes = Math.min(probes + 1, MOST_DOUBLINGS);
    }

    /** A SACK came: the peer lives, whatever its window. */
    void probeAnswered() {
        answered = true;
    }

    /** The peer took the probe, but its window is as closed as before: the next one waits longer. */
    void probeTaken() {
        probing = false;
    }

    boolean probeIsAnswered() {
        return probing && answered;
    }

    /** A SACK came while chunks are outstanding: the peer may have dropped the first for lack of room (§6.2). */
    void firstOutstanding(int aRwnd, int payloadBytes) {
        refusing = Integer.compareUnsigned(aRwnd, payloadBytes) < 0;
    }

    /** {@return whether the peer, since the last expiry, said that it has no room for what is outstanding} */
    boolean isRefusing() {
        return refusing;
    }

    /** A probe that no SACK answered doubles the RTO itself, as any expiry does: then the count stays. */
    void probeExpired() {
        refusing = false;
        if (probing && answered) {
            probes = Math.min(probes + 1, MOST_DOUBLINGS);
            answered = false;
        }
    }

    /** {@return how long to wait before the next probe: the RTO, doubled with each probe} */
    long probeDelayNs(long rtoNs, long rtoMaxNs) {
        return Math.min(rtoNs << probes, rtoMaxNs);
    }

    void reset() {
        bytes = 0;
        largest = 0;
        probing = false;
        answered = false;
        refusing = false;
        probes = 0;
    }
}
