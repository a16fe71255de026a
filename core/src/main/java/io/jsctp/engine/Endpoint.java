package io.jsctp.engine;

import io.jsctp.link.PacketBatch;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.ChunkDecoder;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.Decoded;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.ShutdownCompleteChunk;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One local SCTP port with its addresses and associations (RFC 9260 §1.3): finds the association of a packet, answers
 * INITs without keeping anything, and makes associations from valid cookies only.
 *
 * <p>Not thread-safe: the caller holds the endpoint's lock, and for {@link #receive} with an association also that
 * association's lock, taken after it. No method throws because of what a packet holds.
 */
public final class Endpoint {
    final EndpointEnvironment environment;
    final EndpointLimits limits;
    final Entropy entropy;
    final CookieJar cookies;
    final RecentTags recentTags = new RecentTags();
    AssociationSettings settings;
    LocalAddresses local;

    private final int localPort;
    final AssociationTable table = new AssociationTable();
    private final AssociationLookup lookup;
    private final PacketReader reader = new PacketReader();
    private final Answers answers = new Answers(new PacketBatch(0, 1));
    private final InitHandler initHandler = new InitHandler(this, answers);
    private final CookieEchoHandler cookieEchoHandler = new CookieEchoHandler(this, answers);
    private final InitAckHandler initAckHandler = new InitAckHandler(this, answers);
    private boolean listening;
    private int acceptCapacity = Integer.MAX_VALUE;

    /**
     * Makes an endpoint that does not listen yet.
     *
     * @param localPort its SCTP port, 1..65535
     * @param localAddresses its addresses
     * @param wildcard true if it is bound to "any" address
     * @param settings the parameters of future associations
     * @param environment what it shares with the other endpoints of its stack
     * @param now the time
     */
    public Endpoint(
            int localPort,
            List<InetAddress> localAddresses,
            boolean wildcard,
            AssociationSettings settings,
            EndpointEnvironment environment,
            long now) {
        this.localPort = localPort;
        this.local = new LocalAddresses(localAddresses, wildcard);
        this.settings = settings;
        this.environment = environment;
        input("endpoint", localPort, localAddresses, wildcard, settings, now);
        this.limits = environment.limits();
        this.lookup = new AssociationLookup(table, limits);
        this.entropy = environment.entropy();
        this.cookies = new CookieJar(environment, now);
    }

    /** {@return its SCTP port} */
    public int localPort() {
        return localPort;
    }

    /** {@return its addresses} */
    public List<InetAddress> localAddresses() {
        return local.addresses();
    }

    /**
     * Changes its addresses for future associations.
     *
     * @param addresses the new ones
     * @param wildcard true if they stand for "any" address
     */
    public void localAddresses(List<InetAddress> addresses, boolean wildcard) {
        input("localAddresses", addresses, wildcard);
        local = new LocalAddresses(addresses, wildcard);
    }

    /** {@return the parameters of future associations} */
    public AssociationSettings settings() {
        return settings;
    }

    /**
     * Sets the parameters of future associations.
     *
     * @param changed the new values
     */
    public void settings(AssociationSettings changed) {
        input("settings", changed);
        settings = changed;
    }

    /**
     * Says whether INITs are welcome; if not they are answered by ABORT.
     *
     * @param on true to listen
     */
    public void listening(boolean on) {
        input("listening", on);
        listening = on;
    }

    boolean isListening() {
        return listening;
    }

    /**
     * Says how many more associations peers may set up; beyond it COOKIE ECHOs are refused with "Out of Resource".
     *
     * @param more how many, 0 for none
     */
    public void acceptCapacity(int more) {
        input("acceptCapacity", more);
        acceptCapacity = more;
    }

    /** Counts that a limit kept somebody from something. */
    void reached(Limit limit) {
        environment.budget().reached(limit);
    }

    boolean hasRoom() {
        if (acceptCapacity <= 0) {
            reached(Limit.BACKLOG);
        }
        return acceptCapacity > 0;
    }

    /** {@return how many of the streams that a peer offers it gets (RFC 9260 §5.1.1)} */
    int inboundStreams(AssociationSettings with, int offered) {
        if (offered > with.maxInboundStreams()) {
            reached(Limit.INBOUND_STREAMS);
        }
        return Math.min(offered, with.maxInboundStreams());
    }

    /**
     * Finds the association a packet belongs to: by its source address and port, and for INIT, INIT ACK and COOKIE ECHO
     * also by the addresses named in it (RFC 9260 §5.1.2 D), as for ASCONF (RFC 5061 §5.2). Nothing in them is believed
     * yet. An INIT is not taken for one
     * of an association that claims its address without having shown that it is its own: camping on an address does not
     * keep its owner out (RFC 5062 §2).
     *
     * @param packet the buffer it lies in
     * @param offset where it starts
     * @param length its size in bytes, at least that of a common header
     * @param from its source address
     * @return the association, or null
     */
    public @Nullable Association lookup(ByteBuffer packet, int offset, int length, InetAddress from) {
        return lookup.find(packet, offset, length, from);
    }

