package io.jsctp.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes down how each test ended, for the ledger of requirements ({@code scripts/ledger}).
 *
 * <p>JUnit finds it by its service file. Surefire names the folder in the system property {@code jsctp.results};
 * without it (in an IDE) nothing is written. There is one file for each outermost test class, so that the run of one
 * class replaces what is known of that class only. A line is {@code outcome TAB method TAB display name}; a line
 * without method stands for a class. A test with several runs (parameterized, repeated, dynamic) has the worst of their
 * outcomes. Those runs are written down by themselves only where they are packet scripts, which are tests in their own
 * right.
 */
public final class ResultRecorder implements TestExecutionListener {

    /** From best to worst; a test planned but never begun keeps the first. */
    private enum Outcome {
        NOT_RUN,
        PASSED,
        SKIPPED,
        FAILED
    }

    private final Map<String, Outcome> outcomes = new HashMap<>();

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        outcomes.clear();
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        note(test, Outcome.SKIPPED);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        switch (result.getStatus()) {
            case FAILED -> note(test, Outcome.FAILED);
            case ABORTED -> note(test, Outcome.SKIPPED);
            case SUCCESSFUL -> {
                // That a container ended well says nothing: its tests may all have been skipped, or there were none.
                if (test.isTest()) {
                    note(test, Outcome.PASSED);
                }
            }
        }
    }

    private void note(TestIdentifier test, Outcome outcome) {
        outcomes.merge(test.getUniqueId(), outcome, ResultRecorder::worse);
    }

    private static Outcome worse(Outcome a, Outcome b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        String folder = System.getProperty("jsctp.results");
        if (folder == null) {
            return;
        }
        Map<String, TreeSet<String>> lines = new TreeMap<>();
        for (TestIdentifier root : plan.getRoots()) {
            for (TestIdentifier child : plan.getChildren(root)) {
                collect(plan, child, Outcome.NOT_RUN, "", lines);
            }
        }
        try {
            Files.createDirectories(Path.of(folder));
            for (Map.Entry<String, TreeSet<String>> entry : lines.entrySet()) {
                Files.write(Path.of(folder, entry.getKey() + ".tsv"), entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The outcome of a test and of all below it; {@code inherited} is what ended a container before its tests, {@code
     * type} the outermost class it is in.
     */
    private Outcome collect(
            TestPlan plan, TestIdentifier test, Outcome inherited, String type, Map<String, TreeSet<String>> lines) {
        Outcome outcome = worse(inherited, outcomes.getOrDefault(test.getUniqueId(), Outcome.NOT_RUN));
        Optional<TestSource> source = test.getSource();
        String inside = source.map(ResultRecorder::outermostClass).orElse(type);
        Outcome own = outcome;
        for (TestIdentifier child : plan.getChildren(test)) {
            outcome = worse(outcome, collect(plan, child, own, inside, lines));
        }
        boolean declaresMethod = source.isPresent()
                && source.get() instanceof MethodSource
                && !source.equals(plan.getParent(test).flatMap(TestIdentifier::getSource));
        boolean declaresClass = source.isPresent() && source.get() instanceof ClassSource;
        if (declaresMethod || declaresClass || test.getDisplayName().endsWith(".pkt")) {
            String method = declaresMethod ? ((MethodSource) source.get()).getMethodName() : "";
            String name = test.getDisplayName().replace('\t', ' ').replace('\n', ' ');
            lines.computeIfAbsent(inside, ignored -> new TreeSet<>()).add(outcome + "\t" + method + "\t" + name);
        }
        return outcome;
    }

    private static @Nullable String outermostClass(TestSource source) {
        String type;
        if (source instanceof MethodSource method) {
            type = method.getClassName();
        } else if (source instanceof ClassSource declared) {
            type = declared.getClassName();
        } else {
            return null;
        }
        int inner = type.indexOf('$');
        return inner < 0 ? type : type.substring(0, inner);
    }
}
