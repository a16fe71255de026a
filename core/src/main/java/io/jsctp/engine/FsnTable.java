package io.jsctp.engine;

import org.jspecify.annotations.Nullable;

/** The fragments of one message by their sequence numbers (RFC 8260 §2.1). */
final class FsnTable extends FragmentTable {
    /** Most messages that are not whole at once have few fragments. */
    private static final int INITIAL_CHAINS = 2;

    FsnTable() {
        super(INITIAL_CHAINS);
    }

    /** Each fragment is in a table by TSN as well. */
    @Override
    @Nullable
    Fragment after(Fragment f) {
        return f.nextInMessage;
    }

    @Override
    void link(Fragment f, @Nullable Fragment next) {
        f.nextInMessage = next;
    }

    @Override
    int keyOf(Fragment f) {
        return f.fragmentSequenceNumber();
    }
}
