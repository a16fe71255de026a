package io.jsctp;

/**
 * The options that a socket keeps for each association. Immutable.
 *
 * @param defaultLifetimeMs how long a message may wait that is sent with the default send info, 0 for ever
 * @param defaultTimed whether that was asked for as timed reliability (MSG_PR_SCTP)
 * @param exposesPotentiallyFailed whether the user is told of potentially failed paths (RFC 7829 §7.3)
 * @param defaultPrInfo how reliably a message is sent for which nothing else is said
 */
record AssociationOptions(
        int eventMask,
        int context,
        SendInfo defaultSendInfo,
        long defaultLifetimeMs,
        boolean defaultTimed,
        boolean exposesPotentiallyFailed,
        PrInfo defaultPrInfo) {
    static final AssociationOptions DEFAULTS =
            new AssociationOptions(0, 0, SendInfo.DEFAULT, 0, false, false, PrInfo.NONE);

    AssociationOptions withEventMask(int mask) {
        return new AssociationOptions(
                mask,
                context,
                defaultSendInfo,
                defaultLifetimeMs,
                defaultTimed,
                exposesPotentiallyFailed,
                defaultPrInfo);
    }

    AssociationOptions withContext(int newContext) {
        return new AssociationOptions(
                eventMask,
                newContext,
                defaultSendInfo,
                defaultLifetimeMs,
                defaultTimed,
                exposesPotentiallyFailed,
                defaultPrInfo);
    }

    AssociationOptions withDefaultSendInfo(SendInfo info) {
        return new AssociationOptions(
                eventMask, context, info, defaultLifetimeMs, defaultTimed, exposesPotentiallyFailed, defaultPrInfo);
    }

    AssociationOptions withDefaultLifetime(long lifetimeMs, boolean timed) {
        return new AssociationOptions(
                eventMask, context, defaultSendInfo, lifetimeMs, timed, exposesPotentiallyFailed, defaultPrInfo);
    }

    AssociationOptions withPotentiallyFailedExposed(boolean on) {
        return new AssociationOptions(
                eventMask, context, defaultSendInfo, defaultLifetimeMs, defaultTimed, on, defaultPrInfo);
    }

    AssociationOptions withDefaultPrInfo(PrInfo info) {
        return new AssociationOptions(
                eventMask, context, defaultSendInfo, defaultLifetimeMs, defaultTimed, exposesPotentiallyFailed, info);
    }

    boolean wants(EventType type) {
        return (eventMask & type.bit()) != 0;
    }
}
