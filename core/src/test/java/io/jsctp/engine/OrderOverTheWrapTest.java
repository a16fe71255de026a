package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OrderOverTheWrapTest {
    private static final int MESSAGES = 70_000;

    @Test
    @Timeout(120)
    @DisplayName(
            "9260-6.5-6 9260-6.5-5 9260-6.6-7: 70000 messages of one stream arrive in order, each once, under loss:"
                    + " their numbers begin again at 0")
    void wrap() {
        AssociationSettings settings =
                AssociationSettings.defaults().toBuilder().outboundStreams(2).build();
        TwoEndpoints net = new TwoEndpoints(1, settings);
        Random loss = new Random(2);
        net.filter = (fromA, text) -> loss.nextInt(50) != 0;
        net.a.associate(net.b);
        net.run(10_000_000_000L);
        int next = 0;
        for (int rounds = 0; net.b.messages.size() < MESSAGES; rounds++) {
            assertThat(rounds).isLessThan(100_000);
            while (next < MESSAGES && send(net, next) == SendStatus.ACCEPTED) {
                next++;
            }
            net.a.flush();
            net.run(100_000_000L);
            net.trace.clear();
        }
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(ByteBuffer.wrap(net.b.messages.get(i)).getInt()).isEqualTo(i);
        }
        net.run(5_000_000_000L);
        assertThat(net.b.messages).hasSize(MESSAGES);
    }

    private static SendStatus send(TwoEndpoints net, int number) {
        ByteBuffer message = ByteBuffer.allocate(4).putInt(0, number);
        return net.a.association().send(message, 1, 0, 0, 0, 0, null, net.now);
    }
}
