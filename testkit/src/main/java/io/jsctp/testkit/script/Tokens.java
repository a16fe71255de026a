package io.jsctp.testkit.script;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The tokens of a script with a place in them. Each method takes what it is asked for, or says what it found instead. */
final class Tokens {
    private final List<Token> tokens;
    private int at;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    boolean atEnd() {
        return peek().type() == Token.Type.END;
    }

    boolean skip(char c) {
        if (peek().is(c)) {
            next();
            return true;
        }
        return false;
    }

    boolean skipEllipsis() {
        if (peek().type() == Token.Type.ELLIPSIS) {
            next();
            return true;
        }
        return false;
    }

    void expect(char c) throws ScriptSyntaxException {
        if (!skip(c)) {
            throw peek().expected("\"" + c + "\"");
        }
    }

    Token word(String what) throws ScriptSyntaxException {
        if (peek().type() != Token.Type.WORD) {
            throw peek().expected(what);
        }
        return next();
    }

    /** A number from 0 to 2^bits - 1. */
    long unsigned(String what, int bits) throws ScriptSyntaxException {
        Token token = peek();
        if (token.type() != Token.Type.NUMBER) {
            throw token.expected(what);
        }
        long limit = (1L << bits) - 1;
        if (token.value() < 0 || token.value() > limit) {
            throw token.wrong(what + " is " + token.text() + ", but has to be from 0 to " + limit);
        }
        return next().value();
    }

    /** A time in seconds, to nanoseconds. */
    long seconds() throws ScriptSyntaxException {
        Token token = peek();
        if (token.type() != Token.Type.DECIMAL && token.type() != Token.Type.NUMBER) {
            throw token.expected("a time in seconds");
        }
        try {
            BigDecimal seconds = token.type() == Token.Type.NUMBER
                    ? BigDecimal.valueOf(token.value())
                    : new BigDecimal(token.text());
            if (seconds.signum() < 0) {
                throw token.expected("a time that is not negative");
            }
            long ns = seconds.movePointRight(9).longValueExact();
            next();
            return ns;
        } catch (ArithmeticException e) {
            throw token.wrong(token.text() + " s is not a whole number of nanoseconds");
        }
    }

    InetAddress address() throws ScriptSyntaxException {
        Token token = peek();
        if (token.type() != Token.Type.ADDRESS) {
            throw token.expected("an IP address");
        }
        for (String part : token.text().split("[.:]", -1)) {
            // Java would ask a name server about it.
            if (token.text().indexOf(':') < 0 && Integer.parseInt(part) > 255) {
                throw token.wrong(token.text() + " is not an IP address");
            }
        }
        try {
            InetAddress address = InetAddress.getByName(token.text());
            next();
            return address;
        } catch (UnknownHostException e) {
            throw token.wrong(token.text() + " is not an IP address");
        }
    }
}
