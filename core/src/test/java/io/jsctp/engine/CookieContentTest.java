package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.link.PacketBatch;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.HostNameAddressParameter;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Ipv4AddressParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.SupportedAddressTypesParameter;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What our INITs, INIT ACKs and State Cookies hold, and what they must not (RFC 9260 §3.3.2, §3.3.3, §5.1.3, §5.3). */
class CookieContentTest {
    private static final InetAddress PEER = Wire.PEER;
    private static final InetAddress V6 = TwoEndpoints.address("fd00::9");

    private final Wire wire = new Wire();

    /** Entropy that says what it is told to, then counts up; secrets are a repeated byte. */
    private static final class ScriptedEntropy implements Entropy {
        final Deque<Integer> next = new ArrayDeque<>();
        final byte secretByte;
        int counter = 1000;
        int secretBytes;

        ScriptedEntropy(int secretByte) {
            this.secretByte = (byte) secretByte;
        }

        @Override
        public int nextInt() {
            Integer scripted = next.poll();
            return scripted != null ? scripted : counter++;
        }

        @Override
        public void fillSecret(byte[] secret) {
            boolean key = secret.length > Long.BYTES; // shorter ones seed the epoch and the table of sources
            java.util.Arrays.fill(secret, key ? secretByte : 1);
            secretBytes += key ? secret.length : 0;
        }
    }

    private static Endpoint endpoint(Entropy entropy) {
        return endpoint(entropy, List.of(Wire.LOCAL));
    }

    private static Endpoint endpoint(Entropy entropy, List<InetAddress> addresses) {
        return new Endpoint(
                5000,
                addresses,
                false,
                AssociationSettings.defaults(),
                EndpointEnvironment.alone(EndpointLimits.DEFAULT, entropy),
                1_000);
    }

    private static CookieJar jar(Entropy entropy) {
        return new CookieJar(EndpointEnvironment.alone(EndpointLimits.DEFAULT, entropy), 0);
    }

    private static Association associate(Endpoint endpoint, InetAddress peer) {
        Association a = endpoint.associate(List.of(peer), 4000, 0, AssociationSettings.defaults(), 1_000);
        if (a == null) {
            throw new AssertionError("no room");
        }
        return a;
    }

    private static InitChunk sentInit(Association a) {
        PacketBatch batch = new PacketBatch(1 << 16, 4);
        a.transmit(batch, 1_000);
        io.jsctp.wire.PacketReader reader = new io.jsctp.wire.PacketReader();
        reader.reset(batch.buffer(), batch.offset(0), batch.length(0));
        reader.next();
        return (InitChunk) io.jsctp.wire.ChunkDecoder.decode(reader);
    }

    private static StateCookie cookie() {
        return new StateCookie(
                17, 60, 5000, 4000, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9899, V6, List.of(V6, PEER, Wire.OTHER_PEER));
    }

    @Test
    @DisplayName("9260-3.3.3-17 9260-5.1.3-2 9260-5.1.5-5: all that an association needs goes through the cookie")
    void everythingComesBack() {
        CookieJar jar = jar(new ScriptedEntropy(7));
        assertThat(jar.open(jar.sign(cookie(), 20), 60, 20)).isEqualTo(cookie());
    }

    @Test
    @DisplayName(
            "9260-5.1.3-3 9260-14.1-1: the key comes from the secret entropy, 256 bits of it; another key, another MAC")
    void key() {
        ScriptedEntropy entropy = new ScriptedEntropy(7);
        CookieJar jar = jar(entropy);
        assertThat(entropy.secretBytes).isEqualTo(32);
        byte[] signed = jar.sign(cookie(), 20);
        assertThat(jar(new ScriptedEntropy(8)).open(signed, 60, 20)).isNull();
        assertThat(jar(new ScriptedEntropy(7)).open(signed, 60, 20)).isEqualTo(cookie());
    }

    @Test
    @DisplayName("9260-5.1.3-5 9260-5.2.2-7 9260-5.2.2-3: a cookie shows neither the key nor the live tags")
    void noSecrets() {
        CookieJar jar = jar(new ScriptedEntropy(0x5e));
        assertThat(occurrences(jar.sign(cookie(), 20), new byte[] {0x5e, 0x5e, 0x5e, 0x5e}))
                .as("the key's bytes")
                .isZero();
        InitAckChunk first = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        wire.receive(first.initiateTag(), new CookieEchoChunk(SetupTest.cookie(first)));
        InitChunk again = new InitChunk(0x7777, 50_000, 3, 4, 77, List.of());
        InitAckChunk second = wire.receive(0, again).get(0).only(InitAckChunk.class);
        byte[] bytes = SetupTest.cookie(second);
        Association a = wire.association();
        assertThat(occurrences(bytes, ByteBuffer.allocate(4).putInt(a.localTag).array()))
                .isZero();
        assertThat(occurrences(bytes, ByteBuffer.allocate(4).putInt(a.peerTag).array()))
                .isZero();
        StateCookie cookie = CookieJar.readUnverified(bytes);
        assertThat(cookie).isNotNull();
        assertThat(new int[] {cookie.localTieTag(), cookie.peerTieTag()})
                .as("tie-tags, in cookie and TCB")
                .doesNotContain(0)
                .containsExactly(a.localTieTag, a.peerTieTag);
        InitAckChunk third = wire.receive(0, again).get(0).only(InitAckChunk.class);
        StateCookie repeated = CookieJar.readUnverified(SetupTest.cookie(third));
        assertThat(repeated).isNotNull();
        assertThat(repeated.localTieTag()).as("repeated INITs leave them").isEqualTo(cookie.localTieTag());
    }

