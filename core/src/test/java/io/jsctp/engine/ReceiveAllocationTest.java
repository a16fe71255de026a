package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.jsctp.link.PacketBatch;
import io.jsctp.wire.Crc32c;
import io.jsctp.wire.DataView;
import io.jsctp.wire.PacketWriter;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To receive, hold, deliver and acknowledge costs no garbage once memory is warm. */
class ReceiveAllocationTest {
    private static final int PACKETS = 100_000;

    /** How many messages wait before the user reads them. */
    private static final int BURST = 100;

    /** What the measurement itself and a late class load may take; one object a packet would be 1,600,000 or more. */
    private static final long SLACK_BYTES = 100_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final PacketBatch batch = new PacketBatch(1 << 18, 64);
    private final PacketWriter writer = new PacketWriter();
    private final Crc32c crc = new Crc32c();
    private final ByteBuffer packet = ByteBuffer.allocate(1500);
    private final byte[] payload = new byte[1400];

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    @Tag("once")
    @DisplayName(
            "no allocation per packet received, in order, with neighbours swapped, and in order backwards; messages of two chunks")
    void noGarbage(int swapped) {
        DataPeer peer = DataPeer.withBuffer(1 << 20);
        Association a = peer.wire.association();
        int tsn = run(a, peer.ourTag, 1, PACKETS / 2, swapped);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run(a, peer.ourTag, tsn, PACKETS, swapped);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(SLACK_BYTES);
        assertThat(a.cumulativeTsn()).isEqualTo(PACKETS / 2 + PACKETS);
    }

    private int run(Association a, int tag, int firstTsn, int packets, int swapped) {
        long now = firstTsn * 1000L + 2_000_000_000L;
        for (int at = 0; at < packets; at += BURST) {
            for (int i = 0; i < BURST; i += swapped) {
                for (int k = swapped - 1; k >= 0; k--) {
                    receive(a, tag, firstTsn + at + i + k, now);
                    transmit(a, now);
                }
            }
            AssociationEvent event;
            while ((event = a.pollEvent()) != null) {
                if (event instanceof InboundMessage m) {
                    a.consumed(m, now);
                    transmit(a, now);
                }
            }
            now += 1000;
        }
        return firstTsn + packets;
    }

    private void receive(Association a, int tag, int tsn, long now) {
        int flags = (tsn & 1) == 1 ? DataView.FLAG_B : DataView.FLAG_E;
        writer.begin(packet, 0, packet.capacity(), Wire.PEER_PORT, Wire.LOCAL_PORT, tag);
        writer.putData(flags, tsn, 3, ((tsn - 1) / 2) & 0xffff, 0, payload, 0, payload.length);
        int length = writer.finish(crc);
        a.receive(packet, 0, length, Wire.PEER, 9899, Wire.LOCAL, now);
    }

    private void transmit(Association a, long now) {
        while (a.transmit(batch, now)) {
            batch.clear();
        }
        batch.clear();
    }
}
