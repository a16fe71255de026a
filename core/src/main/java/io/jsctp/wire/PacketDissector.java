package io.jsctp.wire;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Turns a packet into text a person can read, for traces and failed tests. Any bytes give a text; it costs too much for
 * the data path. The form is not fixed. Stateless; safe for any thread.
 */
public final class PacketDissector {
    private static final int SHOWN_ENTRIES = 16;

    private PacketDissector() {}

    /**
     * Describes a packet.
     *
     * @param buf the buffer that holds the packet, in big-endian order
     * @param offset where the common header begins
     * @param length the packet's length in bytes
     * @return one line for the common header, then one for each chunk, without a line feed at the end
     */
    public static String dissect(ByteBuffer buf, int offset, int length) {
        StringBuilder text = new StringBuilder();
        if (offset < 0 || length < CommonHeader.SIZE || length > buf.limit() - offset) {
            return text.append("no SCTP packet: ")
                    .append(length)
                    .append(" bytes")
                    .toString();
        }
        header(text, buf, offset, length);
        PacketReader reader = new PacketReader();
        reader.reset(buf, offset, length);
        int result = reader.next();
        while (result == PacketReader.CHUNK) {
            text.append("\n  ").append(ChunkType.name(reader.type()));
            chunk(text, reader);
            result = reader.next();
        }
        if (result == PacketReader.MALFORMED) {
            text.append("\n  malformed rest");
        }
        return text.toString();
    }

    private static void header(StringBuilder text, ByteBuffer buf, int offset, int length) {
        int checksum = CommonHeader.checksum(buf, offset);
        text.append(CommonHeader.sourcePort(buf, offset))
                .append(" > ")
                .append(CommonHeader.destinationPort(buf, offset))
                .append(" vtag=")
                .append(Bytes.hex32(CommonHeader.verificationTag(buf, offset)))
                .append(" length=")
                .append(length)
                .append(" checksum=")
                .append(Bytes.hex32(checksum));
        if (!new Crc32c().verify(buf, offset, length)) {
            text.append(checksum == 0 ? " (none)" : " (wrong)");
        }
    }

    private static void chunk(StringBuilder text, PacketReader reader) {
        Decoded decoded = ChunkDecoder.decode(reader);
        if (decoded instanceof DataChunk c) {
            data(text, c);
        } else if (decoded instanceof SackChunk c) {
            sack(text, c);
        } else if (decoded instanceof InitChunk c) {
            init(
                    text,
                    c.initiateTag(),
                    c.advertisedReceiverWindow(),
                    c.outboundStreams(),
                    c.inboundStreams(),
                    c.initialTsn());
            list(text, c.parameters());
        } else if (decoded instanceof InitAckChunk c) {
            init(
                    text,
                    c.initiateTag(),
                    c.advertisedReceiverWindow(),
                    c.outboundStreams(),
                    c.inboundStreams(),
                    c.initialTsn());
            list(text, c.parameters());
        } else if (decoded instanceof HeartbeatChunk c) {
            bytes(text, "info", c.info());
        } else if (decoded instanceof HeartbeatAckChunk c) {
            bytes(text, "info", c.info());
        } else if (decoded instanceof AbortChunk c) {
            text.append(c.reflectedTag() ? " T" : "");
            list(text, c.causes());
        } else if (decoded instanceof ErrorChunk c) {
            list(text, c.causes());
        } else if (decoded instanceof ShutdownChunk c) {
            unsigned(text, "cum", c.cumulativeTsnAck());
        } else if (decoded instanceof CookieEchoChunk c) {
            bytes(text, "cookie", c.cookie());
        } else if (decoded instanceof ShutdownCompleteChunk c) {
            text.append(c.reflectedTag() ? " T" : "");
        } else if (decoded instanceof AuthChunk c) {
            text.append(" key=").append(c.sharedKeyId()).append(" hmac=").append(c.hmacId());
            bytes(text, "mac", c.hmac());
        } else if (decoded instanceof IDataChunk c) {
            interleavedData(text, c);
        } else if (decoded instanceof ForwardTsnChunk c) {
            unsigned(text, "cum", c.newCumulativeTsn());
            forwardTsn(text, c);
        } else if (decoded instanceof IForwardTsnChunk c) {
            unsigned(text, "cum", c.newCumulativeTsn());
            interleavedForwardTsn(text, c);
        } else if (decoded instanceof AsconfChunk c) {
            unsigned(text, "sn", c.sequenceNumber());
            text.append(' ').append(c.address().address().getHostAddress());
            list(text, c.parameters());
        } else if (decoded instanceof AsconfAckChunk c) {
            unsigned(text, "sn", c.sequenceNumber());
            list(text, c.parameters());
        } else if (decoded instanceof ReConfigChunk c) {
            list(text, c.parameters());
        } else if (decoded instanceof PadChunk c) {
            text.append(" bytes=").append(c.padding().length);
        } else if (decoded instanceof UnknownChunk c) {
            text.append(" flags=").append(c.flags());
            bytes(text, "value", c.value());
        } else if (decoded instanceof DecodeError e) {
            text.append(" malformed: ").append(e);
        }
    }

