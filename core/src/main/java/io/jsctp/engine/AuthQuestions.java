package io.jsctp.engine;

import java.util.List;

/** What can be asked about the authentication of an association's chunks (RFC 4895); under its lock, as it itself. */
public final class AuthQuestions {
    private final Association association;

    AuthQuestions(Association association) {
        this.association = association;
    }

    /** {@return the chunk types that the peer takes only if they are authenticated (RFC 4895 §3.2)} */
    public List<Integer> requiredByPeer() {
        return association.establishment.requiredByPeer();
    }

    /** {@return the chunk types that are taken from the peer only if they are authenticated} */
    public List<Integer> required() {
        return association.establishment.requiredByUs();
    }

    /**
     * {@return whether a message that is not wholly acknowledged was given with a shared key}
     *
     * @param number the number of the key
     */
    public boolean usesKey(int number) {
        return association.outbound.queue.memory.keyUse.isUsed(number);
    }
}
