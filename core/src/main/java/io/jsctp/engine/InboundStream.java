package io.jsctp.engine;

import io.jsctp.wire.SerialNumber;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One stream from the peer: the sequence number that is next, and whole messages that wait for their turn (§6.6). */
final class InboundStream {
    private int nextSsn;
    private @Nullable Map<Integer, InboundMessage> waiting;

    int nextSsn() {
        return nextSsn;
    }

    void advance() {
        nextSsn = SerialNumber.next16(nextSsn);
    }

    /** Keeps a message that is ahead of its turn; false if one with its number waits already, or its turn is over. */
    boolean hold(InboundMessage m) {
        if (SerialNumber.lt16(m.ssn(), nextSsn)) {
            return false;
        }
        Map<Integer, InboundMessage> map = waiting;
        if (map == null) {
            map = new HashMap<>();
            waiting = map;
        }
        return map.putIfAbsent(m.ssn(), m) == null;
    }

    /** {@return the message whose turn it is, taken out; null if it did not come yet} */
    @Nullable
    InboundMessage takeNext() {
        Map<Integer, InboundMessage> map = waiting;
        if (map == null || map.isEmpty()) {
            return null;
        }
        InboundMessage m = map.remove(nextSsn);
        if (m != null) {
            advance();
        }
        return m;
    }

    Iterable<InboundMessage> held() {
        Map<Integer, InboundMessage> map = waiting;
        return map == null ? java.util.List.of() : map.values();
    }
}
