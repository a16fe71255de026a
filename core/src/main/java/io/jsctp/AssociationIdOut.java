package io.jsctp;

/**
 * Takes the id of an association that a call set up. Not thread-safe.
 */
public final class AssociationIdOut {
    private int id;

    /** Makes one that holds 0, which no association has. */
    public AssociationIdOut() {}

    /** {@return the id, or 0 if no association was set up} */
    public int id() {
        return id;
    }

    void id(int newId) {
        id = newId;
    }
}
