package io.jsctp.testkit.script;

import io.jsctp.testkit.script.ScriptResult.Verdict;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs packet scripts, each against a stack of its own, in virtual time: a script of a minute takes milliseconds, and takes
 * the same course each time. Not thread-safe.
 */
public final class ScriptRunner {
    private final ScriptSystem.Factory factory;
    private final RunnerOptions options;

    /**
     * Makes a runner.
     *
     * @param factory makes the stacks
     * @param options how strict it is
     */
    public ScriptRunner(ScriptSystem.Factory factory, RunnerOptions options) {
        this.factory = factory;
        this.options = options;
    }

    /**
     * Reads and runs a script. One that cannot be read to its end is refused.
     *
     * @param file its file
     * @return how it ended
     * @throws IOException if the file cannot be read
     */
    public ScriptResult run(Path file) throws IOException {
        try {
            return run(Script.parse(file.toString(), Files.readString(file), options.defined()));
        } catch (ScriptSyntaxException e) {
            return ScriptResult.refused(
                    file.toString(), e.line(), "column " + e.column() + ": " + e.problem(), List.of());
        } catch (CharacterCodingException e) {
            return ScriptResult.refused(file.toString(), 0, "the file is not text in UTF-8", List.of());
        }
    }

    /**
     * Runs a script.
     *
     * @param script the script
     * @return how it ended
     */
    public ScriptResult run(Script script) {
        try (ScriptSystem system = factory.open(script.options().setup(options.seed()))) {
            return new ScriptRun(script, system, options).run();
        } catch (ScriptRefusedException e) {
            return ScriptResult.refused(script.name(), 0, e.reason(), List.of());
        } catch (RuntimeException e) {
            return new ScriptResult(
                    script.name(), Verdict.FAILED, 0, "the stack threw " + e, "", "", "", "", List.of(), List.of());
        }
    }
}
