package io.jsctp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SCTP socket of either style (RFC 6458). Thread-safe: also reading and writing at the same time is.
 *
 * <p>All calls throw {@link SctpException} with EBADF once the socket is closed, EFAULT if a required argument is null,
 * and where they wait EINTR if the thread is interrupted, whose interrupt status stays set, and EDEADLK on the thread of
 * the stack, see {@link AsyncSocket}. Waiting threads, virtual ones too, are woken by {@link #close()}.
 */
public final class SctpSocket implements AutoCloseable {
    private final SocketCore core;
    private final SocketBinding binding;
    private final SocketConnecting connecting;
    private final SocketSending sending;
    private final SocketReceiving receiving;
    private final AsyncSocket async;

    SctpSocket(SocketCore core) {
        this.core = core;
        binding = new SocketBinding(core);
        connecting = new SocketConnecting(core, binding);
        sending = new SocketSending(core, connecting);
        receiving = new SocketReceiving(core);
        async = new AsyncSocket(core, connecting, sending, receiving);
    }

    SocketCore core() {
        return core;
    }

    /** {@return the family the socket was made with} */
    public Family family() {
        return core.family();
    }

    /** {@return the calls of this socket that do not wait but give futures} */
    public AsyncSocket async() {
        return async;
    }

    /** {@return the style the socket was made with; accepted sockets are one-to-one} */
    public Style style() {
        return core.style();
    }

    /**
     * Binds the socket (RFC 6458 §3.1.2, §4.1.2). Only once.
     *
     * @param local address and SCTP port; the wildcard address stands for all addresses of the stack, port 0 for an
     *     ephemeral port
     * @throws SctpException EINVAL if bound already, EADDRINUSE, EADDRNOTAVAIL if the stack does not have the address,
     *     EAFNOSUPPORT if it does not fit the socket's family
     */
    public void bind(InetSocketAddress local) throws SctpException {
        binding.bind(local);
    }

    /**
     * Adds or removes local addresses (RFC 6458 §9.1), all or none. An unbound socket is bound by it. Where there are
     * associations their peers are told, and take part: an added address is used, and one that is removed forgotten, when
     * the peer has agreed (RFC 5061).
     *
     * @param addresses the addresses, with the bound port or port 0
     * @param flags SCTP_BINDX_ADD_ADDR or SCTP_BINDX_REM_ADDR
     * @throws SctpException EINVAL if the list, the flags or the ports are wrong, or nothing would be left; EADDRINUSE;
     *     EADDRNOTAVAIL; EAFNOSUPPORT; EOPNOTSUPP if the socket has an association to a peer with
     *     which addresses can't be changed, see {@link SctpOption#ASCONF_SUPPORTED}
     */
    public void bindx(List<InetSocketAddress> addresses, int flags) throws SctpException {
        binding.bindx(addresses, flags);
    }

    /**
     * Accepts associations from peers from now on (RFC 6458 §3.1.3, §4.1.3). An unbound socket is bound to all addresses
     * and an ephemeral port.
     *
     * @param backlog one-to-one: how many associations may wait to be accepted; one-to-many: any number above 0. 0 ends
     *     accepting
     * @throws SctpException EINVAL if negative, EISCONN if a one-to-one socket has an association
     */
    public void listen(int backlog) throws SctpException {
        binding.listen(backlog);
    }

    /**
     * Takes the next association that a peer set up, and waits for it if need be (RFC 6458 §4.1.4).
     *
     * @return its socket, with the options of this one
     * @throws SctpException EOPNOTSUPP on a one-to-many socket, EINVAL if it does not listen, EAGAIN if non-blocking and
     *     none waits, EMFILE if the stack has as many sockets as it may
     */
    public SctpSocket accept() throws SctpException {
        return new SctpSocket(SocketAccepting.accept(core));
    }

    /**
     * Gives an association of this one-to-many socket a one-to-one socket of its own (RFC 6458 §9.2). What there is to read
     * of it is read there from now on; the association keeps its id and options, and all others stay where they are. A
     * call that waits for room in its send buffer goes on.
     *
     * @param associationId the association
     * @return its socket, blocking, with the options of this one
     * @throws SctpException EOPNOTSUPP on a one-to-one socket; EINVAL if there is no such association, or it is not
     *     established: still being set up, or ending; EMFILE if the stack has as many sockets as it may
     */
    public SctpSocket peeloff(int associationId) throws SctpException {
        return new SctpSocket(SocketPeeling.peelOff(core, associationId));
    }

    /**
     * Sets up an association (RFC 6458 §3.1.6, §4.1.5) and waits for it.
     *
     * @param peer an address of the peer and its SCTP port
     * @throws SctpException as {@link #connectx}, but EINPROGRESS where that says EAGAIN
     */
    public void connect(InetSocketAddress peer) throws SctpException {
        connecting.connect(peer);
    }

    /**
     * Sets up an association to a peer with any of the addresses, tried in turn (RFC 6458 §9.9), and waits for it. An
     * unbound socket is bound to all addresses and an ephemeral port.
     *
     * @param peers the addresses, all with the same SCTP port
     * @return the association's id
     * @throws SctpException ECONNREFUSED if nobody listens there, ETIMEDOUT if nobody answers, ECONNABORTED; EAGAIN if
     *     non-blocking: it goes on in the background; EALREADY if one is under way; EISCONN if there is one;
     *     EADDRNOTAVAIL, EAFNOSUPPORT, EINVAL for wrong addresses; EOPNOTSUPP on a listening one-to-one socket; EINTR,
     *     then it goes on in the background
     */
    public int connectx(List<InetSocketAddress> peers) throws SctpException {
        return connecting.connectx(peers);
    }

    /**
     * Sends a message on the existing association.
     *
     * @param message from position to limit; consumed if it was taken
     * @param info how to send it
     * @return how many bytes
     * @throws SctpException as {@link #sendv(ByteBuffer, List, SendvInfo, int, AssociationIdOut)}
     */
    public int sendv(ByteBuffer message, SendvInfo info) throws SctpException {
        return sending.sendv(message, null, info, 0, null);
    }

    /**
     * Sends a message.
     *
     * @param message from position to limit; consumed if it was taken
     * @param addresses see {@link #sendv(ByteBuffer, List, SendvInfo, int, AssociationIdOut)}
     * @param info how to send it; null for the defaults
     * @param flags 0
     * @return how many bytes
     * @throws SctpException as {@link #sendv(ByteBuffer, List, SendvInfo, int, AssociationIdOut)}
     */
    public int sendv(
            ByteBuffer message, @Nullable List<InetSocketAddress> addresses, @Nullable SendvInfo info, int flags)
            throws SctpException {
        return sending.sendv(message, addresses, info, flags, null);
    }

    /**
     * Sends a message (RFC 6458 §9.12), whole or not at all. Waits while the send buffer is full. Flags of the
     * {@link SendInfo} can also end the association: SCTP_EOF gracefully after this message, which may be empty, and
     * SCTP_ABORT at once with the message as the reason.
     *
     * @param message from position to limit; consumed if it was taken
     * @param addresses null to send on the existing association; with SCTP_ADDR_OVER the one address to send to; else
     *     the peer's addresses to set up an association to first
     * @param info how to send it; a one-to-many socket needs a {@link SendInfo} unless it sets up; null for the defaults
     * @param flags 0
     * @param newId takes the id of an association that was set up
     * @return how many bytes
     * @throws SctpException EINVAL for a wrong stream, id, flag, address or an empty message; EMSGSIZE if larger than the
     *     send buffer; EAGAIN if non-blocking and the buffer is full; ENOBUFS if the stack has no memory for it; EPIPE if the
     *     association takes no more data; ENOTCONN if there is none; EOPNOTSUPP for MSG_OOB or on a listening socket;
     *     ENETUNREACH if the stack has no address of the peer's family; what {@link #connectx} throws
     */
    public int sendv(
            ByteBuffer message,
            @Nullable List<InetSocketAddress> addresses,
            @Nullable SendvInfo info,
            int flags,
            AssociationIdOut newId)
            throws SctpException {
        return sending.sendv(message, addresses, info, flags, newId);
    }

    /**
     * Sends several buffers as one message.
     *
     * @param parts the message, each buffer from position to limit; consumed if it was taken
     * @param addresses see {@link #sendv(ByteBuffer, List, SendvInfo, int, AssociationIdOut)}
     * @param info how to send it; null for the defaults
     * @param flags 0
     * @return how many bytes
     * @throws SctpException as {@link #sendv(ByteBuffer, List, SendvInfo, int, AssociationIdOut)}
     */
    public int sendv(
            ByteBuffer[] parts, @Nullable List<InetSocketAddress> addresses, @Nullable SendvInfo info, int flags)
            throws SctpException {
        return sending.sendv(parts, addresses, info, flags, null);
    }

    /**
     * Reads with flags 0.
     *
     * @param target takes the bytes
     * @return what was read
     * @throws SctpException as {@link #recvv(ByteBuffer, int, MessageInfo)}
     */
    public ReceiveResult recvv(ByteBuffer target) throws SctpException {
        return recvv(target, 0);
    }

    /**
     * Reads.
     *
     * @param target takes the bytes
     * @param flags see {@link #recvv(ByteBuffer, int, MessageInfo)}
     * @return what was read
     * @throws SctpException as {@link #recvv(ByteBuffer, int, MessageInfo)}
     */
    public ReceiveResult recvv(ByteBuffer target, int flags) throws SctpException {
        MessageInfo info = new MessageInfo();
        return info.toResult(receiving.recvv(target, flags, info));
    }

    /**
     * Reads at most one message or notification (RFC 6458 §9.13), and waits for it. If the buffer is too short the next
     * call goes on with the rest, and only the last part has MSG_EOR. A notification is written in the layout of RFC 6458
     * §6.1 in network byte order, and given as an object with its last part.
     *
     * @param target takes the bytes; must have room for one
     * @param flags MSG_PEEK to leave what is read there for the next call; MSG_EOR and MSG_NOTIFICATION are ignored, other
     *     flags are refused
     * @param info takes what is known of the message, replacing what it held
     * @return how many bytes; 0 if the association of a one-to-one socket is over
     * @throws SctpException EAGAIN if non-blocking and nothing is there; ENOTCONN if a one-to-one socket never had an
     *     association; ECONNRESET once if it was aborted, ETIMEDOUT once if the peer was lost; EINVAL, EOPNOTSUPP for
     *     wrong arguments
     */
    public int recvv(ByteBuffer target, int flags, MessageInfo info) throws SctpException {
        return receiving.recvv(target, flags, Errors.present(info, "recvv", "the info"));
    }

    /**
     * Reads into several buffers, each filled before the next.
     *
     * @param targets take the bytes; one of them must have room
     * @param flags see {@link #recvv(ByteBuffer, int, MessageInfo)}
     * @param info takes what is known of the message, replacing what it held
     * @return how many bytes in all; 0 if the association of a one-to-one socket is over
     * @throws SctpException as {@link #recvv(ByteBuffer, int, MessageInfo)}
     */
    public int recvv(ByteBuffer[] targets, int flags, MessageInfo info) throws SctpException {
        return receiving.recvv(
                Errors.present(targets, "recvv", "the array of buffers"),
                flags,
                Errors.present(info, "recvv", "the info"));
    }

    /**
     * Ends one direction or both (RFC 6458 §4.1.7): SCTP has no half-closed associations, so SHUT_WR begins the end of
     * the association, and what the peer still sends can be read.
     *
     * @param how which direction
     * @throws SctpException EOPNOTSUPP on a one-to-many socket, ENOTCONN if there is no association
     */
    public void shutdown(ShutdownHow how) throws SctpException {
        SocketClosing.shutdown(core, how);
    }

    /**
     * Closes the socket (RFC 6458 §3.1.5, §4.1.6). Associations end gracefully in the background: what was sent is
     * delivered; what was not read is lost. {@link SctpOption#SO_LINGER} makes it wait, or abort. Idempotent.
     */
    @Override
    public void close() {
        SocketClosing.close(core);
    }

    /** {@return true until the socket is closed} */
    public boolean isOpen() {
        return !core.isClosed();
    }

    /**
     * Tells the local addresses (RFC 6458 §9.5).
     *
     * @param associationId on a one-to-many socket an association, for those that its peer may use; 0 for all that are
     *     bound
     * @return the addresses with the bound port; empty if the socket is unbound
     * @throws SctpException EINVAL if there is no such association
     */
    public List<InetSocketAddress> getladdrs(int associationId) throws SctpException {
        return SocketNames.local(core, associationId);
    }

    /**
     * Tells the addresses of a peer (RFC 6458 §9.3).
     *
     * @param associationId on a one-to-many socket the association
     * @return the addresses with the peer's port; empty if the socket never had an association
     * @throws SctpException EINVAL if there is no such association, ENOTCONN if that of a one-to-one socket is over
     */
    public List<InetSocketAddress> getpaddrs(int associationId) throws SctpException {
        return SocketNames.peer(core, associationId);
    }

    /**
     * Tells one bound address (RFC 6458 §7.4).
     *
     * @return the address and port
     * @throws SctpException EINVAL if the socket is unbound
     */
    public InetSocketAddress getsockname() throws SctpException {
        List<InetSocketAddress> bound = core.isOneToMany() || core.only() == null ? List.of() : getladdrs(0);
        EndpointDriver endpoint = core.endpoint();
        core.checkOpen("getsockname");
        if (endpoint == null) {
            throw Errors.of(Errno.EINVAL, "getsockname", "the socket is not bound");
        }
        return bound.isEmpty() ? new InetSocketAddress(endpoint.bound().get(0), endpoint.port()) : bound.get(0);
    }

    /**
     * Tells the primary address of the peer of a one-to-one socket (RFC 6458 §4.1.9).
     *
     * @return the address and port
     * @throws SctpException ENOTCONN if there is no association, EOPNOTSUPP on a one-to-many socket
     */
    public InetSocketAddress getpeername() throws SctpException {
        core.checkOpen("getpeername");
        if (core.isOneToMany()) {
            throw Errors.of(Errno.EOPNOTSUPP, "getpeername", "a one-to-many socket has many peers: use getpaddrs");
        }
        AssociationDriver driver = core.only();
        if (driver == null || !driver.progress.isUp()) {
            throw Errors.of(Errno.ENOTCONN, "getpeername", "the socket has no association");
        }
        return driver.peer();
    }

    /**
     * Reads an option of a one-to-one socket, or for SCTP_FUTURE_ASSOC.
     *
     * @param <T> the type of the value
     * @param option which
     * @return its value
     * @throws SctpException as {@link #getOption(SctpOption, int, InetSocketAddress)}
     */
    public <T> T getOption(SctpOption<T> option) throws SctpException {
        return getOption(option, SctpConstants.SCTP_FUTURE_ASSOC, null);
    }

    /**
     * Reads an option.
     *
     * @param <T> the type of the value
     * @param option which
     * @param associationId the association on a one-to-many socket, or SCTP_FUTURE_ASSOC
     * @return its value
     * @throws SctpException as {@link #getOption(SctpOption, int, InetSocketAddress)}
     */
    public <T> T getOption(SctpOption<T> option, int associationId) throws SctpException {
        return getOption(option, associationId, null);
    }

    /**
     * Reads an option.
     *
     * @param <T> the type of the value
     * @param option which
     * @param associationId the association on a one-to-many socket, or SCTP_FUTURE_ASSOC
     * @param peerAddress the peer's address, for options about one
     * @return its value
     * @throws SctpException EINVAL for a wrong association or address, EOPNOTSUPP if it can't be read, ENOTCONN if it
     *     needs an association
     */
    public <T> T getOption(SctpOption<T> option, int associationId, @Nullable InetSocketAddress peerAddress)
            throws SctpException {
        SctpOption<T> given = Errors.present(option, "getOption", "the option");
        return given.read(core, new OptionTarget("getOption " + given.name(), associationId, peerAddress));
    }

    /**
     * Sets an option of a one-to-one socket, or for SCTP_FUTURE_ASSOC.
     *
     * @param <T> the type of the value
     * @param option which
     * @param value its new value
     * @throws SctpException as {@link #setOption(SctpOption, Object, int, InetSocketAddress)}
     */
    public <T> void setOption(SctpOption<T> option, T value) throws SctpException {
        setOption(option, value, SctpConstants.SCTP_FUTURE_ASSOC, null);
    }

    /**
     * Sets an option.
     *
     * @param <T> the type of the value
     * @param option which
     * @param value its new value
     * @param associationId the association on a one-to-many socket, or one of SCTP_FUTURE_ASSOC, SCTP_CURRENT_ASSOC,
     *     SCTP_ALL_ASSOC
     * @throws SctpException as {@link #setOption(SctpOption, Object, int, InetSocketAddress)}
     */
    public <T> void setOption(SctpOption<T> option, T value, int associationId) throws SctpException {
        setOption(option, value, associationId, null);
    }

    /**
     * Sets an option.
     *
     * @param <T> the type of the value
     * @param option which
     * @param value its new value
     * @param associationId the association on a one-to-many socket, or one of SCTP_FUTURE_ASSOC, SCTP_CURRENT_ASSOC,
     *     SCTP_ALL_ASSOC
     * @param peerAddress the peer's address, for options about one
     * @throws SctpException EINVAL for a wrong value, association or address, EOPNOTSUPP if it can't be set, ENOTCONN if
     *     it needs an association
     */
    public <T> void setOption(SctpOption<T> option, T value, int associationId, @Nullable InetSocketAddress peerAddress)
            throws SctpException {
        SctpOption<T> given = Errors.present(option, "setOption", "the option");
        given.write(core, new OptionTarget("setOption " + given.name(), associationId, peerAddress), value);
    }

    /**
     * Reads an option, as sctp_opt_info does (RFC 6458 §9.14).
     *
     * @param <T> the type of the value
     * @param associationId the association on a one-to-many socket, or SCTP_FUTURE_ASSOC
     * @param option which
     * @param peerAddress the peer's address, for options about one
     * @return its value
     * @throws SctpException as {@link #getOption(SctpOption, int, InetSocketAddress)}
     */
    public <T> T optInfo(int associationId, SctpOption<T> option, @Nullable InetSocketAddress peerAddress)
            throws SctpException {
        SctpOption<T> given = Errors.present(option, "optInfo", "the option");
        return given.read(core, new OptionTarget("optInfo " + given.name(), associationId, peerAddress));
    }

    /**
     * Tells what an association has counted (RFC 3873), also of one that is over while the socket still has it.
     *
     * @param associationId the association on a one-to-many socket
     * @return its counters and paths at this moment
     * @throws SctpException EINVAL if there is no such association, ENOTCONN if a one-to-one socket never had one
     */
    public AssociationStatistics statistics(int associationId) throws SctpException {
        return Statistics.of(core, associationId);
    }

    /**
     * Says whether calls wait.
     *
     * @param blocking true, the default, to wait; false for EAGAIN instead
     * @throws SctpException EBADF if closed
     */
    public void configureBlocking(boolean blocking) throws SctpException {
        core.checkOpen("configureBlocking");
        core.blocking(blocking);
    }

    /** {@return whether calls wait} */
    public boolean isBlocking() {
        return core.isBlocking();
    }

    /** {@return one line: style, port, state, associations} */
    @Override
    public String toString() {
        EndpointDriver endpoint = core.endpoint();
        return "SctpSocket[" + core.style() + ", " + (endpoint == null ? "unbound" : "port " + endpoint.port())
                + ", associations " + core.associations() + (core.isClosed() ? ", closed]" : "]");
    }
}
