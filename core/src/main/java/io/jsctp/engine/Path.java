package io.jsctp.engine;

import io.jsctp.congestion.CongestionController;
import io.jsctp.wire.CommonHeader;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One destination address of the peer with all that is kept for it (RFC 9260 §14.3): reachability, RTO, congestion
 * window, timers. {@link PathManager} owns it and decides about failures; {@code OutboundData} moves its flight size
 * and T3.
 */
final class Path {
    /** A deadline that never comes. */
    static final long NONE = Long.MAX_VALUE;

    private static final int IPV4_HEADER_BYTES = 20;
    private static final int IPV6_HEADER_BYTES = 40;
    private static final int UDP_HEADER_BYTES = 8;

    /** Its place in {@link PathManager#all()}; once the association is up it changes only if another path is removed. */
    int index;

    final InetAddress address;
    final RtoEstimator rto;
    final CongestionController congestion;
    final RecoverySettings recovery;
    final MinRtt minRtt = new MinRtt();
    final TimeBasedLoss loss = new TimeBasedLoss();
    final TailLossProbe tail = new TailLossProbe();
    final Pacer pacer = new Pacer();

    /** What is in flight to it, in the order in which it left. */
    final SendOrder.Ends order = new SendOrder.Ends();

    /** No address of ours is left from which it can be reached: nothing is sent to it (RFC 5061 §5.3 F4). */
    private boolean stranded;

    /** The local address its packets leave from; null leaves the choice to the link. */
    @Nullable
    InetAddress source;

    /** The peer's UDP port for this address, learnt from packets with a valid tag (RFC 6951 §5.4); 0 is raw IP. */
    int udpPort;

    PathState state;

    /** Set on an unconfirmed path whose probes went unanswered too often: it is probed more slowly (RFC 9260 §5.4). */
    boolean probingFailed;

    /** DATA chunks in flight to it in bytes, chunk header and padding counted (RFC 9260 §7.2). */
    int flightBytes;

    int errorCount;
    int maxRetrans;
    FailoverThresholds failover;
    boolean heartbeatEnabled;
    long heartbeatIntervalNs;

    /** The DSCP of its packets in the six high bits of an octet. */
    int trafficClass;

    /** The IPv6 flow label of its packets; 0 for IPv4. */
    int flowLabel;

    long t3DeadlineNs = NONE;
    long heartbeatDeadlineNs = NONE;
    long heartbeatAckDeadlineNs = NONE;
    long heartbeatNonce;
    long heartbeatSentNs;

    /** When new DATA last left for it, {@link #NONE} before the first: it measured a round trip (RFC 9260 §8.3). */
    private long lastNewDataNs = NONE;

    /** When DATA last left for it, new or again, {@link #NONE} before the first: idle windows decay (§7.2.1). */
    private long lastDataNs = NONE;

    /** Packets of new data that the present event may still send here (RFC 9260 §6.1 D). */
    int burstLeft;

    /** After a timeout only one packet may be in flight until something is acknowledged (RFC 9260 §7.2.3). */
    boolean onePacketOnly;

    /** The next packet of retransmissions ignores cwnd (RFC 9260 §7.2.4 step 3, §6.3.3 E3). */
    boolean retransmitAtOnce;

    /** One round trip is measured in each round trip (RFC 9260 §6.3.1 C4). */
    long nextRttSampleNs = Long.MIN_VALUE;

    // what the SACK that is being processed says of this path

    /** Chunks that went here last were newly acknowledged. */
    boolean sacked;

    /** The highest TSN of those: HTNA of RFC 9260 §7.2.4, for this path alone. */
    int highestSacked;

    /** An acknowledgement speaks for it. */
    boolean answered;

    /** It speaks for it alone: a chunk that it acknowledges went by no other path. */
    boolean answeredAlone;

    int sackedBytes;
    int flightBefore;
    long sackedSentNs;

    /** When the newest of them left that left once; what was sent again below it does not matter, as it does for the RTO. */
    long newestSackedSentNs;

    /** A gap block reported chunks for the first time; the lowest of them. */
    boolean gapSacked;

    int lowestGapSacked;
    boolean earliestAcked;
    boolean lossFound;
    private final PathAcknowledgement acknowledgement = new PathAcknowledgement();
    int lostBytes;
    long newestLostSentNs;

    /** When its window last became smaller for a loss: losses of what left later are further ones. */
    long reducedNs = Long.MIN_VALUE;

    // what it has counted
    long packetsSent;
    long packetsReceived;
    long chunksRetransmitted;
    long rtoExpiries;
    long mtuProbes;
    long heartbeatsUnanswered;

    private final int initialCwndPackets;
    private boolean acknowledged;
    /** How large its packets may be. */
    final PathMtuDiscovery discovery;

