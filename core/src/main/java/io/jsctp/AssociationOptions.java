package io.jsctp;

/** The options that a socket keeps for each association. Immutable. */
record AssociationOptions(int eventMask, int context, SendInfo defaultSendInfo) {
    AssociationOptions withEventMask(int mask) {
        return new AssociationOptions(mask, context, defaultSendInfo);
    }

    AssociationOptions withContext(int newContext) {
        return new AssociationOptions(eventMask, newContext, defaultSendInfo);
    }

    AssociationOptions withDefaultSendInfo(SendInfo info) {
        return new AssociationOptions(eventMask, context, info);
    }

    boolean wants(EventType type) {
        return (eventMask & type.bit()) != 0;
    }
}
