package io.jsctp.engine;

import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.ErrorCause;
import io.jsctp.wire.ProtocolViolation;
import io.jsctp.wire.UserInitiatedAbort;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The last step of every association, graceful or not: state, timers and memory go, and the user gets one final event,
 * followed only by the messages that were not delivered (RFC 9260 §9.1, §11.2.5).
 */
final class Ending {
    private static final byte[] NO_CHUNK = {};

    private final Association association;

    Ending(Association association) {
        this.association = association;
    }

    /** Ends it with an ABORT to the peer, if the peer's tag is known. */
    void abort(LossReason reason, ErrorCause cause) {
        association.counters.aborteds++;
        tellPeer(List.of(cause));
        lose(reason, cause.code(), NO_CHUNK);
    }

    /** The user ends it; the peer is told of the reason what fits one packet. */
    void abort(byte[] reason) {
        int room = association.paths.primary().mtuBytes() - 64;
        byte[] fitting = Arrays.copyOf(reason, Math.min(reason.length, room));
        abort(LossReason.LOCAL_ABORT, new UserInitiatedAbort(fitting));
    }

    /** The set-up went unanswered; the peer may have an association all the same if COOKIE ECHOs left (RFC 9260 §4). */
    void giveUpSetup() {
        tellPeer(List.of());
        lose(LossReason.SETUP_TIMEOUT, 0, NO_CHUNK);
    }

    private void tellPeer(List<ErrorCause> causes) {
        Path to = association.paths.dataPath();
        boolean tagKnown = association.peerTag != 0 && association.state != AssociationState.COOKIE_WAIT;
        association.control.clear();
        if (tagKnown) {
            association.control.send(new AbortChunk(false, causes), to);
        }
    }

    /** Gives it up, for a reason without a cause code of its own. */
    void abandon(LossReason reason, String why) {
        abort(reason, new ProtocolViolation(why.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The peer aborted it; nothing may answer that, not even what was due already (RFC 9260 §9.1). */
    void onPeerAbort(int causeCode, byte[] chunk) {
        association.counters.aborteds++;
        association.control.clear();
        lose(association.state.isUp() ? LossReason.PEER_ABORT : LossReason.REFUSED, causeCode, chunk);
    }

    /** The peer's INIT ACK was unacceptable; it was told so already. */
    void failSetup(int causeCode) {
        association.control.clear();
        lose(LossReason.PROTOCOL_VIOLATION, causeCode, NO_CHUNK);
    }

    private void lose(LossReason reason, int causeCode, byte[] chunk) {
        finish(new AssociationEvent.CommunicationLost(reason, association.wasUp, causeCode, chunk));
        association.outbound.failAll(causeCode);
    }

    /** The shutdown is complete; what is still queued to be sent, as SHUTDOWN COMPLETE, is sent. */
    void complete() {
        association.counters.shutdowns++;
        finish(new AssociationEvent.ShutdownComplete());
    }

    private void finish(AssociationEvent last) {
        association.state = AssociationState.CLOSED;
        association.handshake.stop();
        association.shutdown.stop();
        association.heartbeats.stop();
        for (Path p : association.paths.all()) {
            p.stopTimers();
        }
        if (association.hasInbound()) {
            association.inbound().close();
        }
        association.pool.allowance().close();
        association.pool.trim();
        association.outbound.trim();
        association.events.add(last);
    }
}
