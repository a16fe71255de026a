package io.jsctp.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.Family;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.SctpStackBuilder;
import io.jsctp.SendInfo;
import io.jsctp.Style;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another program reads the captures that a stack writes of itself. */
@Tag("interop")
@Timeout(60)
@DisplayName("tshark reads our captures")
final class CaptureFileTest {
    @BeforeEach
    void needsTshark() throws IOException, InterruptedException {
        if (Tshark.version().isEmpty()) {
            throw Interop.missing("there is no tshark to read captures");
        }
    }

    private static SctpStackBuilder stack(InetAddress local) {
        return SctpStack.builder().localAddresses(List.of(local)).udpPort(0);
    }

    @ParameterizedTest
    @DisplayName("every packet is well-formed down to its IP header, and state changes are comments")
    @CsvSource({"127.0.0.1, IPV4", "::1, IPV6"})
    void readable(String host, Family family) throws Exception {
        Path file = Interop.output().resolve("own-" + family + ".pcapng");
        InetAddress local = InetAddress.getByName(host);
        InetSocketAddress address = new InetSocketAddress(local, 5000);
        int serverPort;
        int clientPort;
        try (SctpStack server = stack(local).open();
                SctpStack client = stack(local)
                        .peerUdpPort(server.udpPort())
                        .capture(file, 1 << 20)
                        .open()) {
            serverPort = server.udpPort();
            clientPort = client.udpPort();
            SctpSocket listener = server.socket(family, Style.ONE_TO_ONE);
            listener.bind(address);
            listener.listen(1);
            SctpSocket socket = client.socket(family, Style.ONE_TO_ONE);
            socket.connect(address);
            socket.sendv(ByteBuffer.wrap(new byte[5000]), SendInfo.stream(1));
            socket.close();
        }
        Tshark.Verdict verdict = Tshark.judge(file, List.of(serverPort, clientPort), clientPort);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.ourChunkTypes()).as("INIT, DATA, COOKIE ECHO").contains(1, 0, 10);
        assertThat(verdict.theirChunkTypes()).as("INIT ACK, SACK").contains(2, 3);
        List<String> lines = Tshark.commentsAndChecksums(file);
        assertThat(lines).hasSizeGreaterThanOrEqualTo(verdict.packets());
        assertThat(lines)
                .as("1 is good; IPv6 has no checksum of its own")
                .allMatch(line -> family == Family.IPV4 ? line.endsWith("\t1\t1") : line.endsWith("\t\t1"));
        assertThat(lines).anyMatch(line -> line.contains(": up, 10 streams out"));
    }
}
