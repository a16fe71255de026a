package io.jsctp.testkit.script;

import java.net.InetAddress;
import java.util.List;

/**
 * What a script says before its first event.
 *
 * @param toleranceNs by how much a time may be off; -1 if it does not say
 * @param local addresses of the stack under test
 * @param localPort its SCTP port
 * @param remote addresses of the peer
 * @param remotePort its SCTP port
 * @param mtu the largest IP packet
 * @param dontFragment whether packets are never divided, so that path MTUs can be discovered
 */
record ScriptOptions(
        long toleranceNs,
        List<InetAddress> local,
        int localPort,
        List<InetAddress> remote,
        int remotePort,
        int mtu,
        boolean dontFragment) {

    ScriptSetup setup(long seed) {
        ScriptSetup usual = ScriptSetup.DEFAULT;
        return new ScriptSetup(
                local,
                localPort,
                usual.localUdpPort(),
                remote,
                remotePort,
                usual.remoteUdpPort(),
                mtu,
                dontFragment,
                seed);
    }

    /** Options as they are read. */
    static final class Builder {
        private long toleranceNs = -1;
        private List<InetAddress> local = ScriptSetup.DEFAULT.localAddresses();
        private int localPort = ScriptSetup.DEFAULT.localPort();
        private List<InetAddress> remote = ScriptSetup.DEFAULT.remoteAddresses();
        private int remotePort = ScriptSetup.DEFAULT.remotePort();
        private int mtu = ScriptSetup.DEFAULT.mtu();
        private boolean dontFragment;

        void toleranceNs(long ns) {
            toleranceNs = ns;
        }

        void local(List<InetAddress> addresses) {
            local = addresses;
        }

        void localPort(int port) {
            localPort = port;
        }

        void remote(List<InetAddress> addresses) {
            remote = addresses;
        }

        void remotePort(int port) {
            remotePort = port;
        }

        void mtu(int bytes) {
            mtu = bytes;
        }

        void dontFragment(boolean on) {
            dontFragment = on;
        }

        ScriptOptions build() {
            return new ScriptOptions(toleranceNs, local, localPort, remote, remotePort, mtu, dontFragment);
        }
    }
}
