package io.jsctp;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.Reliability;
import io.jsctp.engine.SendStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends messages, and ends associations by the flags of a message (RFC 6458 §9.12). */
final class SocketSending {
    private static final String CALL = "sendv";
    private static final int KNOWN_FLAGS = SctpConstants.SCTP_EOF
            | SctpConstants.SCTP_ABORT
            | SctpConstants.SCTP_UNORDERED
            | SctpConstants.SCTP_ADDR_OVER
            | SctpConstants.SCTP_SENDALL
            | SctpConstants.SCTP_EOR
            | SctpConstants.SCTP_SACK_IMMEDIATELY;
    private static final int MAX_UINT16 = 0xFFFF;

    /** Beside the user's flags: {@link #keyed}. */
    private static final int WITH_KEY = 0x8000;

    private final SocketCore core;
    private final SocketConnecting connecting;

    SocketSending(SocketCore core, SocketConnecting connecting) {
        this.core = core;
        this.connecting = connecting;
    }

    /** Sends several buffers as one message; they are consumed if it was taken. */
    int sendv(
            ByteBuffer[] parts,
            @Nullable List<InetSocketAddress> addresses,
            @Nullable SendvInfo info,
            int flags,
            @Nullable AssociationIdOut newId)
            throws SctpException {
        int sent = sendv(joined(parts), addresses, info, flags, newId);
        consume(parts);
        return sent;
    }

    /** One message of several buffers, which stay as they are. */
    ByteBuffer joined(ByteBuffer[] parts) throws SctpException {
        long length = 0;
        for (ByteBuffer part : Errors.present(parts, CALL, "the array of buffers")) {
            length += Errors.present(part, CALL, "a buffer").remaining();
        }
        if (length > core.settings().association().sendBufferBytes()) {
            core.checkOpen(CALL);
            throw Errors.of(Errno.EMSGSIZE, CALL, "a message of " + length + " bytes is larger than SO_SNDBUF");
        }
        ByteBuffer message = ByteBuffer.allocate((int) length);
        for (ByteBuffer part : parts) {
            message.put(part.duplicate());
        }
        return message.flip();
    }

    static void consume(ByteBuffer[] parts) {
        for (ByteBuffer part : parts) {
            part.position(part.limit());
        }
    }

    int sendv(
            ByteBuffer given,
            @Nullable List<InetSocketAddress> addresses,
            @Nullable SendvInfo info,
            int flags,
            @Nullable AssociationIdOut newId)
            throws SctpException {
        Outgoing outgoing = prepare(given, addresses, info, flags, newId);
        AssociationDriver driver = outgoing.driver();
        if (driver == null) {
            return sendAll(outgoing);
        }
        int length = outgoing.message().remaining();
        if (outgoing.setsUp() && core.isBlocking()) {
            driver.kick();
            connecting.await(driver, CALL);
        }
        // Else the message is queued before the INIT leaves, so that a refusal can't come in between.
        try {
            send(driver, outgoing);
        } catch (SctpException e) {
            if (outgoing.setsUp() && !core.isBlocking()) {
                driver.abort(new byte[0]);
            }
            throw e;
        }
        return length;
    }

    /**
     * A message whose arguments were checked.
     *
     * @param driver where it goes; null for all associations of a one-to-many socket (SCTP_SENDALL)
     * @param message the message
     * @param info how to send it
     * @param prInfo how reliably; null for the default of the association it goes to
     * @param plain whether nothing else was said of it, either
     * @param destination where it goes with SCTP_ADDR_OVER
     * @param setsUp whether the association was begun for it; its INIT leaves when the driver is kicked
     */
    record Outgoing(
            @Nullable AssociationDriver driver,
            ByteBuffer message,
            SendInfo info,
            @Nullable PrInfo prInfo,
            boolean plain,
            @Nullable InetAddress destination,
            boolean setsUp) {
        /** The same for one of all associations; its buffer is its own. */
        Outgoing to(AssociationDriver one) {
            return new Outgoing(one, message.duplicate(), info, prInfo, plain, destination, setsUp);
        }
    }

