package io.jsctp.conformance.interop;

import static io.jsctp.conformance.interop.ChunkTypes.ABORT;
import static io.jsctp.conformance.interop.ChunkTypes.ACCEPTING;
import static io.jsctp.conformance.interop.ChunkTypes.CLOSING;
import static io.jsctp.conformance.interop.ChunkTypes.OPENING;
import static io.jsctp.conformance.interop.ChunkTypes.SHUTDOWN_ACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The C peers against each other: what fails here is the peer, the capture or the judge, not jsctp. */
@Tag("interop")
@DisplayName("usrsctp with usrsctp")
@Timeout(2 * Interop.LIMIT_S)
final class UsrsctpPeerTest {

    private static final String PORT = "5001";

    private int serverUdpPort;
    private int clientUdpPort;

    @BeforeEach
    void choosePorts() throws IOException {
        serverUdpPort = Ports.freeUdpPort();
        clientUdpPort = Ports.freeUdpPort();
    }

    @Test
    @DisplayName("messages of all sizes come back, and the client ends the association gracefully")
    void exchange() throws IOException, InterruptedException {
        try (WireWatch wire = WireWatch.start("usrsctp-exchange", clientUdpPort, serverUdpPort);
                UsrsctpPeer server = server();
                UsrsctpPeer client = client(server)) {
            assertThat(messages(client)).hasSize(36);
            assertThat(messages(server)).hasSize(36);
            assertThat(server.awaitDone()).contains("EVENT SHUTDOWN_EVENT", "END closed");

            wire.judge(union(OPENING, CLOSING), union(ACCEPTING, Set.of(SHUTDOWN_ACK)));
        }
    }

    @Test
    @DisplayName("an ABORT of the client is a communication lost at the server")
    void clientAborts() throws IOException, InterruptedException {
        try (WireWatch wire = WireWatch.start("usrsctp-abort", clientUdpPort, serverUdpPort);
                UsrsctpPeer server = server();
                UsrsctpPeer client = client(server, "--sizes", "1,100", "--end", "abort")) {
            assertThat(messages(client)).hasSize(12);
            server.await("EVENT COMM_LOST");
            assertThat(server.awaitDone()).contains("END reset");

            wire.judge(union(OPENING, Set.of(ABORT)), ACCEPTING);
        }
    }

    @Test
    @DisplayName("the payload is the same function in C and in Java")
    void payload() throws IOException, InterruptedException {
        try (UsrsctpPeer server = server("--mode", "sink");
                UsrsctpPeer client = client(server, "--mode", "sink", "--sizes", "1400", "--streams", "3")) {
            client.awaitDone();
            assertThat(messages(server))
                    .containsExactlyInAnyOrder(
                            "MESSAGE sid=3 ssn=0 ppid=1 unordered=0 length=1400 hash=" + hash(1),
                            "MESSAGE sid=3 ssn=0 ppid=2 unordered=1 length=1400 hash=" + hash(2));
        }
    }

    private static String hash(int payloadProtocolId) {
        return Payload.hash(Payload.of(payloadProtocolId, 1400));
    }

    private static Set<String> messages(UsrsctpPeer peer) throws InterruptedException {
        return peer.awaitDone().stream()
                .filter(line -> line.startsWith("MESSAGE"))
                .collect(Collectors.toSet());
    }

    private static Set<Integer> union(Set<Integer> a, Set<Integer> b) {
        return Stream.concat(a.stream(), b.stream()).collect(Collectors.toSet());
    }

    private UsrsctpPeer server(String... more) throws IOException, InterruptedException {
        return UsrsctpPeer.start(Stream.concat(
                        Stream.of("server", "--udp-port", Integer.toString(serverUdpPort), "--port", PORT),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private UsrsctpPeer client(UsrsctpPeer server, String... more) throws IOException, InterruptedException {
        server.await("LISTENING");
        return UsrsctpPeer.start(Stream.concat(
                        Stream.of(
                                "client",
                                "--udp-port",
                                Integer.toString(clientUdpPort),
                                "--peer-udp-port",
                                Integer.toString(serverUdpPort),
                                "--port",
                                PORT,
                                "--peer",
                                "127.0.0.1"),
                        Stream.of(more))
                .toArray(String[]::new));
    }
}
