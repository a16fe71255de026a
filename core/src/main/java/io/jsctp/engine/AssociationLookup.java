package io.jsctp.engine;

import io.jsctp.wire.AsconfChunk;
import io.jsctp.wire.ChunkDecoder;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.Decoded;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.InitView;
import io.jsctp.wire.PacketReader;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the association that a packet belongs to: by where it comes from, and for those that may come from an address that
 * is not known yet also by what is in them (RFC 9260 §5.1.2 D, RFC 5061 §5.2 D1 to D3). Nothing in them is believed yet.
 */
final class AssociationLookup {
    private final AssociationTable table;
    private final EndpointLimits limits;
    private final PacketReader reader = new PacketReader();

    AssociationLookup(AssociationTable table, EndpointLimits limits) {
        this.table = table;
        this.limits = limits;
    }

    /** {@return the association; null if there is none} */
    @Nullable
    Association find(ByteBuffer packet, int offset, int length, InetAddress from) {
        int port = CommonHeader.sourcePort(packet, offset);
        Association found = table.get(from, port);
        if (!PacketOwner.needsEndpoint(packet, offset, length)) {
            return found;
        }
        reader.reset(packet, offset, length);
        if (reader.next() != PacketReader.CHUNK) {
            return found;
        }
        boolean init = reader.type() == ChunkType.INIT;
        if (found != null && (!init || Endpoint.owns(found, from))) {
            return found;
        }
        if (reader.type() == ChunkType.AUTH) {
            reader.next();
        }
        return switch (reader.type()) {
            case ChunkType.INIT, ChunkType.INIT_ACK, ChunkType.COOKIE_ECHO -> byNamedAddress(port, from, init);
            default -> byAsconf(packet, offset, length, port);
        };
    }

    private @Nullable Association byNamedAddress(int port, InetAddress from, boolean init) {
        for (InetAddress listed : namedAddresses(from)) {
            Association found = table.get(listed, port);
            if (found != null && (!init || Endpoint.owns(found, listed))) {
                return found;
            }
        }
        return null;
    }

    /** {@return the addresses that the chunk the reader is at names as the peer's} */
    private List<InetAddress> namedAddresses(InetAddress from) {
        if (reader.type() != ChunkType.COOKIE_ECHO
                && (!InitView.valid(reader) || InitView.parameterCount(reader) > limits.count(Limit.PARAMETERS))) {
            return List.of();
        }
        Decoded decoded = ChunkDecoder.decode(reader);
        if (decoded instanceof InitChunk init) {
            return new InitParameters(init.parameters(), from, Extensions.NONE).addresses;
        }
        if (decoded instanceof InitAckChunk initAck) {
            return new InitParameters(initAck.parameters(), from, Extensions.NONE).addresses;
        }
        if (decoded instanceof CookieEchoChunk echo) {
            StateCookie cookie = CookieJar.readUnverified(echo.cookie());
            return cookie == null ? List.of() : cookie.peerAddresses();
        }
        return List.of();
    }

    /**
     * By the Address Parameters of the ASCONFs, in turn; where one is the wildcard, behind a NAT, by the verification tag
     * (RFC 5061 §5.2 D2, D2-ext). The tag has to be right in any case.
     */
    private @Nullable Association byAsconf(ByteBuffer packet, int offset, int length, int port) {
        Association tagged = table.withTag(CommonHeader.verificationTag(packet, offset));
        if (tagged == null || tagged.peerPort() != port) {
            return null;
        }
        reader.reset(packet, offset, length);
        while (reader.next() == PacketReader.CHUNK) {
            if (reader.type() == ChunkType.ASCONF && ChunkDecoder.decode(reader) instanceof AsconfChunk asconf) {
                InetAddress address = asconf.address().address();
                if (address.isAnyLocalAddress() || table.get(address, port) == tagged) {
                    return tagged;
                }
            }
        }
        return null;
    }
}
