package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Field.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether packets of the stack carry the verification tag they have to, RFC 9260 §8.5 and §8.5.1. Scripts do not say it: it
 * follows from what they inject.
 */
final class TagCheck {
    /** Tags that the peer has named in INIT. */
    private final Set<Long> fromInit = new HashSet<>();
    /** Tags that the peer has named in INIT or INIT ACK. */
    private final Set<Long> named = new HashSet<>();
    /** Tags that packets of the peer carried: what a T bit reflects. */
    private final Set<Long> carried = new HashSet<>();
    /** The peer's tag since COOKIE ECHO or COOKIE ACK. */
    private @Nullable Long inUse;

    void sent(long tag, List<Item> chunks) {
        carried.add(tag);
        for (Item chunk : chunks) {
            boolean init = InitiateTag.isIn(chunk, Layouts.INIT);
            if (init) {
                fromInit.add(InitiateTag.of(chunk));
            }
            if (init || InitiateTag.isIn(chunk, Layouts.INIT_ACK)) {
                named.add(InitiateTag.of(chunk));
            }
        }
    }

    /** {@return what is wrong with the packet's tag, or null} */
    @Nullable
    String problem(SeenPacket packet) {
        long tag = packet.tag();
        if (packet.chunks().isEmpty()) {
            return null;
        }
        Item first = packet.chunks().get(0);
        if (first.is(Layouts.INIT)) {
            return tag == 0 ? null : problem(first, tag, "0");
        }
        boolean last = first.is(Layouts.ABORT) || first.is(Layouts.SHUTDOWN_COMPLETE);
        if (last && (first.number(Kind.FLAGS, 0) & 1) != 0) {
            return carried.contains(tag) ? null : problem(first, tag, "one that the peer's packets carried (T bit)");
        }
        if (first.is(Layouts.INIT_ACK)) {
            return fromInit.contains(tag)
                    ? null
                    : problem(first, tag, "the initiate tag of an INIT, " + list(fromInit));
        }
        if (first.is(Layouts.COOKIE_ACK) || first.is(Layouts.COOKIE_ECHO)) {
            inUse = named.contains(tag) ? Long.valueOf(tag) : inUse;
            return named.contains(tag) ? null : problem(first, tag, "the peer's, " + list(named));
        }
        boolean mayAnswerInit = first.is(Layouts.ABORT) || first.is(Layouts.ERROR);
        Long expected = inUse;
        if (expected == null || mayAnswerInit) {
            return named.contains(tag) ? null : problem(first, tag, "the peer's, " + list(named));
        }
        return tag == expected ? null : problem(first, tag, "the peer's, " + hex(expected));
    }

    private static String problem(Item chunk, long tag, String expected) {
        return "the verification tag of the packet with " + chunk.layout() + " is " + hex(tag) + ", expected "
                + expected;
    }

    private static String list(Set<Long> tags) {
        List<String> text = new ArrayList<>();
        tags.forEach(t -> text.add(hex(t)));
        return text.isEmpty() ? "but it has named none" : String.join(" or ", text);
    }

    private static String hex(long tag) {
        return String.format(Locale.ROOT, "0x%08x", tag);
    }
}