    /** Checks the arguments, finds the association, and begins one if addresses are given for that. */
    Outgoing prepare(
            ByteBuffer given,
            @Nullable List<InetSocketAddress> addresses,
            @Nullable SendvInfo info,
            int flags,
            @Nullable AssociationIdOut newId)
            throws SctpException {
        ByteBuffer message = Errors.present(given, CALL, "the message");
        core.checkOpen(CALL);
        checkFlags(flags);
        SendInfo sendInfo = sendInfo(info);
        PrInfo prInfo = prInfo(info);
        if (prInfo != null) {
            PartialReliability.of(
                    prInfo, false, AssociationOptions.DEFAULTS, CALL); // refused before anything is set up
        }
        checkStream(sendInfo);
        AuthInfo key = authInfo(info);
        int sendFlags = sendInfo == null ? 0 : sendInfo.flags();
        if (addresses != null && !addresses.isEmpty() && (sendFlags & SctpConstants.SCTP_ADDR_OVER) == 0) {
            InitMessage init = info instanceof SendvInit shaped ? shaped.initMessage() : null;
            AssociationOptions defaults = core.settings().perAssociation();
            SendInfo how = key == null ? sendInfo : keyed(sendInfo == null ? withoutAll(defaults) : sendInfo, key);
            return prepareNew(message, addresses, how, prInfo, sendInfo == null, init, newId);
        }
        if (info instanceof SendvInit) {
            throw Errors.of(Errno.EINVAL, CALL, "without addresses nothing is set up that a SendvInit could shape");
        }
        InetAddress destination = destination(addresses, sendFlags);
        if (core.isOneToMany() && sendInfo == null) {
            throw Errors.of(
                    Errno.EINVAL,
                    CALL,
                    "a one-to-many socket needs a SendInfo to know the association (RFC 6458 §9.12)");
        }
        if (core.isOneToMany() && sendInfo != null && (sendFlags & SctpConstants.SCTP_SENDALL) != 0) {
            checkData(message, sendInfo);
            return new Outgoing(null, message, keyed(sendInfo, key), prInfo, false, null, false);
        }
        AssociationDriver driver = associated(sendInfo);
        SendInfo how = keyed(sendInfo == null ? driver.options.defaultSendInfo() : sendInfo, key);
        return new Outgoing(driver, message, how, prInfo, sendInfo == null, destination, false);
    }

    /** Addresses without SCTP_ADDR_OVER: sets up an association first. */
    private Outgoing prepareNew(
            ByteBuffer message,
            List<InetSocketAddress> addresses,
            @Nullable SendInfo info,
            @Nullable PrInfo prInfo,
            boolean byDefault,
            @Nullable InitMessage init,
            @Nullable AssociationIdOut newId)
            throws SctpException {
        SendInfo how = info == null ? withoutAll(core.settings().perAssociation()) : info;
        if (core.isOneToMany() && how.associationId() != 0) {
            throw Errors.of(Errno.EINVAL, CALL, "a set-up needs association id 0, not " + how.associationId());
        }
        if ((how.flags() & (SctpConstants.SCTP_ABORT | SctpConstants.SCTP_SENDALL)) != 0) {
            throw Errors.of(Errno.EINVAL, CALL, "SCTP_ABORT and SCTP_SENDALL make no sense with a set-up");
        }
        checkData(message, how);
        AssociationSettings settings = core.settings().association();
        if (init != null) {
            settings = SocketOptions.initialised(core, new OptionTarget(CALL, 0, null), init, settings);
        }
        int streams = settings.outboundStreams();
        if (how.streamId() >= streams) {
            throw Errors.of(
                    Errno.EINVAL, CALL, "stream " + how.streamId() + " is not below the " + streams + " asked for");
        }
        int buffer = settings.sendBufferBytes();
        if (message.remaining() > buffer) {
            throw Errors.ofSend(SendStatus.MESSAGE_TOO_LARGE, CALL, how.streamId(), message.remaining());
        }
        AssociationDriver driver = connecting.begin(addresses, settings, CALL);
        if (newId != null) {
            newId.id(driver.id);
        }
        return new Outgoing(driver, message, how, prInfo, byDefault, null, true);
    }

