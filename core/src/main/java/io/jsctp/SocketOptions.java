package io.jsctp;

import io.jsctp.engine.AssociationSettings;
import java.time.Duration;
import java.util.Optional;

/** The options that are the socket's own affair: set-up, notifications, infos, closing (RFC 6458 §8.1). */
final class SocketOptions {
    private static final long NS_PER_MS = 1_000_000;
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(365);
    private static final int MAX_UINT16 = 0xFFFF;

    /** The level of SCTP_FRAGMENT_INTERLEAVE at which messages of one association mix. */
    static final int MIXING = 2;

    private SocketOptions() {}

    static InitMessage initMessage(SocketCore core, OptionTarget target) {
        AssociationSettings s = core.settings().association();
        long timeoutNs = s.maxInitTimeoutNs() == 0 ? s.rtoMaxNs() : s.maxInitTimeoutNs();
        return new InitMessage(s.outboundStreams(), s.maxInboundStreams(), s.maxInitRetransmits(), (int)
                Math.min(MAX_UINT16, timeoutNs / NS_PER_MS));
    }

    /** Rules later associations only, also on a connected socket. */
    static void initMessage(SocketCore core, OptionTarget target, InitMessage init) throws SctpException {
        AssociationSettings checked =
                initialised(core, target, init, core.settings().association());
        core.settings(all -> all.withAssociation(all.association().toBuilder()
                .outboundStreams(checked.outboundStreams())
                .maxInboundStreams(checked.maxInboundStreams())
                .maxInitRetransmits(checked.maxInitRetransmits())
                .maxInitTimeoutNs(checked.maxInitTimeoutNs())
                .build()));
    }

    /** The settings as the message wants them; 0 in it stands for the stack's default. */
    static AssociationSettings initialised(
            SocketCore core, OptionTarget target, InitMessage init, AssociationSettings before) throws SctpException {
        ProtocolOptions.checkRange(target, "outboundStreams", init.outboundStreams(), MAX_UINT16);
        ProtocolOptions.checkRange(target, "maxInboundStreams", init.maxInboundStreams(), MAX_UINT16);
        ProtocolOptions.checkRange(target, "maxAttempts", init.maxAttempts(), MAX_UINT16);
        ProtocolOptions.checkRange(target, "maxInitTimeoutMs", init.maxInitTimeoutMs(), MAX_UINT16);
        AssociationSettings standard = core.runtime().defaults.association();
        int inbound = init.maxInboundStreams() == 0
                ? standard.maxInboundStreams()
                : Math.min(init.maxInboundStreams(), core.runtime().limits.count(StackLimit.INBOUND_STREAMS));
        return before.toBuilder()
                .outboundStreams(init.outboundStreams() == 0 ? standard.outboundStreams() : init.outboundStreams())
                .maxInboundStreams(inbound)
                .maxInitRetransmits(init.maxAttempts() == 0 ? standard.maxInitRetransmits() : init.maxAttempts())
                .maxInitTimeoutNs(init.maxInitTimeoutMs() * NS_PER_MS)
                .build();
    }

    static Boolean event(SocketCore core, OptionTarget target, EventType type) throws SctpException {
        return OptionScope.options(core, target).wants(type) && !core.queue().isMuted();
    }

    static void event(SocketCore core, OptionTarget target, EventType type, boolean on) throws SctpException {
        if (core.queue().isMuted()) {
            // The overflow cancelled all subscriptions (RFC 6458 §6.1.10); this call begins anew.
            core.settings(s -> s.withPerAssociation(s.perAssociation().withEventMask(0)));
            for (AssociationDriver driver : core.associations()) {
                driver.options(options -> options.withEventMask(0));
            }
            core.queue().unmute();
        }
        OptionScope.changeOptions(core, target, options -> {
            int mask = on ? options.eventMask() | type.bit() : options.eventMask() & ~type.bit();
            return options.withEventMask(mask);
        });
        if (type == EventType.SENDER_DRY_EVENT) {
            OptionScope.changeSettings(
                    core, target, s -> s.toBuilder().senderDryEvents(on).build());
        }
    }

    static EventSubscription events(SocketCore core, OptionTarget target) {
        AssociationOptions options = core.settings().perAssociation();
        boolean muted = core.queue().isMuted();
        return new EventSubscription(
                core.settings().receiveInfo(),
                !muted && options.wants(EventType.ASSOC_CHANGE),
                !muted && options.wants(EventType.PEER_ADDR_CHANGE),
                !muted && options.wants(EventType.SEND_FAILED),
                !muted && options.wants(EventType.REMOTE_ERROR),
                !muted && options.wants(EventType.SHUTDOWN_EVENT),
                !muted && options.wants(EventType.PARTIAL_DELIVERY_EVENT),
                !muted && options.wants(EventType.ADAPTATION_INDICATION),
                !muted && options.wants(EventType.AUTHENTICATION_EVENT),
                !muted && options.wants(EventType.SENDER_DRY_EVENT));
    }

    static void events(SocketCore core, OptionTarget target, EventSubscription wanted) throws SctpException {
        receiveInfo(core, target, wanted.dataIo());
        OptionTarget all = new OptionTarget(target.call(), SctpConstants.SCTP_ALL_ASSOC, null);
        event(core, all, EventType.ASSOC_CHANGE, wanted.association());
        event(core, all, EventType.PEER_ADDR_CHANGE, wanted.address());
        event(core, all, EventType.SEND_FAILED, wanted.sendFailure());
        event(core, all, EventType.REMOTE_ERROR, wanted.peerError());
        event(core, all, EventType.SHUTDOWN_EVENT, wanted.shutdown());
        event(core, all, EventType.PARTIAL_DELIVERY_EVENT, wanted.partialDelivery());
        event(core, all, EventType.ADAPTATION_INDICATION, wanted.adaptationLayer());
        event(core, all, EventType.AUTHENTICATION_EVENT, wanted.authentication());
        event(core, all, EventType.SENDER_DRY_EVENT, wanted.senderDry());
    }

