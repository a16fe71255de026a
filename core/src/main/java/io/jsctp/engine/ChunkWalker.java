package io.jsctp.engine;

import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.AuthView;
import io.jsctp.wire.ChunkDecoder;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.DataView;
import io.jsctp.wire.Decoded;
import io.jsctp.wire.ErrorCause;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.InvalidStreamIdentifier;
import io.jsctp.wire.NoUserData;
import io.jsctp.wire.OutOfResource;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.ProtocolViolation;
import io.jsctp.wire.ReConfigChunk;
import io.jsctp.wire.SackView;
import io.jsctp.wire.ShutdownChunk;
import io.jsctp.wire.ShutdownCompleteChunk;
import io.jsctp.wire.UnrecognizedChunkType;
import io.jsctp.wire.UnsupportedHmacIdentifier;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks the chunks of a packet that belongs to an existing association, once and in order, and gives each to its part
 * (RFC 9260 §8.5, §6.10, §3.2). The set-up chunks that need the endpoint never come here.
 */
final class ChunkWalker {
    private static final int FLAG_T = 1;

    private final Association association;
    private final PacketReader reader = new PacketReader();
    private final PacketAnswers answers;
    private final PeerErrors errors;
    private int packetTag;
    private int packetOffset;
    private int packetEnd;

    /** The address of ours that the packet came to, and what ASCONFs in it may change. */
    private @Nullable InetAddress packetTo;

    private @Nullable AssociationTable changeable;

    /** The packet holds an ABORT: nothing may answer it (RFC 9260 §9.1). */
    private boolean abortSeen;

    /** Chunks from here on are authenticated (RFC 4895 §5.1). */
    private boolean authenticated;

    ChunkWalker(Association association) {
        this.association = association;
        this.answers = new PacketAnswers(association);
        this.errors = new PeerErrors(association, answers);
    }

    /**
     * Walks a packet.
     *
     * @param table which addresses lead to which association, if that may change now; else null
     */
    void receive(
            ByteBuffer packet,
            int offset,
            int length,
            InetAddress from,
            int fromUdpPort,
            InetAddress to,
            @Nullable AssociationTable table,
            long now) {
        packetTag = CommonHeader.verificationTag(packet, offset);
        Path path = association.paths.find(from);
        packetTo = to;
        changeable = table;
        if (path == null && table != null && packetTag == association.localTag) {
            association.control.beginAnswers();
            association.addresses.receiver.fromStranger(packet, offset, length, from, fromUdpPort, table, now);
            return;
        }
        if (path == null || association.isClosed() || packetTag == 0) {
            association.environment.budget().saw(Stray.WRONG_TAG);
            return;
        }
        read(packet, offset, length);
        association.control.beginAnswers();
        if (packetTag == association.localTag) {
            association.counters.packetsReceived++;
            path.cameFrom(fromUdpPort);
            authenticated = false;
            walk(path, now);
        } else {
            receiveForeignTag(packet, offset, length, path, fromUdpPort, now);
        }
    }

    private void read(ByteBuffer packet, int offset, int length) {
        packetOffset = offset;
        packetEnd = offset + length;
        reader.reset(packet, offset, length);
    }

    /**
     * Walks what follows the COOKIE ECHO in a packet whose tag was checked already.
     *
     * @param behindAuth whether the packet begins with AUTH, which was good, and the COOKIE ECHO follows that
     */
    void walkRest(ByteBuffer packet, int offset, int length, boolean behindAuth, Path path, long now) {
        association.counters.packetsReceived++;
        association.counters.controlChunksReceived += behindAuth ? 2 : 1;
        path.packetsReceived++;
        packetTag = CommonHeader.verificationTag(packet, offset);
        read(packet, offset, length);
        reader.next();
        if (behindAuth) {
            reader.next();
        }
        authenticated = behindAuth;
        packetTo = null;
        changeable = null;
        walk(path, now);
    }

