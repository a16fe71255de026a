package io.jsctp.testkit.script;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens at an event of a script. */
sealed interface Action {
    /**
     * A packet: one that the peer sends, or one that is expected of the stack under test.
     *
     * @param line where it stands
     * @param inbound whether the peer sends it
     * @param from its source, if the line says it
     * @param to its destination, if the line says it
     * @param fromUdpPort its UDP source port; -1 if the line does not say
     * @param toUdpPort its UDP destination port; -1 if the line does not say
     * @param tag its verification tag in numbers of the script; -1 if the line does not say
     * @param checksum what its checksum is
     * @param chunks its chunks
     * @param raw all bytes after the common header, instead of chunks
     */
    @SuppressWarnings("ArrayRecordComponent") // lines of a script are not compared with each other
    record PacketLine(
            int line,
            boolean inbound,
            @Nullable Place from,
            @Nullable Place to,
            int fromUdpPort,
            int toUdpPort,
            long tag,
            Checksum checksum,
            List<Item> chunks,
            byte @Nullable [] raw)
            implements Action {
        public PacketLine {
            chunks = List.copyOf(chunks);
        }

        PacketLine with(List<Item> others) {
            return new PacketLine(line, inbound, from, to, fromUdpPort, toUdpPort, tag, checksum, others, raw);
        }

        PacketLine withTag(long other) {
            return new PacketLine(line, inbound, from, to, fromUdpPort, toUdpPort, other, checksum, chunks, raw);
        }

        @Override
        public String toString() {
            return raw == null ? ItemText.of(chunks) : ItemText.octets(raw);
        }
    }

    /**
     * Where a packet comes from or goes to.
     *
     * @param address the address
     * @param port the SCTP port; -1 if the line does not say
     */
    record Place(InetAddress address, int port) {}

    /** The checksum of an injected packet. */
    enum Checksum {
        GOOD,
        BAD,
        ZERO
    }

    /**
     * A system call.
     *
     * @param call the call
     */
    record Calls(SystemCall call) implements Action {
        @Override
        public String toString() {
            return call.toString();
        }
    }

    /**
     * A command for a shell.
     *
     * @param line where it stands
     * @param command the command
     */
    record Shell(int line, String command) implements Action {
        @Override
        public String toString() {
            return '`' + command + '`';
        }
    }
}
