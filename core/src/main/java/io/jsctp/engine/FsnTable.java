package io.jsctp.engine;

/** The fragments of one message by their sequence numbers (RFC 8260 §2.1). */
final class FsnTable extends FragmentTable {
    /** Most messages that are not whole at once have few fragments. */
    private static final int INITIAL_CHAINS = 2;

    FsnTable() {
        super(INITIAL_CHAINS);
    }

    @Override
    int keyOf(Fragment f) {
        return f.fragmentSequenceNumber();
    }
}
