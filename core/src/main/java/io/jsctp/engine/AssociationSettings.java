package io.jsctp.engine;

import org.jspecify.annotations.Nullable;

/**
 * The protocol parameters of one association (RFC 9260 §16 and the sizes around them). Immutable; a changed copy is made
 * through {@link #toBuilder()}. Times are nanoseconds, sizes bytes.
 */
public final class AssociationSettings {
    /** {@link #allowedRequests()}: the peer may reset streams (RFC 6525 §6.3.1). */
    public static final int ALLOW_STREAM_RESETS = 1;

    /** {@link #allowedRequests()}: the peer may reset all numbers, TSNs too. */
    public static final int ALLOW_NUMBER_RESETS = 2;

    /** {@link #allowedRequests()}: the peer may add streams. */
    public static final int ALLOW_STREAM_ADDITIONS = 4;

    private static final AssociationSettings DEFAULTS = new AssociationSettingsBuilder().build();
    private final long rtoInitialNs;
    private final long rtoMinNs;
    private final long rtoMaxNs;
    private final int maxBurstPackets;
    private final int initialCwndPackets;
    private final RecoverySettings recovery;
    private final int associationMaxRetrans;
    private final int pathMaxRetrans;
    private final int maxInitRetransmits;
    private final long maxInitTimeoutNs;
    private final long initStaggerNs;
    private final boolean heartbeatEnabled;
    private final long heartbeatIntervalNs;
    private final long sackDelayNs;
    private final int sackFrequency;
    private final long cookieLifeNs;
    private final int outboundStreams;
    private final int maxInboundStreams;
    private final int receiveBufferBytes;
    private final int sendBufferBytes;
    private final boolean noDelay;
    private final int pathMtuBytes;
    private final int maxSegmentBytes;
    private final int partialDeliveryPointBytes;
    private final boolean mixesMessages;
    private final boolean fragmentsDisabled;
    private final @Nullable Integer adaptationIndication;
    private final boolean senderDryEvents;
    private final boolean reneging;
    private final long idleTimeoutNs;
    private final int trafficClass;
    private final int flowLabel;
    private final FailoverThresholds failover;
    private final Extensions extensions;
    private final boolean pathMtuDiscovery;
    private final int linkMtuBytes;
    private final StreamScheduling streamScheduling;
    private final AuthSettings auth;
    private final int allowedRequests;
    private final int errorDetectionMethod;
    private final boolean acceptsZeroChecksum;

    AssociationSettings(AssociationSettingsBuilder b) {
        rtoInitialNs = b.rtoInitialNs;
        rtoMinNs = b.rtoMinNs;
        rtoMaxNs = b.rtoMaxNs;
        maxBurstPackets = b.maxBurstPackets;
        initialCwndPackets = b.initialCwndPackets;
        recovery = b.recovery;
        associationMaxRetrans = b.associationMaxRetrans;
        pathMaxRetrans = b.pathMaxRetrans;
        maxInitRetransmits = b.maxInitRetransmits;
        maxInitTimeoutNs = b.maxInitTimeoutNs;
        initStaggerNs = b.initStaggerNs;
        heartbeatEnabled = b.heartbeatEnabled;
        heartbeatIntervalNs = b.heartbeatIntervalNs;
        sackDelayNs = b.sackDelayNs;
        sackFrequency = b.sackFrequency;
        cookieLifeNs = b.cookieLifeNs;
        outboundStreams = b.outboundStreams;
        maxInboundStreams = b.maxInboundStreams;
        receiveBufferBytes = b.receiveBufferBytes;
        sendBufferBytes = b.sendBufferBytes;
        noDelay = b.noDelay;
        pathMtuBytes = b.pathMtuBytes;
        maxSegmentBytes = b.maxSegmentBytes;
        partialDeliveryPointBytes = b.partialDeliveryPointBytes;
        mixesMessages = b.mixesMessages;
        fragmentsDisabled = b.fragmentsDisabled;
        adaptationIndication = b.adaptationIndication;
        senderDryEvents = b.senderDryEvents;
        reneging = b.reneging;
        idleTimeoutNs = b.idleTimeoutNs;
        trafficClass = b.trafficClass;
        flowLabel = b.flowLabel;
        failover = b.failover;
        extensions = b.extensions;
        pathMtuDiscovery = b.pathMtuDiscovery;
        linkMtuBytes = b.linkMtuBytes;
        streamScheduling = b.streamScheduling;
        auth = b.auth;
        allowedRequests = b.allowedRequests;
        errorDetectionMethod = b.errorDetectionMethod;
        acceptsZeroChecksum = b.acceptsZeroChecksum;
    }

    /** {@return the recommended values of RFC 9260 §16} */
    public static AssociationSettings defaults() {
        return DEFAULTS;
    }

