package io.jsctp;

import java.net.InetSocketAddress;

/**
 * A destination address of the peer changed its state: SCTP_PEER_ADDR_CHANGE (RFC 6458 §6.1.2).
 *
 * @param associationId the association
 * @param address the address
 * @param state what happened to it
 * @param error the cause, or 0
 */
public record PeerAddressChange(int associationId, InetSocketAddress address, State state, int error)
        implements Notification {
    /** What happened to an address. */
    public enum State {
        /** It is reachable again. */
        ADDR_AVAILABLE,
        /** It can't be reached any more. */
        ADDR_UNREACHABLE,
        /** The peer gave it up. */
        ADDR_REMOVED,
        /** It is new. */
        ADDR_ADDED,
        /** It is the primary one now. */
        ADDR_MADE_PRIM,
        /** It was shown to belong to the peer. */
        ADDR_CONFIRMED,
        /** It did not answer of late; told only with {@link SctpOption#EXPOSE_POTENTIALLY_FAILED_STATE} (RFC 7829 §7.1). */
        ADDR_POTENTIALLY_FAILED;

        /** {@return the number of the state in spc_state} */
        public int code() {
            return ordinal() + 1;
        }
    }

    @Override
    public EventType type() {
        return EventType.PEER_ADDR_CHANGE;
    }
}
