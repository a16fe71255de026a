package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PacketDissectorTest {
    private static String dissect(byte[] packet) {
        return PacketDissector.dissect(ByteBuffer.wrap(packet), 0, packet.length);
    }

    @Test
    @DisplayName("a line for the common header, then one for each chunk")
    void lines() {
        byte[] packet = Packets.of(
                new SackChunk(-1, 4660, List.of(new SackChunk.GapBlock(2, 3)), List.of(19)),
                new DataChunk(3, 7, 1, 2, 51, new byte[] {1, 2}),
                new AbortChunk(true, List.of(new NoUserData(9))));
        assertThat(dissect(packet).split("\n"))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("1000 > 2000 vtag=0x01020304 length=68")
                                .doesNotContain("("),
                        line -> assertThat(line).isEqualTo("  SACK cum=4294967295 a_rwnd=4660 gap=2-3 dup=19"),
                        line -> assertThat(line).isEqualTo("  DATA BE tsn=7 sid=1 ssn=2 ppid=51 data=2:0102"),
                        line -> assertThat(line).isEqualTo("  ABORT T NoUserData[tsn=9]"));
    }

    private static void assertLine(Chunk chunk, String line) {
        assertThat(dissect(Packets.of(chunk)).split("\n")).hasSize(2).endsWith("  " + line);
    }

    @Test
    @DisplayName("the fields of every kind of chunk are shown")
    void fields() {
        byte[] two = {1, 2};
        List<Parameter> parameters = List.of(new StateCookieParameter(two));
        String initFields = " tag=0x00000001 a_rwnd=4294967295 os=3 mis=4 tsn=4294967294 StateCookieParameter[2:0102]";
        assertLine(new InitChunk(1, -1, 3, 4, -2, parameters), "INIT" + initFields);
        assertLine(new InitAckChunk(1, -1, 3, 4, -2, parameters), "INIT ACK" + initFields);
        assertLine(new HeartbeatChunk(two), "HEARTBEAT info=2:0102");
        assertLine(new HeartbeatAckChunk(two), "HEARTBEAT ACK info=2:0102");
        assertLine(new AbortChunk(false, List.of()), "ABORT");
        assertLine(new ErrorChunk(List.of(new StaleCookie(5))), "ERROR StaleCookie[stalenessUs=5]");
        assertLine(new ShutdownChunk(-1), "SHUTDOWN cum=4294967295");
        assertLine(new ShutdownAckChunk(), "SHUTDOWN ACK");
        assertLine(new CookieEchoChunk(two), "COOKIE ECHO cookie=2:0102");
        assertLine(new CookieAckChunk(), "COOKIE ACK");
        assertLine(new ShutdownCompleteChunk(true), "SHUTDOWN COMPLETE T");
        assertLine(new ShutdownCompleteChunk(false), "SHUTDOWN COMPLETE");
        assertLine(new UnknownChunk(200, 7, two), "CHUNK 200 flags=7 value=2:0102");
        assertLine(
                new DataChunk(0x0C, -1, 65535, 2, -1, two),
                "DATA IU tsn=4294967295 sid=65535 ssn=2 ppid=4294967295" + " data=2:0102");
    }

    @Test
    @DisplayName("long lists are cut after 16 entries")
    void longLists() {
        assertLine(
                new SackChunk(1, 2, Collections.nCopies(17, new SackChunk.GapBlock(2, 2)), Collections.nCopies(17, 9)),
                "SACK cum=1 a_rwnd=2" + " gap=2-2".repeat(16) + " ... of 17 gaps" + " dup=9".repeat(16)
                        + " ... of 17 duplicates");
        assertLine(
                new SackChunk(1, 2, Collections.nCopies(16, new SackChunk.GapBlock(2, 2)), Collections.nCopies(16, 9)),
                "SACK cum=1 a_rwnd=2" + " gap=2-2".repeat(16) + " dup=9".repeat(16));
        assertLine(
                new ErrorChunk(Collections.nCopies(17, new OutOfResource())),
                "ERROR" + " OutOfResource[]".repeat(16) + " ... of 17");
    }

    @Test
    @DisplayName("a packet that reaches past the buffer is none")
    void outsideBuffer() {
        ByteBuffer buf = ByteBuffer.wrap(Packets.of(new CookieAckChunk()));
        assertThat(PacketDissector.dissect(buf, 0, 16)).startsWith("1000 > 2000");
        assertThat(PacketDissector.dissect(buf, 1, 16)).isEqualTo("no SCTP packet: 16 bytes");
        assertThat(PacketDissector.dissect(buf, -1, 16)).isEqualTo("no SCTP packet: 16 bytes");
        assertThat(PacketDissector.dissect(buf, 0, 12))
                .startsWith("1000 > 2000")
                .doesNotContain("\n");
    }

    @Test
    @DisplayName("what is wrong with a packet is said")
    void faults() {
        assertThat(dissect(new byte[11])).isEqualTo("no SCTP packet: 11 bytes");
        assertThat(dissect(Packets.ofHex("03000008 00000000")))
                .contains("(none)")
                .contains("RFC 9260 section 3.3");
        byte[] packet = Packets.of(new CookieAckChunk());
        packet[0] ^= 1;
        assertThat(dissect(packet)).contains("(wrong)");
        assertThat(dissect(Packets.ofHex("0b000004 0b000003")))
                .contains("COOKIE ACK")
                .endsWith("malformed rest");
    }

    @Test
    @DisplayName("every kind of chunk is named")
    void everyKind() {
        WireGenerators.CHUNKS.forEach((kind, generator) -> {
            Chunk chunk = generator.apply(new SeededRandom(3));
            assertThat(dissect(Packets.of(chunk))).contains("\n  " + ChunkType.name(chunk.type()));
        });
    }
}
