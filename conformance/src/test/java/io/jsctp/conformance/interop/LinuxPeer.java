package io.jsctp.conformance.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One run of {@code kernel_peer}, the C program over Linux's own SCTP, in the virtual machine that
 * {@code scripts/interop-linux} has started; and what that machine can do to the wires.
 */
final class LinuxPeer extends PeerProgram {

    /** Where its kernel hears SCTP over UDP. */
    static final int UDP_PORT = 9899;

    private LinuxPeer(List<String> command) throws IOException {
        super(command);
    }

    /** Starts the program; its arguments stand at the head of {@code kernel_peer.c}. */
    static LinuxPeer start(String... arguments) throws IOException {
        return new LinuxPeer(machine("run", "exec kernel_peer " + String.join(" ", arguments)));
    }

    /** Impairs the first wire: what {@code tc ... netem} is told, or "off". */
    static void netem(String... arguments) throws IOException, InterruptedException {
        order("netem", arguments);
    }

    /** Pulls the plug of a wire, or puts it in again. */
    static void wire(int number, boolean up) throws IOException, InterruptedException {
        order("wire", Integer.toString(number), up ? "up" : "down");
    }

    /** Ends what an earlier test left running. */
    static void clear() throws IOException, InterruptedException {
        order("run", "while killall -9 kernel_peer 2>/dev/null; do usleep 20000; done; true");
    }

    private static void order(String order, String... arguments) throws IOException, InterruptedException {
        Interop.Outcome outcome = Interop.run(machine(order, arguments)).orElseThrow();
        if (outcome.status() != 0) {
            throw new IOException(order + " " + Arrays.toString(arguments) + ": " + outcome.output());
        }
    }

    private static List<String> machine(String order, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Interop.module().resolve("src/interop/linux/vm").toString());
        command.add(order);
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public void close() throws InterruptedException {
        try {
            // The program here is only the wire to the one there.
            clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        super.close();
    }
}
