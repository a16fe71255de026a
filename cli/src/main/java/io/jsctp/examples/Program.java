package io.jsctp.examples;

import io.jsctp.SctpException;
import io.jsctp.SctpStack;
import io.jsctp.posix.Posix;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** What C gives a program: a process with standard streams, whose exit ends all its threads. */
abstract class Program {
    final Posix c;
    private final PrintStream stdout;
    private final PrintStream stderr;
    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    Program(SctpStack stack, InputStream stdin, PrintStream stdout, PrintStream stderr) {
        c = new Posix(stack, stdin, stdout, stderr);
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /** What C calls main. */
    abstract int program(String... argv);

    /** Runs the program, and tells its exit status. */
    final int run(String... argv) {
        return run(() -> exit(program(argv)));
    }

    /** Runs one function of the program only; its return is the end with status 0. */
    final int run(Runnable function) {
        pthread_create(() -> {
            function.run();
            exit(0);
        });
        return status.join();
    }

    /** Makes a program with the streams of this process. */
    interface Maker {
        Program make(SctpStack stack, InputStream stdin, PrintStream stdout, PrintStream stderr);
    }

    /** Runs a program as this process. */
    static void process(Maker maker, String... argv) throws SctpException {
        int status;
        try (SctpStack stack = SctpStack.open()) {
            status = maker.make(stack, System.in, System.out, System.err).run(argv);
        }
        System.exit(status);
    }

    /** Ends the program, and this thread of it; the others are of no more interest. */
    final void exit(int code) {
        status.complete(code);
        throw new Exit();
    }

    final Thread pthread_create(Runnable start) {
        Thread thread = new Thread(() -> {
            try {
                start.run();
            } catch (Exit e) {
                // the program is over
            } catch (RuntimeException e) {
                // what C calls a crash
                e.printStackTrace(stderr);
                status.complete(1);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    final void printf(String format, Object... arguments) {
        stdout.printf(Locale.ROOT, format, arguments);
    }

    final void eprintf(String format, Object... arguments) {
        stderr.printf(Locale.ROOT, format, arguments);
    }

    final void fflush() {
        stdout.flush();
    }

    private static final class Exit extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
