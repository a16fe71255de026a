package io.jsctp.engine;

import io.jsctp.wire.ForwardTsnView;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.SerialNumber;

/**
 * Applies a FORWARD TSN to what is held (RFC 3758 §3.6): the cumulative TSN jumps, messages of which something was skipped
 * are dropped, and what waited for them is delivered. The work is in proportion to what is held and to what the chunk lists,
 * however far it jumps.
 */
final class ForwardTsnReceiver {
    private final TsnTracker tsns;
    private final Reassembly reassembly;

    ForwardTsnReceiver(TsnTracker tsns, Reassembly reassembly) {
        this.tsns = tsns;
        this.reassembly = reassembly;
    }

    /**
     * {@return how far a FORWARD TSN goes now} While the reset of streams is due it goes no further than the last TSN of
     * their old numbering; the peer repeats it for what is above (RFC 6525 §5.2.2).
     */
    int skippedTo(PacketReader chunk) {
        return reassembly.held().limit(ForwardTsnView.newCumulativeTsn(chunk));
    }

    /** {@return whether it skips what follows the cumulative TSN, but the reset of streams has to come first} */
    boolean isHeldBack(PacketReader chunk) {
        int asked = ForwardTsnView.newCumulativeTsn(chunk);
        return asked != skippedTo(chunk) && SerialNumber.gt(asked, tsns.cumulative());
    }

    /** The message that is being delivered in parts is skipped; what comes of it yet is of no use. */
    void endDelivery() {
        SkippedMessages skipped = reassembly.skipped();
        if (skipped.abortDelivery()) {
            skipped.dropIncomplete(tsns.cumulative());
            skipped.dropHead(tsns.cumulative());
        }
    }

    /**
     * Applies a FORWARD TSN that {@link #skippedTo goes} beyond the cumulative TSN.
     *
     * @return false if there is no memory for the streams that it lists: nothing has changed, as if it had been lost
     */
    boolean apply(PacketReader chunk) {
        int skippedTo = skippedTo(chunk);
        int count = ForwardTsnView.entryCount(chunk);
        for (int i = 0; i < count; i++) {
            int streamId = ForwardTsnView.streamId(chunk, i);
            if (exists(streamId) && !reassembly.reachStream(streamId, true)) {
                return false;
            }
        }
        tsns.skipTo(skippedTo);
        SkippedMessages skipped = reassembly.skipped();
        boolean aborted = skipped.abortDelivery();
        skipped.dropIncomplete(skippedTo);
        for (int i = 0; i < count; i++) {
            int streamId = ForwardTsnView.streamId(chunk, i);
            if (exists(streamId)) {
                skipped.expectAfter(streamId, ForwardTsnView.streamSequenceNumber(chunk, i));
            }
        }
        skipped.dropHead(tsns.cumulative());
        skipped.deliverPassed();
        for (int i = 0; i < count; i++) {
            int streamId = ForwardTsnView.streamId(chunk, i);
            if (exists(streamId)) {
                reassembly.deliverWaiting(streamId);
            }
        }
        if (aborted) {
            reassembly.deliverDue(tsns.cumulative() + 1);
        }
        return true;
    }

    private boolean exists(int streamId) {
        return streamId < reassembly.streamCount();
    }
}
