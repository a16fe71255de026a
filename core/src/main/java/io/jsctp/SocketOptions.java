package io.jsctp;

import io.jsctp.engine.AssociationSettings;

/** The options that are the socket's own affair: set-up, notifications, infos, closing (RFC 6458 §8.1). */
final class SocketOptions {
    private static final long NS_PER_MS = 1_000_000;
    private static final int MAX_UINT16 = 0xFFFF;
    private static final int DEFAULT_SEND_FLAGS =
            SctpConstants.SCTP_UNORDERED | SctpConstants.SCTP_EOF | SctpConstants.SCTP_SACK_IMMEDIATELY;

    private SocketOptions() {}

    static InitMessage initMessage(SocketCore core, OptionTarget target) {
        AssociationSettings s = core.settings().association();
        long timeoutNs = s.maxInitTimeoutNs() == 0 ? s.rtoMaxNs() : s.maxInitTimeoutNs();
        return new InitMessage(s.outboundStreams(), s.maxInboundStreams(), s.maxInitRetransmits(), (int)
                Math.min(MAX_UINT16, timeoutNs / NS_PER_MS));
    }

    /** Rules later associations only, also on a connected socket. */
    static void initMessage(SocketCore core, OptionTarget target, InitMessage init) throws SctpException {
        ProtocolOptions.checkRange(target, "outboundStreams", init.outboundStreams(), MAX_UINT16);
        ProtocolOptions.checkRange(target, "maxInboundStreams", init.maxInboundStreams(), MAX_UINT16);
        ProtocolOptions.checkRange(target, "maxAttempts", init.maxAttempts(), MAX_UINT16);
        ProtocolOptions.checkRange(target, "maxInitTimeoutMs", init.maxInitTimeoutMs(), MAX_UINT16);
        AssociationSettings standard = core.runtime().defaults.association();
        int inbound = init.maxInboundStreams() == 0
                ? standard.maxInboundStreams()
                : Math.min(init.maxInboundStreams(), core.runtime().limits.maxInboundStreams());
        core.settings(all -> all.withAssociation(all.association().toBuilder()
                .outboundStreams(init.outboundStreams() == 0 ? standard.outboundStreams() : init.outboundStreams())
                .maxInboundStreams(inbound)
                .maxInitRetransmits(init.maxAttempts() == 0 ? standard.maxInitRetransmits() : init.maxAttempts())
                .maxInitTimeoutNs(init.maxInitTimeoutMs() * NS_PER_MS)
                .build()));
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

    static Boolean receiveInfo(SocketCore core, OptionTarget target) {
        return core.settings().receiveInfo();
    }

    static void receiveInfo(SocketCore core, OptionTarget target, Boolean on) {
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

    static Integer context(SocketCore core, OptionTarget target) throws SctpException {
        return OptionScope.options(core, target).context();
    }

    static void context(SocketCore core, OptionTarget target, Integer context) throws SctpException {
        OptionScope.changeOptions(core, target, options -> options.withContext(context));
    }

    static SendInfo defaultSendInfo(SocketCore core, OptionTarget target) throws SctpException {
        return OptionScope.options(core, target).defaultSendInfo();
    }

    static void defaultSendInfo(SocketCore core, OptionTarget target, SendInfo info) throws SctpException {
        ProtocolOptions.checkRange(target, "streamId", info.streamId(), MAX_UINT16);
        if ((info.flags() & ~DEFAULT_SEND_FLAGS) != 0) {
            throw target.invalid("flags 0x" + Integer.toHexString(info.flags())
                    + " can't be defaults: only SCTP_UNORDERED, SCTP_EOF and SCTP_SACK_IMMEDIATELY can");
        }
        OptionScope.changeOptions(core, target, options -> options.withDefaultSendInfo(info.withAssociationId(0)));
    }
}
