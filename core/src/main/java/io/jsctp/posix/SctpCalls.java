package io.jsctp.posix;

import io.jsctp.Errno;
import io.jsctp.SctpException;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls that SCTP has of its own (RFC 6458 §9), but for those that send and receive. */
abstract sealed class SctpCalls extends MessageCalls permits SctpMessageCalls {
    SctpCalls(SctpStack stack, InputStream stdin, PrintStream stdout, PrintStream stderr) {
        super(stack, stdin, stdout, stderr);
    }

    /**
     * Adds or removes local addresses, as {@link SctpSocket#bindx} (RFC 6458 §9.1).
     *
     * @param sd the socket
     * @param addrs the addresses
     * @param addrcnt how many of them count
     * @param flags SCTP_BINDX_ADD_ADDR or SCTP_BINDX_REM_ADDR
     * @return 0; -1 with an errno
     */
    public final int sctp_bindx(int sd, sockaddr @Nullable [] addrs, int addrcnt, int flags) {
        return result(() -> {
            Descriptor d = of(sd);
            d.socket.bindx(addresses(d, addrs, addrcnt, Errno.EAFNOSUPPORT), flags);
            return 0;
        });
    }

    /**
     * Gives an association a socket of its own, as {@link SctpSocket#peeloff} (RFC 6458 §9.2).
     *
     * @param sd a one-to-many socket
     * @param assoc_id the association
     * @return a descriptor; -1 with an errno
     */
    public final int sctp_peeloff(int sd, int assoc_id) {
        return result(() -> {
            Descriptor d = of(sd);
            return add(d.child(d.socket.peeloff(assoc_id)));
        });
    }

    /**
     * Tells the addresses of a peer, as {@link SctpSocket#getpaddrs} (RFC 6458 §9.3).
     *
     * @param sd the socket
     * @param id the association on a one-to-many socket
     * @param addrs its first element takes the addresses
     * @return how many; -1 with an errno
     */
    public final int sctp_getpaddrs(int sd, int id, sockaddr @Nullable [] @Nullable [] addrs) {
        return result(() -> {
            Descriptor d = of(sd);
            return store(d, room(addrs), d.socket.getpaddrs(id));
        });
    }

    /**
     * Does nothing: what sctp_getpaddrs gave needs not be freed (RFC 6458 §9.4).
     *
     * @param addrs what it gave, or null
     */
    public final void sctp_freepaddrs(sockaddr @Nullable [] addrs) {}

    /**
     * Tells local addresses, as {@link SctpSocket#getladdrs} (RFC 6458 §9.5).
     *
     * @param sd the socket
     * @param id the association on a one-to-many socket; 0 for all addresses that are bound
     * @param addrs its first element takes the addresses
     * @return how many; -1 with an errno
     */
    public final int sctp_getladdrs(int sd, int id, sockaddr @Nullable [] @Nullable [] addrs) {
        return result(() -> {
            Descriptor d = of(sd);
            return store(d, room(addrs), d.socket.getladdrs(id));
        });
    }

    /**
     * Does nothing: what sctp_getladdrs gave needs not be freed (RFC 6458 §9.6).
     *
     * @param addrs what it gave, or null
     */
    public final void sctp_freeladdrs(sockaddr @Nullable [] addrs) {}

    private static sockaddr[] @Nullable [] room(sockaddr @Nullable [] @Nullable [] addrs) throws SctpException {
        if (addrs == null || addrs.length == 0) {
            throw error(Errno.EINVAL, "there is nothing to put the addresses into");
        }
        return addrs;
    }

    private static int store(Descriptor d, sockaddr[] @Nullable [] target, List<InetSocketAddress> addresses)
            throws SctpException {
        sockaddr[] stored = new sockaddr[addresses.size()];
        for (int i = 0; i < stored.length; i++) {
            byte[] memory = sockaddr.encode(addresses.get(i), d.isMapped());
            stored[i] = memory.length == sockaddr_in.SIZEOF ? new sockaddr_in() : new sockaddr_in6();
            stored[i].set(memory);
        }
        target[0] = stored;
        return stored.length;
    }

    /**
     * Sets up an association, as {@link SctpSocket#connectx} (RFC 6458 §9.9).
     *
     * @param sd the socket
     * @param addrs the peer's addresses
     * @param addrcnt how many of them count
     * @param id takes the association's id; may be null
     * @return 0; -1 with an errno, EWOULDBLOCK if non-blocking
     */
    public final int sctp_connectx(int sd, sockaddr @Nullable [] addrs, int addrcnt, int @Nullable [] id) {
        return result(() -> {
            Descriptor d = of(sd);
            int made = d.socket.connectx(addresses(d, addrs, addrcnt, Errno.EAFNOSUPPORT));
            if (id != null && id.length > 0 && d.isOneToMany()) {
                id[0] = made;
            }
            return 0;
        });
    }

    /**
     * Reads an option.
     *
     * @param sd the socket
     * @param level IPPROTO_SCTP or SOL_SOCKET
     * @param optname the option
     * @param optval takes its value: the structure that {@link NetinetSctp} names, or int[1]
     * @param optlen the size of the structure, and then how much of it was filled in
     * @return 0; -1 with an errno
     */
    public final int getsockopt(int sd, int level, int optname, @Nullable Object optval, int @Nullable [] optlen) {
        return result(() -> {
            Options.get(of(sd), level, optname, null, optval, present(optlen, "the length of the option"));
            return 0;
        });
    }

    /**
     * Sets an option.
     *
     * @param sd the socket
     * @param level IPPROTO_SCTP or SOL_SOCKET
     * @param optname the option
     * @param optval its value: the structure that {@link NetinetSctp} names, or int[1]
     * @param optlen the size of the structure
     * @return 0; -1 with an errno
     */
    public final int setsockopt(int sd, int level, int optname, @Nullable Object optval, int optlen) {
        return result(() -> {
            Options.set(of(sd), level, optname, optval, optlen);
            return 0;
        });
    }

    /**
     * Reads an option of SCTP (RFC 6458 §8).
     *
     * @param sd the socket
     * @param id the association on a one-to-many socket, whatever the structure says
     * @param opt the option
     * @param arg takes its value, as in {@link #getsockopt}
     * @param size the size of the structure, and then how much of it was filled in
     * @return 0; -1 with an errno
     */
    public final int sctp_opt_info(int sd, int id, int opt, @Nullable Object arg, int @Nullable [] size) {
        return result(() -> {
            Options.get(of(sd), NetinetSctp.IPPROTO_SCTP, opt, id, arg, present(size, "the length of the option"));
            return 0;
        });
    }
}
