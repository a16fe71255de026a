package io.jsctp.testkit.replay;

import io.jsctp.link.PacketBatch;
import java.net.InetAddress;

/** Batches with as much room as the recorded one had: what the engine writes depends on that. */
final class Batches {
    private PacketBatch batch = new PacketBatch(0, 0);
    private int capacityBytes;
    private int maxPackets;

    PacketBatch with(int bytesLeft, int packetsLeft, boolean empty) {
        boolean fits = empty
                ? bytesLeft == capacityBytes && packetsLeft == maxPackets
                : bytesLeft <= capacityBytes && packetsLeft < maxPackets;
        if (!fits) {
            capacityBytes = bytesLeft;
            maxPackets = empty ? packetsLeft : packetsLeft + 1;
            batch = new PacketBatch(capacityBytes, maxPackets);
        }
        batch.clear();
        if (!empty) {
            InetAddress nobody = InetAddress.getLoopbackAddress();
            batch.commit(capacityBytes - bytesLeft, nobody, 0, null);
            while (batch.packetsLeft() > packetsLeft) {
                batch.commit(0, nobody, 0, null);
            }
        }
        return batch;
    }
}
