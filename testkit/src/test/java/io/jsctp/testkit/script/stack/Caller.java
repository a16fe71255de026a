package io.jsctp.testkit.script.stack;

import io.jsctp.testkit.script.CallResult;
import io.jsctp.testkit.script.EmittedPacket;
import io.jsctp.testkit.script.Expression;
import io.jsctp.testkit.script.ScriptRefusedException;
import io.jsctp.testkit.script.ScriptSetup;
import io.jsctp.testkit.script.ScriptSystem;
import io.jsctp.testkit.script.SystemCall;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.ChunkDecoder;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.CookieAckChunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.Crc32c;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import io.jsctp.wire.StateCookieParameter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the calls of a script, and is its peer. */
final class Caller {
    static final Expression OPEN = Expression.ELLIPSIS;
    static final int PEER_TAG = 77;
    static final long MS = 1_000_000L;

    final ScriptSystem system;
    private final ScriptSetup setup;
    private int localPort;
    private int localTag;

    Caller(ScriptSetup setup) throws ScriptRefusedException {
        this.setup = setup;
        system = StackScriptSystem.open(setup);
        localPort = setup.localPort();
    }

    Caller() throws ScriptRefusedException {
        this(ScriptSetup.DEFAULT);
    }

    static Expression sym(String name) {
        return new Expression.Symbol(name);
    }

    static Expression num(long value) {
        return new Expression.IntegerValue(value);
    }

    static Expression list(Expression... values) {
        return new Expression.ListValue(List.of(values));
    }

    static Expression or(String... names) {
        return new Expression.Or(Arrays.stream(names).map(Caller::sym).toList());
    }

    static Expression htonl(long value) {
        return new Expression.Call("htonl", List.of(num(value)));
    }

    /** {@code {name=value, ...}} from names and values in turn. */
    static Expression struct(Object... namesAndValues) {
        List<Expression.Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Expression.Field((String) namesAndValues[i], value(namesAndValues[i + 1])));
        }
        return new Expression.Struct(fields);
    }

    private static Expression value(Object o) {
        return o instanceof Expression e ? e : o instanceof String s ? sym(s) : num(((Number) o).longValue());
    }

    static SystemCall callOf(Expression expected, @Nullable String errno, String name, Object... arguments) {
        return new SystemCall(
                1, name, Arrays.stream(arguments).map(Caller::value).toList(), expected, errno, "");
    }

    CallResult call(String name, Object... arguments) throws ScriptRefusedException {
        return system.call(callOf(OPEN, null, name, arguments));
    }

    /** {@return what a call returned, whose arguments came out as the script says} */
    long value(String name, Object... arguments) throws ScriptRefusedException {
        CallResult result = call(name, arguments);
        if (result.blocked() || result.errno() != null || !result.mismatches().isEmpty()) {
            throw new AssertionError(name + Arrays.toString(arguments) + " gave " + result);
        }
        return result.value();
    }

    /** {@return the errno a call failed with} */
    @Nullable
    String errno(String name, Object... arguments) throws ScriptRefusedException {
        CallResult result = call(name, arguments);
        return result.value() == -1 ? result.errno() : null;
    }

    int socket(String type) throws ScriptRefusedException {
        int fd = (int) value("socket", OPEN, type, "IPPROTO_SCTP");
        value("fcntl", fd, "F_SETFL", or("O_RDWR", "O_NONBLOCK"));
        return fd;
    }

    /** A socket that is connected to the peer; its packets so far are drained. */
    int connected() throws ScriptRefusedException {
        int fd = socket("SOCK_STREAM");
        value("bind", fd, OPEN, OPEN);
        connect(fd);
        return fd;
    }

    void connect(int fd) throws ScriptRefusedException {
        call("connect", fd, OPEN, OPEN);
        InitChunk init = (InitChunk) sent().get(0);
        localTag = init.initiateTag();
        receive(localTag, new InitAckChunk(PEER_TAG, 1500, 4, 4, 1, List.of(new StateCookieParameter(new byte[0]))));
        sent();
        receive(localTag, new CookieAckChunk());
    }

    /** An accepted socket, with the listener as 3. */
    int accepted() throws ScriptRefusedException {
        int listener = socket("SOCK_STREAM");
        value("bind", listener, OPEN, OPEN);
        value("listen", listener, 1);
        handshakeFromPeer();
        int fd = (int) value("accept", listener, OPEN, OPEN);
        value("fcntl", fd, "F_SETFL", or("O_RDWR", "O_NONBLOCK"));
        return fd;
    }

    void handshakeFromPeer() {
        receive(0, new InitChunk(PEER_TAG, 1500, 4, 4, 1, List.of()));
        InitAckChunk initAck = (InitAckChunk) sent().get(0);
        localTag = initAck.initiateTag();
        byte[] cookie = initAck.parameters().stream()
                .filter(StateCookieParameter.class::isInstance)
                .map(p -> ((StateCookieParameter) p).cookie())
                .findFirst()
                .orElseThrow();
        receive(localTag, new CookieEchoChunk(cookie));
        sent();
    }

    int localTag() {
        return localTag;
    }

    /** A packet comes from the peer. */
    void receive(int tag, Chunk... chunks) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        PacketWriter writer = new PacketWriter();
        writer.begin(buffer, 0, buffer.capacity(), setup.remotePort(), localPort, tag);
        for (Chunk c : chunks) {
            writer.put(c);
        }
        byte[] packet = Arrays.copyOf(buffer.array(), writer.finish(new Crc32c()));
        system.inject(
                packet,
                setup.remoteAddresses().get(0),
                setup.remoteUdpPort(),
                setup.localAddresses().get(0));
    }

    /** {@return the chunks of all packets sent since the last time} */
    List<Chunk> sent() {
        List<Chunk> chunks = new ArrayList<>();
        for (EmittedPacket packet : system.drain()) {
            ByteBuffer buffer = ByteBuffer.wrap(packet.packet());
            localPort = CommonHeader.sourcePort(buffer, 0);
            PacketReader reader = new PacketReader();
            reader.reset(buffer, 0, packet.packet().length);
            while (reader.next() == PacketReader.CHUNK) {
                chunks.add((Chunk) ChunkDecoder.decode(reader));
            }
        }
        return chunks;
    }

    void advanceMs(long ms) {
        system.advance(system.nowNs() + ms * MS);
    }
}
