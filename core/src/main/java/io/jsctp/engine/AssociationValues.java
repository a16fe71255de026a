package io.jsctp.engine;

import org.jspecify.annotations.Nullable;

/** The values that {@link AssociationSettingsBuilder} collects, as RFC 9260 §16 recommends them until they are set. */
abstract class AssociationValues {
    long rtoInitialNs = 1_000_000_000L;
    long rtoMinNs = 1_000_000_000L;
    long rtoMaxNs = 60_000_000_000L;
    int maxBurstPackets = 4;
    int initialCwndPackets = 0;
    RecoverySettings recovery = RecoverySettings.RFC9260;
    int associationMaxRetrans = 10;
    int pathMaxRetrans = 5;
    int maxInitRetransmits = 8;
    long maxInitTimeoutNs = 0L;
    long initStaggerNs = 0L;
    boolean heartbeatEnabled = true;
    long heartbeatIntervalNs = 30_000_000_000L;
    long sackDelayNs = 200_000_000L;
    int sackFrequency = 2;
    long cookieLifeNs = 60_000_000_000L;
    int outboundStreams = 10;
    int maxInboundStreams = 2048;
    int receiveBufferBytes = 1 << 18;
    int sendBufferBytes = 1 << 20;
    boolean noDelay = false;
    int pathMtuBytes = 1452;
    int maxSegmentBytes = 0;
    int partialDeliveryPointBytes = 0;
    boolean mixesMessages = false;
    boolean fragmentsDisabled = false;

    @Nullable
    Integer adaptationIndication;

    boolean senderDryEvents = false;
    boolean reneging = true;
    long idleTimeoutNs = 0L;
    int trafficClass = 0;
    int flowLabel = 0;
    FailoverThresholds failover = FailoverThresholds.DEFAULT;
    Extensions extensions = Extensions.NONE;
    boolean pathMtuDiscovery = false;
    int linkMtuBytes = 0;
    StreamScheduling streamScheduling = StreamScheduling.DEFAULT;
    AuthSettings auth = AuthSettings.DEFAULT;
    int allowedRequests;
    int errorDetectionMethod;
    boolean acceptsZeroChecksum;
}
