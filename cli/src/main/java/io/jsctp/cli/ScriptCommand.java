package io.jsctp.cli;

import io.jsctp.testkit.script.RunnerOptions;
import io.jsctp.testkit.script.ScriptResult;
import io.jsctp.testkit.script.ScriptResult.Verdict;
import io.jsctp.testkit.script.ScriptRunner;
import io.jsctp.testkit.script.stack.StackScriptSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs packet scripts against the stack and says of each whether it passes. */
@Command(
        name = "script",
        mixinStandardHelpOptions = true,
        description = "Runs packet scripts (packetdrill's language for SCTP) against the stack, in virtual time.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all scripts passed",
            "1:a script failed",
            "2:wrong arguments",
            "3:no script failed, but some were refused: they ask for what is not known"
        },
        footer = {"", "Example: jsctp script conformance/scripts --report scripts.json"})
final class ScriptCommand implements Callable<Integer> {
    private static final int SOME_FAILED = 1;
    private static final int SOME_REFUSED = 3;

    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "scripts; of a folder, every *.pkt in it and below")
    private List<Path> paths = List.of();

    @Option(names = "--report", paramLabel = "FILE", description = "write the results as JSON")
    private @Nullable Path report;

    @Option(
            names = "--known",
            paramLabel = "FILE",
            description = "lines \"fail NAME REASON\" and \"skip NAME REASON\" for scripts whose path ends in NAME")
    private @Nullable Path known;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "draws tags and TSNs (default 1)")
    private long seed;

    @Option(names = "--strict-end", description = "fail a script that leaves a packet nobody expected")
    private boolean strictEnd;

    @Option(names = "-v", description = "show warnings as well")
    private boolean verbose;

    @Option(names = "--trace", description = "show every packet and call of scripts that do not pass, with -v of all")
    private boolean trace;

    @Spec
    private @Nullable CommandSpec spec;

    ScriptCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        KnownScripts exceptions = known == null ? KnownScripts.NONE : read(known);
        List<Path> files = files();
        ScriptRunner runner = new ScriptRunner(
                StackScriptSystem::open, RunnerOptions.DEFAULT.withSeed(seed).withStrictEnd(strictEnd));
        ScriptTally tally = new ScriptTally();
        for (Path file : files) {
            String skip = exceptions.skipped(file);
            if (skip != null) {
                tally.skipped(file.toString(), skip);
                console.out("skip     " + file + ": " + skip);
                continue;
            }
            ScriptResult result = runner.run(file);
            String reason = exceptions.failing(file);
            tally.add(result, reason);
            show(result, reason);
        }
        console.out(tally.summary());
        if (report != null) {
            Files.writeString(report, tally.json());
        }
        return tally.failed() > 0 ? SOME_FAILED : tally.refused() > 0 ? SOME_REFUSED : 0;
    }

    private void show(ScriptResult result, @Nullable String knownReason) {
        if (knownReason != null && result.verdict() == Verdict.FAILED) {
            console.out("known    " + result.name() + ": " + knownReason);
        } else if (knownReason != null && result.passed()) {
            console.out("FAIL     " + result.name() + ": passes, but is listed as failing: " + knownReason);
        } else {
            console.out(result.describe());
        }
        if (verbose) {
            result.warnings().forEach(w -> console.out("           warning   " + w));
        }
        if (trace && (verbose || !result.passed())) {
            result.trace().forEach(t -> console.out("           " + t));
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> below = Files.walk(path)) {
                    below.filter(p -> p.toString().endsWith(".pkt") && Files.isRegularFile(p))
                            .sorted()
                            .forEach(files::add);
                }
            } else if (Files.isReadable(path)) {
                files.add(path);
            } else {
                throw wrong("no such script: " + path);
            }
        }
        if (files.isEmpty()) {
            throw wrong("no *.pkt below " + paths.get(0));
        }
        return files;
    }

    private KnownScripts read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw wrong("--known: no such file: " + file);
        }
        try {
            return KnownScripts.parse(Files.readAllLines(file));
        } catch (IllegalArgumentException e) {
            throw wrong("--known: " + file + ":" + e.getMessage());
        }
    }

    private CommandLine.ParameterException wrong(String reason) {
        CommandSpec own = spec;
        if (own == null) {
            throw new IllegalStateException(reason);
        }
        return new CommandLine.ParameterException(own.commandLine(), reason);
    }
}
