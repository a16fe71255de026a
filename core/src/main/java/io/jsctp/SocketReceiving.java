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

    int recvv(ByteBuffer target, int flags, MessageInfo info) throws SctpException {
        info.single[0] = Errors.present(target, CALL, "the buffer");
        try {
            return recvv(info.single, flags, info);
        } finally {
            info.single[0] = null;
        }
    }

    int recvv(ByteBuffer[] targets, int flags, MessageInfo info) throws SctpException {
        check(targets, flags);
        int read = read(targets, flags, info, true);
        if (read == ReceiveQueue.NOTHING) {
            throw Errors.of(Errno.EAGAIN, CALL, "nothing to read on a non-blocking socket");
        }
        return read;
    }

    /** Whether a call with these arguments can be made. */
    void check(ByteBuffer[] targets, int flags) throws SctpException {
        core.checkOpen(CALL);
        if ((flags & SctpConstants.MSG_OOB) != 0) {
            throw Errors.of(Errno.EOPNOTSUPP, CALL, "SCTP has no out-of-band data (MSG_OOB)");
        }
        if ((flags & ~(OUTPUT_ONLY | SctpConstants.MSG_PEEK)) != 0) {
            throw Errors.of(Errno.EOPNOTSUPP, CALL, "flags 0x" + Integer.toHexString(flags) + " are not supported");
        }
        checkRoom(targets);
    }

    /** Reads with arguments that were checked; NOTHING if it would have to wait and may not. */
    int read(ByteBuffer[] targets, int flags, MessageInfo info, boolean mayWait) throws SctpException {
        core.checkOpen(CALL);
        int read = core.queue().read(targets, (flags & SctpConstants.MSG_PEEK) != 0, core, info, mayWait);
        InboundMessage consumed = info.consumed;
        AssociationDriver owner = info.consumedFrom;
        if (consumed != null && owner != null) {
            info.consumed = null;
            info.consumedFrom = null;
            owner.consumed(consumed, info.emptied);
        }
        return read;
    }

    private static void checkRoom(ByteBuffer[] targets) throws SctpException {
        boolean room = false;
        for (ByteBuffer given : targets) {
            ByteBuffer target = Errors.present(given, CALL, "a buffer");
            if (target.isReadOnly()) {
                throw Errors.of(Errno.EINVAL, CALL, "a buffer can't be written to");
            }
            room |= target.hasRemaining();
        }
        if (!room) {
            throw Errors.of(Errno.EINVAL, CALL, "the buffers have no room");
        }
    }
}
