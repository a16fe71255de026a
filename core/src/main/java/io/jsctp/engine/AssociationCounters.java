package io.jsctp.engine;

/**
 * What an association counted, in RFC 3873's words. Written under the association's lock; a snapshot is a copy.
 */
public final class AssociationCounters {
    long packetsReceived;
    long packetsSent;
    long packetsDropped;
    long chunksMalformed;
    long chunksUnauthentic;
    long t3Expiries;
    long t1Expiries;
    long t2Expiries;
    long heartbeatsSent;
    long heartbeatsUnanswered;
    long controlChunksDropped;
    long chunksReneged;
    long duplicatesReported;
    long t3Mended;
    long mtuProbesSent;
    long blackHoles;
    long controlChunksSent;
    long controlChunksRepeated;
    long controlChunksReceived;
    long duplicatesReceived;
    long chunksWithoutRoom;
    long activeEstabs;
    long passiveEstabs;
    long aborteds;
    long shutdowns;

    AssociationCounters() {}

    /** {@return packets with the right tag: others leave no trace in an association} */
    public long packetsReceived() {
        return packetsReceived;
    }

    /** {@return packets sent} */
    public long packetsSent() {
        return packetsSent;
    }

    /** {@return packets dropped although their tag was right} */
    public long packetsDropped() {
        return packetsDropped;
    }

    /** {@return chunks that could not be read} */
    public long chunksMalformed() {
        return chunksMalformed;
    }

    /** {@return chunks dropped because authentication failed, or was required and missing (RFC 4895 §6.3)} */
    public long chunksUnauthentic() {
        return chunksUnauthentic;
    }

    /** {@return expiries of the T3-rtx timers (sctpAssocT3expireds of RFC 3873)} */
    public long t3Expiries() {
        return t3Expiries;
    }

    /** {@return expiries of T1-init and T1-cookie} */
    public long t1Expiries() {
        return t1Expiries;
    }

    /** {@return expiries of T2-shutdown} */
    public long t2Expiries() {
        return t2Expiries;
    }

    /** {@return HEARTBEAT chunks sent} */
    public long heartbeatsSent() {
        return heartbeatsSent;
    }

    /** {@return HEARTBEAT chunks that were not answered within an RTO} */
    public long heartbeatsUnanswered() {
        return heartbeatsUnanswered;
    }

    /** {@return answers not given because too many control chunks were waiting} */
    public long controlChunksDropped() {
        return controlChunksDropped;
    }

    /** {@return DATA chunks dropped after a gap block had, or might have, reported them (RFC 9260 §6.2)} */
    public long chunksReneged() {
        return chunksReneged;
    }

    /** {@return TSNs that the peer reported as received twice, which change nothing (RFC 9260 §6.2)} */
    public long duplicatesReported() {
        return duplicatesReported;
    }

    /** {@return how often T3-rtx was found not to run although data was in flight; a fault of this library if not 0} */
    public long t3Mended() {
        return t3Mended;
    }

    /** {@return probes of path MTUs (RFC 8899)} */
    public long mtuProbesSent() {
        return mtuProbesSent;
    }

    /** {@return how often a path was taken not to carry packets any more that it had carried (RFC 8899 §4.3)} */
    public long blackHoles() {
        return blackHoles;
    }

    AssociationCounters copy() {
        AssociationCounters c = new AssociationCounters();
        c.packetsReceived = packetsReceived;
        c.packetsSent = packetsSent;
        c.packetsDropped = packetsDropped;
        c.chunksMalformed = chunksMalformed;
        c.chunksUnauthentic = chunksUnauthentic;
        c.t3Expiries = t3Expiries;
        c.t1Expiries = t1Expiries;
        c.t2Expiries = t2Expiries;
        c.heartbeatsSent = heartbeatsSent;
        c.heartbeatsUnanswered = heartbeatsUnanswered;
        c.controlChunksDropped = controlChunksDropped;
        c.chunksReneged = chunksReneged;
        c.duplicatesReported = duplicatesReported;
        c.t3Mended = t3Mended;
        c.mtuProbesSent = mtuProbesSent;
        c.blackHoles = blackHoles;
        return c;
    }
}
