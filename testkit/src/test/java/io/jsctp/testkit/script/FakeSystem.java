package io.jsctp.testkit.script;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A system that does what a test tells it: packets at given times, answers to packets, results of calls. It has the tag 0x5000
 * and begins at TSN 0xfffffff0; the peer has the tag 1.
 */
final class FakeSystem implements ScriptSystem {
    static final long TAG = 0x5000;
    static final long TSN = 0xfffffff0L;
    static final long MS = 1_000_000;
    static final long START = 5_000_000_000L;

    private final ScriptSetup setup;
    private final TreeMap<Long, List<Runnable>> timers = new TreeMap<>();
    private final List<EmittedPacket> emitted = new ArrayList<>();
    private final Map<String, CallResult> results = new HashMap<>();
    private @Nullable Function<SeenPacket, String> answer;
    private long now = START;

    final List<SeenPacket> injected = new ArrayList<>();
    final List<String> knobs = new ArrayList<>();
    /** The verification tag of what is sent. */
    long tag = 1;

    boolean badChecksum;

    /** Waits until a call has a result. */
    boolean blocking;

    FakeSystem(ScriptSetup setup) {
        this.setup = setup;
    }

    /** Runs a script against a system that the test prepares. */
    static ScriptResult run(Script script, java.util.function.Consumer<FakeSystem> preparation) {
        return run(script, RunnerOptions.DEFAULT, preparation);
    }

    static ScriptResult run(Script script, RunnerOptions options, java.util.function.Consumer<FakeSystem> preparation) {
        return new ScriptRunner(factory(preparation), options).run(script);
    }

    static ScriptSystem.Factory factory(java.util.function.Consumer<FakeSystem> preparation) {
        return setup -> {
            FakeSystem system = new FakeSystem(setup);
            preparation.accept(system);
            return system;
        };
    }

    /** Sends chunks, as a script writes them, at a time after the start. */
    void sendAt(long ms, String chunks) {
        at(ms, () -> send(chunks));
    }

    void at(long ms, Runnable what) {
        timers.computeIfAbsent(START + ms * MS, t -> new ArrayList<>()).add(what);
    }

    void send(String chunks) {
        send(chunks, setup.localAddresses().get(0), setup.remoteAddresses().get(0));
    }

    void send(String chunks, InetAddress from, InetAddress to) {
        try {
            byte[] body = ItemEncoder.packetBody(Parsing.expected(chunks));
            byte[] packet = new byte[SeenPacket.COMMON_HEADER + body.length];
            System.arraycopy(body, 0, packet, SeenPacket.COMMON_HEADER, body.length);
            java.nio.ByteBuffer.wrap(packet)
                    .putShort((short) setup.localPort())
                    .putShort((short) setup.remotePort())
                    .putInt((int) tag);
            SeenPacket.seal(packet, badChecksum ? Action.Checksum.BAD : Action.Checksum.GOOD);
            emitted.add(new EmittedPacket(now, packet, from, setup.localUdpPort(), to, setup.remoteUdpPort()));
        } catch (ScriptSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Answers each packet with chunks; with none if it is empty. */
    void answers(Function<SeenPacket, String> how) {
        answer = how;
    }

    void result(String call, CallResult result) {
        results.put(call, result);
    }

    @Override
    public void knob(String name, long value) {
        knobs.add(name + "=" + value);
    }

    @Override
    public CallResult call(SystemCall call) {
        CallResult fixed = results.get(call.name());
        if (fixed != null) {
            return fixed;
        }
        if (blocking) {
            return CallResult.BLOCKED;
        }
        return CallResult.of(call.expected() instanceof Expression.IntegerValue n ? n.value() : 0);
    }

    @Override
    public CallResult resume(SystemCall call) {
        return call(call);
    }

    @Override
    public void inject(byte[] sctpPacket, InetAddress from, int fromUdpPort, InetAddress to) {
        SeenPacket packet = SeenPacket.of(new EmittedPacket(now, sctpPacket, from, fromUdpPort, to, 0));
        injected.add(packet);
        if (answer != null) {
            String chunks = answer.apply(packet);
            if (!chunks.isEmpty()) {
                send(chunks);
            }
        }
    }

    @Override
    public List<EmittedPacket> drain() {
        List<EmittedPacket> all = List.copyOf(emitted);
        emitted.clear();
        return all;
    }

    @Override
    public long nextTimeoutNs() {
        return timers.isEmpty() ? Long.MAX_VALUE : timers.firstKey();
    }

    @Override
    public void advance(long toNs) {
        while (nextTimeoutNs() <= toNs) {
            now = Math.max(now, timers.firstKey());
            timers.pollFirstEntry().getValue().forEach(Runnable::run);
        }
        now = Math.max(now, toNs);
    }

    @Override
    public long nowNs() {
        return now;
    }

    @Override
    public void close() {}
}
