package io.jsctp.engine;

import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CommonHeader;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Who has to look at a packet: what can be said without looking at all associations of an endpoint. */
public final class PacketOwner {
    private PacketOwner() {}

    /**
     * Tells whether a packet must be handled by {@link Endpoint#receive} even if its association is known, for it may change which
     * addresses lead to an association, or make one: it begins with INIT, INIT ACK or COOKIE ECHO, or the latter stands behind
     * AUTH (RFC 4895 §6.3), or it holds ASCONF (RFC 5061).
     *
     * @param packet the buffer it lies in
     * @param offset where it starts
     * @param length its size in bytes
     * @return true if it must
     */
    public static boolean needsEndpoint(ByteBuffer packet, int offset, int length) {
        if (length < CommonHeader.SIZE + 4) {
            return false;
        }
        int type = packet.get(offset + CommonHeader.SIZE) & 0xff;
        return type == ChunkType.INIT
                || type == ChunkType.INIT_ACK
                || type == ChunkType.COOKIE_ECHO
                || (type == ChunkType.AUTH && typeBehindAuth(packet, offset, length) == ChunkType.COOKIE_ECHO)
                || holdsAsconf(packet, offset, length);
    }

    /** {@return the type of the second chunk of a packet, -1 if there is none} */
    private static int typeBehindAuth(ByteBuffer packet, int offset, int length) {
        int first = offset + CommonHeader.SIZE;
        int second = first + (((packet.getShort(first + 2) & 0xffff) + 3) & ~3);
        return second > first && second < offset + length ? packet.get(second) & 0xff : -1;
    }

    /** {@return whether there is an ASCONF before the user data, which control chunks precede (RFC 9260 §6.10)} */
    static boolean holdsAsconf(ByteBuffer packet, int offset, int length) {
        int end = offset + length;
        int at = offset + CommonHeader.SIZE;
        while (at + 4 <= end) {
            int type = packet.get(at) & 0xff;
            if (type == ChunkType.ASCONF) {
                return true;
            }
            int bytes = packet.getShort(at + 2) & 0xffff;
            if (type == ChunkType.DATA || type == ChunkType.I_DATA || bytes < 4) {
                return false;
            }
            at += (bytes + 3) & ~3;
        }
        return false;
    }

    /**
     * Tells whether a packet that does not {@link #needsEndpoint need the endpoint} is an association's: the association is up,
     * the tag is its own, and the peer has shown that the source address is its own. A packet may be its all the same if that is
     * not so.
     *
     * @param association the association
     * @param packet the buffer it lies in
     * @param offset where it starts; it is at least as long as a common header
     * @param from its source address
     * @return true if it is
     */
    public static boolean isSurelyOf(Association association, ByteBuffer packet, int offset, InetAddress from) {
        Path path = association.paths.find(from);
        return association.localTag == CommonHeader.verificationTag(packet, offset)
                && association.peerPort() == CommonHeader.sourcePort(packet, offset)
                && association.state.isUp()
                && path != null
                && path.isConfirmed();
    }

    /**
     * {@return the verification tag of packets that come for an association; another one after a restart}
     *
     * @param association the association
     */
    public static int tagOf(Association association) {
        return association.localTag;
    }
}
