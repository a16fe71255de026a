package io.jsctp.engine;

import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieReceivedWhileShuttingDown;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.OutOfResource;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.StaleCookie;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a COOKIE ECHO: makes an association from a cookie of ours (RFC 9260 §5.1.5), or decides by the tags what it
 * means for an association that exists already (§5.2.4, table 12).
 */
final class CookieEchoHandler {
    private final Endpoint endpoint;
    private final Answers answers;

    CookieEchoHandler(Endpoint endpoint, Answers answers) {
        this.endpoint = endpoint;
        this.answers = answers;
    }

    /**
     * Handles the packet that begins with the COOKIE ECHO the reader is at; returns the association it created.
     *
     * @param behindAuth whether there is an AUTH chunk before it
     */
    @Nullable
    Association handle(
            @Nullable Association found,
            PacketReader reader,
            boolean behindAuth,
            int packetTag,
            InetAddress from,
            int udpPort,
            long now) {
        byte[] bytes = new byte[reader.valueLength()];
        reader.buffer().get(reader.valueOffset(), bytes);
        AssociationSettings settings = found == null ? endpoint.settings : found.settings;
        StateCookie cookie = endpoint.cookies.open(bytes, settings.cookieLifeNs(), now);
        if (cookie == null
                || cookie.localPort() != endpoint.localPort()
                || cookie.peerPort() != answers.peerPort()
                || cookie.localTag() != packetTag
                || !cookie.peerAddresses().contains(from)) {
            endpoint.environment.budget().saw(Stray.BAD_COOKIE);
            return null;
        }
        if (!isAuthentic(found, cookie, behindAuth, settings)) {
            if (found != null) {
                answers.walk(found, now);
            }
            return null;
        }
        if (found == null && endpoint.table.hasTag(cookie.localTag())) {
            return null; // a late one of an association whose peer has moved since (RFC 5061)
        }
        if (found != null && isOfTheOwner(found, cookie)) {
            found.paths.giveUp(cookie.provenAddress());
        } else if (found != null) {
            onExisting(found, cookie, from, udpPort, now);
            return null;
        }
        return create(cookie, from, udpPort, now);
    }

    /**
     * Authenticates the COOKIE ECHO with the keys of the association that exists (RFC 4895 §6.3). Where there is none, or its
     * set-up is not complete, those count that the cookie makes: INITs that cross can leave it with the RANDOM of a tag that
     * the peer gave up. If false, an association that exists drops what has to be dropped of the packet.
     */
    private boolean isAuthentic(
            @Nullable Association found, StateCookie cookie, boolean behindAuth, AssociationSettings settings) {
        Authenticator existing = found == null ? null : found.establishment.authenticator();
        AuthFacts facts = cookie.facts().auth();
        if (!behindAuth) {
            return existing != null
                    ? !existing.weRequire(ChunkType.COOKIE_ECHO)
                    : facts == null || !AuthFacts.required(facts.own())[ChunkType.COOKIE_ECHO];
        }
        if (existing != null && existing.isAuthentic(answers)) {
            return true;
        }
        boolean byCookie = (existing == null || (found != null && !found.state.isUp()));
        return facts != null && byCookie && isAuthentic(new AuthKeys(facts), settings);
    }

    private boolean isAuthentic(AuthKeys keys, AssociationSettings settings) {
        boolean authentic = answers.isAuthentic(keys, settings.auth().keys());
        keys.erase();
        return authentic;
    }

    /**
     * The cookie of the INIT of a peer whose address another association only claims (RFC 5062 §2): it was made without
     * regard to that association.
     */
    private static boolean isOfTheOwner(Association claiming, StateCookie cookie) {
        return claiming.paths.find(cookie.provenAddress()) != null
                && !Endpoint.owns(claiming, cookie.provenAddress())
                && cookie.localTag() != claiming.localTag
                && cookie.localTieTag() == 0
                && cookie.peerTieTag() == 0;
    }

    private @Nullable Association create(StateCookie cookie, InetAddress from, int udpPort, long now) {
        if (isStale(cookie, now)) {
            reportStale(cookie, now);
            return null;
        }
        if (endpoint.recentTags.holds(cookie.localTag(), cookie.peerTag(), cookie.lifeNs(), now)) {
            return null;
        }
        if (!endpoint.isListening()) {
            if (endpoint.answersOutOfTheBlue(now)) {
                answers.send(new AbortChunk(false, List.of()), cookie.peerTag());
            }
            return null;
        }
        if (!endpoint.hasRoom()) {
            answers.send(new AbortChunk(false, List.of(new OutOfResource())), cookie.peerTag());
            return null;
        }
        Association a = endpoint.create(cookie, udpPort);
        if (a == null) {
            answers.send(new AbortChunk(false, List.of(new OutOfResource())), cookie.peerTag());
            return null;
        }
        learnPeer(a, cookie);
        a.establishment.establish(now);
        acknowledge(a, from, udpPort, now);
        return a;
    }

    private static void learnPeer(Association a, StateCookie cookie) {
        a.establishment.learnPeer(
                cookie.peerTag(),
                cookie.peerInitialTsn(),
                cookie.peerRwnd(),
                cookie.outboundStreams(),
                cookie.inboundStreams());
        a.establishment.facts(cookie.facts());
    }

    private static boolean isStale(StateCookie cookie, long now) {
        return now - cookie.createdNs() > cookie.lifeNs();
    }

