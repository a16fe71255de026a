package io.jsctp;

import io.jsctp.engine.AbandonedMessages;
import io.jsctp.engine.Reliability;
import io.jsctp.engine.Reliability.Policy;
import org.jspecify.annotations.Nullable;

/** The policies of partial reliability, and the options about them (RFC 6458 §8.1.32, RFC 7496 §4). */
final class PartialReliability {
    private static final long NS_PER_MS = 1_000_000;
    private static final int MAX_UINT16 = 0xFFFF;

    private PartialReliability() {}

    /** What a message is sent with for which a PrInfo was given, or not; the life time of a default is for plain sends. */
    static Reliability of(@Nullable PrInfo given, boolean plain, AssociationOptions defaults, String call)
            throws SctpException {
        if (given != null) {
            return of(given, call);
        }
        if (plain && defaults.defaultLifetimeMs() > 0) {
            return new Reliability(
                    defaults.defaultTimed() ? Policy.TIMED : Policy.UNSENT_LIFETIME,
                    defaults.defaultLifetimeMs() * NS_PER_MS);
        }
        return of(defaults.defaultPrInfo(), call);
    }

    private static Reliability of(PrInfo info, String call) throws SctpException {
        long value = Integer.toUnsignedLong(info.value());
        return switch (info.policy()) {
            case SctpConstants.SCTP_PR_SCTP_NONE -> Reliability.FULL;
            case SctpConstants.SCTP_PR_SCTP_TTL -> new Reliability(Policy.TIMED, value * NS_PER_MS);
            case SctpConstants.SCTP_PR_SCTP_UNSENT_TTL -> new Reliability(Policy.UNSENT_LIFETIME, value * NS_PER_MS);
            case SctpConstants.SCTP_PR_SCTP_RTX -> new Reliability(Policy.LIMITED_RETRANSMISSIONS, value);
            case SctpConstants.SCTP_PR_SCTP_PRIO -> new Reliability(Policy.PRIORITY, value);
            default -> throw Errors.of(Errno.EINVAL, call, "policy " + info.policy() + " is not known");
        };
    }

    static PrInfo defaultPrInfo(SocketCore core, OptionTarget target) throws SctpException {
        return OptionScope.options(core, target).defaultPrInfo();
    }

    static void defaultPrInfo(SocketCore core, OptionTarget target, PrInfo info) throws SctpException {
        of(info, target.call());
        OptionScope.changeOptions(core, target, options -> options.withDefaultPrInfo(info));
    }

    static PrStatus streamStatus(SocketCore core, OptionTarget target, int streamId, int policy) throws SctpException {
        AssociationDriver driver = existing(core, target);
        Policy wanted = policy(target, policy);
        if (streamId < 0 || streamId > MAX_UINT16 || streamId >= driver.status().outboundStreams()) {
            throw target.invalid("there is no outbound stream " + streamId);
        }
        return status(AssociationCalls.abandoned(driver, streamId, wanted));
    }

    static PrStatus associationStatus(SocketCore core, OptionTarget target, int policy) throws SctpException {
        AssociationDriver driver = existing(core, target);
        Policy wanted = policy(target, policy);
        return status(AssociationCalls.abandoned(driver, wanted));
    }

    private static AssociationDriver existing(SocketCore core, OptionTarget target) throws SctpException {
        if (core.isOneToMany() && target.isFuture()) {
            throw target.invalid("only an association has messages to give up, not SCTP_FUTURE_ASSOC");
        }
        AssociationDriver driver = core.resolve(target.associationId(), target.call());
        if (driver == null) {
            throw Errors.of(Errno.ENOTCONN, target.call(), "the socket has no association");
        }
        return driver;
    }

    private static @Nullable Policy policy(OptionTarget target, int policy) throws SctpException {
        return switch (policy) {
            case SctpConstants.SCTP_PR_SCTP_ALL -> null;
            case SctpConstants.SCTP_PR_SCTP_TTL -> Policy.TIMED;
            case SctpConstants.SCTP_PR_SCTP_RTX -> Policy.LIMITED_RETRANSMISSIONS;
            case SctpConstants.SCTP_PR_SCTP_PRIO -> Policy.PRIORITY;
            default -> throw target.invalid("policy " + policy + " has no counts");
        };
    }

    private static PrStatus status(AbandonedMessages abandoned) {
        return new PrStatus(abandoned.unsent(), abandoned.sent());
    }
}
