package io.jsctp.engine;

import java.net.InetAddress;
import java.util.List;

/**
 * The primitives that change our addresses of an association that is up (RFC 5061). Got from {@link
 * Association#addressControl()}; what holds for the association's own primitives holds for these: outputs are pulled after
 * each, under its lock.
 */
public final class AddressControl {
    private final Association association;

    AddressControl(Association association) {
        this.association = association;
    }

    /**
     * Tells whether {@link #change} would be accepted, apart from the addresses.
     *
     * @return ACCEPTED, NOT_ESTABLISHED or NOT_SUPPORTED
     */
    public AddressStatus mayChange() {
        return association.addresses.sender.mayAsk(AsconfRequest.Kind.ADD);
    }

    /**
     * Adds addresses to the association and takes others out. An added one is used as a source as soon as the peer has
     * acknowledged it; one that is taken out is not from now on, and packets that come to it are taken until the peer has
     * acknowledged that (RFC 5061 §5.3). Those that this peer may not be told of, such as loopback addresses, and those that
     * are in the association, or are not, already are passed over. If the peer refuses, all stays as it was for that address,
     * and a {@link AssociationEvent.RemoteError} tells why.
     *
     * @param add the addresses to add
     * @param remove the addresses to take out; another one must stay
     * @param wildcards whether the addresses are not named in the chunks, as behind a NAT (RFC 6951 §5.7); then those that
     *     stay after a removal may be one only
     * @param now the time
     * @return what became of the call; unless ACCEPTED nothing has changed
     */
    public AddressStatus change(List<InetAddress> add, List<InetAddress> remove, boolean wildcards, long now) {
        association.inputs.changeAddresses(add, remove, wildcards, now);
        association.refillBursts();
        return association.addresses.sender.change(add, remove, wildcards, now);
    }

    /**
     * Asks the peer to make an address of ours the primary one, to which it sends (RFC 5061 §4.2.4).
     *
     * @param local an address of the association, or one that is being added
     * @param now the time
     * @return what became of the call
     */
    public AddressStatus peerPrimary(InetAddress local, long now) {
        association.inputs.peerPrimary(local, now);
        association.refillBursts();
        return association.addresses.sender.peerPrimary(local, now);
    }

    /**
     * {@return whether the association still takes packets that come to an address: it is one of its own, or being added or
     * taken out}
     *
     * @param local the address
     */
    public boolean uses(InetAddress local) {
        return association.addresses.uses(local);
    }
}
