package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Event.Form;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Options and events. */
final class ScriptParser {
    private final Tokens tokens;
    private final ScriptOptions.Builder options = new ScriptOptions.Builder();
    private final List<Event> events = new ArrayList<>();

    ScriptParser(List<Token> tokens) {
        this.tokens = new Tokens(tokens);
    }

    ScriptOptions options() {
        return options.build();
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    void parse() throws ScriptSyntaxException {
        while (tokens.peek().is('-')) {
            option();
        }
        if (tokens.atEnd()) {
            throw tokens.peek().expected("an event");
        }
        while (!tokens.atEnd()) {
            event();
        }
    }

    private void option() throws ScriptSyntaxException {
        tokens.expect('-');
        tokens.expect('-');
        Token name = tokens.word("the name of an option");
        tokens.expect('=');
        switch (name.text()) {
            case "tolerance_usecs" -> options.toleranceNs(1000 * tokens.unsigned("a tolerance in microseconds", 32));
            case "mtu" -> options.mtu((int) tokens.unsigned("a number of bytes", 16));
            case "dont_fragment" -> options.dontFragment(tokens.unsigned("0 or 1", 1) != 0);
            case "local" -> options.local(addresses());
            case "remote" -> options.remote(addresses());
            case "local_port" -> options.localPort((int) tokens.unsigned("a port", 16));
            case "remote_port" -> options.remotePort((int) tokens.unsigned("a port", 16));
            default -> throw name.wrong("the option --" + name.text() + " is not known");
        }
    }

    private List<InetAddress> addresses() throws ScriptSyntaxException {
        List<InetAddress> addresses = new ArrayList<>();
        do {
            addresses.add(tokens.address());
        } while (tokens.skip(','));
        return addresses;
    }

    private void event() throws ScriptSyntaxException {
        Token first = tokens.peek();
        Event.Time time = time();
        Token begin = tokens.peek();
        Action action = action(begin);
        boolean expects = action instanceof Action.PacketLine p && !p.inbound();
        if (!expects && (time.form() == Form.ANY || time.form() == Form.RANGE)) {
            throw first.wrong("only a packet that is expected (>) can come at any time or in a range of times");
        }
        if (time.form() == Form.BLOCKING && !(action instanceof Action.Calls)) {
            throw first.wrong("only a system call has a time at which it ends");
        }
        if (events.isEmpty() && (time.startNs() != 0 || time.form() == Form.ANY || time.form() == Form.RANGE)) {
            throw first.wrong("the first event has to be at time 0");
        }
        events.add(new Event(time, action, begin.line()));
    }

    private Action action(Token begin) throws ScriptSyntaxException {
        if (begin.is('<') || begin.is('>')) {
            return new PacketParser(tokens).packet();
        }
        if (begin.type() == Token.Type.SHELL) {
            tokens.next();
            return new Action.Shell(begin.line(), begin.text());
        }
        if (begin.type() == Token.Type.WORD) {
            return new Action.Calls(new CallParser(tokens).call());
        }
        throw begin.expected("<, >, a system call or a `shell command`");
    }

    private Event.Time time() throws ScriptSyntaxException {
        if (tokens.skip('*')) {
            return new Event.Time(Form.ANY, false, 0, 0);
        }
        boolean relative = tokens.skip('+');
        long start = tokens.seconds();
        Token then = tokens.peek();
        if (tokens.skip('~')) {
            if (tokens.skip('+') != relative) {
                throw then.wrong("both ends of a range are relative (+), or none is");
            }
            return ordered(then, new Event.Time(Form.RANGE, relative, start, tokens.seconds()));
        }
        if (tokens.skipEllipsis()) {
            tokens.skip('+');
            return ordered(then, new Event.Time(Form.BLOCKING, relative, start, tokens.seconds()));
        }
        return new Event.Time(Form.POINT, relative, start, start);
    }

    private static Event.Time ordered(Token at, Event.Time time) throws ScriptSyntaxException {
        if (time.endNs() < time.startNs()) {
            throw at.wrong("the time ends before it begins");
        }
        return time;
    }
}
