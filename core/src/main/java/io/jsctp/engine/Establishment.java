package io.jsctp.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The moments at which an association becomes able to carry data: the peer's half is learnt, the set-up completes, or the
 * peer restarts and everything begins anew (RFC 9260 §5.1, §5.2.4).
 */
final class Establishment {
    private final Association association;
    final IdleClose idle;
    private boolean shutdownWanted;

    private SetupFacts facts = SetupFacts.NONE;
    private @Nullable Authenticator authenticator;

    Establishment(Association association) {
        this.association = association;
        idle = new IdleClose(association);
    }

    /** The user wants a shutdown as soon as what is queued was delivered, but the set-up is not over yet. */
    void wantShutdown() {
        shutdownWanted = true;
    }

    boolean shutdownWanted() {
        return shutdownWanted;
    }

    /** The peer's side of the set-up is known: data can be received, and sent on the settled streams. */
    void learnPeer(int tag, int initialTsn, int rwnd, int streamsOut, int streamsIn) {
        association.peerTag = tag;
        association.inboundStreams = streamsIn;
        association.outboundStreams = streamsOut;
        association.outbound.peerRwnd(rwnd);
        association.outbound.streams(streamsOut);
        association.inbound(new InboundData(association, initialTsn, streamsIn));
        association.responder.start(initialTsn);
        association.addresses.receiver.start(initialTsn);
    }

    /** What else was settled with the peer; known as soon as its half of the set-up is. */
    void facts(SetupFacts settled) {
        facts = settled;
        association.outbound.use(settled.extensions(), association.paths.all());
        association.inbound().use(settled.extensions());
        AuthFacts auth = settled.auth();
        eraseKeys();
        authenticator = auth == null ? null : new Authenticator(association, auth);
        association.outbound.transmission.authenticator(authenticator);
    }

    /** {@return what authenticates; null unless both sides declared it, or before the peer's half is known} */
    @Nullable
    Authenticator authenticator() {
        return authenticator;
    }

    List<Integer> requiredByPeer() {
        AuthFacts auth = facts.auth();
        return auth == null ? List.of() : listed(auth.peer());
    }

    List<Integer> requiredByUs() {
        AuthFacts auth = facts.auth();
        return auth == null ? List.of() : listed(auth.own());
    }

    private static List<Integer> listed(byte[] vector) {
        boolean[] required = AuthFacts.required(vector);
        List<Integer> types = new ArrayList<>();
        for (int type = 0; type < required.length; type++) {
            if (required[type]) {
                types.add(type);
            }
        }
        return types;
    }

    /** Erases what was made of the shared keys. */
    void eraseKeys() {
        Authenticator old = authenticator;
        if (old != null) {
            old.erase();
        }
    }

    /** {@return whether both sides declared an extension} */
    boolean uses(Extension extension) {
        return facts.extensions().has(extension);
    }

    /** {@return whether packets leave with a zero checksum where RFC 9653 §5.2 lets them} */
    boolean sendsZeroChecksum() {
        return facts.sendsZeroChecksum();
    }

    boolean takesZeroChecksum() {
        return facts.takesZeroChecksum();
    }

    Extensions extensions() {
        return facts.extensions();
    }

    /** The set-up is complete (RFC 9260 §5.1 D, E). */
    void establish(long now) {
        association.handshake.stop();
        association.failures.clear();
        association.wasUp = true;
        if (association.state == AssociationState.CLOSED) {
            association.counters.passiveEstabs++;
        } else {
            association.counters.activeEstabs++;
        }
        begin(
                new AssociationEvent.CommunicationUp(
                        association.inboundStreams, association.outboundStreams, facts.extensions()),
                now);
        if (shutdownWanted) {
            association.shutdown.begin(now);
        }
    }

    /** The peer restarted: everything begins anew under the same association (RFC 9260 §5.2.4 A). */
    void restart(StateCookie cookie, int udpPort, long now) {
        association.shutdown.stop();
        association.handshake.stop();
        association.heartbeats.stop();
        association.control.clear();
        association.outbound.restart(cookie.localInitialTsn(), cookie.outboundStreams());
        association.outbound.peerRwnd(cookie.peerRwnd());
        association.paths.clear();
        for (InetAddress peer : cookie.peerAddresses()) {
            boolean confirmed = peer.equals(cookie.provenAddress());
            PathState state = confirmed ? PathState.ACTIVE : PathState.UNCONFIRMED;
            association.paths.add(peer, udpPort, state, association.local, association.settings);
        }
        association.localTag = cookie.localTag();
        association.peerTag = cookie.peerTag();
        association.localInitialTsn = cookie.localInitialTsn();
        association.localTieTag = 0;
        association.peerTieTag = 0;
        association.inboundStreams = cookie.inboundStreams();
        association.outboundStreams = cookie.outboundStreams();
        association.inbound().restart(cookie.peerInitialTsn(), cookie.inboundStreams());
        association.reconfiguration.restart(now);
        association.responder.start(cookie.peerInitialTsn());
        association.addresses.restart(cookie.peerInitialTsn());
        facts(cookie.facts());
        association.failures.clear();
        association.paths.lastDataFrom(null);
        begin(
                new AssociationEvent.Restarted(
                        association.inboundStreams, association.outboundStreams, facts.extensions()),
                now);
    }

    private void begin(AssociationEvent event, long now) {
        association.state = AssociationState.ESTABLISHED;
        association.events.add(event);
        Integer indication = facts.peerAdaptation();
        if (indication != null) {
            association.events.add(new AssociationEvent.AdaptationIndication(indication));
        }
        boolean wanted = association.settings.extensions().has(Extension.AUTHENTICATION);
        if (wanted && !uses(Extension.AUTHENTICATION)) {
            association.events.add(new AssociationEvent.Authentication(AssociationEvent.AuthChange.NO_AUTH, 0));
        }
        association.refillBursts();
        idle.moved(now);
        association.heartbeats.start(now);
        association.addresses.sender.begin(now);
    }
}
