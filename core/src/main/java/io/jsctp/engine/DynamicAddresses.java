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
        Path heir = association.paths.heirOf(gone);
        association.outbound.leave(gone, heir);
        association.reconfiguration.onPathGone(gone, heir);
        association.shutdown.onPathGone(gone, heir);
        sender.onPathGone(gone, heir);
        association.control.removeAll(gone.address);
        association.paths.remove(gone, heir);
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
