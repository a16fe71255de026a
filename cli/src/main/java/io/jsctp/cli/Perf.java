package io.jsctp.cli;

import picocli.CommandLine.Command;

/** Measures throughput and latency between two processes. */
@Command(
        name = "perf",
        mixinStandardHelpOptions = true,
        description = "Measures throughput, latency and set-ups between two processes.",
        synopsisSubcommandLabel = "server|client|echo|latency|connects",
        subcommands = {PerfServer.class, PerfClient.class, PerfEcho.class, PerfLatency.class, PerfConnects.class},
        footer = {"", "Example: jsctp perf server &", "         jsctp perf client 127.0.0.1 --size 1408 --seconds 10"})
final class Perf {}
