package io.jsctp.engine;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The SEND primitive (RFC 9260 §11.1.5): what is refused whatever the buffer has room for, then the queue. */
final class UserSend {
    private final Association association;

    UserSend(Association association) {
        this.association = association;
    }

    /** See {@link Association#send}. */
    SendStatus send(
            ByteBuffer payload,
            int streamId,
            int flags,
            int payloadProtocolId,
            int context,
            Reliability reliability,
            @Nullable InetAddress destination,
            long now) {
        association.inputs.send(payload, streamId, flags, payloadProtocolId, context, reliability, destination, now);
        if (association.state == AssociationState.CLOSED) {
            return SendStatus.CLOSED;
        }
        if (association.establishment.shutdownWanted()
                || association.state.ordinal() > AssociationState.ESTABLISHED.ordinal()) {
            return SendStatus.SHUTTING_DOWN;
        }
        boolean inParts = (flags & Association.MORE) != 0;
        if (association.settings.fragmentsDisabled()
                && (inParts || payload.remaining() > association.fragmentBytes())) {
            return SendStatus.FRAGMENTS_DISABLED;
        }
        if ((flags & Association.WITH_KEY) != 0 && !isKeyUsable(flags >>> Association.KEY_SHIFT)) {
            return SendStatus.UNKNOWN_KEY;
        }
        Path to = null;
        if (destination != null) {
            to = association.paths.find(destination);
            if (to == null || !to.isConfirmed()) {
                return SendStatus.UNKNOWN_DESTINATION;
            }
            if (!association.state.isUp()) {
                to = null; // the paths are not settled yet, the primary is one of those named
            }
        }
        association.refillBursts();
        return association.outbound.enqueue(payload, streamId, flags, payloadProtocolId, context, reliability, to, now);
    }

    /** During the set-up the peer gets the benefit of the doubt: its messages leave once it is known to authenticate. */
    private boolean isKeyUsable(int number) {
        Extensions extensions = association.state.isUp() ? association.extensions() : association.settings.extensions();
        return extensions.has(Extension.AUTHENTICATION)
                && association.settings.auth().keys().isUsable(number);
    }
}
