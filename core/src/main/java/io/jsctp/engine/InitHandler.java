package io.jsctp.engine;

import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.ErrorCause;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.InitView;
import io.jsctp.wire.InvalidMandatoryParameter;
import io.jsctp.wire.OutOfResource;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ParameterType;
import io.jsctp.wire.ProtocolViolation;
import io.jsctp.wire.RestartWithNewAddresses;
import io.jsctp.wire.StateCookieParameter;
import io.jsctp.wire.UnknownParameter;
import io.jsctp.wire.UnrecognizedParameter;
import io.jsctp.wire.UnresolvableAddress;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers an INIT (RFC 9260 §5.1 B, §5.2.1, §5.2.2): with an INIT ACK that carries all state in its cookie, or with an
 * ABORT. Nothing is kept for it, and an existing association is not changed by it.
 */
final class InitHandler {
    /** Fixed part of INIT and INIT ACK with the chunk header. */
    static final int FIXED_BYTES = 20;

    /** A smaller window makes an INIT or INIT ACK invalid (RFC 9260 §3.3.2). */
    static final int LEAST_RWND = 1500;

    private static final int AMPLIFICATION = 3;

    private final Endpoint endpoint;
    private final Answers answers;

    InitHandler(Endpoint endpoint, Answers answers) {
        this.endpoint = endpoint;
        this.answers = answers;
    }

    void handle(@Nullable Association found, PacketReader reader, InetAddress from, int udpPort, long now) {
        if (reader.chunkLength() < FIXED_BYTES) {
            return;
        }
        ByteBuffer buffer = reader.buffer();
        int tag = buffer.getInt(reader.valueOffset());
        if (tag == 0) {
            return;
        }
        if (!fixedFieldsAreSound(reader)) {
            refuse(tag, new InvalidMandatoryParameter());
            return;
        }
        if (tooManyParameters(endpoint, reader)) {
            refuse(tag, new OutOfResource());
            return;
        }
        InitChunk init = Endpoint.decodeAs(InitChunk.class, reader);
        if (init == null) {
            refuse(tag, new ProtocolViolation("malformed parameter".getBytes(StandardCharsets.US_ASCII)));
            return;
        }
        AssociationSettings settings = found == null ? endpoint.settings : found.settings;
        InitParameters parameters = new InitParameters(init.parameters(), from, settings.extensions());
        ErrorCause authFault = parameters.authFault(settings);
        if (parameters.hostName != null) {
            byte[] name = Tlvs.of(ParameterType.HOST_NAME_ADDRESS, parameters.hostName.name());
            refuse(tag, new UnresolvableAddress(name));
        } else if (authFault != null) {
            refuse(tag, authFault);
        } else if (parameters.addresses.size() > endpoint.limits.count(Limit.PEER_ADDRESSES)) {
            endpoint.reached(Limit.PEER_ADDRESSES);
            refuse(tag, new OutOfResource());
        } else if (found == null) {
            answerNew(init, parameters, from, udpPort, now);
        } else {
            answerKnown(found, init, parameters, from, udpPort, now);
        }
    }

    /** Counted before any of them is decoded: a chunk of 64 KiB holds 16,000 (RFC 9260 §3.2.1). */
    static boolean tooManyParameters(Endpoint endpoint, PacketReader reader) {
        boolean tooMany = InitView.parameterCount(reader) > endpoint.limits.count(Limit.PARAMETERS);
        if (tooMany) {
            endpoint.reached(Limit.PARAMETERS);
        }
        return tooMany;
    }

    /** Zero streams or a tiny window make an INIT or INIT ACK invalid (RFC 9260 §3.3.2, §3.3.3). */
    static boolean fixedFieldsAreSound(PacketReader reader) {
        return streamsAreSound(reader) && windowIsSound(reader);
    }

    static boolean windowIsSound(PacketReader reader) {
        int rwnd = reader.buffer().getInt(reader.valueOffset() + 4);
        return Integer.compareUnsigned(rwnd, LEAST_RWND) >= 0;
    }

