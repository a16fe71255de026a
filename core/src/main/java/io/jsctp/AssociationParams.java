package io.jsctp;

/**
 * Parameters of an association: {@code struct sctp_assocparams} (RFC 6458 §8.1.2). Only maxRetransmits and
 * cookieLifeMs can be set; 0 leaves them unchanged.
 *
 * @param maxRetransmits Association.Max.Retrans, 0 to 65535
 * @param peerDestinations how many addresses the peer has
 * @param peerRwnd the peer's receive window in bytes, less what is in flight
 * @param localRwnd the receive window last announced to the peer, in bytes
 * @param cookieLifeMs how long state cookies are valid, in ms
 */
public record AssociationParams(
        int maxRetransmits, int peerDestinations, long peerRwnd, long localRwnd, long cookieLifeMs) {
    /**
     * Makes the parameters to set.
     *
     * @param maxRetransmits Association.Max.Retrans; 0 leaves it
     * @param cookieLifeMs the life of state cookies in ms; 0 leaves it
     * @return the parameters
     */
    public static AssociationParams of(int maxRetransmits, long cookieLifeMs) {
        return new AssociationParams(maxRetransmits, 0, 0, 0, cookieLifeMs);
    }
}