    private void reportStale(StateCookie cookie, long now) {
        endpoint.environment.budget().saw(Stray.STALE_COOKIE);
        long staleNs = now - cookie.createdNs() - cookie.lifeNs();
        long staleUs = Math.min((staleNs + 999) / 1000, 0xffffffffL);
        if (endpoint.answersOutOfTheBlue(now)) {
            answers.send(new ErrorChunk(List.of(new StaleCookie((int) staleUs))), cookie.peerTag());
        }
    }

    /** COOKIE ACK first, then what the rest of the packet asks for (RFC 9260 §5.1.5 6, 7; §5.4). */
    private void acknowledge(Association a, InetAddress from, int udpPort, long now) {
        Path path = a.paths.find(from);
        if (path == null) {
            // the cookie names this source, but the association settled on other addresses
            a.control.send(new CookieAckChunk(), a.paths.dataPath());
            return;
        }
        path.cameFrom(udpPort);
        a.control.beginAnswers();
        a.control.send(new CookieAckChunk(), path);
        if (!path.isConfirmed()) {
            a.heartbeats.send(path, now);
        }
        answers.walkRest(a, path, now);
    }

    private void onExisting(Association a, StateCookie cookie, InetAddress from, int udpPort, long now) {
        boolean localMatches = cookie.localTag() == a.localTag;
        boolean peerMatches = a.peerTag != 0 && cookie.peerTag() == a.peerTag;
        if (isStale(cookie, now) && !(localMatches && peerMatches)) {
            reportStale(cookie, now);
            return;
        }
        if (localMatches && peerMatches) {
            onDuplicate(a, from, udpPort, now);
        } else if (localMatches) {
            onCollision(a, cookie, from, udpPort, now);
        } else if (!peerMatches && tieTagsMatch(a, cookie)) {
            onRestart(a, cookie, from, udpPort, now);
        }
        // every other row: silently discarded (action C, and what table 12 does not list)
    }

    private static boolean tieTagsMatch(Association a, StateCookie cookie) {
        return a.localTieTag != 0
                && a.peerTieTag != 0
                && cookie.localTieTag() == a.localTieTag
                && cookie.peerTieTag() == a.peerTieTag;
    }

    /** Action A: the peer restarted. */
    private void onRestart(Association a, StateCookie cookie, InetAddress from, int udpPort, long now) {
        if (a.state == AssociationState.SHUTDOWN_ACK_SENT) {
            refuseWhileShuttingDown(a);
            return;
        }
        for (InetAddress peer : cookie.peerAddresses()) {
            if (a.paths.find(peer) == null) {
                return;
            }
        }
        restart(a, cookie, udpPort, now);
        acknowledge(a, from, udpPort, now);
    }

    /** No new association before the old one has ended: the peer must see SHUTDOWN ACK first (RFC 9260 §5.2.4 A). */
    private static void refuseWhileShuttingDown(Association a) {
        a.shutdown.resendShutdownAck(new ErrorChunk(List.of(new CookieReceivedWhileShuttingDown())));
    }

    private void restart(Association a, StateCookie cookie, int udpPort, long now) {
        endpoint.table.unregisterAddresses(a);
        a.local = endpoint.local; // what the peer was told in INIT ACK
        a.establishment.restart(cookie, udpPort, now);
        endpoint.table.register(a);
    }

    /** Action B: both sides set up at once, and the peer took a new tag. */
    private void onCollision(Association a, StateCookie cookie, InetAddress from, int udpPort, long now) {
        if (a.state == AssociationState.SHUTDOWN_ACK_SENT) {
            refuseWhileShuttingDown(a);
            return;
        }
        if (!a.state.isUp()) {
            a.control.clear();
            takePaths(a, cookie, udpPort);
            learnPeer(a, cookie);
            a.establishment.establish(now);
        } else if (a.state == AssociationState.ESTABLISHED) {
            if (hasMovedData(a) || !hasSameAddresses(a, cookie)) {
                restart(a, cookie, udpPort, now);
            } else {
                learnPeer(a, cookie);
            }
        } else {
            a.peerTag = cookie.peerTag();
        }
        acknowledge(a, from, udpPort, now);
    }

    /** {@return true if DATA went either way since the association began} */
    private static boolean hasMovedData(Association a) {
        return a.outbound.nextTsn() != a.localInitialTsn || a.paths.hasHadData();
    }

    private static boolean hasSameAddresses(Association a, StateCookie cookie) {
        return new HashSet<>(a.peerAddresses()).equals(new HashSet<>(cookie.peerAddresses()));
    }

    /** The addresses of the peer's INIT are the ones that count, not those the user tried (RFC 9260 §5.1.2). */
    private void takePaths(Association a, StateCookie cookie, int udpPort) {
        if (hasSameAddresses(a, cookie)) {
            return;
        }
        List<InetAddress> confirmed = new ArrayList<>(a.handshake.targets());
        confirmed.add(cookie.provenAddress());
        endpoint.table.unregisterAddresses(a);
        a.paths.replace(cookie.peerAddresses(), confirmed, udpPort, a.local, a.settings);
        endpoint.table.register(a);
    }

    /** Action D: the cookie again, or both sides used the same tags. */
    private void onDuplicate(Association a, InetAddress from, int udpPort, long now) {
        if (a.state == AssociationState.COOKIE_ECHOED) {
            a.control.clear();
            a.establishment.establish(now);
        }
        acknowledge(a, from, udpPort, now);
    }
}
