package io.jsctp.engine;

import io.jsctp.wire.ChunkType;
import io.jsctp.wire.ErrorCause;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.StaleCookie;
import io.jsctp.wire.UnrecognizedChunkType;
import java.util.function.Supplier;

/** What the peer reports in ERROR chunks (RFC 9260 §3.3.10): the user learns of it, and some of it changes what we do. */
final class PeerErrors {
    private final Association association;
    private final PacketAnswers answers;

    /** Causes that the present packet may still tell the user. */
    private int causesLeft;

    PeerErrors(Association association, PacketAnswers answers) {
        this.association = association;
        this.answers = answers;
    }

    /** A packet begins. */
    void begin() {
        causesLeft = association.environment.limits().count(Limit.CAUSES);
    }

    /**
     * Takes an ERROR chunk.
     *
     * @param bytes the chunk as it came, made only if the user is to have it
     */
    void on(ErrorChunk error, Supplier<byte[]> bytes, long now) {
        byte[] chunk = null;
        for (ErrorCause cause : error.causes()) {
            if (causesLeft == 0) {
                association.environment.budget().reached(Limit.CAUSES);
                continue;
            }
            causesLeft--;
            if (cause instanceof StaleCookie) {
                if (association.state == AssociationState.COOKIE_ECHOED) {
                    answers.dropReports(); // the tag they would need is forgotten
                    association.handshake.onStaleCookie(now);
                    return;
                }
                continue;
            }
            if (cause instanceof UnrecognizedChunkType u
                    && u.chunk().length > 0
                    && (u.chunk()[0] & 0xff) == ChunkType.ASCONF) {
                association.addresses.sender.onChunkNotUnderstood(now);
            }
            if (association.state.isUp()) {
                chunk = chunk == null ? bytes.get() : chunk;
                association.events.add(new AssociationEvent.RemoteError(cause.code(), chunk));
            }
        }
    }
}
