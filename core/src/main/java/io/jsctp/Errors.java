package io.jsctp;

import io.jsctp.engine.LossReason;
import io.jsctp.engine.SendStatus;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong into the exceptions that users see. */
final class Errors {
    private Errors() {}

    static SctpException of(Errno errno, String call, String rule) {
        return new SctpException(errno, call + ": " + rule);
    }

    static <T> T present(@Nullable T argument, String call, String name) throws SctpException {
        if (argument == null) {
            throw of(Errno.EFAULT, call, name + " is null");
        }
        return argument;
    }

    static SctpException interrupted(String call) {
        Thread.currentThread().interrupt();
        return of(Errno.EINTR, call, "the thread was interrupted while waiting");
    }

    /** Why a set-up failed (RFC 6458 §9.9 leaves the names to POSIX). */
    static Errno ofSetup(LossReason reason) {
        return switch (reason) {
            case REFUSED, PEER_ABORT -> Errno.ECONNREFUSED;
            case SETUP_TIMEOUT, PEER_UNREACHABLE, SHUTDOWN_TIMEOUT -> Errno.ETIMEDOUT;
            case LOCAL_ABORT, PROTOCOL_VIOLATION, OUT_OF_RESOURCE -> Errno.ECONNABORTED;
        };
    }

    /** What a reader learns of an association that did not end gracefully. */
    static Errno ofLoss(LossReason reason) {
        return switch (reason) {
            case SETUP_TIMEOUT, PEER_UNREACHABLE, SHUTDOWN_TIMEOUT -> Errno.ETIMEDOUT;
            case REFUSED, PEER_ABORT, LOCAL_ABORT, PROTOCOL_VIOLATION, OUT_OF_RESOURCE -> Errno.ECONNRESET;
        };
    }

    static SctpException ofSetup(Errno errno, String call, String peers) {
        String rule = switch (errno) {
            case ECONNREFUSED -> peers + " refused by an ABORT: nobody listens on that SCTP port, or takes no more now";
            case ETIMEDOUT -> peers + " did not answer within the attempts of SCTP_INITMSG";
            default -> "the set-up with " + peers + " was aborted";
        };
        return of(errno, call, rule);
    }

    static SctpException ofSend(SendStatus status, String call, int streamId, int lengthBytes) {
        return switch (status) {
            case MESSAGE_TOO_LARGE ->
                of(Errno.EMSGSIZE, call, "a message of " + lengthBytes + " bytes is larger than SO_SNDBUF");
            case INVALID_STREAM ->
                of(Errno.EINVAL, call, "stream " + streamId + " is not below the number of outbound streams");
            case NO_USER_DATA -> of(Errno.EINVAL, call, "a message must have at least one byte");
            case OTHER_MESSAGE_OPEN ->
                of(
                        Errno.EINVAL,
                        call,
                        "the message that was begun must be ended first, on its stream, with its payload protocol id and order");
            case MESSAGE_LOST ->
                of(Errno.ECONNRESET, call, "the peer restarted, and the message that was begun is lost; begin anew");
            case LIFETIME_OF_PART -> of(Errno.EINVAL, call, "a message in parts is always reliable");
            case FRAGMENTS_DISABLED ->
                of(
                        Errno.EMSGSIZE,
                        call,
                        lengthBytes
                                + " bytes, or a message in parts, would be fragmented; SCTP_DISABLE_FRAGMENTS is on");
            case UNKNOWN_DESTINATION ->
                of(Errno.EINVAL, call, "the destination is not an address of the association's peer");
            case UNKNOWN_KEY ->
                of(Errno.EINVAL, call, "there is no such shared key in use, or the association does not authenticate");
            case SHUTTING_DOWN -> of(Errno.EPIPE, call, "the association is shutting down");
            case CLOSED -> of(Errno.EPIPE, call, "the association is over");
            case NO_MEMORY -> of(Errno.ENOBUFS, call, "the stack has no memory left, see StackLimit.MEMORY_BYTES");
            case BUFFER_FULL -> of(Errno.EAGAIN, call, "the send buffer is full");
            case ACCEPTED -> throw new IllegalStateException("nothing went wrong");
        };
    }
}
