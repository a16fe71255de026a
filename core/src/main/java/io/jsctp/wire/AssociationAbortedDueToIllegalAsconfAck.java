package io.jsctp.wire;

/**
 * Association Aborted Due to Illegal ASCONF-ACK (RFC 5061 §4.3.4): an ASCONF ACK had a number that no ASCONF was sent
 * with. Only in ABORT.
 */
public record AssociationAbortedDueToIllegalAsconfAck() implements ErrorCause {
    @Override
    public int code() {
        return CauseCode.ASSOCIATION_ABORTED_DUE_TO_ILLEGAL_ASCONF_ACK;
    }

    @Override
    public int encodedLength() {
        return 4;
    }
}
