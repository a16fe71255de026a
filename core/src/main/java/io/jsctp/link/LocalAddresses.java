package io.jsctp.link;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds out which addresses this host has. */
final class LocalAddresses {
    private LocalAddresses() {}

    /**
     * All addresses of all interfaces that are up. IPv6 link-local ones are left out: they mean nothing to a peer
     * without a zone. Zones of other addresses are dropped for the same reason.
     */
    static List<InetAddress> ofHost() throws IOException {
        List<InetAddress> addresses = new ArrayList<>();
        for (NetworkInterface nic : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (!nic.isUp()) {
                continue;
            }
            for (InetAddress address : Collections.list(nic.getInetAddresses())) {
                if (!address.isLinkLocalAddress() || !(address instanceof Inet6Address)) {
                    addresses.add(withoutZone(address));
                }
            }
        }
        return List.copyOf(addresses);
    }

    static InetAddress withoutZone(InetAddress address) throws IOException {
        return address instanceof Inet6Address && !address.isLinkLocalAddress()
                ? InetAddress.getByAddress(address.getAddress())
                : address;
    }

    /** The MTU in bytes of the interface that has the address; 0 if it can't be told. */
    static int mtuOf(InetAddress address) {
        try {
            NetworkInterface nic = NetworkInterface.getByInetAddress(address);
            // 127.0.0.2 and the like belong to the loopback interface without being listed there.
            if (nic == null && address.isLoopbackAddress()) {
                nic = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
            }
            return nic == null ? 0 : nic.getMTU();
        } catch (IOException e) {
            return 0;
        }
    }

    /** How many leading bits two addresses of one family have in common. */
    static int commonPrefixBits(InetAddress a, InetAddress b) {
        byte[] x = a.getAddress();
        byte[] y = b.getAddress();
        for (int i = 0; i < Math.min(x.length, y.length); i++) {
            int difference = (x[i] ^ y[i]) & 0xFF;
            if (difference != 0) {
                return i * 8 + Integer.numberOfLeadingZeros(difference) - 24;
            }
        }
        return Math.min(x.length, y.length) * 8;
    }
}
