package io.jsctp.posix;

import io.jsctp.Errno;
import io.jsctp.Family;
import io.jsctp.PollResult;
import io.jsctp.Poller;
import io.jsctp.SctpException;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.ShutdownHow;
import io.jsctp.Style;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of sockets of any protocol that send and receive nothing. */
abstract sealed class SocketCalls extends Descriptors permits MessageCalls {
    SocketCalls(SctpStack stack, InputStream stdin, PrintStream stdout, PrintStream stderr) {
        super(stack, stdin, stdout, stderr);
    }

    /**
     * Makes a socket (RFC 6458 §3.1.1, §4.1.1).
     *
     * @param domain AF_INET or AF_INET6
     * @param type SOCK_STREAM for a one-to-one, SOCK_SEQPACKET for a one-to-many socket
     * @param protocol IPPROTO_SCTP or 0
     * @return a descriptor; -1 with EAFNOSUPPORT, EPROTOTYPE, EPROTONOSUPPORT, EMFILE
     */
    public final int socket(int domain, int type, int protocol) {
        return result(() -> {
            if (domain != SysSocket.AF_INET && domain != SysSocket.AF_INET6) {
                throw error(Errno.EAFNOSUPPORT, "family " + domain + " is neither AF_INET nor AF_INET6");
            }
            if (protocol != 0 && protocol != NetinetSctp.IPPROTO_SCTP) {
                throw error(Errno.EPROTONOSUPPORT, "protocol " + protocol + " is not IPPROTO_SCTP");
            }
            if (type != SysSocket.SOCK_STREAM && type != SysSocket.SOCK_SEQPACKET) {
                throw error(Errno.EPROTOTYPE, "type " + type + " is neither SOCK_STREAM nor SOCK_SEQPACKET");
            }
            Family family = domain == SysSocket.AF_INET ? Family.IPV4 : Family.IPV6;
            Style style = type == SysSocket.SOCK_STREAM ? Style.ONE_TO_ONE : Style.ONE_TO_MANY;
            return add(new Descriptor(stack.socket(family, style)));
        });
    }

    /**
     * Binds a socket, as {@link SctpSocket#bind} (RFC 6458 §3.1.2, §4.1.2).
     *
     * @param sd the socket
     * @param addr the address
     * @param addrlen its size
     * @return 0; -1 with an errno
     */
    public final int bind(int sd, @Nullable sockaddr addr, int addrlen) {
        return result(() -> {
            Descriptor d = of(sd);
            d.socket.bind(address(d, addr, addrlen, Errno.EAFNOSUPPORT));
            return 0;
        });
    }

    /**
     * Listens, as {@link SctpSocket#listen} (RFC 6458 §3.1.3, §4.1.3).
     *
     * @param sd the socket
     * @param backlog how many associations may wait
     * @return 0; -1 with an errno
     */
    public final int listen(int sd, int backlog) {
        return result(() -> {
            of(sd).socket.listen(backlog);
            return 0;
        });
    }

    /**
     * Accepts, as {@link SctpSocket#accept} (RFC 6458 §4.1.4).
     *
     * @param sd the socket
     * @param addr takes the peer's primary address; may be null
     * @param addrlen its size, and then that of the address
     * @return a descriptor; -1 with an errno
     */
    public final int accept(int sd, @Nullable sockaddr addr, int @Nullable [] addrlen) {
        return result(() -> {
            Descriptor d = of(sd);
            checkTarget(addr, addrlen);
            SctpSocket accepted = d.socket.accept();
            if (addr != null) {
                List<InetSocketAddress> peers = peers(accepted);
                store(d, peers.isEmpty() ? null : peers.get(0), addr, addrlen);
            }
            return add(d.child(accepted));
        });
    }

    /** The peer's addresses, the primary one first; none if the association is over already. */
    private static List<InetSocketAddress> peers(SctpSocket socket) {
        try {
            return List.of(socket.getpeername());
        } catch (SctpException e) {
            return List.of();
        }
    }

    /**
     * Sets up an association, as {@link SctpSocket#connect} (RFC 6458 §3.1.6, §4.1.5).
     *
     * @param sd the socket
     * @param addr the peer's address
     * @param addrlen its size
     * @return 0; -1 with an errno, EINPROGRESS if non-blocking
     */
    public final int connect(int sd, @Nullable sockaddr addr, int addrlen) {
        return result(() -> {
            Descriptor d = of(sd);
            d.socket.connect(address(d, addr, addrlen, Errno.EAFNOSUPPORT));
            return 0;
        });
    }

    /**
     * Closes a socket, as {@link SctpSocket#close} (RFC 6458 §3.1.5, §4.1.6).
     *
     * @param fd the socket
     * @return 0; -1 with EBADF
     */
    public final int close(int fd) {
        return result(() -> {
            Descriptor d = remove(fd);
            if (d == null) {
                throw error(Errno.EBADF, "descriptor " + fd + " is no socket");
            }
            d.socket.close();
            return 0;
        });
    }

