package io.jsctp.engine;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the two sides settled in the set-up beside tags, TSNs, windows and streams. It holds for the life of the
 * association, or until the peer restarts. The side that answers an INIT keeps it in the State Cookie.
 *
 * @param extensions those in use: both sides declared them, this one when it answered
 * @param auth what the two sides told each other of authentication, null if it is not in use
 * @param peerAdaptation the peer's adaptation layer indication (RFC 5061 §4.2.6), null if it gave none
 * @param sendsZeroChecksum the peer takes packets with a zero checksum by a method of error detection that our link has (RFC
 *     9653)
 * @param takesZeroChecksum we declared the same
 */
record SetupFacts(
        Extensions extensions,
        @Nullable AuthFacts auth,
        @Nullable Integer peerAdaptation,
        boolean sendsZeroChecksum,
        boolean takesZeroChecksum) {
    /** Neither side declared anything. */
    static final SetupFacts NONE = new SetupFacts(Extensions.NONE, null, null);

    private static final int WITH_ADAPTATION = 1;
    private static final int WITH_AUTH = 2;
    private static final int SENDS_ZERO_CHECKSUM = 4;
    private static final int TAKES_ZERO_CHECKSUM = 8;

    /** Facts without regard to checksums, of which every packet has one. */
    SetupFacts(Extensions extensions, @Nullable AuthFacts auth, @Nullable Integer peerAdaptation) {
        this(extensions, auth, peerAdaptation, false, false);
    }

    /**
     * What an INIT or INIT ACK of the peer declares, as far as we declare it, too.
     *
     * @param random the random number that belongs to our tag (RFC 4895 §6.1); of no account unless we authenticate
     */
    static SetupFacts of(InitParameters peer, AssociationSettings ours, byte[] random) {
        Extensions inUse = peer.inUse(ours.extensions());
        byte[] peerVector = inUse.has(Extension.AUTHENTICATION) ? peer.auth.vector() : null;
        if (peerVector == null) {
            inUse = inUse.with(Extension.DYNAMIC_ADDRESSES, false); // never without authentication (RFC 5061 §4.1)
        }
        AuthFacts auth = peerVector == null
                ? null
                : new AuthFacts(AuthFacts.vector(AuthFacts.parameters(ours, random)), peerVector);
        Integer method = peer.errorDetectionMethod;
        boolean sends = method != null && method != 0 && method == ours.errorDetectionMethod();
        return new SetupFacts(inUse, auth, peer.adaptation, sends, ours.acceptsZeroChecksum());
    }

    /** {@return the size of {@link #encode} in bytes} */
    int encodedLength() {
        AuthFacts a = auth;
        return 2 + (peerAdaptation == null ? 0 : Integer.BYTES) + (a == null ? 0 : a.encodedLength());
    }

    void encode(ByteBuffer out) {
        Integer indication = peerAdaptation;
        out.put((byte) extensions.bits());
        AuthFacts a = auth;
        out.put((byte) ((indication == null ? 0 : WITH_ADAPTATION)
                | (a == null ? 0 : WITH_AUTH)
                | (sendsZeroChecksum ? SENDS_ZERO_CHECKSUM : 0)
                | (takesZeroChecksum ? TAKES_ZERO_CHECKSUM : 0)));
        if (indication != null) {
            out.putInt(indication);
        }
        if (a != null) {
            a.encode(out);
        }
    }

    /** Reads what {@link #encode} wrote; null if it is cut short. */
    static @Nullable SetupFacts decode(ByteBuffer in) {
        if (in.remaining() < 2) {
            return null;
        }
        Extensions extensions = new Extensions(in.get());
        int with = in.get();
        Integer indication = null;
        if ((with & WITH_ADAPTATION) != 0) {
            if (in.remaining() < Integer.BYTES) {
                return null;
            }
            indication = in.getInt();
        }
        AuthFacts auth = (with & WITH_AUTH) != 0 ? AuthFacts.decode(in) : null;
        boolean complete = auth != null || (with & WITH_AUTH) == 0;
        boolean sends = (with & SENDS_ZERO_CHECKSUM) != 0;
        boolean takes = (with & TAKES_ZERO_CHECKSUM) != 0;
        return complete ? new SetupFacts(extensions, auth, indication, sends, takes) : null;
    }
}