    /**
     * A packet without our tag is dropped, but for two (RFC 9260 §8.5.1): an ABORT or SHUTDOWN COMPLETE that reflects the
     * peer's tag, which is then the only chunk that counts and proves no UDP port (RFC 6951 §5.4); and a SHUTDOWN ACK
     * during our set-up, which comes from an association that the peer still remembers (RFC 9260 §9.2). A reflected tag answers
     * what we sent there: where nothing was, the peer had taken the address out, and has added it again (RFC 5061 §5.3).
     */
    private void receiveForeignTag(ByteBuffer packet, int offset, int length, Path path, int fromUdpPort, long now) {
        if (!association.state.isUp()
                && OutOfTheBlue.judge(reader, packetTag) == OutOfTheBlue.Verdict.SHUTDOWN_COMPLETE) {
            EndpointEnvironment environment = association.environment;
            environment.budget().saw(Stray.OUT_OF_THE_BLUE);
            if (environment.answers().answersOutOfTheBlue(environment.budget(), now)) {
                association.control.sendAlone(new ShutdownCompleteChunk(true), packetTag, path, fromUdpPort);
            }
            return;
        }
        reader.reset(packet, offset, length);
        if (packetTag == association.peerTag
                && reader.next() == PacketReader.CHUNK
                && (reader.type() == ChunkType.ABORT || reader.type() == ChunkType.SHUTDOWN_COMPLETE)
                && (reader.flags() & FLAG_T) != 0
                && path.packetsSent > 0
                && !lacksAuth()) {
            association.counters.packetsReceived++;
            association.counters.controlChunksReceived++;
            onControl(path, now);
        } else {
            association.environment.budget().saw(Stray.WRONG_TAG);
        }
    }

    private void walk(Path path, long now) {
        abortSeen = false;
        answers.begin(path);
        errors.begin();
        association.addresses.receiver.beginPacket();
        boolean carriedData = false;
        int result;
        while ((result = reader.next()) == PacketReader.CHUNK) {
            boolean goOn;
            association.counters.controlChunksReceived += isUserData(reader.type()) ? 0 : 1;
            if (lacksAuth()) {
                association.counters.chunksUnauthentic++;
                if (reader.type() == ChunkType.ASCONF || reader.type() == ChunkType.ASCONF_ACK) {
                    break; // and so is the rest (RFC 5061 §4.1.1)
                }
                continue;
            }
            switch (reader.type()) {
                case ChunkType.DATA, ChunkType.I_DATA -> {
                    goOn = onData(path);
                    carriedData |= goOn;
                }
                case ChunkType.SACK -> goOn = onSack(now);
                default -> {
                    goOn = onControl(path, now);
                    carriedData |= goOn && isForwardTsn(reader.type()) && usesPartialReliability();
                }
            }
            if (!goOn || association.isClosed()) {
                break;
            }
        }
        if (result == PacketReader.MALFORMED) {
            association.counters.chunksMalformed++;
        }
        // an ABORT that is not looked at any more still forbids every answer
        if (!abortSeen && result == PacketReader.CHUNK && OutOfTheBlue.abortFollows(reader)) {
            abortSeen = true;
        }
        if (!association.isClosed()) {
            finishPacket(path, carriedData, now);
        }
        if (abortSeen) {
            association.control.dropAnswers();
        }
    }

    /** The present chunk is of a type that is taken only behind AUTH, and there is none (RFC 4895 §6.3). */
    private boolean lacksAuth() {
        Authenticator auth = association.establishment.authenticator();
        return auth != null && !authenticated && auth.weRequire(reader.type());
    }

    /** AUTH: false drops it and all that follows (RFC 4895 §6.3); so does a second one. */
    private boolean onAuth(Authenticator auth) {
        if (authenticated) {
            return false;
        }
        AuthKeys.Verdict verdict = auth.verify(reader, packetEnd);
        if (verdict == AuthKeys.Verdict.UNSUPPORTED_HMAC) {
            answers.report(new UnsupportedHmacIdentifier(AuthView.hmacId(reader)));
        }
        authenticated = verdict == AuthKeys.Verdict.AUTHENTIC;
        return authenticated;
    }

    private void finishPacket(Path path, boolean carriedData, long now) {
        boolean shutdownSent = association.state == AssociationState.SHUTDOWN_SENT;
        if (shutdownSent) {
            if (carriedData) {
                association.inbound().onPacketEndInShutdown();
            }
            association.shutdown.onPacket(carriedData, now);
        } else if (carriedData && association.state.receivesData()) {
            association.inbound().onPacketEnd(now);
            association.establishment.idle.moved(now);
        }
        association.responder.progress();
        association.shutdown.progress(now);
        association.addresses.receiver.sendAnswers(path.address, path.udpPort);
        answers.send(path, now);
    }

