package io.jsctp;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A future that the loop completes, or that depends on one. Waiting for it on the loop's thread would be for ever and is
 * refused; in a stack without a thread whoever waits runs turns of the loop.
 */
class LoopFuture<T> extends CompletableFuture<T> {
    private final StackRuntime runtime;

    LoopFuture(StackRuntime runtime) {
        this.runtime = runtime;
    }

    StackRuntime runtime() {
        return runtime;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new LoopFuture<>(runtime);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        try {
            prepareToWait("get", Long.MAX_VALUE);
        } catch (SctpException e) {
            throw new ExecutionException(e);
        }
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        long timeoutNs = unit.toNanos(timeout);
        try {
            prepareToWait("get", timeoutNs);
        } catch (SctpException e) {
            throw new ExecutionException(e);
        }
        return super.get(timeoutNs, TimeUnit.NANOSECONDS);
    }

    @Override
    public T join() {
        try {
            prepareToWait("join", Long.MAX_VALUE);
        } catch (SctpException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // as join does it: it goes on
        }
        return super.join();
    }

    /** What is to be done before a wait; when it is over, the future may be done. */
    void prepareToWait(String call, long timeoutNs) throws SctpException, InterruptedException {
        if (!isDone()) {
            runtime.waiting().awaitDone(this, call, timeoutNs);
        }
    }
}
