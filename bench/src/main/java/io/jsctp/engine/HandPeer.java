package io.jsctp.engine;

import io.jsctp.congestion.CongestionAlgorithm;
import io.jsctp.link.PacketBatch;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.ChunkDecoder;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.InitChunk;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import io.jsctp.wire.StateCookieParameter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An association and the hand that is its peer: it writes SACKs and DATA, and makes no garbage in doing so. Nothing ever
 * keeps the association from sending: the congestion window stays at its most, and the peer's is as large.
 */
final class HandPeer {
    static final InetAddress ADDRESS = address(9);
    static final InetAddress LOCAL = address(1);
    static final int UDP_PORT = 9899;
    static final int PORT = 4000;
    static final int LOCAL_PORT = 5000;

    /** The peer's first TSN. */
    static final int INITIAL_TSN = 1;

    private static final int WINDOW_BYTES = 1 << 30;
    private static final int TAG = 77;

    final Association association;

    /** The first TSN of the association. */
    final int firstTsn;

    final PacketBatch batch = new PacketBatch(1 << 22, 4096);

    /** Where the next packet of the peer is written. */
    final PacketWriter writer = new PacketWriter();

    long now = 1_000_000_000L;

    private final ByteBuffer packet = ByteBuffer.allocateDirect(1 << 17);
    private final int tag;

    HandPeer() {
        CongestionAlgorithm congestion = (chunkBytes, initialBytes) -> new OpenWindow();
        AssociationSettings settings = AssociationSettings.defaults().toBuilder()
                .recovery(RecoverySettings.RFC9260.withCongestion(congestion))
                .maxBurstPackets(0)
                .noDelay(true)
                .sendBufferBytes(WINDOW_BYTES)
                .receiveBufferBytes(1 << 24)
                .build();
        Random random = new Random(5);
        Entropy entropy = new Entropy() {
            @Override
            public int nextInt() {
                return random.nextInt();
            }

            @Override
            public void fillSecret(byte[] secret) {
                random.nextBytes(secret);
            }
        };
        EndpointEnvironment environment = EndpointEnvironment.alone(EndpointLimits.DEFAULT, entropy);
        Endpoint endpoint = new Endpoint(LOCAL_PORT, List.of(LOCAL), false, settings, environment, now);
        endpoint.listening(true);
        setUp(endpoint, 0, new InitChunk(TAG, WINDOW_BYTES, 10, 10, INITIAL_TSN, List.of()));
        InitAckChunk answer = (InitAckChunk) onlyChunk();
        tag = answer.initiateTag();
        firstTsn = answer.initialTsn();
        Association created = setUp(endpoint, tag, new CookieEchoChunk(cookie(answer)));
        if (created == null) {
            throw new IllegalStateException("no association");
        }
        association = created;
        transmit();
        while (association.pollEvent() != null) {
            // of the set-up
        }
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private @Nullable Association setUp(Endpoint endpoint, int withTag, Chunk chunk) {
        begin(withTag);
        writer.put(chunk);
        batch.clear();
        return endpoint.receive(null, packet, 0, writer.finish(), ADDRESS, UDP_PORT, LOCAL, batch, now);
    }

    private Chunk onlyChunk() {
        PacketReader reader = new PacketReader();
        reader.reset(batch.buffer(), batch.offset(0), batch.length(0));
        if (reader.next() != PacketReader.CHUNK) {
            throw new IllegalStateException("no chunk");
        }
        return (Chunk) ChunkDecoder.decode(reader);
    }

    private static byte[] cookie(InitAckChunk initAck) {
        return initAck.parameters().stream()
                .filter(StateCookieParameter.class::isInstance)
                .map(p -> ((StateCookieParameter) p).cookie())
                .findFirst()
                .orElseThrow();
    }

    private void begin(int withTag) {
        writer.begin(packet, 0, packet.capacity(), PORT, LOCAL_PORT, withTag);
    }

    /** Begins a packet to the association; chunks are to be put into {@link #writer}. */
    void begin() {
        begin(tag);
    }

    /** Begins a packet with a SACK, for gap blocks to follow. */
    void beginSack(int cumulativeTsn) {
        begin();
        writer.sackHeader(cumulativeTsn, WINDOW_BYTES);
    }

    /** The packet that was begun with a SACK arrives. */
    void endSack() {
        writer.endSack();
        arrive();
    }

    /** The packet that was begun arrives. */
    void arrive() {
        association.receive(packet, 0, writer.finish(), ADDRESS, UDP_PORT, LOCAL, now);
    }

    /** All that is due leaves; {@return in how many packets} */
    int transmit() {
        int packets = 0;
        boolean more;
        do {
            batch.clear();
            more = association.transmit(batch, now);
            packets += batch.count();
        } while (more);
        return packets;
    }

    /** The user sends a message; the buffer can be sent again. */
    void send(ByteBuffer message) {
        message.clear();
        SendStatus status = association.send(message, 0, 0, 0, 0, Reliability.FULL, null, now);
        if (status != SendStatus.ACCEPTED) {
            throw new IllegalStateException(status.toString());
        }
    }

    /** The user reads all there is. */
    void readAll() {
        AssociationEvent event;
        while ((event = association.pollEvent()) != null) {
            if (!(event instanceof InboundMessage message)) {
                throw new IllegalStateException(event.toString());
            }
            association.consumed(message, now);
        }
    }
}
