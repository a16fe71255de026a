package io.jsctp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Checks and converts addresses that users give. */
final class Addresses {
    private Addresses() {}

    /** The IP address of an entry, without a zone if it is not link-local. */
    static InetAddress resolved(InetSocketAddress entry, String call) throws SctpException {
        InetSocketAddress present = Errors.present(entry, call, "an address");
        InetAddress address = present.getAddress();
        if (address == null) {
            throw Errors.of(Errno.EINVAL, call, "host name " + present.getHostString() + " is not resolved");
        }
        if (address instanceof Inet6Address && !address.isLinkLocalAddress()) {
            try {
                return InetAddress.getByAddress(address.getAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return address;
    }

    static List<InetSocketAddress> withPort(List<InetAddress> addresses, int port) {
        List<InetSocketAddress> result = new ArrayList<>(addresses.size());
        for (InetAddress address : addresses) {
            result.add(new InetSocketAddress(address, port));
        }
        return result;
    }
}
