package io.jsctp.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The primitives that reset and add streams (RFC 6525 §6.3). Got from {@link Association#reconfigurationControl()}; what
 * holds for the association's own primitives holds for these: outputs are pulled after each, under its lock. One request at a
 * time: until an event tells what became of it, others are refused.
 */
public final class ReconfigurationControl {
    private static final int MOST_STREAMS = 0xFFFF;

    private final Association association;

    ReconfigurationControl(Association association) {
        this.association = association;
    }

    /**
     * Lets the stream sequence numbers of streams start over (RFC 6525 §5.1.2, §5.1.3). {@link
     * AssociationEvent.StreamsReset} events tell what became of it.
     *
     * @param incoming whether the peer is asked to reset the streams that it sends on
     * @param outgoing whether streams to the peer are reset; one of both is true
     * @param streamIds the streams, each 0 to 65535; none for all
     * @param now the time
     * @return what became of the call
     */
    public ReconfigurationStatus resetStreams(boolean incoming, boolean outgoing, List<Integer> streamIds, long now) {
        association.inputs.resetStreams(incoming, outgoing, streamIds, now);
        ReconfigurationStatus refusal = refusal();
        if (refusal != null) {
            return refusal;
        }
        StreamSet streams = StreamSet.of(streamIds);
        if ((outgoing && !streams.isBelow(association.outboundStreams))
                || (incoming && !streams.isBelow(association.inboundStreams))) {
            return ReconfigurationStatus.INVALID_STREAM;
        }
        if (!association.reconfiguration.fits((incoming && outgoing ? 2 : 1) * streamIds.size())) {
            return ReconfigurationStatus.TOO_MANY_NAMED;
        }
        return begin(ReconfigurationRequest.reset(incoming, outgoing, streams, null), now);
    }

    /**
     * Lets all stream sequence numbers and TSNs of both directions start over, once all that was sent is acknowledged (RFC
     * 6525 §5.1.4). A {@link AssociationEvent.NumbersReset} event tells what became of it.
     *
     * @param now the time
     * @return what became of the call
     */
    public ReconfigurationStatus resetNumbers(long now) {
        association.inputs.resetNumbers(now);
        ReconfigurationStatus refusal = refusal();
        if (refusal != null) {
            return refusal;
        }
        return association.reconfiguration.mayResetNumbers(now)
                ? begin(ReconfigurationRequest.tsnReset(), now)
                : ReconfigurationStatus.TOO_EARLY;
    }

    /**
     * Adds streams (RFC 6525 §5.1.5, §5.1.6). {@link AssociationEvent.StreamsAdded} events tell what became of it.
     *
     * @param incoming how many the peer is asked to add, 0 for none
     * @param outgoing how many are to be added to the peer, 0 for none; one of both is positive
     * @param now the time
     * @return what became of the call
     */
    public ReconfigurationStatus addStreams(int incoming, int outgoing, long now) {
        association.inputs.addStreams(incoming, outgoing, now);
        ReconfigurationStatus refusal = refusal();
        if (refusal != null) {
            return refusal;
        }
        if (association.outboundStreams + outgoing > MOST_STREAMS
                || association.inboundStreams + incoming > MOST_STREAMS) {
            return ReconfigurationStatus.TOO_MANY_STREAMS;
        }
        return begin(ReconfigurationRequest.add(incoming, outgoing, null), now);
    }

    private @Nullable ReconfigurationStatus refusal() {
        if (association.state != AssociationState.ESTABLISHED) {
            return ReconfigurationStatus.NOT_ESTABLISHED;
        }
        if (!association.extensions().has(Extension.RECONFIGURATION)) {
            return ReconfigurationStatus.NOT_SUPPORTED;
        }
        return association.reconfiguration.isIdle() ? null : ReconfigurationStatus.ALREADY;
    }

    private ReconfigurationStatus begin(ReconfigurationRequest request, long now) {
        association.refillBursts();
        association.reconfiguration.begin(request, now);
        return ReconfigurationStatus.ACCEPTED;
    }
}
