package io.jsctp.conformance.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of {@code usrsctp_peer}, the C program over usrsctp that the tests talk to. It is built once a test run. */
final class UsrsctpPeer extends PeerProgram {

    private static final Object BUILD = new Object();
    private static boolean isBuilt;

    private UsrsctpPeer(List<String> command) throws IOException {
        super(command);
    }

    /** Starts the program; its arguments stand at the head of {@code usrsctp_peer.c}. */
    static UsrsctpPeer start(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(build().toString());
        command.addAll(List.of(arguments));
        return new UsrsctpPeer(command);
    }

    private static Path build() throws IOException, InterruptedException {
        synchronized (BUILD) {
            Path program = Interop.output().resolve("usrsctp_peer");
            if (isBuilt) {
                return program;
            }
            Files.createDirectories(Interop.output());
            Path probe = Files.writeString(Interop.output().resolve("probe.c"), "#include <usrsctp.h>\n");
            Interop.Outcome header = Interop.run(List.of("cc", "-E", "-o", probe + ".i", probe.toString()))
                    .orElseThrow(() -> Interop.missing("there is no C compiler, cc"));
            if (header.status() != 0) {
                throw Interop.missing("usrsctp is not installed: "
                        + header.output().lines().findFirst().orElse(""));
            }
            Path sources = Interop.module().resolve("src/interop/c");
            Interop.Outcome compiled = Interop.run(List.of(
                            "cc",
                            "-std=c11",
                            "-D_GNU_SOURCE",
                            "-Wall",
                            "-Wextra",
                            "-O2",
                            "-o",
                            program.toString(),
                            sources.resolve("usrsctp_peer.c").toString(),
                            sources.resolve("options.c").toString(),
                            sources.resolve("commands.c").toString(),
                            "-lusrsctp",
                            "-lpthread"))
                    .orElseThrow();
            if (compiled.status() != 0) {
                throw new IOException("cc cannot build " + sources + ":\n" + compiled.output());
            }
            isBuilt = true;
            return program;
        }
    }
}
