package io.jsctp;

/**
 * The options that a socket keeps for each association. Immutable.
 *
 * @param defaultLifetimeMs how long a message may wait that is sent with the default send info, 0 for ever
 * @param defaultTimed whether that was asked for as timed reliability (MSG_PR_SCTP)
 * @param exposesPotentiallyFailed whether the user is told of potentially failed paths (RFC 7829 §7.3)
 */
record AssociationOptions(
        int eventMask,
        int context,
        SendInfo defaultSendInfo,
        long defaultLifetimeMs,
        boolean defaultTimed,
        boolean exposesPotentiallyFailed) {
    static final AssociationOptions DEFAULTS = new AssociationOptions(0, 0, SendInfo.DEFAULT, 0, false, false);

    AssociationOptions withEventMask(int mask) {
        return new AssociationOptions(
                mask, context, defaultSendInfo, defaultLifetimeMs, defaultTimed, exposesPotentiallyFailed);
    }

    AssociationOptions withContext(int newContext) {
        return new AssociationOptions(
                eventMask, newContext, defaultSendInfo, defaultLifetimeMs, defaultTimed, exposesPotentiallyFailed);
    }

    AssociationOptions withDefaultSendInfo(SendInfo info) {
        return new AssociationOptions(
                eventMask, context, info, defaultLifetimeMs, defaultTimed, exposesPotentiallyFailed);
    }

    AssociationOptions withDefaultLifetime(long lifetimeMs, boolean timed) {
        return new AssociationOptions(eventMask, context, defaultSendInfo, lifetimeMs, timed, exposesPotentiallyFailed);
    }

    AssociationOptions withPotentiallyFailedExposed(boolean on) {
        return new AssociationOptions(eventMask, context, defaultSendInfo, defaultLifetimeMs, defaultTimed, on);
    }

    boolean wants(EventType type) {
        return (eventMask & type.bit()) != 0;
    }
}
