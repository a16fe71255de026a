package io.jsctp.engine;

import io.jsctp.link.PacketBatch;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.ChunkDecoder;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.Crc32c;
import io.jsctp.wire.Decoded;
import io.jsctp.wire.PacketReader;
import io.jsctp.wire.PacketWriter;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One endpoint with a hand that writes packets to it and reads what it answers, chunk by chunk. */
final class Wire {
    static final InetAddress PEER = TwoEndpoints.address("10.0.0.9");
    static final InetAddress OTHER_PEER = TwoEndpoints.address("10.1.0.9");
    static final InetAddress LOCAL = TwoEndpoints.address("10.0.0.1");
    static final int PEER_PORT = 4000;
    static final int LOCAL_PORT = 5000;
    static final long MS = 1_000_000L;

    final Endpoint endpoint;
    final LocalBudget budget;
    final List<AssociationEvent> events = new ArrayList<>();

    /** The source addresses of the packets that came out last. */
    final List<InetAddress> sources = new ArrayList<>();

    /** Packets that IP may divide. */
    final List<Answer> mayFragment = new ArrayList<>();

    @Nullable
    Association association;

    long now = 1_000_000_000L;

    /** The UDP port that packets come from. */
    int peerUdpPort = 9899;

    private final PacketBatch batch = new PacketBatch(1 << 18, 64);
    private final Crc32c crc = new Crc32c();
    private final ByteBuffer hostile = ByteBuffer.allocate(1 << 17);

    /** A packet that came out: where it went, its tag, its chunks, the UDP port it went to, its DSCP and flow label. */
    record Answer(
            InetAddress to, int verificationTag, List<Chunk> chunks, int udpPort, int trafficClass, int flowLabel) {
        Chunk only() {
            if (chunks.size() != 1) {
                throw new AssertionError("not one chunk: " + chunks);
            }
            return chunks.get(0);
        }

        <T extends Chunk> T only(Class<T> type) {
            return type.cast(only());
        }
    }

    Wire(AssociationSettings settings) {
        this(settings, EndpointLimits.DEFAULT.with(Limit.PEER_ADDRESSES, 8));
    }

    Wire(AssociationSettings settings, EndpointLimits limits) {
        this(settings, limits, new LocalBudget(1000, 1000));
    }

    Wire(AssociationSettings settings, EndpointLimits limits, LocalBudget budget) {
        this(settings, limits, budget, false);
    }

    Wire(AssociationSettings settings, EndpointLimits limits, LocalBudget budget, boolean silent) {
        this(settings, limits, budget, silent, 5);
    }

    /** One whose tags, TSNs and secrets are others. */
    static Wire seeded(long seed) {
        return new Wire(AssociationSettings.defaults(), EndpointLimits.DEFAULT, new LocalBudget(10, 10), false, seed);
    }

    private Wire(AssociationSettings settings, EndpointLimits limits, LocalBudget budget, boolean silent, long seed) {
        this.budget = budget;
        Random random = new Random(seed);
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
        endpoint = new Endpoint(
                LOCAL_PORT,
                List.of(LOCAL),
                false,
                settings,
                new EndpointEnvironment(limits, budget, entropy, new AnswerRates(limits, entropy, silent)),
                now);
        endpoint.listening(true);
    }

    Wire() {
        this(AssociationSettings.defaults());
    }

    Association association() {
        Association a = association;
        if (a == null) {
            throw new AssertionError("no association");
        }
        return a;
    }

    List<Answer> receive(int tag, Chunk... chunks) {
        return receiveFrom(PEER, tag, chunks);
    }

    /** Gives the endpoint a packet and collects all that comes out. */
    List<Answer> receiveFrom(InetAddress from, int tag, Chunk... chunks) {
        return receive(from, hostile, write(tag, chunks));
    }

    /** Gives the endpoint a packet without pulling what it makes due: as if the link took nothing. */
    void feed(int tag, Chunk... chunks) {
        give(PEER, hostile, write(tag, chunks));
    }

    private int write(int tag, Chunk... chunks) {
        return write(hostile, tag, chunks);
    }

    private static int write(ByteBuffer buffer, int tag, Chunk... chunks) {
        PacketWriter writer = new PacketWriter();
        writer.begin(buffer, 0, buffer.capacity(), PEER_PORT, LOCAL_PORT, tag);
        for (Chunk c : chunks) {
            writer.put(c);
        }
        return writer.finish(new Crc32c());
    }

    /** A packet of the peer, to be spoilt before it is given to {@link #receive(InetAddress, ByteBuffer, int)}. */
    static ByteBuffer packet(int tag, Chunk... chunks) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 17);
        return buffer.limit(write(buffer, tag, chunks));
    }

    List<Answer> receive(InetAddress from, ByteBuffer packet, int length) {
        give(from, packet, length);
        return pull();
    }

    private void give(InetAddress from, ByteBuffer packet, int length) {
        Association found = endpoint.lookup(packet, 0, length, from);
        if (found == null || PacketOwner.needsEndpoint(packet, 0, length)) {
            Association created = endpoint.receive(found, packet, 0, length, from, peerUdpPort, LOCAL, batch, now);
            if (created != null) {
                association = created;
            }
        } else {
            found.receive(packet, 0, length, from, peerUdpPort, LOCAL, now);
        }
    }

    /** Connects out. */
    List<Answer> associate(InetAddress... peers) {
        association = endpoint.associate(List.of(peers), PEER_PORT, 9899, endpoint.settings(), now);
        return pull();
    }

    /** Jumps to the next timer and fires it. */
    List<Answer> nextTimeout() {
        now = association().nextTimeoutNs();
        association().timeout(now);
        return pull();
    }

    List<Answer> pull() {
        Association a = association;
        if (a != null) {
            while (a.transmit(batch, now)) {
                throw new AssertionError("the batch is large enough");
            }
            AssociationEvent e;
            while ((e = a.pollEvent()) != null) {
                events.add(e);
            }
            if (a.isClosed()) {
                endpoint.remove(a, now);
            }
        }
        List<Answer> answers = new ArrayList<>();
        sources.clear();
        for (int i = 0; i < batch.count(); i++) {
            sources.add(batch.source(i));
            answers.add(read(i));
            if (batch.mayFragment(i)) {
                mayFragment.add(answers.get(i));
            }
        }
        batch.clear();
        return answers;
    }

    private Answer read(int i) {
        ByteBuffer copy = ByteBuffer.allocate(batch.length(i));
        copy.put(0, batch.buffer(), batch.offset(i), batch.length(i));
        if (!crc.verify(copy, 0, copy.capacity())) {
            throw new AssertionError("bad checksum sent");
        }
        PacketReader reader = new PacketReader();
        reader.reset(copy, 0, copy.capacity());
        List<Chunk> chunks = new ArrayList<>();
        int result;
        while ((result = reader.next()) == PacketReader.CHUNK) {
            Decoded decoded = ChunkDecoder.decode(reader);
            chunks.add((Chunk) decoded);
        }
        if (result != PacketReader.END) {
            throw new AssertionError("malformed packet sent");
        }
        return new Answer(
                batch.destination(i),
                CommonHeader.verificationTag(copy, 0),
                chunks,
                batch.destinationPort(i),
                batch.trafficClass(i),
                batch.flowLabel(i));
    }
}
