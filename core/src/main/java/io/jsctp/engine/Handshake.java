package io.jsctp.engine;

import io.jsctp.wire.AdaptationIndicationParameter;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.ErrorCause;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.ForwardTsnSupportedParameter;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Ipv4AddressParameter;
import io.jsctp.wire.Ipv6AddressParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ParameterType;
import io.jsctp.wire.SupportedAddressTypesParameter;
import io.jsctp.wire.SupportedExtensionsParameter;
import io.jsctp.wire.ZeroChecksumAcceptableParameter;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The initiator's half of the set-up: INIT, COOKIE ECHO, and the T1 timer that repeats them over all addresses the user
 * gave (RFC 9260 §5.1). What comes back is judged by {@link InitAckHandler}.
 */
final class Handshake {
    private final Association association;
    private final InitStagger stagger;

    /** The addresses the user asked to connect to: confirmed by that (RFC 9260 §5.4). */
    private final List<InetAddress> targets;

    private long t1DeadlineNs = Path.NONE;

    /** INITs sent again, for whatever reason, over the whole set-up. */
    private int initRepeats;

    /** COOKIE ECHOs sent again with the present cookie. */
    private int echoRepeats;

    private int target;
    private byte @Nullable [] cookie;
    private List<ErrorCause> reports = List.of();
    private boolean reportsFit;
    private long sentNs;

    /** What our RANDOM holds as long as we have our present tag (RFC 4895 §6.1). */
    private byte @Nullable [] random;

    Handshake(Association association, List<InetAddress> targets) {
        this.association = association;
        this.stagger = new InitStagger(association);
        this.targets = List.copyOf(targets);
    }

    List<InetAddress> targets() {
        return targets;
    }

    long t1DeadlineNs() {
        return t1DeadlineNs;
    }

    long earliestDeadlineNs() {
        return Math.min(t1DeadlineNs, stagger.deadlineNs());
    }

    void stop() {
        t1DeadlineNs = Path.NONE;
        stagger.stop();
    }

    /** Sends the first INIT: the association enters COOKIE-WAIT. */
    void start(long now) {
        association.state = AssociationState.COOKIE_WAIT;
        sendInit(now);
    }

    /** Where INIT or COOKIE ECHO goes at present. */
    Path targetPath() {
        return association.paths.get(target % association.paths.count());
    }

    private void sendInit(long now) {
        Path p = targetPath();
        association.control.removeAll(InitChunk.class);
        sendInit(p);
        sentNs = now;
        startT1(p, now);
        stagger.begin(p, now);
    }

    private void sendInit(Path p) {
        InitChunk init = new InitChunk(
                association.localTag,
                initWindow(association.settings),
                association.settings.outboundStreams(),
                association.settings.maxInboundStreams(),
                association.localInitialTsn,
                initParameters(association.settings, random(), association.local, p.address));
        association.control.sendAlone(init, 0, p);
    }

    private void startT1(Path p, long now) {
        long cap = association.settings.maxInitTimeoutNs();
        long rto = p.rto.rtoNs();
        t1DeadlineNs = now + (cap > 0 ? Math.min(cap, rto) : rto);
    }

    /** {@return the window for INIT and INIT ACK: never below 1500 (RFC 9260 §3.3.2)} */
    static int initWindow(AssociationSettings settings) {
        return Math.max(1500, settings.receiveBufferBytes());
    }

    /** Addresses are listed only if there are several; then come the families we take (RFC 9260 §3.3.2.1). */
    private static List<Parameter> initParameters(
            AssociationSettings settings, byte[] random, LocalAddresses local, InetAddress peer) {
        List<Parameter> parameters = new ArrayList<>();
        addAddresses(parameters, local.forPeer(peer));
        List<Integer> types = new ArrayList<>();
        for (InetAddress a : local.addresses()) {
            int type = a instanceof Inet4Address ? ParameterType.IPV4_ADDRESS : ParameterType.IPV6_ADDRESS;
            if (!types.contains(type)) {
                types.add(type);
            }
        }
        if (!types.isEmpty()) {
            parameters.add(new SupportedAddressTypesParameter(types));
        }
        addDeclarations(parameters, settings, random);
        return parameters;
    }

    /** What this side declares, in INIT and INIT ACK alike, whatever the peer declares (RFC 5061 §4.2.7). */
    static void addDeclarations(List<Parameter> parameters, AssociationSettings settings, byte[] random) {
        List<Integer> chunkTypes = settings.extensions().chunkTypes();
        if (!chunkTypes.isEmpty()) {
            parameters.add(new SupportedExtensionsParameter(chunkTypes));
        }
        if (settings.extensions().has(Extension.PARTIAL_RELIABILITY)) {
            parameters.add(new ForwardTsnSupportedParameter());
        }
        if (settings.extensions().has(Extension.AUTHENTICATION)) {
            parameters.addAll(AuthFacts.parameters(settings, random));
        }
        if (settings.acceptsZeroChecksum()) {
            parameters.add(new ZeroChecksumAcceptableParameter(settings.errorDetectionMethod()));
        }
        Integer indication = settings.adaptationIndication();
        if (indication != null) {
            parameters.add(new AdaptationIndicationParameter(indication));
        }
    }

