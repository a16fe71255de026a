package io.jsctp.engine;

import io.jsctp.wire.ChunkListParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ParameterEncoder;
import io.jsctp.wire.ParameterType;
import io.jsctp.wire.RandomParameter;
import io.jsctp.wire.RequestedHmacAlgorithmParameter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the two sides told each other of authentication: their key vectors, which are their RANDOM, CHUNKS and HMAC-ALGO
 * parameters without padding (RFC 4895 §6.1). All that is settled can be read from them. No shared key is in here, so that
 * it can travel in a State Cookie.
 *
 * @param own our vector, as it was sent
 * @param peer the peer's, as it was received, but in the order of the RFC
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
record AuthFacts(byte[] own, byte[] peer) {
    /** Bytes of the RANDOM that both sides have to send. */
    static final int RANDOM_BYTES = 32;

    /** A vector that is longer is of no use: 36 bytes, 260 for all chunk types, and the rest for algorithms. */
    static final int MOST_BYTES = 1024;

    private static final int HEADER_BYTES = 4;

    /** {@return the parameters by which this side declares it} */
    static List<Parameter> parameters(AssociationSettings settings, byte[] random) {
        List<Parameter> all = new ArrayList<>();
        all.add(new RandomParameter(random));
        List<Integer> types = new ArrayList<>(settings.auth().chunkTypes());
        if (settings.extensions().has(Extension.DYNAMIC_ADDRESSES)) {
            for (int type : Extension.DYNAMIC_ADDRESSES.chunkTypes()) {
                if (!types.contains(type)) {
                    types.add(type);
                }
            }
        }
        if (!types.isEmpty()) {
            all.add(new ChunkListParameter(types));
        }
        all.add(new RequestedHmacAlgorithmParameter(settings.auth().hmacIds()));
        return all;
    }

    /** {@return the vector that parameters make, in their order} */
    static byte[] vector(List<? extends Parameter> parameters) {
        int length = 0;
        for (Parameter p : parameters) {
            length += p.encodedLength();
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        for (Parameter p : parameters) {
            out.put(ParameterEncoder.encode(p));
        }
        return out.array();
    }

    /** {@return the association shared key that an endpoint-pair shared key makes (RFC 4895 §6.1)} */
    byte[] associationKey(byte[] sharedKey) {
        boolean ownFirst = compare(own, peer) <= 0;
        return ByteBuffer.allocate(sharedKey.length + own.length + peer.length)
                .put(sharedKey)
                .put(ownFirst ? own : peer)
                .put(ownFirst ? peer : own)
                .array();
    }

    /** Compares vectors as numbers, and equal ones by their length. */
    static int compare(byte[] one, byte[] other) {
        int length = Math.max(one.length, other.length);
        for (int i = 0; i < length; i++) {
            int difference = Integer.compare(digit(one, i, length), digit(other, i, length));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(one.length, other.length);
    }

    private static int digit(byte[] number, int place, int length) {
        int i = place - (length - number.length);
        return i < 0 ? 0 : number[i] & 0xff;
    }

    /** {@return a set of the chunk types that a vector lists, by number; those that must not be listed are left out} */
    static boolean[] required(byte[] vector) {
        boolean[] types = new boolean[256];
        ByteBuffer value = parameter(vector, ParameterType.CHUNK_LIST);
        while (value != null && value.hasRemaining()) {
            int type = value.get() & 0xff;
            types[type] = AuthSettings.mayBeRequired(type);
        }
        return types;
    }

    /** {@return whether a vector lists an algorithm} */
    static boolean asksFor(byte[] vector, int hmacId) {
        ByteBuffer value = parameter(vector, ParameterType.REQUESTED_HMAC_ALGORITHM);
        while (value != null && value.remaining() >= Short.BYTES) {
            if ((value.getShort() & 0xffff) == hmacId) {
                return true;
            }
        }
        return false;
    }

    /** {@return the first algorithm of a vector that is known here; 0 if none is} */
    static int preferred(byte[] vector) {
        ByteBuffer value = parameter(vector, ParameterType.REQUESTED_HMAC_ALGORITHM);
        while (value != null && value.remaining() >= Short.BYTES) {
            int id = value.getShort() & 0xffff;
            if (Hmac.lengthOf(id) > 0) {
                return id;
            }
        }
        return 0;
    }

    private static @Nullable ByteBuffer parameter(byte[] vector, int type) {
        ByteBuffer in = ByteBuffer.wrap(vector);
        while (in.remaining() >= HEADER_BYTES) {
            int found = in.getShort() & 0xffff;
            int valueBytes = (in.getShort() & 0xffff) - HEADER_BYTES;
            if (valueBytes < 0 || valueBytes > in.remaining()) {
                return null;
            }
            if (found == type) {
                return in.slice(in.position(), valueBytes);
            }
            in.position(in.position() + valueBytes);
        }
        return null;
    }

    /** {@return the size of {@link #encode} in bytes} */
    int encodedLength() {
        return 2 * Short.BYTES + own.length + peer.length;
    }

    void encode(ByteBuffer out) {
        out.putShort((short) own.length).put(own).putShort((short) peer.length).put(peer);
    }

    /** Reads what {@link #encode} wrote; null if it is cut short. */
    static @Nullable AuthFacts decode(ByteBuffer in) {
        byte[] own = vector(in);
        byte[] peer = own == null ? null : vector(in);
        return own == null || peer == null ? null : new AuthFacts(own, peer);
    }

    private static byte @Nullable [] vector(ByteBuffer in) {
        int length = in.remaining() < Short.BYTES ? MOST_BYTES + 1 : in.getShort() & 0xffff;
        if (length > MOST_BYTES || length > in.remaining()) {
            return null;
        }
        byte[] vector = new byte[length];
        in.get(vector);
        return vector;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof AuthFacts other && Arrays.equals(own, other.own) && Arrays.equals(peer, other.peer);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(own) + Arrays.hashCode(peer);
    }

    /** {@return how long the vectors are; they make the keys, so they are not shown} */
    @Override
    public String toString() {
        return "AuthFacts[" + own.length + " and " + peer.length + " bytes]";
    }
}
