package io.jsctp.testkit.campaign;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationEvent;
import io.jsctp.engine.AssociationEvent.CommunicationLost;
import io.jsctp.engine.AuthSettings;
import io.jsctp.engine.Extension;
import io.jsctp.engine.InboundMessage;
import io.jsctp.engine.LossReason;
import io.jsctp.engine.PathInfo;
import io.jsctp.engine.PathState;
import io.jsctp.engine.Reliability;
import io.jsctp.engine.Reliability.Policy;
import io.jsctp.engine.SelfCheck;
import io.jsctp.engine.SendStatus;
import io.jsctp.testkit.SeededRandom;
import io.jsctp.testkit.SimulatedHost;
import io.jsctp.testkit.SimulatedNetwork;
import io.jsctp.testkit.campaign.CampaignPlan.Traffic;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One host's user, through all lives of its host: sends what the plan says, reads at its pace, holds what comes against the
 * peer's ledger, and looks after every event whether the association's books balance.
 */
final class CampaignUser implements SimulatedHost.User {
    private static final long MS = 1_000_000L;
    private static final long MOST_BUFFERS = 16;

    /** Shared keys beside the null key, where chunks are authenticated. */
    static final int KEYS = 3;

    final SimulatedHost host;
    final Ledger sent;
    private final Traffic traffic;
    private final Ledger receives;
    private final SeededRandom random;
    private final SeededRandom policies;
    private final SimulatedNetwork network;

    int toSend;
    boolean shutdownWhenSent;
    long shutdownNotBeforeNs;

    /** The peer crashed and waits to be called: at the end of this association another one is set up. */
    boolean callAgain;

    /** What arrives is what was sent: nobody on the path forges it. */
    boolean trusting = true;

    /** A set-up that nobody answers is begun again. */
    boolean persistent;

    @Nullable
    Association association;

    @Nullable
    AssociationEvent last;

    int ups;
    int restarts;

    private final List<Association> associations = new ArrayList<>();
    private final CampaignStreams streams;
    final CampaignAddresses addresses;
    /** By stream what has come of a message that is delivered in parts. */
    private final Map<Integer, ByteArrayOutputStream> partial = new TreeMap<>();

    private @Nullable CampaignUser peer;
    private long packetsOfFormerLives;
    private int crashes;
    private byte @Nullable [] pending;
    private int pendingStream;
    private boolean pendingUnordered;
    private long nextSendNs;
    private boolean shutdownAsked;
    private boolean aborting;

    CampaignUser(SimulatedHost host, Traffic traffic, Ledger sent, Ledger receives, long seed) {
        this.host = host;
        this.network = host.network();
        this.traffic = traffic;
        this.sent = sent;
        this.receives = receives;
        this.random = new SeededRandom(seed);
        this.policies = new SeededRandom(seed ^ 0x7496);
        this.streams = new CampaignStreams(traffic.reconfigurePerMille(), seed ^ 0x6525);
        this.addresses = new CampaignAddresses(traffic.movePerMille(), seed ^ 0x5061);
        this.toSend = traffic.messages();
        host.user(this);
        host.endpoint().listening(true);
    }

    void peer(CampaignUser other) {
        peer = other;
    }

    private CampaignUser peer() {
        CampaignUser p = peer;
        if (p == null) {
            throw new IllegalStateException("no peer yet");
        }
        return p;
    }

    // ---- lives ----------------------------------------------------------------------------------------------------

    /** Sets up an association, unless there is one. */
    void associate() {
        callAgain = false;
        SimulatedHost to = peer().host;
        if (host.endpoint().find(to.addresses().get(0), to.port()) == null) {
            begin();
            Association a = host.associate(to, List.of(to.addresses().get(0)));
            association = a;
            associations.add(a);
        }
    }

    private void begin() {
        sent.newLife();
        last = null;
        shutdownAsked = false;
    }

    @Override
    public void onAccepted(SimulatedHost h, Association a) {
        Association former = association;
        if (trusting && former != null && !former.isClosed()) {
            throw new AssertionError("a second association beside " + former);
        }
        begin();
        peer().callAgain = false;
        association = a;
        associations.add(a);
    }

    /** The host loses everything. What it had still to send, its next life sends. */
    void crash() {
        crashes++;
        packetsOfFormerLives = host.packetsSent();
        association = null;
        associations.clear();
        last = null;
        pending = null;
        partial.clear();
        host.crash();
    }

    /** Sets up nothing any more. */
    void giveUp() {
        callAgain = false;
        persistent = false;
    }

    /** Ends what there is, and what the peer is just setting up. */
    void abort() {
        giveUp();
        aborting = true;
        Association a = association;
        if (a != null && !a.isClosed()) {
            a.abort(new byte[] {1, 2, 3}, network.nowNs());
            host.flush(a);
        }
    }