    static boolean streamsAreSound(PacketReader reader) {
        ByteBuffer buffer = reader.buffer();
        return buffer.getShort(reader.valueOffset() + 8) != 0 && buffer.getShort(reader.valueOffset() + 10) != 0;
    }

    private void refuse(int tag, ErrorCause cause) {
        answers.send(new AbortChunk(false, List.of(cause)), tag);
    }

    private void answerNew(InitChunk init, InitParameters parameters, InetAddress from, int udpPort, long now) {
        if (!endpoint.isListening()) {
            if (endpoint.answersOutOfTheBlue(now)) {
                answers.send(new AbortChunk(false, List.of()), init.initiateTag());
            }
        } else if (!endpoint.hasRoom()) {
            refuse(init.initiateTag(), new OutOfResource());
        } else {
            Offer offer = offer(endpoint.newTag(), 0, 0, endpoint.settings);
            initAck(offer, init, parameters, from, udpPort, now);
        }
    }

    private void answerKnown(
            Association a, InitChunk init, InitParameters parameters, InetAddress from, int udpPort, long now) {
        switch (a.state) {
            case COOKIE_WAIT -> {
                InetAddress to = collisionAnswerAddress(a, parameters, from);
                if (to != null) {
                    Offer offer = new Offer(a.localTag, a.localInitialTsn, 0, 0, a.settings, a.handshake.random());
                    initAck(offer, init, parameters, to, udpPort, now);
                }
            }
            case COOKIE_ECHOED -> {
                if (!refuseNewAddresses(a, init, parameters)) {
                    drawTieTags(a);
                    Offer offer = new Offer(
                            a.localTag,
                            a.localInitialTsn,
                            a.localTieTag,
                            a.peerTieTag,
                            a.settings,
                            a.handshake.random());
                    initAck(offer, init, parameters, from, udpPort, now);
                }
            }
            case SHUTDOWN_ACK_SENT -> a.shutdown.resendShutdownAck();
            default -> {
                if (!refuseNewAddresses(a, init, parameters)) {
                    drawTieTags(a);
                    int tag = endpoint.newTag();
                    while (tag == a.localTag) {
                        tag = endpoint.newTag();
                    }
                    Offer offer = offer(tag, a.localTieTag, a.peerTieTag, a.settings);
                    initAck(offer, init, parameters, from, udpPort, now);
                }
            }
        }
    }

    /** In COOKIE-WAIT the INIT ACK goes only where the user wanted to connect to (RFC 9260 §5.2.1). */
    private static @Nullable InetAddress collisionAnswerAddress(
            Association a, InitParameters parameters, InetAddress from) {
        List<InetAddress> targets = a.handshake.targets();
        if (targets.contains(from)) {
            return from;
        }
        for (InetAddress reported : parameters.addresses) {
            if (targets.contains(reported)) {
                return reported;
            }
        }
        return null;
    }

    /** A restart may not bring new addresses in: that would hijack the association (RFC 9260 §5.2.2). */
    private boolean refuseNewAddresses(Association a, InitChunk init, InitParameters parameters) {
        List<InetAddress> added = new ArrayList<>();
        for (InetAddress address : parameters.reachableFrom(endpoint.local)) {
            if (a.paths.find(address) == null) {
                added.add(address);
            }
        }
        if (added.isEmpty()) {
            return false;
        }
        refuse(init.initiateTag(), new RestartWithNewAddresses(Tlvs.ofAddresses(added)));
        return true;
    }

    /** Tie-tags are numbers of their own, so that a cookie does not show the live tags (RFC 9260 §5.2.2). */
    private void drawTieTags(Association a) {
        while (a.localTieTag == 0) {
            a.localTieTag = endpoint.entropy.nextInt();
        }
        while (a.peerTieTag == 0) {
            a.peerTieTag = endpoint.entropy.nextInt();
        }
    }