    /** {@return a builder that starts from these values} */
    public AssociationSettingsBuilder toBuilder() {
        AssociationSettingsBuilder b = new AssociationSettingsBuilder();
        b.rtoInitialNs = rtoInitialNs;
        b.rtoMinNs = rtoMinNs;
        b.rtoMaxNs = rtoMaxNs;
        b.maxBurstPackets = maxBurstPackets;
        b.initialCwndPackets = initialCwndPackets;
        b.recovery = recovery;
        b.associationMaxRetrans = associationMaxRetrans;
        b.pathMaxRetrans = pathMaxRetrans;
        b.maxInitRetransmits = maxInitRetransmits;
        b.maxInitTimeoutNs = maxInitTimeoutNs;
        b.initStaggerNs = initStaggerNs;
        b.heartbeatEnabled = heartbeatEnabled;
        b.heartbeatIntervalNs = heartbeatIntervalNs;
        b.sackDelayNs = sackDelayNs;
        b.sackFrequency = sackFrequency;
        b.cookieLifeNs = cookieLifeNs;
        b.outboundStreams = outboundStreams;
        b.maxInboundStreams = maxInboundStreams;
        b.receiveBufferBytes = receiveBufferBytes;
        b.sendBufferBytes = sendBufferBytes;
        b.noDelay = noDelay;
        b.pathMtuBytes = pathMtuBytes;
        b.maxSegmentBytes = maxSegmentBytes;
        b.partialDeliveryPointBytes = partialDeliveryPointBytes;
        b.mixesMessages = mixesMessages;
        b.fragmentsDisabled = fragmentsDisabled;
        b.adaptationIndication = adaptationIndication;
        b.senderDryEvents = senderDryEvents;
        b.reneging = reneging;
        b.idleTimeoutNs = idleTimeoutNs;
        b.trafficClass = trafficClass;
        b.flowLabel = flowLabel;
        b.failover = failover;
        b.extensions = extensions;
        b.pathMtuDiscovery = pathMtuDiscovery;
        b.linkMtuBytes = linkMtuBytes;
        b.streamScheduling = streamScheduling;
        b.auth = auth;
        b.allowedRequests = allowedRequests;
        b.errorDetectionMethod = errorDetectionMethod;
        b.acceptsZeroChecksum = acceptsZeroChecksum;
        return b;
    }

    /** {@return RTO.Initial in nanoseconds: the RTO before the first measurement} */
    public long rtoInitialNs() {
        return rtoInitialNs;
    }

    /** {@return RTO.Min in nanoseconds} */
    public long rtoMinNs() {
        return rtoMinNs;
    }

    /** {@return RTO.Max in nanoseconds} */
    public long rtoMaxNs() {
        return rtoMaxNs;
    }

    /** {@return Max.Burst: packets of new data to one path in reaction to one event; 0 sets no limit} */
    public int maxBurstPackets() {
        return maxBurstPackets;
    }

    /**
     * {@return the congestion window a path begins with, in full packets; 0, the default, is the most that RFC 9260 §7.2.1
     * allows, larger values than that suit only networks of which one knows that they can take it}
     */
    public int initialCwndPackets() {
        return initialCwndPackets;
    }

    /** {@return how losses are found, and how much may be in flight; what RFC 9260 says by default} */
    public RecoverySettings recovery() {
        return recovery;
    }

    /** {@return Association.Max.Retrans: consecutive errors after which the peer is given up} */
    public int associationMaxRetrans() {
        return associationMaxRetrans;
    }

    /** {@return Path.Max.Retrans: consecutive errors after which a path is inactive} */
    public int pathMaxRetrans() {
        return pathMaxRetrans;
    }

    /** {@return Max.Init.Retransmits: how often INIT, and COOKIE ECHO, are repeated} */
    public int maxInitRetransmits() {
        return maxInitRetransmits;
    }

    /** {@return cap of the RTO of INIT in nanoseconds; 0 leaves it to RTO.Max} */
    public long maxInitTimeoutNs() {
        return maxInitTimeoutNs;
    }

    /** {@return when data turns away from a path that errors are counted against (RFC 7829)} */
    public FailoverThresholds failover() {
        return failover;
    }

    /**
     * {@return how long after an INIT the next one goes to another address of the peer, of which the first to answer is taken; 0:
     * only after T1-init has expired}
     */
    public long initStaggerNs() {
        return initStaggerNs;
    }

    /** {@return whether idle paths are probed} */
    public boolean heartbeatEnabled() {
        return heartbeatEnabled;
    }

    /** {@return HB.interval in nanoseconds, added to the RTO} */
    public long heartbeatIntervalNs() {
        return heartbeatIntervalNs;
    }