    /** {@return the random number that belongs to the association's present tag; empty if it does not authenticate} */
    byte[] random() {
        byte[] drawn = random;
        if (drawn == null) {
            drawn = drawRandom(association.settings, association.environment.entropy());
            random = drawn;
        }
        return drawn;
    }

    static byte[] drawRandom(AssociationSettings settings, Entropy entropy) {
        if (!settings.extensions().has(Extension.AUTHENTICATION)) {
            return new byte[0];
        }
        ByteBuffer drawn = ByteBuffer.allocate(AuthFacts.RANDOM_BYTES);
        while (drawn.hasRemaining()) {
            drawn.putInt(entropy.nextInt());
        }
        return drawn.array();
    }

    static void addAddresses(List<Parameter> parameters, List<InetAddress> addresses) {
        if (addresses.size() < 2) {
            return;
        }
        for (InetAddress a : addresses) {
            parameters.add(parameterOf(a));
        }
    }

    static Parameter parameterOf(InetAddress a) {
        return a instanceof Inet4Address v4 ? new Ipv4AddressParameter(v4) : new Ipv6AddressParameter((Inet6Address) a);
    }

    /**
     * INIT ACK or COOKIE ACK came: a round trip of the path that INIT or COOKIE ECHO took, unless that was repeated (Karn,
     * RFC 9260 §6.3.1).
     */
    void measure(long now) {
        int repeats = association.state == AssociationState.COOKIE_WAIT ? initRepeats : echoRepeats;
        boolean toSeveral = association.state == AssociationState.COOKIE_WAIT && stagger.isUnderWay();
        if (repeats == 0 && !toSeveral) {
            targetPath().rto.sample(now - sentNs);
        }
    }

    /** A good INIT ACK came: the cookie goes back at once, with reports of what was not understood in it (§3.2.2). */
    void echoCookie(byte[] stateCookie, List<ErrorCause> unrecognized, Path to, long now) {
        stagger.stop();
        cookie = stateCookie;
        reports = unrecognized;
        echoRepeats = 0;
        target = to.index;
        association.state = AssociationState.COOKIE_ECHOED;
        sendCookieEcho(now);
    }

    private void sendCookieEcho(long now) {
        byte[] bytes = cookie;
        if (bytes == null) {
            return;
        }
        Path p = targetPath();
        association.control.clear();
        association.control.send(new CookieEchoChunk(bytes), p);
        if (!reports.isEmpty()) {
            Chunk error = new ErrorChunk(reports);
            int room = association.control.roomIn(p) - ((bytes.length + 4 + 3) & ~3);
            reportsFit = error.encodedLength() <= room;
            if (reportsFit) {
                association.control.send(error, p);
            }
        }
        sentNs = now;
        startT1(p, now);
    }

    /** {@return the reports that did not fit beside the COOKIE ECHO; they leave after the COOKIE ACK (§3.2.2)} */
    List<ErrorCause> takeReports() {
        List<ErrorCause> left = reportsFit ? List.of() : reports;
        reports = List.of();
        return left;
    }

    /**
     * The cookie was too old: a new INIT with the same tag fetches a fresh one (RFC 9260 §5.2.6, alternative 1). It counts
     * as a repeated INIT, so that a peer whose cookies are never good cannot keep the set-up going for ever.
     */
    void onStaleCookie(long now) {
        cookie = null;
        association.peerTag = 0;
        association.control.clear();
        association.state = AssociationState.COOKIE_WAIT;
        if (mayRepeat()) {
            sendInit(now);
        }
    }

    /** A timer is due. */
    void onTimeout(long now) {
        if (stagger.deadlineNs() <= now) {
            sendInit(stagger.next(now));
        }
        if (t1DeadlineNs <= now) {
            onT1Expired(now);
        }
    }

    /** T1-init or T1-cookie expired: the next address is tried (RFC 9260 §5.1.6, §6.3.3). */
    private void onT1Expired(long now) {
        t1DeadlineNs = Path.NONE;
        stagger.stop();
        association.counters.t1Expiries++;
        if (!mayRepeat()) {
            return;
        }
        association.counters.controlChunksRepeated++;
        targetPath().rto.backoff();
        target = nextTarget();
        if (association.state == AssociationState.COOKIE_WAIT) {
            sendInit(now);
        } else {
            sendCookieEcho(now);
        }
    }

    private int nextTarget() {
        PathManager paths = association.paths;
        for (int i = 1; i <= paths.count(); i++) {
            int candidate = (target + i) % paths.count();
            if (paths.get(candidate).isConfirmed()) {
                return candidate;
            }
        }
        return target;
    }

    /** Counts one more INIT or COOKIE ECHO; Max.Init.Retransmits holds for each of the two (RFC 9260 §4). */
    private boolean mayRepeat() {
        int repeats = association.state == AssociationState.COOKIE_WAIT ? ++initRepeats : ++echoRepeats;
        if (repeats <= association.settings.maxInitRetransmits()) {
            return true;
        }
        association.ending.giveUpSetup();
        return false;
    }
}