    /**
     * Takes a packet whose checksum was right and that either {@link PacketOwner#needsEndpoint needs the endpoint} or belongs to no
     * association.
     *
     * @param found its association as {@link #lookup} found it, or null
     * @param packet the buffer it lies in
     * @param offset where it starts
     * @param length its size in bytes
     * @param from the source address
     * @param fromUdpPort the source UDP port, 0 for raw IP
     * @param to the local address it came to
     * @param out where answers that belong to no association are written
     * @param now the time
     * @return the association that this packet created, or null
     */
    public @Nullable Association receive(
            @Nullable Association found,
            ByteBuffer packet,
            int offset,
            int length,
            InetAddress from,
            int fromUdpPort,
            InetAddress to,
            PacketBatch out,
            long now) {
        InputLog log = environment.log();
        if (log == null) {
            return handle(found, packet, offset, length, from, fromUdpPort, to, out, now);
        }
        log.input(this, "receive", found, packet.slice(offset, length), from, fromUdpPort, to, now);
        int before = out.count();
        Association made = handle(found, packet, offset, length, from, fromUdpPort, to, out, now);
        log.wrote(out, before);
        return made;
    }

    private void made(Association a) {
        InputLog log = environment.log();
        if (log != null) {
            log.made(a);
        }
    }

    /** Not for what comes by each packet: the arguments make an array. */
    private void input(String name, @Nullable Object... arguments) {
        InputLog log = environment.log();
        if (log != null) {
            log.input(this, name, arguments);
        }
    }

    private @Nullable Association handle(
            @Nullable Association found,
            ByteBuffer packet,
            int offset,
            int length,
            InetAddress from,
            int fromUdpPort,
            InetAddress to,
            PacketBatch out,
            long now) {
        if (length < CommonHeader.SIZE || !isAnswerable(packet, offset, from, to)) {
            return null;
        }
        answers.to(packet, offset, length, from, fromUdpPort, to, out);
        answers.marked(found == null ? null : found.paths.find(from), settings);
        reader.reset(packet, offset, length);
        int tag = CommonHeader.verificationTag(packet, offset);
        if (reader.next() != PacketReader.CHUNK) {
            return null;
        }
        switch (reader.type()) {
            case ChunkType.INIT -> {
                environment.budget().saw(Stray.INIT);
                if (tag == 0
                        && isAlone(offset + length)
                        && environment.answers().takesInit(from, environment.budget(), now)) {
                    initHandler.handle(found, reader, from, fromUdpPort, now);
                }
                return null;
            }
            case ChunkType.INIT_ACK -> {
                if (found != null) {
                    if (isAlone(offset + length)) {
                        initAckHandler.handle(found, reader, tag, from, fromUdpPort, now);
                    }
                    return null;
                }
            }
            case ChunkType.AUTH, ChunkType.COOKIE_ECHO -> {
                boolean behindAuth = reader.type() == ChunkType.AUTH;
                if (behindAuth && !(reader.next() == PacketReader.CHUNK && reader.type() == ChunkType.COOKIE_ECHO)) {
                    break;
                }
                if (OutOfTheBlue.abortFollows(reader)) {
                    if (found == null) {
                        return null; // out of the blue (RFC 9260 §8.4, rule 2)
                    }
                    answers.silence();
                }
                reader.reset(packet, offset, length);
                reader.next();
                if (behindAuth) {
                    reader.next();
                }
                return cookieEchoHandler.handle(found, reader, behindAuth, tag, from, fromUdpPort, now);
            }
            default -> {
                // out of the blue
            }
        }
        if (found != null) {
            found.refillBursts(); // an ASCONF is in it
            found.walker.receive(packet, offset, length, from, fromUdpPort, to, table, now);
            return null;
        }
        if (!table.hasDeparted(from, CommonHeader.sourcePort(packet, offset), now)) {
            reader.reset(packet, offset, length);
            answerOutOfTheBlue(tag, now);
        }
        return null;
    }

    private void answerOutOfTheBlue(int tag, long now) {
        environment.budget().saw(Stray.OUT_OF_THE_BLUE);
        OutOfTheBlue.Verdict verdict = OutOfTheBlue.judge(reader, tag);
        if (verdict == OutOfTheBlue.Verdict.SILENCE || !answersOutOfTheBlue(now)) {
            return;
        }
        answers.send(
                verdict == OutOfTheBlue.Verdict.ABORT
                        ? new AbortChunk(true, List.of())
                        : new ShutdownCompleteChunk(true),
                tag);
    }

    boolean answersOutOfTheBlue(long now) {
        return environment.answers().answersOutOfTheBlue(environment.budget(), now);
    }

    /** Ports 0 and anything not unicast are never answered (RFC 9260 §3.1, §8.4). */
    private static boolean isAnswerable(ByteBuffer packet, int offset, InetAddress from, InetAddress to) {
        return CommonHeader.sourcePort(packet, offset) != 0
                && CommonHeader.destinationPort(packet, offset) != 0
                && LocalAddresses.isUnicast(from)
                && LocalAddresses.isUnicast(to);
    }

