package io.jsctp.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Programs for the kernel's packet filter that lead packets to one of several sockets: by verification tag, and INITs, whose tag is
 * 0, by their Initiate Tag, so that all packets of an association come to one socket, whichever way they take.
 */
final class PacketSteering {
    private static final int LOAD_WORD = 0x20;
    private static final int LOAD_WORD_BEHIND_X = 0x40;
    private static final int LOAD_X_IPV4_HEADER_BYTES = 0xb1;
    private static final int MODULO = 0x94;
    private static final int SKIP_UNLESS_EQUAL = 0x15;
    private static final int RETURN_A = 0x16;
    private static final int RETURN = 0x06;

    private static final int TAG_OFFSET = 4;
    private static final int INITIATE_TAG_OFFSET = 16;
    private static final int INSTRUCTION_BYTES = 8;
    private static final int PROGRAM_BYTES = 16;

    private PacketSteering() {}

    /** Of UDP sockets that share a port: the program says which one. It sees the payload. A packet too short goes to the first. */
    static boolean spreadUdp(NativeSocket anyOfThem, int count) {
        int[][] program = {
            {LOAD_WORD, 0, TAG_OFFSET},
            {SKIP_UNLESS_EQUAL, 1, 0},
            {LOAD_WORD, 0, INITIATE_TAG_OFFSET},
            {MODULO, 0, count},
            {RETURN_A, 0, 0},
        };
        return attach(anyOfThem, Libc.SO_ATTACH_REUSEPORT_CBPF, program);
    }

    /**
     * Of raw sockets, each of which is offered each packet: the program says whether the one takes it. It sees the IPv4 header,
     * too, but not that of IPv6. A packet too short is taken by none.
     */
    static boolean spreadRaw(NativeSocket socket, int index, int count) {
        int load = socket.ipv6 ? LOAD_WORD : LOAD_WORD_BEHIND_X;
        int[][] program = {
            {LOAD_X_IPV4_HEADER_BYTES, 0, 0},
            {load, 0, TAG_OFFSET},
            {SKIP_UNLESS_EQUAL, 1, 0},
            {load, 0, INITIATE_TAG_OFFSET},
            {MODULO, 0, count},
            {SKIP_UNLESS_EQUAL, 1, index},
            {RETURN, 0, -1},
            {RETURN, 0, 0},
        };
        return attach(socket, Libc.SO_ATTACH_FILTER, program);
    }

    /** An instruction is its code, how many to skip if it compares and finds no equality, and its operand. */
    private static boolean attach(NativeSocket socket, int option, int[][] program) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment instructions = arena.allocate((long) INSTRUCTION_BYTES * program.length, 8);
            for (int i = 0; i < program.length; i++) {
                long at = (long) i * INSTRUCTION_BYTES;
                instructions.set(JAVA_SHORT, at, (short) program[i][0]);
                instructions.set(JAVA_BYTE, at + 3, (byte) program[i][1]);
                instructions.set(JAVA_INT, at + 4, program[i][2]);
            }
            MemorySegment header = arena.allocate(PROGRAM_BYTES, 8);
            header.set(JAVA_SHORT, 0, (short) program.length);
            header.set(ADDRESS, 8, instructions);
            return Libc.setsockopt(arena.allocate(Libc.ERRNO), socket.fd, Libc.SOL_SOCKET, option, header) == 0;
        }
    }
}
