package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Ipv4AddressParameter;
import io.jsctp.wire.Ipv6AddressParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ShutdownAckChunk;
import io.jsctp.wire.UnknownCause;
import io.jsctp.wire.UnknownChunk;
import io.jsctp.wire.UnknownParameter;
import io.jsctp.wire.UnrecognizedParameter;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How often, and how large, the engine answers whoever asks. */
class AnswerLimitsTest {
    private static final int TAG = 0x1234;
    private static final Chunk UNKNOWN = new UnknownChunk(0xc7, 0, new byte[4]);

    private static Wire wire(EndpointLimits limits) {
        return new Wire(AssociationSettings.defaults(), limits);
    }

    private static InitChunk init(Parameter... parameters) {
        return new InitChunk(TAG, 100_000, 5, 7, 900, List.of(parameters));
    }

    /** The association of a peer that is set up, its events forgotten. */
    private static int establish(Wire wire) {
        InitAckChunk initAck = wire.receive(0, init()).get(0).only(InitAckChunk.class);
        wire.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        wire.events.clear();
        return initAck.initiateTag();
    }

    private static InetAddress host(int network, int host) {
        return TwoEndpoints.address("10." + network / 256 + "." + network % 256 + "." + host);
    }

    // ---- INITs ----

    @Test
    @DisplayName("SEC-21: a network's INITs are answered at the limit's rate, after a burst of a second's worth")
    void initsOfOneNetwork() {
        Wire wire = wire(EndpointLimits.DEFAULT.with(Limit.INITS_PER_SECOND_AND_SOURCE, 100));
        int answered = 0;
        for (int ms = 0; ms < 3000; ms++) {
            answered += wire.receiveFrom(host(1, 1 + ms % 200), 0, init()).size();
            wire.now += Wire.MS;
        }
        assertThat(answered).isBetween(398, 401);
        assertThat(wire.budget.timesReached(Limit.INITS_PER_SECOND_AND_SOURCE)).isEqualTo(3000 - answered);
        assertThat(wire.endpoint.associationCount()).isZero();
        assertThat(wire.receiveFrom(host(2, 1), 0, init()))
                .as("another network")
                .hasSize(1);
    }

    @Test
    @DisplayName("SEC-21 SEC-20: INITs of all networks together are answered at the stack's rate, and nothing is kept")
    void initsOfAllNetworks() {
        Wire wire = wire(
                EndpointLimits.DEFAULT.with(Limit.INITS_PER_SECOND, 50).with(Limit.INITS_PER_SECOND_AND_SOURCE, 0));
        int answered = 0;
        for (int i = 0; i < 10_000; i++) {
            answered += wire.receiveFrom(host(i, 1), 0, init()).size();
        }
        assertThat(answered).isEqualTo(50);
        assertThat(wire.budget.timesReached(Limit.INITS_PER_SECOND)).isEqualTo(10_000 - 50);
        wire.now += 20 * Wire.MS;
        assertThat(wire.receive(0, init())).as("a true INIT after the flood").hasSize(1);
        assertThat(wire.endpoint.associationCount()).isZero();
    }

    @Test
    @DisplayName("SEC-21: 0 turns the rates off, as packet scripts need it")
    void unlimited() {
        Wire wire =
                wire(EndpointLimits.DEFAULT.with(Limit.INITS_PER_SECOND, 0).with(Limit.INITS_PER_SECOND_AND_SOURCE, 0));
        for (int i = 0; i < 5000; i++) {
            assertThat(wire.receive(0, init())).hasSize(1);
        }
    }

    @Test
    @DisplayName("SEC-21: which networks share a rate depends on a secret")
    void sharedPlaces() {
        Wire first = wire(EndpointLimits.DEFAULT.with(Limit.INITS_PER_SECOND_AND_SOURCE, 1));
        List<Integer> blocked = new ArrayList<>();
        for (int network = 0; network < 9000; network++) {
            if (first.receiveFrom(host(network, 1), 0, init()).isEmpty()) {
                blocked.add(network);
            }
        }
        assertThat(blocked).as("9000 networks in 4096 places").hasSizeGreaterThanOrEqualTo(9000 - 4096);
        assertThat(blocked).as("most places are used").hasSizeLessThan(9000 - 3000);
    }

    @Test
    @DisplayName("SEC-21 SEC-12 9260-12.4-4: an INIT ACK has at most 1200 bytes or thrice its INIT, and fits a packet")
    void initAckSize() {
        Wire wire = wire(EndpointLimits.DEFAULT);
        for (int length : new int[] {0, 4, 40, 200, 400, 1000, 1400, 6000}) {
            InitChunk init = init(manyUnknown(length, 100));
            int initBytes = 12 + init.encodedLength();
            InitAckChunk initAck = wire.receive(0, init).get(0).only(InitAckChunk.class);
            int bytes = 12 + initAck.encodedLength();
            assertThat(bytes).isLessThanOrEqualTo(Math.max(1200, 3 * initBytes)).isLessThanOrEqualTo(1452);
        }
        assertThat(wire.budget.timesReached(Limit.INIT_ACK_BYTES)).isEqualTo(2);
    }

