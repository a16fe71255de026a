package io.jsctp.engine;

/** A message whose end the user has not given yet, or that was lost before the user gave it. */
final class OpenMessage {
    private final int streamId;
    private final boolean unordered;
    private final int payloadProtocolId;
    private boolean open;
    private boolean lost;

    /** One that is lost already. */
    OpenMessage() {
        this(0, false, 0);
        open = false;
        lost = true;
    }

    OpenMessage(int streamId, boolean unordered, int payloadProtocolId) {
        this.streamId = streamId;
        this.unordered = unordered;
        this.payloadProtocolId = payloadProtocolId;
        open = true;
    }

    int streamId() {
        return streamId;
    }

    boolean isOpen() {
        return open;
    }

    /** {@return whether a part belongs to it} */
    boolean goesOn(int partStreamId, boolean isUnordered, int ppid) {
        return partStreamId == streamId && isUnordered == unordered && ppid == payloadProtocolId;
    }

    /** It will have no end. */
    void lost() {
        lost = true;
        open = false;
    }

    boolean isLost() {
        return lost;
    }

    /** {@return whether it was lost, which is told once} */
    boolean takeLost() {
        boolean was = lost;
        lost = false;
        return was;
    }
}