    Path(
            int index,
            InetAddress address,
            int udpPort,
            @Nullable InetAddress source,
            PathState state,
            AssociationSettings settings) {
        this.index = index;
        this.address = address;
        this.udpPort = udpPort;
        this.source = source;
        this.state = state;
        this.discovery = discoveryFor(settings);
        this.maxRetrans = settings.pathMaxRetrans();
        this.failover = settings.failover();
        this.heartbeatEnabled = settings.heartbeatEnabled();
        this.heartbeatIntervalNs = settings.heartbeatIntervalNs();
        this.trafficClass = settings.trafficClass();
        this.flowLabel = isIpv6() ? settings.flowLabel() : 0;
        this.rto = new RtoEstimator(settings.rtoInitialNs(), settings.rtoMinNs(), settings.rtoMaxNs());
        this.recovery = settings.recovery();
        int pmdcs = maxDataChunkBytes();
        this.initialCwndPackets = settings.initialCwndPackets();
        int initial = InitialWindow.bytes(pmdcs, isIpv6(), initialCwndPackets);
        this.congestion = GuardedController.make(recovery, pmdcs, initial);
    }

    private PathMtuDiscovery discoveryFor(AssociationSettings settings) {
        int headerBytes = (isIpv6() ? IPV6_HEADER_BYTES : IPV4_HEADER_BYTES) + (udpPort == 0 ? 0 : UDP_HEADER_BYTES);
        int fixed = settings.pathMtuBytes();
        int most = settings.linkMtuBytes() == 0 ? fixed : Math.max(fixed, settings.linkMtuBytes());
        return new PathMtuDiscovery(headerBytes, isIpv6(), most, settings.pathMtuDiscovery(), fixed);
    }

    /** Its MTU may be another one: congestion control counts in full packets (RFC 9260 §7.2.1). */
    void onMtuChanged() {
        int pmdcs = maxDataChunkBytes();
        congestion.maxDataChunk(pmdcs, InitialWindow.bytes(pmdcs, isIpv6(), initialCwndPackets), lastDataNs == NONE);
    }

    private boolean isIpv6() {
        return address instanceof Inet6Address;
    }

    /**
     * Takes what the user set. Packets with another DSCP may wait in other queues, of which nothing is known: congestion
     * control starts over (RFC 9260 §7.2.5.1).
     */
    void set(PathParameters parameters) {
        heartbeatEnabled = parameters.heartbeatEnabled();
        heartbeatIntervalNs = parameters.heartbeatIntervalNs();
        maxRetrans = parameters.maxRetrans();
        flowLabel = isIpv6() ? parameters.flowLabel() : 0;
        if (trafficClass != parameters.trafficClass()) {
            trafficClass = parameters.trafficClass();
            congestion.reset();
        }
    }

    /** {@return the largest SCTP packet for it in bytes, common header included} */
    int mtuBytes() {
        return discovery.plpmtu();
    }

    /** {@return PMDCS: the largest DATA chunk in bytes that fits one packet alone, a multiple of 4} */
    int maxDataChunkBytes() {
        return discovery.plpmtu() - CommonHeader.SIZE;
    }

    /** {@return true if user data may go here while better paths exist: confirmed and reachable} */
    boolean isActive() {
        return state == PathState.ACTIVE;
    }

    boolean isPotentiallyFailed() {
        return state == PathState.POTENTIALLY_FAILED;
    }

    boolean isConfirmed() {
        return state != PathState.UNCONFIRMED;
    }

    boolean isStranded() {
        return stranded;
    }

    /** Our addresses are others: its packets leave from another one, or nothing can be sent to it for now. */
    void source(@Nullable InetAddress other, boolean heartbeats) {
        if (source == null && !stranded) {
            return; // the link chooses
        }
        boolean before = stranded;
        source = other;
        stranded = other == null;
        if (stranded != before) {
            heartbeatEnabled = heartbeats && !stranded;
            heartbeatDeadlineNs = NONE;
            heartbeatAckDeadlineNs = NONE;
            probingFailed = stranded;
            if (stranded && isConfirmed()) {
                state = PathState.INACTIVE;
            }
        }
    }

    boolean t3Running() {
        return t3DeadlineNs != NONE;
    }

    /** Starts or restarts T3-rtx with the present RTO (RFC 9260 §6.3.2). */
    void startT3(long now) {
        t3DeadlineNs = now + rto.rtoNs();
    }

    /** Starts T3-rtx with a delay of its own: zero window probes have their own pace (RFC 9260 §6.1 A). */
    void startT3(long now, long delayNs) {
        t3DeadlineNs = now + delayNs;
    }

    void stopT3() {
        t3DeadlineNs = NONE;
    }

