package io.jsctp.engine;

/** What the sending half of an association counts: plain numbers, under the association's lock. */
final class SendCounters {
    /** DATA chunks put into packets, whether for the first time or again. */
    long dataChunks;

    long ordered;
    long unordered;
    long fragmentedMessages;
    long fast;
    long afterT3;
    long byTime;
    long tailProbes;
    long windowProbes;
    long gapReports;
    long zeroWindows;

    private boolean shut;

    /** A chunk is written for the first time. */
    void first(OutboundMessage m, int offset, int bytes) {
        if (m.unordered) {
            unordered++;
        } else {
            ordered++;
        }
        fragmentedMessages += m.beginsMessage && offset == 0 && bytes < m.length ? 1 : 0;
    }

    /** The peer told its window. */
    void window(int advertised) {
        zeroWindows += advertised == 0 && !shut ? 1 : 0;
        shut = advertised == 0;
    }
}
