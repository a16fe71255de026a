package io.jsctp;

import io.jsctp.engine.InboundMessage;
import java.nio.ByteBuffer;

/** Reads messages and notifications (RFC 6458 §9.13). */
final class SocketReceiving {
    private static final String CALL = "recvv";
    private static final int OUTPUT_ONLY = SctpConstants.MSG_EOR | SctpConstants.MSG_NOTIFICATION;

    private final SocketCore core;

    SocketReceiving(SocketCore core) {
        this.core = core;
    }

    int recvv(ByteBuffer given, int flags, MessageInfo info) throws SctpException {
        ByteBuffer target = Errors.present(given, CALL, "the buffer");
        core.checkOpen(CALL);
        if ((flags & SctpConstants.MSG_OOB) != 0) {
            throw Errors.of(Errno.EOPNOTSUPP, CALL, "SCTP has no out-of-band data (MSG_OOB)");
        }
        if ((flags & ~OUTPUT_ONLY) != 0) {
            throw Errors.of(Errno.EOPNOTSUPP, CALL, "flags 0x" + Integer.toHexString(flags) + " are not supported");
        }
        if (!target.hasRemaining() || target.isReadOnly()) {
            throw Errors.of(Errno.EINVAL, CALL, "the buffer has no room to write to");
        }
        int read = core.queue().read(target, core, info);
        InboundMessage consumed = info.consumed;
        AssociationDriver owner = info.consumedFrom;
        if (consumed != null && owner != null) {
            info.consumed = null;
            info.consumedFrom = null;
            owner.consumed(consumed);
        }
        return read;
    }
}
