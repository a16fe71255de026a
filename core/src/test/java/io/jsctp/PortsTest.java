package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when every ephemeral port is in use. */
@Timeout(60)
class PortsTest {
    private static final int FIRST = 49_152;

    @Test
    @DisplayName("CONNX-8 SENDV-32: without a free ephemeral port neither connectx nor sendv can bind a new socket")
    void noPortIsFree() throws Exception {
        try (Stacks stacks = new Stacks()) {
            for (int port = FIRST; port <= 65_535; port++) {
                stacks.clientSocket(Style.ONE_TO_MANY).bind(new InetSocketAddress("127.0.0.1", port));
            }
            SctpSocket connecting = stacks.clientSocket(Style.ONE_TO_ONE);
            assertErrno(Errno.EADDRINUSE, () -> connecting.connectx(stacks.serverAddresses()));
            SctpSocket sending = stacks.clientSocket(Style.ONE_TO_MANY);
            List<InetSocketAddress> to = stacks.serverAddresses();
            assertErrno(Errno.EADDRINUSE, () -> sending.sendv(bytes("x"), to, SendInfo.stream(0), 0));
        }
    }
}
