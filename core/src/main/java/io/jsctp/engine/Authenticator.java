package io.jsctp.engine;

import io.jsctp.wire.AuthView;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Authentication of the chunks of one association that uses it (RFC 4895): which of them need it, the AUTH chunk of the
 * packet that is being written, and the judgement of those that come.
 *
 * <p>AUTH stands in front of the first chunk of a packet that needs it; the chunks behind it are authenticated with it,
 * whether they need it or not. There is one in a packet, so that chunks of messages with different keys never share one.
 */
final class Authenticator {
    private static final int NONE = -1;

    private final Association association;
    private final AuthKeys keys;
    private final boolean[] peerRequires;
    private final boolean[] weRequire;
    private final int hmacId;
    private final int authBytes;

    /** Where the AUTH chunk of the packet that is being written begins. */
    private int authOffset = NONE;

    private int keyOfPacket;

    /** The keys that the peer has used; the null key is not a new one. */
    private final Set<Integer> seen = new TreeSet<>(List.of(0));

    private int lastSeen;

    Authenticator(Association association, AuthFacts facts) {
        this.association = association;
        keys = new AuthKeys(facts);
        peerRequires = AuthFacts.required(facts.peer());
        weRequire = AuthFacts.required(facts.own());
        for (int type : Extension.DYNAMIC_ADDRESSES.chunkTypes()) { // whatever the lists say (RFC 5061 §4.1)
            peerRequires[type] = true;
            weRequire[type] = true;
        }
        hmacId = AuthFacts.preferred(facts.peer());
        authBytes = AuthView.HEADER_SIZE + Hmac.lengthOf(hmacId);
    }

    private SharedKeys sharedKeys() {
        return association.settings.auth().keys();
    }

    // ---- sending ------------------------------------------------------------------------------------------------

    /** {@return whether the peer takes chunks of a type only if they are authenticated} */
    boolean peerRequires(int chunkType) {
        return peerRequires[chunkType];
    }

    /** {@return the size of the AUTH chunk of a packet} */
    int authBytes() {
        return authBytes;
    }

    /** A packet begins, so far without AUTH. */
    void beginPacket() {
        authOffset = NONE;
    }

    /** {@return what a chunk of a type takes in the present packet beside itself} */
    int extraBytes(int chunkType) {
        return authOffset == NONE && peerRequires[chunkType] ? authBytes : 0;
    }

    /** {@return the size of the AUTH chunk of a packet with a chunk of user data; 0 if that needs none} */
    int bytesFor(int chunkType, OutboundMessage message) {
        return peerRequires[chunkType] || message.keyAsked ? authBytes : 0;
    }

    /** A chunk follows that needs AUTH before it and is no user data: it gets it, with the active key. It has to fit. */
    void announce(PacketWriter writer) {
        put(writer, sharedKeys().active());
    }

    /**
     * Lets a chunk of user data into the present packet, behind an AUTH chunk if it needs that.
     *
     * @param chunkBytes its size
     * @return false, and nothing is written, if it does not fit or needs another key than the packet has
     */
    boolean admit(PacketWriter writer, int chunkType, OutboundMessage message, int chunkBytes) {
        if (bytesFor(chunkType, message) == 0) {
            return writer.fits(chunkBytes);
        }
        int number = sharedKeys().has(message.keyNumber)
                ? message.keyNumber
                : sharedKeys().active();
        if (authOffset != NONE) {
            return number == keyOfPacket && writer.fits(chunkBytes);
        }
        if (!writer.fits(authBytes + chunkBytes)) {
            return false;
        }
        put(writer, number);
        return true;
    }

    private void put(PacketWriter writer, int number) {
        keyOfPacket = number;
        authOffset = writer.putAuth(number, hmacId, authBytes - AuthView.HEADER_SIZE) - AuthView.HEADER_SIZE;
    }

    /** The packet is complete but for its checksum. */
    void seal(ByteBuffer buffer, int packetEnd) {
        if (authOffset != NONE) {
            keys.seal(buffer, authOffset, packetEnd, keyOfPacket, hmacId, sharedKeys());
        }
    }

    // ---- receiving ----------------------------------------------------------------------------------------------

    /** {@return whether chunks of a type are dropped unless they are authenticated} */
    boolean weRequire(int chunkType) {
        return weRequire[chunkType];
    }

    /** {@return whether only an authenticated packet may end the association (RFC 4895 §6.3)} */
    boolean protectsTheEnd() {
        return weRequire[ChunkType.ABORT];
    }

    /** Judges the AUTH chunk that a reader is at. */
    AuthKeys.Verdict verify(PacketReader reader, int packetEnd) {
        AuthKeys.Verdict verdict = keys.verify(reader, packetEnd, sharedKeys());
        if (verdict == AuthKeys.Verdict.AUTHENTIC) {
            onKey(AuthView.sharedKeyId(reader));
        } else {
            association.counters.chunksUnauthentic++;
        }
        return verdict;
    }

    /** Judges the AUTH chunk at the beginning of the packet that is to be answered. */
    boolean isAuthentic(Answers packet) {
        return packet.isAuthentic(keys, sharedKeys());
    }

    private void onKey(int number) {
        if (number != lastSeen) {
            lastSeen = number;
            if (seen.add(number)) {
                association.events.add(
                        new AssociationEvent.Authentication(AssociationEvent.AuthChange.NEW_KEY, number));
            }
        }
    }

    /** Erases what was made of the keys: the association is over. */
    void erase() {
        keys.erase();
    }
}
