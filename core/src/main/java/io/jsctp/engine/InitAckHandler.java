package io.jsctp.engine;

import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.ErrorCause;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InvalidMandatoryParameter;
import io.jsctp.wire.MissingMandatoryParameter;
import io.jsctp.wire.OutOfResource;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.ParameterType;
import io.jsctp.wire.ProtocolViolation;
import io.jsctp.wire.UnknownParameter;
import io.jsctp.wire.UnrecognizedParameters;
import io.jsctp.wire.UnresolvableAddress;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Judges an INIT ACK in COOKIE-WAIT (RFC 9260 §3.3.3, §5.1 C, §5.1.2): the peer's addresses, streams and tag are taken
 * over and the cookie goes back, or the set-up ends with an ABORT. In any other state it is ignored (§5.2.3).
 */
final class InitAckHandler {
    private final Endpoint endpoint;
    private final Answers answers;

    InitAckHandler(Endpoint endpoint, Answers answers) {
        this.endpoint = endpoint;
        this.answers = answers;
    }

    void handle(Association a, PacketReader reader, int packetTag, InetAddress from, int udpPort, long now) {
        if (a.state != AssociationState.COOKIE_WAIT
                || packetTag != a.localTag
                || reader.chunkLength() < InitHandler.FIXED_BYTES) {
            return;
        }
        int tag = reader.buffer().getInt(reader.valueOffset());
        if (tag == 0) {
            answers.send(new AbortChunk(true, List.of()), packetTag);
            a.ending.failSetup(0);
            return;
        }
        if (!InitHandler.streamsAreSound(reader)) {
            refuse(a, tag, new InvalidMandatoryParameter());
            return;
        }
        if (!InitHandler.windowIsSound(reader)) {
            // the set-up goes on: RFC 9260 §3.3.3 asks to discard this packet only
            answers.send(new AbortChunk(false, List.of(new InvalidMandatoryParameter())), tag);
            return;
        }
        if (InitHandler.tooManyParameters(endpoint, reader)) {
            refuse(a, tag, new OutOfResource());
            return;
        }
        InitAckChunk initAck = Endpoint.decodeAs(InitAckChunk.class, reader);
        if (initAck == null) {
            refuse(a, tag, new ProtocolViolation("malformed parameter".getBytes(StandardCharsets.US_ASCII)));
            return;
        }
        InitParameters parameters = new InitParameters(initAck.parameters(), from, a.settings.extensions());
        byte[] cookie = parameters.cookie;
        ErrorCause authFault = parameters.authFault(a.settings);
        if (parameters.hostName != null) {
            byte[] name = Tlvs.of(ParameterType.HOST_NAME_ADDRESS, parameters.hostName.name());
            refuse(a, tag, new UnresolvableAddress(name));
        } else if (authFault != null) {
            refuse(a, tag, authFault);
        } else if (cookie == null) {
            refuse(a, tag, new MissingMandatoryParameter(List.of(ParameterType.STATE_COOKIE)));
        } else if (cookie.length > endpoint.limits.count(Limit.PEER_COOKIE_BYTES)) {
            endpoint.reached(Limit.PEER_COOKIE_BYTES);
            refuse(a, tag, new OutOfResource());
        } else if (parameters.addresses.size() > endpoint.limits.count(Limit.PEER_ADDRESSES)) {
            endpoint.reached(Limit.PEER_ADDRESSES);
            refuse(a, tag, new OutOfResource());
        } else {
            accept(a, initAck, parameters, cookie, from, udpPort, now);
        }
    }

    private void refuse(Association a, int tag, ErrorCause cause) {
        answers.send(new AbortChunk(false, List.of(cause)), tag);
        a.ending.failSetup(cause.code());
    }

    private void accept(
            Association a,
            InitAckChunk initAck,
            InitParameters parameters,
            byte[] cookie,
            InetAddress from,
            int udpPort,
            long now) {
        endpoint.table.unregisterAddresses(a);
        a.counters.packetsReceived++;
        a.counters.controlChunksReceived++;
        a.handshake.measure(now);
        replacePaths(a, parameters.reachableFrom(a.local), from, udpPort);
        endpoint.table.register(a);
        expectMoreAnswers(a, now);
        Path source = a.paths.find(from);
        if (source != null) {
            source.packetsReceived++;
        }
        Path to = a.paths.primary();
        a.establishment.learnPeer(
                initAck.initiateTag(),
                initAck.initialTsn(),
                initAck.advertisedReceiverWindow(),
                Math.min(a.settings.outboundStreams(), initAck.inboundStreams()),
                endpoint.inboundStreams(a.settings, initAck.outboundStreams()));
        a.establishment.facts(SetupFacts.of(parameters, a.settings, a.handshake.random()));
        List<ErrorCause> reports = new ArrayList<>();
        for (UnknownParameter p : parameters.toReport) {
            reports.add(new UnrecognizedParameters(Tlvs.of(p)));
        }
        a.handshake.echoCookie(cookie, reports, to, now);
    }

    /** Addresses asked at once that the peer does not list may answer still, and that is not out of the blue. */
    private void expectMoreAnswers(Association a, long now) {
        if (a.settings.initStaggerNs() == 0) {
            return;
        }
        for (InetAddress asked : a.handshake.targets()) {
            if (a.paths.find(asked) == null) {
                endpoint.table.departed(asked, a.peerPort, now + a.settings.rtoMaxNs());
            }
        }
    }

    /**
     * The peer's own list replaces the user's; what the user named is confirmed (RFC 9260 §5.4). The primary is where the
     * INIT ACK came from if that is confirmed, else where the INIT went. If nothing the user named is left, the source is
     * trusted: it knew our tag, so it got the INIT.
     */
    private static void replacePaths(Association a, List<InetAddress> peers, InetAddress from, int udpPort) {
        List<InetAddress> targets = a.handshake.targets();
        InetAddress initWentTo = a.handshake.targetPath().address;
        boolean trusted = !Collections.disjoint(peers, targets);
        a.paths.replace(peers, trusted ? targets : List.of(from), udpPort, a.local, a.settings);
        List<InetAddress> best = new ArrayList<>(List.of(from, initWentTo));
        best.addAll(peers);
        for (InetAddress candidate : best) {
            Path p = a.paths.find(candidate);
            if (p != null && p.isConfirmed()) {
                a.paths.primary(p);
                return;
            }
        }
    }
}
