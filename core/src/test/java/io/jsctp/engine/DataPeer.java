package io.jsctp.engine;

import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.DataView;
import io.jsctp.wire.ForwardTsnChunk;
import io.jsctp.wire.ForwardTsnSupportedParameter;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.SackChunk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A peer that is all hand: it sets up an association with a {@link Wire} and sends it DATA chunks with any TSN. Its TSNs
 * begin at 1, wherever they really begin.
 */
final class DataPeer {
    static final int B = DataView.FLAG_B;
    static final int E = DataView.FLAG_E;
    static final int U = DataView.FLAG_U;
    static final int WHOLE = B | E;

    final Wire wire;
    final int ourTag;
    private final int firstTsn;

    DataPeer(Wire wire, int firstTsn, int streams) {
        this(wire, firstTsn, 10, streams);
    }

    /** One that asks for so many streams to the stack. */
    DataPeer(Wire wire, int firstTsn, int outboundStreams, int streams, Parameter... parameters) {
        this.wire = wire;
        this.firstTsn = firstTsn;
        InitAckChunk initAck = wire.receive(
                        0, new InitChunk(77, 1 << 20, outboundStreams, streams, firstTsn, List.of(parameters)))
                .get(0)
                .only(InitAckChunk.class);
        ourTag = initAck.initiateTag();
        wire.receive(ourTag, new CookieEchoChunk(SetupTest.cookie(initAck)));
        wire.events.clear();
    }

    static DataPeer withBuffer(int bytes) {
        AssociationSettings settings = AssociationSettings.defaults().toBuilder()
                .receiveBufferBytes(bytes)
                .build();
        return new DataPeer(new Wire(settings), 1, 10);
    }

    /** One that supports partial reliability, as the stack does with these settings. */
    static DataPeer withPartialReliability(AssociationSettings settings, int firstTsn) {
        AssociationSettings declaring = settings.toBuilder()
                .extensions(settings.extensions().with(Extension.PARTIAL_RELIABILITY, true))
                .build();
        return new DataPeer(new Wire(declaring), firstTsn, 10, 10, new ForwardTsnSupportedParameter());
    }

    /** A FORWARD TSN; the pairs are streams and sequence numbers, one after the other. */
    ForwardTsnChunk forward(int tsn, int... pairs) {
        List<ForwardTsnChunk.Skipped> skipped = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            skipped.add(new ForwardTsnChunk.Skipped(pairs[i], pairs[i + 1]));
        }
        return new ForwardTsnChunk(firstTsn - 1 + tsn, skipped);
    }

    DataChunk data(int tsn, int flags, int stream, int ssn, int bytes) {
        return new DataChunk(flags, firstTsn - 1 + tsn, stream, ssn, 0, new byte[bytes]);
    }

    /** Sends one packet; {@return all it is answered with} */
    List<Chunk> send(Chunk... chunks) {
        List<Chunk> answer = new ArrayList<>();
        for (Answer packet : wire.receive(ourTag, chunks)) {
            answer.addAll(packet.chunks());
        }
        return answer;
    }

    /** Sends a packet with one chunk; {@return the SACK that answers it, or null} */
    @Nullable
    SackChunk sendOne(int tsn, int flags, int stream, int ssn, int bytes) {
        return sack(send(data(tsn, flags, stream, ssn, bytes)));
    }

    /** As {@link #sendOne}, but the SACK leaves at once in any case. */
    SackChunk tell(int tsn, int flags, int stream, int ssn, int bytes) {
        SackChunk sack = sendOne(tsn, flags, stream, ssn, bytes);
        if (sack == null) {
            sack = sack(wire.nextTimeout());
        }
        if (sack == null) {
            throw new AssertionError("no SACK");
        }
        return sack;
    }

    static @Nullable SackChunk sack(List<?> answers) {
        SackChunk found = null;
        for (Object answer : answers) {
            List<?> chunks = answer instanceof Answer packet ? packet.chunks() : List.of(answer);
            for (Object chunk : chunks) {
                if (chunk instanceof SackChunk sack) {
                    if (found != null) {
                        throw new AssertionError("two SACKs: " + answers);
                    }
                    found = sack;
                }
            }
        }
        return found;
    }

    static @Nullable AbortChunk abort(List<Chunk> answers) {
        return answers.stream()
                .filter(AbortChunk.class::isInstance)
                .map(AbortChunk.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** {@return the cumulative TSN and gap blocks of a SACK, as {@code 3 [5:6]}} */
    String told(SackChunk sack) {
        StringBuilder text = new StringBuilder();
        int cumulative = sack.cumulativeTsnAck() - firstTsn + 1;
        text.append(cumulative);
        for (SackChunk.GapBlock gap : sack.gapBlocks()) {
            text.append(" [")
                    .append(cumulative + gap.start())
                    .append(':')
                    .append(cumulative + gap.end())
                    .append(']');
        }
        return text.toString();
    }

    /** The user reads all there is; {@return the SACK that tells of it, or null} */
    @Nullable
    SackChunk readAll() {
        SackChunk last = null;
        for (InboundMessage m : messages()) {
            SackChunk sack = read(m);
            last = sack == null ? last : sack;
        }
        return last;
    }

    /** The user reads one message. */
    @Nullable
    SackChunk read(InboundMessage m) {
        wire.events.remove(m);
        wire.association().consumed(m, wire.now);
        return sack(wire.pull());
    }

    /** {@return what the user has not read yet} */
    List<InboundMessage> messages() {
        return wire.events.stream()
                .filter(InboundMessage.class::isInstance)
                .map(InboundMessage.class::cast)
                .toList();
    }
}
