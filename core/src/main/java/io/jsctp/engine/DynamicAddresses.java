package io.jsctp.engine;

import io.jsctp.wire.AsconfAckChunk;
import io.jsctp.wire.AsconfChunk;
import io.jsctp.wire.AssociationAbortedDueToIllegalAsconfAck;
import io.jsctp.wire.Decoded;
import io.jsctp.wire.SerialNumber;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Dynamic address reconfiguration of one association (RFC 5061): which of our addresses are on their way in or out, what we
 * ask of the peer ({@link AsconfSender}), and what the peer asks of us ({@link AsconfReceiver}).
 */
final class DynamicAddresses {
    /** How long a late packet from a deleted address is not answered as one out of the blue, in RTOs (RFC 5061 §5.3). */
    private static final int DEPARTED_RTOS = 2;

    private final Association association;
    final AsconfSender sender;
    final AsconfReceiver receiver;

    /** Ours that the peer does not know of yet: packets to them are taken, none but those with ASCONF leave from them. */
    final Set<InetAddress> adding = new LinkedHashSet<>();

    /** Ours that the peer is to forget: packets to them are taken, none leave from them. */
    final Set<InetAddress> deleting = new LinkedHashSet<>();

    DynamicAddresses(Association association) {
        this.association = association;
        sender = new AsconfSender(association, this);
        receiver = new AsconfReceiver(association);
    }

    /** {@return whether ASCONF and ASCONF ACK may be sent and taken (RFC 5061 §5.1.1 C4)} */
    static boolean mayBeIn(AssociationState state) {
        return switch (state) {
            case ESTABLISHED, SHUTDOWN_PENDING, SHUTDOWN_RECEIVED, SHUTDOWN_SENT -> true;
            default -> false;
        };
    }

    boolean uses(InetAddress local) {
        return association.local.addresses().contains(local) || adding.contains(local) || deleting.contains(local);
    }

    /** {@return whether an address of ours is not one of the association for the peer any more, or not yet} */
    boolean ignoresAbortAt(InetAddress local) {
        return association.extensions().has(Extension.DYNAMIC_ADDRESSES)
                && !association.local.addresses().contains(local);
    }

    /** {@return whether packets to an address could leave from one of ours, now or when the peer has acknowledged it} */
    boolean mayReach(InetAddress peer) {
        if (association.local.sourceFor(peer) != null) {
            return true;
        }
        for (InetAddress a : adding) {
            if (a.getAddress().length == peer.getAddress().length) {
                return true;
            }
        }
        return false;
    }

    /** {@return an address that we are about to give up, from which packets leave until the peer has acknowledged another one} */
    @Nullable
    InetAddress formerSource(InetAddress peer) {
        for (InetAddress a : deleting) {
            if (a.getAddress().length == peer.getAddress().length) {
                return a;
            }
        }
        return null;
    }

    /** {@return our addresses that the peer knows of, as far as it is told of them} */
    List<InetAddress> told() {
        List<InetAddress> told = new ArrayList<>(association.localAddresses());
        for (InetAddress a : deleting) {
            if (!told.contains(a)) {
                told.add(a);
            }
        }
        return told;
    }

    /**
     * The peer deleted an address of its own: nothing goes there any more, what is outstanding there or waits for it goes
     * elsewhere, and probes of it end (RFC 5061 §5.3 F12, F13).
     */
    void removePath(Path gone, AssociationTable table, long now) {
        table.remove(gone.address, association);
        table.departed(gone.address, association.peerPort, now + DEPARTED_RTOS * gone.rto.rtoNs());
        Path heir = association.paths.heirOf(gone);
        association.outbound.leave(gone, heir);
        association.reconfiguration.onPathGone(gone, heir);
        association.shutdown.onPathGone(gone, heir);
        sender.onPathGone(gone, heir);
        association.control.removeAll(gone.address);
        association.paths.remove(gone, heir);
    }

    /**
     * Our addresses are others. Paths to which none of them leads are left until one does again; but as long as all that lead
     * anywhere are still to be acknowledged, packets leave from where they did (RFC 5061 §5.3 leaves nothing else).
     */
    void local(LocalAddresses changed, long now) {
        association.local = changed;
        PathManager paths = association.paths;
        if (!paths.anyReachableFrom(changed)) {
            return;
        }
        for (int i = 0; i < paths.count(); i++) {
            Path p = paths.get(i);
            boolean before = p.isStranded();
            p.source(changed.sourceFor(p.address), association.settings.heartbeatEnabled());
            if (p.isStranded() && !before) {
                association.events.add(
                        new AssociationEvent.PathChanged(p.address, AssociationEvent.PathChange.UNREACHABLE));
                association.control.removeAll(p.address);
            } else if (before && !p.isStranded()) {
                association.heartbeats.schedule(p, now);
                association.heartbeats.onNewPath(now);
            }
        }
        for (int i = 0; i < paths.count(); i++) {
            Path p = paths.get(i);
            if (p.isStranded()) {
                Path heir = paths.heirOf(p);
                association.outbound.redirect(p, heir);
                association.reconfiguration.onPathGone(p, heir);
                association.shutdown.onPathGone(p, heir);
                sender.onPathGone(p, heir);
            }
        }
    }

    /** Everything begins anew with a peer that was told our present addresses. */
    void restart(int peerInitialTsn) {
        adding.clear();
        deleting.clear();
        sender.restart();
        receiver.start(peerInitialTsn);
    }

    /**
     * ASCONF, behind AUTH.
     *
     * @param table which addresses lead to which association; null if it must not change now
     * @return false if the chunk is malformed
     */
    boolean onAsconf(
            Decoded decoded,
            InetAddress from,
            int udpPort,
            @Nullable AssociationTable table,
            int chunkBytes,
            long now) {
        if (!(decoded instanceof AsconfChunk asconf) || table == null) {
            return false;
        }
        if (mayBeIn(association.state)) {
            receiver.onChunk(asconf, from, udpPort, table, chunkBytes, now);
        }
        return true;
    }

    /** ASCONF ACK, behind AUTH; {@return false if the chunk is malformed} */
    boolean onAsconfAck(Decoded decoded, long now) {
        if (!(decoded instanceof AsconfAckChunk ack)) {
            return false;
        }
        if (!mayBeIn(association.state)) {
            return true;
        }
        if (SerialNumber.gte(ack.sequenceNumber(), sender.nextNumber())) {
            association.ending.abort(LossReason.PROTOCOL_VIOLATION, new AssociationAbortedDueToIllegalAsconfAck());
        } else {
            sender.onAck(ack, now);
        }
        return true;
    }
}
