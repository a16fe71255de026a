package io.jsctp.testkit.replay;

import io.jsctp.testkit.PacketSummary;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happens in a replay, in words: times in seconds from the first, what came in with {@code <}, what goes out with {@code >}. */
final class ReplayTrace {
    private static final String INDENT = " ".repeat(15);

    /** The inputs whose last argument is not the time. */
    private static final Set<String> UNTIMED = Set.of(
            "acceptCapacity",
            "close",
            "consumed",
            "listening",
            "localAddresses",
            "pathMtu",
            "primary",
            "thresholds",
            "udpPort");

    private final @Nullable Consumer<String> out;
    private final PacketSummary summary = new PacketSummary();
    private long beginNs = Long.MIN_VALUE;

    ReplayTrace(@Nullable Consumer<String> out) {
        this.out = out;
    }

    void input(Recording.Input input) {
        if (out == null) {
            return;
        }
        List<@Nullable Object> arguments = input.arguments;
        boolean timed = !UNTIMED.contains(input.name)
                && !arguments.isEmpty()
                && arguments.get(arguments.size() - 1) instanceof Long;
        StringBuilder line = new StringBuilder(timed ? time(arguments) : INDENT);
        line.append('#').append(input.target).append(' ').append(input.name);
        for (Object argument : arguments.subList(0, arguments.size() - (timed ? 1 : 0))) {
            if (argument instanceof ByteBuffer bytes) {
                line.append(
                        input.name.equals("receive")
                                ? " < " + String.join(", ", summary.chunks(bytes.duplicate()))
                                : " " + bytes.remaining() + " bytes");
            } else if (argument instanceof InetAddress address) {
                line.append(' ').append(address.getHostAddress());
            } else if (argument instanceof Number || argument instanceof Boolean) {
                line.append(' ').append(argument);
            }
        }
        out.accept(line.toString());
    }

    private String time(List<@Nullable Object> arguments) {
        long now = (Long) Objects.requireNonNull(arguments.get(arguments.size() - 1));
        beginNs = beginNs == Long.MIN_VALUE ? now : beginNs;
        return String.format(Locale.ROOT, "%12.6f   ", (now - beginNs) / 1e9);
    }

    void packet(byte[] packet, InetAddress to) {
        if (out != null) {
            out.accept(INDENT + "> " + to.getHostAddress() + " "
                    + String.join(", ", summary.chunks(ByteBuffer.wrap(packet))));
        }
    }

    void event(String text) {
        if (out != null) {
            out.accept(INDENT + "! " + text);
        }
    }

    void fault(RuntimeException e) {
        if (out != null) {
            out.accept(INDENT + "! the engine fails: " + e);
            for (StackTraceElement frame : e.getStackTrace()) {
                out.accept(INDENT + "    at " + frame);
            }
        }
    }
}
