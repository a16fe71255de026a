package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.CookieReceivedWhileShuttingDown;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Ipv4AddressParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.RestartWithNewAddresses;
import io.jsctp.wire.ShutdownAckChunk;
import io.jsctp.wire.ShutdownChunk;
import io.jsctp.wire.StateCookieParameter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both sides set up at once (RFC 9260 §5.2.1), and every row of table 12 (§5.2.4). */
class CollisionTest {
    private static final int PEER_TAG = 0x1234;
    private static final Parameter COOKIE = new StateCookieParameter(new byte[] {1, 2, 3, 4, 5});
    private static final Parameter LISTED = new Ipv4AddressParameter((Inet4Address) Wire.PEER);

    private final Wire wire = new Wire();
    private InitChunk ours = new InitChunk(1, 1500, 1, 1, 1, List.of());

    private void connect(InetAddress... peers) {
        ours = wire.associate(peers).get(0).only(InitChunk.class);
    }

    private void echoed() {
        connect(Wire.PEER);
        wire.receive(ours.initiateTag(), new InitAckChunk(PEER_TAG, 100_000, 5, 7, 900, List.of(COOKIE)));
    }

    private static InitChunk init(Parameter... parameters) {
        return new InitChunk(0x77, 50_000, 3, 4, 77, List.of(parameters));
    }

    private static StateCookie opened(InitAckChunk initAck) {
        StateCookie cookie = CookieJar.readUnverified(SetupTest.cookie(initAck));
        if (cookie == null) {
            throw new AssertionError("the cookie cannot be read");
        }
        return cookie;
    }

    @Test
    @DisplayName(
            "9260-5.2.1-1 9260-5.2.1-6 9260-5.2.1-7: INIT in COOKIE-WAIT: our own tag and TSN, no tie-tags, T1 as it was")
    void initInCookieWait() {
        connect(Wire.PEER);
        long deadline = wire.association().nextTimeoutNs();
        wire.now += 300 * Wire.MS;
        Answer answer = wire.receive(0, init()).get(0);
        assertThat(answer.verificationTag()).isEqualTo(0x77);
        InitAckChunk initAck = answer.only(InitAckChunk.class);
        assertThat(initAck.initiateTag()).isEqualTo(ours.initiateTag());
        assertThat(initAck.initialTsn()).isEqualTo(ours.initialTsn());
        assertThat(initAck.advertisedReceiverWindow()).isEqualTo(ours.advertisedReceiverWindow());
        assertThat(initAck.inboundStreams()).isEqualTo(ours.inboundStreams());
        assertThat(opened(initAck).localTieTag()).isZero();
        assertThat(opened(initAck).peerTieTag()).isZero();
        assertThat(wire.association().state()).isEqualTo(AssociationState.COOKIE_WAIT);
        assertThat(wire.association().nextTimeoutNs()).isEqualTo(deadline);
    }

    @Test
    @DisplayName(
            "9260-5.2.1-4 9260-5.2.1-6 9260-5.2.1-7: INIT in COOKIE-ECHOED: the same, and tie-tags in TCB and cookie")
    void initInCookieEchoed() {
        echoed();
        long deadline = wire.association().nextTimeoutNs();
        wire.now += 300 * Wire.MS;
        InitAckChunk initAck = wire.receive(0, init()).get(0).only(InitAckChunk.class);
        assertThat(initAck.initiateTag()).isEqualTo(ours.initiateTag());
        assertThat(initAck.initialTsn()).isEqualTo(ours.initialTsn());
        assertThat(opened(initAck).localTieTag()).isNotZero().isEqualTo(wire.association().localTieTag);
        assertThat(opened(initAck).peerTieTag()).isNotZero().isEqualTo(wire.association().peerTieTag);
        assertThat(wire.association().state()).isEqualTo(AssociationState.COOKIE_ECHOED);
        assertThat(wire.association().nextTimeoutNs()).isEqualTo(deadline);
    }

