package io.jsctp.testkit;

import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.ChunkDecoder;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.DataView;
import io.jsctp.wire.Decoded;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.ShutdownChunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Packets in few words. It learns initial TSNs from the set-ups it sees, and counts TSNs from there: the first chunk each
 * side sends is DATA 1.
 */
public final class PacketSummary {
    private static final int SHOWN_GAPS = 5;

    /** By the initiate tag of an INIT: its initial TSN. */
    private final Map<Integer, Integer> offered = new HashMap<>();

    /** By verification tag: what TSNs of DATA in such packets are counted from. */
    private final Map<Integer, Integer> dataBase = new HashMap<>();

    /** By verification tag: what TSNs that such packets acknowledge are counted from. */
    private final Map<Integer, Integer> ackBase = new HashMap<>();

    /** Knows of no set-up yet. */
    public PacketSummary() {}

    /**
     * {@return one text for each chunk}
     *
     * @param packet a packet, which begins with the buffer and ends at its limit
     */
    public List<String> chunks(ByteBuffer packet) {
        List<String> result = new ArrayList<>();
        if (packet.limit() < CommonHeader.SIZE) {
            return List.of(packet.limit() + " bytes");
        }
        int tag = CommonHeader.verificationTag(packet, 0);
        PacketReader reader = new PacketReader();
        reader.reset(packet, 0, packet.limit());
        int found;
        while ((found = reader.next()) == PacketReader.CHUNK) {
            result.add(ChunkType.name(reader.type()) + details(tag, ChunkDecoder.decode(reader)));
        }
        if (found == PacketReader.MALFORMED || result.isEmpty()) {
            result.add("malformed");
        }
        return result;
    }

    private String details(int tag, Decoded decoded) {
        if (decoded instanceof DataChunk c) {
            return data(tag, c);
        }
        if (decoded instanceof SackChunk c) {
            return sack(tag, c);
        }
        if (decoded instanceof InitChunk c) {
            offered.put(c.initiateTag(), c.initialTsn());
            return init(c.initiateTag(), c.outboundStreams(), c.inboundStreams(), c.advertisedReceiverWindow());
        }
        if (decoded instanceof InitAckChunk c) {
            int initiators = offered.getOrDefault(tag, 0);
            ackBase.put(tag, initiators);
            dataBase.put(tag, c.initialTsn());
            ackBase.put(c.initiateTag(), c.initialTsn());
            dataBase.put(c.initiateTag(), initiators);
            return init(c.initiateTag(), c.outboundStreams(), c.inboundStreams(), c.advertisedReceiverWindow());
        }
        if (decoded instanceof ShutdownChunk c) {
            return " " + number(ackBase, tag, c.cumulativeTsnAck());
        }
        if (decoded instanceof AbortChunk c) {
            return (c.reflectedTag() ? " T" : "") + list(c.causes());
        }
        return decoded instanceof ErrorChunk c ? list(c.causes()) : "";
    }

    private static String init(int tag, int outbound, int inbound, int window) {
        return " tag " + String.format("%08x", tag) + " streams " + outbound + "/" + inbound + " rwnd "
                + Integer.toUnsignedString(window);
    }

    private static String list(List<?> causes) {
        return causes.isEmpty() ? "" : " " + causes.get(0) + (causes.size() > 1 ? " ..." : "");
    }

    private static String number(Map<Integer, Integer> base, int tag, int tsn) {
        Integer first = base.get(tag);
        return first == null ? Integer.toUnsignedString(tsn) : Integer.toString(tsn - first + 1);
    }

    private String data(int tag, DataChunk c) {
        boolean unordered = (c.flags() & DataView.FLAG_U) != 0;
        StringBuilder text = new StringBuilder(" ").append(number(dataBase, tag, c.tsn()));
        text.append(" s").append(c.streamId());
        text.append(unordered ? " U" : "#" + c.streamSequenceNumber() + " ");
        text.append((c.flags() & DataView.FLAG_B) != 0 ? "B" : "")
                .append((c.flags() & DataView.FLAG_E) != 0 ? "E" : "");
        text.append((c.flags() & DataView.FLAG_I) != 0 ? "I " : " ");
        return text.append(c.payload().length).append(" B").toString();
    }

    private String sack(int tag, SackChunk c) {
        StringBuilder text = new StringBuilder(" ").append(number(ackBase, tag, c.cumulativeTsnAck()));
        int shown = 0;
        for (SackChunk.GapBlock block : c.gapBlocks()) {
            if (shown++ == SHOWN_GAPS) {
                text.append(" ..");
                break;
            }
            text.append(" +").append(number(ackBase, tag, c.cumulativeTsnAck() + block.start()));
            if (block.end() != block.start()) {
                text.append('-').append(number(ackBase, tag, c.cumulativeTsnAck() + block.end()));
            }
        }
        if (!c.duplicateTsns().isEmpty()) {
            text.append(" dup ").append(c.duplicateTsns().size());
        }
        return text.append(" rwnd ")
                .append(Integer.toUnsignedString(c.advertisedReceiverWindow()))
                .toString();
    }
}
