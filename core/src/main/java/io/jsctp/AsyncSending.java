package io.jsctp;

import io.jsctp.SocketSending.Outgoing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Sends messages asynchronously, to one association or to all of a socket. */
final class AsyncSending {
    private AsyncSending() {}

    /**
     * Sends a message that was prepared.
     *
     * @param parts the user's buffers, if they are not the message itself; consumed with it
     */
    static CompletableFuture<Integer> send(SocketSending sending, Outgoing outgoing, ByteBuffer... parts)
            throws SctpException {
        AssociationDriver driver = outgoing.driver();
        if (driver == null) {
            return sendAll(sending, outgoing, parts);
        }
        if (outgoing.setsUp()) {
            driver.kick();
        }
        return submit(sending, driver, outgoing, parts);
    }

    private static Operation<Integer> submit(
            SocketSending sending, AssociationDriver driver, Outgoing outgoing, ByteBuffer... parts) {
        int length = outgoing.message().remaining();
        return driver.lane.submit(new Operation<>(driver.lane, "sendv") {
            @Override
            @Nullable
            Integer attempt() throws SctpException {
                if (!sending.trySend(driver, outgoing)) {
                    return null;
                }
                SocketSending.consume(parts);
                return length;
            }
        });
    }

    /** One call for each association; the whole fails only if all of them do, and takes them back if it is taken back. */
    @SuppressWarnings("FutureReturnValueIgnored") // what depends on them here ends with them
    private static CompletableFuture<Integer> sendAll(SocketSending sending, Outgoing outgoing, ByteBuffer... parts)
            throws SctpException {
        ByteBuffer message = outgoing.message();
        int length = message.remaining();
        List<Operation<Integer>> calls = new ArrayList<>();
        for (AssociationDriver driver : sending.all()) {
            calls.add(submit(sending, driver, outgoing.to(driver)));
        }
        CompletableFuture<Integer> whole = calls.get(0).newIncompleteFuture();
        CompletableFuture<Void> ends = CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new));
        ends.whenComplete((nothing, oneFailed) -> {
            if (calls.stream().allMatch(CompletableFuture::isCompletedExceptionally)) {
                whole.completeExceptionally(cause(oneFailed));
            } else if (!whole.isDone()) {
                message.position(message.limit());
                SocketSending.consume(parts);
                whole.complete(length);
            }
        });
        whole.whenComplete((sent, failed) -> calls.forEach(call -> call.cancel(false)));
        return whole;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }
}
