package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Action.PacketLine;
import io.jsctp.testkit.script.Field.Kind;
import io.jsctp.testkit.script.Field.Space;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been learned of one association: the tag and the TSN that the stack under test has drawn, beside those of the
 * script. Numbers of the peer are on the wire as the script has them; those of the stack are translated.
 */
final class Conversation {
    private static final long U32 = 0xffffffffL;

    /** A tag and an initial TSN of the stack, on the wire and in the script. */
    private record Identity(long liveTag, long liveTsn, long scriptTag, long scriptTsn) {
        boolean isKnown() {
            return liveTag != 0;
        }

        long toLive(long tsn) {
            return (tsn + liveTsn - scriptTsn) & U32;
        }

        long toScript(long tsn) {
            return (tsn - liveTsn + scriptTsn) & U32;
        }
    }

    /** When no tag is known. Not 0: without an INIT that has to be dropped without a word (RFC 9260 §8.5.1 A). */
    private static final long OUT_OF_THE_BLUE = 1;

    private static final Identity NOTHING = new Identity(0, 0, 0, 0);

    private Identity inUse = NOTHING;
    /** From the newest INIT ACK: what a COOKIE ECHO would put in use. */
    private Identity offered = NOTHING;

    private boolean established;
    /** Whether the stack has sent INIT itself, so that its tag is fixed before any INIT ACK. */
    private boolean initiated;

    private long remoteTag;
    private byte @Nullable [] cookie;
    private @Nullable Item heartbeatInfo;

    /** Learns from a packet of the stack, before it is compared with what the script expects in its place. */
    void learn(List<Item> seen, List<Item> expected) {
        for (int i = 0; i < seen.size(); i++) {
            Item chunk = seen.get(i);
            Item line = i < expected.size() && expected.get(i).layout() == chunk.layout() ? expected.get(i) : null;
            if (chunk.is(Layouts.INIT)) {
                learnInit(chunk, line);
            } else if (chunk.is(Layouts.INIT_ACK)) {
                learnInitAck(chunk, line);
            } else if (chunk.is(Layouts.HEARTBEAT)) {
                heartbeatInfo = chunk;
            } else if (chunk.is(Layouts.COOKIE_ACK)) {
                established = true;
            } else if (endsIt(chunk) && chunk.number(Kind.FLAGS, 0) == 0) {
                end();
            }
        }
    }

    private void learnInit(Item chunk, @Nullable Item line) {
        Identity seen = identity(chunk, line);
        boolean sameAsked = line != null && initiated && line.number("tag", -1) == inUse.scriptTag;
        if ((seen.liveTag != inUse.liveTag && !sameAsked) || !inUse.isKnown()) {
            inUse = seen;
        }
        initiated = true;
    }

    private void learnInitAck(Item chunk, @Nullable Item line) {
        Identity seen = identity(chunk, line);
        // The same again, as in a collision: the script's numbers for it are known.
        offered = seen.liveTag == inUse.liveTag && seen.liveTsn == inUse.liveTsn && initiated ? inUse : seen;
        if (!initiated && !established) {
            inUse = offered;
        }
        for (Item parameter : chunk.children()) {
            if (parameter.is(Layouts.STATE_COOKIE) && parameter.value(Kind.OCTETS) instanceof Value.Octets o) {
                cookie = o.bytes();
            }
        }
    }

    private static Identity identity(Item chunk, @Nullable Item line) {
        return new Identity(
                chunk.number("tag", 0),
                chunk.number("tsn", 0),
                line == null ? 0 : line.number("tag", 0),
                line == null ? 0 : line.number("tsn", 0));
    }

