package io.jsctp.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whole ordered messages that wait for their turn (RFC 9260 §6.6), each as its first fragment, by stream and sequence
 * number. The numbers of one stream have chains of their own, so that to take a row of them is cheap whatever else waits.
 */
final class WaitingMessages {
    private static final int INITIAL_CHAINS = 2;

    /** Up to this size it does not shrink again: a loss makes it grow, and is over soon. */
    private static final int LASTING_CHAINS = 256;

    private static final int SPREAD = 0x9E37;

    private @Nullable Fragment[] chains = new Fragment[INITIAL_CHAINS];
    private int count;

    private int chainOf(int streamId, int ssn) {
        return (streamId * SPREAD + ssn) & (chains.length - 1);
    }

    @Nullable
    Fragment get(int streamId, int ssn) {
        if (count == 0) {
            return null;
        }
        Fragment f = chains[chainOf(streamId, ssn)];
        while (f != null && (f.number() != ssn || f.streamId() != streamId)) {
            f = f.nextWaiting;
        }
        return f;
    }

    /** Adds a message; false if one with its number is there already. */
    boolean add(Fragment first) {
        if (get(first.streamId(), first.number()) != null) {
            return false;
        }
        if (count == chains.length) {
            resize(2 * chains.length);
        }
        count++;
        link(first);
        return true;
    }

    private void link(Fragment f) {
        int chain = chainOf(f.streamId(), f.number());
        f.nextWaiting = chains[chain];
        chains[chain] = f;
    }

    private void resize(int newChains) {
        @Nullable Fragment[] old = chains;
        chains = new Fragment[newChains];
        for (Fragment head : old) {
            Fragment f = head;
            while (f != null) {
                Fragment next = f.nextWaiting;
                link(f);
                f = next;
            }
        }
    }

    /** Takes out a message, if it is there. */
    void remove(Fragment first) {
        int chain = chainOf(first.streamId(), first.number());
        Fragment before = null;
        Fragment f = chains[chain];
        while (f != null && f != first) {
            before = f;
            f = f.nextWaiting;
        }
        if (f == null) {
            return;
        }
        if (before == null) {
            chains[chain] = f.nextWaiting;
        } else {
            before.nextWaiting = f.nextWaiting;
        }
        f.nextWaiting = null;
        count--;
        if (chains.length > LASTING_CHAINS && count < chains.length / 8) {
            resize(chains.length / 2);
        }
    }

    /** Takes out those of which something holds; {@return them in no order} */
    List<Fragment> takeIf(Predicate<Fragment> holds) {
        List<Fragment> taken = new ArrayList<>();
        if (count == 0) {
            return taken;
        }
        for (Fragment head : chains) {
            for (Fragment f = head; f != null; f = f.nextWaiting) {
                if (holds.test(f)) {
                    taken.add(f);
                }
            }
        }
        taken.forEach(this::remove);
        return taken;
    }

    /** Forgets all of them. */
    void clear() {
        chains = new Fragment[INITIAL_CHAINS];
        count = 0;
    }

    /** Gives back what it has grown to, if it is empty. */
    void trim() {
        if (count == 0 && chains.length > INITIAL_CHAINS) {
            clear();
        }
    }
}