    /** How messages are sent by default; SCTP_SENDALL is about the associations there are. */
    private static SendInfo withoutAll(AssociationOptions options) {
        SendInfo defaults = options.defaultSendInfo();
        return defaults.withFlags(defaults.flags() & ~SctpConstants.SCTP_SENDALL);
    }

    /** The associations that a message to all goes to. */
    List<AssociationDriver> all() throws SctpException {
        List<AssociationDriver> drivers = core.associations();
        drivers.removeIf(driver -> !driver.progress.isUp());
        if (drivers.isEmpty()) {
            throw Errors.of(Errno.ENOTCONN, CALL, "the socket has no association");
        }
        return drivers;
    }

    private int sendAll(Outgoing outgoing) throws SctpException {
        ByteBuffer message = outgoing.message();
        List<AssociationDriver> drivers = all();
        if (!core.isBlocking()
                && drivers.stream().anyMatch(d -> d.ask(Association::sendBufferFree) < message.remaining())) {
            throw Errors.of(Errno.EAGAIN, CALL, "a send buffer is full; nothing was queued");
        }
        int length = message.remaining();
        SctpException first = null;
        int sent = 0;
        for (AssociationDriver driver : drivers) {
            try {
                send(driver, outgoing.to(driver));
                sent++;
            } catch (SctpException e) {
                // An association that ends meanwhile must not keep the message from the others.
                first = first == null ? e : first;
            }
        }
        if (sent == 0 && first != null) {
            throw first;
        }
        message.position(message.limit());
        return length;
    }

    private void send(AssociationDriver driver, Outgoing outgoing) throws SctpException {
        if (!send(driver, outgoing, core.isBlocking() ? core.sendDeadline() : null)) {
            throw Errors.ofSend(
                    SendStatus.BUFFER_FULL,
                    CALL,
                    outgoing.info().streamId(),
                    outgoing.message().remaining());
        }
    }

    /**
     * Sends a message that was prepared, but does not wait.
     *
     * @return false if the set-up goes on, or there is no room
     */
    boolean trySend(AssociationDriver driver, Outgoing outgoing) throws SctpException {
        return (!outgoing.setsUp() || connecting.isDone(driver, CALL)) && send(driver, outgoing, null);
    }

    /** Waits for room until the deadline, if there is one; false if there was none. */
    private boolean send(AssociationDriver driver, Outgoing outgoing, @Nullable Deadline deadline)
            throws SctpException {
        ByteBuffer message = outgoing.message();
        SendInfo info = outgoing.info();
        int flags = info.flags();
        int length = message.remaining();
        if ((flags & SctpConstants.SCTP_ABORT) != 0) {
            byte[] reason = new byte[length];
            message.get(reason);
            driver.abort(reason);
            return true;
        }
        checkData(message, info);
        if (driver.socket.isWriteShutdown()) {
            throw Errors.of(Errno.EPIPE, CALL, "the socket was shut down for writing");
        }
        if (length > 0) {
            Reliability reliability = PartialReliability.of(outgoing.prInfo(), outgoing.plain(), driver.options, CALL);
            SendStatus status = driver.send(message, info, reliability, outgoing.destination(), deadline);
            if (status == SendStatus.BUFFER_FULL) {
                return false;
            }
            if (status != SendStatus.ACCEPTED) {
                throw Errors.ofSend(status, CALL, info.streamId(), length);
            }
        }
        if ((flags & SctpConstants.SCTP_EOF) != 0) {
            driver.shutdown();
        }
        return true;
    }

    /** The flags of {@link Association#send}. What ends the association ends its last message, too. */
    static int engineFlags(int flags, boolean explicitEor) {
        boolean ends = !explicitEor || (flags & (SctpConstants.SCTP_EOR | SctpConstants.SCTP_EOF)) != 0;
        return ((flags & SctpConstants.SCTP_UNORDERED) != 0 ? Association.UNORDERED : 0)
                | ((flags & SctpConstants.SCTP_SACK_IMMEDIATELY) != 0 ? Association.SACK_IMMEDIATELY : 0)
                | ((flags & WITH_KEY) != 0 ? Association.WITH_KEY | (flags & ~MAX_UINT16) : 0)
                | (ends ? 0 : Association.MORE);
    }

