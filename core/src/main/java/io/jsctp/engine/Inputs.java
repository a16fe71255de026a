package io.jsctp.engine;

import io.jsctp.link.PacketBatch;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the log of a stack, if it has one, what an association is asked to do. */
final class Inputs {
    private final Association association;
    private final @Nullable InputLog log;

    Inputs(Association association) {
        this.association = association;
        log = association.environment.log();
    }

    void receive(ByteBuffer packet, int offset, int length, InetAddress from, int udpPort, InetAddress to, long now) {
        if (log != null) {
            log.input(association, "receive", packet.slice(offset, length), from, udpPort, to, now);
        }
    }

    void timeout(long now) {
        if (log != null) {
            log.input(association, "timeout", now);
        }
    }

    void send(
            ByteBuffer payload,
            int streamId,
            int flags,
            int payloadProtocolId,
            int context,
            Reliability reliability,
            @Nullable InetAddress destination,
            long now) {
        if (log != null) {
            log.input(
                    association,
                    "send",
                    payload,
                    streamId,
                    flags,
                    payloadProtocolId,
                    context,
                    reliability.policy().ordinal(),
                    reliability.value(),
                    destination,
                    now);
        }
    }

    void shutdown(long now) {
        if (log != null) {
            log.input(association, "shutdown", now);
        }
    }

    void abort(byte[] reason, long now) {
        if (log != null) {
            log.input(association, "abort", ByteBuffer.wrap(reason), now);
        }
    }

    void settings(AssociationSettings settings, long now) {
        if (log != null) {
            log.input(association, "settings", settings, now);
        }
    }

    void consumed(InboundMessage message) {
        if (log != null) {
            log.input(association, "consumed", message);
        }
    }

    void transmit(PacketBatch batch, long now) {
        if (log != null) {
            log.input(association, "transmit", batch.capacityLeft(), batch.packetsLeft(), batch.isEmpty(), now);
        }
    }

    void wrote(PacketBatch batch, int first) {
        if (log != null) {
            log.wrote(batch, first);
        }
    }

    @Nullable
    AssociationEvent told(@Nullable AssociationEvent event) {
        if (log != null && event != null) {
            log.told(association, event);
        }
        return event;
    }

    void primary(InetAddress address) {
        if (log != null) {
            log.input(association, "primary", address);
        }
    }

    void requestHeartbeat(InetAddress address, long now) {
        if (log != null) {
            log.input(association, "requestHeartbeat", address, now);
        }
    }

    void parameters(InetAddress address, PathParameters p, long now) {
        if (log != null) {
            log.input(
                    association,
                    "parameters",
                    address,
                    p.heartbeatEnabled(),
                    p.heartbeatIntervalNs(),
                    p.maxRetrans(),
                    p.trafficClass(),
                    p.flowLabel(),
                    now);
        }
    }

    void udpPort(InetAddress address, int port) {
        if (log != null) {
            log.input(association, "udpPort", address, port);
        }
    }

    void pathMtu(InetAddress address, boolean discovery, int fixedBytes) {
        if (log != null) {
            log.input(association, "pathMtu", address, discovery, fixedBytes);
        }
    }

    void thresholds(InetAddress address, int maxRetrans, FailoverThresholds failover) {
        if (log != null) {
            log.input(
                    association,
                    "thresholds",
                    address,
                    maxRetrans,
                    failover.potentiallyFailedMaxRetrans(),
                    failover.primarySwitchoverMaxRetrans());
        }
    }

    void changeAddresses(List<InetAddress> add, List<InetAddress> remove, boolean wildcards, long now) {
        if (log != null) {
            log.input(association, "changeAddresses", add, remove, wildcards, now);
        }
    }

    void peerPrimary(InetAddress local, long now) {
        if (log != null) {
            log.input(association, "peerPrimary", local, now);
        }
    }

    void resetStreams(boolean incoming, boolean outgoing, List<Integer> streamIds, long now) {
        if (log != null) {
            log.input(association, "resetStreams", incoming, outgoing, streamIds, now);
        }
    }

    void resetNumbers(long now) {
        if (log != null) {
            log.input(association, "resetNumbers", now);
        }
    }

    void addStreams(int incoming, int outgoing, long now) {
        if (log != null) {
            log.input(association, "addStreams", incoming, outgoing, now);
        }
    }
}
