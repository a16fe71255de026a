package io.jsctp.engine;

/** The ranges of the values of {@link AssociationSettings}, and what of them contradicts another. */
final class SettingsRules {
    private SettingsRules() {}

    static void check(AssociationSettingsBuilder b) {
        require(b.rtoMinNs > 0 && b.rtoMinNs <= b.rtoMaxNs, "RTO.Min must be positive and at most RTO.Max");
        require(b.rtoInitialNs >= b.rtoMinNs && b.rtoInitialNs <= b.rtoMaxNs, "RTO.Initial must lie within the bounds");
        require(b.maxBurstPackets >= 0 && b.maxInitRetransmits >= 0, "counts must not be negative");
        require(
                b.initialCwndPackets >= 0 && b.initialCwndPackets <= 1000,
                "the initial window must be 0..1000 packets");
        require(b.associationMaxRetrans >= 0 && b.pathMaxRetrans >= 0, "counts must not be negative");
        require(
                b.maxInitTimeoutNs >= 0 && b.initStaggerNs >= 0 && b.heartbeatIntervalNs >= 0 && b.idleTimeoutNs >= 0,
                "times must not be negative");
        require(b.sackDelayNs >= 0 && b.sackDelayNs <= 500_000_000L, "SACK.Delay must be at most 500 ms");
        require(b.sackFrequency >= 1 && b.cookieLifeNs > 0, "SACK frequency and cookie life must be positive");
        require(b.outboundStreams >= 1 && b.outboundStreams <= 65535, "outbound streams must be 1..65535");
        require(b.maxInboundStreams >= 1 && b.maxInboundStreams <= 65535, "inbound streams must be 1..65535");
        require(b.receiveBufferBytes >= 4096, "the receive buffer must be at least 4096 bytes");
        require(b.sendBufferBytes >= 1, "the send buffer must not be empty");
        require(b.pathMtuBytes >= 512 && b.pathMtuBytes <= 65535, "the path MTU must be 512..65535");
        require(b.linkMtuBytes == 0 || b.linkMtuBytes >= 512, "the MTU of the link must be at least 512");
        require((b.trafficClass & ~0xFC) == 0 && b.flowLabel >>> 20 == 0, "a DSCP has 6 bits, a flow label 20");
        require(b.maxSegmentBytes >= 0 && b.partialDeliveryPointBytes >= 0, "sizes must not be negative");
        require(b.allowedRequests >= 0 && b.allowedRequests <= 7, "there are three kinds of requests to allow: 0..7");
        require(!b.acceptsZeroChecksum || b.errorDetectionMethod != 0, "a zero checksum needs another error detection");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
