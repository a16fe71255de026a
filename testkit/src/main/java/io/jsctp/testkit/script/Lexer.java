package io.jsctp.testkit.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a script into tokens. There are no lines to it: white space only separates. What an {@code #ifdef} leaves out is passed
 * over without being looked at, as it may hold half a token.
 */
final class Lexer {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}(?![0-9A-Za-z_])");
    private static final Pattern COLONS =
            Pattern.compile("[0-9A-Fa-f:]*:\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]*\\.[0-9]+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+|0[xX][0-9A-Fa-f]+");
    private static final Pattern SIGNED = Pattern.compile("-[0-9]+");

    /** A comment to the end of its line. */
    record Comment(int line, String text) {}

    private final String script;
    private final Set<String> defined;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;
    private boolean inCondition;

    Lexer(String script, Set<String> defined) {
        this.script = script;
        this.defined = defined;
    }

    List<Token> tokens() throws ScriptSyntaxException {
        while (skipBlanks()) {
            tokens.add(next());
        }
        if (inCondition) {
            throw wrong("expected #endif, found the end of the script");
        }
        tokens.add(token(Token.Type.END, "", 0, 0));
        return tokens;
    }

    List<Comment> comments() {
        return comments;
    }

    /** {@return whether there is another token} */
    private boolean skipBlanks() throws ScriptSyntaxException {
        while (at < script.length()) {
            char c = script.charAt(at);
            if (Character.isWhitespace(c) || c == '\ufeff') {
                advance(1);
            } else if (script.startsWith("//", at)) {
                int end = script.indexOf('\n', at);
                int to = end < 0 ? script.length() : end;
                comments.add(new Comment(line, script.substring(at + 2, to).strip()));
                advance(to - at);
            } else if (script.startsWith("/*", at)) {
                int end = script.indexOf("*/", at + 2);
                if (end < 0) {
                    throw wrong("the comment has no end");
                }
                advance(end + 2 - at);
            } else if (c == '#') {
                directive();
            } else {
                return true;
            }
        }
        return false;
    }

    private void directive() throws ScriptSyntaxException {
        if (script.startsWith("#endif", at)) {
            if (!inCondition) {
                throw wrong("#endif without #ifdef");
            }
            inCondition = false;
            advance(6);
            return;
        }
        if (!script.startsWith("#ifdef", at)) {
            throw wrong("expected #ifdef or #endif; # begins nothing else");
        }
        if (inCondition) {
            throw wrong("an #ifdef in another is not allowed");
        }
        advance(6);
        while (at < script.length() && (script.charAt(at) == ' ' || script.charAt(at) == '\t')) {
            advance(1);
        }
        Matcher word = WORD.matcher(script).region(at, script.length());
        if (!word.lookingAt()) {
            throw wrong("expected a name after #ifdef");
        }
        advance(word.end() - at);
        if (defined.contains(word.group())) {
            inCondition = true;
            return;
        }
        int end = script.indexOf("#endif", at);
        if (end < 0) {
            throw wrong("expected #endif, found the end of the script");
        }
        advance(end + 6 - at);
    }

    private Token next() throws ScriptSyntaxException {
        char c = script.charAt(at);
        if (script.startsWith("...", at)) {
            return token(Token.Type.ELLIPSIS, "...", 0, 3);
        }
        if (c == '"') {
            return text();
        }
        if (c == '`') {
            int end = script.indexOf('`', at + 1);
            if (end < 0) {
                throw wrong("the shell command has no closing `");
            }
            return token(Token.Type.SHELL, script.substring(at + 1, end).strip(), 0, end + 1 - at);
        }
        if (script.startsWith("%{", at)) {
            throw wrong("%{ begins a program in Python, which this interpreter does not run");
        }
        String address = address();
        if (address != null) {
            return token(Token.Type.ADDRESS, address, 0, address.length());
        }
        return number();
    }

    private Token number() throws ScriptSyntaxException {
        String decimal = match(DECIMAL);
        String word = match(WORD);
        if (decimal.length() > word.length()) {
            return token(Token.Type.DECIMAL, decimal, 0, decimal.length());
        }
        String number = word.isEmpty() ? match(SIGNED) : word;
        if (number.isEmpty()) {
            return token(Token.Type.CHARACTER, script.substring(at, at + 1), 0, 1);
        }
        if (!INTEGER.matcher(number).matches()) {
            return token(Token.Type.WORD, number, 0, number.length());
        }
        try {
            boolean hex = number.startsWith("0x") || number.startsWith("0X");
            long value = hex ? Long.parseLong(number.substring(2), 16) : Long.parseLong(number);
            return token(Token.Type.NUMBER, number, value, number.length());
        } catch (NumberFormatException e) {
            throw wrong(number + " is too large for a number");
        }
    }

    private String match(Pattern pattern) {
        Matcher m = pattern.matcher(script).region(at, script.length());
        return m.lookingAt() ? m.group() : "";
    }

    /** {@return an address literal, which is longer than any number here, or null} */
    private @Nullable String address() {
        String v4 = match(IPV4);
        if (!v4.isEmpty()) {
            return v4;
        }
        String run = match(COLONS);
        // A colon after an address is not a part of it.
        String v6 = run.endsWith(":") && !run.endsWith("::") ? run.substring(0, run.length() - 1) : run;
        long colons = v6.chars().filter(c -> c == ':').count();
        // Otherwise it is a gap block, 2:3, or a word before a colon.
        return v6.length() > 1 && (v6.contains("::") || colons == 7) ? v6 : null;
    }

    private Token text() throws ScriptSyntaxException {
        StringBuilder content = new StringBuilder();
        for (int i = at + 1; i < script.length(); i++) {
            char c = script.charAt(i);
            if (c == '"') {
                return token(Token.Type.TEXT, content.toString(), 0, i + 1 - at);
            }
            if (c == '\\' && i + 1 < script.length()) {
                i++;
                content.append(
                        switch (script.charAt(i)) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case '0' -> '\0';
                            case '"' -> '"';
                            case '\\' -> '\\';
                            default -> throw wrong("\\" + script.charAt(i) + " is not known in a text");
                        });
            } else {
                content.append(c);
            }
        }
        throw wrong("the text has no closing \"");
    }

    private Token token(Token.Type type, String text, long value, int length) {
        Token token = new Token(type, text, value, line, column());
        advance(length);
        return token;
    }

    private void advance(int count) {
        int to = at + count;
        while (at < to) {
            if (script.charAt(at++) == '\n') {
                line++;
                lineStart = at;
            }
        }
    }

    private int column() {
        return at - lineStart + 1;
    }

    private ScriptSyntaxException wrong(String problem) {
        return new ScriptSyntaxException(line, column(), problem);
    }
}