    private boolean onData(Path path) {
        if (!association.state.receivesData()) {
            return true;
        }
        if (!association.inbound().takes(reader)) {
            violate(
                    reader.type() == ChunkType.DATA
                            ? "DATA where I-DATA is in use (RFC 8260 2.2.3)"
                            : "I-DATA where it is not in use (RFC 8260 2.2.3)");
            return true;
        }
        if (!association.inbound().isValid(reader)) {
            association.counters.chunksMalformed++;
            return false;
        }
        association.paths.lastDataFrom(path);
        switch (association.inbound().onData(reader)) {
            case INVALID_STREAM -> answers.report(new InvalidStreamIdentifier(DataView.streamId(reader)));
            case NO_USER_DATA -> end(LossReason.PROTOCOL_VIOLATION, new NoUserData(DataView.tsn(reader)));
            case DEAD_END -> end(LossReason.OUT_OF_RESOURCE, new OutOfResource());
            case PROTOCOL_VIOLATION -> violate("chunks of user data contradict each other");
            default -> {
                // accepted, duplicate, or without room: the SACK tells
            }
        }
        return true;
    }

    private static boolean isUserData(int type) {
        return type == ChunkType.DATA || type == ChunkType.I_DATA;
    }

    private static boolean isForwardTsn(int type) {
        return type == ChunkType.FORWARD_TSN || type == ChunkType.I_FORWARD_TSN;
    }

    private boolean usesPartialReliability() {
        return association.establishment.uses(Extension.PARTIAL_RELIABILITY);
    }

    /** It is answered as DATA is (RFC 3758 §3.6). */
    private boolean onForwardTsn(Path path) {
        if (!association.state.receivesData()) {
            return true;
        }
        if (!association.extensions().usesChunk(reader.type())) {
            violate("FORWARD TSN of the kind that is not in use (RFC 8260 2.3.1)");
            return true;
        }
        if (!ForwardTsnReceiver.isValid(reader)) {
            association.counters.chunksMalformed++;
            return false;
        }
        association.paths.lastDataFrom(path);
        association.inbound().onForwardTsn(reader);
        return true;
    }

