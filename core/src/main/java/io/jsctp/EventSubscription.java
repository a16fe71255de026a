package io.jsctp;

/**
 * Which notifications a socket wants, all at once: {@code struct sctp_event_subscribe} (RFC 6458 §6.2.1, deprecated there
 * in favour of {@link SctpOption#event}).
 *
 * @param dataIo whether messages come with a {@link ReceiveInfo}: the same as {@link SctpOption#RECVRCVINFO}
 * @param association {@link EventType#ASSOC_CHANGE}
 * @param address {@link EventType#PEER_ADDR_CHANGE}
 * @param sendFailure {@link EventType#SEND_FAILED}, the form from before RFC 6458; {@link EventType#SEND_FAILED_EVENT} stays as
 *     it is
 * @param peerError {@link EventType#REMOTE_ERROR}
 * @param shutdown {@link EventType#SHUTDOWN_EVENT}
 * @param partialDelivery {@link EventType#PARTIAL_DELIVERY_EVENT}
 * @param adaptationLayer {@link EventType#ADAPTATION_INDICATION}
 * @param authentication {@link EventType#AUTHENTICATION_EVENT}
 * @param senderDry {@link EventType#SENDER_DRY_EVENT}
 */
public record EventSubscription(
        boolean dataIo,
        boolean association,
        boolean address,
        boolean sendFailure,
        boolean peerError,
        boolean shutdown,
        boolean partialDelivery,
        boolean adaptationLayer,
        boolean authentication,
        boolean senderDry) {
    /** Nothing is wanted, as in a new socket. */
    public static final EventSubscription NONE =
            new EventSubscription(false, false, false, false, false, false, false, false, false, false);
}