    private static void data(StringBuilder text, DataChunk c) {
        dataFlags(text, c.flags());
        unsigned(text, "tsn", c.tsn());
        text.append(" sid=").append(c.streamId()).append(" ssn=").append(c.streamSequenceNumber());
        unsigned(text, "ppid", c.payloadProtocolId());
        bytes(text, "data", c.payload());
    }

    private static void interleavedData(StringBuilder text, IDataChunk c) {
        dataFlags(text, c.flags());
        unsigned(text, "tsn", c.tsn());
        text.append(" sid=").append(c.streamId());
        unsigned(text, "mid", c.messageId());
        unsigned(text, (c.flags() & DataView.FLAG_B) != 0 ? "ppid" : "fsn", c.ppidOrFsn());
        bytes(text, "data", c.payload());
    }

    private static void dataFlags(StringBuilder text, int flags) {
        text.append(' ')
                .append((flags & DataView.FLAG_I) != 0 ? "I" : "")
                .append((flags & DataView.FLAG_U) != 0 ? "U" : "")
                .append((flags & DataView.FLAG_B) != 0 ? "B" : "")
                .append((flags & DataView.FLAG_E) != 0 ? "E" : "");
    }

    private static void forwardTsn(StringBuilder text, ForwardTsnChunk c) {
        int shown = 0;
        for (ForwardTsnChunk.Skipped s : c.skipped()) {
            if (shown++ == SHOWN_ENTRIES) {
                text.append(" ... of ").append(c.skipped().size()).append(" streams");
                break;
            }
            text.append(" sid=").append(s.streamId()).append(" ssn=").append(s.streamSequenceNumber());
        }
    }

    private static void interleavedForwardTsn(StringBuilder text, IForwardTsnChunk c) {
        int shown = 0;
        for (IForwardTsnChunk.Skipped s : c.skipped()) {
            if (shown++ == SHOWN_ENTRIES) {
                text.append(" ... of ").append(c.skipped().size()).append(" streams");
                break;
            }
            text.append(s.unordered() ? " U" : "").append(" sid=").append(s.streamId());
            unsigned(text, "mid", s.messageId());
        }
    }

    private static void sack(StringBuilder text, SackChunk c) {
        unsigned(text, "cum", c.cumulativeTsnAck());
        unsigned(text, "a_rwnd", c.advertisedReceiverWindow());
        int shown = 0;
        for (SackChunk.GapBlock block : c.gapBlocks()) {
            if (shown++ == SHOWN_ENTRIES) {
                text.append(" ... of ").append(c.gapBlocks().size()).append(" gaps");
                break;
            }
            text.append(" gap=").append(block.start()).append('-').append(block.end());
        }
        shown = 0;
        for (int tsn : c.duplicateTsns()) {
            if (shown++ == SHOWN_ENTRIES) {
                text.append(" ... of ").append(c.duplicateTsns().size()).append(" duplicates");
                break;
            }
            unsigned(text, "dup", tsn);
        }
    }

    private static void init(StringBuilder text, int tag, int window, int outbound, int inbound, int initialTsn) {
        text.append(" tag=").append(Bytes.hex32(tag));
        unsigned(text, "a_rwnd", window);
        text.append(" os=").append(outbound).append(" mis=").append(inbound);
        unsigned(text, "tsn", initialTsn);
    }

    private static void list(StringBuilder text, List<?> items) {
        int shown = 0;
        for (Object item : items) {
            if (shown++ == SHOWN_ENTRIES) {
                text.append(" ... of ").append(items.size());
                break;
            }
            text.append(' ').append(item);
        }
    }

    private static void unsigned(StringBuilder text, String name, int value) {
        text.append(' ').append(name).append('=').append(Integer.toUnsignedString(value));
    }

    private static void bytes(StringBuilder text, String name, byte[] value) {
        text.append(' ').append(name).append('=').append(Bytes.brief(value));
    }
}
