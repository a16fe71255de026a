package io.jsctp.posix;

import io.jsctp.AssociationIdOut;
import io.jsctp.Errno;
import io.jsctp.MessageInfo;
import io.jsctp.SctpException;
import io.jsctp.SctpStack;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls of sockets of any protocol that send and receive. */
abstract sealed class MessageCalls extends SocketCalls permits SctpCalls {
    MessageCalls(SctpStack stack, InputStream stdin, PrintStream stdout, PrintStream stderr) {
        super(stack, stdin, stdout, stderr);
    }

    /**
     * Sends on the association of a one-to-one socket with its default parameters (RFC 6458 §7.1).
     *
     * @param sd the socket
     * @param msg the message
     * @param len its size
     * @param flags 0
     * @return how many bytes; -1 with an errno, EOPNOTSUPP on a one-to-many socket
     */
    public final int send(int sd, byte @Nullable [] msg, int len, int flags) {
        return result(() -> {
            Descriptor d = of(sd);
            checkOneToOne(d, "send");
            return Outgoing.byDefault(buffer(msg, len), flags).send(d.socket);
        });
    }

    /**
     * Sends to a peer with default parameters (RFC 6458 §7.1); on a one-to-many socket it sets the association up if need be
     * (§7.5).
     *
     * @param sd the socket
     * @param msg the message
     * @param len its size
     * @param flags 0
     * @param to an address of the peer; on a one-to-one socket may be null
     * @param tolen its size
     * @return how many bytes; -1 with an errno
     */
    public final int sendto(int sd, byte @Nullable [] msg, int len, int flags, @Nullable sockaddr to, int tolen) {
        return result(() -> {
            Descriptor d = of(sd);
            Outgoing message = Outgoing.byDefault(buffer(msg, len), flags);
            if (to == null) {
                checkConnected(d);
                return message.send(d.socket);
            }
            InetSocketAddress peer = address(d, to, tolen, Errno.EINVAL);
            return message.sendTo(d, List.of(peer), new AssociationIdOut());
        });
    }

    /**
     * Sends with ancillary data (RFC 6458 §3.1.4, §4.1.8, §5): SCTP_SNDINFO or SCTP_SNDRCV, SCTP_PRINFO; for setting an
     * association up SCTP_INIT, and SCTP_DSTADDRV4 and SCTP_DSTADDRV6 for more of the peer's addresses.
     *
     * @param sd the socket
     * @param message the message
     * @param flags 0
     * @return how many bytes; -1 with an errno, ESHUTDOWN where the calls of SCTP's own say EPIPE
     */
    public final int sendmsg(int sd, @Nullable msghdr message, int flags) {
        return result(() -> {
            Descriptor d = of(sd);
            try {
                return Ancillary.send(d, present(message, "the message"), flags);
            } catch (SctpException e) {
                throw e.errno() == Errno.EPIPE ? error(Errno.ESHUTDOWN, String.valueOf(e.getMessage())) : e;
            }
        });
    }

    /**
     * Reads from a one-to-one socket (RFC 6458 §7.1).
     *
     * @param sd the socket
     * @param buf takes the message
     * @param len its size
     * @param flags MSG_PEEK or 0
     * @return how many bytes, 0 at the end; -1 with an errno, EOPNOTSUPP on a one-to-many socket
     */
    public final int recv(int sd, byte @Nullable [] buf, int len, int flags) {
        return result(() -> {
            Descriptor d = of(sd);
            checkOneToOne(d, "recv");
            return d.socket.recvv(buffer(buf, len), flags, new MessageInfo());
        });
    }

    /**
     * Reads, and tells whose message it is (RFC 6458 §7.1).
     *
     * @param sd the socket
     * @param buf takes the message
     * @param len its size
     * @param flags MSG_PEEK or 0
     * @param from takes the peer's address; may be null
     * @param fromlen its size, and then that of the address
     * @return how many bytes, 0 at the end; -1 with an errno
     */
    public final int recvfrom(
            int sd, byte @Nullable [] buf, int len, int flags, @Nullable sockaddr from, int @Nullable [] fromlen) {
        return result(() -> {
            Descriptor d = of(sd);
            checkTarget(from, fromlen);
            MessageInfo info = new MessageInfo();
            int read = d.socket.recvv(buffer(buf, len), flags, info);
            store(d, info.from(), from, fromlen);
            return read;
        });
    }

