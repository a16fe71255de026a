package io.jsctp.posix;

import io.jsctp.SctpConstants;

/** The constants of {@code <sys/socket.h>}, {@code <poll.h>}, {@code <fcntl.h>} and {@code <unistd.h>} that calls take. */
public final class SysSocket {
    // ---- families and types

    /** No family. */
    public static final int AF_UNSPEC = 0;

    /** IPv4. */
    public static final int AF_INET = 2;

    /** IPv6, and IPv4 with it. */
    public static final int AF_INET6 = 10;

    /** The same as {@link #AF_INET}. */
    public static final int PF_INET = AF_INET;

    /** The same as {@link #AF_INET6}. */
    public static final int PF_INET6 = AF_INET6;

    /** A one-to-one socket. */
    public static final int SOCK_STREAM = 1;

    /** A one-to-many socket. */
    public static final int SOCK_SEQPACKET = 5;

    /** No SCTP socket: EPROTOTYPE. */
    public static final int SOCK_DGRAM = 2;

    /** {@code in_addr.s_addr} of all IPv4 addresses. */
    public static final int INADDR_ANY = 0;

    /** {@code in_addr.s_addr} of 127.0.0.1. */
    public static final int INADDR_LOOPBACK = 0x7F00_0001;

    /** What {@link ArpaInet#inet_addr} says of what is no address. */
    public static final int INADDR_NONE = -1;

    // ---- flags of messages

    /** Out-of-band data: EOPNOTSUPP. */
    public static final int MSG_OOB = SctpConstants.MSG_OOB;

    /** Read without taking. */
    public static final int MSG_PEEK = SctpConstants.MSG_PEEK;

    /** Received: the end of a message or notification. */
    public static final int MSG_EOR = SctpConstants.MSG_EOR;

    /** Received: there was no room for all ancillary data. */
    public static final int MSG_CTRUNC = 0x0008;

    /** Received: a notification. */
    public static final int MSG_NOTIFICATION = SctpConstants.MSG_NOTIFICATION;

    // ---- shutdown, fcntl, poll

    /** Reading ends. */
    public static final int SHUT_RD = 0;

    /** Writing ends, and with it the association. */
    public static final int SHUT_WR = 1;

    /** Both. */
    public static final int SHUT_RDWR = 2;

    /** Read the flags of a descriptor. */
    public static final int F_GETFL = 3;

    /** Set the flags of a descriptor. */
    public static final int F_SETFL = 4;

    /** Open for reading and writing, as sockets are. */
    public static final int O_RDWR = 0x0002;

    /** Calls do not wait. */
    public static final int O_NONBLOCK = 0x0800;

    /** Reading, or accepting, does not wait. */
    public static final int POLLIN = SctpConstants.POLLIN;

    /** A notification is next. */
    public static final int POLLPRI = SctpConstants.POLLPRI;

    /** Writing does not wait. */
    public static final int POLLOUT = SctpConstants.POLLOUT;

    /** An error waits to be read. */
    public static final int POLLERR = SctpConstants.POLLERR;

    /** The association is over. */
    public static final int POLLHUP = SctpConstants.POLLHUP;

    /** No such socket. */
    public static final int POLLNVAL = SctpConstants.POLLNVAL;

    // ---- options

    /** The level of the options below. */
    public static final int SOL_SOCKET = 1;

    /** Why the association was lost, an {@code errno} that {@link Posix#strerror(int)} knows; reading clears it. */
    public static final int SO_ERROR = 4;

    /** SOCK_STREAM or SOCK_SEQPACKET; read-only. */
    public static final int SO_TYPE = 3;

    /** The send buffer of each association. */
    public static final int SO_SNDBUF = 7;

    /** The receive buffer of each association. */
    public static final int SO_RCVBUF = 8;

    /** What closing does: {@code struct linger}. */
    public static final int SO_LINGER = 13;

    /** How long receiving waits: {@code struct timeval}. */
    public static final int SO_RCVTIMEO = 20;

    /** How long sending waits: {@code struct timeval}. */
    public static final int SO_SNDTIMEO = 21;

    // ---- descriptors

    /** Standard input. */
    public static final int STDIN_FILENO = 0;

    /** Standard output. */
    public static final int STDOUT_FILENO = 1;

    /** Standard error. */
    public static final int STDERR_FILENO = 2;

    private SysSocket() {}
}
