package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Field.Kind;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The codes of AUTH chunks (RFC 4895 §6): makes those that a script leaves open, and checks those of the stack. What the keys
 * are made of follows from INIT and INIT ACK, and from the shared keys that calls set.
 */
final class AuthCheck {
    static final int SHA_256 = 3;

    private static final int COOKIE_ECHO = 10;
    private static final int COOKIE_ACK = 11;
    private static final int HEADER = 8;
    private static final int INIT_FIXED = 20;
    private static final List<Integer> VECTOR = List.of(0x8002, 0x8003, 0x8004);

    /** The key vectors of both sides. */
    private static final class Vectors {
        private final byte[] peer;
        private final byte[] stack;

        Vectors(byte[] peer, byte[] stack) {
            this.peer = peer;
            this.stack = stack;
        }
    }

    private final Map<Integer, byte[]> sharedKeys;
    private byte[] peer = {};
    private byte[] stack = {};
    private @Nullable Vectors inUse;

    /** One that knows the null key, and those that are put in beside it. */
    AuthCheck(Map<Integer, byte[]> sharedKeys) {
        this.sharedKeys = sharedKeys;
    }

    /** A call sets a shared key, which is the peer's as well. */
    static void learnKey(SystemCall call, Map<Integer, byte[]> sharedKeys) {
        List<Expression> a = call.arguments();
        boolean setsKey = call.name().equals("setsockopt")
                && a.size() > 3
                && a.get(2).equals(new Expression.Symbol("SCTP_AUTH_KEY"))
                && a.get(3) instanceof Expression.Struct;
        if (!setsKey) {
            return;
        }
        Expression.Struct struct = (Expression.Struct) a.get(3);
        if (struct.field("sca_keynumber") instanceof Expression.IntegerValue number
                && struct.field("sca_key") instanceof Expression.ListValue key) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (Expression e : key.values()) {
                bytes.write(e instanceof Expression.IntegerValue i ? (int) i.value() : 0);
            }
            sharedKeys.put((int) number.value(), bytes.toByteArray());
        }
    }

    /** Fills in the codes that the line leaves open, and notes what the peer's packet says; it begins with its first chunk. */
    void sent(byte[] body, List<Item> line) {
        ByteBuffer in = ByteBuffer.wrap(body);
        Deque<Integer> open = new ArrayDeque<>();
        int at = 0;
        for (int i = 0; at + 4 <= body.length; i++) {
            if (i < line.size() && isOpen(line.get(i))) {
                open.push(at);
            }
            note(body, at, true);
            at += Math.max(4, ((in.getShort(at + 2) & 0xffff) + 3) & ~3);
        }
        for (int auth : open) { // the last one first: it is under the codes of those before it
            byte[] code = code(body, auth, vectors());
            System.arraycopy(code, 0, body, auth + HEADER, Math.min(code.length, body.length - auth - HEADER));
        }
    }

    private static boolean isOpen(Item chunk) {
        return chunk.is(Layouts.AUTH) && chunk.value(Kind.OCTETS) instanceof Value.Any;
    }

    /** {@return what is wrong with the codes of a packet of the stack, null if nothing is} */
    @Nullable
    String problem(byte[] packet) {
        byte[] body = Arrays.copyOfRange(packet, SeenPacket.COMMON_HEADER, packet.length);
        ByteBuffer in = ByteBuffer.wrap(body);
        int at = 0;
        while (at + 4 <= body.length) {
            int length = in.getShort(at + 2) & 0xffff;
            if ((body[at] & 0xff) == Layouts.AUTH.type() && length >= HEADER) {
                byte[] expected = code(body, at, vectors());
                byte[] seen = Arrays.copyOfRange(body, at + HEADER, at + length);
                if (!Arrays.equals(seen, expected)) {
                    return "the HMAC of AUTH is wrong";
                }
            }
            at += Math.max(4, (length + 3) & ~3);
        }
        return null;
    }

    /** Notes what a packet of the stack says. */
    void seen(byte[] packet) {
        byte[] body = Arrays.copyOfRange(packet, SeenPacket.COMMON_HEADER, packet.length);
        int at = 0;
        while (at + 4 <= body.length) {
            note(body, at, false);
            at += Math.max(4, ((ByteBuffer.wrap(body).getShort(at + 2) & 0xffff) + 3) & ~3);
        }
    }

    private void note(byte[] body, int at, boolean ofPeer) {
        int type = body[at] & 0xff;
        if (type == 1 || type == 2) {
            byte[] vector = vector(body, at);
            if (ofPeer) {
                peer = vector;
            } else {
                stack = vector;
            }
        } else if (type == COOKIE_ACK || (type == COOKIE_ECHO && ofPeer)) {
            inUse = new Vectors(peer, stack);
        }
    }

    /** A COOKIE ECHO is authenticated by the keys that there are, or else by those that it sets up. */
    private Vectors vectors() {
        Vectors now = inUse;
        return now == null ? new Vectors(peer, stack) : now;
    }

    private static byte[] vector(byte[] body, int at) {
        ByteBuffer in = ByteBuffer.wrap(body);
        int end = Math.min(body.length, at + (in.getShort(at + 2) & 0xffff));
        Map<Integer, byte[]> found = new HashMap<>();
        int p = at + INIT_FIXED;
        while (p + 4 <= end) {
            int length = Math.max(4, in.getShort(p + 2) & 0xffff);
            found.put(in.getShort(p) & 0xffff, Arrays.copyOfRange(body, p, Math.min(end, p + length)));
            p += (length + 3) & ~3;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VECTOR.forEach(type -> out.writeBytes(found.getOrDefault(type, new byte[0])));
        return out.toByteArray();
    }

    private byte[] code(byte[] body, int at, Vectors vectors) {
        ByteBuffer in = ByteBuffer.wrap(body);
        int number = in.getShort(at + 4) & 0xffff;
        String name = (in.getShort(at + 6) & 0xffff) == SHA_256 ? "HmacSHA256" : "HmacSHA1";
        byte[] data = Arrays.copyOfRange(body, at, body.length);
        int codeEnd = Math.min(data.length, in.getShort(at + 2) & 0xffff);
        Arrays.fill(data, Math.min(HEADER, codeEnd), codeEnd, (byte) 0);
        byte[] key = associationKey(sharedKeys.getOrDefault(number, new byte[number == 0 ? 0 : 1]), vectors);
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, name));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }

    private static byte[] associationKey(byte[] shared, Vectors vectors) {
        Comparator<byte[]> order =
                Comparator.comparing((byte[] v) -> new BigInteger(1, v)).thenComparingInt(v -> v.length);
        boolean peerFirst = order.compare(vectors.peer, vectors.stack) <= 0;
        return ByteBuffer.allocate(shared.length + vectors.peer.length + vectors.stack.length)
                .put(shared)
                .put(peerFirst ? vectors.peer : vectors.stack)
                .put(peerFirst ? vectors.stack : vectors.peer)
                .array();
    }
}
