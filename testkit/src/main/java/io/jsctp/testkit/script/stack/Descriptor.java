package io.jsctp.testkit.script.stack;

import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpState;
import io.jsctp.Style;

/**
 * A socket and what a descriptor adds to it. The socket itself never blocks: whether a call of the script waits is decided
 * by the flag here.
 */
final class Descriptor {
    final SctpSocket socket;
    boolean nonBlocking;

    Descriptor(SctpSocket socket) throws SctpException {
        this.socket = socket;
        socket.configureBlocking(false);
    }

    boolean isOneToMany() {
        return socket.style() == Style.ONE_TO_MANY;
    }

    /** {@return true if a one-to-one socket never had an association and is not setting one up} */
    boolean isFresh() throws SctpException {
        return socket.getOption(SctpOption.STATUS).associationId() == 0;
    }

    /** {@return true if the association of a one-to-one socket is set up} */
    boolean isUp() throws SctpException {
        return socket.getOption(SctpOption.STATUS).state().ordinal() >= SctpState.ESTABLISHED.ordinal();
    }
}
