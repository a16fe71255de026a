package io.jsctp;

import io.jsctp.link.Link;
import io.jsctp.link.LinkProvider;
import io.jsctp.link.UdpLink;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** How a stack that was given no link sends its packets. */
enum Transport {
    /** UDP with segmentation offload, where it can be had. */
    OFFLOAD {
        @Override
        Link openLink(List<InetAddress> addresses, int udpPort, boolean strict, int queues) throws IOException {
            Optional<LinkProvider> found = provider();
            String obstacle = found.isEmpty() ? "it is not there" : found.get().obstacle();
            if (found.isEmpty() || obstacle != null) {
                System.getLogger("io.jsctp").log(Level.WARNING, PROVIDER + " cannot be used, NIO is: " + obstacle);
                return NIO.openLink(addresses, udpPort, strict, queues);
            }
            return found.get().openUdp(addresses, udpPort, strict, queues);
        }
    },

    /** UDP by NIO. */
    NIO {
        @Override
        Link openLink(List<InetAddress> addresses, int udpPort, boolean strict, int queues) throws IOException {
            return UdpLink.open(addresses, udpPort, strict, queues);
        }
    },

    /** Raw IP. */
    RAW_IP {
        @Override
        Link openLink(List<InetAddress> addresses, int udpPort, boolean strict, int queues) throws IOException {
            return rawProvider().openRaw(addresses, queues);
        }
    },

    /** Raw IP to peers without a UDP port, UDP to the others. */
    RAW_IP_AND_UDP {
        @Override
        Link openLink(List<InetAddress> addresses, int udpPort, boolean strict, int queues) throws IOException {
            return rawProvider().openBoth(addresses, udpPort, strict, queues);
        }
    };

    /** The one that is loaded, and only if asked for: it calls native code. */
    private static final String PROVIDER = "jsctp-linux";

    abstract Link openLink(List<InetAddress> addresses, int udpPort, boolean strict, int queues) throws IOException;

    Link open(List<InetAddress> addresses, int udpPort, boolean strict, int queues) throws SctpException {
        try {
            Link link = openLink(addresses, udpPort, strict, queues);
            if (link.queues() < queues) {
                System.getLogger("io.jsctp")
                        .log(
                                Level.WARNING,
                                "only Linux spreads packets over several loops; this stack has " + link.queues());
            }
            return link;
        } catch (BindException e) {
            throw withCause(Errors.of(errnoOf(e), "open", String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw withCause(Errors.of(Errno.EIO, "open", "the sockets can't be opened: " + e), e);
        }
    }

    private static LinkProvider rawProvider() throws IOException {
        LinkProvider found =
                provider().orElseThrow(() -> new IOException("raw IP needs " + PROVIDER + ", which is not there"));
        String obstacle = found.obstacle();
        if (obstacle != null) {
            throw new IOException("raw IP needs " + PROVIDER + ", which cannot be used: " + obstacle);
        }
        return found;
    }

    private static Optional<LinkProvider> provider() {
        try {
            return ServiceLoader.load(LinkProvider.class, Transport.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(provider -> provider.name().equals(PROVIDER))
                    .findFirst();
        } catch (ServiceConfigurationError | UnsupportedClassVersionError e) {
            System.getLogger("io.jsctp").log(Level.WARNING, PROVIDER + " cannot be loaded: " + e);
            return Optional.empty();
        }
    }

    private static Errno errnoOf(BindException e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("is taken")) {
            return Errno.EADDRINUSE;
        }
        return text.contains("is not an address") ? Errno.EADDRNOTAVAIL : Errno.EIO;
    }

    static SctpException withCause(SctpException made, IOException cause) {
        made.initCause(cause);
        return made;
    }
}
