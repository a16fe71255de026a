package io.jsctp;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.AssociationStatus;

/** The options that are parameters of the protocol (RFC 6458 §8.1). */
final class ProtocolOptions {
    private static final long NS_PER_MS = 1_000_000;
    private static final long NS_PER_S = 1_000_000_000;
    private static final long MAX_UINT32 = 0xFFFF_FFFFL;
    private static final int MAX_UINT16 = 0xFFFF;
    private static final int MAX_SACK_DELAY_MS = 500;
    private static final int MIN_STAGGER_MS = 10;
    private static final int MAX_STAGGER_MS = 10_000;
    private static final int MIN_RECEIVE_BUFFER_BYTES = 4096;

    private ProtocolOptions() {}

    static RtoInfo rtoInfo(SocketCore core, OptionTarget target) throws SctpException {
        AssociationSettings s = OptionScope.settings(core, target);
        return new RtoInfo(s.rtoInitialNs() / NS_PER_MS, s.rtoMaxNs() / NS_PER_MS, s.rtoMinNs() / NS_PER_MS);
    }

    static void rtoInfo(SocketCore core, OptionTarget target, RtoInfo info) throws SctpException {
        OptionScope.refuseSeveral(core, target);
        checkRange(target, "initialMs", info.initialMs(), MAX_UINT32);
        checkRange(target, "maxMs", info.maxMs(), MAX_UINT32);
        checkRange(target, "minMs", info.minMs(), MAX_UINT32);
        OptionScope.changeSettings(
                core,
                target,
                s -> s.toBuilder()
                        .rtoInitialNs(info.initialMs() == 0 ? s.rtoInitialNs() : info.initialMs() * NS_PER_MS)
                        .rtoMaxNs(info.maxMs() == 0 ? s.rtoMaxNs() : info.maxMs() * NS_PER_MS)
                        .rtoMinNs(info.minMs() == 0 ? s.rtoMinNs() : info.minMs() * NS_PER_MS)
                        .build());
    }

    static AssociationParams associationParams(SocketCore core, OptionTarget target) throws SctpException {
        AssociationDriver driver = OptionScope.reading(core, target);
        AssociationSettings s = OptionScope.settings(core, target);
        long cookieLifeMs = s.cookieLifeNs() / NS_PER_MS;
        if (driver == null) {
            return new AssociationParams(s.associationMaxRetrans(), 0, 0, 0, cookieLifeMs);
        }
        AssociationStatus status = driver.status();
        return new AssociationParams(
                s.associationMaxRetrans(),
                driver.ask(Association::peerAddresses).size(),
                status.peerRwnd(),
                status.localRwnd(),
                cookieLifeMs);
    }

    static void associationParams(SocketCore core, OptionTarget target, AssociationParams params) throws SctpException {
        OptionScope.refuseSeveral(core, target);
        checkRange(target, "maxRetransmits", params.maxRetransmits(), MAX_UINT16);
        checkRange(target, "cookieLifeMs", params.cookieLifeMs(), MAX_UINT32);
        AssociationDriver driver = OptionScope.reading(core, target);
        if (driver != null) {
            int limit = driver.ask(Association::peerAddresses).size()
                    * driver.ask(Association::settings).pathMaxRetrans();
            if (params.maxRetransmits() > limit) {
                throw target.invalid("maxRetransmits " + params.maxRetransmits()
                        + " is above the sum of the paths' limits, " + limit);
            }
        }
        OptionScope.changeSettings(
                core,
                target,
                s -> s.toBuilder()
                        .associationMaxRetrans(
                                params.maxRetransmits() == 0 ? s.associationMaxRetrans() : params.maxRetransmits())
                        .cookieLifeNs(params.cookieLifeMs() == 0 ? s.cookieLifeNs() : params.cookieLifeMs() * NS_PER_MS)
                        .build());
    }

    static Boolean noDelay(SocketCore core, OptionTarget target) {
        return core.settings().association().noDelay();
    }

    static void noDelay(SocketCore core, OptionTarget target, Boolean on) {
        OptionScope.changeSocket(core, s -> s.toBuilder().noDelay(on).build());
    }

    static Integer sendBuffer(SocketCore core, OptionTarget target) {
        return core.settings().association().sendBufferBytes();
    }

    static void sendBuffer(SocketCore core, OptionTarget target, Integer bytes) throws SctpException {
        if (bytes < 1) {
            throw target.invalid(bytes + " bytes hold no message");
        }
        OptionScope.changeSocket(core, s -> s.toBuilder().sendBufferBytes(bytes).build());
    }

    static Integer receiveBuffer(SocketCore core, OptionTarget target) {
        return core.settings().association().receiveBufferBytes();
    }

    static void receiveBuffer(SocketCore core, OptionTarget target, Integer bytes) throws SctpException {
        if (bytes < MIN_RECEIVE_BUFFER_BYTES) {
            throw target.invalid(bytes + " bytes are less than " + MIN_RECEIVE_BUFFER_BYTES);
        }
        OptionScope.changeSocket(
                core, s -> s.toBuilder().receiveBufferBytes(bytes).build());
    }

    static Integer partialDeliveryPoint(SocketCore core, OptionTarget target) {
        AssociationSettings s = core.settings().association();
        return s.partialDeliveryPointBytes() > 0 ? s.partialDeliveryPointBytes() : s.receiveBufferBytes() / 2;
    }

