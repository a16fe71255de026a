package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Action.Calls;
import io.jsctp.testkit.script.Action.PacketLine;
import io.jsctp.testkit.script.Action.Shell;
import io.jsctp.testkit.script.Event.Form;
import io.jsctp.testkit.script.ScriptResult.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One run of a script: its events in their order, and time between them. */
final class ScriptRun {
    /** More timers than that at one time are one that never ends. */
    private static final int MOST_STEPS = 10_000;

    private final Script script;
    private final ScriptSystem system;
    private final RunnerOptions options;
    private final ScriptWire wire;
    private final List<String> trace = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final long startNs;
    /** The nominal time of the event before. */
    private long nominalNs;

    private int stepsHere;
    private @Nullable Blocked blocked;
    private String expected = "";
    private String seen = "";
    private String expectedTime = "";
    private String seenTime = "";

    /** A system call that has not ended. */
    private record Blocked(SystemCall call, long endNs, long toleranceNs) {}

    ScriptRun(Script script, ScriptSystem system, RunnerOptions options) {
        this.script = script;
        this.system = system;
        this.options = options;
        this.wire = new ScriptWire(script, system, options);
        this.startNs = system.nowNs();
        this.nominalNs = startNs;
    }

    ScriptResult run() {
        int line = 0;
        try {
            List<Event> events = script.events();
            int lastNoShell = events.size() - 1;
            while (lastNoShell >= 0 && events.get(lastNoShell).action() instanceof Shell) {
                lastNoShell--;
            }
            // Shell commands at the end put back what the script has changed for those after it: each has its own stack
            // here.
            for (int i = 0; i <= lastNoShell; i++) {
                line = events.get(i).line();
                event(events.get(i));
            }
            line = blocked == null ? line : blocked.call.line();
            finishBlocked();
            leftOver();
            return result(Verdict.PASSED, 0, "");
        } catch (ScriptFailure e) {
            return result(Verdict.FAILED, line, e.reason());
        } catch (ScriptRefusedException e) {
            return ScriptResult.refused(script.name(), line, e.reason(), trace);
        } catch (RuntimeException e) {
            StackTraceElement[] stack = e.getStackTrace();
            return result(Verdict.FAILED, line, "the stack threw " + e + (stack.length > 0 ? " at " + stack[0] : ""));
        }
    }

    private ScriptResult result(Verdict verdict, int line, String reason) {
        boolean failed = verdict == Verdict.FAILED;
        return new ScriptResult(
                script.name(),
                verdict,
                line,
                reason,
                failed ? expected : "",
                failed ? seen : "",
                failed ? expectedTime : "",
                failed ? seenTime : "",
                warnings,
                trace);
    }

    private void event(Event event) throws ScriptFailure, ScriptRefusedException {
        long base = event.time().relative() ? system.nowNs() : startNs;
        Event.Time due = event.time().later(event.time().form() == Form.ANY ? 0 : base);
        long tolerance = tolerance(due);
        expected = event.action().toString();
        seen = "";
        expectedTime = "";
        seenTime = "";
        if (event.action() instanceof PacketLine p && !p.inbound()) {
            expect(p, due, tolerance);
        } else {
            if (event.action() instanceof Calls) {
                finishBlocked();
            }
            advance(due.startNs());
            act(event.action(), due, tolerance);
        }
        nominalNs = due.form() == Form.ANY ? system.nowNs() : due.endNs();
    }

    private long tolerance(Event.Time due) {
        long fixed = script.options().toleranceNs() >= 0 ? script.options().toleranceNs() : options.toleranceNs();
        long sinceLast = due.form() == Form.ANY ? 0 : due.endNs() - nominalNs;
        return Math.max(fixed, (long) (options.tolerancePercent() / 100 * sinceLast));
    }

    private void act(Action action, Event.Time due, long tolerance) throws ScriptFailure, ScriptRefusedException {
        if (action instanceof PacketLine p) {
            note("<", wire.inject(p));
            collect();
        } else if (action instanceof Shell shell) {
            Sysctl.parse(shell.command()).apply(system);
        } else if (action instanceof Calls calls) {
            long began = system.nowNs();
            CallResult result = system.call(calls.call());
            wire.called(calls.call());
            collect();
            if (!result.blocked()) {
                ended(calls.call(), result, due.endNs(), tolerance);
            } else if (due.form() == Form.BLOCKING) {
                blocked = new Blocked(calls.call(), due.endNs(), tolerance);
                note("  ", calls.call().name() + "() waits");
            } else {
                expectedTime = seconds(began);
                seen = "it waits";
                throw new ScriptFailure(
                        calls.call().name() + " blocks; a call that may is written with its end, 0...1");
            }
        }
    }

    private void ended(SystemCall call, CallResult result, long dueNs, long tolerance) throws ScriptFailure {
        String errno = result.errno();
        String outcome = result.value() + (errno == null ? "" : " " + errno);
        note("  ", call.name() + "() = " + outcome);
        seen = call.name() + "(...) = " + outcome;
        boolean anyValue = call.expected() instanceof Expression.Ellipsis;
        if (!anyValue && !(call.expected() instanceof Expression.IntegerValue n && n.value() == result.value())) {
            throw new ScriptFailure(call.name() + " returned " + outcome + ", expected " + wanted(call));
        }
        if (call.errno() != null && !same(call.errno(), errno)) {
            throw new ScriptFailure(call.name() + " failed with " + errno + ", expected " + wanted(call));
        }
        if (!result.mismatches().isEmpty()) {
            throw new ScriptFailure(call.name() + ": " + String.join("; ", result.mismatches()));
        }
        if (Math.abs(system.nowNs() - dueNs) > tolerance) {
            wrongTime(
                    call.name() + " returned",
                    system.nowNs(),
                    new Event.Time(Form.POINT, false, dueNs, dueNs),
                    tolerance);
        }
    }

