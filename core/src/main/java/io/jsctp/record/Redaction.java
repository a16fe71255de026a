package io.jsctp.record;

import io.jsctp.wire.CauseCode;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.DataView;
import io.jsctp.wire.IDataView;
import java.util.Arrays;

/** Takes what users sent out of packets, and leaves their form: zeros stand for it. */
final class Redaction {
    private static final int CHUNK_HEADER_BYTES = 4;
    private static final int CAUSE_HEADER_BYTES = 4;

    private Redaction() {}

    /** Whatever the packet is like: what is no chunk any more stays as it is. */
    static void redact(byte[] packet) {
        int at = CommonHeader.SIZE;
        while (at + CHUNK_HEADER_BYTES <= packet.length) {
            int type = packet[at] & 0xff;
            int length = uint16(packet, at + 2);
            if (length < CHUNK_HEADER_BYTES) {
                return;
            }
            int end = Math.min(at + length, packet.length);
            switch (type) {
                case ChunkType.DATA -> clear(packet, at + DataView.HEADER_SIZE, end);
                case ChunkType.I_DATA -> clear(packet, at + IDataView.HEADER_SIZE, end);
                case ChunkType.ABORT -> clearReason(packet, at + CHUNK_HEADER_BYTES, end);
                default -> {}
            }
            at += (length + 3) & ~3;
        }
    }

    private static void clearReason(byte[] packet, int from, int end) {
        int at = from;
        while (at + CAUSE_HEADER_BYTES <= end) {
            int length = uint16(packet, at + 2);
            if (length < CAUSE_HEADER_BYTES) {
                return;
            }
            if (uint16(packet, at) == CauseCode.USER_INITIATED_ABORT) {
                clear(packet, at + CAUSE_HEADER_BYTES, Math.min(at + length, end));
            }
            at += (length + 3) & ~3;
        }
    }

    private static void clear(byte[] packet, int from, int end) {
        if (from < end) {
            Arrays.fill(packet, from, end, (byte) 0);
        }
    }

    private static int uint16(byte[] packet, int at) {
        return (packet[at] & 0xff) << 8 | (packet[at + 1] & 0xff);
    }
}
