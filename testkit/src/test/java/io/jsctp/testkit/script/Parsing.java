package io.jsctp.testkit.script;

import java.util.List;
import java.util.Set;

/** Parts of scripts, read. */
final class Parsing {
    private Parsing() {}

    static Script script(String... lines) throws ScriptSyntaxException {
        return Script.parse("test.pkt", String.join("\n", lines), Set.of("FreeBSD"));
    }

    /** Chunks as a script has them in a line that expects them. */
    static List<Item> expected(String text) throws ScriptSyntaxException {
        return items(text, false);
    }

    /** Chunks as a script has them in a line that injects them. */
    static List<Item> injected(String text) throws ScriptSyntaxException {
        return items(text, true);
    }

    private static List<Item> items(String text, boolean inbound) throws ScriptSyntaxException {
        Tokens tokens = new Tokens(new Lexer(text, Set.of()).tokens());
        List<Item> chunks = new ItemParser(tokens, inbound).chunks();
        if (!tokens.atEnd()) {
            throw tokens.peek().expected("the end");
        }
        return chunks;
    }

    static byte[] bytes(String hex) {
        String digits = hex.replaceAll("\\s", "");
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }
}
