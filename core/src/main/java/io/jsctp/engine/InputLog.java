package io.jsctp.engine;

import io.jsctp.link.PacketBatch;
import org.jspecify.annotations.Nullable;

/**
 * Is told of all that goes into the endpoints of a stack and comes out of them. The engine has no time, chance or thread of
 * its own: whoever does the same to it again sees it do the same.
 *
 * <p>Called under the locks that the calls of the engine are made under, and by the thread that makes them: several at a time
 * may call. What it is given is valid during the call only.
 */
public interface InputLog {
    /**
     * Something is about to be done.
     *
     * @param target whom it is asked of: an {@link Endpoint}, or an {@link Association}
     * @param name what it is
     * @param arguments what with; packets and messages as {@link java.nio.ByteBuffer}s from position to limit
     */
    void input(Object target, String name, @Nullable Object... arguments);

    /**
     * The present input has made an association.
     *
     * @param association the new one
     */
    void made(Association association);

    /**
     * The present input has written packets.
     *
     * @param batch where to
     * @param first the first of them
     */
    void wrote(PacketBatch batch, int first);

    /**
     * The user is told of something.
     *
     * @param association by whom
     * @param event of what
     */
    void told(Association association, AssociationEvent event);
}
