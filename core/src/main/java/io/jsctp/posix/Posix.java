package io.jsctp.posix;

import io.jsctp.SctpStack;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * The calls of C's SCTP sockets by their names (RFC 6458) over one stack, with its own table of descriptors. They return -1
 * when they fail, and {@link #errno} tells this thread why. Thread-safe. Closing the stack closes all sockets.
 *
 * <p>Descriptors 0 to 2 are standard input, output and error, as given; only {@link #read}, {@link #write} and
 * {@link #perror} know them, all else says ENOTSOCK.
 */
public final class Posix extends SctpMessageCalls {
    /**
     * Makes one whose standard input is empty and whose output is thrown away.
     *
     * @param stack makes the sockets
     */
    public Posix(SctpStack stack) {
        this(stack, InputStream.nullInputStream(), discarding(), discarding());
    }

    /**
     * Makes one.
     *
     * @param stack makes the sockets
     * @param stdin standard input
     * @param stdout standard output
     * @param stderr standard error
     */
    public Posix(SctpStack stack, InputStream stdin, PrintStream stdout, PrintStream stderr) {
        super(stack, stdin, stdout, stderr);
    }

    private static PrintStream discarding() {
        return new PrintStream(OutputStream.nullOutputStream());
    }
}