    /** A packet came from it: its UDP port may be another one now, and then so may the way there (RFC 9260 §7.2.5). */
    void cameFrom(int port) {
        packetsReceived++;
        if (port != udpPort) {
            udpPort = port;
            congestion.reset();
            discovery.restart();
            onMtuChanged();
        }
    }

    /** Called before DATA is put into a packet: an idle path's window decays first (RFC 9260 §7.2.1). */
    void beforeData(long now) {
        if (lastDataNs != NONE) {
            congestion.onIdle(now - lastDataNs, rto.rtoNs());
        }
    }

    /** Called when DATA was put into a packet for it; tells whether new DATA was among it. */
    void dataSent(boolean anyNew, long now) {
        lastDataNs = now;
        if (anyNew) {
            lastNewDataNs = now;
        }
    }

    /** {@return when new DATA last left for it, or what is given if none ever did} */
    long lastDataNs(long otherwise) {
        return lastDataNs == NONE ? otherwise : lastDataNs;
    }

    /** {@return how long no chunk fit for an RTT measurement left for it, {@link #NONE} if none ever did (§8.3)} */
    long idleNs(long now) {
        return lastNewDataNs == NONE ? NONE : now - lastNewDataNs;
    }

    /**
     * Called when an acknowledgement speaks for it: the path works (RFC 9260 §8.2). Once there is doubt about it, that takes a
     * chunk that went by no other path (RFC 7829 §3.2 items 9, 10).
     */
    void onDataAcknowledged() {
        if (!isActive() && !answeredAlone) {
            return;
        }
        errorCount = 0;
        acknowledged = true;
    }

    /** A SACK is about to be processed. */
    void beginSack() {
        sacked = false;
        answered = false;
        answeredAlone = false;
        sackedBytes = 0;
        flightBefore = flightBytes;
        sackedSentNs = NONE;
        newestSackedSentNs = Long.MIN_VALUE;
        gapSacked = false;
        earliestAcked = false;
        beginLosses();
    }

    /** A gap block reports a chunk for the first time; they come in the order of TSNs. */
    void reported(int tsn) {
        if (!gapSacked) {
            gapSacked = true;
            lowestGapSacked = tsn;
        }
    }

    /** Losses are about to be looked for. */
    void beginLosses() {
        lossFound = false;
        lostBytes = 0;
        newestLostSentNs = Long.MIN_VALUE;
    }

    /** A chunk that left at that time is taken for lost. */
    void lost(int chunkBytes, long sentNs) {
        lossFound = true;
        lostBytes += chunkBytes;
        newestLostSentNs = Math.max(newestLostSentNs, sentNs);
    }

    /** What the present SACK says of it, for its congestion controller. */
    PathAcknowledgement acknowledgement(boolean inFastRecovery, boolean allAcked, long now) {
        PathAcknowledgement ack = acknowledgement;
        ack.nowNs = now;
        ack.ackedBytes = sackedBytes;
        ack.flightBytesBefore = flightBefore;
        ack.flightBytes = flightBytes;
        ack.inRecovery = inFastRecovery;
        ack.allAcked = allAcked;
        ack.rttNs = newestSackedSentNs == Long.MIN_VALUE ? 0 : Math.max(1, now - newestSackedSentNs);
        ack.srttNs = rto.srttNs();
        if (ack.rttNs > 0) {
            minRtt.sample(ack.rttNs, now);
        }
        ack.minRttNs = minRtt.ns();
        return ack;
    }

    /** {@return true once if data was acknowledged since the last call} */
    boolean takeAcknowledged() {
        boolean was = acknowledged;
        acknowledged = false;
        return was;
    }

    /** Stops its timers; the association is over or starts anew. */
    void stopTimers() {
        t3DeadlineNs = NONE;
        heartbeatDeadlineNs = NONE;
        heartbeatAckDeadlineNs = NONE;
        loss.deadlineNs = NONE;
        tail.reset();
        pacer.deadlineNs = NONE;
    }

    long earliestDeadlineNs() {
        long probing = Math.min(heartbeatDeadlineNs, Math.min(heartbeatAckDeadlineNs, discovery.deadlineNs()));
        long repair = Math.min(loss.deadlineNs, Math.min(tail.deadlineNs, pacer.deadlineNs));
        return Math.min(t3DeadlineNs, Math.min(probing, repair));
    }

    PathInfo info(boolean primary) {
        return new PathInfo(
                address,
                state,
                primary,
                congestion.cwnd(),
                rto.srttNs(),
                rto.rtoNs(),
                maxDataChunkBytes(),
                udpPort,
                errorCount,
                heartbeatEnabled,
                heartbeatIntervalNs,
                maxRetrans,
                trafficClass,
                flowLabel,
                failover,
                discovery.isEnabled());
    }

    @Override
    public String toString() {
        return address.getHostAddress() + " " + state + " cwnd=" + congestion.cwnd() + " flight=" + flightBytes;
    }
}