    /** {@return true if no other chunk follows the present one} */
    private boolean isAlone(int packetEnd) {
        return reader.chunkOffset() + ((reader.chunkLength() + 3) & ~3) >= packetEnd;
    }

    /**
     * ASSOCIATE (RFC 9260 §11.1.2): makes an association and starts its set-up; the INIT leaves with its next
     * {@link Association#transmit}.
     *
     * @param peers addresses of the peer, tried in turn; not empty
     * @param peerPort the peer's SCTP port, 1..65535
     * @param peerUdpPort the peer's UDP encapsulation port, 0 for raw IP
     * @param with the parameters
     * @param now the time
     * @return the association, in COOKIE-WAIT; null if there are too many already
     * @throws IllegalArgumentException if there is no address, or an association with one of them
     */
    public @Nullable Association associate(
            List<InetAddress> peers, int peerPort, int peerUdpPort, AssociationSettings with, long now) {
        if (peers.isEmpty()) {
            throw new IllegalArgumentException("no peer address");
        }
        for (InetAddress peer : peers) {
            if (table.get(peer, peerPort) != null) {
                throw new IllegalArgumentException("associated with " + peer + " already");
            }
        }
        input("associate", peers, peerPort, peerUdpPort, with, now);
        PayloadPool pool = admit(peers.get(0));
        if (pool == null) {
            return null;
        }
        Association a = new Association(
                environment, pool, local, localPort, peerPort, with, peers, newTag(), entropy.nextInt());
        made(a);
        for (InetAddress peer : peers) {
            a.paths.add(peer, peerUdpPort, PathState.ACTIVE, local, with);
        }
        table.register(a);
        a.handshake.start(now);
        return a;
    }

    /** Asks for a place and memory for an association; null if there is no more of one of them. */
    private @Nullable PayloadPool admit(InetAddress peer) {
        SharedBudget budget = environment.budget();
        if (!budget.admit(peer)) {
            return null;
        }
        Allowance allowance = Allowance.open(budget, limits);
        if (allowance == null) {
            budget.dismiss(peer);
            return null;
        }
        return new PayloadPool(allowance);
    }

    /** {@return a random tag, not 0 and not one in use here (RFC 9260 §5.3.1)} */
    int newTag() {
        while (true) {
            int tag = entropy.nextInt();
            if (tag != 0 && !table.hasTag(tag) && !recentTags.holdsLocal(tag)) {
                return tag;
            }
        }
    }

    /** Makes an association from a cookie that proved good (RFC 9260 §5.1.5); null if there are too many already. */
    @Nullable
    Association create(StateCookie cookie, int udpPort) {
        PayloadPool pool = admit(cookie.provenAddress());
        if (pool == null) {
            return null;
        }
        Association a = new Association(
                environment,
                pool,
                local,
                localPort,
                cookie.peerPort(),
                settings,
                List.of(cookie.provenAddress()),
                cookie.localTag(),
                cookie.localInitialTsn());
        made(a);
        for (InetAddress peer : cookie.peerAddresses()) {
            boolean confirmed = peer.equals(cookie.provenAddress());
            a.paths.add(peer, udpPort, confirmed ? PathState.ACTIVE : PathState.UNCONFIRMED, local, settings);
        }
        table.displace(a, cookie.provenAddress());
        table.register(a);
        if (acceptCapacity != Integer.MAX_VALUE) {
            acceptCapacity--;
        }
        return a;
    }

    /** {@return whether the peer has shown that an address is its own; while it is set up, it is believed} */
    static boolean owns(Association a, InetAddress address) {
        Path path = a.paths.find(address);
        return !a.state.isUp() || (path != null && path.isConfirmed());
    }

    /**
     * Finds an association by one of the peer's addresses.
     *
     * @param peer the address
     * @param peerPort the peer's port
     * @return the association, or null
     */
    public @Nullable Association find(InetAddress peer, int peerPort) {
        return table.get(peer, peerPort);
    }

    /**
     * Forgets an association that is over.
     *
     * @param a the association
     * @param now the time
     */
    public void remove(Association a, long now) {
        input("remove", a, now);
        if (table.remove(a)) {
            environment.budget().dismiss(a.handshake.targets().get(0));
            a.establishment.eraseKeys();
            recentTags.add(a.localTag, a.peerTag, now);
        }
    }

    /** Erases its secrets: it has no associations, does not listen, and never will again. */
    public void close() {
        input("close");
        listening = false;
        cookies.forget();
    }

    /** {@return how many associations there are} */
    public int associationCount() {
        return table.count();
    }

    /** {@return the associations, in the order of their making} */
    public List<Association> associations() {
        return table.all();
    }

    /** {@return a chunk decoded as one of the given type, null if it is malformed} */
    static <T extends Chunk> @Nullable T decodeAs(Class<T> type, PacketReader reader) {
        Decoded decoded = ChunkDecoder.decode(reader);
        return type.isInstance(decoded) ? type.cast(decoded) : null;
    }
}
