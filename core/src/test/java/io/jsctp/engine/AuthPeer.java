package io.jsctp.engine;

import io.jsctp.wire.AuthChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.ChunkListParameter;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ParameterEncoder;
import io.jsctp.wire.ParameterType;
import io.jsctp.wire.RandomParameter;
import io.jsctp.wire.RequestedHmacAlgorithmParameter;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A peer that authenticates, with arithmetic of its own: {@link BigInteger} compares the vectors, {@link Mac} makes the codes. */
final class AuthPeer {
    static final int SHA_1 = 1;
    static final int SHA_256 = 3;

    final Wire wire;
    final List<Integer> requires;
    final List<Integer> algorithms;
    final byte[] random;
    final Map<Integer, byte[]> sharedKeys = new HashMap<>(Map.of(0, new byte[0]));
    byte[] ownVector;
    byte[] otherVector = {};
    int tag;
    int initTag = 0x1234;

    AuthPeer(Wire wire, List<Integer> requires, List<Integer> algorithms) {
        this.wire = wire;
        this.requires = requires;
        this.algorithms = algorithms;
        random = new byte[32];
        Arrays.fill(random, (byte) 0x5a);
        ownVector = vector(List.of(parameters()));
    }

    Parameter[] parameters() {
        List<Parameter> all = new ArrayList<>();
        all.add(new RandomParameter(random));
        if (!requires.isEmpty()) {
            all.add(new ChunkListParameter(requires));
        }
        all.add(new RequestedHmacAlgorithmParameter(algorithms));
        return all.toArray(new Parameter[0]);
    }

    /** The key vector that is in the parameters of an INIT or INIT ACK. */
    static byte[] vector(List<Parameter> parameters) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int type :
                List.of(ParameterType.RANDOM, ParameterType.CHUNK_LIST, ParameterType.REQUESTED_HMAC_ALGORITHM)) {
            parameters.stream().filter(p -> p.type() == type).forEach(p -> out.writeBytes(ParameterEncoder.encode(p)));
        }
        return out.toByteArray();
    }

    InitChunk initChunk() {
        return SetupTest.init(parameters());
    }

    /** Sends INIT; what comes back makes the keys. */
    InitAckChunk init(Parameter... more) {
        List<Parameter> parameters = new ArrayList<>(List.of(parameters()));
        parameters.addAll(List.of(more));
        InitAckChunk initAck = wire.receive(0, new InitChunk(initTag, 100_000, 5, 7, 900, parameters))
                .get(0)
                .only(InitAckChunk.class);
        learn(initAck);
        return initAck;
    }

    void learn(InitAckChunk initAck) {
        otherVector = vector(initAck.parameters());
        tag = initAck.initiateTag();
    }

    /** Sets an association up, with COOKIE ECHO behind AUTH if asked for. */
    Association setUp(boolean authenticated) {
        InitAckChunk initAck = init();
        Chunk echo = new CookieEchoChunk(SetupTest.cookie(initAck));
        List<Wire.Answer> answers = authenticated ? send(0, echo) : wire.receive(tag, echo);
        if (answers.get(0).chunks().stream().noneMatch(CookieAckChunk.class::isInstance)) {
            throw new AssertionError("no COOKIE ACK: " + answers);
        }
        return wire.association();
    }

    byte[] associationKey(int number) {
        byte[] shared = sharedKeys.getOrDefault(number, new byte[] {1, 2, 3});
        Comparator<byte[]> order =
                Comparator.comparing((byte[] v) -> new BigInteger(1, v)).thenComparingInt(v -> v.length);
        List<byte[]> vectors = new ArrayList<>(List.of(ownVector, otherVector));
        vectors.sort(order);
        return ByteBuffer.allocate(shared.length + ownVector.length + otherVector.length)
                .put(shared)
                .put(vectors.get(0))
                .put(vectors.get(1))
                .array();
    }

    byte[] code(int number, int hmacId, byte[] authAndRest) {
        try {
            String name = hmacId == SHA_1 ? "HmacSHA1" : "HmacSHA256";
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(associationKey(number), name));
            return mac.doFinal(authAndRest);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The AUTH chunk for chunks that follow it. */
    AuthChunk auth(int number, int hmacId, Chunk... rest) {
        int length = hmacId == SHA_1 ? 20 : 32;
        List<Chunk> all = new ArrayList<>(List.of(new AuthChunk(number, hmacId, new byte[length])));
        all.addAll(List.of(rest));
        ByteBuffer packet = Wire.packet(tag, all.toArray(new Chunk[0]));
        byte[] bytes = new byte[packet.limit() - 12];
        packet.get(12, bytes);
        return new AuthChunk(number, hmacId, code(number, hmacId, bytes));
    }

    /** Sends chunks behind AUTH, by SHA-256. */
    List<Wire.Answer> send(int number, Chunk... chunks) {
        return wire.receive(tag, behind(auth(number, SHA_256, chunks), chunks));
    }

    static Chunk[] behind(Chunk first, Chunk... rest) {
        List<Chunk> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(rest));
        return all.toArray(new Chunk[0]);
    }

    /** Checks the AUTH of a packet; returns the chunks behind it. */
    List<Chunk> verified(Wire.Answer answer, int expectedKey, int expectedHmac) {
        List<Chunk> chunks = answer.chunks();
        int at = 0;
        while (chunks.get(at).type() != ChunkType.AUTH) {
            at++;
        }
        AuthChunk auth = (AuthChunk) chunks.get(at);
        List<Chunk> rest = chunks.subList(at + 1, chunks.size());
        AuthChunk expected = auth(auth.sharedKeyId(), auth.hmacId(), rest.toArray(new Chunk[0]));
        if (auth.sharedKeyId() != expectedKey || auth.hmacId() != expectedHmac || !auth.equals(expected)) {
            throw new AssertionError("AUTH is " + auth + " not " + expected);
        }
        return rest;
    }

    static @Nullable AuthChunk authOf(Wire.Answer answer) {
        return answer.chunks().stream()
                .filter(AuthChunk.class::isInstance)
                .map(AuthChunk.class::cast)
                .findFirst()
                .orElse(null);
    }
}