    private static Parameter[] manyUnknown(int bytes, int each) {
        List<Parameter> parameters = new ArrayList<>();
        for (int left = bytes; left > 0; left -= each) {
            parameters.add(new UnknownParameter(0xc001, new byte[Math.min(left, each) / 4 * 4]));
        }
        return parameters.toArray(new Parameter[0]);
    }

    @Test
    @DisplayName("SEC-12: reports of 60,000 bytes of unknown parameters are cut to one packet, in order")
    void reportsCut() {
        Wire wire = wire(EndpointLimits.DEFAULT);
        InitAckChunk initAck =
                wire.receive(0, init(manyUnknown(60_000, 600))).get(0).only(InitAckChunk.class);
        assertThat(initAck.parameters().stream().filter(UnrecognizedParameter.class::isInstance))
                .hasSize(2);
    }

    @Test
    @DisplayName("SEC-21: our cookie has at most 256 bytes for one address, at most 1024 for 32")
    void cookieSize() throws Exception {
        Wire wire = wire(EndpointLimits.DEFAULT);
        assertThat(SetupTest.cookie(wire.receive(0, init()).get(0).only(InitAckChunk.class)))
                .hasSizeLessThanOrEqualTo(256);
        List<Parameter> addresses = new ArrayList<>();
        for (int i = 1; i < 32; i++) {
            addresses.add(new Ipv6AddressParameter((Inet6Address) InetAddress.getByName("2001:db8::" + i)));
        }
        InitAckChunk initAck = wire.receive(0, init(addresses.toArray(new Parameter[0])))
                .get(0)
                .only(InitAckChunk.class);
        assertThat(SetupTest.cookie(initAck)).hasSizeLessThanOrEqualTo(1024);
    }

    // ---- out of the blue ----

    @Test
    @DisplayName("SEC-43: answers out of the blue have a rate for the whole stack")
    void outOfTheBlueRate() {
        Wire wire = wire(EndpointLimits.DEFAULT);
        int answered = 0;
        for (int ms = 0; ms < 2000; ms++) {
            answered += wire.receiveFrom(host(ms, 1), 77, UNKNOWN).size();
            answered +=
                    wire.receiveFrom(host(ms, 2), 78, new ShutdownAckChunk()).size();
            wire.now += Wire.MS;
        }
        assertThat(answered).isBetween(598, 601);
        assertThat(wire.budget.timesReached(Limit.OUT_OF_THE_BLUE_ANSWERS_PER_SECOND))
                .isEqualTo(4000 - answered);
    }

    @Test
    @DisplayName("SEC-43: INITs for a port nobody listens at and stale cookies count as out of the blue")
    void refusalsAreLimited() {
        Wire wire = wire(EndpointLimits.DEFAULT.with(Limit.OUT_OF_THE_BLUE_ANSWERS_PER_SECOND, 2));
        InitAckChunk stale = wire.receive(0, init()).get(0).only(InitAckChunk.class);
        wire.now += 61_000 * Wire.MS;
        Chunk echo = new CookieEchoChunk(SetupTest.cookie(stale));
        assertThat(wire.receive(stale.initiateTag(), echo)).hasSize(1);
        assertThat(wire.receive(stale.initiateTag(), echo)).hasSize(1);
        assertThat(wire.receive(stale.initiateTag(), echo)).isEmpty();
        wire.endpoint.listening(false);
        assertThat(wire.receive(0, init())).isEmpty();
        wire.now += 500 * Wire.MS;
        assertThat(wire.receive(0, init()).get(0).only()).isInstanceOf(AbortChunk.class);
    }

    @Test
    @DisplayName("SEC-43: a silent stack answers nothing out of the blue, and still takes associations")
    void silent() {
        Wire wire = new Wire(AssociationSettings.defaults(), EndpointLimits.DEFAULT, new LocalBudget(10, 10), true);
        assertThat(wire.receive(77, UNKNOWN)).isEmpty();
        assertThat(wire.receive(77, new ShutdownAckChunk())).isEmpty();
        establish(wire);
        assertThat(wire.endpoint.associationCount()).isEqualTo(1);
        wire.endpoint.listening(false);
        assertThat(wire.receiveFrom(Wire.OTHER_PEER, 0, init())).isEmpty();
    }

