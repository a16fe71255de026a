package io.jsctp.engine;

import org.jspecify.annotations.Nullable;

/** Collects the values of {@link AssociationSettings} and checks them. Begins with those recommended by RFC 9260 §16. */
public final class AssociationSettingsBuilder extends AssociationValues {
    AssociationSettingsBuilder() {}

    /**
     * Sets the value of {@link AssociationSettings#rtoInitialNs()}.
     *
     * @param value RTO.Initial in nanoseconds: the RTO before the first measurement
     * @return this
     */
    public AssociationSettingsBuilder rtoInitialNs(long value) {
        rtoInitialNs = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#rtoMinNs()}.
     *
     * @param value RTO.Min in nanoseconds
     * @return this
     */
    public AssociationSettingsBuilder rtoMinNs(long value) {
        rtoMinNs = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#rtoMaxNs()}.
     *
     * @param value RTO.Max in nanoseconds
     * @return this
     */
    public AssociationSettingsBuilder rtoMaxNs(long value) {
        rtoMaxNs = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#maxBurstPackets()}.
     *
     * @param value Max.Burst: packets of new data to one path in reaction to one event; 0 sets no limit
     * @return this
     */
    public AssociationSettingsBuilder maxBurstPackets(int value) {
        maxBurstPackets = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#initialCwndPackets()}.
     *
     * @param value initial congestion window in full packets; 0 takes what RFC 9260 §7.2.1 allows
     * @return this
     */
    public AssociationSettingsBuilder initialCwndPackets(int value) {
        initialCwndPackets = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#recovery()}.
     *
     * @param value how losses are found, and how much may be in flight
     * @return this
     */
    public AssociationSettingsBuilder recovery(RecoverySettings value) {
        recovery = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#associationMaxRetrans()}.
     *
     * @param value Association.Max.Retrans: consecutive errors after which the peer is given up
     * @return this
     */
    public AssociationSettingsBuilder associationMaxRetrans(int value) {
        associationMaxRetrans = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#pathMaxRetrans()}.
     *
     * @param value Path.Max.Retrans: consecutive errors after which a path is inactive
     * @return this
     */
    public AssociationSettingsBuilder pathMaxRetrans(int value) {
        pathMaxRetrans = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#maxInitRetransmits()}.
     *
     * @param value Max.Init.Retransmits: how often INIT, and COOKIE ECHO, are repeated
     * @return this
     */
    public AssociationSettingsBuilder maxInitRetransmits(int value) {
        maxInitRetransmits = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#maxInitTimeoutNs()}.
     *
     * @param value cap of the RTO of INIT in nanoseconds; 0 leaves it to RTO.Max
     * @return this
     */
    public AssociationSettingsBuilder maxInitTimeoutNs(long value) {
        maxInitTimeoutNs = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#failover()}.
     *
     * @param value when data turns away from a path that errors are counted against
     * @return this
     */
    public AssociationSettingsBuilder failover(FailoverThresholds value) {
        failover = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#initStaggerNs()}.
     *
     * @param value how long after an INIT the next one goes to another address of the peer, in nanoseconds; 0: after T1 only
     * @return this
     */
    public AssociationSettingsBuilder initStaggerNs(long value) {
        initStaggerNs = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#heartbeatEnabled()}.
     *
     * @param value whether idle paths are probed
     * @return this
     */
    public AssociationSettingsBuilder heartbeatEnabled(boolean value) {
        heartbeatEnabled = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#heartbeatIntervalNs()}.
     *
     * @param value HB.interval in nanoseconds, added to the RTO
     * @return this
     */
    public AssociationSettingsBuilder heartbeatIntervalNs(long value) {
        heartbeatIntervalNs = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#sackDelayNs()}.
     *
     * @param value SACK.Delay in nanoseconds, at most 500 ms; 0 acknowledges at once
     * @return this
     */
    public AssociationSettingsBuilder sackDelayNs(long value) {
        sackDelayNs = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#sackFrequency()}.
     *
     * @param value packets with DATA after which a SACK leaves at once
     * @return this
     */
    public AssociationSettingsBuilder sackFrequency(int value) {
        sackFrequency = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#cookieLifeNs()}.
     *
     * @param value Valid.Cookie.Life in nanoseconds
     * @return this
     */
    public AssociationSettingsBuilder cookieLifeNs(long value) {
        cookieLifeNs = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#outboundStreams()}.
     *
     * @param value outbound streams asked for, 1..65535
     * @return this
     */
    public AssociationSettingsBuilder outboundStreams(int value) {
        outboundStreams = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#maxInboundStreams()}.
     *
     * @param value inbound streams accepted, 1..65535
     * @return this
     */
    public AssociationSettingsBuilder maxInboundStreams(int value) {
        maxInboundStreams = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#receiveBufferBytes()}.
     *
     * @param value receive buffer in bytes, the window told to the peer; at least 4096
     * @return this
     */
    public AssociationSettingsBuilder receiveBufferBytes(int value) {
        receiveBufferBytes = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#sendBufferBytes()}.
     *
     * @param value send buffer in bytes: queued and unacknowledged payload; at least 1
     * @return this
     */
    public AssociationSettingsBuilder sendBufferBytes(int value) {
        sendBufferBytes = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#noDelay()}.
     *
     * @param value true turns Nagle's delay off
     * @return this
     */
    public AssociationSettingsBuilder noDelay(boolean value) {
        noDelay = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#pathMtuDiscovery()}.
     *
     * @param value whether new paths discover their MTU
     * @return this
     */
    public AssociationSettingsBuilder pathMtuDiscovery(boolean value) {
        pathMtuDiscovery = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#linkMtuBytes()}.
     *
     * @param value largest SCTP packet that the link takes, at least 512; 0 for {@link AssociationSettings#pathMtuBytes()}
     * @return this
     */
    public AssociationSettingsBuilder linkMtuBytes(int value) {
        linkMtuBytes = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#pathMtuBytes()}.
     *
     * @param value largest SCTP packet on new paths that do not discover it, common header included, without IP and UDP
     *     headers; at least 512
     * @return this
     */
    public AssociationSettingsBuilder pathMtuBytes(int value) {
        pathMtuBytes = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#maxSegmentBytes()}.
     *
     * @param value largest payload of one DATA chunk (SCTP_MAXSEG); 0 leaves it to the path MTU
     * @return this
     */
    public AssociationSettingsBuilder maxSegmentBytes(int value) {
        maxSegmentBytes = value;
        return this;
    }

    /**
     * Sets the values of {@link AssociationSettings#partialDeliveryPointBytes()} and {@link AssociationSettings#mixesMessages()}.
     *
     * @param pointBytes bytes of an incomplete message after which its delivery starts; 0: half of the receive buffer
     * @param mixing whether messages of other streams may come between the parts of one
     * @return this
     */
    public AssociationSettingsBuilder partialDelivery(int pointBytes, boolean mixing) {
        partialDeliveryPointBytes = pointBytes;
        mixesMessages = mixing;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#fragmentsDisabled()}.
     *
     * @param value whether a message that does not fit in one chunk is refused
     * @return this
     */
    public AssociationSettingsBuilder fragmentsDisabled(boolean value) {
        fragmentsDisabled = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#adaptationIndication()}.
     *
     * @param value what INIT and INIT ACK indicate to the peer's user, null for nothing
     * @return this
     */
    public AssociationSettingsBuilder adaptationIndication(@Nullable Integer value) {
        adaptationIndication = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#senderDryEvents()}.
     *
     * @param value whether SenderDry events are made
     * @return this
     */
    public AssociationSettingsBuilder senderDryEvents(boolean value) {
        senderDryEvents = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#reneging()}.
     *
     * @param value whether data that gap blocks reported may be dropped for want of room
     * @return this
     */
    public AssociationSettingsBuilder reneging(boolean value) {
        reneging = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#idleTimeoutNs()}.
     *
     * @param value nanoseconds without user data after which the association ends; 0: never
     * @return this
     */
    public AssociationSettingsBuilder idleTimeoutNs(long value) {
        idleTimeoutNs = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#trafficClass()}.
     *
     * @param value the DSCP in the six high bits of an octet, 0 in the two low ones
     * @return this
     */
    public AssociationSettingsBuilder trafficClass(int value) {
        trafficClass = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#flowLabel()}.
     *
     * @param value the IPv6 flow label, 20 bits
     * @return this
     */
    public AssociationSettingsBuilder flowLabel(int value) {
        flowLabel = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#streamScheduling()}.
     *
     * @param value in which order the streams are served
     * @return this
     */
    public AssociationSettingsBuilder streamScheduling(StreamScheduling value) {
        streamScheduling = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#extensions()}.
     *
     * @param value the extensions declared in INIT and INIT ACK
     * @return this
     */
    public AssociationSettingsBuilder extensions(Extensions value) {
        extensions = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#auth()}.
     *
     * @param value what is wanted of authentication
     * @return this
     */
    public AssociationSettingsBuilder auth(AuthSettings value) {
        auth = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#allowedRequests()}.
     *
     * @param value which requests of the peer to change streams are not denied, 0..7
     * @return this
     */
    public AssociationSettingsBuilder allowedRequests(int value) {
        allowedRequests = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#errorDetectionMethod()}.
     *
     * @param value the method of the link, 0 for none
     * @return this
     */
    public AssociationSettingsBuilder errorDetectionMethod(int value) {
        errorDetectionMethod = value;
        return this;
    }

    /**
     * Sets the value of {@link AssociationSettings#acceptsZeroChecksum()}.
     *
     * @param value whether packets with a zero checksum are taken
     * @return this
     */
    public AssociationSettingsBuilder acceptsZeroChecksum(boolean value) {
        acceptsZeroChecksum = value;
        return this;
    }

    /**
     * Makes the settings.
     *
     * @return the settings
     * @throws IllegalArgumentException if a value is out of its range or contradicts another
     */
    public AssociationSettings build() {
        SettingsRules.check(this);
        return new AssociationSettings(this);
    }
}
