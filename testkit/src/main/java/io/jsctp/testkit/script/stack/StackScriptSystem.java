package io.jsctp.testkit.script.stack;

import io.jsctp.SctpException;
import io.jsctp.SctpStack;
import io.jsctp.StackLimit;
import io.jsctp.StackLimits;
import io.jsctp.SteppedStack;
import io.jsctp.testkit.script.CallResult;
import io.jsctp.testkit.script.EmittedPacket;
import io.jsctp.testkit.script.ScriptRefusedException;
import io.jsctp.testkit.script.ScriptSetup;
import io.jsctp.testkit.script.ScriptSystem;
import io.jsctp.testkit.script.SystemCall;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** A stack with its sockets in virtual time, for a script. Not thread-safe. */
public final class StackScriptSystem implements ScriptSystem {
    private static final long START_NS = 1_000_000_000L;

    /** A script may have the stack answer as often as it likes: limits of rates are off. */
    private static final StackLimits LIMITS = StackLimits.defaults()
            .with(StackLimit.INITS_PER_SECOND, 0)
            .with(StackLimit.INITS_PER_SECOND_AND_SOURCE, 0)
            .with(StackLimit.OUT_OF_THE_BLUE_ANSWERS_PER_SECOND, 0)
            .with(StackLimit.ERRORS_PER_SECOND, 0);

    private final ScriptLink link;
    private final SteppedStack stepped;
    private final Knobs knobs;
    private final CallTimeout timeout;
    private final SystemCalls calls;

    private StackScriptSystem(ScriptSetup setup) throws SctpException {
        link = new ScriptLink(setup, START_NS);
        stepped = SctpStack.builder()
                .link(link)
                .peerUdpPort(setup.remoteUdpPort())
                .random(new SplittableRandom(setup.seed()))
                .limits(LIMITS)
                .closeGrace(Duration.ZERO)
                .openStepped();
        int packetBytes = Integer.MAX_VALUE;
        for (InetAddress local : setup.localAddresses()) {
            packetBytes = Math.min(packetBytes, link.mtu(local));
        }
        knobs = new Knobs(setup.dontFragment() ? 0 : packetBytes);
        timeout = new CallTimeout(link::nanoTime);
        calls = new SystemCalls(stepped.stack(), setup, knobs, timeout);
    }

    /**
     * Makes a system on which nothing has happened; a {@link ScriptSystem.Factory}.
     *
     * @param setup addresses and ports that the script names with {@code ...}
     * @return the system
     * @throws ScriptRefusedException if it cannot be as the setup asks
     */
    public static ScriptSystem open(ScriptSetup setup) throws ScriptRefusedException {
        try {
            return new StackScriptSystem(setup);
        } catch (SctpException e) {
            throw new ScriptRefusedException("the stack can't be opened: " + e.getMessage());
        }
    }

    @Override
    public void knob(String name, long value) throws ScriptRefusedException {
        knobs.set(name, value);
    }

    @Override
    public CallResult call(SystemCall call) throws ScriptRefusedException {
        return calls.call(call);
    }

    @Override
    public CallResult resume(SystemCall call) throws ScriptRefusedException {
        return calls.resume(call);
    }

    @Override
    public void inject(byte[] sctpPacket, InetAddress from, int fromUdpPort, InetAddress to) {
        link.arrive(sctpPacket, from, fromUdpPort, to);
        stepped.step();
    }

    @Override
    public List<EmittedPacket> drain() {
        return link.drain();
    }

    @Override
    public long nextTimeoutNs() {
        return Math.min(stepped.nextTimeoutNs(), timeout.endNs());
    }

    @Override
    public void advance(long toNs) {
        while (stepped.nextTimeoutNs() <= toNs) {
            link.advance(stepped.nextTimeoutNs());
            stepped.step();
        }
        link.advance(toNs);
    }

    @Override
    public long nowNs() {
        return link.nanoTime();
    }

    @Override
    public void close() {
        // What the stack would still say to its peer is of no interest to anybody.
        link.close();
        stepped.close();
    }
}