    @Test
    @DisplayName("9260-5.2.1-5 9260-3.3.10.11-1: INIT in COOKIE-ECHOED with a new address: ABORT, and nothing changes")
    void newAddressInCookieEchoed() {
        echoed();
        Parameter added = new Ipv4AddressParameter((Inet4Address) Wire.OTHER_PEER);
        Answer answer = wire.receive(0, init(added)).get(0);
        assertThat(answer.verificationTag()).isEqualTo(0x77);
        assertThat(answer.only()).isEqualTo(new AbortChunk(false, List.of(new RestartWithNewAddresses(new byte[] {
            0, 5, 0, 8, 10, 1, 0, 9
        }))));
        assertThat(wire.association().state()).isEqualTo(AssociationState.COOKIE_ECHOED);
        wire.receive(ours.initiateTag(), new CookieAckChunk());
        assertThat(wire.association().state()).isEqualTo(AssociationState.ESTABLISHED);
    }

    @Test
    @DisplayName("9260-5.2.1-2 9260-5.2.1-3: the answer in COOKIE-WAIT goes only where the user wanted to connect to")
    void answerGoesToTheTarget() {
        connect(Wire.PEER);
        Answer answer = wire.receiveFrom(Wire.OTHER_PEER, 0, init(LISTED)).get(0);
        assertThat(answer.to()).isEqualTo(Wire.PEER);
        assertThat(answer.only(InitAckChunk.class).initiateTag()).isEqualTo(ours.initiateTag());
        Wire stranger = new Wire();
        stranger.associate(Wire.PEER);
        Answer foreign = stranger.receiveFrom(Wire.OTHER_PEER, 0, init()).get(0);
        assertThat(foreign.only(InitAckChunk.class).initiateTag())
                .as("without that address it is somebody else's association")
                .isNotEqualTo(stranger.association().localTag);
    }