    @Test
    @DisplayName("SEC-43 9260-8.4-11: two stacks fed each other's answers out of the blue fall silent after one")
    void noPingPong() {
        Wire wire = wire(EndpointLimits.DEFAULT);
        for (Chunk first : List.of(
                UNKNOWN,
                new ShutdownAckChunk(),
                new HeartbeatChunk(new byte[8]),
                new AbortChunk(false, List.of()),
                new ErrorChunk(List.of()))) {
            List<Answer> answers = wire.receive(77, first);
            assertThat(answers).hasSizeLessThanOrEqualTo(1);
            for (Answer answer : answers) {
                int bytes =
                        answer.chunks().stream().mapToInt(Chunk::encodedLength).sum();
                assertThat(bytes).isLessThanOrEqualTo(first.encodedLength());
                assertThat(wire.receive(
                                answer.verificationTag(), answer.chunks().toArray(new Chunk[0])))
                        .isEmpty();
            }
        }
    }

    // ---- inside an association ----

    @Test
    @DisplayName("SEC-75: ERROR chunks have a rate in each association: 20 at once, then 10 a second")
    void errorRate() {
        Wire wire = wire(EndpointLimits.DEFAULT);
        int tag = establish(wire);
        int answered = 0;
        for (int us = 0; us < 10_000; us++) {
            answered += wire.receive(tag, UNKNOWN).size();
            wire.now += 1000;
        }
        assertThat(answered).isEqualTo(20);
        assertThat(wire.budget.timesReached(Limit.ERRORS_PER_SECOND)).isEqualTo(10_000 - 20);
        wire.now += 1000 * Wire.MS;
        for (int i = 0; i < 100; i++) {
            answered += wire.receive(tag, UNKNOWN).size();
        }
        assertThat(answered).isEqualTo(30);
    }

    @Test
    @DisplayName("SEC-75 SEC-14: a packet of 300, or 16,000, unknown chunks yields one ERROR that fits a packet")
    void unknownChunks() {
        Wire wire = wire(EndpointLimits.DEFAULT);
        int tag = establish(wire);
        for (int count : new int[] {300, 16_000}) {
            Chunk[] chunks = Collections.nCopies(count, new UnknownChunk(0xc7, 0, new byte[0]))
                    .toArray(new Chunk[0]);
            List<Answer> answers = wire.receive(tag, chunks);
            assertThat(answers).hasSize(1);
            assertThat(answers.get(0).only(ErrorChunk.class).encodedLength()).isLessThanOrEqualTo(1440);
        }
        assertThat(wire.association().counters().controlChunksDropped()).isGreaterThan(16_000 - 200);
    }

