package io.jsctp.engine;

import io.jsctp.wire.SerialNumber;
import org.jspecify.annotations.Nullable;

/**
 * A message of I-DATA chunks that is not whole, or waits for its turn (RFC 8260 §2.2.3): its fragments by their sequence
 * numbers, and what they have said of it. From the moment at which it is being delivered in parts it holds only what was not
 * delivered yet.
 */
final class PartialMessage {
    final FsnTable fragments = new FsnTable();
    int streamId;
    boolean unordered;

    /** Its Message Identifier. */
    int number;

    /** Whether its beginning was delivered, so that the rest follows as it comes. */
    boolean delivering;

    /** The PPID and the TSN of its first fragment, once that was received. */
    int payloadProtocolId;

    int firstTsn;

    /** Payload from the first fragment that was not delivered to the first that is missing. */
    int readyBytes;

    /** The next one of its chain in {@link PartialMessages}. */
    @Nullable
    PartialMessage nextInChain;

    /** The first fragment that was not delivered, and the first that was not received. */
    int firstFsn;

    int missingFsn;
    private int highestFsn;
    private int lastFsn;
    private boolean ended;

    void start(Fragment f) {
        streamId = f.streamId();
        unordered = f.unordered();
        number = f.number();
        delivering = false;
        readyBytes = 0;
        firstFsn = 0;
        missingFsn = 0;
        highestFsn = 0;
        ended = false;
    }

    /**
     * Takes a fragment.
     *
     * @param mostAhead how far it can be from the first one that is missing: each of those between has a TSN above the
     *     cumulative one
     * @return false if it contradicts what the others have said
     */
    boolean add(Fragment f, int mostAhead) {
        int fsn = f.fragmentSequenceNumber();
        int ahead = fsn - missingFsn;
        boolean first = fsn == 0 && !delivering;
        if (f.begins() != first
                || ahead < 0
                || ahead > mostAhead
                || fragments.get(fsn) != null
                || (f.ends() ? ended || SerialNumber.gt(highestFsn, fsn) : ended && SerialNumber.gt(fsn, lastFsn))) {
            return false;
        }
        fragments.add(f);
        highestFsn = SerialNumber.max(highestFsn, fsn);
        if (f.begins()) {
            payloadProtocolId = f.payloadProtocolId;
            firstTsn = f.tsn;
        }
        if (f.ends()) {
            ended = true;
            lastFsn = fsn;
        }
        for (Fragment next = fragments.get(missingFsn); next != null; next = fragments.get(missingFsn)) {
            readyBytes += next.length;
            missingFsn++;
        }
        return true;
    }

    /** {@return whether all fragments that were not delivered are there} */
    boolean isComplete() {
        return ended && missingFsn == lastFsn + 1;
    }

    /** {@return whether the fragment that goes on with it is there, or the first one} */
    boolean isReady() {
        return missingFsn != firstFsn;
    }

    /** Takes out the first of the fragments that are ready. */
    Fragment takeReady() {
        Fragment f = fragments.require(firstFsn++);
        fragments.remove(f);
        readyBytes -= f.length;
        return f;
    }

    /** Takes out a fragment that is to be dropped, and may come again. */
    void takeBack(Fragment f) {
        int fsn = f.fragmentSequenceNumber();
        while (SerialNumber.gt(missingFsn, fsn)) {
            readyBytes -= fragments.require(--missingFsn).length;
        }
        ended &= !f.ends();
        fragments.remove(f);
    }
}
