package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsctp.wire.ChunkListParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.RandomParameter;
import io.jsctp.wire.RequestedHmacAlgorithmParameter;
import io.jsctp.wire.UnknownParameter;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Key vectors, and the keys they make (RFC 4895 §6.1). */
class AuthFactsTest {
    private static final byte[] RANDOM = new byte[32];
    private static final byte[] SHARED = {9, 9};

    private static byte[] key(byte[] own, byte[] peer) {
        return new AuthFacts(own, peer).associationKey(SHARED);
    }

    @Test
    @DisplayName(
            "4895-6.1-5: a key vector is RANDOM, CHUNKS and HMAC-ALGO with type and length, without padding, in this order")
    void vector() {
        AuthParameters parameters = new AuthParameters();
        assertThat(parameters.take(new RequestedHmacAlgorithmParameter(List.of(1))))
                .isTrue();
        assertThat(parameters.take(new ChunkListParameter(List.of(0, 1, 7)))).isTrue();
        assertThat(parameters.take(new RandomParameter(RANDOM))).isTrue();
        byte[] vector = parameters.vector();
        ByteBuffer expected = ByteBuffer.allocate(36 + 7 + 6)
                .putInt(0x8002_0024)
                .put(RANDOM)
                .putInt(0x8003_0007)
                .put(new byte[] {0, 1, 7})
                .putInt(0x8004_0006)
                .putShort((short) 1);
        assertThat(vector).isEqualTo(expected.array());
        AuthParameters none = new AuthParameters();
        none.take(new RandomParameter(RANDOM));
        none.take(new RequestedHmacAlgorithmParameter(List.of(1)));
        assertThat(none.vector()).as("what is absent is left out").hasSize(36 + 6);
    }

    @Test
    @DisplayName("4895-6.1-6: the smaller vector, as a number, comes first; of equal numbers the shorter one")
    void order() {
        byte[] small = {1, 5};
        byte[] large = {(byte) 0x80, 0};
        assertThat(key(small, large)).containsExactly(9, 9, 1, 5, 0x80, 0);
        assertThat(key(large, small)).as("the same on both sides").isEqualTo(key(small, large));
        byte[] longer = {0, 0, 1, 4};
        assertThat(key(longer, small)).as("zeros in front make it no larger").containsExactly(9, 9, 0, 0, 1, 4, 1, 5);
        byte[] equal = {0, 1, 5};
        assertThat(key(equal, small)).containsExactly(9, 9, 1, 5, 0, 1, 5);
        assertThat(key(small, equal)).containsExactly(9, 9, 1, 5, 0, 1, 5);
        assertThat(key(small, small.clone())).containsExactly(9, 9, 1, 5, 1, 5);
    }

    @Test
    @DisplayName(
            "4895-3.2-4: INIT, INIT ACK, SHUTDOWN COMPLETE and AUTH in a list are ignored, their bytes stay in the vector")
    void forbiddenTypes() {
        AuthParameters parameters = new AuthParameters();
        parameters.take(new RandomParameter(RANDOM));
        parameters.take(new ChunkListParameter(List.of(1, 2, 14, 15, 0, 0xC1)));
        parameters.take(new RequestedHmacAlgorithmParameter(List.of(3, 1)));
        byte[] vector = parameters.vector();
        assertThat(vector).hasSize(36 + 10 + 8).contains(14, 15);
        boolean[] required = AuthFacts.required(vector);
        for (int type = 0; type < 256; type++) {
            assertThat(required[type]).as("type %d", type).isEqualTo(type == 0 || type == 0xC1);
        }
    }

    @Test
    @DisplayName("4895-6.1-4: the first algorithm of the peer's list that is known counts")
    void algorithms() {
        byte[] vector = AuthFacts.vector(List.of(new RequestedHmacAlgorithmParameter(List.of(0, 2, 9, 3, 1))));
        assertThat(AuthFacts.preferred(vector)).isEqualTo(3);
        assertThat(AuthFacts.asksFor(vector, 1)).isTrue();
        assertThat(AuthFacts.asksFor(vector, 4)).isFalse();
        assertThat(AuthFacts.preferred(AuthFacts.vector(List.of(new RequestedHmacAlgorithmParameter(List.of(2))))))
                .isZero();
    }

