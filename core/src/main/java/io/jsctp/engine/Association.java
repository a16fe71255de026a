package io.jsctp.engine;

import io.jsctp.link.PacketBatch;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One SCTP association: the state of RFC 9260 §4 and the wiring of its parts. It decides which part handles a chunk or a
 * timer, and little more.
 *
 * <p>It does no I/O and knows no clock. Its methods are of four kinds:
 *
 * <ul>
 *   <li>A, questions without effect: {@link #state()}, {@link #status()}, {@link #paths()}, …
 *   <li>B, inputs from outside: {@link #receive}, {@link #timeout}
 *   <li>C, the user's primitives (RFC 9260 §11.1): {@link #send}, {@link #shutdown}, {@link #abort}, {@link #consumed}, …
 *   <li>D, outputs, to be pulled after every call of kind B or C, in this order: {@link #transmit} until it returns
 *       false, {@link #pollEvent} until it returns null, then {@link #nextTimeoutNs}.
 * </ul>
 *
 * <p>Every {@code now} is in nanoseconds on one monotonic clock. Not thread-safe: the caller holds the association's lock.
 * {@code receive} never throws, whatever the bytes. After a call that leaves it {@link #isClosed() closed}, outputs are
 * still to be pulled; then the endpoint must be told to {@link Endpoint#remove} it.
 */
public final class Association {
    /** Flag of {@link #send}: deliver without regard to order (the U bit). */
    public static final int UNORDERED = OutboundData.UNORDERED;

    /** Flag of {@link #send}: ask for a SACK without delay (the I bit, RFC 7053). */
    public static final int SACK_IMMEDIATELY = OutboundData.SACK_IMMEDIATELY;

    /** Flag of {@link #send}: the message goes on with the next one of the same stream, which nothing may come before. */
    public static final int MORE = OutboundData.MORE;

    /**
     * Flag of {@link #send}: authenticate the message with a shared key of which the upper half of the flags tells the number
     * (RFC 6458 §5.3.8); without it the active key is used where the peer requires authentication.
     */
    public static final int WITH_KEY = OutboundData.WITH_KEY;

    /** How far to the left a key number is shifted in the flags. */
    public static final int KEY_SHIFT = OutboundData.KEY_SHIFT;

    final ArrayDeque<AssociationEvent> events = new ArrayDeque<>(0);
    final AssociationCounters counters = new AssociationCounters();
    final PathManager paths = new PathManager(events);
    final ControlQueue control = new ControlQueue(this);
    final Heartbeats heartbeats = new Heartbeats(this);
    final MtuProbes mtuProbes = new MtuProbes(this);
    final Shutdown shutdown = new Shutdown(this);
    final Ending ending = new Ending(this);
    final FailureDetector failures = new FailureDetector(this);
    final Establishment establishment = new Establishment(this);
    final StreamReconfiguration reconfiguration = new StreamReconfiguration(this);
    final ReconfigurationResponder responder = new ReconfigurationResponder(this);
    final EndpointEnvironment environment;
    final Inputs inputs;
    final PayloadPool pool;
    final DynamicAddresses addresses = new DynamicAddresses(this);
    LocalAddresses local;
    final int localPort;
    final int peerPort;
    final Handshake handshake;
    OutboundData outbound;

    AssociationSettings settings;
    AssociationState state = AssociationState.CLOSED;
    int localTag;
    int peerTag;
    int localInitialTsn;
    int localTieTag;
    int peerTieTag;
    int inboundStreams;
    int outboundStreams;
    boolean wasUp;

    private final Timers timers = new Timers(this);
    private final AuthQuestions authQuestions = new AuthQuestions(this);
    private final PathControl pathControl = new PathControl(this);
    private final AddressControl addressControl = new AddressControl(this);
    private final UserSend userSend = new UserSend(this);
    private final ReconfigurationControl reconfigurationControl = new ReconfigurationControl(this);
    private final PacketAssembler assembler = new PacketAssembler(this);
    final ChunkWalker walker = new ChunkWalker(this);
    private @Nullable InboundData inbound;
    private @Nullable Object attachment;

    Association(
            EndpointEnvironment environment,
            PayloadPool pool,
            LocalAddresses local,
            int localPort,
            int peerPort,
            AssociationSettings settings,
            List<InetAddress> targets,
            int localTag,
            int localInitialTsn) {
        this.environment = environment;
        this.inputs = new Inputs(this);
        this.pool = pool;
        this.local = local;
        this.localPort = localPort;
        this.peerPort = peerPort;
        this.settings = settings;
        this.localTag = localTag;
        this.localInitialTsn = localInitialTsn;
        this.outboundStreams = settings.outboundStreams();
        this.inboundStreams = settings.maxInboundStreams();
        this.handshake = new Handshake(this, targets);
        this.outbound = new OutboundData(localInitialTsn, outboundStreams, settings, pool, events);
    }

    // ---- A: questions -------------------------------------------------------------------------------------------

    /** {@return the state (RFC 9260 §4)} */
    public AssociationState state() {
        return state;
    }

    /** {@return true once it is set up and until it is over} */
    public boolean isEstablished() {
        return state.isUp();
    }

    /** {@return true when it is over, or was never begun} */
    public boolean isClosed() {
        return state == AssociationState.CLOSED;
    }

    /** {@return the local SCTP port} */
    public int localPort() {
        return localPort;
    }

    /** {@return the peer's SCTP port} */
    public int peerPort() {
        return peerPort;
    }

    /** {@return the number of streams from the peer} */
    public int inboundStreams() {
        return inboundStreams;
    }

    /** {@return the number of streams to the peer} */
    public int outboundStreams() {
        return outboundStreams;
    }

    /** {@return the extensions in use; none before the peer declared its own} */
    public Extensions extensions() {
        return establishment.extensions();
    }

    /** {@return what can be asked about authentication} */
    public AuthQuestions authentication() {
        return authQuestions;
    }

    /** {@return whether packets that don't {@link PacketOwner#needsEndpoint} may have a zero checksum (RFC 9653 §5.3)} */
    public boolean takesZeroChecksum() {
        return establishment.takesZeroChecksum();
    }

    /** {@return the peer's addresses} */
    public List<InetAddress> peerAddresses() {
        return paths.addresses();
    }

    /** {@return the address of the primary path} */
    public InetAddress primaryAddress() {
        return paths.primary().address;
    }

    /** {@return the local addresses that this peer may use} */
    public List<InetAddress> localAddresses() {
        return local.forPeer(primaryAddress());
    }

    /**
     * {@return a snapshot of the path to an address, null if it is not the peer's}
     *
     * @param address the address
     */
    public @Nullable PathInfo path(InetAddress address) {
        Path p = paths.find(address);
        return p == null ? null : p.info(p == paths.primary());
    }

    /** {@return snapshots of all paths} */
    public List<PathInfo> paths() {
        return paths.infos();
    }

    /** {@return a snapshot of the association} */
    public AssociationStatus status() {
        InboundData in = inbound;
        return new AssociationStatus(
                state,
                outbound.peerRwnd() & 0xffffffffL,
                outbound.outstandingChunks(),
                in == null ? 0 : in.queuedChunks(),
                inboundStreams,
                outboundStreams,
                fragmentBytes(),
                (in == null ? settings.receiveBufferBytes() : in.advertisedWindow()) & 0xffffffffL,
                paths.primary().info(true));
    }

    /** {@return the parameters in force} */
    public AssociationSettings settings() {
        return settings;
    }

    /** {@return a copy of the counters} */
    public AssociationCounters counters() {
        return counters.copy();
    }

    /** {@return bytes free in the send buffer} */
    public int sendBufferFree() {
        return outbound.freeBytes();
    }

    /** {@return payload bytes queued or unacknowledged} */
    public int sendBufferUsed() {
        return outbound.bufferedBytes();
    }

    /**
     * {@return how many messages were given up}
     *
     * @param streamId of which stream, below {@link #outboundStreams()}; null for all
     * @param policy with which policy; null for all policies of partial reliability
     */
    public AbandonedMessages abandoned(@Nullable Integer streamId, Reliability.@Nullable Policy policy) {
        AbandonedCounts counts = streamId == null ? outbound.abandonment.counts() : outbound.queue.abandoned(streamId);
        return counts.of(policy);
    }

    /** {@return the highest TSN up to which everything was received} */
    public int cumulativeTsn() {
        InboundData in = inbound;
        return in == null ? 0 : in.cumulativeTsn();
    }

    /** {@return payload arrays in use; 0 when nothing is queued, in flight or unread} */
    public int payloadBuffersInUse() {
        return pool.inUse();
    }

    /** {@return what the driver attached} */
    public @Nullable Object attachment() {
        return attachment;
    }

    /**
     * Attaches something of the driver's.
     *
     * @param value anything, or null
     */
    public void attach(@Nullable Object value) {
        attachment = value;
    }

    // ---- B: inputs ----------------------------------------------------------------------------------------------

    /**
     * Takes a packet whose checksum was right and that {@link PacketOwner#needsEndpoint} does not claim.
     *
     * @param packet the buffer it lies in; read only during the call
     * @param offset where its common header starts
     * @param length its size in bytes
     * @param from the source address
     * @param fromUdpPort the source UDP port, 0 for raw IP
     * @param to the local address it came to
     * @param now the time
     */
    public void receive(
            ByteBuffer packet, int offset, int length, InetAddress from, int fromUdpPort, InetAddress to, long now) {
        inputs.receive(packet, offset, length, from, fromUdpPort, to, now);
        refillBursts();
        walker.receive(packet, offset, length, from, fromUdpPort, to, null, now);
    }

    /**
     * Fires the timers that are due.
     *
     * @param now the time
     */
    public void timeout(long now) {
        inputs.timeout(now);
        refillBursts();
        timers.fire(now);
    }

    // ---- C: the user's primitives -------------------------------------------------------------------------------

    /**
     * SEND (RFC 9260 §11.1.5): queues one message; it leaves with the following {@link #transmit}.
     *
     * @param payload the message, from position to limit; consumed only if accepted
     * @param streamId the stream, below {@link #outboundStreams()}
     * @param flags {@link #UNORDERED}, {@link #SACK_IMMEDIATELY}, {@link #MORE}, {@link #WITH_KEY}
     * @param payloadProtocolId carried to the peer unchanged
     * @param context given back if the message fails
     * @param lifetimeNs nanoseconds after which it is dropped if its transmission has not begun; 0 for ever
     * @param destination the peer's address to send it to instead of the primary; null for none
     * @param now the time
     * @return what became of it
     */
    public SendStatus send(
            ByteBuffer payload,
            int streamId,
            int flags,
            int payloadProtocolId,
            int context,
            long lifetimeNs,
            @Nullable InetAddress destination,
            long now) {
        Reliability reliability =
                lifetimeNs > 0 ? new Reliability(Reliability.Policy.UNSENT_LIFETIME, lifetimeNs) : Reliability.FULL;
        return send(payload, streamId, flags, payloadProtocolId, context, reliability, destination, now);
    }

    /**
     * SEND of a message that need not arrive at any price (RFC 3758 §4, RFC 7496 §3).
     *
     * @param payload the message, from position to limit; consumed only if accepted
     * @param streamId the stream, below {@link #outboundStreams()}
     * @param flags {@link #UNORDERED}, {@link #SACK_IMMEDIATELY}, {@link #MORE}
     * @param payloadProtocolId carried to the peer unchanged
     * @param context given back if the message fails
     * @param reliability how long it is stood by
     * @param destination the peer's address to send it to instead of the primary; null for none
     * @param now the time
     * @return what became of it
     */
    public SendStatus send(
            ByteBuffer payload,
            int streamId,
            int flags,
            int payloadProtocolId,
            int context,
            Reliability reliability,
            @Nullable InetAddress destination,
            long now) {
        return userSend.send(payload, streamId, flags, payloadProtocolId, context, reliability, destination, now);
    }

    /**
     * SHUTDOWN (RFC 9260 §11.1.3): ends the association once all is delivered. No effect if it is already ending.
     *
     * @param now the time
     */
    public void shutdown(long now) {
        inputs.shutdown(now);
        refillBursts();
        switch (state) {
            case ESTABLISHED -> shutdown.begin(now);
            case COOKIE_WAIT, COOKIE_ECHOED -> {
                if (outbound.isDrained()) {
                    abort(new byte[0], now);
                } else {
                    establishment.wantShutdown();
                }
            }
            default -> {
                // closed or closing already
            }
        }
    }

    /**
     * ABORT (RFC 9260 §11.1.4): ends the association at once; the peer is told why.
     *
     * @param reason any bytes for the peer's user; cut to what fits one packet
     * @param now the time
     */
    public void abort(byte[] reason, long now) {
        if (state == AssociationState.CLOSED) {
            return;
        }
        inputs.abort(reason, now);
        ending.abort(reason);
    }

    /**
     * Changes the protocol parameters (RFC 9260 §11.1.13). Values fixed by the set-up keep their effect.
     *
     * @param changed the new values
     * @param now the time
     */
    public void settings(AssociationSettings changed, long now) {
        inputs.settings(changed, now);
        AssociationSettings before = settings;
        settings = changed;
        outbound.settings(changed);
        outbound.queue.memory.keyUse.changed(
                before.auth().keys(), changed.auth().keys());
        InboundData in = inbound;
        if (in != null) {
            in.settings(changed);
        }
        paths.settings(before, changed);
        heartbeats.reschedule(now);
    }

    /** {@return the primitives that concern one path} */
    public PathControl pathControl() {
        return pathControl;
    }

    /** {@return the primitives that change our addresses (RFC 5061)} */
    public AddressControl addressControl() {
        return addressControl;
    }

    /** {@return the primitives that reset and add streams (RFC 6525)} */
    public ReconfigurationControl reconfigurationControl() {
        return reconfigurationControl;
    }

    /**
     * The user is done with a message or a part of one: its memory is free again and the window may open.
     *
     * @param message what {@link #pollEvent} gave; not to be used afterwards
     * @param now the time
     */
    public void consumed(InboundMessage message, long now) {
        InboundData in = inbound;
        if (in != null) {
            inputs.consumed(message);
            in.consumed(message);
        }
    }

    /** {@return whether the peer may not send much: then what is read is missed if it is not given back} */
    public boolean isWindowLow() {
        return hasInbound() && inbound().isWindowLow();
    }

    // ---- D: outputs ---------------------------------------------------------------------------------------------

    /**
     * Writes the packets that are due.
     *
     * @param batch where to
     * @param now the time
     * @return true if the batch is full and more is due: send it, clear it and call again
     */
    public boolean transmit(PacketBatch batch, long now) {
        return assembler.transmit(batch, now);
    }

    /** {@return the next message or notification, null if there is none} */
    public @Nullable AssociationEvent pollEvent() {
        return inputs.told(events.poll());
    }

    /** {@return when {@link #timeout} must be called; {@link Long#MAX_VALUE} if no timer runs} */
    public long nextTimeoutNs() {
        return timers.earliestNs();
    }

    // ---- what the parts use -------------------------------------------------------------------------------------

    /** {@return the most payload of one chunk} */
    int fragmentBytes() {
        Authenticator authenticator = establishment.authenticator();
        int authBytes = authenticator == null ? 0 : authenticator.authBytes();
        return paths.fragmentBytes(outbound.transmission.headerBytes() + authBytes, settings.maxSegmentBytes());
    }

    boolean hasInbound() {
        return inbound != null;
    }

    void inbound(InboundData fresh) {
        inbound = fresh;
    }

    InboundData inbound() {
        return Objects.requireNonNull(inbound, "no data can be received before the set-up");
    }

    /** A new event begins: each path may send Max.Burst packets of new data for it (RFC 9260 §6.1 D). */
    void refillBursts() {
        paths.refillBursts(settings.maxBurstPackets());
    }

    @Override
    public String toString() {
        return localPort + "->" + peerPort + " " + state + " " + paths.all();
    }
}
