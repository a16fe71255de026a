package io.jsctp.posix;

import io.jsctp.Errno;

/** The constants of {@code <errno.h>}, with the numbers of Linux. */
public final class SysErrno {
    /** The thread was interrupted while it waited. */
    public static final int EINTR = 4;

    /** Something failed below SCTP. */
    public static final int EIO = 5;

    /** No such descriptor. */
    public static final int EBADF = 9;

    /** It would have to wait. */
    public static final int EAGAIN = 11;

    /** The same as {@link #EAGAIN}. */
    public static final int EWOULDBLOCK = EAGAIN;

    /** A null pointer. */
    public static final int EFAULT = 14;

    /** An argument is wrong. */
    public static final int EINVAL = 22;

    /** Too many sockets. */
    public static final int EMFILE = 24;

    /** The association takes no more data. */
    public static final int EPIPE = 32;

    /** It would wait for what can never come. */
    public static final int EDEADLK = 35;

    /** The descriptor is no socket. */
    public static final int ENOTSOCK = 88;

    /** The message is too long. */
    public static final int EMSGSIZE = 90;

    /** SCTP has no such type of socket. */
    public static final int EPROTOTYPE = 91;

    /** No such option. */
    public static final int ENOPROTOOPT = 92;

    /** Not SCTP. */
    public static final int EPROTONOSUPPORT = 93;

    /** Not possible on this kind of socket, or not supported. */
    public static final int EOPNOTSUPP = 95;

    /** The address family does not fit. */
    public static final int EAFNOSUPPORT = 97;

    /** The address or port is in use. */
    public static final int EADDRINUSE = 98;

    /** No such local address. */
    public static final int EADDRNOTAVAIL = 99;

    /** There is no way to the peer. */
    public static final int ENETUNREACH = 101;

    /** The set-up was aborted. */
    public static final int ECONNABORTED = 103;

    /** The association was aborted. */
    public static final int ECONNRESET = 104;

    /** A limit is reached. */
    public static final int ENOBUFS = 105;

    /** There is an association already. */
    public static final int EISCONN = 106;

    /** There is no association. */
    public static final int ENOTCONN = 107;

    /** The association is shutting down. */
    public static final int ESHUTDOWN = 108;

    /** The peer does not answer. */
    public static final int ETIMEDOUT = 110;

    /** The peer refused the association. */
    public static final int ECONNREFUSED = 111;

    /** The set-up is under way already. */
    public static final int EALREADY = 114;

    /** The set-up goes on in the background. */
    public static final int EINPROGRESS = 115;

    private SysErrno() {}

    static int number(Errno errno) {
        return switch (errno) {
            case EINTR -> EINTR;
            case EIO -> EIO;
            case EBADF -> EBADF;
            case EAGAIN -> EAGAIN;
            case EFAULT -> EFAULT;
            case EINVAL -> EINVAL;
            case EMFILE -> EMFILE;
            case EPIPE -> EPIPE;
            case EDEADLK -> EDEADLK;
            case ENOTSOCK -> ENOTSOCK;
            case EMSGSIZE -> EMSGSIZE;
            case EPROTOTYPE -> EPROTOTYPE;
            case ENOPROTOOPT -> ENOPROTOOPT;
            case EPROTONOSUPPORT -> EPROTONOSUPPORT;
            case EOPNOTSUPP -> EOPNOTSUPP;
            case EAFNOSUPPORT -> EAFNOSUPPORT;
            case EADDRINUSE -> EADDRINUSE;
            case EADDRNOTAVAIL -> EADDRNOTAVAIL;
            case ENETUNREACH -> ENETUNREACH;
            case ECONNABORTED -> ECONNABORTED;
            case ECONNRESET -> ECONNRESET;
            case ENOBUFS -> ENOBUFS;
            case EISCONN -> EISCONN;
            case ENOTCONN -> ENOTCONN;
            case ESHUTDOWN -> ESHUTDOWN;
            case ETIMEDOUT -> ETIMEDOUT;
            case ECONNREFUSED -> ECONNREFUSED;
            case EALREADY -> EALREADY;
            case EINPROGRESS -> EINPROGRESS;
        };
    }
}
