package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole associations through loss, each of their packets held against {@link PacketLaws}. */
class PacketLawsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int MESSAGES = 150;

    @ParameterizedTest(name = "seed {0}, MTU {1}, Nagle {2}, abort {3}")
    @CsvSource({"1,1452,false,false", "2,1452,true,false", "3,600,false,true", "4,1252,true,false", "5,512,false,false"
    })
    @DisplayName(
            "9260-3-1 9260-3-3 9260-3.1-1..3 9260-3.2-12 9260-3.2.2-5 9260-3.3.1-3 9260-3.3.1-5 9260-3.3.1-8..9 9260-3.3.2-5"
                    + " 9260-3.3.3-3 9260-3.3.7-1..2 9260-3.3.11-1 9260-3.3.12-1 9260-5.1-12 9260-5.3.1-2 9260-6-1 9260-6-12"
                    + " 9260-6.5-5 9260-6.9-5 9260-6.9-7 9260-6.10-1..4 9260-6.10-7 9260-8.5-1 9260-9.1-2: every packet that leaves")
    void wholeAssociations(long seed, int mtuBytes, boolean nagle, boolean abort) {
        AssociationSettings settings = AssociationSettings.defaults().toBuilder()
                .pathMtuBytes(mtuBytes)
                .noDelay(!nagle)
                .build();
        TwoEndpoints net = new TwoEndpoints(seed, settings);
        PacketLaws laws = new PacketLaws(mtuBytes);
        net.onPacket = laws::check;
        Random random = new Random(seed);
        net.filter = (fromA, text) -> random.nextInt(100) >= 8;
        net.a.associate(net.b);
        net.run(20 * SECOND);
        for (int i = 0; i < MESSAGES; i++) {
            int flags = random.nextInt(3) == 0 ? OutboundData.UNORDERED : 0;
            net.a.send(TwoEndpoints.message(1 + random.nextInt(3000), i), random.nextInt(4), flags);
            if (i % 3 == 0) {
                net.b.send(TwoEndpoints.message(1 + random.nextInt(3000), i), random.nextInt(4), flags);
            }
            net.run(random.nextInt(40) * SECOND / 1000);
        }
        if (abort) {
            net.a.association().abort(new byte[] {1}, net.now);
        } else {
            net.a.association().shutdown(net.now);
        }
        net.a.flush();
        net.run(600 * SECOND);
        assertThat(net.a.association().isClosed()).isTrue();
        assertThat(laws.dataChunks()).isGreaterThan(MESSAGES);
        if (!abort) {
            assertThat(net.b.messages).hasSize(MESSAGES);
        }
    }

    private static void refused(String hex, String law) {
        ByteBuffer packet = ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
        assertThatThrownBy(() -> new PacketLaws(1452).check(packet))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(law);
    }

    @Test
    @DisplayName("the laws can be broken: a packet that does is named with the requirement")
    void lawsCanFail() {
        String head = "03e9 03ea 00000000 00000000";
        String data = "00030011 00000001 00000000 00000000 aa000000";
        refused("0000 03ea 00000000 00000000 0b000004", "9260-3.1-1");
        refused(head + "0e000004 0b000004", "9260-3-1");
        refused(head + data.replace("aa000000", "aa000001"), "9260-3.2-12");
        refused(head + data + "0b000004", "9260-6-12");
        refused(head + data + data, "9260-6.10-2");
        refused(head + "06000004 0b000004", "9260-3.3.7-2");
        refused(head + "0b000004 0a000004", "9260-3.2.2-5");
        refused(head + "00010011 00000001 00000000 00000000 aa000000", "9260-3.3.1-8");
        refused(head + data + "00030011 00000003 00000001 00000000 aa000000", "9260-3.3.1-9");
        refused(head + data + "00030011 00000002 00000000 00000000 aa000000", "9260-6.5-5");
        refused(head + "00030012 00000001 00000000", "9260-6.10-4");
        refused("03e9 03ea 00000005 00000000 0b000004", "9260-3.1-2");
    }
}
