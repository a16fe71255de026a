package io.jsctp.wire;

/**
 * Cookie Received While Shutting Down (RFC 9260 §3.3.10.10): a COOKIE ECHO came in the state SHUTDOWN-ACK-SENT.
 */
public record CookieReceivedWhileShuttingDown() implements ErrorCause {
    @Override
    public int code() {
        return CauseCode.COOKIE_RECEIVED_WHILE_SHUTTING_DOWN;
    }

    @Override
    public int encodedLength() {
        return Bytes.TLV_HEADER_SIZE;
    }
}