    @Test
    @DisplayName("4895-3-1: parameters that are not as the RFC draws them, or are there twice, turn authentication off")
    void spoilt() {
        RandomParameter random = new RandomParameter(RANDOM);
        RequestedHmacAlgorithmParameter algorithms = new RequestedHmacAlgorithmParameter(List.of(1));
        ChunkListParameter chunks = new ChunkListParameter(List.of(0));
        List<List<? extends Parameter>> all = List.of(
                List.of(random, random, algorithms),
                List.of(random, algorithms, algorithms),
                List.of(random, chunks, chunks, algorithms),
                List.of(random, new UnknownParameter(0x8004, new byte[3])),
                List.of(random, new RequestedHmacAlgorithmParameter(List.of(2, 7))),
                List.of(random, new RequestedHmacAlgorithmParameter(Collections.nCopies(600, 1))),
                List.of(random),
                List.of(algorithms));
        for (List<? extends Parameter> spoilt : all) {
            AuthParameters parameters = new AuthParameters();
            spoilt.forEach(parameters::take);
            assertThat(parameters.vector()).as("%s", spoilt).isNull();
            assertThat(parameters.fault(false, false))
                    .as("%s is no reason to abort", spoilt)
                    .isNull();
            assertThat(parameters.fault(true, false))
                    .as("%s does not authenticate", spoilt)
                    .isNotNull();
        }
    }

    @Test
    @DisplayName("4895-3.2-3 4895-3.3-2: types that must not be listed are refused, and lists without SHA-1")
    void settings() {
        AuthSettings settings = AuthSettings.DEFAULT;
        assertThat(settings.hmacIds()).containsExactly(3, 1);
        for (int type : List.of(1, 2, 14, 15, -1, 256)) {
            assertThatThrownBy(() -> settings.require(type)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(settings.require(0).require(0xC1).require(0).chunkTypes()).containsExactly(0, 0xC1);
        for (List<Integer> ids : List.of(List.of(3), List.<Integer>of(), List.of(1, 2), List.of(1, 1))) {
            assertThatThrownBy(() -> settings.hmacIds(ids)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(settings.hmacIds(List.of(1, 3)).hmacIds()).containsExactly(1, 3);
    }

    @Test
    @DisplayName(
            "4895-6.1-7 4895-9-1 SEC-94: key 0 is the null key until it is set or removed; keys are not in any text")
    void keys() {
        SharedKeys keys = SharedKeys.NULL_KEY;
        assertThat(keys.key(0)).isEmpty();
        assertThat(keys.active()).isZero();
        SharedKeys more = keys.with(7, new byte[] {77, 78});
        assertThat(more.key(7)).containsExactly(77, 78);
        assertThat(more.activate(7).deactivate(0).without(0).key(0)).isNull();
        assertThat(more.deactivate(0).isUsable(0)).isFalse();
        assertThat(more.deactivate(0).with(0, new byte[1]).isUsable(0))
                .as("set anew")
                .isTrue();
        assertThat(more.toString()).doesNotContain("77");
        assertThat(new AuthFacts(new byte[] {77}, new byte[] {78}).toString()).doesNotContain("77", "78");
    }

    @Test
    @DisplayName("4895-6.1-8 X-6: what was settled comes out of a State Cookie as it went in; cut short it is none")
    void encoding() {
        SetupFacts facts = new SetupFacts(
                Extensions.NONE.with(Extension.AUTHENTICATION, true), new AuthFacts(new byte[50], new byte[44]), 7);
        ByteBuffer out = ByteBuffer.allocate(facts.encodedLength());
        facts.encode(out);
        assertThat(out.hasRemaining()).isFalse();
        assertThat(SetupFacts.decode(out.flip())).isEqualTo(facts);
        for (int length = 0; length < out.limit(); length++) {
            assertThat(SetupFacts.decode(ByteBuffer.wrap(out.array(), 0, length)))
                    .isNull();
        }
    }
}
