package io.jsctp.engine;

/**
 * The message whose end the user has not given yet: it is handed over in parts, which become one message for the peer
 * (RFC 6458 §8.1.26). Its fragments need consecutive TSNs (RFC 9260 §6.9), so that nothing else is taken before its end.
 */
final class OpenMessage {
    private boolean open;
    private boolean lost;
    private int streamId;
    private boolean unordered;
    private int payloadProtocolId;

    boolean isOpen() {
        return open;
    }

    /** {@return ACCEPTED if a part goes on with it, or none is open; else why not} */
    SendStatus check(int partStreamId, int flags, int ppid, boolean unreliable) {
        if (lost) {
            lost = false;
            return SendStatus.MESSAGE_LOST;
        }
        boolean goesOn = partStreamId == streamId
                && ((flags & OutboundData.UNORDERED) != 0) == unordered
                && ppid == payloadProtocolId;
        if (open && !goesOn) {
            return SendStatus.OTHER_MESSAGE_OPEN;
        }
        boolean isPart = open || (flags & OutboundData.MORE) != 0;
        return isPart && unreliable ? SendStatus.LIFETIME_OF_PART : SendStatus.ACCEPTED;
    }

    /** A part was taken. */
    void added(OutboundMessage part) {
        part.beginsMessage = !open;
        open = !part.endsMessage;
        streamId = part.streamId;
        unordered = part.unordered;
        payloadProtocolId = part.payloadProtocolId;
    }

    /** What there was of it is given up; the user will learn from the next part, which must not begin a message. */
    void lose() {
        lost |= open;
        open = false;
    }

    /** Its stream does not exist: no part of it will be taken. */
    void loseAbove(int streamCount) {
        open &= streamId < streamCount;
    }
}
