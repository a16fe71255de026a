package io.jsctp.testkit;

import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.Crc32c;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A third party between two hosts of a {@link SimulatedNetwork} who means harm. What it can do depends on its
 * {@link Power}; what SCTP promises against it does, too. It knows the hosts' addresses and ports, and it can send from any
 * address. Not thread-safe.
 */
public final class Adversary implements PacketTap {
    private static final int REMEMBERED = 512;
    private static final int FIELD_BYTES = 40;

    /** What an adversary sees and can do. */
    public enum Power {
        /**
         * Off the path: it guesses tags. It forges every kind of chunk, INITs in another's name among them, and sends old
         * chunks with other tags, but for those of a set-up, which tell tags. Against it every promise of SCTP holds.
         */
        BLIND,
        /**
         * It sees packets, but changes none: it also sends them again, once or often, later, out of order, or from an address
         * of its own. Every promise still holds, but while an association is set up: so it sends no COOKIE ECHO again, with
         * which it could set one up in the host's name while the cookie lives, and nothing of a set-up from its own address.
         * (RFC 9260 §5.1 has no defence against who sees the tags and is faster.)
         */
        LISTENING,
        /**
         * On the path: it holds packets back, changes their bytes, chunks and fields, splices them, and forges chunks with the
         * right tag, each with a right checksum. Without authentication (RFC 4895) nothing can be promised about the
         * association; but no exception, no unbounded memory or work, and books that balance.
         */
        ON_PATH
    }

    private final SimulatedNetwork network;
    private final SimulatedHost a;
    private final SimulatedHost b;
    private final Power power;
    private final SeededRandom random;
    private final Crc32c crc = new Crc32c();
    private final List<Seen> seen = new ArrayList<>();
    private final Map<InetAddress, Integer> tagsTowards = new HashMap<>();
    private final InetAddress lair;
    private boolean active = true;
    private long sent;

    private record Seen(ByteBuffer packet, InetAddress from, int fromUdpPort, InetAddress to, int toUdpPort) {}