    static void partialDeliveryPoint(SocketCore core, OptionTarget target, Integer bytes) throws SctpException {
        int most = core.settings().association().receiveBufferBytes();
        if (bytes < 1 || bytes > most) {
            throw target.invalid("a point of " + bytes + " bytes is not within 1 and SO_RCVBUF, " + most);
        }
        OptionScope.changeSocket(
                core,
                s -> s.toBuilder().partialDelivery(bytes, s.mixesMessages()).build());
    }

    static Integer adaptationLayer(SocketCore core, OptionTarget target) {
        Integer indication = core.settings().association().adaptationIndication();
        return indication == null ? 0 : indication;
    }

    static void adaptationLayer(SocketCore core, OptionTarget target, Integer indication) {
        OptionScope.changeSocket(
                core, s -> s.toBuilder().adaptationIndication(indication).build());
    }

    static Boolean fragmentsDisabled(SocketCore core, OptionTarget target) {
        return core.settings().association().fragmentsDisabled();
    }

    static void fragmentsDisabled(SocketCore core, OptionTarget target, Boolean on) {
        OptionScope.changeSocket(core, s -> s.toBuilder().fragmentsDisabled(on).build());
    }

    static Integer maxSegment(SocketCore core, OptionTarget target) throws SctpException {
        return OptionScope.settings(core, target).maxSegmentBytes();
    }

    static void maxSegment(SocketCore core, OptionTarget target, Integer bytes) throws SctpException {
        OptionScope.refuseSeveral(core, target);
        checkRange(target, "the size", bytes, Integer.MAX_VALUE);
        OptionScope.changeSettings(
                core, target, s -> s.toBuilder().maxSegmentBytes(bytes).build());
    }

    static Integer autoClose(SocketCore core, OptionTarget target) throws SctpException {
        checkOneToMany(core, target);
        return (int) (core.settings().association().idleTimeoutNs() / NS_PER_S);
    }

    static void autoClose(SocketCore core, OptionTarget target, Integer seconds) throws SctpException {
        checkOneToMany(core, target);
        checkRange(target, "the idle time", seconds, Integer.MAX_VALUE);
        OptionScope.changeSocket(
                core, s -> s.toBuilder().idleTimeoutNs(seconds * NS_PER_S).build());
    }

    private static void checkOneToMany(SocketCore core, OptionTarget target) throws SctpException {
        if (!core.isOneToMany()) {
            throw target.unsupported("only for one-to-many sockets");
        }
    }

    static Integer maxBurst(SocketCore core, OptionTarget target) throws SctpException {
        return OptionScope.settings(core, target).maxBurstPackets();
    }

    static void maxBurst(SocketCore core, OptionTarget target, Integer packets) throws SctpException {
        checkRange(target, "the burst", packets, MAX_UINT16);
        OptionScope.changeSettings(
                core, target, s -> s.toBuilder().maxBurstPackets(packets).build());
    }

    static Integer initialCwnd(SocketCore core, OptionTarget target) {
        return core.settings().association().initialCwndPackets();
    }

    /** Rules later associations only: a window that is in use is congestion control's own affair. */
    static void initialCwnd(SocketCore core, OptionTarget target, Integer packets) throws SctpException {
        if (core.isOneToMany() && !target.isFuture()) {
            throw target.invalid("the option takes SCTP_FUTURE_ASSOC only");
        }
        core.settings(s -> s.withAssociation(
                s.association().toBuilder().initialCwndPackets(packets).build()));
    }

    static Integer connectStagger(SocketCore core, OptionTarget target) {
        return (int) (core.settings().association().initStaggerNs() / NS_PER_MS);
    }

    static void connectStagger(SocketCore core, OptionTarget target, Integer ms) throws SctpException {
        if (core.isOneToMany() && !target.isFuture()) {
            throw target.invalid("the option takes SCTP_FUTURE_ASSOC only");
        }
        if (ms != 0 && (ms < MIN_STAGGER_MS || ms > MAX_STAGGER_MS)) {
            throw target.invalid("a stagger is " + MIN_STAGGER_MS + " to " + MAX_STAGGER_MS + " ms, or 0, not " + ms);
        }
        core.settings(s -> s.withAssociation(
                s.association().toBuilder().initStaggerNs(ms * NS_PER_MS).build()));
    }

    static Profile profile(SocketCore core, OptionTarget target) {
        return core.settings().profile();
    }

    /** Rules later associations only: congestion control of those that exist has begun. */
    static void profile(SocketCore core, OptionTarget target, Profile profile) throws SctpException {
        if (core.isOneToMany() && !target.isFuture()) {
            throw target.invalid("the option takes SCTP_FUTURE_ASSOC only");
        }
        core.settings(s -> s.withProfile(profile));
    }

    static SackInfo sackInfo(SocketCore core, OptionTarget target) throws SctpException {
        AssociationSettings s = OptionScope.settings(core, target);
        return new SackInfo((int) (s.sackDelayNs() / NS_PER_MS), s.sackFrequency());
    }

    static void sackInfo(SocketCore core, OptionTarget target, SackInfo info) throws SctpException {
        checkRange(target, "delayMs", info.delayMs(), MAX_SACK_DELAY_MS);
        checkRange(target, "frequency", info.frequency(), MAX_UINT16);
        OptionScope.changeSettings(
                core,
                target,
                s -> s.toBuilder()
                        .sackDelayNs(info.delayMs() == 0 ? s.sackDelayNs() : info.delayMs() * NS_PER_MS)
                        .sackFrequency(info.frequency() == 0 ? s.sackFrequency() : info.frequency())
                        .build());
    }

    static void checkRange(OptionTarget target, String field, long value, long max) throws SctpException {
        if (value < 0 || value > max) {
            throw target.invalid(field + " " + value + " is not within 0 to " + max);
        }
    }
}