    /** {@return SACK.Delay in nanoseconds, at most 500 ms; 0 acknowledges at once} */
    public long sackDelayNs() {
        return sackDelayNs;
    }

    /** {@return packets with DATA after which a SACK leaves at once} */
    public int sackFrequency() {
        return sackFrequency;
    }

    /** {@return Valid.Cookie.Life in nanoseconds} */
    public long cookieLifeNs() {
        return cookieLifeNs;
    }

    /** {@return outbound streams asked for, 1..65535} */
    public int outboundStreams() {
        return outboundStreams;
    }

    /** {@return inbound streams accepted, 1..65535} */
    public int maxInboundStreams() {
        return maxInboundStreams;
    }

    /** {@return receive buffer in bytes, the window told to the peer; at least 4096} */
    public int receiveBufferBytes() {
        return receiveBufferBytes;
    }

    /** {@return send buffer in bytes: queued and unacknowledged payload, and what messages cost beside it; at least 1} */
    public int sendBufferBytes() {
        return sendBufferBytes;
    }

    /** {@return true turns Nagle's delay off} */
    public boolean noDelay() {
        return noDelay;
    }

    /**
     * {@return whether new paths discover their MTU (RFC 8899), which takes a link that does not divide packets; by default
     * they don't}
     */
    public boolean pathMtuDiscovery() {
        return pathMtuDiscovery;
    }

    /** {@return largest SCTP packet that the link takes, and that discovery tries; 0 for {@link #pathMtuBytes()}} */
    public int linkMtuBytes() {
        return linkMtuBytes;
    }

    /**
     * {@return largest SCTP packet on new paths that do not discover it, common header included, without IP and UDP headers;
     * at least 512}
     */
    public int pathMtuBytes() {
        return pathMtuBytes;
    }

    /** {@return largest payload of one DATA chunk (SCTP_MAXSEG); 0 leaves it to the path MTU} */
    public int maxSegmentBytes() {
        return maxSegmentBytes;
    }

    /**
     * {@return how much of a message must be there for its delivery to start before it is complete: more than these bytes; 0
     * stands for half the receive buffer. It starts in any case when that buffer is full}
     */
    public int partialDeliveryPointBytes() {
        return partialDeliveryPointBytes;
    }

    /**
     * {@return whether messages of other streams may come between the parts of one that is delivered before it is complete (RFC
     * 6458 §8.1.20, level 2)}
     */
    public boolean mixesMessages() {
        return mixesMessages;
    }

    /** {@return whether a message that does not fit in one chunk is refused (SCTP_DISABLE_FRAGMENTS)} */
    public boolean fragmentsDisabled() {
        return fragmentsDisabled;
    }

    /** {@return what INIT and INIT ACK indicate to the peer's user (RFC 5061 §4.2.6), null for nothing} */
    public @Nullable Integer adaptationIndication() {
        return adaptationIndication;
    }

    /** {@return whether SenderDry events are made} */
    public boolean senderDryEvents() {
        return senderDryEvents;
    }

    /** {@return whether data that gap blocks reported may be dropped for want of room (RFC 9260 §6.2)} */
    public boolean reneging() {
        return reneging;
    }

    /** {@return nanoseconds without user data after which the association ends (SCTP_AUTOCLOSE); 0: never} */
    public long idleTimeoutNs() {
        return idleTimeoutNs;
    }

    /** {@return what new paths begin with: the DSCP in the six high bits of an octet, 0 in the two low ones} */
    public int trafficClass() {
        return trafficClass;
    }

    /** {@return the flow label that new IPv6 paths begin with, 20 bits} */
    public int flowLabel() {
        return flowLabel;
    }

    /** {@return in which order the streams are served (RFC 8260 §3)} */
    public StreamScheduling streamScheduling() {
        return streamScheduling;
    }

    /** {@return the extensions declared in INIT and INIT ACK; in use are those that the peer declares, too} */
    public Extensions extensions() {
        return extensions;
    }

    /** {@return what is wanted of authentication (RFC 4895), if that is among the {@link #extensions()}} */
    public AuthSettings auth() {
        return auth;
    }

    /** {@return which requests of the peer to change streams are not denied: ALLOW_… of this class, or 0 (RFC 6525 §6.3.1)} */
    public int allowedRequests() {
        return allowedRequests;
    }

    /** {@return by which method of RFC 9653 the link finds packets that were changed on the way; 0 for none} */
    public int errorDetectionMethod() {
        return errorDetectionMethod;
    }

    /** {@return whether it is declared that packets with a zero checksum are taken, the link having such a method} */
    public boolean acceptsZeroChecksum() {
        return acceptsZeroChecksum;
    }
}
