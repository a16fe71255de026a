package io.jsctp.linux;

import io.jsctp.link.Link;
import io.jsctp.link.LinkProvider;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link java.util.ServiceLoader} finds: UDP with segmentation offload, and raw IP, on Linux. */
public final class LinuxLinks implements LinkProvider {
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");

    /** Linux's own SCTP is there. */
    private static final Path KERNEL_SCTP = Path.of("/proc/net/sctp");

    /** Makes one; it holds nothing. */
    public LinuxLinks() {}

    @Override
    public String name() {
        return "jsctp-linux";
    }

    @Override
    public @Nullable String obstacle() {
        String system = System.getProperty("os.name", "");
        String architecture = System.getProperty("os.arch", "");
        if (!system.toLowerCase(Locale.ROOT).contains("linux")) {
            return "this is " + system + ", not Linux";
        }
        if (!ARCHITECTURES.contains(architecture)) {
            return architecture + " is neither x86-64 nor arm64";
        }
        try {
            return Libc.ERRNO.byteSize() > 0 ? null : "the C library cannot be called";
        } catch (LinkageError | UnsupportedOperationException | IllegalCallerException e) {
            return "the C library cannot be called: " + e;
        }
    }

    @Override
    public Link openUdp(List<InetAddress> localAddresses, int udpPort, boolean strict, int queues) throws IOException {
        return LinuxLink.openUdp(localAddresses, udpPort, strict, queues);
    }

    @Override
    public Link openRaw(List<InetAddress> localAddresses, int queues) throws IOException {
        checkRaw();
        return LinuxLink.openRaw(localAddresses, queues);
    }

    @Override
    public Link openBoth(List<InetAddress> localAddresses, int udpPort, boolean strict, int queues) throws IOException {
        checkRaw();
        return LinuxLink.openBoth(localAddresses, udpPort, strict, queues);
    }

    private static void checkRaw() throws BindException {
        if (Files.exists(KERNEL_SCTP)) {
            throw new BindException("raw IP is taken: Linux's own SCTP is loaded here and would answer in our place");
        }
    }
}
