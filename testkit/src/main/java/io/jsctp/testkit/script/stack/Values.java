package io.jsctp.testkit.script.stack;

import io.jsctp.testkit.script.Expression;
import io.jsctp.testkit.script.ScriptRefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** What expressions of system calls mean; what does not mean anything here is refused by name. */
final class Values {
    private Values() {}

    static boolean isEllipsis(Expression e) {
        return e instanceof Expression.Ellipsis;
    }

    /** {@return the number an expression stands for} */
    static long number(Expression e) throws ScriptRefusedException {
        if (e instanceof Expression.IntegerValue value) {
            return value.value();
        }
        if (e instanceof Expression.Symbol symbol) {
            Long value = SocketConstants.value(symbol.name());
            if (value == null) {
                throw new ScriptRefusedException("the name " + symbol.name() + " is not known");
            }
            return value;
        }
        if (e instanceof Expression.Or or) {
            long value = 0;
            for (Expression operand : or.operands()) {
                value |= number(operand);
            }
            return value;
        }
        if (e instanceof Expression.Call call && call.arguments().size() == 1) {
            return function(call.function(), number(call.arguments().get(0)));
        }
        if (e instanceof Expression.ListValue list && list.values().size() == 1) {
            return number(list.values().get(0));
        }
        throw new ScriptRefusedException("the value " + e + " is no number");
    }

    /** Numbers are those that a program on a little-endian machine has in its registers. */
    private static long function(String name, long value) throws ScriptRefusedException {
        return switch (name) {
            case "htonl", "ntohl" -> swap((int) value) & 0xffffffffL;
            case "htons", "ntohs" -> Short.reverseBytes((short) value) & 0xffff;
            default -> throw new ScriptRefusedException("the function " + name + " is not known");
        };
    }

    /** Between a program's 32 bits in network byte order and the number they stand for on the wire. */
    static int swap(int value) {
        return Integer.reverseBytes(value);
    }

    static int integer(Expression e) throws ScriptRefusedException {
        long value = number(e);
        if (value < Integer.MIN_VALUE || value > 0xffffffffL) {
            throw new ScriptRefusedException("the number " + e + " has more than 32 bits");
        }
        return (int) value;
    }

    static InetAddress address(Expression e) throws ScriptRefusedException {
        if (e instanceof Expression.Address literal) {
            return literal.address();
        }
        if (e instanceof Expression.Call call
                && call.arguments().size() == 1
                && call.arguments().get(0) instanceof Expression.Text text
                && (call.function().equals("inet_addr") || call.function().equals("inet6_addr"))) {
            return literal(text.text());
        }
        if (e instanceof Expression.Call call && call.function().equals("htonl") && number(e) == 0) {
            return literal("0.0.0.0"); // INADDR_ANY
        }
        throw new ScriptRefusedException("the value " + e + " is no address");
    }

    /** Never asks a name server: what does not look like an address is refused. */
    private static InetAddress literal(String text) throws ScriptRefusedException {
        if (text.isEmpty() || !text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new ScriptRefusedException("\"" + text + "\" is no address");
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new ScriptRefusedException("\"" + text + "\" is no address");
        }
    }

    static List<Expression> list(Expression e) {
        return e instanceof Expression.ListValue list ? list.values() : List.of(e);
    }
}
