package io.jsctp.engine;

import io.jsctp.fuzz.Fuzz;
import io.jsctp.fuzz.FuzzInput;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.StateCookieParameter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * State cookies that nobody signed, that were signed and changed, and the bytes inside of a signed one: none makes an
 * association but the unchanged one.
 */
public final class StateCookieFuzzer {
    private StateCookieFuzzer() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        FuzzInput in = new FuzzInput(bytes);
        switch (in.below(3)) {
            case 0 -> content(in.rest());
            case 1 -> unsigned(in.rest());
            default -> changed(in);
        }
    }

    private static void content(byte[] bytes) {
        StateCookie once = StateCookie.decode(ByteBuffer.wrap(bytes));
        if (once == null) {
            return;
        }
        // An address that is listed twice is written once: so the second reading is the reference.
        StateCookie twice = again(once);
        Fuzz.same(again(twice), twice, "a cookie read, written and read");
    }

    private static StateCookie again(StateCookie cookie) {
        ByteBuffer out = ByteBuffer.allocate(cookie.encodedLength());
        cookie.encode(out);
        Fuzz.same(out.remaining(), 0, "bytes left of the computed size");
        StateCookie read = StateCookie.decode(out.flip());
        Fuzz.require(read != null, "a cookie of ours can't be read");
        return read;
    }

    private static void unsigned(byte[] cookie) {
        Wire wire = new Wire();
        wire.receive(1, new CookieEchoChunk(cookie));
        Fuzz.require(wire.association == null, "a cookie that nobody signed made an association");
    }

    private static void changed(FuzzInput in) {
        Wire wire = new Wire();
        InitChunk init = new InitChunk(7, 100_000, 10, 10, 1, List.of());
        InitAckChunk ack = wire.receive(0, init).get(0).only(InitAckChunk.class);
        byte[] genuine = null;
        for (Object p : ack.parameters()) {
            if (p instanceof StateCookieParameter c) {
                genuine = c.cookie();
            }
        }
        Fuzz.require(genuine != null, "no cookie in the INIT ACK");
        byte[] cookie = Arrays.copyOf(genuine, genuine.length);
        for (int changes = in.below(4); changes > 0; changes--) {
            cookie[in.below(cookie.length)] = (byte) in.u8();
        }
        cookie = Arrays.copyOf(cookie, Math.max(0, cookie.length + in.below(5) - (in.isEmpty() ? 0 : 2)));
        wire.receive(ack.initiateTag(), new CookieEchoChunk(cookie));
        Fuzz.same(wire.association != null, Arrays.equals(cookie, genuine), "an association came of the cookie");
    }
}
