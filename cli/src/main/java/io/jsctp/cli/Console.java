package io.jsctp.cli;

import io.jsctp.SctpException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * Standard input, output and error of a command.
 *
 * @param in what it reads
 * @param stdout where it writes
 * @param stderr where it complains
 */
record Console(InputStream in, PrintStream stdout, PrintStream stderr) {
    void out(String line) {
        stdout.println(line);
        stdout.flush();
    }

    void err(String line) {
        stderr.println(line);
        stderr.flush();
    }

    /** Like perror(3): the name of the call and the reason. */
    void perror(String call, IOException e) {
        err(call + ": " + reason(e));
    }

    /** {@return the errno's text, its name, and what was tried} */
    static String reason(IOException e) {
        if (e instanceof SctpException s) {
            String name = s.errno().name();
            String what = String.valueOf(s.getMessage()).replace(" (" + name + ")", "");
            return s.errno().reason() + " (" + name + ": " + what + ")";
        }
        return String.valueOf(e.getMessage());
    }

    /** {@return whether a person looks at it: the launcher knows, a JVM cannot tell on all versions alike} */
    static boolean isTerminal() {
        return "1".equals(System.getenv("JSCTP_TERMINAL"));
    }

    PrintWriter outWriter() {
        return new PrintWriter(stdout, true, Charset.defaultCharset());
    }

    PrintWriter errWriter() {
        return new PrintWriter(stderr, true, Charset.defaultCharset());
    }
}