    private static int occurrences(byte[] in, byte[] what) {
        int found = 0;
        for (int i = 0; i + what.length <= in.length; i++) {
            found += ByteBuffer.wrap(in, i, what.length).equals(ByteBuffer.wrap(what)) ? 1 : 0;
        }
        return found;
    }

    @Test
    @DisplayName("9260-5.2.2-6: an INIT without an association leads to a cookie without tie-tags")
    void noTieTags() {
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        StateCookie cookie = CookieJar.readUnverified(SetupTest.cookie(initAck));
        assertThat(cookie).isNotNull();
        assertThat(cookie.localTieTag()).isZero();
        assertThat(cookie.peerTieTag()).isZero();
    }

    @Test
    @DisplayName("9260-3.3.11-3 9260-5.1.3-6: the cookie of a single-homed IPv4 peer has at most 128 bytes")
    void size() {
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        assertThat(SetupTest.cookie(initAck)).hasSizeLessThanOrEqualTo(128);
    }

    @Test
    @DisplayName("9260-3.3.2-7 9260-5.1-2 9260-5.3.1-1 9260-3.3.2-14: tag and TSN are drawn; 0 is no tag, but a TSN")
    void zeroIsNoTag() {
        ScriptedEntropy entropy = new ScriptedEntropy(1);
        Endpoint endpoint = endpoint(entropy);
        entropy.next.addAll(List.of(0, 0, -5, 0));
        InitChunk init = sentInit(associate(endpoint, PEER));
        assertThat(init.initiateTag()).isEqualTo(-5);
        assertThat(init.initialTsn()).isZero();
    }

    @Test
    @DisplayName("9260-3.3.3-12 9260-5.3.1-1: tag and TSN of an INIT ACK are drawn, too, anew for each INIT")
    void initAckDraws() {
        InitAckChunk first = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        InitAckChunk second = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        InitAckChunk elsewhere =
                Wire.seeded(99).receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        assertThat(List.of(second.initialTsn(), elsewhere.initialTsn())).doesNotContain(first.initialTsn());
        assertThat(List.of(second.initiateTag(), elsewhere.initiateTag())).doesNotContain(first.initiateTag());
    }

    @Test
    @DisplayName("9260-5.3.1-3 9260-5.3.1-4: neither a tag of another association nor of one just ended is used again")
    void tagsDiffer() {
        ScriptedEntropy entropy = new ScriptedEntropy(1);
        Endpoint endpoint = endpoint(entropy);
        entropy.next.addAll(List.of(77, 1));
        Association first = associate(endpoint, PEER);
        entropy.next.addAll(List.of(77, 78, 1));
        Association second = associate(endpoint, Wire.OTHER_PEER);
        assertThat(second.localTag).isEqualTo(78);
        first.abort(new byte[0], 1_000);
        endpoint.remove(first, 1_000);
        entropy.next.addAll(List.of(77, 79, 1));
        assertThat(associate(endpoint, PEER).localTag).isEqualTo(79);
    }

    @Test
    @DisplayName("9260-3.3.2-8 9260-3.3.3-6: the window of INIT and INIT ACK is never below 1500")
    void leastWindow() {
        AssociationSettingsBuilder builder = AssociationSettings.defaults().toBuilder();
        assertThatThrownBy(() -> builder.receiveBufferBytes(1499).build()).isInstanceOf(IllegalArgumentException.class);
        Wire small = new Wire(builder.receiveBufferBytes(4096).build());
        assertThat(small.receive(0, SetupTest.init())
                        .get(0)
                        .only(InitAckChunk.class)
                        .advertisedReceiverWindow())
                .isGreaterThanOrEqualTo(1500);
        assertThat(small.associate(PEER).get(0).only(InitChunk.class).advertisedReceiverWindow())
                .isGreaterThanOrEqualTo(1500);
    }

    @Test
    @DisplayName("9260-3.3.2-11 9260-5.1.1-1: the numbers of streams are the user's, 0 is refused")
    void streams() {
        AssociationSettingsBuilder builder = AssociationSettings.defaults().toBuilder();
        assertThatThrownBy(() -> builder.outboundStreams(0).build()).isInstanceOf(IllegalArgumentException.class);
        builder.outboundStreams(6);
        assertThatThrownBy(() -> builder.maxInboundStreams(0).build()).isInstanceOf(IllegalArgumentException.class);
        Wire chosen = new Wire(builder.maxInboundStreams(11).build());
        InitAckChunk initAck = chosen.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        assertThat(initAck.outboundStreams()).isEqualTo(6);
        assertThat(initAck.inboundStreams()).isEqualTo(11);
        InitChunk init = chosen.associate(PEER).get(0).only(InitChunk.class);
        assertThat(init.outboundStreams()).isEqualTo(6);
        assertThat(init.inboundStreams()).isEqualTo(11);
    }

