package io.jsctp;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** How one message is sent, checked and in the engine's terms. */
record Outgoing(
        String call,
        int streamId,
        int engineFlags,
        int payloadProtocolId,
        int context,
        long lifetimeNs,
        @Nullable InetAddress destination) {}
