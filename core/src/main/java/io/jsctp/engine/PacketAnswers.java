package io.jsctp.engine;

import io.jsctp.wire.Chunk;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.ErrorCause;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.UnknownChunk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the chunks of one packet ask to have answered: echoes of heartbeats, and reports of what was not understood. One
 * packet of answers holds all of it, or some is left out (RFC 9260 §12.4, §3.2); ERROR chunks have a rate of their own.
 */
final class PacketAnswers {
    private final Association association;
    private final List<ErrorCause> reports = new ArrayList<>();
    private final List<Chunk> echoes = new ArrayList<>();

    /** What can still be collected: no more than one packet holds is ever kept. */
    private int room;

    /** Made when the first ERROR chunk is due: most associations never send one. */
    private @Nullable TokenBucket errors;

    PacketAnswers(Association association) {
        this.association = association;
    }

    /** A packet from the given path is about to be walked. */
    void begin(Path from) {
        reports.clear();
        echoes.clear();
        room = from.mtuBytes() - CommonHeader.SIZE;
    }

    /** The value of the heartbeat goes back as it came, whatever is in it (RFC 9260 §3.3.6, §8.3). */
    void echo(PacketReader heartbeat) {
        if (collect(heartbeat.chunkLength())) {
            byte[] value = new byte[heartbeat.valueLength()];
            heartbeat.buffer().get(heartbeat.valueOffset(), value);
            echoes.add(new UnknownChunk(ChunkType.HEARTBEAT_ACK, 0, value));
        }
    }

    /** Reports a fault, if one more of this size can be reported at all. */
    void report(ErrorCause cause) {
        if (collect(cause.encodedLength())) {
            reports.add(cause);
        }
    }

    /** The peer could not make sense of reports any more. */
    void dropReports() {
        reports.clear();
    }

    private boolean collect(int bytes) {
        int padded = (bytes + 3) & ~3;
        if (padded > room) {
            association.counters.controlChunksDropped++;
            return false;
        }
        room -= padded;
        return true;
    }

    /** Queues what fits beside the answers that are queued already; heartbeats first. */
    void send(Path from, long now) {
        for (int i = 0; i < echoes.size(); i++) { // an iterator would be garbage of every packet
            Chunk echo = echoes.get(i);
            if (echo.encodedLength() <= association.control.roomBesideAnswers(from)) {
                association.control.send(echo, from);
            }
        }
        if (!reports.isEmpty()) {
            sendReports(from.isConfirmed() ? from : association.paths.dataPath(), now);
        }
    }

    /** All causes of one packet go into one ERROR chunk. */
    private void sendReports(Path to, long now) {
        int left = association.control.roomBesideAnswers(to) - 4;
        List<ErrorCause> fitting = new ArrayList<>();
        for (ErrorCause cause : reports) {
            int bytes = (cause.encodedLength() + 3) & ~3;
            if (bytes <= left) {
                left -= bytes;
                fitting.add(cause);
            }
        }
        if (fitting.isEmpty()) {
            return;
        }
        if (mayReport(now)) {
            association.control.send(new ErrorChunk(fitting), to);
        }
    }

    private boolean mayReport(long now) {
        EndpointEnvironment environment = association.environment;
        TokenBucket rate = errors;
        if (rate == null) {
            rate = new TokenBucket(
                    environment.limits().get(Limit.ERRORS_PER_SECOND),
                    environment.limits().get(Limit.ERROR_BURST));
            errors = rate;
        }
        boolean may = rate.take(now);
        if (!may) {
            environment.budget().reached(Limit.ERRORS_PER_SECOND);
        }
        return may;
    }
}
