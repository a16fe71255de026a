package io.jsctp.engine;

import java.net.InetAddress;

/**
 * What all associations of a stack draw from, although each is under a lock of its own: handed in, so that the engine needs
 * no lock. Implementations for several threads are thread-safe. The sums it keeps are exact: what is given back is what
 * was taken.
 */
public interface SharedBudget {
    /**
     * Asks for a place for one more association.
     *
     * @param peer the peer's address
     * @return false if there is none
     */
    boolean admit(InetAddress peer);

    /**
     * Gives a place back.
     *
     * @param peer the address it was asked for with
     */
    void dismiss(InetAddress peer);

    /**
     * Takes memory.
     *
     * @param bytes how much, as it is accounted
     * @param most nothing is taken if more than this would be in use then
     * @return whether it was taken
     */
    boolean draw(long bytes, long most);

    /**
     * Gives memory back.
     *
     * @param bytes how much
     */
    void giveBack(long bytes);

    /** {@return bytes in use, as they are accounted} */
    long memoryUsed();

    /** {@return the most that may be in use} */
    long memoryBytes();

    /**
     * Tells that a limit has kept somebody from something.
     *
     * @param limit which
     */
    void reached(Limit limit);

    /**
     * Tells of a packet that may come from anybody.
     *
     * @param packet its kind
     */
    void saw(Stray packet);
}
