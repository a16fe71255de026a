package io.jsctp.testkit.script;

import io.jsctp.testkit.script.Action.PacketLine;
import io.jsctp.testkit.script.Action.Place;
import io.jsctp.testkit.script.Layout.Family;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The wire between the script's peer and the stack: packets that the one injects, and those of the other in their order. */
final class ScriptWire {
    private final ScriptSystem system;
    private final RunnerOptions options;
    private final ScriptOptions setup;
    private final Deque<SeenPacket> queue = new ArrayDeque<>();
    /** Where the script's peer is; packets to elsewhere are none of its business. */
    private final Set<InetAddress> remote;

    private final Set<Integer> remotePorts = new HashSet<>();
    /** By the port of the peer. */
    private final Map<Integer, Peer> peers = new HashMap<>();
    /** Those that calls set. */
    private final Map<Integer, byte[]> sharedKeys = new HashMap<>();
    /** What is wrong with the HMACs of packets. */
    private final IdentityHashMap<EmittedPacket, String> falseCodes = new IdentityHashMap<>();

    /** One association, or what may become one. */
    private static final class Peer {
        private final Conversation conversation = new Conversation();
        private final TagCheck tags = new TagCheck();
        private final AuthCheck auth;
        private int localPort;

        Peer(int localPort, Map<Integer, byte[]> sharedKeys) {
            auth = new AuthCheck(sharedKeys);
            this.localPort = localPort;
        }
    }

    ScriptWire(Script script, ScriptSystem system, RunnerOptions options) {
        this.system = system;
        this.options = options;
        this.setup = script.options();
        this.remote = new HashSet<>(setup.remote());
        remotePorts.add(setup.remotePort());
        for (Event event : script.events()) {
            if (event.action() instanceof PacketLine p) {
                Place there = p.inbound() ? p.from() : p.to();
                if (there != null) {
                    remote.add(there.address());
                    remotePorts.add(port(there, setup.remotePort()));
                }
            }
        }
    }

    private static int port(@Nullable Place place, int otherwise) {
        return place == null || place.port() < 0 ? otherwise : place.port();
    }

    private Peer peer(int remotePort) {
        return peers.computeIfAbsent(remotePort, p -> new Peer(setup.localPort(), sharedKeys));
    }

    /** {@return what was injected, as text} */
    String inject(PacketLine line) throws ScriptFailure {
        int remotePort = port(line.from(), setup.remotePort());
        Peer peer = peer(remotePort);
        byte[] body = line.raw() != null ? line.raw() : ItemEncoder.packetBody(peer.conversation.toLive(line.chunks()));
        peer.auth.sent(body, line.chunks());
        List<Item> sent = ItemDecoder.decodeAll(Family.CHUNK, body, 0);
        long tag = peer.conversation.tagFor(line, sent);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ItemEncoder.put(out, remotePort, 2);
        ItemEncoder.put(out, port(line.to(), peer.localPort), 2);
        ItemEncoder.put(out, tag, 4);
        ItemEncoder.put(out, 0, 4);
        out.writeBytes(body);
        byte[] packet = out.toByteArray();
        SeenPacket.seal(packet, line.checksum());
        peer.tags.sent(tag, sent);
        peer.conversation.sent(line, sent);
        Place from = line.from();
        Place to = line.to();
        int udpPort = line.fromUdpPort() < 0 ? ScriptSetup.DEFAULT.remoteUdpPort() : line.fromUdpPort();
        system.inject(
                packet,
                from == null ? setup.remote().get(0) : from.address(),
                udpPort,
                to == null ? setup.local().get(0) : to.address());
        return line.toString();
    }

    /** Takes what the stack has sent to the peer. */
    void collect(BiConsumer<EmittedPacket, String> trace) {
        for (EmittedPacket emitted : system.drain()) {
            SeenPacket packet = SeenPacket.of(emitted);
            String text = ItemText.of(packet.chunks());
            boolean visible =
                    remote.contains(emitted.to()) && packet.hasHeader() && remotePorts.contains(packet.toPort());
            trace.accept(emitted, visible ? text : "(to " + emitted.to().getHostAddress() + ", not watched) " + text);
            if (visible) {
                queue.add(packet);
                // A socket that was not bound has drawn its port.
                Peer peer = peer(packet.toPort());
                peer.localPort = packet.fromPort();
                String problem = peer.auth.problem(emitted.packet());
                if (problem != null) {
                    falseCodes.put(emitted, problem);
                }
                peer.auth.seen(emitted.packet());
            }
        }
    }

