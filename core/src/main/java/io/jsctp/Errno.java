package io.jsctp;

/** Why a call failed, in the names of POSIX and RFC 6458. EWOULDBLOCK and EAGAIN are one: {@link #EAGAIN}. */
public enum Errno {
    /** The address or port is in use. */
    EADDRINUSE("Address already in use"),
    /** The address is not one of this host's, or none of them can be used. */
    EADDRNOTAVAIL("Cannot assign requested address"),
    /** The address family does not fit the socket. */
    EAFNOSUPPORT("Address family not supported by protocol"),
    /** It would have to wait, and the socket is non-blocking (EWOULDBLOCK). */
    EAGAIN("Resource temporarily unavailable"),
    /** The set-up is under way already, or a request to change streams. */
    EALREADY("Operation already in progress"),
    /** The socket or the stack is closed. */
    EBADF("Bad file descriptor"),
    /** The association was aborted while it was set up. */
    ECONNABORTED("Software caused connection abort"),
    /** The peer refused the association. */
    ECONNREFUSED("Connection refused"),
    /** The association was aborted. */
    ECONNRESET("Connection reset by peer"),
    /**
     * A call would wait for what can never come: on a stack without a thread, if nothing is under way; on the thread of the
     * stack (see {@link AsyncSocket}), which is to bring it.
     */
    EDEADLK("Resource deadlock avoided"),
    /** A required argument is null. */
    EFAULT("Bad address"),
    /** The set-up goes on in the background. */
    EINPROGRESS("Operation now in progress"),
    /** The thread was interrupted while it waited. */
    EINTR("Interrupted system call"),
    /** An argument is wrong. */
    EINVAL("Invalid argument"),
    /** Something failed below SCTP. */
    EIO("Input/output error"),
    /** There is an association already. */
    EISCONN("Transport endpoint is already connected"),
    /** The stack has as many sockets as it may. */
    EMFILE("Too many open files"),
    /** The message can't be sent in one piece. */
    EMSGSIZE("Message too long"),
    /** There is no way to the peer. */
    ENETUNREACH("Network is unreachable"),
    /** Memory or another limit is exhausted. */
    ENOBUFS("No buffer space available"),
    /** There is no such option. */
    ENOPROTOOPT("Protocol not available"),
    /** A descriptor is no socket ({@code io.jsctp.posix}). */
    ENOTSOCK("Socket operation on non-socket"),
    /** There is no association. */
    ENOTCONN("Transport endpoint is not connected"),
    /** The call is not possible on this kind of socket, or not supported. */
    EOPNOTSUPP("Operation not supported"),
    /** The association takes no more data. */
    EPIPE("Broken pipe"),
    /** The protocol is not SCTP ({@code io.jsctp.posix}). */
    EPROTONOSUPPORT("Protocol not supported"),
    /** SCTP has no such type of socket ({@code io.jsctp.posix}). */
    EPROTOTYPE("Protocol wrong type for socket"),
    /** The association is shutting down, as sendmsg of {@code io.jsctp.posix} says it; other calls say EPIPE. */
    ESHUTDOWN("Cannot send after transport endpoint shutdown"),
    /** The peer did not answer. */
    ETIMEDOUT("Connection timed out");

    private final String reason;

    Errno(String reason) {
        this.reason = reason;
    }

    /** {@return what strerror(3) says} */
    public String reason() {
        return reason;
    }
}
