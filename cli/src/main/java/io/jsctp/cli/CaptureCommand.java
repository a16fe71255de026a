package io.jsctp.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs another command with its packets written to a file: the option {@code --capture} of that command, put first. */
@Command(
        name = "capture",
        mixinStandardHelpOptions = true,
        description = {
            "Runs another command of jsctp and writes all its packets to a file that Wireshark opens (pcapng), with a",
            "comment where an association comes up, ends, or a path of it changes."
        },
        footer = {"", "Example: jsctp capture echo.pcapng echo-client 127.0.0.1"})
final class CaptureCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "FILE", description = "where to; what was there is overwritten")
    private String file = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "echo-server, echo-client or perf server or client, with its arguments")
    private List<String> command = new ArrayList<>();

    CaptureCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<String> all = new ArrayList<>(command);
        int options = all.get(0).equals("perf") && all.size() > 1 ? 2 : 1;
        all.addAll(options, List.of("--capture", file));
        return Main.run(console, all.toArray(String[]::new));
    }
}
