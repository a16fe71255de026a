package io.jsctp.conformance.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.opentest4j.TestAbortedException;

/**
 * What all interop tests share: how a missing peer is reported, where files go, how a helper program is run.
 *
 * <p>A peer that is not installed makes a test skipped, with the reason, never passed. With {@code
 * JSCTP_REQUIRE_INTEROP=1} in the environment, as in continuous integration, it makes the test fail.
 */
final class Interop {

    /** How long any one helper program may take, in seconds; generous, because it only bounds a hang. */
    static final int LIMIT_S = 30;

    private Interop() {}

    /** Ends the calling test as skipped, or as failed where interop is required. */
    static RuntimeException missing(String reason) {
        String text = reason + "; scripts/install-interop-peers installs what is needed";
        if ("1".equals(System.getenv("JSCTP_REQUIRE_INTEROP"))) {
            return Assertions.fail("JSCTP_REQUIRE_INTEROP=1, but " + text);
        }
        System.out.println("SKIPPED: " + text);
        throw new TestAbortedException("SKIPPED: " + text);
    }

    /** Ends the calling test as skipped where the machine has no IPv6; that is nothing one could install. */
    static void needsIpv6() throws IOException {
        if (NetworkInterface.getByInetAddress(InetAddress.getByName("::1")) == null) {
            System.out.println("SKIPPED: this machine has no IPv6 loopback address");
            throw new TestAbortedException("SKIPPED: this machine has no IPv6 loopback address");
        }
    }

    /** The module's folder: surefire names it; an IDE starts there. */
    static Path module() {
        return Path.of(System.getProperty("basedir", System.getProperty("user.dir")));
    }

    /** Where the C peers and the captures go. */
    static Path output() {
        return module().resolve("target").resolve("interop");
    }

    /** What a program that has ended said; both of its streams. */
    record Outcome(int status, String output) {}

    /** Runs a program to its end, or says by an empty result that there is no such program. */
    static Optional<Outcome> run(List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return Optional.empty();
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command + " did not end within " + LIMIT_S + " s: " + output);
        }
        return Optional.of(new Outcome(process.exitValue(), output));
    }
}
