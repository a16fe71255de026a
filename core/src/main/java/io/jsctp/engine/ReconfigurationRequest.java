package io.jsctp.engine;

import io.jsctp.wire.AddIncomingStreamsRequestParameter;
import io.jsctp.wire.AddOutgoingStreamsRequestParameter;
import io.jsctp.wire.IncomingSsnResetRequestParameter;
import io.jsctp.wire.OutgoingSsnResetRequestParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ReConfigChunk;
import io.jsctp.wire.SsnTsnResetRequestParameter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One RE-CONFIG chunk with a request of ours, before and while it is answered: one or two parts, each with a number. */
final class ReconfigurationRequest {
    /** What a parameter asks for; pairs stand in one chunk in this order (RFC 6525 §3.1). */
    enum Part {
        OUTGOING_RESET,
        INCOMING_RESET,
        TSN_RESET,
        OUTGOING_STREAMS,
        INCOMING_STREAMS
    }

    /** The streams to be reset. */
    final StreamSet streams;

    final int newOutgoing;
    final int newIncoming;

    /** The number of the peer's request that this one answers; null if our user asked. */
    final @Nullable Integer answers;

    /** What was not answered yet. */
    private final Set<Part> open;

    private final Map<Part, Integer> numbers = new EnumMap<>(Part.class);

    private ReconfigurationRequest(
            Set<Part> parts, StreamSet streams, int newOutgoing, int newIncoming, @Nullable Integer answers) {
        this.open = parts;
        this.streams = streams;
        this.newOutgoing = newOutgoing;
        this.newIncoming = newIncoming;
        this.answers = answers;
    }

    static ReconfigurationRequest reset(
            boolean incoming, boolean outgoing, StreamSet streams, @Nullable Integer answers) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        if (outgoing) {
            parts.add(Part.OUTGOING_RESET);
        }
        if (incoming) {
            parts.add(Part.INCOMING_RESET);
        }
        return new ReconfigurationRequest(parts, streams, 0, 0, answers);
    }

    static ReconfigurationRequest tsnReset() {
        return new ReconfigurationRequest(EnumSet.of(Part.TSN_RESET), StreamSet.ALL, 0, 0, null);
    }

    static ReconfigurationRequest add(int incoming, int outgoing, @Nullable Integer answers) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        if (outgoing > 0) {
            parts.add(Part.OUTGOING_STREAMS);
        }
        if (incoming > 0) {
            parts.add(Part.INCOMING_STREAMS);
        }
        return new ReconfigurationRequest(parts, StreamSet.ALL, outgoing, incoming, answers);
    }

    boolean has(Part part) {
        return open.contains(part);
    }

    /** {@return a copy of what was not answered yet} */
    List<Part> open() {
        return List.copyOf(open);
    }

    /** A part was answered; {@return whether all of them are} */
    boolean close(Part part) {
        open.remove(part);
        return open.isEmpty();
    }

    /** {@return the part with a number, if it was not answered yet} */
    @Nullable
    Part numbered(int number) {
        for (Part part : open) {
            if (number == numbers.getOrDefault(part, number + 1)) {
                return part;
            }
        }
        return null;
    }

    /**
     * Numbers what was not answered yet, and writes it down.
     *
     * @param first the number of the first part; the second has the next one
     * @param peersLast the last number that the peer is known to have used
     * @param lastTsn the last TSN that was assigned
     */
    ReConfigChunk chunk(int first, int peersLast, int lastTsn) {
        List<Parameter> parameters = new ArrayList<>(2);
        int number = first;
        for (Part part : open) {
            numbers.put(part, number);
            parameters.add(
                    switch (part) {
                        case OUTGOING_RESET ->
                            new OutgoingSsnResetRequestParameter(
                                    number, answers == null ? peersLast : answers, lastTsn, streams.ids());
                        case INCOMING_RESET -> new IncomingSsnResetRequestParameter(number, streams.ids());
                        case TSN_RESET -> new SsnTsnResetRequestParameter(number);
                        case OUTGOING_STREAMS -> new AddOutgoingStreamsRequestParameter(number, newOutgoing);
                        case INCOMING_STREAMS -> new AddIncomingStreamsRequestParameter(number, newIncoming);
                    });
            number++;
        }
        return new ReConfigChunk(parameters);
    }
}
