package io.jsctp.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.conformance.interop.Tshark.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Watches one exchange on the wire: captures it, and has tshark judge the capture.
 *
 * <p>Where the machine does not let us capture, the exchange runs all the same; only then, when it has passed, does
 * {@link #judge} report the test as skipped, so that a failed exchange is never hidden.
 */
final class WireWatch implements AutoCloseable {

    private final String name;
    private final int ourPort;
    private final Capture.Attempt attempt;

    private WireWatch(String name, int ourPort, Capture.Attempt attempt) {
        this.name = name;
        this.ourPort = ourPort;
        this.attempt = attempt;
    }

    /** Starts to watch; {@code ourPort} is the UDP port whose packets must be without fault, warnings included. */
    static WireWatch start(String name, int ourPort, int theirPort) throws IOException {
        return new WireWatch(name, ourPort, Capture.start(name, List.of(ourPort, theirPort)));
    }

    /** Ends the capture and demands that nothing is wrong in it and that each side sent these chunks. */
    void judge(Set<Integer> ourChunkTypes, Set<Integer> theirChunkTypes) throws IOException, InterruptedException {
        judge(ourChunkTypes, theirChunkTypes, Set.of());
    }

    /** The same, and that neither side sent certain others. */
    void judge(Set<Integer> ourChunkTypes, Set<Integer> theirChunkTypes, Set<Integer> nobodysChunkTypes)
            throws IOException, InterruptedException {
        Capture capture = attempt.capture();
        if (capture == null) {
            throw Interop.missing("the exchange passed, but its packets were not judged: " + attempt.reason());
        }
        Optional<String> version = Tshark.version();
        if (version.isEmpty()) {
            throw Interop.missing("the exchange passed, but its packets were not judged: there is no tshark");
        }
        Verdict verdict = Tshark.judge(capture.finish(), capture.ports(), ourPort);
        System.out.println("interop: " + name + ": " + verdict.packets() + " packets, " + verdict.ourPackets()
                + " ours, " + verdict.findings().size() + " findings by " + version.get());
        assertThat(verdict.findings()).as("%s: what tshark found wrong", name).isEmpty();
        assertThat(verdict.ourChunkTypes()).as("%s: chunks from us", name).containsAll(ourChunkTypes);
        assertThat(verdict.theirChunkTypes()).as("%s: chunks to us", name).containsAll(theirChunkTypes);
        assertThat(nobodysChunkTypes)
                .as("%s: chunks of nobody", name)
                .doesNotContainAnyElementsOf(verdict.ourChunkTypes())
                .doesNotContainAnyElementsOf(verdict.theirChunkTypes());
    }

    @Override
    public void close() throws IOException {
        attempt.close();
    }
}
