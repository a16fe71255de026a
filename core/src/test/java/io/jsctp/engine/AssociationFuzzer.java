package io.jsctp.engine;

import io.jsctp.fuzz.Fuzz;
import io.jsctp.fuzz.FuzzInput;
import io.jsctp.wire.Crc32c;
import io.jsctp.wire.PacketWriter;
import io.jsctp.wire.UnknownChunk;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Two endpoints under a list of commands: users send, read, shut down and abort; the network delays and loses; an attacker
 * on the path forges chunks of any type with the right or a wrong tag. Nothing throws, each association has a timer or
 * nothing to wait for, and in the end both are gone and have given back what they used.
 */
public final class AssociationFuzzer {
    private static final long MS = 1_000_000L;
    private static final int COMMANDS = 200;

    private final FuzzInput in;
    private final TwoEndpoints net;
    private final Crc32c crc = new Crc32c();

    private AssociationFuzzer(byte[] bytes) {
        in = new FuzzInput(bytes);
        AssociationSettings settings = AssociationSettings.defaults().toBuilder()
                .rtoMinNs(50 * MS)
                .rtoInitialNs(100 * MS)
                .rtoMaxNs(1000 * MS)
                .receiveBufferBytes(in.flag() ? 4096 : 1 << 16)
                .sendBufferBytes(1 << 16)
                .pathMtuBytes(512)
                .maxInitRetransmits(3)
                .associationMaxRetrans(3)
                .pathMaxRetrans(2)
                .build();
        net = in.flag()
                ? new TwoEndpoints(1, settings)
                : new TwoEndpoints(
                        1,
                        settings,
                        List.of(TwoEndpoints.address("10.0.0.1"), TwoEndpoints.address("10.1.0.1")),
                        List.of(TwoEndpoints.address("10.0.0.2"), TwoEndpoints.address("10.1.0.2")));
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        new AssociationFuzzer(bytes).run();
    }

    private void run() {
        net.a.associate(net.b);
        for (int i = 0; i < COMMANDS && !in.isEmpty(); i++) {
            command(in.below(10), in.flag() ? net.a : net.b);
            check(net.a);
            check(net.b);
        }
        end();
    }

    private void command(int which, TwoEndpoints.Side side) {
        Association x = side.association;
        switch (which) {
            case 0, 1 -> net.run(MS * (1 + in.u8()));
            case 2, 3 -> {
                if (x != null) {
                    ByteBuffer payload = ByteBuffer.allocate(1 + 16 * in.u8());
                    x.send(payload, in.below(4), in.below(4), 7, 0, in.flag() ? 0 : 20 * MS, null, net.now);
                    side.flush();
                }
            }
            case 4 -> {
                int loses = in.u8();
                net.filter = (fromA, text) -> (loses & 1 << (text.length() % 8)) == 0;
            }
            case 5 -> {
                side.reads = !side.reads;
                if (side.reads && x != null) {
                    side.readAll();
                    side.flush();
                }
            }
            case 6 -> {
                if (x != null && in.below(4) == 0) {
                    x.shutdown(net.now);
                    side.flush();
                }
            }
            case 7 -> {
                if (x != null && in.below(16) == 0) {
                    x.abort(in.take(8), net.now);
                    side.flush();
                }
            }
            default -> forge(side, x);
        }
    }

    /** A packet from the peer's address that the peer never sent. */
    private void forge(TwoEndpoints.Side side, @org.jspecify.annotations.Nullable Association x) {
        TwoEndpoints.Side peer = side == net.a ? net.b : net.a;
        boolean right = x != null && in.u8() < 250;
        ByteBuffer packet = ByteBuffer.allocate(1500);
        PacketWriter writer = new PacketWriter();
        writer.begin(
                packet,
                0,
                packet.capacity(),
                peer.endpoint.localPort(),
                side.endpoint.localPort(),
                right && x != null ? x.localTag : in.u32());
        for (int chunks = 1 + in.below(3); chunks > 0; chunks--) {
            int type = in.below(18);
            int flags = in.u8();
            byte[] value = in.take(in.below(200));
            if (x != null && value.length >= 4 && in.flag()) {
                aim(x, type, value);
            }
            writer.put(new UnknownChunk(type == 17 ? 0xC0 | in.below(64) : type, flags, value));
        }
        packet.limit(writer.finish(crc));
        side.receive(
                packet,
                peer.endpoint.localAddresses().get(0),
                side.endpoint.localAddresses().get(0));
    }

    /** Puts a number close to one that matters in front, as random ones never are. */
    private static void aim(Association x, int type, byte[] value) {
        int base = type == 0 ? x.cumulativeTsn() : x.outbound.nextTsn();
        ByteBuffer.wrap(value).putInt(0, base + value[0] % 16);
    }

    private static void check(TwoEndpoints.Side side) {
        Association x = side.association;
        if (x == null || x.isClosed()) {
            return;
        }
        if (x.outbound.hasOutstanding()) {
            Fuzz.require(x.nextTimeoutNs() != Long.MAX_VALUE, "data is outstanding, and no timer runs");
        }
        Fuzz.require(x.sendBufferUsed() >= 0, "less than nothing is buffered");
        for (Path p : x.paths.all()) {
            Fuzz.require(p.flightBytes >= 0, "a negative flight size");
        }
    }

    private void end() {
        net.filter = (fromA, text) -> true;
        for (TwoEndpoints.Side side : List.of(net.a, net.b)) {
            Association x = side.association;
            side.reads = true;
            if (x != null) {
                side.readAll();
                x.shutdown(net.now);
                side.flush();
            }
        }
        net.run(60_000 * MS);
        for (TwoEndpoints.Side side : List.of(net.a, net.b)) {
            Association x = side.association;
            if (x != null) {
                Fuzz.require(x.isClosed(), "an association without end: " + x);
                Fuzz.same(x.payloadBuffersInUse(), 0, "payload arrays in use at the end of " + x);
            }
            Fuzz.same(side.endpoint.associations().size(), 0, "associations at the end");
        }
    }
}
