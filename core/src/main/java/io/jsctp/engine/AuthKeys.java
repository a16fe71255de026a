package io.jsctp.engine;

import io.jsctp.wire.AuthView;
import io.jsctp.wire.PacketReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The association shared keys, each made when it is first needed, and the codes made with them (RFC 4895 §6.1 to §6.3). Makes
 * no garbage once a key was used.
 */
final class AuthKeys {
    /** What an AUTH chunk is worth. */
    enum Verdict {
        AUTHENTIC,
        /** Its code is wrong or of a wrong length, or there is no such key. */
        FALSE,
        /** Its algorithm is not one that this side listed (RFC 4895 §4.1). */
        UNSUPPORTED_HMAC
    }

    /** An association shared key for one algorithm, and the endpoint-pair shared key that it was made of. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Derived(int number, int hmacId, byte[] sharedKey, byte[] block) {}

    private final AuthFacts facts;
    private final List<Derived> derived = new ArrayList<>(1);
    private final byte[] code = new byte[Hmac.MOST_BYTES];
    private long computed;
    private SharedKeys current = SharedKeys.NULL_KEY;
    private @Nullable Hmac sha1;
    private @Nullable Hmac sha256;

    AuthKeys(AuthFacts facts) {
        this.facts = facts;
    }

    /**
     * Judges the AUTH chunk that a reader is at: the algorithm first, then the key, and only then all that follows it.
     *
     * @param packetEnd where the packet ends
     */
    Verdict verify(PacketReader reader, int packetEnd, SharedKeys keys) {
        if (!AuthView.valid(reader)) {
            return Verdict.FALSE;
        }
        int hmacId = AuthView.hmacId(reader);
        if (Hmac.lengthOf(hmacId) == 0 || !AuthFacts.asksFor(facts.own(), hmacId)) {
            return Verdict.UNSUPPORTED_HMAC;
        }
        int length = AuthView.hmacLength(reader);
        byte[] key = length == Hmac.lengthOf(hmacId) ? key(AuthView.sharedKeyId(reader), hmacId, keys) : null;
        if (key == null) {
            return Verdict.FALSE;
        }
        compute(hmac(hmacId), key, reader.buffer(), reader.chunkOffset(), length, packetEnd);
        int difference = 0;
        for (int i = 0; i < length; i++) { // all of it, so that the time does not tell how much was right
            difference |= code[i] ^ reader.buffer().get(AuthView.hmacOffset(reader) + i);
        }
        return difference == 0 ? Verdict.AUTHENTIC : Verdict.FALSE;
    }

    /** Fills in the code of the AUTH chunk of a packet that is complete. */
    void seal(ByteBuffer buffer, int authOffset, int packetEnd, int number, int hmacId, SharedKeys keys) {
        byte[] key = key(number, hmacId, keys);
        if (key == null) {
            throw new IllegalStateException("shared key " + number + " is in use and does not exist");
        }
        int length = Hmac.lengthOf(hmacId);
        compute(hmac(hmacId), key, buffer, authOffset, length, packetEnd);
        buffer.put(authOffset + AuthView.HEADER_SIZE, code, 0, length);
    }

    private void compute(Hmac hmac, byte[] key, ByteBuffer buffer, int authOffset, int length, int packetEnd) {
        int rest = authOffset + AuthView.HEADER_SIZE + length;
        computed++;
        hmac.begin(key);
        hmac.update(buffer, authOffset, AuthView.HEADER_SIZE);
        hmac.updateZeros(length);
        hmac.update(buffer, rest, packetEnd - rest);
        hmac.end(code);
    }

    /** {@return how many codes were made: what an attacker makes this side work} */
    long computed() {
        return computed;
    }

    private byte @Nullable [] key(int number, int hmacId, SharedKeys keys) {
        if (keys != current) {
            current = keys;
            derived.removeIf(d -> keys.key(d.number) != d.sharedKey);
        }
        for (int i = 0; i < derived.size(); i++) {
            Derived d = derived.get(i);
            if (d.number == number && d.hmacId == hmacId) {
                return d.block;
            }
        }
        byte[] sharedKey = keys.key(number);
        if (sharedKey == null) {
            return null;
        }
        byte[] associationKey = facts.associationKey(sharedKey);
        Derived fresh = new Derived(number, hmacId, sharedKey, hmac(hmacId).key(associationKey));
        Arrays.fill(associationKey, (byte) 0);
        derived.add(fresh);
        return fresh.block;
    }

    private Hmac hmac(int hmacId) {
        Hmac found = hmacId == Hmac.SHA_1 ? sha1 : sha256;
        if (found == null) {
            found = new Hmac(hmacId);
            if (hmacId == Hmac.SHA_1) {
                sha1 = found;
            } else {
                sha256 = found;
            }
        }
        return found;
    }

    /** Erases the keys: the association is over. */
    void erase() {
        for (Derived d : derived) {
            Arrays.fill(d.block, (byte) 0);
        }
        derived.clear();
    }
}