    private void violate(String why) {
        end(LossReason.PROTOCOL_VIOLATION, new ProtocolViolation(why.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Ends the association for a chunk; where only an authentic ABORT may end it, so may only an authentic chunk (§6.3). */
    private void end(LossReason reason, ErrorCause cause) {
        Authenticator auth = association.establishment.authenticator();
        if (auth != null && auth.protectsTheEnd() && !authenticated) {
            association.counters.chunksUnauthentic++;
        } else {
            association.ending.abort(reason, cause);
        }
    }

    private boolean onSack(long now) {
        if (!association.state.sendsData()) {
            return true;
        }
        if (!SackView.valid(reader)) {
            association.counters.chunksMalformed++;
            return false;
        }
        association.counters.duplicatesReported += SackView.duplicateCount(reader);
        OutboundData.SackOutcome outcome = association.outbound.onSack(reader, association.paths.all(), now);
        if (outcome == OutboundData.SackOutcome.PROTOCOL_VIOLATION) {
            violate("SACK for what was never sent");
        } else {
            afterAcknowledgement(now);
        }
        return true;
    }

    private void afterAcknowledgement(long now) {
        if (!association.outbound.acknowledgedNewData()) {
            return;
        }
        association.failures.clear();
        for (Path p : association.paths.all()) {
            if (p.takeAcknowledged()) {
                association.failures.onAlive(p, now);
            }
        }
        association.failures.leaveInactivePaths();
    }

    /** Handles a chunk other than DATA and SACK; false ends the packet. */
    private boolean onControl(Path path, long now) {
        int type = reader.type();
        abortSeen |= type == ChunkType.ABORT;
        if (isForwardTsn(type) && usesPartialReliability()) {
            return onForwardTsn(path);
        }
        if (!association.extensions().usesChunk(type)) {
            return onUnknown(type);
        }
        Authenticator auth = association.establishment.authenticator();
        if (type == ChunkType.AUTH && auth != null) {
            return onAuth(auth);
        }
        if (type == ChunkType.HEARTBEAT) {
            onHeartbeat();
            return true;
        }
        if (type == ChunkType.INIT || type == ChunkType.INIT_ACK || type == ChunkType.COOKIE_ECHO) {
            // never behind another chunk, and in front of one they go to the endpoint
            return false;
        }
        if (type == ChunkType.ABORT && packetTo != null && association.addresses.ignoresAbortAt(packetTo)) {
            return false; // it answers what left before the address was given up (RFC 5061 §5.3.1)
        }
        boolean last = type == ChunkType.ABORT || type == ChunkType.SHUTDOWN_COMPLETE;
        if (last && !(reflectionFits() && (type == ChunkType.ABORT || isAlone()))) {
            association.counters.packetsDropped++;
            return false;
        }
        Decoded decoded = ChunkDecoder.decode(reader);
        if (decoded instanceof HeartbeatAckChunk h) {
            if (association.state.isUp()) {
                association.heartbeats.onAck(h.info(), now);
            }
        } else if (decoded instanceof AbortChunk a) {
            int cause = a.causes().isEmpty() ? 0 : a.causes().get(0).code();
            association.ending.onPeerAbort(cause, chunkBytes());
        } else if (decoded instanceof ErrorChunk e) {
            errors.on(e, this::chunkBytes, now);
        } else if (decoded instanceof ShutdownChunk s) {
            onShutdown(s, now);
        } else if (decoded instanceof ShutdownCompleteChunk) {
            association.shutdown.onShutdownComplete();
        } else if (type == ChunkType.ASCONF) {
            return counted(association.addresses.onAsconf(
                    decoded, path.address, path.udpPort, changeable, reader.chunkLength(), now));
        } else if (type == ChunkType.ASCONF_ACK) {
            return counted(association.addresses.onAsconfAck(decoded, now));
        } else if (type == ChunkType.RE_CONFIG) {
            onReConfig(decoded, path, now);
        } else if (type == ChunkType.SHUTDOWN_ACK) {
            onShutdownAck(path);
        } else if (type == ChunkType.COOKIE_ACK) {
            onCookieAck(now);
        } else {
            association.counters.chunksMalformed++;
            return false;
        }
        return true;
    }

    private boolean counted(boolean sound) {
        association.counters.chunksMalformed += sound ? 0 : 1;
        return sound;
    }

    /** The T bit must agree with whose tag the packet carries (RFC 9260 §8.5.1 B, C). */
    private boolean reflectionFits() {
        boolean reflected = (reader.flags() & FLAG_T) != 0;
        return packetTag == (reflected ? association.peerTag : association.localTag);
    }

    /** SHUTDOWN COMPLETE must not share its packet (RFC 9260 §3). */
    private boolean isAlone() {
        return reader.chunkOffset() == packetOffset + CommonHeader.SIZE
                && reader.chunkOffset() + ((reader.chunkLength() + 3) & ~3) >= packetEnd;
    }

    private boolean onUnknown(int type) {
        if (ChunkType.reportsUnrecognized(type) && association.state != AssociationState.COOKIE_WAIT) {
            byte[] chunk = chunkBytes();
            // With its padding: RFC 9260 leaves that open, and that is how reports of other stacks look.
            answers.report(new UnrecognizedChunkType(Arrays.copyOf(chunk, (chunk.length + 3) & ~3)));
        }
        return ChunkType.skipsUnrecognized(type);
    }

    /** The present chunk with its header, cut to what one report can hold. */
    private byte[] chunkBytes() {
        byte[] bytes = new byte[Math.min(reader.chunkLength(), association.settings.pathMtuBytes() - 64)];
        reader.buffer().get(reader.chunkOffset(), bytes);
        return bytes;
    }

    private void onHeartbeat() {
        AssociationState s = association.state;
        if (s != AssociationState.COOKIE_WAIT && s != AssociationState.SHUTDOWN_ACK_SENT) {
            answers.echo(reader);
        }
    }

    /** One that can't be read, or that holds what must not stand together, has no effect; the packet goes on (RFC 6525 §3.1). */
    private void onReConfig(Decoded decoded, Path path, long now) {
        if (!(decoded instanceof ReConfigChunk chunk)) {
            association.counters.chunksMalformed++;
        } else if (association.state.isUp() && !association.responder.onChunk(chunk, path, now)) {
            answers.report(new ProtocolViolation(
                    "these parameters can't share a RE-CONFIG".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private void onShutdown(ShutdownChunk s, long now) {
        if (!association.state.isUp()) {
            return;
        }
        if (association.state.sendsData()) {
            OutboundData.SackOutcome outcome =
                    association.outbound.onCumulativeAck(s.cumulativeTsnAck(), association.paths.all(), now);
            if (outcome == OutboundData.SackOutcome.PROTOCOL_VIOLATION) {
                violate("SHUTDOWN acknowledges what was never sent");
                return;
            }
            afterAcknowledgement(now);
        }
        association.shutdown.onShutdown(now);
    }

    private void onShutdownAck(Path from) {
        if (association.state.isUp()) {
            association.shutdown.onShutdownAck(from);
        } else {
            // treated as out of the blue while we are setting up (RFC 9260 §8.5.1 E)
            association.control.sendAlone(new ShutdownCompleteChunk(true), packetTag, from);
        }
    }

    private void onCookieAck(long now) {
        if (association.state != AssociationState.COOKIE_ECHOED) {
            return;
        }
        association.handshake.measure(now);
        association.establishment.establish(now);
        association.handshake.takeReports().forEach(answers::report);
    }
}