    /**
     * Reads with ancillary data (RFC 6458 §3.1.4, §4.1.8, §5): SCTP_RCVINFO and SCTP_NXTINFO, or SCTP_SNDRCV or SCTP_EXTRCV, as
     * options ask for.
     *
     * @param sd the socket
     * @param message takes the message, and what goes with it
     * @param flags MSG_PEEK or 0
     * @return how many bytes, 0 at the end; -1 with an errno
     */
    public final int recvmsg(int sd, @Nullable msghdr message, int flags) {
        return result(() -> {
            Descriptor d = of(sd);
            msghdr target = present(message, "the message");
            MessageInfo info = new MessageInfo();
            int read = d.socket.recvv(buffers(target.msg_iov, target.msg_iovlen), flags, info);
            sockaddr name = target.msg_name;
            if (name != null) {
                int[] length = {target.msg_namelen};
                InetSocketAddress from = info.from();
                store(d, from, name, length);
                target.msg_namelen = from == null ? 0 : length[0];
            }
            target.msg_flags = info.flags();
            Ancillary.receive(d, target, info);
            return read;
        });
    }

    /**
     * Reads as {@link #recv} without flags (RFC 6458 §7.3), or from standard input.
     *
     * @param fd the socket, or STDIN_FILENO
     * @param buf takes the bytes
     * @param len its size
     * @return how many bytes, 0 at the end; -1 with an errno
     */
    public final int read(int fd, byte @Nullable [] buf, int len) {
        if (!isStream(fd)) {
            return recv(fd, buf, len, 0);
        }
        return result(() -> readStream(fd, buffer(buf, len).array(), len));
    }

    /**
     * Sends as {@link #send} without flags (RFC 6458 §7.3), or writes to standard output or error.
     *
     * @param fd the socket, STDOUT_FILENO or STDERR_FILENO
     * @param buf the bytes
     * @param len how many
     * @return how many bytes; -1 with an errno
     */
    public final int write(int fd, byte @Nullable [] buf, int len) {
        if (!isStream(fd)) {
            return send(fd, buf, len, 0);
        }
        return result(() -> writeStream(fd, buffer(buf, len).array(), len));
    }

    static void checkOneToOne(Descriptor d, String call) throws SctpException {
        if (d.isOneToMany()) {
            throw error(Errno.EOPNOTSUPP, call + " is not for one-to-many sockets (RFC 6458 §7.1)");
        }
    }

    static void checkConnected(Descriptor d) throws SctpException {
        if (d.isOneToMany()) {
            throw error(Errno.ENOTCONN, "without an address nothing tells the association");
        }
    }

    static ByteBuffer buffer(byte @Nullable [] memory, int length) throws SctpException {
        byte[] present = present(memory, "the buffer");
        if (length < 0 || length > present.length) {
            throw error(Errno.EINVAL, "the buffer has " + present.length + " bytes, not " + length);
        }
        return ByteBuffer.wrap(present, 0, length);
    }

    static ByteBuffer[] buffers(iovec @Nullable [] vectors, int count) throws SctpException {
        iovec[] present = present(vectors, "the array of buffers");
        if (count < 0 || count > present.length) {
            throw error(Errno.EINVAL, "there are " + present.length + " buffers, not " + count);
        }
        ByteBuffer[] buffers = new ByteBuffer[count];
        for (int i = 0; i < count; i++) {
            if (present[i].iov_base == null && present[i].iov_len == 0) {
                buffers[i] = ByteBuffer.allocate(0);
                continue;
            }
            present(present[i].iov_base, "a buffer");
            ByteBuffer buffer = present[i].buffer();
            if (buffer == null) {
                throw error(Errno.EINVAL, "buffer " + i + " does not lie within its memory");
            }
            buffers[i] = buffer;
        }
        return buffers;
    }

    /** All of them as one message. */
    static ByteBuffer gather(iovec @Nullable [] vectors, int count) throws SctpException {
        ByteBuffer[] parts = vectors == null && count == 0 ? new ByteBuffer[0] : buffers(vectors, count);
        if (parts.length == 1) {
            return parts[0];
        }
        long length = 0;
        for (ByteBuffer part : parts) {
            length += part.remaining();
        }
        if (length > Integer.MAX_VALUE) {
            throw error(Errno.EMSGSIZE, length + " bytes are no message");
        }
        ByteBuffer message = ByteBuffer.allocate((int) length);
        for (ByteBuffer part : parts) {
            message.put(part);
        }
        return message.flip();
    }
}
