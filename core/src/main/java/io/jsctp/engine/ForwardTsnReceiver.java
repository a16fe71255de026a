package io.jsctp.engine;

import io.jsctp.wire.ChunkType;
import io.jsctp.wire.ForwardTsnView;
import io.jsctp.wire.IForwardTsnView;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.SerialNumber;

/**
 * Applies a FORWARD TSN or an I-FORWARD-TSN to what is held (RFC 3758 §3.6, RFC 8260 §2.3.1): the cumulative TSN jumps, messages
 * of which something was skipped are dropped, and what waited for them is delivered. The work is in proportion to what is
 * held and to what the chunk lists, however far it jumps.
 */
final class ForwardTsnReceiver {
    private final TsnTracker tsns;
    private final Reassembly reassembly;

    ForwardTsnReceiver(TsnTracker tsns, Reassembly reassembly) {
        this.tsns = tsns;
        this.reassembly = reassembly;
    }

    /** {@return whether all accessors of its view may be used on a chunk of either kind} */
    static boolean isValid(PacketReader chunk) {
        return chunk.type() == ChunkType.I_FORWARD_TSN ? IForwardTsnView.valid(chunk) : ForwardTsnView.valid(chunk);
    }

    /** It stands in the same place in both kinds. */
    private static int newCumulativeTsn(PacketReader chunk) {
        return ForwardTsnView.newCumulativeTsn(chunk);
    }

    /**
     * {@return how far a chunk goes now} While the reset of streams is due it goes no further than the last TSN of
     * their old numbering; the peer repeats it for what is above (RFC 6525 §5.2.2).
     */
    int skippedTo(PacketReader chunk) {
        return reassembly.held().limit(newCumulativeTsn(chunk));
    }

    /** {@return whether it skips what follows the cumulative TSN, but the reset of streams has to come first} */
    boolean isHeldBack(PacketReader chunk) {
        int asked = newCumulativeTsn(chunk);
        return asked != skippedTo(chunk) && SerialNumber.gt(asked, tsns.cumulative());
    }

    /** What is being delivered in parts is skipped; what comes of it yet is of no use. */
    void endDelivery(PacketReader chunk) {
        reassembly.endSkippedDelivery(chunk, tsns.cumulative());
    }

    /**
     * Applies a chunk that {@link #skippedTo goes} beyond the cumulative TSN.
     *
     * @return false if there is no memory for the streams that it lists: nothing has changed, as if it had been lost
     */
    boolean apply(PacketReader chunk) {
        boolean interleaved = chunk.type() == ChunkType.I_FORWARD_TSN;
        int count = interleaved ? IForwardTsnView.entryCount(chunk) : ForwardTsnView.entryCount(chunk);
        for (int i = 0; i < count; i++) {
            int streamId = interleaved ? IForwardTsnView.streamId(chunk, i) : ForwardTsnView.streamId(chunk, i);
            if (streamId < reassembly.streamCount() && !reassembly.reachStream(streamId, true)) {
                return false;
            }
        }
        int skippedTo = skippedTo(chunk);
        tsns.skipTo(skippedTo);
        reassembly.skip(chunk, skippedTo, tsns.cumulative());
        return true;
    }
}
