package io.jsctp;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.link.Link;
import io.jsctp.link.PacketBatch;
import io.jsctp.link.UdpLink;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RoundTest {
    private long clockNs = 1000;

    @Test
    @DisplayName("each packet of a round has its own time: what it acknowledges may have left during the round")
    void timeOfPackets() throws Exception {
        try (Link link = new LinkWrapper(UdpLink.open(List.of(InetAddress.getLoopbackAddress()), 0, true)) {
            @Override
            public long nanoTime() {
                return clockNs;
            }
        }) {
            Round round = new Round(link, new PacketBatch(2000, 1), new StackCounting());
            round.nextPacket();
            assertThat(round.nowNs()).isEqualTo(1000);
            clockNs = 2000;
            assertThat(round.nowNs()).as("one time for all that a packet does").isEqualTo(1000);
            round.nextPacket();
            assertThat(round.nowNs()).isEqualTo(2000);
            clockNs = 3000;
            round.end();
            assertThat(round.nowNs()).isEqualTo(3000);
        }
    }
}
