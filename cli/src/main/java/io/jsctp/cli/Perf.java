package io.jsctp.cli;

import picocli.CommandLine.Command;

/** Measures throughput between two processes. */
@Command(
        name = "perf",
        mixinStandardHelpOptions = true,
        description = "Measures throughput and messages per second between two processes.",
        synopsisSubcommandLabel = "server|client",
        subcommands = {PerfServer.class, PerfClient.class},
        footer = {"", "Example: jsctp perf server &", "         jsctp perf client 127.0.0.1 --size 1408 --seconds 10"})
final class Perf {}
