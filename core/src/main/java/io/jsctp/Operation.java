package io.jsctp;

import org.jspecify.annotations.Nullable;

/**
 * An asynchronous call, and the future of its result. The {@link Lane} tries it until it is done or was taken back;
 * whoever completes the future otherwise, by cancelling it or for the time that it took, takes it back.
 */
abstract class Operation<T> extends LoopFuture<T> {
    private final Lane lane;
    private final String call;

    // Written under the lock of the lane.
    private volatile boolean settled;
    private volatile @Nullable T value;
    private volatile @Nullable Exception failure;

    Operation(Lane lane, String call) {
        super(lane.runtime());
        this.lane = lane;
        this.call = call;
    }

    /**
     * Does it, unless it would have to wait. Under the lock of the lane.
     *
     * @return the result; null, and nothing was done, if it would have to wait
     */
    abstract @Nullable T attempt() throws SctpException;

    final String call() {
        return call;
    }

    /** Tries it; false if it has to wait. Under the lock of the lane. */
    final boolean settle() {
        try {
            value = attempt();
            settled = value != null;
        } catch (SctpException | RuntimeException e) {
            refuse(e);
        }
        return settled;
    }

    final void refuse(Exception why) {
        failure = why;
        settled = true;
    }

    final boolean succeeded() {
        return failure == null;
    }

    /** Tells the result, so that what depends on it runs. Without a lock. */
    final void tell() {
        Exception why = failure;
        T result = value;
        if (why != null) {
            super.completeExceptionally(why);
        } else if (result != null) {
            super.complete(result);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return lane.withdraw(this) ? super.cancel(mayInterruptIfRunning) : isCancelled();
    }

    @Override
    public boolean complete(T result) {
        return lane.withdraw(this) && super.complete(result);
    }

    @Override
    public boolean completeExceptionally(Throwable why) {
        return lane.withdraw(this) && super.completeExceptionally(why);
    }

    @Override
    final void prepareToWait(String waiting, long timeoutNs) throws SctpException, InterruptedException {
        if (settled) {
            tell(); // the loop would do it, but it is known already
        } else {
            super.prepareToWait(waiting, timeoutNs);
        }
    }
}
