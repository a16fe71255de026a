package io.jsctp.engine;

import io.jsctp.wire.*;
import java.nio.*;
import java.util.*;
import org.jspecify.annotations.Nullable;

final class OutboundData {
    static final int UNORDERED = 1, SACK_IMMEDIATELY = 2;

    OutboundData(int a, int b, AssociationSettings c, PayloadPool d, ArrayDeque<AssociationEvent> e) {}

    void settings(AssociationSettings s) {}

    int freeBytes() {
        return 0;
    }

    int bufferedBytes() {
        return 0;
    }

    int nextTsn() {
        return 0;
    }

    int outstandingChunks() {
        return 0;
    }

    boolean isDrained() {
        return true;
    }

    boolean hasOutstanding() {
        return false;
    }

    int peerRwnd() {
        return 0;
    }

    void peerRwnd(int a) {}

    void streams(int c) {}

    SendStatus enqueue(ByteBuffer p, int s, int f, int pp, int c, long e, @Nullable Path d, long now) {
        return SendStatus.ACCEPTED;
    }

    boolean wantsToSend(Path p, boolean d, int f, long now) {
        return false;
    }

    int fill(PacketWriter w, Path p, boolean d, int f, boolean i, long now) {
        return 0;
    }

    enum SackOutcome {
        OLD,
        PROCESSED,
        PROTOCOL_VIOLATION
    }

    SackOutcome onSack(PacketReader r, List<Path> p, long now) {
        return SackOutcome.OLD;
    }

    SackOutcome onCumulativeAck(int c, List<Path> p, long now) {
        return SackOutcome.OLD;
    }

    boolean acknowledgedNewData() {
        return false;
    }

    void onT3Expired(Path p, Path r, long now) {}

    boolean isZeroWindowProbing() {
        return false;
    }

    void redirect(Path a, Path b) {}

    void failAll(int c) {}

    void restart(int a, int b) {}

    long nextExpiryNs() {
        return Path.NONE;
    }

    void expire(long now) {}
}