    /** Aborts whatever there is, to see what it leaves. */
    void endAll() {
        giveUp();
        aborting = true;
        for (Association a : host.endpoint().associations()) {
            a.abort(new byte[0], network.nowNs());
            host.flush(a);
        }
    }

    /** {@return whether its association is over, and no other one will follow} */
    boolean isOver() {
        Association a = association;
        return a != null && a.isClosed() && last != null && !callAgain;
    }

    // ---- events ---------------------------------------------------------------------------------------------------

    @Override
    public void onEvent(SimulatedHost h, Association a, AssociationEvent event) {
        if (event instanceof InboundMessage m) {
            if (trusting) {
                check(a, m);
            }
            giveBack(a, m);
            return;
        }
        network.note(host.addresses().get(0).getHostAddress() + " " + text(event));
        if (event instanceof AssociationEvent.SendFailed f) {
            if (trusting) {
                sent.failed(f.payloadProtocolId(), f.wasSent(), f.payload());
            }
        } else if (event instanceof AssociationEvent.CommunicationUp) {
            ups++;
            partial.clear();
        } else if (event instanceof AssociationEvent.Restarted) {
            restarts++;
            begin();
            partial.clear();
        } else if (event instanceof AssociationEvent.PartialDeliveryAborted aborted) {
            partial.remove(aborted.streamId());
        } else if (event instanceof AssociationEvent.ShutdownComplete) {
            sent.endedGracefully();
            ended(event);
        } else if (event instanceof CommunicationLost) {
            ended(event);
        }
    }

    private static String text(AssociationEvent event) {
        if (event instanceof AssociationEvent.SendFailed f) {
            return "SendFailed[message " + f.payloadProtocolId() + (f.wasSent() ? ", sent]" : "]");
        }
        if (event instanceof AssociationEvent.RemoteError e) {
            return "RemoteError[cause " + e.causeCode() + "]";
        }
        return event instanceof CommunicationLost lost
                ? "CommunicationLost[" + lost.reason() + (lost.wasUp() ? "]" : ", was never up]")
                : event.toString();
    }

    private void ended(AssociationEvent event) {
        last = event;
        if (persistent && event instanceof CommunicationLost lost && lost.reason() == LossReason.SETUP_TIMEOUT) {
            callAgain = true; // a NAT may have moved the peer meanwhile
        }
        if (callAgain) {
            network.schedule(random.between(1, 2000) * MS, () -> {
                if (callAgain) {
                    associate();
                }
            });
        }
    }

    /** Parts of a message come in a row, at most with messages of other streams between them. */
    private void check(Association a, InboundMessage m) {
        ByteBuffer copy = ByteBuffer.allocate(m.length());
        m.read(copy);
        boolean open = partial.containsKey(m.streamId());
        if (m.beginning() == open
                || (!open && !partial.isEmpty() && !a.settings().mixesMessages())) {
            throw new AssertionError((m.beginning() ? "a beginning" : "a part") + " of message " + m.payloadProtocolId()
                    + " on stream " + m.streamId() + " amidst " + partial.keySet());
        }
        ByteArrayOutputStream whole = partial.computeIfAbsent(m.streamId(), id -> new ByteArrayOutputStream());
        whole.writeBytes(copy.array());
        if (m.endOfRecord()) {
            partial.remove(m.streamId());
            receives.arrived(m.payloadProtocolId(), m.streamId(), m.unordered(), whole.toByteArray());
        }
    }

    private void giveBack(Association a, InboundMessage m) {
        long now = network.nowNs();
        long delay = Math.max(traffic.readDelayNs(), traffic.stalledUntilNs() - network.elapsedNs());
        if (delay <= 0) {
            a.consumed(m, now);
            return;
        }
        int life = crashes;
        network.schedule(delay, () -> {
            if (life == crashes) {
                a.consumed(m, network.nowNs());
                host.flush(a);
            }
        });
    }

    @Override
    public void onIdle(SimulatedHost h, Association a) {
        if (a != association || !a.isEstablished()) {
            return;
        }
        if (aborting) {
            a.abort(new byte[0], network.nowNs());
            return;
        }
        streams.mayAsk(a, network.nowNs());
        addresses.mayAsk(host, a);
        while (toSend > 0 && network.nowNs() >= nextSendNs && sendNext(a)) {
            toSend--;
            streams.mayAsk(a, network.nowNs());
            addresses.mayAsk(host, a);
            if (traffic.paceNs() > 0) {
                nextSendNs = network.nowNs() + traffic.paceNs();
                network.schedule(traffic.paceNs(), this::goOn);
            }
        }
        if (toSend == 0 && shutdownWhenSent && !shutdownAsked && network.elapsedNs() >= shutdownNotBeforeNs) {
            shutdownAsked = true;
            a.shutdown(network.nowNs());
        }
    }

