package io.jsctp.cli;

import io.jsctp.testkit.replay.RecordingException;
import io.jsctp.testkit.replay.Replay;
import io.jsctp.testkit.replay.ReplayResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Does again what a stack has recorded. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Does again what a stack has recorded (--record), in virtual time: the same packets, calls and chance go into",
            "the protocol engine, and the same must come out."
        },
        footer = {
            "",
            "Example: jsctp echo-client --record /tmp/client 127.0.0.1",
            "         jsctp replay --trace /tmp/client"
        })
final class ReplayCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "the recording")
    private Path file = Path.of("");

    @Option(names = "--trace", description = "show each input, and what comes out of it")
    private boolean trace;

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try {
            ReplayResult result = Replay.run(file, trace ? console::out : null);
            String divergence = result.divergence();
            console.out(String.format(
                    "%d inputs, %d packets, %d events%s: %s",
                    result.inputs(),
                    result.packets(),
                    result.events(),
                    result.cut() ? ", the recording ends early" : "",
                    divergence == null ? "all as recorded" : "NOT as recorded"));
            if (divergence != null) {
                console.out(divergence);
            }
            return divergence == null ? 0 : 1;
        } catch (RecordingException e) {
            console.err("jsctp replay: " + file + ", " + e.getMessage());
            return 2;
        } catch (IOException e) {
            console.err("jsctp replay: can't read " + file + ": " + e);
            return 2;
        }
    }
}
