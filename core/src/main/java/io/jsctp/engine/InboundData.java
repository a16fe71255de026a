package io.jsctp.engine;

import io.jsctp.wire.*;
import java.util.*;

final class InboundData {
    InboundData(int a, int b, AssociationSettings s, PayloadPool p, ArrayDeque<AssociationEvent> e) {}

    enum Outcome {
        ACCEPTED,
        DUPLICATE,
        NO_ROOM,
        INVALID_STREAM,
        NO_USER_DATA,
        PROTOCOL_VIOLATION
    }

    Outcome onData(PacketReader r, long now) {
        return Outcome.ACCEPTED;
    }

    void onPacketEnd(long now, boolean s) {}

    boolean sackDue() {
        return false;
    }

    boolean sackPending() {
        return false;
    }

    long sackDeadlineNs() {
        return Path.NONE;
    }

    void onSackTimer(long n) {}

    boolean writeSack(PacketWriter w) {
        return true;
    }

    int cumulativeTsn() {
        return 0;
    }

    int advertisedWindow() {
        return 0;
    }

    void consumed(InboundMessage m, long now) {}

    boolean hasUnacknowledgedGaps() {
        return false;
    }

    int queuedChunks() {
        return 0;
    }

    void restart(int a, int b) {}

    void close() {}

    void settings(AssociationSettings s) {}
}
