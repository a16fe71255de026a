package io.jsctp.engine;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the stream whose message is begun next, among those that have any (RFC 8260 §3). It allocates nothing once its
 * arrays have grown to the number of streams.
 */
interface StreamScheduler {
    /** A stream has something to send now. */
    void add(OutboundStream stream);

    /** A stream that was added has nothing more to send. */
    void remove(OutboundStream stream);

    /** {@return the stream whose turn it is, null if none has anything} Asking changes nothing. */
    @Nullable
    OutboundStream next();

    /** So many bytes of a stream were taken, its turn or not; it is removed afterwards if that was all. */
    void served(OutboundStream stream, int bytes);

    /** What a stream has to send first is something else, or its value is. */
    void changed(OutboundStream stream);

    /** A packet with new data is complete. */
    default void packetEnds() {}

    /** {@return whether the new data of a packet is of one stream only} */
    default boolean oneStreamPerPacket() {
        return false;
    }

    /** Shows all streams that have something to send. None may be added or removed meanwhile. */
    void forEach(Consumer<OutboundStream> action);

    /** Forgets all of them. */
    void clear();
}
