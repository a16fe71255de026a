package io.jsctp.engine;

import io.jsctp.wire.ChunkDecoder;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.ErrorCause;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.StaleCookie;

/** What becomes of a packet that belongs to no association and begins none (RFC 9260 §8.4, rules 2 and 5 to 8). */
final class OutOfTheBlue {
    /** What a packet deserves. */
    enum Verdict {
        /** No answer. */
        SILENCE,
        /** SHUTDOWN COMPLETE with the packet's own tag. */
        SHUTDOWN_COMPLETE,
        /** ABORT with the packet's own tag. */
        ABORT
    }

    private OutOfTheBlue() {}

    /** {@return what the packet deserves; the reader stands before its first chunk} */
    static Verdict judge(PacketReader reader, int verificationTag) {
        boolean silent = false;
        boolean shutdownAck = false;
        int chunks = 0;
        int result;
        while ((result = reader.next()) == PacketReader.CHUNK) {
            chunks += reader.type() == ChunkType.AUTH ? 0 : 1; // as if it were not there (RFC 4895 §6.3)
            switch (reader.type()) {
                case ChunkType.ABORT -> {
                    return Verdict.SILENCE;
                }
                case ChunkType.SHUTDOWN_ACK -> shutdownAck = true;
                case ChunkType.SHUTDOWN_COMPLETE, ChunkType.COOKIE_ACK -> silent = true;
                case ChunkType.ERROR -> silent |= isStaleCookie(reader);
                default -> {
                    // decided by the others, or by rule 8
                }
            }
        }
        if (result == PacketReader.MALFORMED || chunks == 0 || verificationTag == 0) {
            return Verdict.SILENCE;
        }
        if (shutdownAck) {
            return Verdict.SHUTDOWN_COMPLETE;
        }
        return silent ? Verdict.SILENCE : Verdict.ABORT;
    }

    /** {@return true if an ABORT is among the chunks behind the reader's: such a packet is never answered (§9.1)} */
    static boolean abortFollows(PacketReader reader) {
        while (reader.next() == PacketReader.CHUNK) {
            if (reader.type() == ChunkType.ABORT) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStaleCookie(PacketReader reader) {
        if (ChunkDecoder.decode(reader) instanceof ErrorChunk error) {
            for (ErrorCause cause : error.causes()) {
                if (cause instanceof StaleCookie) {
                    return true;
                }
            }
        }
        return false;
    }
}
