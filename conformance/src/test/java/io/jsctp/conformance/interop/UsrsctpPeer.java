package io.jsctp.conformance.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of {@code usrsctp_peer}, the C program over usrsctp that the tests talk to. It is built once a test run.
 *
 * <p>The program ends by itself, by an alarm if by nothing else; closing this object ends it at once.
 */
final class UsrsctpPeer implements AutoCloseable {

    private static final Object BUILD = new Object();
    private static boolean isBuilt;

    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();
    private boolean isOver;

    private UsrsctpPeer(Process process) {
        this.process = process;
        reader = new Thread(this::read, "usrsctp-peer-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the program; its arguments stand at the head of {@code usrsctp_peer.c}. */
    static UsrsctpPeer start(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(build().toString());
        command.addAll(List.of(arguments));
        return new UsrsctpPeer(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private static Path build() throws IOException, InterruptedException {
        synchronized (BUILD) {
            Path program = Interop.output().resolve("usrsctp_peer");
            if (isBuilt) {
                return program;
            }
            Files.createDirectories(Interop.output());
            Path probe = Files.writeString(Interop.output().resolve("probe.c"), "#include <usrsctp.h>\n");
            Interop.Outcome header = Interop.run(List.of("cc", "-E", "-o", probe + ".i", probe.toString()))
                    .orElseThrow(() -> Interop.missing("there is no C compiler, cc"));
            if (header.status() != 0) {
                throw Interop.missing("usrsctp is not installed: "
                        + header.output().lines().findFirst().orElse(""));
            }
            Path sources = Interop.module().resolve("src/interop/c");
            Interop.Outcome compiled = Interop.run(List.of(
                            "cc",
                            "-std=c11",
                            "-D_GNU_SOURCE",
                            "-Wall",
                            "-Wextra",
                            "-O2",
                            "-o",
                            program.toString(),
                            sources.resolve("usrsctp_peer.c").toString(),
                            sources.resolve("options.c").toString(),
                            "-lusrsctp",
                            "-lpthread"))
                    .orElseThrow();
            if (compiled.status() != 0) {
                throw new IOException("cc cannot build " + sources + ":\n" + compiled.output());
            }
            isBuilt = true;
            return program;
        }
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        isOver = true;
        notifyAll();
    }

    /** Waits for a line that starts so. */
    synchronized String await(String prefix) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Interop.LIMIT_S);
        int seen = 0;
        while (true) {
            for (; seen < lines.size(); seen++) {
                if (lines.get(seen).startsWith(prefix)) {
                    return lines.get(seen);
                }
            }
            long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (isOver || leftMs <= 0) {
                throw new AssertionError("usrsctp_peer did not say \"" + prefix + "\" but:\n" + text());
            }
            wait(leftMs);
        }
    }

    /** Waits until the program has ended well and returns all it said. */
    List<String> awaitDone() throws InterruptedException {
        await("DONE");
        reader.join(TimeUnit.SECONDS.toMillis(Interop.LIMIT_S));
        if (!process.waitFor(Interop.LIMIT_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("usrsctp_peer did not end well:\n" + text());
        }
        synchronized (this) {
            return List.copyOf(lines);
        }
    }

    /** All lines up to now, for a message. */
    synchronized String text() {
        return String.join("\n", lines);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        reader.join(TimeUnit.SECONDS.toMillis(Interop.LIMIT_S));
    }
}
