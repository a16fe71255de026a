package io.jsctp.cli;

import io.jsctp.Profile;
import io.jsctp.SctpException;
import io.jsctp.SctpStack;
import io.jsctp.SctpStackBuilder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that say which addresses and UDP port the stack uses. */
final class StackOptions {
    private static final long FILE_BYTES = 1L << 30;

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "RFC9260",
            description = "set of values to begin with: ${COMPLETION-CANDIDATES} (default RFC9260)")
    private Profile profile = Profile.RFC9260;

    @Option(
            names = "--udp-port",
            paramLabel = "PORT",
            defaultValue = "-1",
            description = "our own UDP port; without it 9899, or any free one if that is taken")
    private int udpPort;

    @Option(
            names = "--local",
            paramLabel = "ADDRESS",
            split = ",",
            description = "local addresses to use; without it those of all interfaces")
    private List<String> local = new ArrayList<>();

    @Option(
            names = "--capture",
            paramLabel = "FILE",
            description = "write all packets to a pcapng file, which Wireshark opens; at most 1 GiB")
    private @Nullable Path capture;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "record what goes into the protocol engine, for 'jsctp replay'; at most 1 GiB")
    private @Nullable Path record;

    @Option(names = "--redact", description = "leave what users send out of what is recorded")
    private boolean redact;

    @Option(
            names = "--link",
            paramLabel = "KIND",
            defaultValue = "nio",
            description =
                    "nio: UDP by NIO; offload: UDP, runs of packets as one; raw: raw IP; both: raw IP and UDP. All but"
                            + " the first take Linux and a JDK 22 or newer (default nio)")
    private String link = "nio";

    @Option(
            names = "--busy-poll",
            paramLabel = "US",
            defaultValue = "0",
            description = "microseconds for which the stack's thread looks for packets before it sleeps, up to 10000")
    private int busyPollUs;

    @Option(
            names = "--loops",
            paramLabel = "N",
            defaultValue = "1",
            description = "threads that receive, up to 64; more than one takes Linux (default 1)")
    private int loops;

    @Option(
            names = "--stats",
            description = "at the end print what the stack has counted, by the names of RFC 3873 and more")
    private boolean stats;

    /** {@return what prints the counters of a stack when it is closed, if it was asked for} */
    StatsReport report(Console console, SctpStack stack) {
        return new StatsReport(console, stats ? stack : null);
    }

    SctpStackBuilder builder() {
        if (udpPort < -1 || udpPort > 65535) {
            throw new ParameterException(command.commandLine(), "--udp-port must be 0 to 65535, not " + udpPort);
        }
        require(busyPollUs >= 0 && busyPollUs <= 10_000, "--busy-poll must be 0 to 10000, not " + busyPollUs);
        require(loops >= 1 && loops <= 64, "--loops must be 1 to 64, not " + loops);
        SctpStackBuilder builder = SctpStack.builder()
                .profile(profile)
                .busyPoll(Duration.ofNanos(1000L * busyPollUs))
                .loops(loops);
        if (udpPort >= 0) {
            builder.udpPort(udpPort).strictUdpPort(udpPort != 0);
        }
        switch (link) {
            case "nio" -> {}
            case "offload" -> builder.segmentationOffload();
            case "raw" -> builder.rawIp();
            case "both" -> builder.rawIpAndUdp();
            default ->
                throw new ParameterException(
                        command.commandLine(), "--link must be nio, offload, raw or both, not " + link);
        }
        if (!local.isEmpty()) {
            builder.localAddresses(addresses());
        }
        Path file = capture;
        if (file != null) {
            builder.capture(file, FILE_BYTES);
        }
        Path recording = record;
        if (recording != null) {
            builder.recording(recording, FILE_BYTES, !redact);
        }
        return builder;
    }

    SctpStack open() throws SctpException {
        return builder().open();
    }

    /** {@return the addresses given; empty if none were} */
    List<InetAddress> addresses() {
        List<InetAddress> result = new ArrayList<>();
        for (String name : local) {
            try {
                result.add(InetAddress.getAllByName(name)[0]);
            } catch (UnknownHostException e) {
                throw new ParameterException(command.commandLine(), "--local: no such address: " + name, e);
            }
        }
        return result;
    }

    void require(boolean holds, String rule) {
        if (!holds) {
            throw new ParameterException(command.commandLine(), rule);
        }
    }

    void checkPort(String option, int port) {
        if (port < 1 || port > 65535) {
            throw new ParameterException(command.commandLine(), option + " must be 1 to 65535, not " + port);
        }
    }
}
