package io.jsctp.wire;

import java.nio.ByteBuffer;
import java.util.List;

/** Decodes lists of error causes (RFC 9260 §3.3.10, RFC 4895 §4, RFC 5061 §4.3). */
final class CauseDecoder {
    private CauseDecoder() {}

    /**
     * Decodes a list of causes. Work and memory are bounded by {@code length}: a cause takes four bytes or more.
     *
     * <p>A known cause longer than its fields is accepted without the surplus; one too short for them is kept raw as an
     * {@link UnknownCause}.
     *
     * @param into where the causes go, in order, up to the first broken one
     * @return false if a cause has a length below 4 or reaches past the end
     */
    static boolean decode(ByteBuffer buf, int offset, int length, List<ErrorCause> into) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int remaining = end - at;
            int size = remaining < Bytes.TLV_HEADER_SIZE ? 0 : Bytes.u16(buf, at + 2);
            if (size < Bytes.TLV_HEADER_SIZE || size > remaining) {
                return false;
            }
            into.add(decodeOne(buf, at, size));
            at += Bytes.pad4(size);
        }
        return true;
    }

    private static ErrorCause decodeOne(ByteBuffer buf, int at, int size) {
        int code = Bytes.u16(buf, at);
        int value = at + Bytes.TLV_HEADER_SIZE;
        int length = size - Bytes.TLV_HEADER_SIZE;
        if (length < fixedLength(code)) {
            return raw(buf, code, value, length);
        }
        return switch (code) {
            case CauseCode.INVALID_STREAM_IDENTIFIER -> new InvalidStreamIdentifier(Bytes.u16(buf, value));
            case CauseCode.MISSING_MANDATORY_PARAMETER -> missing(buf, value, length);
            case CauseCode.STALE_COOKIE -> new StaleCookie(buf.getInt(value));
            case CauseCode.OUT_OF_RESOURCE -> new OutOfResource();
            case CauseCode.UNRESOLVABLE_ADDRESS -> new UnresolvableAddress(Bytes.copy(buf, value, length));
            case CauseCode.UNRECOGNIZED_CHUNK_TYPE -> new UnrecognizedChunkType(Bytes.copy(buf, value, length));
            case CauseCode.INVALID_MANDATORY_PARAMETER -> new InvalidMandatoryParameter();
            case CauseCode.UNRECOGNIZED_PARAMETERS -> new UnrecognizedParameters(Bytes.copy(buf, value, length));
            case CauseCode.NO_USER_DATA -> new NoUserData(buf.getInt(value));
            case CauseCode.COOKIE_RECEIVED_WHILE_SHUTTING_DOWN -> new CookieReceivedWhileShuttingDown();
            case CauseCode.RESTART_WITH_NEW_ADDRESSES -> new RestartWithNewAddresses(Bytes.copy(buf, value, length));
            case CauseCode.USER_INITIATED_ABORT -> new UserInitiatedAbort(Bytes.copy(buf, value, length));
            case CauseCode.PROTOCOL_VIOLATION -> new ProtocolViolation(Bytes.copy(buf, value, length));
            case CauseCode.REQUEST_TO_DELETE_LAST_REMAINING_IP_ADDRESS ->
                new RequestToDeleteLastRemainingIpAddress(Bytes.copy(buf, value, length));
            case CauseCode.OPERATION_REFUSED_DUE_TO_RESOURCE_SHORTAGE ->
                new OperationRefusedDueToResourceShortage(Bytes.copy(buf, value, length));
            case CauseCode.REQUEST_TO_DELETE_SOURCE_IP_ADDRESS ->
                new RequestToDeleteSourceIpAddress(Bytes.copy(buf, value, length));
            case CauseCode.ASSOCIATION_ABORTED_DUE_TO_ILLEGAL_ASCONF_ACK ->
                new AssociationAbortedDueToIllegalAsconfAck();
            case CauseCode.REQUEST_REFUSED_NO_AUTHORIZATION ->
                new RequestRefusedNoAuthorization(Bytes.copy(buf, value, length));
            case CauseCode.UNSUPPORTED_HMAC_IDENTIFIER -> new UnsupportedHmacIdentifier(Bytes.u16(buf, value));
            default -> raw(buf, code, value, length);
        };
    }

    private static int fixedLength(int code) {
        return switch (code) {
            case CauseCode.INVALID_STREAM_IDENTIFIER,
                    CauseCode.MISSING_MANDATORY_PARAMETER,
                    CauseCode.STALE_COOKIE,
                    CauseCode.NO_USER_DATA -> Integer.BYTES;
            case CauseCode.UNSUPPORTED_HMAC_IDENTIFIER -> Short.BYTES;
            default -> 0;
        };
    }

    private static ErrorCause missing(ByteBuffer buf, int value, int length) {
        int count = buf.getInt(value);
        int room = (length - Integer.BYTES) / 2;
        if (count < 0 || count > room) {
            return raw(buf, CauseCode.MISSING_MANDATORY_PARAMETER, value, length);
        }
        return new MissingMandatoryParameter(ParameterDecoder.types(buf, value + Integer.BYTES, count));
    }

    private static UnknownCause raw(ByteBuffer buf, int code, int value, int length) {
        return new UnknownCause(code, Bytes.copy(buf, value, length));
    }
}
