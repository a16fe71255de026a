package io.jsctp.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A command run in the test's own process, with its streams caught. */
final class CommandRun {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> exit;

    private CommandRun(InputStream in, String... args) {
        Console console = new Console(
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        exit = CompletableFuture.supplyAsync(() -> Main.run(console, args), r -> {
            Thread thread = new Thread(r, "command " + args[0]);
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** With standard input that may stay open. */
    static CommandRun start(InputStream input, String... args) {
        return new CommandRun(input, args);
    }

    static CommandRun start(String input, String... args) {
        return new CommandRun(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), args);
    }

    int exitCode() {
        return exit.join();
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    static int freeUdpPort() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
