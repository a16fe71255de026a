package io.jsctp.wire;

import java.nio.ByteBuffer;
import java.util.List;

/** Writes lists of error causes (RFC 9260 §3.3.10). */
final class CauseEncoder {
    private CauseEncoder() {}

    /** Length of a list of causes with the padding between them, without the padding after the last. */
    static int length(List<ErrorCause> causes) {
        int length = 0;
        for (ErrorCause cause : causes) {
            length = Bytes.pad4(length) + cause.encodedLength();
        }
        return length;
    }

    /** Writes a list of causes: {@link #length} bytes. */
    static void write(List<ErrorCause> causes, ByteBuffer buf, int offset) {
        int at = offset;
        int end = offset;
        for (ErrorCause cause : causes) {
            Bytes.zero(buf, end, at);
            writeOne(cause, buf, at);
            end = at + cause.encodedLength();
            at += Bytes.pad4(cause.encodedLength());
        }
    }

    private static void writeOne(ErrorCause cause, ByteBuffer buf, int at) {
        buf.putShort(at, (short) cause.code());
        buf.putShort(at + 2, (short) cause.encodedLength());
        int value = at + Bytes.TLV_HEADER_SIZE;
        if (cause instanceof InvalidStreamIdentifier c) {
            buf.putInt(value, c.streamId() << Short.SIZE); // the second half is reserved
        } else if (cause instanceof MissingMandatoryParameter c) {
            buf.putInt(value, c.types().size());
            ParameterEncoder.writeTypes(c.types(), buf, value + Integer.BYTES);
        } else if (cause instanceof StaleCookie c) {
            buf.putInt(value, c.stalenessUs());
        } else if (cause instanceof UnresolvableAddress c) {
            buf.put(value, c.parameter());
        } else if (cause instanceof UnrecognizedChunkType c) {
            buf.put(value, c.chunk());
        } else if (cause instanceof UnrecognizedParameters c) {
            buf.put(value, c.parameters());
        } else if (cause instanceof NoUserData c) {
            buf.putInt(value, c.tsn());
        } else if (cause instanceof RestartWithNewAddresses c) {
            buf.put(value, c.parameters());
        } else if (cause instanceof UserInitiatedAbort c) {
            buf.put(value, c.reason());
        } else if (cause instanceof ProtocolViolation c) {
            buf.put(value, c.info());
        } else if (cause instanceof RequestToDeleteLastRemainingIpAddress c) {
            buf.put(value, c.parameter());
        } else if (cause instanceof OperationRefusedDueToResourceShortage c) {
            buf.put(value, c.parameter());
        } else if (cause instanceof RequestToDeleteSourceIpAddress c) {
            buf.put(value, c.parameter());
        } else if (cause instanceof RequestRefusedNoAuthorization c) {
            buf.put(value, c.parameter());
        } else if (cause instanceof UnsupportedHmacIdentifier c) {
            buf.putShort(value, (short) c.hmacId());
        } else if (cause instanceof UnknownCause c) {
            buf.put(value, c.value());
        }
        // The rest have no value: OutOfResource, InvalidMandatoryParameter, CookieReceivedWhileShuttingDown,
        // AssociationAbortedDueToIllegalAsconfAck.
    }
}