    /** What the answer offers with a tag; TSN and random number belong to that tag. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Offer(
            int tag, int initialTsn, int localTieTag, int peerTieTag, AssociationSettings settings, byte[] random) {}

    private Offer offer(int freshTag, int localTieTag, int peerTieTag, AssociationSettings settings) {
        int initialTsn = endpoint.entropy.nextInt();
        byte[] random = Handshake.drawRandom(settings, endpoint.entropy);
        return new Offer(freshTag, initialTsn, localTieTag, peerTieTag, settings, random);
    }

    private void initAck(
            Offer offer, InitChunk init, InitParameters parameters, InetAddress destination, int udpPort, long now) {
        int outbound = Math.min(offer.settings.outboundStreams(), init.inboundStreams());
        int inbound = endpoint.inboundStreams(offer.settings, init.outboundStreams());
        StateCookie cookie = new StateCookie(
                        now,
                        offer.settings.cookieLifeNs(),
                        endpoint.localPort(),
                        answers.peerPort(),
                        offer.tag,
                        init.initiateTag(),
                        offer.localTieTag,
                        offer.peerTieTag,
                        offer.initialTsn,
                        init.initialTsn(),
                        init.advertisedReceiverWindow(),
                        outbound,
                        inbound,
                        udpPort,
                        destination,
                        parameters.reachableFrom(endpoint.local))
                .facts(SetupFacts.of(parameters, offer.settings, offer.random));
        List<Parameter> answer = new ArrayList<>();
        addLocalAddresses(answer, parameters, destination);
        Handshake.addDeclarations(answer, offer.settings, offer.random);
        answer.add(new StateCookieParameter(endpoint.cookies.sign(cookie, now)));
        if (!addReports(answer, parameters.toReport, offer.settings.pathMtuBytes())) {
            return;
        }
        InitAckChunk chunk = new InitAckChunk(
                offer.tag,
                Handshake.initWindow(offer.settings),
                outbound,
                offer.settings.maxInboundStreams(),
                offer.initialTsn,
                answer);
        answers.sendTo(chunk, init.initiateTag(), destination);
    }

    private void addLocalAddresses(List<Parameter> answer, InitParameters parameters, InetAddress peer) {
        List<InetAddress> usable = new ArrayList<>();
        for (InetAddress a : endpoint.local.forPeer(peer)) {
            if (parameters.supportsFamilyOf(a)) {
                usable.add(a);
            }
        }
        Handshake.addAddresses(answer, usable);
    }

    /**
     * Unknown parameters that ask for it come back (§3.2.2), but an INIT ACK never is larger than three times its INIT or a
     * fixed size, so that no stranger can have it amplify (§12.4), nor larger than a packet if that can be helped.
     *
     * @return false if the INIT ACK is too large even without reports
     */
    private boolean addReports(List<Parameter> answer, List<UnknownParameter> toReport, int mtuBytes) {
        int most = Math.max(endpoint.limits.count(Limit.INIT_ACK_BYTES), AMPLIFICATION * answers.receivedBytes());
        int bytes = CommonHeader.SIZE + FIXED_BYTES;
        for (Parameter p : answer) {
            bytes += padded(p.encodedLength());
        }
        boolean complete = bytes <= most;
        int room = Math.min(most, mtuBytes) - bytes;
        for (UnknownParameter p : toReport) {
            byte[] tlv = Tlvs.of(p);
            int reportBytes = 4 + padded(tlv.length);
            if (reportBytes > room) {
                endpoint.reached(Limit.INIT_ACK_BYTES);
                return complete;
            }
            room -= reportBytes;
            answer.add(new UnrecognizedParameter(tlv));
        }
        if (!complete) {
            endpoint.reached(Limit.INIT_ACK_BYTES);
        }
        return complete;
    }

    private static int padded(int bytes) {
        return (bytes + 3) & ~3;
    }
}
