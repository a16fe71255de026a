package io.jsctp;

import static io.jsctp.Stacks.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stack that writes what it sends and receives to a file, with what became of its associations. */
@Timeout(60)
class CaptureTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("a capture is marked where associations come up and end; it does not have to be asked for twice")
    void marked() throws Exception {
        Path file = folder.resolve("stack.pcapng");
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (SctpStack server = SctpStack.builder()
                        .localAddresses(List.of(loopback))
                        .udpPort(0)
                        .open();
                SctpStack client = SctpStack.builder()
                        .localAddresses(List.of(loopback))
                        .udpPort(0)
                        .peerUdpPort(server.udpPort())
                        .capture(file, 1 << 20)
                        .open()) {
            SctpSocket listener = server.socket(Family.IPV4, Style.ONE_TO_ONE);
            listener.bind(new InetSocketAddress(loopback, 5000));
            listener.listen(1);
            SctpSocket socket = client.socket(Family.IPV4, Style.ONE_TO_ONE);
            socket.connect(new InetSocketAddress(loopback, 5000));
            socket.sendv(bytes("seen on the wire"), SendInfo.stream(0));
            // What was not sent yet the abort takes back.
            listener.accept().recvv(ByteBuffer.allocate(100));
            socket.setOption(SctpOption.SO_LINGER, new Linger(true, 0));
            socket.close();
        }
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content)
                .contains("seen on the wire")
                .contains("up, 10 streams out")
                .contains("to /127.0.0.1:5000: lost: ");
    }

    @Test
    @DisplayName("a file that can't be written is told when the stack is opened, and nothing is left open")
    void refused() {
        SctpStackBuilder builder = SctpStack.builder().udpPort(0).capture(folder, 4096);
        Stacks.assertErrno(Errno.EIO, builder::open);
    }
}