    @Test
    @DisplayName("9260-5.2.4-11 9260-5.4-2: action B from COOKIE-WAIT: the addresses are those of the peer's INIT")
    void actionBTakesTheCookiesAddresses() {
        connect(Wire.PEER, Wire.OTHER_PEER);
        InitAckChunk initAck = wire.receive(0, init()).get(0).only(InitAckChunk.class);
        Answer ack = wire.receive(ours.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)))
                .get(0);
        assertThat(ack.only()).isInstanceOf(CookieAckChunk.class);
        assertThat(ack.verificationTag()).isEqualTo(0x77);
        assertThat(wire.association().state()).isEqualTo(AssociationState.ESTABLISHED);
        assertThat(wire.association().peerAddresses()).containsExactly(Wire.PEER);
        assertThat(wire.endpoint.find(Wire.OTHER_PEER, Wire.PEER_PORT))
                .as("9260-3.3.2.1-3")
                .isNull();
        assertThat(wire.events).containsExactly(new AssociationEvent.CommunicationUp(3, 4, Extensions.NONE));
    }

    @Test
    @DisplayName("9260-5.1.5-8 9260-5.4-10: the cookie of a collision comes back from an address that only it names")
    void cookieFromNewAddress() {
        connect(Wire.PEER);
        InitAckChunk initAck =
                wire.receiveFrom(Wire.OTHER_PEER, 0, init(LISTED)).get(0).only(InitAckChunk.class);
        List<Answer> answers =
                wire.receiveFrom(Wire.OTHER_PEER, ours.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        assertThat(wire.endpoint.associationCount()).as("not a second one").isEqualTo(1);
        assertThat(wire.association().state()).isEqualTo(AssociationState.ESTABLISHED);
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).to()).isEqualTo(Wire.OTHER_PEER);
        assertThat(answers.get(0).chunks().get(0)).isInstanceOf(CookieAckChunk.class);
        assertThat(answers.get(0).chunks())
                .as("this source is not proven yet: COOKIE ACK comes with a HEARTBEAT")
                .hasSize(2);
        assertThat(wire.association().primaryAddress()).isEqualTo(Wire.PEER);
    }

    @Test
    @DisplayName("9260-5.2.4-12 9260-5.2.4-6: a cookie for addresses of an existing association makes no second one")
    void cookieForKnownAddress() {
        InitAckChunk early =
                wire.receiveFrom(Wire.OTHER_PEER, 0, init(LISTED)).get(0).only(InitAckChunk.class);
        InitAckChunk used = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        wire.receive(used.initiateTag(), new CookieEchoChunk(SetupTest.cookie(used)));
        assertThat(wire.receiveFrom(Wire.OTHER_PEER, early.initiateTag(), new CookieEchoChunk(SetupTest.cookie(early))))
                .isEmpty();
        assertThat(wire.endpoint.associationCount()).isEqualTo(1);
    }

    // ---- table 12: RFC 9260 §5.2.4 ------------------------------------------------------------------------------

    private Association establish() {
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        wire.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        wire.events.clear();
        wire.receive(0, init()); // draws the tie-tags
        return wire.association();
    }

    private List<Answer> echo(int local, int peer, int localTie, int peerTie, long ageNs) {
        return echo(local, peer, localTie, peerTie, ageNs, List.of(Wire.PEER));
    }

    private List<Answer> echo(int local, int peer, int localTie, int peerTie, long ageNs, List<InetAddress> addresses) {
        StateCookie cookie = new StateCookie(
                wire.now - ageNs,
                60_000 * Wire.MS,
                Wire.LOCAL_PORT,
                Wire.PEER_PORT,
                local,
                peer,
                localTie,
                peerTie,
                5555,
                77,
                50_000,
                4,
                3,
                9899,
                Wire.PEER,
                addresses);
        return wire.receive(local, new CookieEchoChunk(wire.endpoint.cookies.sign(cookie, wire.now)));
    }

    private static int tag(String how, int matching) {
        return switch (how) {
            case "M" -> matching;
            case "X" -> matching + 1;
            default -> 0;
        };
    }

    @ParameterizedTest(name = "local {0}, peer {1}, local-tie {2}, peer-tie {3} → {4}")
    @CsvSource({
        "X, X, M, M, A", "X, X, M, X, -", "X, X, X, M, -", "X, X, X, X, -", "X, X, 0, 0, -", "X, X, M, 0, -",
        "X, X, 0, M, -", "M, X, M, M, B", "M, X, X, X, B", "M, X, 0, 0, B", "X, M, 0, 0, -", "X, M, M, M, -",
        "X, M, X, X, -", "M, M, M, M, D", "M, M, X, X, D", "M, M, 0, 0, D"
    })
    @DisplayName("9260-5.2.4-5 9260-5.2.4-6 9260-5.2.4-12: what a COOKIE ECHO does in ESTABLISHED")
    void table12(String local, String peer, String localTie, String peerTie, String action) {
        Association a = establish();
        int before = a.localTag;
        List<Answer> answers = echo(
                tag(local, before), tag(peer, PEER_TAG), tag(localTie, a.localTieTag), tag(peerTie, a.peerTieTag), 0);
        List<Chunk> chunks = new ArrayList<>();
        answers.forEach(answer -> chunks.addAll(answer.chunks()));
        assertThat(chunks).isEqualTo(action.equals("-") ? List.of() : List.of(new CookieAckChunk()));
        assertThat(a.localTag).isEqualTo(action.equals("A") ? before + 1 : before);
        assertThat(a.peerTag).isEqualTo(action.equals("A") || action.equals("B") ? PEER_TAG + 1 : PEER_TAG);
        assertThat(wire.events)
                .isEqualTo(
                        action.equals("A")
                                ? List.of(new AssociationEvent.Restarted(3, 4, Extensions.NONE))
                                : List.of());
        assertThat(a.state()).isEqualTo(AssociationState.ESTABLISHED);
        assertThat(wire.endpoint.associationCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("9260-5.2.4-5 9260-5.2.4-11: the peer's tag not known yet: action B, whatever the tie-tags")
    void tagNotKnownYet() {
        connect(Wire.PEER);
        assertThat(echo(ours.initiateTag(), 0x77, 0, 0, 0).get(0).only()).isInstanceOf(CookieAckChunk.class);
        assertThat(wire.association().state()).isEqualTo(AssociationState.ESTABLISHED);
        assertThat(wire.association().peerTag).isEqualTo(0x77);
        assertThat(wire.association().nextTimeoutNs())
                .as("T1-init is stopped")
                .isGreaterThan(wire.now + 10_000 * Wire.MS);
    }

    @Test
    @DisplayName("9260-5.2.4-2 9260-5.2.4-3: an expired cookie: Stale Cookie, unless both tags are the association's")
    void expired() {
        Association a = establish();
        long old = 61_000 * Wire.MS;
        Answer answer =
                echo(a.localTag + 1, 0x77, a.localTieTag, a.peerTieTag, old).get(0);
        assertThat(answer.verificationTag()).as("the peer's tag of the cookie").isEqualTo(0x77);
        assertThat(answer.only()).isInstanceOf(ErrorChunk.class);
        assertThat(echo(a.localTag, PEER_TAG, 0, 0, old).get(0).only()).isInstanceOf(CookieAckChunk.class);
        assertThat(wire.events).isEmpty();
    }

    @Test
    @DisplayName("9260-5.2.4-1 9260-5.2.4-4: a changed cookie, or one under another tag than its own, changes nothing")
    void forged() {
        Association a = establish();
        InitAckChunk initAck = wire.receive(0, init()).get(0).only(InitAckChunk.class);
        byte[] cookie = SetupTest.cookie(initAck);
        assertThat(wire.receive(a.localTag, new CookieEchoChunk(cookie))).isEmpty();
        for (int i = 0; i < cookie.length; i++) {
            byte[] forged = cookie.clone();
            forged[i] ^= 1;
            assertThat(wire.receive(initAck.initiateTag(), new CookieEchoChunk(forged)))
                    .isEmpty();
        }
        assertThat(a.peerTag).isEqualTo(PEER_TAG);
        assertThat(wire.events).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"X, M", "M, 0"})
    @DisplayName(
            "9260-5.2.4-8 9260-3.3.10.10-1: actions A and B in SHUTDOWN-ACK-SENT: SHUTDOWN ACK and the cause, no more")
    void cookieWhileShuttingDown(String local, String tie) {
        Association a = establish();
        wire.receive(a.localTag, new ShutdownChunk(a.localInitialTsn - 1));
        Answer answer = echo(tag(local, a.localTag), 0x77, tag(tie, a.localTieTag), tag(tie, a.peerTieTag), 0)
                .get(0);
        assertThat(answer.verificationTag()).isEqualTo(PEER_TAG);
        assertThat(answer.chunks())
                .containsExactly(
                        new ShutdownAckChunk(), new ErrorChunk(List.of(new CookieReceivedWhileShuttingDown())));
        assertThat(a.state()).isEqualTo(AssociationState.SHUTDOWN_ACK_SENT);
        assertThat(a.peerTag).isEqualTo(PEER_TAG);
    }

    @Test
    @DisplayName(
            "9260-5.2.4-10: a restart that brings in an address which the association has not got any more is dropped")
    void restartWithForeignAddress() {
        Association a = establish();
        int before = a.localTag;
        List<InetAddress> both = List.of(Wire.PEER, Wire.OTHER_PEER);
        assertThat(echo(before + 1, 0x77, a.localTieTag, a.peerTieTag, 0, both)).isEmpty();
        assertThat(a.localTag).isEqualTo(before);
        assertThat(wire.events).isEmpty();
        assertThat(echo(before + 1, 0x77, a.localTieTag, a.peerTieTag, 0)).hasSize(1);
        assertThat(a.localTag).isEqualTo(before + 1);
    }
}