    /** A call was made: it may set a shared key. */
    void called(SystemCall call) {
        AuthCheck.learnKey(call, sharedKeys);
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    SeenPacket take() {
        return queue.remove();
    }

    /** {@return the oldest packet, with what it has been split off put back if that is allowed; the tag is learned} */
    SeenPacket next(PacketLine line) {
        SeenPacket packet = queue.remove();
        List<Item> lines = line.chunks();
        if (options.acceptSplitForwardTsn() && !lines.isEmpty() && isForwardTsn(lines.get(0))) {
            while (packet.chunks().size() < lines.size() && !queue.isEmpty()) {
                List<Item> joined = new ArrayList<>(packet.chunks());
                joined.addAll(queue.remove().chunks());
                packet = new SeenPacket(packet.emitted(), joined);
            }
        }
        peer(packet.toPort()).conversation.learn(packet.chunks(), lines);
        return packet;
    }

    private static boolean isForwardTsn(Item chunk) {
        return chunk.is(Layouts.FORWARD_TSN) || chunk.is(Layouts.I_FORWARD_TSN);
    }

    /** {@return the packet in the script's numbers} */
    String inScript(SeenPacket packet, @Nullable PacketLine line) {
        String text = ItemText.of(translated(packet, line));
        boolean placed = line != null && (line.from() != null || line.to() != null);
        return placed ? way(packet) + ": " + text : text;
    }

    private List<Item> translated(SeenPacket packet, @Nullable PacketLine line) {
        List<Item> lines = line == null ? List.of() : line.chunks();
        return peer(packet.toPort()).conversation.toScript(packet.chunks(), lines);
    }

    private static String way(SeenPacket packet) {
        EmittedPacket e = packet.emitted();
        return e.from().getHostAddress() + " > " + e.to().getHostAddress();
    }

    /** Compares a packet with the line, which has to be passed to {@link #next} before. */
    void compare(SeenPacket packet, PacketLine line) throws ScriptFailure {
        List<String> problems =
                new ArrayList<>(Comparison.differences(line.chunks(), translated(packet, line), options));
        EmittedPacket e = packet.emitted();
        place("source", line.from(), e.from(), packet.fromPort(), problems);
        place("destination", line.to(), e.to(), packet.toPort(), problems);
        udpPort("source", line.fromUdpPort(), e.fromUdpPort(), problems);
        udpPort("destination", line.toUdpPort(), e.toUdpPort(), problems);
        if (line.tag() >= 0) {
            long tag = peer(packet.toPort()).conversation.tagInScript(packet.tag(), packet.chunks());
            if (tag != line.tag()) {
                problems.add("the verification tag is " + tag + ", expected " + line.tag());
            }
        }
        if (options.checkChecksums() && !packet.hasGoodChecksum()) {
            problems.add("the CRC32c is wrong");
        }
        String code = falseCodes.get(e);
        if (code != null) {
            problems.add(code);
        }
        if (options.checkTags()) {
            String problem = peer(packet.toPort()).tags.problem(packet);
            if (problem != null) {
                problems.add(problem);
            }
        }
        if (!problems.isEmpty()) {
            throw new ScriptFailure(String.join("; ", problems));
        }
    }

    private static void place(
            String what, @Nullable Place expected, InetAddress seen, int port, List<String> problems) {
        if (expected != null && !expected.address().equals(seen)) {
            problems.add("the " + what + " is " + seen.getHostAddress() + ", expected "
                    + expected.address().getHostAddress());
        }
        if (expected != null && expected.port() >= 0 && expected.port() != port) {
            problems.add("the " + what + " port is " + port + ", expected " + expected.port());
        }
    }

    private static void udpPort(String what, int expected, int seen, List<String> problems) {
        if (expected >= 0 && expected != seen) {
            problems.add("the UDP " + what + " port is " + seen + ", expected " + expected);
        }
    }
}