    /**
     * Ends one direction or both, as {@link SctpSocket#shutdown} (RFC 6458 §4.1.7).
     *
     * @param sd the socket
     * @param how SHUT_RD, SHUT_WR or SHUT_RDWR
     * @return 0; -1 with an errno
     */
    public final int shutdown(int sd, int how) {
        return result(() -> {
            Descriptor d = of(sd);
            ShutdownHow given = switch (how) {
                case SysSocket.SHUT_RD -> ShutdownHow.SHUT_RD;
                case SysSocket.SHUT_WR -> ShutdownHow.SHUT_WR;
                case SysSocket.SHUT_RDWR -> ShutdownHow.SHUT_RDWR;
                default -> throw error(Errno.EINVAL, how + " is none of SHUT_RD, SHUT_WR, SHUT_RDWR");
            };
            d.socket.shutdown(given);
            return 0;
        });
    }

    /**
     * Tells a bound address, as {@link SctpSocket#getsockname} (RFC 6458 §7.4).
     *
     * @param sd the socket
     * @param address takes the address
     * @param len its size, and then that of the address
     * @return 0; -1 with an errno
     */
    public final int getsockname(int sd, @Nullable sockaddr address, int @Nullable [] len) {
        return result(() -> {
            Descriptor d = of(sd);
            store(d, d.socket.getsockname(), present(address, "the address"), len);
            return 0;
        });
    }

    /**
     * Tells the peer's primary address, as {@link SctpSocket#getpeername} (RFC 6458 §4.1.9).
     *
     * @param sd the socket
     * @param address takes the address
     * @param len its size, and then that of the address
     * @return 0; -1 with an errno
     */
    public final int getpeername(int sd, @Nullable sockaddr address, int @Nullable [] len) {
        return result(() -> {
            Descriptor d = of(sd);
            store(d, d.socket.getpeername(), present(address, "the address"), len);
            return 0;
        });
    }

    /**
     * Reads or sets the flags of a socket (POSIX).
     *
     * @param fd the socket
     * @param cmd F_GETFL or F_SETFL
     * @param arg for F_SETFL the flags: O_NONBLOCK or 0, and O_RDWR or not
     * @return the flags, or 0; -1 with an errno
     */
    public final int fcntl(int fd, int cmd, int arg) {
        return result(() -> {
            SctpSocket socket = of(fd).socket;
            if (cmd == SysSocket.F_GETFL) {
                return SysSocket.O_RDWR | (socket.isBlocking() ? 0 : SysSocket.O_NONBLOCK);
            }
            if (cmd != SysSocket.F_SETFL || (arg & ~(SysSocket.O_RDWR | SysSocket.O_NONBLOCK)) != 0) {
                throw error(Errno.EINVAL, "command " + cmd + " with " + arg + " is not known");
            }
            socket.configureBlocking((arg & SysSocket.O_NONBLOCK) == 0);
            return 0;
        });
    }

    /**
     * Waits for sockets to be ready (POSIX, RFC 6458 §3.2), with the meaning of {@link Poller}. Standard input and output can't
     * be waited for: POLLNVAL.
     *
     * @param fds what to look at, and then what is so
     * @param nfds how many of them count
     * @param timeout how long to wait at most in ms; negative for ever
     * @return for how many something is so; -1 with an errno
     */
    public final int poll(pollfd @Nullable [] fds, int nfds, int timeout) {
        return result(() -> {
            pollfd[] all = present(fds, "the array of descriptors");
            if (nfds < 0 || nfds > all.length) {
                throw error(Errno.EINVAL, "there are " + all.length + " descriptors, not " + nfds);
            }
            Map<Descriptor, Integer> asked = new HashMap<>();
            boolean invalid = false;
            for (int i = 0; i < nfds; i++) {
                Descriptor d = find(all[i].fd);
                if (d != null) {
                    asked.merge(d, all[i].events, (a, b) -> a | b);
                }
                invalid |= d == null && all[i].fd >= 0;
            }
            return mark(all, nfds, look(asked, invalid ? 0 : timeout));
        });
    }

    private Map<SctpSocket, Integer> look(Map<Descriptor, Integer> asked, int timeout) throws SctpException {
        Map<SctpSocket, Integer> ready = new HashMap<>();
        try (Poller poller = stack.poller()) {
            for (Map.Entry<Descriptor, Integer> one : asked.entrySet()) {
                poller.watch(one.getKey().socket, one.getValue(), null);
            }
            for (PollResult result : poller.poll(timeout < 0 ? null : Duration.ofMillis(timeout))) {
                ready.put(result.socket(), result.events());
            }
        }
        return ready;
    }

    private int mark(pollfd[] all, int count, Map<SctpSocket, Integer> ready) {
        int told = SysSocket.POLLERR | SysSocket.POLLHUP | SysSocket.POLLNVAL;
        int marked = 0;
        for (int i = 0; i < count; i++) {
            pollfd one = all[i];
            Descriptor d = find(one.fd);
            if (d == null) {
                one.revents = one.fd < 0 ? 0 : SysSocket.POLLNVAL;
            } else {
                one.revents = ready.getOrDefault(d.socket, 0) & (one.events | told);
            }
            marked += one.revents == 0 ? 0 : 1;
        }
        return marked;
    }
}
