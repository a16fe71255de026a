package io.jsctp.engine;

import java.net.InetAddress;

/**
 * The primitives that concern one path of an association (RFC 9260 §11.1.6, §11.1.9, §11.1.10, §11.1.12). Got from {@link
 * Association#pathControl()}; what holds for the association's own primitives holds for these: outputs are pulled after
 * each, under its lock.
 */
public final class PathControl {
    private final Association association;

    PathControl(Association association) {
        this.association = association;
    }

    /**
     * SETPRIMARY (RFC 9260 §11.1.6).
     *
     * @param address the address new data shall go to
     * @return false if it is not the peer's, or not confirmed
     */
    public boolean primary(InetAddress address) {
        association.inputs.primary(address);
        Path p = association.paths.find(address);
        if (p == null || !p.isConfirmed()) {
            return false;
        }
        if (p != association.paths.primary()) {
            association.paths.primary(p);
            association.events.add(new AssociationEvent.PathChanged(address, AssociationEvent.PathChange.MADE_PRIMARY));
        }
        return true;
    }

    /**
     * REQUEST HEARTBEAT (RFC 9260 §11.1.10): one HEARTBEAT leaves at once.
     *
     * @param address the address to probe
     * @param now the time
     * @return false if it is not the peer's, or the state does not allow it
     */
    public boolean requestHeartbeat(InetAddress address, long now) {
        association.inputs.requestHeartbeat(address, now);
        Path p = association.paths.find(address);
        if (p == null || !association.state.sendsData()) {
            return false;
        }
        association.heartbeats.request(p, now);
        return true;
    }

    /**
     * Changes what one path does (RFC 9260 §11.1.9, §11.1.12). Another DSCP starts its congestion control over (§7.2.5.1).
     *
     * @param address the peer's address
     * @param parameters all that can be set for it
     * @param now the time
     * @return false if the address is not the peer's
     */
    public boolean parameters(InetAddress address, PathParameters parameters, long now) {
        association.inputs.parameters(address, parameters, now);
        Path p = association.paths.find(address);
        if (p == null) {
            return false;
        }
        p.set(parameters);
        association.heartbeats.schedule(p, now);
        return true;
    }

    /**
     * Sends to another UDP port of an address from now on, until packets from it come from another one (RFC 6951 §5.4, §6.1).
     * What is known of the network on the way there begins anew (RFC 9260 §7.2.5).
     *
     * @param address the peer's address
     * @param port its UDP port
     * @return false if the address is not the peer's
     */
    public boolean udpPort(InetAddress address, int port) {
        association.inputs.udpPort(address, port);
        Path p = association.paths.find(address);
        if (p == null) {
            return false;
        }
        p.cameFrom(port);
        return true;
    }

    /**
     * Turns the discovery of one path's MTU on or off (RFC 6458 §8.1.12, RFC 8899).
     *
     * @param address the peer's address
     * @param discovery whether it is discovered
     * @param fixedBytes the largest SCTP packet while it is not, common header included; 0 for what it is now
     * @return false if the address is not the peer's
     */
    public boolean pathMtu(InetAddress address, boolean discovery, int fixedBytes) {
        association.inputs.pathMtu(address, discovery, fixedBytes);
        Path p = association.paths.find(address);
        if (p == null) {
            return false;
        }
        if (!discovery) {
            p.discovery.disable(fixedBytes);
        } else if (!p.discovery.isEnabled()) {
            p.discovery.enable();
            association.mtuProbes.begin(p);
        }
        p.onMtuChanged();
        return true;
    }

    /**
     * Changes when one path counts as failed, and when data turns away from it (RFC 7829 §7.2). Takes effect with its next
     * error.
     *
     * @param address the peer's address
     * @param maxRetrans Path.Max.Retrans
     * @param failover the other thresholds
     * @return false if the address is not the peer's
     */
    public boolean thresholds(InetAddress address, int maxRetrans, FailoverThresholds failover) {
        association.inputs.thresholds(address, maxRetrans, failover);
        Path p = association.paths.find(address);
        if (p == null) {
            return false;
        }
        p.maxRetrans = maxRetrans;
        p.failover = failover;
        return true;
    }
}