    @Test
    @DisplayName(
            "9260-3.3.2-16 9260-3.3.2.1-8 9260-3.3.2-19 9260-3.3.2.1-6 9260-3.3.2-15: what our INIT lists, and in which order")
    void parametersOfInit() {
        List<InetAddress> two = List.of(Wire.LOCAL, TwoEndpoints.address("10.1.0.1"), TwoEndpoints.address("fd00::1"));
        Association a = associate(endpoint(new ScriptedEntropy(1), two), PEER);
        List<Parameter> parameters = sentInit(a).parameters();
        assertThat(parameters).extracting(Parameter::type).containsExactly(5, 5, 6, 12);
        assertThat(parameters).doesNotHaveAnyElementsOfTypes(HostNameAddressParameter.class);
        assertThat(((SupportedAddressTypesParameter) parameters.get(3)).types()).containsExactly(5, 6);
        InitChunk alone = wire.associate(PEER).get(0).only(InitChunk.class);
        assertThat(alone.parameters())
                .as("a single-homed endpoint lists no address")
                .containsExactly(new SupportedAddressTypesParameter(List.of(5)));
    }

    @Test
    @DisplayName(
            "9260-3.3.2.1-10 9260-5.1.2-8 9260-5.1.2-11 9260-3.3.2-16: INIT ACK lists only families the peer takes")
    void parametersOfInitAck() {
        assertThat(listedTo(List.of())).extracting(Parameter::type).containsExactly(5, 5, 6, 7);
        assertThat(listedTo(List.of(new SupportedAddressTypesParameter(List.of(5)))))
                .extracting(Parameter::type)
                .containsExactly(5, 5, 7);
        assertThat(listedTo(List.of(new SupportedAddressTypesParameter(List.of(6)))))
                .as("it came by IPv4")
                .extracting(Parameter::type)
                .containsExactly(5, 5, 6, 7);
        assertThat(listedTo(List.of(new SupportedAddressTypesParameter(List.of(11)))))
                .as("9260-3.3.2.1-9")
                .extracting(Parameter::type)
                .containsExactly(5, 5, 7);
    }

    private static List<Parameter> listedTo(List<Parameter> offered) {
        Endpoint endpoint = endpoint(
                new ScriptedEntropy(1),
                List.of(Wire.LOCAL, TwoEndpoints.address("10.1.0.1"), TwoEndpoints.address("fd00::1")));
        endpoint.listening(true);
        ByteBuffer packet = ByteBuffer.allocate(1500);
        io.jsctp.wire.PacketWriter writer = new io.jsctp.wire.PacketWriter();
        writer.begin(packet, 0, 1500, 4000, 5000, 0);
        writer.put(new InitChunk(9, 9000, 1, 1, 1, offered));
        int length = writer.finish(new io.jsctp.wire.Crc32c());
        PacketBatch out = new PacketBatch(1 << 16, 4);
        endpoint.receive(null, packet, 0, length, PEER, 0, Wire.LOCAL, out, 2_000);
        io.jsctp.wire.PacketReader reader = new io.jsctp.wire.PacketReader();
        reader.reset(out.buffer(), out.offset(0), out.length(0));
        reader.next();
        return ((InitAckChunk) io.jsctp.wire.ChunkDecoder.decode(reader)).parameters();
    }

    @Test
    @DisplayName("9260-5.1-20 9260-5.1-21: before any DATA, acknowledged is what lies before the Initial TSN, no more")
    void beforeTheFirstTsn() {
        InitAckChunk initAck = wire.receive(0, SetupTest.init()).get(0).only(InitAckChunk.class);
        int tag = initAck.initiateTag();
        assertThat(wire.receive(tag, new CookieEchoChunk(SetupTest.cookie(initAck)))
                        .get(0)
                        .only())
                .isInstanceOf(CookieAckChunk.class);
        assertThat(wire.association().cumulativeTsn()).isEqualTo(899);
        List<Answer> none = wire.receive(tag, new SackChunk(initAck.initialTsn() - 1, 100_000, List.of(), List.of()));
        assertThat(none).isEmpty();
        assertThat(wire.receive(tag, new SackChunk(initAck.initialTsn(), 100_000, List.of(), List.of()))
                        .get(0)
                        .only())
                .as("it acknowledges what was never sent")
                .isInstanceOf(AbortChunk.class);
    }

    @Test
    @DisplayName("9260-5.1.2-7: INIT ACK goes to the source of the INIT, whatever it lists first")
    void toTheSource() {
        Parameter listed = new Ipv4AddressParameter((java.net.Inet4Address) Wire.PEER);
        List<Answer> answers = new ArrayList<>(wire.receiveFrom(Wire.OTHER_PEER, 0, SetupTest.init(listed)));
        assertThat(answers).extracting(Answer::to).containsExactly(Wire.OTHER_PEER);
    }
}
