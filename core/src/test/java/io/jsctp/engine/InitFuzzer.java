package io.jsctp.engine;

import io.jsctp.fuzz.Fuzz;
import io.jsctp.fuzz.FuzzInput;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.UnknownChunk;
import java.util.List;

/**
 * INIT and INIT ACK chunks of any content, for an endpoint that listens, for an association that is being set up and for
 * one that is. An INIT makes no state, one packet gets one answer at most, and a set-up goes on or ends.
 */
public final class InitFuzzer {
    private InitFuzzer() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        FuzzInput in = new FuzzInput(bytes);
        int mode = in.below(4);
        int flags = in.u8();
        boolean rightTag = !in.flag();
        Wire wire = new Wire();
        if (mode > 0) {
            wire.associate(Wire.PEER, Wire.OTHER_PEER);
        }
        switch (mode) {
            case 0, 1 -> init(wire, flags, rightTag ? 0 : 5, in.rest());
            case 2 -> initAck(wire, flags, rightTag ? wire.association().localTag : 5, in.rest());
            default -> initAckThenInit(wire, flags, in);
        }
    }

    private static void init(Wire wire, int flags, int tag, byte[] value) {
        Association before = wire.association;
        int associations = wire.endpoint.associations().size();
        AssociationState state = before == null ? null : before.state();
        List<Wire.Answer> answers = wire.receive(tag, new UnknownChunk(ChunkType.INIT, flags, value));
        Fuzz.require(answers.size() <= 1, answers.size() + " answers to one INIT");
        Fuzz.same(wire.endpoint.associations().size(), associations, "associations after an INIT");
        Fuzz.same(before == null ? null : before.state(), state, "the state after an INIT");
    }

    private static void initAck(Wire wire, int flags, int tag, byte[] value) {
        Association a = wire.association();
        List<Wire.Answer> answers = wire.receive(tag, new UnknownChunk(ChunkType.INIT_ACK, flags, value));
        Fuzz.require(answers.size() <= 1, answers.size() + " answers to one INIT ACK");
        Fuzz.require(
                a.state() == AssociationState.COOKIE_WAIT
                        || a.state() == AssociationState.COOKIE_ECHOED
                        || a.state() == AssociationState.CLOSED,
                "an INIT ACK led to " + a.state());
        Fuzz.require(a.isClosed() || a.nextTimeoutNs() != Long.MAX_VALUE, "a set-up without a timer");
        Fuzz.require(a.peerAddresses().size() <= 8, a.peerAddresses().size() + " addresses");
        for (int i = 0; i < 100 && !a.isClosed(); i++) {
            wire.nextTimeout();
        }
        Fuzz.require(a.isClosed(), "a set-up without end");
        Fuzz.same(wire.endpoint.associations().size(), 0, "associations at the end");
    }

    private static void initAckThenInit(Wire wire, int flags, FuzzInput in) {
        Association a = wire.association();
        byte[] ack = in.take(in.u8());
        wire.receive(a.localTag, new UnknownChunk(ChunkType.INIT_ACK, flags, ack));
        if (!a.isClosed()) {
            init(wire, flags, 0, in.rest());
        }
    }
}
