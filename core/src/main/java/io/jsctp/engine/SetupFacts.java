package io.jsctp.engine;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the two sides settled in the set-up beside tags, TSNs, windows and streams. It holds for the life of the
 * association, or until the peer restarts. The side that answers an INIT keeps it in the State Cookie.
 *
 * @param extensions those in use: both sides declared them, this one when it answered
 * @param peerAdaptation the peer's adaptation layer indication (RFC 5061 §4.2.6), null if it gave none
 */
record SetupFacts(Extensions extensions, @Nullable Integer peerAdaptation) {
    /** Neither side declared anything. */
    static final SetupFacts NONE = new SetupFacts(Extensions.NONE, null);

    private static final int WITH_ADAPTATION = 1;

    /** What an INIT or INIT ACK of the peer declares, as far as we declare it, too. */
    static SetupFacts of(InitParameters peer, AssociationSettings ours) {
        return new SetupFacts(ours.extensions().and(peer.declared()), peer.adaptation);
    }

    /** {@return the size of {@link #encode} in bytes} */
    int encodedLength() {
        return 2 + (peerAdaptation == null ? 0 : Integer.BYTES);
    }

    void encode(ByteBuffer out) {
        Integer indication = peerAdaptation;
        out.put((byte) extensions.bits());
        out.put((byte) (indication == null ? 0 : WITH_ADAPTATION));
        if (indication != null) {
            out.putInt(indication);
        }
    }

    /** Reads what {@link #encode} wrote; null if it is cut short. */
    static @Nullable SetupFacts decode(ByteBuffer in) {
        if (in.remaining() < 2) {
            return null;
        }
        Extensions extensions = new Extensions(in.get());
        boolean adapted = (in.get() & WITH_ADAPTATION) != 0;
        if (!adapted) {
            return new SetupFacts(extensions, null);
        }
        return in.remaining() < Integer.BYTES ? null : new SetupFacts(extensions, in.getInt());
    }
}