    /**
     * Places an adversary between two hosts; it begins with {@link #start}, or with each {@link #attack}.
     *
     * @param a one host
     * @param b the other
     * @param power what it can do
     * @param seed determines what it does
     */
    public Adversary(SimulatedHost a, SimulatedHost b, Power power, long seed) {
        this.network = a.network();
        this.a = a;
        this.b = b;
        this.power = power;
        this.random = new SeededRandom(seed);
        try {
            lair = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 66});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Attacks until {@link #stop}, and listens if its power allows it.
     *
     * @param meanIntervalNs how long from one attack to the next, on average
     */
    public void start(long meanIntervalNs) {
        network.tap(this);
        network.schedule((random.nextLong() >>> 1) % (2 * meanIntervalNs), () -> {
            if (active) {
                attack();
                start(meanIntervalNs);
            }
        });
    }

    /** Leaves the hosts alone for good. */
    public void stop() {
        active = false;
    }

    /** {@return packets that it has sent} */
    public long sent() {
        return sent;
    }

    @Override
    public boolean passes(ByteBuffer packet, InetAddress from, int fromUdpPort, InetAddress to, int toUdpPort) {
        if (!active) {
            return true;
        }
        Seen one = new Seen(copy(packet), from, fromUdpPort, to, toUdpPort);
        if (seen.size() < REMEMBERED) {
            seen.add(one);
        } else {
            seen.set(random.below(REMEMBERED), one);
        }
        if (CommonHeader.verificationTag(packet, 0) != 0) {
            tagsTowards.put(to, CommonHeader.verificationTag(packet, 0));
        }
        if (power != Power.ON_PATH || random.chance(700)) {
            return true;
        }
        if (random.chance(800)) {
            long delayNs = random.below(50) * 1_000_000L;
            ByteBuffer changed = changed(one);
            network.schedule(delayNs, () -> send(changed, one));
        }
        return false;
    }

    /** Sends one hostile packet. */
    public void attack() {
        Seen old = seen.isEmpty() ? null : seen.get(random.below(seen.size()));
        switch (power) {
            case BLIND -> forgeOrSplice(old, random.nextInt());
            case LISTENING -> {
                if (old == null || random.chance(300)) {
                    forgeOrSplice(old, random.nextInt());
                } else if (!holds(old, ChunkType.COOKIE_ECHO)) {
                    replay(old);
                }
            }
            case ON_PATH -> {
                if (old != null && random.chance(400)) {
                    send(random.chance(500) ? changed(old) : old.packet, old);
                } else {
                    InetAddress to = pick((random.chance(500) ? a : b).addresses());
                    forgeOrSplice(old, tagsTowards.getOrDefault(to, 0), to);
                }
            }
        }
    }

    /** Chunks of a set-up hold tags, which somebody off the path cannot know: an answer to one would carry the right tag. */
    private static boolean tellsTags(byte[] chunk) {
        int type = chunk[0] & 0xff;
        return type == ChunkType.INIT || type == ChunkType.INIT_ACK || type == ChunkType.COOKIE_ECHO;
    }

    private static boolean holds(Seen s, int chunkType) {
        return ChunkPieces.of(s.packet).chunks().stream().anyMatch(chunk -> (chunk[0] & 0xff) == chunkType);
    }

    private void replay(Seen old) {
        if (random.chance(200)) {
            if (holds(old, ChunkType.INIT) || holds(old, ChunkType.INIT_ACK)) {
                return;
            }
            sent++;
            network.inject(old.packet, lair, random.below(65_536), old.to, old.toUdpPort);
            return;
        }
        for (int copies = random.chance(900) ? 1 : random.between(2, 20); copies > 0; copies--) {
            send(old.packet, old);
        }
    }

    private void forgeOrSplice(@Nullable Seen old, int tag) {
        forgeOrSplice(old, tag, pick((random.chance(500) ? a : b).addresses()));
    }

    /** Sends chunks of its own making, or those of an old packet with another tag. */
    private void forgeOrSplice(@Nullable Seen old, int tag, InetAddress to) {
        SimulatedHost victim = a.addresses().contains(to) ? a : b;
        SimulatedHost other = victim == a ? b : a;
        InetAddress from = random.chance(900) ? pick(other.addresses()) : lair;
        List<byte[]> chunks = new ArrayList<>();
        if (old != null && random.chance(200)) {
            chunks.addAll(ChunkPieces.of(old.packet).chunks());
            if (power != Power.ON_PATH) {
                chunks.removeIf(Adversary::tellsTags);
            }
        }
        int forged = random.chance(800) ? 1 : random.between(0, 5);
        for (int i = 0; i < forged || chunks.isEmpty(); i++) {
            chunks.add(chunk());
        }
        boolean init = (chunks.get(0)[0] & 0xff) == ChunkType.INIT && chunks.size() == 1;
        ChunkPieces pieces = new ChunkPieces(other.port(), victim.port(), init ? 0 : tag, chunks);
        sent++;
        int fromUdpPort = random.chance(800) ? network.udpPort(from) : random.below(65_536);
        network.inject(pieces.toPacket(crc), from, fromUdpPort, to, network.udpPort(to));
    }

    /** {@return a chunk of a likely form and unlikely content} */
    private byte[] chunk() {
        int type = random.chance(900) ? random.below(ChunkType.SHUTDOWN_COMPLETE + 1) : random.below(256);
        byte[] value = switch (type) {
            case ChunkType.DATA -> new byte[random.between(12, 12 + FIELD_BYTES)];
            case ChunkType.INIT, ChunkType.INIT_ACK -> new byte[16];
            case ChunkType.SACK -> new byte[12 + 4 * random.below(4)];
            case ChunkType.SHUTDOWN -> new byte[4];
            case ChunkType.SHUTDOWN_ACK, ChunkType.SHUTDOWN_COMPLETE, ChunkType.COOKIE_ACK -> new byte[0];
            case ChunkType.ABORT -> new byte[random.chance(500) ? 0 : random.below(FIELD_BYTES)];
            default -> new byte[random.below(FIELD_BYTES)];
        };
        random.fill(value);
        if (type == ChunkType.SACK) {
            int gaps = (value.length - 12) / 4;
            ByteBuffer.wrap(value).putShort(8, (short) gaps).putShort(10, (short) 0);
        }
        if (type == ChunkType.INIT || type == ChunkType.INIT_ACK) {
            return ChunkPieces.chunk(type, 0, withParameters(value));
        }
        return ChunkPieces.chunk(type, random.chance(500) ? 0 : random.below(256), value);
    }

    /** Names addresses in an INIT: those of the host in whose name it is sent, of its victim, or of nobody. */
    private byte[] withParameters(byte[] fixed) {
        ByteBuffer value = ByteBuffer.allocate(fixed.length + 4 * 20).put(fixed);
        for (int i = random.below(4); i > 0; i--) {
            InetAddress address = random.chance(200) ? lair : pick((random.chance(500) ? a : b).addresses());
            byte[] bytes = address.getAddress();
            value.putShort((short) (bytes.length == 4 ? 5 : 6))
                    .putShort((short) (4 + bytes.length))
                    .put(bytes);
        }
        byte[] result = new byte[value.position()];
        value.get(0, result);
        return result;
    }

    /** {@return a packet with other bytes, chunks, or fields, and a right checksum} */
    private ByteBuffer changed(Seen one) {
        ChunkPieces pieces = ChunkPieces.of(one.packet);
        List<byte[]> chunks = new ArrayList<>(pieces.chunks());
        for (int changes = random.between(1, 3); changes > 0 && !chunks.isEmpty(); changes--) {
            int i = random.below(chunks.size());
            switch (random.below(7)) {
                case 0 -> chunks.remove(i);
                case 1 -> chunks.add(i, chunks.get(random.below(chunks.size())));
                case 2 -> Collections.swap(chunks, i, random.below(chunks.size()));
                case 3 ->
                    chunks.addAll(
                            i,
                            ChunkPieces.of(seen.get(random.below(seen.size())).packet)
                                    .chunks());
                case 4 -> chunks.add(i, chunk());
                case 5 -> chunks.set(i, withOtherField(chunks.get(i)));
                default -> {
                    byte[] other = chunks.get(i).clone();
                    other[random.below(other.length)] ^= (byte) (1 << random.below(8));
                    chunks.set(i, other);
                }
            }
        }
        ByteBuffer packet = new ChunkPieces(
                        pieces.sourcePort(), pieces.destinationPort(), pieces.verificationTag(), chunks)
                .toPacket(crc);
        if (random.chance(100)) {
            packet.limit(random.between(CommonHeader.SIZE, packet.limit()));
            crc.fill(packet, 0, packet.limit());
        }
        return packet;
    }

    /** Adds to one of the 16-bit fields, so that numbers come out a little wrong. */
    private byte[] withOtherField(byte[] chunk) {
        byte[] other = chunk.clone();
        int at = 2 * random.below(Math.min(other.length, FIELD_BYTES) / 2);
        ByteBuffer buffer = ByteBuffer.wrap(other);
        buffer.putShort(at, (short) (buffer.getShort(at) + random.between(-3, 3)));
        return other;
    }

    private void send(ByteBuffer packet, Seen like) {
        if (active) {
            sent++;
            network.inject(packet, like.from, like.fromUdpPort, like.to, like.toUdpPort);
        }
    }

    private InetAddress pick(List<InetAddress> from) {
        return from.get(random.below(from.size()));
    }

    private static ByteBuffer copy(ByteBuffer packet) {
        ByteBuffer copy = ByteBuffer.allocate(packet.limit());
        for (int i = 0; i < packet.limit(); i++) {
            copy.put(i, packet.get(i));
        }
        return copy;
    }
}
