package io.jsctp.cli;

import java.io.InputStream;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The entry of the command line. Wrong arguments give one line of reason and exit 2. */
@Command(
        name = "jsctp",
        version = "jsctp 0.1.0",
        mixinStandardHelpOptions = true,
        description = "SCTP for the JVM: a userland stack in pure Java, over UDP (RFC 6951).",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            EchoServer.class,
            EchoClient.class,
            Perf.class,
            CurvesCommand.class,
            RelayCommand.class,
            Demo.class,
            ScriptCommand.class,
            SimulateCommand.class,
            ReplayCommand.class,
            Soak.class,
            CaptureCommand.class
        },
        footer = {"", "Try it: jsctp demo"})
public final class Main implements Runnable {
    private final Console console;

    Main(Console console) {
        this.console = console;
    }

    /**
     * Runs a command and exits with its code.
     *
     * @param args the command and its arguments
     */
    public static void main(String[] args) {
        System.exit(run(new Console(System.in, System.out, System.err), args));
    }

    static int run(Console console, String... args) {
        CommandLine line = new CommandLine(new Main(console), new Factory(console));
        line.setOut(console.outWriter());
        line.setErr(console.errWriter());
        line.setParameterExceptionHandler(Main::refuse);
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            console.err("jsctp: " + e.getMessage());
            return 1;
        });
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // What follows the command that is captured belongs to that.
        for (CommandLine command : line.getSubcommands().values()) {
            if (command.getCommand() instanceof CaptureCommand) {
                command.setStopAtPositional(true);
            }
        }
        return line.execute(args);
    }

    private static int refuse(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + e.getMessage() + " (see " + name + " --help)");
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public void run() {
        console.out(new CommandLine(new Main(console), new Factory(console)).getUsageMessage());
    }

    /** Gives each command the console. */
    private record Factory(Console console) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == EchoServer.class) {
                return type.cast(new EchoServer(console));
            }
            if (type == EchoClient.class) {
                return type.cast(new EchoClient(console));
            }
            if (type == Perf.class) {
                return type.cast(new Perf());
            }
            if (type == PerfServer.class) {
                return type.cast(new PerfServer(console));
            }
            if (type == PerfEcho.class) {
                return type.cast(new PerfEcho(console));
            }
            if (type == PerfLatency.class) {
                return type.cast(new PerfLatency(console));
            }
            if (type == PerfConnects.class) {
                return type.cast(new PerfConnects(console));
            }
            if (type == PerfClient.class) {
                return type.cast(new PerfClient(console));
            }
            if (type == CurvesCommand.class) {
                return type.cast(new CurvesCommand(console));
            }
            if (type == RelayCommand.class) {
                return type.cast(new RelayCommand(console));
            }
            if (type == Demo.class) {
                return type.cast(new Demo(console));
            }
            if (type == ScriptCommand.class) {
                return type.cast(new ScriptCommand(console));
            }
            if (type == ReplayCommand.class) {
                return type.cast(new ReplayCommand(console));
            }
            if (type == SimulateCommand.class) {
                return type.cast(new SimulateCommand(console));
            }
            if (type == Soak.class) {
                return type.cast(new Soak(console));
            }
            if (type == CaptureCommand.class) {
                return type.cast(new CaptureCommand(console));
            }
            return CommandLine.defaultFactory().create(type);
        }
    }

    /** For tests: a console over streams. */
    static Console console(InputStream in, PrintStream out, PrintStream err) {
        return new Console(in, out, err);
    }
}
