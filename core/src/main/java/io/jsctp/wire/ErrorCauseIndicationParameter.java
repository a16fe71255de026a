package io.jsctp.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Error Cause Indication (RFC 5061 §4.2.3): a request of an ASCONF failed. Only in ASCONF ACK. The causes stay bytes, so
 * that nothing nests while a chunk is decoded; {@link #decodedCauses} reads them.
 *
 * @param correlationId the request's correlation ID, 32 bits
 * @param causes the error causes with their codes and lengths; what a peer sent here is not checked
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; not copied, see the package description
public record ErrorCauseIndicationParameter(int correlationId, byte[] causes) implements Parameter {
    /** Size of the parameter without causes. */
    static final int HEADER_SIZE = 8;

    /**
     * Checks that the fields can hold it all.
     *
     * @param correlationId the request's correlation ID, 32 bits
     * @param causes the error causes with their codes and lengths; what a peer sent here is not checked
     * @throws IllegalArgumentException if a number is out of its range or there are more than 65527 bytes
     */
    public ErrorCauseIndicationParameter {
        Bytes.checkLength(causes.length, HEADER_SIZE, "Error Causes");
    }

    /**
     * Makes one of error causes.
     *
     * @param correlationId the request's correlation ID, 32 bits
     * @param causes why the request failed
     * @return a parameter with these causes
     * @throws IllegalArgumentException if the causes have more than 65527 bytes
     */
    public static ErrorCauseIndicationParameter of(int correlationId, List<ErrorCause> causes) {
        byte[] bytes = new byte[CauseEncoder.length(causes)];
        CauseEncoder.write(causes, ByteBuffer.wrap(bytes), 0);
        return new ErrorCauseIndicationParameter(correlationId, bytes);
    }

    /**
     * Reads the error causes.
     *
     * @return the causes in their order, up to the first broken one
     */
    public List<ErrorCause> decodedCauses() {
        List<ErrorCause> decoded = new ArrayList<>();
        CauseDecoder.decode(ByteBuffer.wrap(causes), 0, causes.length, decoded);
        return decoded;
    }

    @Override
    public int type() {
        return ParameterType.ERROR_CAUSE_INDICATION;
    }

    @Override
    public int encodedLength() {
        return HEADER_SIZE + causes.length;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof ErrorCauseIndicationParameter other
                && correlationId == other.correlationId
                && Arrays.equals(causes, other.causes);
    }

    @Override
    public int hashCode() {
        return 31 * correlationId + Arrays.hashCode(causes);
    }

    @Override
    public String toString() {
        return "ErrorCauseIndicationParameter[correlationId=" + correlationId + ", " + Bytes.brief(causes) + "]";
    }
}
