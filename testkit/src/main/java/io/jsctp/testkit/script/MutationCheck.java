package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Action.Calls;
import io.jsctp.testkit.script.Action.PacketLine;
import io.jsctp.testkit.script.Event.Form;
import io.jsctp.testkit.script.Expression.IntegerValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a script can fail. It makes copies of a script that passes, each with one change of what is expected: a flag, a
 * number, a gap block more or less, a chunk less, another result of a call, a time off by more than the tolerance. None of
 * them may pass.
 */
public final class MutationCheck {
    /** Arguments that calls write their results to. */
    private static final Map<String, List<Integer>> RESULTS =
            Map.of("getsockopt", List.of(3), "sctp_recvmsg", List.of(5));

    private final ScriptRunner runner;
    private final RunnerOptions options;

    /**
     * What came of it.
     *
     * @param tried how many changed scripts were run
     * @param packetsKilled how many of those with a changed packet failed, as they should
     * @param survivors those that passed or were refused all the same
     */
    public record Report(int tried, int packetsKilled, List<Mutation> survivors) {
        /**
         * Copies what can change.
         *
         * @param tried how many changed scripts were run
         * @param packetsKilled how many of those with a changed packet failed, as they should
         * @param survivors those that passed or were refused all the same
         */
        public Report {
            survivors = List.copyOf(survivors);
        }

        /** {@return how many failed, as they should} */
        public int killed() {
            return tried - survivors.size();
        }
    }

    /**
     * Makes a check.
     *
     * @param factory makes the stacks
     * @param options how scripts are run
     */
    public MutationCheck(ScriptSystem.Factory factory, RunnerOptions options) {
        this.runner = new ScriptRunner(factory, options);
        this.options = options;
    }

    /**
     * Runs changed copies of a script.
     *
     * @param script a script that passes
     * @param limit how many at most; they are then spread evenly over all there are, a quarter of them over the calls
     * @return what came of it
     */
    public Report check(Script script, int limit) {
        List<Mutation> packets = new ArrayList<>(mutations(script));
        List<Mutation> calls = new ArrayList<>(packets);
        packets.removeIf(m -> !m.ofPacket());
        calls.removeIf(Mutation::ofPacket);
        List<Mutation> tried = new ArrayList<>(spread(calls, Math.max(limit / 4, limit - packets.size())));
        tried.addAll(spread(packets, limit - tried.size()));
        List<Mutation> survivors = new ArrayList<>();
        int packetsKilled = 0;
        for (Mutation mutation : tried) {
            if (runner.run(mutation.script()).verdict() != ScriptResult.Verdict.FAILED) {
                survivors.add(mutation);
            } else if (mutation.ofPacket()) {
                packetsKilled++;
            }
        }
        return new Report(tried.size(), packetsKilled, survivors);
    }

