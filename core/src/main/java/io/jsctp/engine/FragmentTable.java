package io.jsctp.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The fragments that an association holds, by TSN, or those of one message by another {@link #keyOf key}. A table of chains that is about as large as there are fragments, however
 * far apart their TSNs are: two fragments at the ends of the window cost no more than two neighbours. Neighbours have chains
 * of their own; those of the worst TSNs in the window are as long as the square root of it.
 */
class FragmentTable {
    private static final int STANDARD_CHAINS = 2;

    /** Up to this size it does not shrink again: a loss makes it grow, and is over soon. */
    private static final int LASTING_CHAINS = 256;

    private final int initialChains;
    private @Nullable Fragment[] chains;
    private int count;

    FragmentTable() {
        this(STANDARD_CHAINS);
    }

    FragmentTable(int initialChains) {
        this.initialChains = initialChains;
        this.chains = new Fragment[initialChains];
    }

    /** {@return the number by which a fragment is found} */
    int keyOf(Fragment f) {
        return f.tsn;
    }

    /** {@return the next one of the chain that a fragment is in} */
    @Nullable
    Fragment after(Fragment f) {
        return f.nextInChain;
    }

    /** A fragment comes before another one in their chain. */
    void link(Fragment f, @Nullable Fragment next) {
        f.nextInChain = next;
    }

    final int count() {
        return count;
    }

    final @Nullable Fragment get(int key) {
        Fragment f = chains[key & (chains.length - 1)];
        while (f != null && keyOf(f) != key) {
            f = after(f);
        }
        return f;
    }

    /** {@return the fragment with a key that must be there} */
    final Fragment require(int key) {
        Fragment f = get(key);
        if (f == null) {
            throw new IllegalStateException("the table lost fragment " + Integer.toUnsignedString(key));
        }
        return f;
    }

    final void add(Fragment f) {
        if (count == chains.length) {
            resize(2 * chains.length);
        }
        count++;
        link(f);
    }

    private void link(Fragment f) {
        int chain = keyOf(f) & (chains.length - 1);
        link(f, chains[chain]);
        chains[chain] = f;
    }

    private void resize(int newChains) {
        @Nullable Fragment[] old = chains;
        chains = new Fragment[newChains];
        for (Fragment head : old) {
            Fragment f = head;
            while (f != null) {
                Fragment next = after(f);
                link(f);
                f = next;
            }
        }
    }

    final void remove(Fragment f) {
        int chain = keyOf(f) & (chains.length - 1);
        Fragment at = chains[chain];
        if (at == f) {
            chains[chain] = after(f);
        } else {
            while (at != null && after(at) != f) {
                at = after(at);
            }
            if (at == null) {
                throw new IllegalStateException(
                        "fragment " + Integer.toUnsignedString(keyOf(f)) + " is not in the table");
            }
            link(at, after(f));
        }
        link(f, null);
        count--;
        if (chains.length > LASTING_CHAINS && count < chains.length / 8) {
            resize(chains.length / 2);
        }
    }

    /** Shows all of them, in no order. None may be added or taken out meanwhile. */
    final void forEach(Consumer<Fragment> action) {
        for (Fragment head : chains) {
            for (Fragment f = head; f != null; f = after(f)) {
                action.accept(f);
            }
        }
    }

    /** {@return those that begin a message, about in the order of TSNs from the given one on} */
    final ArrayDeque<Fragment> beginnings(int fromTsn) {
        ArrayDeque<Fragment> found = new ArrayDeque<>(0);
        for (int i = 0; i < chains.length; i++) {
            for (Fragment f = chains[(fromTsn + i) & (chains.length - 1)]; f != null; f = after(f)) {
                if (f.begins()) {
                    found.add(f);
                }
            }
        }
        return found;
    }

    /** {@return the first fragments of the messages that are whole, in the order of TSNs from the given one on} */
    final List<Fragment> wholeMessages(int fromTsn) {
        if (count == 0) {
            return List.of();
        }
        List<Fragment> whole = new ArrayList<>();
        for (Fragment first : beginnings(fromTsn)) {
            if (require(first.otherEnd).ends()) {
                whole.add(first);
            }
        }
        whole.sort(Comparator.comparingInt(first -> first.tsn - fromTsn));
        return whole;
    }

    /** Empties it; {@return what was in it} */
    final ArrayDeque<Fragment> drain() {
        ArrayDeque<Fragment> all = new ArrayDeque<>(count);
        for (int i = 0; i < chains.length && count > 0; i++) {
            Fragment f = chains[i];
            chains[i] = null;
            while (f != null) {
                Fragment next = after(f);
                link(f, null);
                all.add(f);
                count--;
                f = next;
            }
        }
        return all;
    }

    /** It is empty: what it has grown to is not needed any more. */
    final void trim() {
        if (count == 0 && chains.length > initialChains) {
            chains = new Fragment[initialChains];
        }
    }
}
