package io.jsctp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous form of the calls of a {@link SctpSocket} that may wait ({@link SctpSocket#async()}): whether the socket
 * is blocking or not, they return at once, with a future. Arguments, results and errors are those of the calls with the
 * same names; all errors, wrong arguments too, are the future's: an {@link SctpException}. Thread-safe.
 *
 * <p><b>Where it happens.</b> What can be done without waiting is done by the calling thread, and the future is complete
 * when the call returns; but of every 32 such calls one is told by the loop, or chains of actions would grow the
 * stack of their thread without end. All other futures are completed by the thread of the stack, its loop, when it has sent
 * what the packets that it took made due. No thread is handed anything: actions that depend on the future run right there,
 * with no lock held, and what they send leaves at once. In a stack without a thread ({@link SteppedStack}) the loop is
 * whoever runs its steps, and {@code get} and {@code join} run them, as calls that wait do.
 *
 * <p><b>Actions on the thread of the stack must not wait,</b> for as long as they run no packet is taken and no timer goes
 * off. Calls of this stack that would wait there fail with EDEADLK, {@code get} and {@code join} of these futures
 * too; {@link SctpSocket#close} does not linger there. Give long work to threads of your own ({@code thenAcceptAsync}). An
 * exception that an action throws goes to the future that depends on it, and harms nothing else.
 *
 * <p><b>Order.</b> Calls that receive are served in the order they were made, and so are those that accept, and those that
 * send on one association, set-up included. There is no order between these calls and threads that wait in calls of the
 * {@link SctpSocket}. More than {@link StackLimit#PENDING_CALLS} that wait for the same thing are refused with ENOBUFS.
 *
 * <p><b>Taking back.</b> {@code cancel}, {@code orTimeout} and whatever else completes a future of these calls takes back
 * the call: it reads, sends and accepts nothing from then on, and what it would have read is there for the next one. If it has
 * been done already {@code cancel} says false and the future has, or is about to have, the result. A set-up goes on, as after
 * EINTR. SO_RCVTIMEO and SO_SNDTIMEO are not about these calls.
 *
 * <p><b>Ends.</b> When the socket or the stack is closed, calls that wait fail with EBADF; when an association ends, as the
 * waiting calls do.
 *
 * <p>Buffers belong to the call until the future is complete.
 */
public final class AsyncSocket {
    private final SocketCore core;
    private final SocketConnecting connecting;
    private final SocketSending sending;
    private final SocketReceiving receiving;
    /** Of calls that receive or accept; no socket does both. Made by the first of them, when the association may be known. */
    private volatile @Nullable Lane incoming;

    AsyncSocket(SocketCore core, SocketConnecting connecting, SocketSending sending, SocketReceiving receiving) {
        this.core = core;
        this.connecting = connecting;
        this.sending = sending;
        this.receiving = receiving;
    }

    private Lane incoming() {
        Lane lane = incoming;
        if (lane != null) {
            return lane;
        }
        core.lock.lock();
        try {
            lane = incoming;
            if (lane == null) {
                AssociationDriver only = core.only();
                lane = new Lane(core.runtime(), only == null ? core.runtime().nextLoop() : only.share);
                core.watchers().incoming(lane);
                incoming = lane;
            }
            return lane;
        } finally {
            core.lock.unlock();
        }
    }

    /**
     * Takes the next association that a peer set up.
     *
     * @return its socket, or why not: as {@link SctpSocket#accept}
     */
    public CompletableFuture<SctpSocket> accept() {
        Lane lane = incoming();
        return lane.submit(new Operation<>(lane, "accept") {
            @Override
            @Nullable
            SctpSocket attempt() throws SctpException {
                SocketCore taken = SocketAccepting.tryAccept(core);
                return taken == null ? null : new SctpSocket(taken);
            }
        });
    }

    /**
     * Sets up an association.
     *
     * @param peer an address of the peer and its SCTP port
     * @return the association's id, or why not: as {@link SctpSocket#connect}
     */
    public CompletableFuture<Integer> connect(InetSocketAddress peer) {
        try {
            return connect(List.of(Errors.present(peer, "connect", "the address")), "connect");
        } catch (SctpException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Sets up an association to a peer with any of the addresses.
     *
     * @param peers the addresses, all with the same SCTP port
     * @return the association's id, or why not: as {@link SctpSocket#connectx}
     */
    public CompletableFuture<Integer> connectx(List<InetSocketAddress> peers) {
        try {
            return connect(Errors.present(peers, "connectx", "the list of addresses"), "connectx");
        } catch (SctpException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Integer> connect(List<InetSocketAddress> peers, String call) throws SctpException {
        AssociationDriver driver = connecting.begin(peers, core.settings().association(), call);
        driver.kick();
        return driver.lane.submit(new Operation<>(driver.lane, call) {
            @Override
            @Nullable
            Integer attempt() throws SctpException {
                return connecting.isDone(driver, call) ? driver.id : null;
            }
        });
    }

    /**
     * Reads with flags 0.
     *
     * @param target takes the bytes
     * @return what was read, or why not: as {@link SctpSocket#recvv(ByteBuffer, int, MessageInfo)}
     */
    public CompletableFuture<ReceiveResult> recvv(ByteBuffer target) {
        return recvv(target, 0);
    }

    /**
     * Reads at most one message or notification.
     *
     * @param target takes the bytes; must have room for one
     * @param flags MSG_PEEK, see {@link SctpSocket#recvv(ByteBuffer, int, MessageInfo)}
     * @return what was read, or why not: as {@link SctpSocket#recvv(ByteBuffer, int, MessageInfo)}
     */
    public CompletableFuture<ReceiveResult> recvv(ByteBuffer target, int flags) {
        return recvv(new ByteBuffer[] {target}, flags);
    }

    /**
     * Reads into several buffers, each filled before the next.
     *
     * @param targets take the bytes; one of them must have room
     * @param flags see {@link #recvv(ByteBuffer, int)}
     * @return what was read, or why not: as {@link SctpSocket#recvv(ByteBuffer, int, MessageInfo)}
     */
    public CompletableFuture<ReceiveResult> recvv(ByteBuffer[] targets, int flags) {
        ByteBuffer[] buffers;
        try {
            buffers = Errors.present(targets, "recvv", "the array of buffers").clone();
            receiving.check(buffers, flags);
        } catch (SctpException e) {
            return CompletableFuture.failedFuture(e);
        }
        Lane lane = incoming();
        return lane.submit(new Operation<>(lane, "recvv") {
            @Override
            @Nullable
            ReceiveResult attempt() throws SctpException {
                MessageInfo info = new MessageInfo();
                int read = receiving.read(buffers, flags, info, false);
                return read == ReceiveQueue.NOTHING ? null : info.toResult(read);
            }
        });
    }

    /**
     * Sends a message on the existing association.
     *
     * @param message from position to limit; consumed if it was taken
     * @param info how to send it
     * @return how many bytes, or why not: as
     *     {@link SctpSocket#sendv(ByteBuffer, List, SendvInfo, int, AssociationIdOut)}
     */
    public CompletableFuture<Integer> sendv(ByteBuffer message, SendvInfo info) {
        return send(message, null, info, 0, null);
    }

    /**
     * Sends a message.
     *
     * @param message from position to limit; consumed if it was taken
     * @param addresses see {@link SctpSocket#sendv(ByteBuffer, List, SendvInfo, int, AssociationIdOut)}
     * @param info how to send it; null for the defaults
     * @param flags 0
     * @return how many bytes, or why not: as
     *     {@link SctpSocket#sendv(ByteBuffer, List, SendvInfo, int, AssociationIdOut)}
     */
    public CompletableFuture<Integer> sendv(
            ByteBuffer message, @Nullable List<InetSocketAddress> addresses, @Nullable SendvInfo info, int flags) {
        return send(message, addresses, info, flags, null);
    }

    /**
     * Sends a message, and sets up an association first if addresses are given for that.
     *
     * @param message from position to limit; consumed if it was taken
     * @param addresses see {@link SctpSocket#sendv(ByteBuffer, List, SendvInfo, int, AssociationIdOut)}
     * @param info how to send it; null for the defaults
     * @param flags 0
     * @param newId takes the id of an association that is set up, before this returns
     * @return how many bytes, or why not: as
     *     {@link SctpSocket#sendv(ByteBuffer, List, SendvInfo, int, AssociationIdOut)}
     */
    public CompletableFuture<Integer> sendv(
            ByteBuffer message,
            @Nullable List<InetSocketAddress> addresses,
            @Nullable SendvInfo info,
            int flags,
            AssociationIdOut newId) {
        return send(message, addresses, info, flags, newId);
    }

    /**
     * Sends several buffers as one message.
     *
     * @param parts the message, each buffer from position to limit; consumed if it was taken
     * @param addresses see {@link SctpSocket#sendv(ByteBuffer, List, SendvInfo, int, AssociationIdOut)}
     * @param info how to send it; null for the defaults
     * @param flags 0
     * @return how many bytes, or why not: as
     *     {@link SctpSocket#sendv(ByteBuffer, List, SendvInfo, int, AssociationIdOut)}
     */
    public CompletableFuture<Integer> sendv(
            ByteBuffer[] parts, @Nullable List<InetSocketAddress> addresses, @Nullable SendvInfo info, int flags) {
        try {
            ByteBuffer message = sending.joined(parts);
            return AsyncSending.send(sending, sending.prepare(message, addresses, info, flags, null), parts.clone());
        } catch (SctpException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Integer> send(
            ByteBuffer message,
            @Nullable List<InetSocketAddress> addresses,
            @Nullable SendvInfo info,
            int flags,
            @Nullable AssociationIdOut newId) {
        try {
            return AsyncSending.send(sending, sending.prepare(message, addresses, info, flags, newId));
        } catch (SctpException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
