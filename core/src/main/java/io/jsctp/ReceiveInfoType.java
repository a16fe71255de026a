package io.jsctp;

/** Which infos came with a message that was read (RFC 6458 §9.13). */
public enum ReceiveInfoType {
    /** None. */
    NOINFO,
    /** The one of this message. */
    RCVINFO,
    /** The one of the next message. */
    NXTINFO,
    /** Both. */
    RN;

    /** {@return the number that SCTP_RECVV_NOINFO, _RCVINFO, _NXTINFO, _RN stand for} */
    public int code() {
        return ordinal();
    }
}