    /** The number of the key travels in the upper half of the flags, which no flag of the user's is in. */
    private static SendInfo keyed(SendInfo info, @Nullable AuthInfo key) {
        return key == null ? info : info.withFlags(info.flags() | WITH_KEY | key.keyNumber() << Association.KEY_SHIFT);
    }

    private static @Nullable AuthInfo authInfo(@Nullable SendvInfo info) throws SctpException {
        AuthInfo given = null;
        if (info instanceof AuthInfo direct) {
            given = direct;
        } else if (info instanceof SendvSpa spa) {
            given = spa.authInfo();
        } else if (info instanceof SendvInit init) {
            given = init.authInfo();
        }
        if (given != null && (given.keyNumber() < 0 || given.keyNumber() > MAX_UINT16)) {
            throw Errors.of(Errno.EINVAL, CALL, "key " + given.keyNumber() + " is not within 0 to 65535");
        }
        return given;
    }

    private AssociationDriver associated(@Nullable SendInfo info) throws SctpException {
        AssociationDriver driver = core.resolve(info == null ? 0 : info.associationId(), CALL);
        if (driver != null) {
            return driver;
        }
        EndpointDriver endpoint = core.endpoint();
        if (endpoint != null && endpoint.isListening()) {
            throw Errors.of(Errno.EOPNOTSUPP, CALL, "a listening one-to-one socket can't send");
        }
        throw SocketConnecting.notConnected(CALL, core.queue().takeError());
    }

    private static void checkFlags(int flags) throws SctpException {
        if ((flags & SctpConstants.MSG_OOB) != 0) {
            throw Errors.of(Errno.EOPNOTSUPP, CALL, "SCTP has no out-of-band data (MSG_OOB)");
        }
        if (flags != 0) {
            throw Errors.of(Errno.EOPNOTSUPP, CALL, "flags 0x" + Integer.toHexString(flags) + " are not supported");
        }
    }

    private static @Nullable SendInfo sendInfo(@Nullable SendvInfo info) {
        if (info instanceof SendInfo sendInfo) {
            return sendInfo;
        }
        if (info instanceof SendvInit init) {
            return init.sendInfo();
        }
        return info instanceof SendvSpa spa ? spa.sendInfo() : null;
    }

    private static @Nullable PrInfo prInfo(@Nullable SendvInfo info) {
        if (info instanceof PrInfo direct) {
            return direct;
        }
        if (info instanceof SendvInit init) {
            return init.prInfo();
        }
        return info instanceof SendvSpa spa ? spa.prInfo() : null;
    }

    private static void checkStream(@Nullable SendInfo info) throws SctpException {
        if (info == null) {
            return;
        }
        if (info.streamId() < 0 || info.streamId() > 65535) {
            throw Errors.of(Errno.EINVAL, CALL, "stream " + info.streamId() + " is not within 0 to 65535");
        }
        if ((info.flags() & ~KNOWN_FLAGS) != 0) {
            throw Errors.of(
                    Errno.EINVAL, CALL, "send flags 0x" + Integer.toHexString(info.flags()) + " are not all known");
        }
    }

    private static void checkData(ByteBuffer message, SendInfo info) throws SctpException {
        int ending = SctpConstants.SCTP_EOF | SctpConstants.SCTP_ABORT;
        if (!message.hasRemaining() && (info.flags() & ending) == 0) {
            throw Errors.of(Errno.EINVAL, CALL, "a message must have at least one byte");
        }
    }

    private static @Nullable InetAddress destination(@Nullable List<InetSocketAddress> addresses, int sendFlags)
            throws SctpException {
        if ((sendFlags & SctpConstants.SCTP_ADDR_OVER) == 0) {
            return null;
        }
        if (addresses == null || addresses.size() != 1) {
            throw Errors.of(Errno.EINVAL, CALL, "SCTP_ADDR_OVER needs exactly one address");
        }
        return Addresses.resolved(addresses.get(0), CALL);
    }
}
