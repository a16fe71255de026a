package io.jsctp.record;

import io.jsctp.engine.AssociationSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of arguments, each a word: {@code -} for none, {@code t} and {@code f}, decimal numbers, {@code @} and the bytes of an
 * address, {@code x} and bytes, {@code z} and how many zeros, {@code [a,b]}, {@code #} and the number of an endpoint or
 * association, {@code m} and the ordinal of a message, {@code {name=value;...}}.
 */
public final class Values {
    private static final HexFormat HEX = HexFormat.of();

    /** No packet, and no buffer of a socket, has more. */
    private static final int MOST_ZEROS = 1 << 30;

    private Values() {}

    /**
     * A reference to an endpoint or an association.
     *
     * @param number the input that made it
     */
    public record Reference(long number) {}

    /**
     * A message that an association handed out.
     *
     * @param ordinal which of its messages, from 0
     */
    public record Message(long ordinal) {}

    /** Writes one; references and messages are given as such. */
    static String format(@Nullable Object value, boolean redacts) {
        if (value == null) {
            return "-";
        } else if (value instanceof Boolean on) {
            return on ? "t" : "f";
        } else if (value instanceof Number number) {
            return Long.toString(number.longValue());
        } else if (value instanceof InetAddress address) {
            return "@" + HEX.formatHex(address.getAddress());
        } else if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(buffer.position(), bytes);
            return bytes(bytes);
        } else if (value instanceof byte[] bytes) {
            return bytes(bytes);
        } else if (value instanceof List<?> list) {
            StringBuilder out = new StringBuilder("[");
            for (Object one : list) {
                out.append(out.length() > 1 ? "," : "").append(format(one, redacts));
            }
            return out.append(']').toString();
        } else if (value instanceof Reference reference) {
            return "#" + reference.number;
        } else if (value instanceof Message message) {
            return "m" + message.ordinal;
        } else if (value instanceof AssociationSettings settings) {
            return SettingsText.format(settings, redacts);
        }
        throw new IllegalArgumentException("no form for " + value);
    }

    private static String bytes(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return "x" + HEX.formatHex(bytes);
            }
        }
        return "z" + bytes.length;
    }

    /**
     * Reads one.
     *
     * @param word its form
     * @return null, or a Boolean, Long, InetAddress, ByteBuffer, List, {@link Reference}, {@link Message} or
     *     {@link AssociationSettings}
     * @throws IllegalArgumentException if it has no such form
     */
    public static @Nullable Object parse(String word) {
        if (word.isEmpty()) {
            throw new IllegalArgumentException("a value is missing");
        }
        String rest = word.substring(1);
        return switch (word.charAt(0)) {
            case '-' -> rest.isEmpty() ? null : (Object) Long.valueOf(word);
            case 't', 'f' -> {
                if (!rest.isEmpty()) {
                    throw new IllegalArgumentException("not a value: " + word);
                }
                yield word.equals("t");
            }
            case '@' -> address(rest);
            case 'x' -> ByteBuffer.wrap(HEX.parseHex(rest));
            case 'z' -> ByteBuffer.wrap(new byte[zeros(rest)]);
            case '[' -> list(word);
            case '#' -> new Reference(Long.parseLong(rest));
            case 'm' -> new Message(Long.parseLong(rest));
            case '{' -> SettingsText.parse(word);
            default -> Long.valueOf(word);
        };
    }

    private static int zeros(String text) {
        int count = Integer.parseInt(text);
        if (count < 0 || count > MOST_ZEROS) {
            throw new IllegalArgumentException(count + " zeros");
        }
        return count;
    }

    private static InetAddress address(String hex) {
        try {
            return InetAddress.getByAddress(HEX.parseHex(hex));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + hex, e);
        }
    }

    private static List<@Nullable Object> list(String word) {
        if (!word.endsWith("]")) {
            throw new IllegalArgumentException("a list has no end: " + word);
        }
        List<@Nullable Object> list = new ArrayList<>();
        String inside = word.substring(1, word.length() - 1);
        if (!inside.isEmpty()) {
            Arrays.stream(inside.split(",", -1)).forEach(one -> list.add(parse(one)));
        }
        return list;
    }
}
