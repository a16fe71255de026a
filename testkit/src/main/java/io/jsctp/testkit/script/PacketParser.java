package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Action.Checksum;
import io.jsctp.testkit.script.Action.PacketLine;
import io.jsctp.testkit.script.Action.Place;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packet lines: direction, places, header options, and chunks or bytes. */
final class PacketParser {
    private final Tokens tokens;
    private long tag = -1;
    private Checksum checksum = Checksum.GOOD;

    PacketParser(Tokens tokens) {
        this.tokens = tokens;
    }

    PacketLine packet() throws ScriptSyntaxException {
        Token direction = tokens.next();
        boolean inbound = direction.is('<');
        @Nullable Place from = null;
        @Nullable Place to = null;
        if (tokens.peek().type() == Token.Type.ADDRESS || tokens.peek().is('[')) {
            from = place();
            tokens.expect('>');
            to = place();
            tokens.skip(':');
        }
        Token sctp = tokens.peek();
        if (!sctp.isWord("sctp")) {
            throw sctp.expected("sctp");
        }
        tokens.next();
        int fromUdpPort = -1;
        int toUdpPort = -1;
        if (tokens.skip('/')) {
            if (!tokens.peek().isWord("udp")) {
                throw tokens.peek().expected("udp");
            }
            tokens.next();
            tokens.expect('(');
            fromUdpPort = port();
            tokens.expect('>');
            Token at = tokens.peek();
            toUdpPort = port();
            int own = ScriptSetup.DEFAULT.localUdpPort();
            if (inbound && toUdpPort >= 0 && toUdpPort != own) {
                throw at.wrong("the stack is at UDP port " + own + "; nothing reaches it at another");
            }
            tokens.expect(')');
        }
        if (tokens.skip('(')) {
            headerOptions(inbound);
        }
        tokens.expect(':');
        byte @Nullable [] raw = null;
        List<Item> chunks = new ArrayList<>();
        Token first = tokens.peek();
        if (first.is('[')) {
            raw = bytes();
            if (!inbound) {
                throw first.wrong("a packet of bytes can only be injected (<)");
            }
        } else {
            chunks = new ItemParser(tokens, inbound).chunks();
        }
        return new PacketLine(direction.line(), inbound, from, to, fromUdpPort, toUdpPort, tag, checksum, chunks, raw);
    }

    private int port() throws ScriptSyntaxException {
        return tokens.skipEllipsis() ? -1 : (int) tokens.unsigned("a port", 16);
    }

    private Place place() throws ScriptSyntaxException {
        boolean brackets = tokens.skip('[');
        var address = tokens.address();
        if (brackets) {
            tokens.expect(']');
        }
        boolean withPort = tokens.peek().is(':') && tokens.peek(1).type() == Token.Type.NUMBER;
        if (withPort) {
            tokens.expect(':');
        }
        return new Place(address, withPort ? (int) tokens.unsigned("a port", 16) : -1);
    }

    private void headerOptions(boolean inbound) throws ScriptSyntaxException {
        do {
            Token option = tokens.word("tag, bad_crc32c or zero_checksum");
            switch (option.text()) {
                case "tag" -> {
                    tokens.expect('=');
                    tag = tokens.unsigned("a verification tag", 32);
                }
                case "bad_crc32c" -> checksum = Checksum.BAD;
                case "zero_checksum" -> checksum = Checksum.ZERO;
                default -> throw option.expected("tag, bad_crc32c or zero_checksum");
            }
            if (!inbound && checksum != Checksum.GOOD) {
                throw option.wrong(option.text() + " is for packets that are injected (<)");
            }
        } while (tokens.skip(','));
        tokens.expect(')');
    }

    private byte[] bytes() throws ScriptSyntaxException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tokens.expect('[');
        if (!tokens.skip(']')) {
            do {
                out.write((int) tokens.unsigned("a byte", 8));
            } while (tokens.skip(','));
            tokens.expect(']');
        }
        return out.toByteArray();
    }
}