    static Optional<Errno> pendingError(SocketCore core, OptionTarget target) {
        return Optional.ofNullable(core.queue().takeError());
    }

    static Integer fragmentInterleave(SocketCore core, OptionTarget target) {
        return core.settings().fragmentInterleave();
    }

    static void fragmentInterleave(SocketCore core, OptionTarget target, Integer level) throws SctpException {
        ProtocolOptions.checkRange(target, "the level", level, MIXING);
        boolean mixing = level == MIXING;
        if (mixing && !core.settings().receiveInfo()) {
            throw target.invalid(
                    "with level 2 only SCTP_RECVRCVINFO tells which message a part is of: turn it on first");
        }
        if (!mixing && ExtensionOptions.interleaves(core)) {
            throw target.invalid("messages that the peer interleaves need level 2 (RFC 8260 4.3.1)");
        }
        core.settings(s -> s.withFragmentInterleave(level));
        OptionScope.changeSocket(
                core,
                s -> s.toBuilder()
                        .partialDelivery(s.partialDeliveryPointBytes(), mixing)
                        .build());
        core.queue().interleave(level);
    }

    static Boolean explicitEor(SocketCore core, OptionTarget target) {
        return core.settings().explicitEor();
    }

    static void explicitEor(SocketCore core, OptionTarget target, Boolean on) {
        core.settings(s -> s.withExplicitEor(on));
    }

    static Boolean receiveInfo(SocketCore core, OptionTarget target) {
        return core.settings().receiveInfo();
    }

    static void receiveInfo(SocketCore core, OptionTarget target, Boolean on) throws SctpException {
        if (!on && core.settings().fragmentInterleave() == MIXING) {
            throw target.invalid("level 2 of SCTP_FRAGMENT_INTERLEAVE needs it");
        }
        core.settings(s -> s.withReceiveInfo(on));
    }

    static Boolean nextInfo(SocketCore core, OptionTarget target) {
        return core.settings().nextInfo();
    }

    static void nextInfo(SocketCore core, OptionTarget target, Boolean on) {
        core.settings(s -> s.withNextInfo(on));
    }

    static Linger linger(SocketCore core, OptionTarget target) {
        return core.settings().linger();
    }

    static void linger(SocketCore core, OptionTarget target, Linger linger) throws SctpException {
        if (linger.seconds() < 0) {
            throw target.invalid("a linger time of " + linger.seconds() + " s is negative");
        }
        core.settings(s -> s.withLinger(linger));
    }

    static Duration receiveTimeout(SocketCore core, OptionTarget target) {
        return Duration.ofNanos(core.settings().receiveTimeoutNs());
    }

    static void receiveTimeout(SocketCore core, OptionTarget target, Duration timeout) throws SctpException {
        long ns = timeoutNs(target, timeout);
        core.settings(s -> s.withReceiveTimeoutNs(ns));
    }

    static Duration sendTimeout(SocketCore core, OptionTarget target) {
        return Duration.ofNanos(core.settings().sendTimeoutNs());
    }

    static void sendTimeout(SocketCore core, OptionTarget target, Duration timeout) throws SctpException {
        long ns = timeoutNs(target, timeout);
        core.settings(s -> s.withSendTimeoutNs(ns));
    }

    private static long timeoutNs(OptionTarget target, Duration timeout) throws SctpException {
        if (timeout.isNegative() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw target.invalid("a timeout of " + timeout + " is not within 0 and " + LONGEST_TIMEOUT);
        }
        return timeout.toNanos();
    }

    static Integer context(SocketCore core, OptionTarget target) throws SctpException {
        return OptionScope.options(core, target).context();
    }

    static void context(SocketCore core, OptionTarget target, Integer context) throws SctpException {
        OptionScope.changeOptions(core, target, options -> options.withContext(context));
    }

    static Boolean reusePort(SocketCore core, OptionTarget target) throws SctpException {
        checkOneToOne(core, target);
        return core.settings().reusePort();
    }

    static void reusePort(SocketCore core, OptionTarget target, Boolean on) throws SctpException {
        checkOneToOne(core, target);
        core.lock.lock();
        try {
            if (core.endpoint() != null) {
                throw target.invalid("the socket is bound already");
            }
            core.settings(s -> s.withReusePort(on));
        } finally {
            core.lock.unlock();
        }
    }

    static Boolean mappedAddresses(SocketCore core, OptionTarget target) throws SctpException {
        checkIpv6(core, target);
        return core.settings().mappedAddresses();
    }

    static void mappedAddresses(SocketCore core, OptionTarget target, Boolean on) throws SctpException {
        checkIpv6(core, target);
        core.settings(s -> s.withMappedAddresses(on));
    }

    private static void checkIpv6(SocketCore core, OptionTarget target) throws SctpException {
        if (core.family() != Family.IPV6) {
            throw target.unsupported("an IPv4 socket has no mapped addresses");
        }
    }

    private static void checkOneToOne(SocketCore core, OptionTarget target) throws SctpException {
        if (core.isOneToMany()) {
            throw target.unsupported("only for one-to-one sockets");
        }
    }
}