    private static List<Mutation> spread(List<Mutation> all, int limit) {
        int count = Math.min(limit, all.size());
        List<Mutation> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(all.get((int) ((long) i * all.size() / count)));
        }
        return some;
    }

    /**
     * Changes a script in every way known.
     *
     * @param script the script
     * @return copies of it, each with one change
     */
    public List<Mutation> mutations(Script script) {
        List<Mutation> mutations = new ArrayList<>();
        for (int i = 0; i < script.events().size(); i++) {
            Event event = script.events().get(i);
            if (event.action() instanceof PacketLine p && !p.inbound()) {
                packets(script, i, event, p, mutations);
                times(script, i, event, mutations);
            } else if (event.action() instanceof Calls c) {
                calls(script, i, event, c.call(), mutations);
            }
        }
        return mutations;
    }

    private static void packets(Script script, int i, Event event, PacketLine line, List<Mutation> mutations) {
        for (int c = 0; c < line.chunks().size(); c++) {
            Item chunk = line.chunks().get(c);
            for (ItemMutations.Change change : ItemMutations.of(chunk)) {
                List<Item> chunks = new ArrayList<>(line.chunks());
                chunks.set(c, change.changed());
                mutations.add(with(script, i, event, line.with(chunks), "chunk " + (c + 1) + ", " + change.what()));
            }
            if (line.tag() >= 0 && c == 0) {
                PacketLine changed = line.withTag(line.tag() ^ 1);
                mutations.add(with(script, i, event, changed, "tag=" + changed.tag()));
            }
            if (line.chunks().size() > 1) {
                List<Item> chunks = new ArrayList<>(line.chunks());
                chunks.remove(c);
                mutations.add(with(script, i, event, line.with(chunks), chunk.layout() + " taken away"));
            }
        }
        List<Item> more = new ArrayList<>(line.chunks());
        more.add(Item.of(Layouts.COOKIE_ACK, new Value.Numeric(0)));
        mutations.add(with(script, i, event, line.with(more), "COOKIE_ACK added"));
    }

    private void times(Script script, int i, Event event, List<Mutation> mutations) {
        Event.Time time = event.time();
        if (time.form() == Form.ANY) {
            return;
        }
        long fixed = script.options().toleranceNs() >= 0 ? script.options().toleranceNs() : options.toleranceNs();
        long width = time.endNs() - time.startNs();
        long tolerance = fixed + (long) (options.tolerancePercent() / 100 * (time.endNs() + width));
        // More than what is allowed before the one time and after the other, whose tolerance grows with it.
        long shift = width + 4 * tolerance + 1_000_000;
        Event later = new Event(time.later(shift), event.action(), event.line());
        mutations.add(new Mutation(event.line(), true, "expected " + shift / 1e9 + " s later", script.with(i, later)));
    }

    private static void calls(Script script, int i, Event event, SystemCall call, List<Mutation> mutations) {
        boolean makesDescriptor = call.name().equals("socket")
                || call.name().equals("accept")
                || call.name().equals("sctp_peeloff");
        if (call.expected() instanceof IntegerValue n) {
            long other = n.value() < 0 ? 0 : makesDescriptor ? -1 : n.value() + 1;
            SystemCall changed =
                    new SystemCall(call.line(), call.name(), call.arguments(), new IntegerValue(other), null, "");
            mutations.add(with(script, i, event, new Calls(changed), call.name() + "() returns " + other));
        }
        for (int a : RESULTS.getOrDefault(call.name(), List.of())) {
            List<Expression> others =
                    a < call.arguments().size() ? changed(call.arguments().get(a)) : List.of();
            for (Expression other : others) {
                List<Expression> arguments = new ArrayList<>(call.arguments());
                arguments.set(a, other);
                SystemCall changed =
                        new SystemCall(call.line(), call.name(), arguments, call.expected(), call.errno(), call.note());
                String what = call.name() + "() argument " + (a + 1) + ": " + other;
                mutations.add(with(script, i, event, new Calls(changed), what));
            }
        }
        if (call.errno() != null) {
            SystemCall changed =
                    new SystemCall(call.line(), call.name(), call.arguments(), call.expected(), "EXDEV", "");
            mutations.add(with(script, i, event, new Calls(changed), call.name() + "() fails with EXDEV"));
        }
    }

    /** {@return the value with each number in it changed in turn} */
    private static List<Expression> changed(Expression value) {
        List<Expression> others = new ArrayList<>();
        if (value instanceof IntegerValue n) {
            others.add(new IntegerValue(n.value() + 1));
        } else if (value instanceof Expression.ListValue list) {
            for (int k = 0; k < list.values().size(); k++) {
                for (Expression other : changed(list.values().get(k))) {
                    List<Expression> values = new ArrayList<>(list.values());
                    values.set(k, other);
                    others.add(new Expression.ListValue(values));
                }
            }
        } else if (value instanceof Expression.Struct struct) {
            for (int k = 0; k < struct.fields().size(); k++) {
                Expression.Field field = struct.fields().get(k);
                for (Expression other : changed(field.value())) {
                    List<Expression.Field> fields = new ArrayList<>(struct.fields());
                    fields.set(k, new Expression.Field(field.name(), other));
                    others.add(new Expression.Struct(fields));
                }
            }
        }
        return others;
    }

    private static Mutation with(Script script, int i, Event event, Action action, String what) {
        return new Mutation(
                event.line(),
                action instanceof PacketLine,
                what,
                script.with(i, new Event(event.time(), action, event.line())));
    }
}
