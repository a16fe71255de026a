package io.jsctp.testkit.script.stack;

import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/** SO_RCVTIMEO and SO_SNDTIMEO: when the call that waits has waited long enough. There is one at a time. */
final class CallTimeout {
    private static final Set<String> READING = Set.of("read", "recv", "sctp_recvmsg", "accept");

    private final LongSupplier clock;
    private long endNs = Long.MAX_VALUE;

    CallTimeout(LongSupplier clock) {
        this.clock = clock;
    }

    /** A call begins to wait. */
    void begin(String call, Descriptor fd) throws SctpException {
        Duration longest =
                fd.socket.getOption(READING.contains(call) ? SctpOption.SO_RCVTIMEO : SctpOption.SO_SNDTIMEO);
        endNs = longest.isZero() ? Long.MAX_VALUE : clock.getAsLong() + longest.toNanos();
    }

    /** The call is over. */
    void end() {
        endNs = Long.MAX_VALUE;
    }

    boolean isOver() {
        return clock.getAsLong() >= endNs;
    }

    /** {@return when it has waited long enough; Long.MAX_VALUE if never, or nobody waits} */
    long endNs() {
        return endNs;
    }
}
