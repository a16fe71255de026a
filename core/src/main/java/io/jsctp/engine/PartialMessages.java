package io.jsctp.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The {@link PartialMessage partial messages} of an association, by stream, kind and Message Identifier. A peer chooses these
 * as it likes; a secret sees to it that it can't choose them so that they all lie in one chain.
 */
final class PartialMessages {
    private static final int INITIAL_CHAINS = 4;

    /** Up to this size it does not shrink again: a loss makes it grow, and is over soon. */
    private static final int LASTING_CHAINS = 256;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long secret;
    private @Nullable PartialMessage[] chains = new PartialMessage[INITIAL_CHAINS];
    private int count;

    PartialMessages(long secret) {
        this.secret = secret;
    }

    int count() {
        return count;
    }

    private int chainOf(int streamId, boolean unordered, int number) {
        long key = (long) streamId << 33 | (unordered ? 1L << 32 : 0) | (number & 0xffffffffL);
        long mixed = (key ^ secret) * SPREAD;
        mixed = (mixed ^ mixed >>> 29 ^ secret) * SPREAD;
        return (int) (mixed >>> 32) & (chains.length - 1);
    }

    @Nullable
    PartialMessage get(int streamId, boolean unordered, int number) {
        if (count == 0) {
            return null;
        }
        PartialMessage m = chains[chainOf(streamId, unordered, number)];
        while (m != null && (m.number != number || m.streamId != streamId || m.unordered != unordered)) {
            m = m.nextInChain;
        }
        return m;
    }

    void add(PartialMessage m) {
        if (count == chains.length) {
            resize(2 * chains.length);
        }
        count++;
        link(m);
    }

    private void link(PartialMessage m) {
        int chain = chainOf(m.streamId, m.unordered, m.number);
        m.nextInChain = chains[chain];
        chains[chain] = m;
    }

    private void resize(int newChains) {
        @Nullable PartialMessage[] old = chains;
        chains = new PartialMessage[newChains];
        for (PartialMessage head : old) {
            PartialMessage m = head;
            while (m != null) {
                PartialMessage next = m.nextInChain;
                link(m);
                m = next;
            }
        }
    }

    /** Takes out one that is there. */
    void remove(PartialMessage gone) {
        int chain = chainOf(gone.streamId, gone.unordered, gone.number);
        PartialMessage before = null;
        PartialMessage m = chains[chain];
        while (m != gone) {
            if (m == null) {
                throw new IllegalStateException("message " + gone.number + " is not in the table");
            }
            before = m;
            m = m.nextInChain;
        }
        if (before == null) {
            chains[chain] = gone.nextInChain;
        } else {
            before.nextInChain = gone.nextInChain;
        }
        gone.nextInChain = null;
        count--;
        if (chains.length > LASTING_CHAINS && count < chains.length / 8) {
            resize(chains.length / 2);
        }
    }

    /** Shows all of them, in no order. None may be added or taken out meanwhile. */
    void forEach(Consumer<PartialMessage> action) {
        if (count == 0) {
            return;
        }
        for (PartialMessage head : chains) {
            for (PartialMessage m = head; m != null; m = m.nextInChain) {
                action.accept(m);
            }
        }
    }

    /** {@return all of them, in no order} */
    List<PartialMessage> all() {
        List<PartialMessage> all = new ArrayList<>(count);
        forEach(all::add);
        return all;
    }

    /** Gives back what it has grown to, if it is empty. */
    void trim() {
        if (count == 0 && chains.length > INITIAL_CHAINS) {
            chains = new PartialMessage[INITIAL_CHAINS];
        }
    }
}
