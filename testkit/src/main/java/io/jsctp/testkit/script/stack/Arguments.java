package io.jsctp.testkit.script.stack;

import io.jsctp.testkit.script.Expression;
import io.jsctp.testkit.script.ScriptRefusedException;
import io.jsctp.testkit.script.ScriptSetup;
import io.jsctp.testkit.script.SystemCall;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The arguments of one call, as numbers, addresses and buffers. */
final class Arguments {
    private static final int LARGEST_BUFFER = 1 << 24;
    private static final Set<String> ADDRESS_FIELDS =
            Set.of("sa_family", "sin_family", "sin_port", "sin_addr", "sin6_family", "sin6_port", "sin6_addr");

    private final SystemCall call;
    private final ScriptSetup setup;

    Arguments(SystemCall call, ScriptSetup setup) {
        this.call = call;
        this.setup = setup;
    }

    String name() {
        return call.name();
    }

    int count() {
        return call.arguments().size();
    }

    /** Refuses a call with another number of arguments. */
    void expect(int atLeast, int atMost) throws ScriptRefusedException {
        if (count() < atLeast || count() > atMost) {
            throw new ScriptRefusedException(call.name() + " with " + count() + " arguments is not known, only with "
                    + atLeast + (atMost == atLeast ? "" : " to " + atMost));
        }
    }

    Expression get(int i) {
        return call.arguments().get(i);
    }

    boolean isOpen(int i) {
        return Values.isEllipsis(get(i));
    }

    int integer(int i) throws ScriptRefusedException {
        return Values.integer(get(i));
    }

    /** Refuses an argument that would have to be compared with something nobody knows. */
    void mustBeOpen(int i, String what) throws ScriptRefusedException {
        if (!isOpen(i)) {
            throw new ScriptRefusedException(call.name() + ": " + what + " " + get(i) + " is not known, only ...");
        }
    }

    /** What is sent: text, or zeros if the script leaves it open. */
    ByteBuffer message(int dataAt, int lengthAt) throws ScriptRefusedException {
        return message(get(dataAt), get(lengthAt));
    }

    static ByteBuffer message(Expression data, Expression length) throws ScriptRefusedException {
        byte[] bytes = new byte[bufferBytes(length)];
        if (data instanceof Expression.Text text) {
            byte[] given = text.text().getBytes(StandardCharsets.UTF_8);
            System.arraycopy(given, 0, bytes, 0, Math.min(given.length, bytes.length));
        } else if (!Values.isEllipsis(data)) {
            throw new ScriptRefusedException("the data " + data + " is not known");
        }
        return ByteBuffer.wrap(bytes);
    }

    /** Where what is received goes. */
    ByteBuffer buffer(int lengthAt) throws ScriptRefusedException {
        return ByteBuffer.allocate(bufferBytes(get(lengthAt)));
    }

    private static int bufferBytes(Expression length) throws ScriptRefusedException {
        long bytes = Values.number(length);
        if (bytes < 0 || bytes > LARGEST_BUFFER) {
            throw new ScriptRefusedException("a buffer of " + bytes + " bytes is not within 0 to " + LARGEST_BUFFER);
        }
        return (int) bytes;
    }

    /** Addresses of the stack under test. */
    List<InetSocketAddress> local(int i) throws ScriptRefusedException {
        return addresses(i, setup.localAddresses(), setup.localPort());
    }

    /** Addresses of the peer. */
    List<InetSocketAddress> remote(int i) throws ScriptRefusedException {
        return addresses(i, setup.remoteAddresses(), setup.remotePort());
    }

    /** The peer's first address, with its port. */
    InetSocketAddress peer() {
        return new InetSocketAddress(setup.remoteAddresses().get(0), setup.remotePort());
    }

    private List<InetSocketAddress> addresses(int i, List<InetAddress> open, int openPort)
            throws ScriptRefusedException {
        List<InetSocketAddress> result = new ArrayList<>();
        if (isOpen(i)) {
            for (InetAddress address : open) {
                result.add(new InetSocketAddress(address, openPort));
            }
            return result;
        }
        for (Expression e : Values.list(get(i))) {
            result.add(socketAddress(e, openPort));
        }
        return result;
    }

    /** An address alone, or that of a socket address. */
    static InetAddress ipAddress(Expression e) throws ScriptRefusedException {
        return e instanceof Expression.Struct ? socketAddress(e, 0).getAddress() : Values.address(e);
    }

    private static InetSocketAddress socketAddress(Expression e, int openPort) throws ScriptRefusedException {
        Fields fields = Fields.of(e, ADDRESS_FIELDS);
        boolean six = fields.get("sin6_addr") != null;
        Expression address = fields.get(six ? "sin6_addr" : "sin_addr");
        Expression port = fields.get(six ? "sin6_port" : "sin_port");
        if (address == null) {
            throw new ScriptRefusedException("the address " + e + " is not complete");
        }
        int number = port == null ? openPort : Short.reverseBytes((short) Values.number(port)) & 0xffff;
        return new InetSocketAddress(Values.address(address), number);
    }
}
