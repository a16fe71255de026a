package io.jsctp;

import org.jspecify.annotations.Nullable;

/**
 * A socket that is ready for something.
 *
 * @param socket the socket
 * @param events for what: an OR of POLLIN, POLLPRI, POLLOUT as far as asked for, and POLLERR, POLLHUP, POLLNVAL
 * @param attachment what was given to {@link Poller#watch}
 */
public record PollResult(
        SctpSocket socket, int events, @Nullable Object attachment) {
    /**
     * {@return true if one of the given events is among them}
     *
     * @param event an OR of events
     */
    public boolean has(int event) {
        return (events & event) != 0;
    }
}
