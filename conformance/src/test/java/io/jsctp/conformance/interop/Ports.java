package io.jsctp.conformance.interop;

import java.io.IOException;
import java.net.DatagramSocket;

/** UDP ports for programs that cannot choose one themselves. */
final class Ports {

    private Ports() {}

    /** A UDP port that no one has at the moment; the kernel hands the same one out again only much later. */
    static int freeUdpPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
