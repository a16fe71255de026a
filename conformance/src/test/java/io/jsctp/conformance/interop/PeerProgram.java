package io.jsctp.conformance.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program that the tests talk to, and the lines that it prints.
 *
 * <p>The program ends by itself, by an alarm if by nothing else; closing this object ends it at once.
 */
class PeerProgram implements AutoCloseable {

    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();
    private boolean isOver;

    PeerProgram(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        reader = new Thread(this::read, "peer-output");
        reader.setDaemon(true);
        reader.start();
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
                throw new AssertionError("the peer did not say \"" + prefix + "\" but:\n" + text());
            }
            wait(leftMs);
        }
    }

    /** Waits until the program has ended well and returns all it said. */
    List<String> awaitDone() throws InterruptedException {
        await("DONE");
        reader.join(TimeUnit.SECONDS.toMillis(Interop.LIMIT_S));
        if (!process.waitFor(Interop.LIMIT_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("the peer did not end well:\n" + text());
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
