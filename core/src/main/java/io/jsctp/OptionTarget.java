package io.jsctp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What an option is read or set for: an association id, a peer address, and the words for error messages. */
record OptionTarget(
        String call, int associationId, @Nullable InetSocketAddress address) {
    SctpException invalid(String rule) {
        return Errors.of(Errno.EINVAL, call, rule);
    }

    SctpException unsupported(String rule) {
        return Errors.of(Errno.EOPNOTSUPP, call, rule);
    }

    boolean isFuture() {
        return associationId == SctpConstants.SCTP_FUTURE_ASSOC;
    }

    boolean isSeveral() {
        return associationId == SctpConstants.SCTP_CURRENT_ASSOC || associationId == SctpConstants.SCTP_ALL_ASSOC;
    }
}
