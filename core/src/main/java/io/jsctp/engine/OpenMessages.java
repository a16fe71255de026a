package io.jsctp.engine;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The messages whose ends the user has not given yet: they are handed over in parts, which become one message for the peer (RFC
 * 6458 §8.1.26). Fragments of DATA need consecutive TSNs (RFC 9260 §6.9), so that nothing else is taken before the end of the one;
 * with I-DATA each stream may have one (RFC 8260 §4.4).
 */
final class OpenMessages {
    /** Where the only one is, if streams have none of their own. */
    private static final int ALL_STREAMS = -1;

    private Map<Integer, OpenMessage> messages = Collections.emptyMap();
    private boolean perStream;
    private int open;

    /** Settles whether each stream may have one. */
    void perStream(boolean on) {
        if (on == perStream) {
            return;
        }
        perStream = on;
        if (messages.isEmpty()) {
            return;
        }
        boolean lost = false;
        for (OpenMessage m : messages.values()) {
            lost |= m.isLost();
        }
        OpenMessage only = messages.remove(ALL_STREAMS);
        messages.clear();
        open = 0;
        if (only != null && only.isOpen()) {
            messages.put(only.streamId(), only);
            open = 1;
        } else if (lost) {
            messages.put(on && only != null ? only.streamId() : ALL_STREAMS, new OpenMessage());
        }
    }

    /** Most associations never have one. */
    private void makeRoom() {
        if (messages.isEmpty()) {
            messages = new TreeMap<>();
        }
    }

    boolean isOpen() {
        return open > 0;
    }

    private int key(int streamId) {
        return perStream ? streamId : ALL_STREAMS;
    }

    /** {@return ACCEPTED if a part goes on with a message, or may begin one; else why not} */
    SendStatus check(int streamId, int flags, int ppid, boolean unreliable) {
        OpenMessage m = messages.get(key(streamId));
        boolean goesOn = m != null && m.isOpen();
        if (m != null) {
            if (m.takeLost()) {
                messages.remove(key(streamId));
                return SendStatus.MESSAGE_LOST;
            }
            if (goesOn && !m.goesOn(streamId, (flags & OutboundData.UNORDERED) != 0, ppid)) {
                return SendStatus.OTHER_MESSAGE_OPEN;
            }
        }
        boolean isPart = goesOn || (flags & OutboundData.MORE) != 0;
        return isPart && unreliable ? SendStatus.LIFETIME_OF_PART : SendStatus.ACCEPTED;
    }

    /** A part, or a whole message, was taken. */
    void added(OutboundMessage part) {
        int key = key(part.streamId);
        OpenMessage m = messages.get(key);
        part.beginsMessage = m == null || !m.isOpen();
        if (part.endsMessage) {
            if (!part.beginsMessage) {
                messages.remove(key);
                open--;
            }
            return;
        }
        if (part.beginsMessage) {
            makeRoom();
            messages.put(key, new OpenMessage(part.streamId, part.unordered, part.payloadProtocolId));
            open++;
        }
    }

    /** What there was of them is given up; the user will learn from the next part, which must not begin a message. */
    void lose() {
        messages.values().forEach(OpenMessage::lost);
        open = 0;
    }

    /** Streams from a number on do not exist: no part of a message on them will be taken. */
    void loseAbove(int streamCount) {
        if (open > 0) {
            messages.values().removeIf(m -> m.isOpen() && m.streamId() >= streamCount);
        }
        open = 0;
        for (OpenMessage m : messages.values()) {
            open += m.isOpen() ? 1 : 0;
        }
    }
}