    private static String wanted(SystemCall call) {
        return call.expected() + (call.errno() == null ? "" : " " + call.errno());
    }

    /** EAGAIN and EWOULDBLOCK are one number. */
    private static boolean same(String expected, @Nullable String errno) {
        String plain = expected.equals("EWOULDBLOCK") ? "EAGAIN" : expected;
        return plain.equals("EWOULDBLOCK".equals(errno) ? "EAGAIN" : errno);
    }

    private void expect(PacketLine line, Event.Time due, long tolerance) throws ScriptFailure, ScriptRefusedException {
        long latest = due.form() == Form.ANY ? system.nowNs() + options.longestWaitNs() : due.endNs() + tolerance;
        expectedTime = due.form() == Form.ANY ? "any time" : timeOf(due);
        await(latest);
        if (wire.isEmpty()) {
            throw new ScriptFailure("no packet was sent until " + seconds(system.nowNs()));
        }
        SeenPacket packet = wire.next(line);
        seen = wire.inScript(packet, line);
        seenTime = seconds(packet.emitted().atNs());
        wire.compare(packet, line);
        long at = packet.emitted().atNs();
        if (due.form() != Form.ANY && (at < due.startNs() - tolerance || at > due.endNs() + tolerance)) {
            wrongTime("the packet came", at, due, tolerance);
        }
    }

    private void wrongTime(String what, long at, Event.Time due, long tolerance) throws ScriptFailure {
        expectedTime = timeOf(due);
        seenTime = seconds(at);
        boolean early = at < due.startNs();
        double off = (early ? due.startNs() - at : at - due.endNs()) / 1e9;
        throw new ScriptFailure(String.format(
                Locale.ROOT,
                "%s %.6f s too %s; the tolerance is %.6f s",
                what,
                off,
                early ? "early" : "late",
                tolerance / 1e9));
    }

    private String timeOf(Event.Time due) {
        String start = seconds(due.startNs());
        return due.startNs() == due.endNs() ? start : start + " to " + seconds(due.endNs());
    }

    /** Lets time pass, timer by timer, until there is a packet or the time has come. */
    private void await(long latest) throws ScriptFailure, ScriptRefusedException {
        while (wire.isEmpty() && system.nextTimeoutNs() <= latest) {
            step(system.nextTimeoutNs());
        }
        if (wire.isEmpty()) {
            step(latest);
        }
    }

    private void advance(long toNs) throws ScriptFailure, ScriptRefusedException {
        while (system.nextTimeoutNs() <= toNs) {
            step(system.nextTimeoutNs());
        }
        step(toNs);
    }

    private void step(long toNs) throws ScriptFailure, ScriptRefusedException {
        stepsHere = toNs > system.nowNs() ? 0 : stepsHere + 1;
        if (stepsHere > MOST_STEPS) {
            throw new ScriptFailure(
                    "a timer is due at " + seconds(system.nowNs()) + " again and again: time cannot go on");
        }
        system.advance(Math.max(toNs, system.nowNs()));
        collect();
    }

    /** Takes what the stack has sent, and sees whether a blocked call can end. */
    private void collect() throws ScriptFailure, ScriptRefusedException {
        wire.collect((packet, text) -> note(packet, text));
        Blocked waiting = blocked;
        if (waiting != null) {
            CallResult result = system.resume(waiting.call);
            wire.collect((packet, text) -> note(packet, text));
            if (!result.blocked()) {
                blocked = null;
                expected = waiting.call.toString();
                ended(waiting.call, result, waiting.endNs, waiting.toleranceNs);
            }
        }
    }

    private void finishBlocked() throws ScriptFailure, ScriptRefusedException {
        Blocked waiting = blocked;
        if (waiting == null) {
            return;
        }
        long latest = waiting.endNs + waiting.toleranceNs;
        while (blocked != null && system.nowNs() < latest) {
            step(Math.min(latest, Math.max(system.nowNs(), system.nextTimeoutNs())));
        }
        if (blocked != null) {
            expected = waiting.call.toString();
            expectedTime = seconds(waiting.endNs);
            seen = "it still waits";
            throw new ScriptFailure(waiting.call.name() + " had not returned at " + seconds(system.nowNs()));
        }
    }

    private void leftOver() throws ScriptFailure {
        while (!wire.isEmpty()) {
            SeenPacket packet = wire.take();
            String text = wire.inScript(packet, null);
            String warning = "nobody expected, at " + seconds(packet.emitted().atNs()) + ": " + text;
            if (options.strictEnd()) {
                expected = "the end of the script";
                seen = text;
                seenTime = seconds(packet.emitted().atNs());
                throw new ScriptFailure("a packet is left at the end of the script");
            }
            warnings.add(warning);
        }
    }

    private void note(EmittedPacket packet, String text) {
        trace.add(String.format(Locale.ROOT, "%s  >  %s", seconds(packet.atNs()), text));
    }

    private void note(String direction, String text) {
        trace.add(String.format(Locale.ROOT, "%s  %-2s %s", seconds(system.nowNs()), direction, text));
    }

    private String seconds(long ns) {
        return String.format(Locale.ROOT, "%.6f", (ns - startNs) / 1e9);
    }
}
