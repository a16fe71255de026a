package io.jsctp.record;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationEvent;
import io.jsctp.engine.EndpointLimits;
import io.jsctp.engine.InboundMessage;
import io.jsctp.engine.InputLog;
import io.jsctp.engine.Limit;
import io.jsctp.file.PrivateFile;
import io.jsctp.link.PacketBatch;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording, as the package says. What an association is told to do is in the order in which it did it; what two of them
 * did at once is in either. A file that can't be written, or is as large as it may be, ends there; the stack goes on.
 * Thread-safe.
 */
public final class InputRecorder implements InputLog, AutoCloseable {
    /** The first line of a recording. */
    public static final String TITLE = "jsctp-recording 1";

    /** The smallest size that a file may be limited to. */
    public static final int LEAST_BYTES = 4096;

    private static final String FULL = "full\n";

    private final ReentrantLock lock = new ReentrantLock();
    private final Writer file;
    private final boolean redacts;
    private long bytesLeft;
    private boolean ended;

    /** The number of the last input, and of the one that each thread is in. */
    private long inputs;

    private final ThreadLocal<Long> current = ThreadLocal.withInitial(() -> 0L);
    private final Map<Object, Long> numbers = new WeakHashMap<>();
    private final Map<InboundMessage, Long> messages = new WeakHashMap<>();
    private final Map<Association, Long> messageCounts = new WeakHashMap<>();

    private InputRecorder(Writer file, long maxBytes, boolean redacts) {
        this.file = file;
        this.redacts = redacts;
        bytesLeft = maxBytes - FULL.length();
    }

    /**
     * Begins a recording.
     *
     * @param file where to; what was there is overwritten
     * @param maxBytes how large the file may become, at least {@link #LEAST_BYTES}
     * @param redacts true to leave out what users send and the keys they share
     * @return the recorder
     * @throws IOException if the file can't be written
     * @throws IllegalArgumentException if the file would have no room
     */
    public static InputRecorder open(Path file, long maxBytes, boolean redacts) throws IOException {
        if (maxBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("a recording of " + maxBytes + " bytes is too small");
        }
        InputRecorder recorder = new InputRecorder(
                new BufferedWriter(new OutputStreamWriter(PrivateFile.create(file), StandardCharsets.UTF_8)),
                maxBytes,
                redacts);
        recorder.line(TITLE);
        return recorder;
    }

    /**
     * Writes what the stack is made with, before it has any endpoints.
     *
     * @param limits what its endpoints may use at most
     * @param memoryBytes how much memory they may use together
     * @param silent whether nothing is answered that is out of the blue
     */
    public void begin(EndpointLimits limits, long memoryBytes, boolean silent) {
        StringBuilder line =
                new StringBuilder("stack ").append(silent ? "t " : "f ").append(memoryBytes);
        for (Limit limit : Limit.values()) {
            line.append(' ').append(limit).append('=').append(limits.get(limit));
        }
        line(line.toString());
    }

    @Override
    public void input(Object target, String name, @Nullable Object... arguments) {
        lock.lock();
        try {
            long number = ++inputs;
            current.set(number);
            Long known = numbers.get(target);
            StringBuilder line = new StringBuilder("i ").append(number).append(' ');
            line.append(known == null ? number : known).append(' ').append(name);
            if (known == null) {
                numbers.put(target, number);
            }
            for (Object argument : arguments) {
                line.append(' ').append(text(name, argument));
            }
            line(line.toString());
        } finally {
            lock.unlock();
        }
    }

    private String text(String name, @Nullable Object argument) {
        if (argument instanceof Association association) {
            return Values.format(new Values.Reference(numbers.getOrDefault(association, 0L)), redacts);
        } else if (argument instanceof InboundMessage message) {
            Long ordinal = messages.remove(message);
            return Values.format(new Values.Message(ordinal == null ? -1 : ordinal), redacts);
        } else if (redacts && argument instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            if (name.equals("receive")) {
                buffer.get(buffer.position(), bytes);
                Redaction.redact(bytes);
            }
            return Values.format(bytes, true);
        }
        return Values.format(argument, redacts);
    }

    @Override
    public void made(Association association) {
        lock.lock();
        try {
            numbers.put(association, current.get());
            line("m " + current.get());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void wrote(PacketBatch batch, int first) {
        for (int i = first; i < batch.count(); i++) {
            byte[] packet = new byte[batch.length(i)];
            batch.buffer().get(batch.offset(i), packet);
            line("w " + current.get() + " "
                    + Digests.packet(packet, batch.destination(i), batch.destinationPort(i), redacts));
        }
    }

    @Override
    public void told(Association association, AssociationEvent event) {
        lock.lock();
        try {
            long number = numbers.getOrDefault(association, 0L);
            if (event instanceof InboundMessage message) {
                long ordinal = messageCounts.merge(association, 1L, Long::sum) - 1;
                messages.put(message, ordinal);
                line("e " + number + " " + Digests.message(message, ordinal, redacts));
            } else {
                line("e " + number + " " + event.getClass().getSimpleName());
            }
        } finally {
            lock.unlock();
        }
    }

    void drew(int number) {
        line("n " + current.get() + " " + number);
    }

    void drew(byte[] secret) {
        line("s " + current.get() + " " + Values.format(secret, redacts));
    }

    boolean asked(boolean granted) {
        line("a " + current.get() + (granted ? " t" : " f"));
        return granted;
    }

    private void line(String text) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            int length = text.length() + 1;
            if (length > bytesLeft) {
                ended = true;
                file.write(FULL);
                file.flush();
                return;
            }
            bytesLeft -= length;
            file.write(text);
            file.write('\n');
        } catch (IOException e) {
            fail(e);
        } finally {
            lock.unlock();
        }
    }

    private void fail(IOException e) {
        ended = true;
        System.getLogger("io.jsctp").log(Level.WARNING, "the recording ends: " + e);
    }

    /** Writes what is left to be written; nothing is recorded afterwards. */
    @Override
    public void close() {
        lock.lock();
        try {
            ended = true;
            file.close();
        } catch (IOException e) {
            fail(e);
        } finally {
            lock.unlock();
        }
    }
}
