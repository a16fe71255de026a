package io.jsctp.wire;

import org.jspecify.annotations.Nullable;

/**
 * Re-configuration Response (RFC 6525 §4.4): what became of a request. Only in RE-CONFIG.
 *
 * @param responseSequenceNumber the number of the request it answers
 * @param result what became of it, an unsigned 32-bit number; numbers without a name can arrive
 * @param nextTsns where both sides go on after an SSN/TSN Reset Request; null in answers to others
 */
public record ReconfigurationResponseParameter(
        int responseSequenceNumber, int result, @Nullable NextTsns nextTsns) implements Parameter {
    /** Success: there was nothing to do. */
    public static final int NOTHING_TO_DO = 0;

    /** Success: performed. */
    public static final int PERFORMED = 1;

    /** Denied. */
    public static final int DENIED = 2;

    /** Error: wrong SSN. */
    public static final int WRONG_SSN = 3;

    /** Error: a request is already in progress. */
    public static final int REQUEST_ALREADY_IN_PROGRESS = 4;

    /** Error: bad sequence number. */
    public static final int BAD_SEQUENCE_NUMBER = 5;

    /** In progress: ask again. */
    public static final int IN_PROGRESS = 6;

    /** Value of the length field without the next TSNs. */
    static final int SHORT_LENGTH = 12;

    /** Value of the length field with the next TSNs. */
    static final int LONG_LENGTH = 20;

    /**
     * The TSNs with which both sides go on.
     *
     * @param sendersNextTsn the next TSN that the sender of the response will use
     * @param receiversNextTsn the next TSN that the receiver of the response must use
     */
    public record NextTsns(int sendersNextTsn, int receiversNextTsn) {}

    @Override
    public int type() {
        return ParameterType.RECONFIGURATION_RESPONSE;
    }

    @Override
    public int encodedLength() {
        return nextTsns == null ? SHORT_LENGTH : LONG_LENGTH;
    }
}