    @Test
    @DisplayName("SEC-76 SEC-12: a heartbeat too large for one packet goes unanswered; of many small ones a packetful")
    void heartbeats() {
        Wire wire = wire(EndpointLimits.DEFAULT);
        int tag = establish(wire);
        assertThat(wire.receive(tag, new HeartbeatChunk(new byte[60_000]))).isEmpty();
        Chunk[] many =
                Collections.nCopies(50, new HeartbeatChunk(new byte[100])).toArray(new Chunk[0]);
        List<Answer> answers = wire.receive(tag, many);
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).chunks()).hasSize(1440 / 108).hasOnlyElementsOfType(HeartbeatAckChunk.class);
    }

    @Test
    @DisplayName("SEC-75 SEC-76: control chunks that can't leave wait up to the limits of chunks and bytes")
    void controlQueue() {
        Wire wire = wire(EndpointLimits.DEFAULT);
        int tag = establish(wire);
        Association a = wire.association();
        for (int i = 0; i < 1000; i++) {
            wire.feed(tag, new HeartbeatChunk(new byte[8]));
        }
        assertThat(wire.budget.timesReached(Limit.CONTROL_CHUNKS)).isEqualTo(1000 - 64);
        assertThat(a.control.bytes()).isEqualTo(64 * 16);
        wire.pull();
        assertThat(a.control.bytes()).isZero();
        for (int i = 0; i < 1000; i++) {
            wire.feed(tag, new HeartbeatChunk(new byte[1000]));
        }
        assertThat(a.control.bytes()).isBetween(15_000, 16_384);
        assertThat(wire.budget.timesReached(Limit.CONTROL_BYTES)).isGreaterThan(900);
        a.abort(new byte[0], wire.now);
        assertThat(wire.pull()).as("what ends it is never left out").hasSize(1);
        assertThat(a.control.bytes()).isZero();
    }

    @Test
    @DisplayName("SEC-11: of 4000 causes in an ERROR the user is told 16, of 4000 ERRORs in a packet as many")
    void causes() {
        Wire wire = wire(EndpointLimits.DEFAULT);
        int tag = establish(wire);
        wire.receive(tag, new ErrorChunk(Collections.nCopies(4000, new UnknownCause(0x77, new byte[0]))));
        assertThat(wire.events).hasSize(16);
        assertThat(wire.budget.timesReached(Limit.CAUSES)).isEqualTo(4000 - 16);
        Chunk one = new ErrorChunk(List.of(new UnknownCause(0x77, new byte[0])));
        wire.receive(tag, Collections.nCopies(4000, one).toArray(new Chunk[0]));
        assertThat(wire.events).hasSize(32);
        wire.receive(tag, new AbortChunk(false, Collections.nCopies(4000, new UnknownCause(0x77, new byte[0]))));
        assertThat(wire.events).hasSize(33);
        AssociationEvent.CommunicationLost lost = (AssociationEvent.CommunicationLost) wire.events.get(32);
        assertThat(lost.abortChunk()).hasSizeLessThanOrEqualTo(1452);
    }

    // ---- probes, T5 ----

    private static Wire withVictims(EndpointLimits limits) {
        Wire wire = wire(limits);
        List<Parameter> victims = new ArrayList<>();
        for (int i = 1; i < 32; i++) {
            victims.add(new Ipv4AddressParameter((Inet4Address) TwoEndpoints.address("10.9.9." + i)));
        }
        InitAckChunk initAck =
                wire.receive(0, init(victims.toArray(new Parameter[0]))).get(0).only(InitAckChunk.class);
        wire.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        return wire;
    }

    /** Heartbeats to the victims within so many seconds, most of them in one second. */
    private static int[] probes(Wire wire, int seconds) {
        long start = wire.now;
        int total = 0;
        int[] inSecond = new int[seconds + 1];
        while (wire.association().nextTimeoutNs() < start + seconds * 1000L * Wire.MS) {
            for (Answer answer : wire.nextTimeout()) {
                if (!answer.to().equals(Wire.PEER)) {
                    assertThat(answer.only()).isInstanceOf(HeartbeatChunk.class);
                    total++;
                    inSecond[(int) ((wire.now - start) / (1000 * Wire.MS))]++;
                }
            }
        }
        int most = 0;
        for (int n : inSecond) {
            most = Math.max(most, n);
        }
        return new int[] {total, most};
    }

    @Test
    @DisplayName("SEC-46 9260-5.4-4: 31 victims in an INIT are probed one in an RTO, a few times each, with no data")
    void victims() {
        Wire wire = withVictims(EndpointLimits.DEFAULT);
        assertThat(wire.association().peerAddresses()).hasSize(32);
        int[] probes = probes(wire, 600);
        assertThat(probes[1]).isLessThanOrEqualTo(2);
        assertThat(probes[0]).isBetween(31, 31 * 7);
        assertThat(wire.budget.timesReached(Limit.PATH_PROBES_PER_RTO)).isPositive();
    }

    @Test
    @DisplayName("SEC-46: HB.Max.Burst can be set")
    void probeBurst() {
        Wire wire = withVictims(EndpointLimits.DEFAULT.with(Limit.PATH_PROBES_PER_RTO, 8));
        assertThat(wire.nextTimeout()).hasSize(8);
    }

    @Test
    @DisplayName("9260-12.2.4.3-2: floods of INITs, strangers, wrong tags and cookies, and old cookies can be counted")
    void strays() {
        Wire wire = wire(EndpointLimits.DEFAULT);
        InitAckChunk initAck = wire.receive(0, init()).get(0).only(InitAckChunk.class);
        Chunk echo = new CookieEchoChunk(SetupTest.cookie(initAck));
        wire.receive(initAck.initiateTag() + 1, echo);
        wire.receive(initAck.initiateTag(), new CookieEchoChunk(new byte[100]));
        wire.receive(77, UNKNOWN);
        wire.receive(initAck.initiateTag(), echo);
        for (int i = 0; i < 3; i++) {
            wire.receive(initAck.initiateTag() + 1, UNKNOWN);
        }
        wire.now += 61_000 * Wire.MS;
        wire.receiveFrom(Wire.OTHER_PEER, 0, init());
        wire.receive(initAck.initiateTag(), new AbortChunk(false, List.of()));
        wire.receive(initAck.initiateTag(), echo);
        assertThat(wire.budget.timesSeen(Stray.INIT)).isEqualTo(2);
        assertThat(wire.budget.timesSeen(Stray.BAD_COOKIE)).isEqualTo(2);
        assertThat(wire.budget.timesSeen(Stray.OUT_OF_THE_BLUE)).isEqualTo(1);
        assertThat(wire.budget.timesSeen(Stray.WRONG_TAG)).isEqualTo(3);
        assertThat(wire.budget.timesSeen(Stray.STALE_COOKIE)).isEqualTo(1);
    }
}