    /** {@return the packet's chunks in numbers of the script} */
    List<Item> toScript(List<Item> seen, List<Item> expected) {
        List<Item> translated = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            Item chunk = seen.get(i);
            Item line = i < expected.size() && expected.get(i).layout() == chunk.layout() ? expected.get(i) : null;
            Identity identity = inUse;
            if (chunk.is(Layouts.INIT) || chunk.is(Layouts.INIT_ACK)) {
                identity = identityFor(chunk, line);
                int at = chunk.layout().indexOf("tag");
                if (chunk.number("tag", 0) == identity.liveTag) {
                    chunk = chunk.with(at, new Value.Numeric(identity.scriptTag));
                }
            }
            Identity by = identity;
            translated.add(mapped(chunk, Space.SENDER, by::toScript));
        }
        return translated;
    }

    /** An INIT ACK may show another tag than the one in use, unless the script asks for that one. */
    private Identity identityFor(Item chunk, @Nullable Item line) {
        boolean other = chunk.is(Layouts.INIT_ACK) && chunk.number("tag", 0) != inUse.liveTag;
        boolean sameAsked = line != null && line.number("tag", -1) == inUse.scriptTag;
        return other && !sameAsked ? offered : inUse;
    }

    /** {@return the line's chunks as they go onto the wire} */
    List<Item> toLive(List<Item> chunks) throws ScriptFailure {
        List<Item> translated = new ArrayList<>();
        for (Item chunk : chunks) {
            translated.add(mapped(filled(chunk), Space.RECEIVER, inUse::toLive));
        }
        return translated;
    }

    private Item filled(Item chunk) throws ScriptFailure {
        if (chunk.is(Layouts.COOKIE_ECHO) && chunk.value(Kind.OCTETS) instanceof Value.Any) {
            if (cookie == null) {
                throw new ScriptFailure("there is no cookie to echo: no INIT_ACK with a STATE_COOKIE was seen");
            }
            return chunk.with(chunk.layout().indexOf(Kind.LENGTH), Value.ANY)
                    .with(chunk.layout().indexOf(Kind.OCTETS), new Value.Octets(cookie));
        }
        if (chunk.is(Layouts.AUTH) && chunk.value(Kind.OCTETS) instanceof Value.Any) {
            int bytes = chunk.number("hmac_id", 0) == AuthCheck.SHA_256 ? 32 : 20; // AuthCheck fills it in
            return chunk.with(chunk.layout().indexOf(Kind.OCTETS), new Value.Octets(new byte[bytes]));
        }
        if (chunk.is(Layouts.HEARTBEAT_ACK) && chunk.children().stream().anyMatch(Conversation::isOpen)) {
            if (heartbeatInfo == null) {
                throw new ScriptFailure("there is nothing to acknowledge: no HEARTBEAT was seen");
            }
            int at = chunk.layout().indexOf(Kind.PARAMETER);
            return chunk.with(at, heartbeatInfo.value(Kind.PARAMETER));
        }
        return chunk;
    }

    private static boolean isOpen(Item parameter) {
        return parameter.value(Kind.OCTETS) instanceof Value.Any;
    }

    /** {@return the verification tag for a packet of the peer} */
    long tagFor(PacketLine line, List<Item> chunks) {
        if (line.tag() == 0) {
            return 0;
        }
        if (line.tag() > 0) {
            long tag = (inUse.liveTag + line.tag() - inUse.scriptTag) & U32;
            return tag == 0 ? 1 : tag;
        }
        for (Item chunk : chunks) {
            if (InitiateTag.isIn(chunk, Layouts.INIT)) {
                return 0;
            }
        }
        if (!line.chunks().isEmpty()
                && line.chunks().get(0).is(Layouts.COOKIE_ECHO)
                && isOpen(line.chunks().get(0))
                && offered.isKnown()) {
            return offered.liveTag; // the cookie goes with the tag it came with, also while another one is in use
        }
        boolean reflected = chunks.stream().anyMatch(c -> endsIt(c) && (c.number(Kind.FLAGS, 0) & 1) != 0);
        if (reflected) {
            return remoteTag;
        }
        return inUse.isKnown() ? inUse.liveTag : OUT_OF_THE_BLUE;
    }

    /** {@return the verification tag that a packet of the stack has in the script; one it reflects is its own} */
    long tagInScript(long tag, List<Item> chunks) {
        boolean reflected =
                !chunks.isEmpty() && endsIt(chunks.get(0)) && (chunks.get(0).number(Kind.FLAGS, 0) & 1) != 0;
        return reflected && inUse.isKnown() ? (tag - inUse.liveTag + inUse.scriptTag) & U32 : tag;
    }

    /** Notes what the peer has sent. */
    void sent(PacketLine line, List<Item> chunks) {
        for (int i = 0; i < chunks.size(); i++) {
            Item chunk = chunks.get(i);
            if ((chunk.is(Layouts.INIT) && !established) || chunk.is(Layouts.INIT_ACK)) {
                remoteTag = chunk.number("tag", 0);
            } else if (chunk.is(Layouts.COOKIE_ECHO)
                    && i < line.chunks().size()
                    && isOpen(line.chunks().get(i))) {
                inUse = offered.isKnown() ? offered : inUse;
                established = true;
            } else if (chunk.is(Layouts.COOKIE_ACK)) {
                established = true;
            } else if (endsIt(chunk) && line.tag() < 0) {
                end();
            }
        }
    }

    private void end() {
        established = false;
        initiated = false;
    }

    private static boolean endsIt(Item chunk) {
        return chunk.is(Layouts.ABORT) || chunk.is(Layouts.SHUTDOWN_COMPLETE);
    }

    private interface Translation {
        long of(long tsn);
    }

    private static Item mapped(Item item, Space space, Translation translation) {
        Item result = item;
        for (int i = 0; i < item.values().size(); i++) {
            Field field = item.layout().fields().get(i);
            Value value = item.values().get(i);
            if (value instanceof Value.Items nested && field.kind() == Kind.PARAMETERS && !isQuoted(item)) {
                List<Item> parameters = new ArrayList<>();
                nested.items().forEach(p -> parameters.add(mapped(p, space, translation)));
                result = result.with(i, new Value.Items(parameters));
            }
            if (field.space() != space) {
                continue;
            }
            if (value instanceof Value.Numeric n) {
                result = result.with(i, new Value.Numeric(translation.of(n.value())));
            } else if (value instanceof Value.Rows r) {
                List<List<Long>> rows = new ArrayList<>();
                r.rows().forEach(row -> rows.add(List.of(translation.of(row.get(0)))));
                result = result.with(i, new Value.Rows(rows));
            }
        }
        return result;
    }

    /** What is quoted in a cause or an UNRECOGNIZED_PARAMETER is as the other side sent it. */
    private static boolean isQuoted(Item item) {
        return item.layout().family() != Layout.Family.CHUNK;
    }
}
