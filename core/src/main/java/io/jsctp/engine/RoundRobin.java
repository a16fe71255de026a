package io.jsctp.engine;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Streams take turns, by message or, if so made, by packet (RFC 8260 §3.2, §3.3). */
final class RoundRobin implements StreamScheduler {
    private final boolean perPacket;
    private final ArrayDeque<OutboundStream> round = new ArrayDeque<>(0);

    /** The stream whose turn ends with the packet; null if none has put anything into it. */
    private @Nullable OutboundStream inPacket;

    RoundRobin(boolean perPacket) {
        this.perPacket = perPacket;
    }

    @Override
    public void add(OutboundStream stream) {
        round.add(stream);
    }

    @Override
    public void remove(OutboundStream stream) {
        if (round.peekLast() == stream) {
            round.pollLast();
        } else {
            round.remove(stream);
        }
    }

    @Override
    public @Nullable OutboundStream next() {
        return round.peek();
    }

    @Override
    public void served(OutboundStream stream, int bytes) {
        if (perPacket) {
            inPacket = stream;
        } else {
            pass(stream);
        }
    }

    /** The turn of the stream is over; parts of a message that was begun before come out of turn. */
    private void pass(OutboundStream stream) {
        if (round.peek() == stream) {
            round.add(round.remove());
        }
    }

    @Override
    public void changed(OutboundStream stream) {}

    @Override
    public void packetEnds() {
        OutboundStream stream = inPacket;
        if (stream != null) {
            inPacket = null;
            pass(stream);
        }
    }

    @Override
    public boolean oneStreamPerPacket() {
        return perPacket;
    }

    @Override
    public void forEach(Consumer<OutboundStream> action) {
        round.forEach(action);
    }

    @Override
    public void clear() {
        round.clear();
        inPacket = null;
    }
}