    /** Looks whether something is to be done now. */
    void goOn() {
        Association a = association;
        if (a != null && !a.isClosed()) {
            host.flush(a);
        }
    }

    /** {@return false if the message was not taken and must wait} */
    private boolean sendNext(Association a) {
        byte[] message = pending;
        if (message == null) {
            message = sent.content(sent.nextNumber(), random.between(1, traffic.largestBytes()));
            pending = message;
            pendingStream = random.nextInt() >>> 16;
            pendingUnordered = random.chance(traffic.unorderedPerMille());
            switchKey(a);
        }
        int stream = pendingStream % a.outboundStreams();
        boolean mortal = random.chance(traffic.mortalPerMille());
        boolean partial = !mortal && policies.chance(traffic.partialPerMille());
        int flags =
                (pendingUnordered ? Association.UNORDERED : 0) | (random.chance(50) ? Association.SACK_IMMEDIATELY : 0);
        Reliability reliability = Reliability.FULL;
        if (mortal) {
            reliability = new Reliability(Policy.UNSENT_LIFETIME, random.between(1, 5000) * MS);
        } else if (partial) {
            reliability = partialReliability();
        }
        SendStatus status = a.send(
                ByteBuffer.wrap(message),
                stream,
                flags,
                sent.nextNumber(),
                0,
                reliability,
                destination(a),
                network.nowNs());
        switch (status) {
            case ACCEPTED -> {
                sent.sent(stream, pendingUnordered, mortal, partial, message.length);
                pending = null;
                return true;
            }
            case SHUTTING_DOWN, CLOSED -> toSend = 0;
            case BUFFER_FULL -> {
                // the next acknowledgement makes room
            }
            default -> throw new AssertionError("send was refused: " + status);
        }
        return false;
    }

    private Reliability partialReliability() {
        return switch (policies.below(3)) {
            case 0 -> new Reliability(Policy.TIMED, policies.between(1, 5000) * MS);
            case 1 -> new Reliability(Policy.LIMITED_RETRANSMISSIONS, policies.below(3));
            default -> new Reliability(Policy.PRIORITY, policies.below(10));
        };
    }

    /** Where chunks are authenticated, the key changes now and then. */
    private void switchKey(Association a) {
        if (a.settings().extensions().has(Extension.AUTHENTICATION) && random.chance(100)) {
            AuthSettings auth = a.settings().auth();
            AuthSettings changed = auth.keys(auth.keys().activate(random.between(0, KEYS)));
            a.settings(a.settings().toBuilder().auth(changed).build(), network.nowNs());
        }
    }

    private @Nullable InetAddress destination(Association a) {
        if (!random.chance(traffic.pinnedPerMille())) {
            return null;
        }
        List<InetAddress> all = a.peerAddresses();
        InetAddress one = all.get(random.below(all.size()));
        PathInfo path = a.path(one);
        return path == null || path.state() == PathState.UNCONFIRMED ? null : one;
    }

    @Override
    public void onSettled(SimulatedHost h, Association a) {
        String fault = SelfCheck.of(a);
        if (fault != null) {
            throw new AssertionError(a + ": " + fault);
        }
        long bound =
                MOST_BUFFERS + a.settings().sendBufferBytes() + a.settings().receiveBufferBytes();
        if (a.payloadBuffersInUse() > bound) {
            throw new AssertionError(a + ": " + a.payloadBuffersInUse() + " payload buffers are in use");
        }
    }

    /** Fails unless the peer takes data on every stream that we may send on. */
    void checkStreams() {
        Association ours = association;
        Association theirs = peer().association;
        if (ours != null && theirs != null && ours.outboundStreams() > theirs.inboundStreams()) {
            throw new AssertionError(
                    ours.outboundStreams() + " streams to the peer, which has " + theirs.inboundStreams());
        }
    }

    // ---- the end --------------------------------------------------------------------------------------------------

    /** Fails unless nothing is left of anything. */
    void checkClean() {
        if (host.endpoint().associationCount() != 0 || host.budget().associations() != 0) {
            throw new AssertionError(
                    "an association is left: " + host.endpoint().associations());
        }
        if (host.budget().memoryUsed() != 0) {
            throw new AssertionError(host.budget().memoryUsed() + " bytes of memory leaked");
        }
        long packets = packetsOfFormerLives;
        for (Association a : associations) {
            if (a.payloadBuffersInUse() != 0) {
                throw new AssertionError(a.payloadBuffersInUse() + " payload buffers leaked");
            }
            packets += a.counters().packetsSent();
        }
        if (packets != host.packetsSent()) {
            throw new AssertionError("associations count " + packets + " packets sent, the host " + host.packetsSent());
        }
    }

    @Override
    public String toString() {
        return association + ", last " + last + ", to send " + toSend + ", missing at the peer " + sent.missing();
    }
}
