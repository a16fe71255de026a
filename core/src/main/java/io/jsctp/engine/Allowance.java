package io.jsctp.engine;

import org.jspecify.annotations.Nullable;

/**
 * The memory of one association. All that it holds for its peer and its user is charged here; it draws from what the stack
 * has in steps, so that the count of the stack is touched seldom, and gives back what it needs no more.
 *
 * <p>The memory of the stack is not all for the same things. Up to a half of it, arrays may be kept for the next packets. From
 * three quarters on it is {@link #isTight tight}: windows shrink to {@link #FLOOR_BYTES}. The last eighth is for what an
 * association needs to go on, and for nothing else.
 */
final class Allowance {
    /** What an association costs that holds nothing: its objects, here and in the driver. */
    static final int ASSOCIATION_BYTES = 8 << 10;

    /** What an association may hold in any case: it is drawn with the association. */
    static final int FLOOR_BYTES = 4096;

    private static final int BUFFER_SIZES = 4;
    private static final int STEP_BYTES = 16 << 10;
    private static final int MOST_SPARE_BYTES = 512 << 10;

    private final SharedBudget budget;
    private final int chunkCostBytes;
    private long drawnBytes;
    private long usedBytes;
    private int spareBytes;
    private boolean open;

    private Allowance(SharedBudget budget, int chunkCostBytes) {
        this.budget = budget;
        this.chunkCostBytes = chunkCostBytes;
    }

    /** {@return the allowance of a new association; null if there is not so much memory left} */
    static @Nullable Allowance open(SharedBudget budget, EndpointLimits limits) {
        Allowance a = new Allowance(budget, limits.count(Limit.CHUNK_COST_BYTES));
        return a.draw(ASSOCIATION_BYTES + FLOOR_BYTES, false) ? a.opened() : null;
    }

    private Allowance opened() {
        drawnBytes = FLOOR_BYTES;
        open = true;
        return this;
    }

    /** {@return an allowance that is charged to nobody} */
    static Allowance unlimited() {
        return new Allowance(new LocalBudget(0, 0), (int) Limit.CHUNK_COST_BYTES.standard()).opened();
    }

    /** The association is over: only what the user has not read, and the network not taken, is left. */
    void close() {
        if (open) {
            open = false;
            budget.giveBack(ASSOCIATION_BYTES);
            settle();
        }
    }

    /** {@return what queued chunks cost, payload and all} */
    long costOf(int payloadBytes, int chunks) {
        return payloadBytes + (long) chunkCostBytes * chunks;
    }

    /**
     * {@return how much of a buffer chunks fill} A buffer holds as much payload as it is large, so that the window that is told of it is
     * what the peer takes it for. What chunks cost beside it counts only where they are tiny: with it a buffer may take {@link
     * #BUFFER_SIZES} times its size.
     */
    long filledBytes(long payloadBytes, int chunks) {
        return Math.max(payloadBytes, (payloadBytes + (long) chunkCostBytes * chunks) / BUFFER_SIZES);
    }

    int chunkCostBytes() {
        return chunkCostBytes;
    }

    /** {@return all that was drawn from the stack for this association} */
    long chargedBytes() {
        return drawnBytes + (open ? ASSOCIATION_BYTES : 0);
    }

    /** {@return true if the stack has so little memory left that windows shrink} */
    boolean isTight() {
        return budget.memoryUsed() >= budget.memoryBytes() / 4 * 3;
    }

    /**
     * Charges memory.
     *
     * @param needed whether the association can't go on without it
     * @return false if there is not so much left; then nothing is charged
     */
    boolean take(long bytes, boolean needed) {
        long missing = usedBytes + bytes - drawnBytes;
        if (missing > 0) {
            if (!draw(missing, needed)) {
                return false;
            }
        }
        usedBytes += bytes;
        return true;
    }

    /** Charges what is there already, whether there is room or not. */
    void force(long bytes) {
        if (!take(bytes, true)) {
            budget.draw(bytes, Long.MAX_VALUE);
            drawnBytes += bytes;
            usedBytes += bytes;
        }
    }

    private boolean draw(long missing, boolean needed) {
        long all = budget.memoryBytes();
        long most = needed ? all : all - all / 8;
        long step = Math.max(missing, open ? STEP_BYTES : 0);
        long asked = budget.memoryUsed() + step <= most ? step : missing;
        if (!budget.draw(asked, most)) {
            return false;
        }
        drawnBytes += asked;
        return true;
    }

    /** Gives back what was charged. */
    void give(long bytes) {
        usedBytes -= bytes;
        settle();
    }

    private void settle() {
        long wanted = usedBytes;
        if (open) {
            wanted = usedBytes <= FLOOR_BYTES ? FLOOR_BYTES : usedBytes + STEP_BYTES;
        }
        long excess = drawnBytes - wanted;
        if (excess > (usedBytes <= FLOOR_BYTES || !open ? 0 : 2 * STEP_BYTES)) {
            budget.giveBack(excess);
            drawnBytes = wanted;
        }
    }

    /** Charges something that is kept to be used again; false if it must not be kept. */
    boolean keep(int bytes) {
        if (!open
                || spareBytes + bytes > MOST_SPARE_BYTES
                || budget.memoryUsed() > budget.memoryBytes() / 2
                || !take(bytes, false)) {
            return false;
        }
        spareBytes += bytes;
        return true;
    }

    /** What was kept is in use again, or gone. */
    void unkeep(int bytes) {
        spareBytes -= bytes;
        give(bytes);
    }
}
