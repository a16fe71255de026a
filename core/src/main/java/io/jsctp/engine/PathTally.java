package io.jsctp.engine;

/**
 * What one path has counted since it became one.
 *
 * @param path its present state
 * @param packetsSent packets sent to it
 * @param packetsReceived packets with the right tag that came from it
 * @param chunksRetransmitted DATA chunks sent to it that had been sent before
 * @param rtoExpiries expiries of its T3-rtx
 * @param mtuProbes probes of its MTU
 * @param heartbeatsUnanswered HEARTBEATs to it that were not answered in time
 */
public record PathTally(
        PathInfo path,
        long packetsSent,
        long packetsReceived,
        long chunksRetransmitted,
        long rtoExpiries,
        long mtuProbes,
        long heartbeatsUnanswered) {}
