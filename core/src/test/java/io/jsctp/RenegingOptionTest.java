package io.jsctp;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.DataView;
import io.jsctp.wire.SackChunk;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenegingOptionTest {
    private static final int WHOLE = DataView.FLAG_B | DataView.FLAG_E;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "9260-6.2-33: what gap blocks reported makes room for what comes before it, unless the stack is told not to")
    void option(boolean may) throws Exception {
        HostileLink link = new HostileLink();
        try (SteppedStack stack = SctpStack.builder()
                .link(link)
                .random(new Random(1))
                .reneging(may)
                .openStepped()) {
            link.stack(stack);
            SctpSocket socket = stack.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
            socket.setOption(SctpOption.SO_RCVBUF, 8192);
            socket.bindx(
                    List.of(new InetSocketAddress(link.local(), HostileLink.STACK_PORT)),
                    SctpConstants.SCTP_BINDX_ADD_ADDR);
            socket.listen(1);
            int tag = link.associate(7);
            for (int tsn = 2; tsn <= 5; tsn++) {
                link.send(7, tag, HostileLink.data(tsn, WHOLE, 0, tsn - 1, 2048));
            }
            assertThat(link.send(7, tag, HostileLink.data(1, WHOLE, 0, 0, 2048)))
                    .singleElement()
                    .isInstanceOfSatisfying(SackChunk.class, sack -> {
                        assertThat(sack.cumulativeTsnAck()).isEqualTo(may ? 4 : 5);
                        assertThat(sack.gapBlocks()).isEmpty();
                    });
        }
    }
}
