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
    @DisplayName("the fields of every kind of chunk of an extension are shown")
    void extensions() {
        byte[] two = {1, 2};
        AddressParameter address = new Ipv4AddressParameter(WireGenerators.ipv4(new byte[] {10, 0, 0, 1}));
        assertLine(new AuthChunk(65535, 3, two), "AUTH key=65535 hmac=3 mac=2:0102");
        assertLine(
                new IDataChunk(2, -1, 3, -2, 51, two),
                "I-DATA B tsn=4294967295 sid=3 mid=4294967294 ppid=51 data=2:0102");
        assertLine(new IDataChunk(1, 1, 3, 2, -1, two), "I-DATA E tsn=1 sid=3 mid=2 fsn=4294967295 data=2:0102");
        assertLine(
                new ForwardTsnChunk(-1, List.of(new ForwardTsnChunk.Skipped(1, 2))),
                "FORWARD TSN cum=4294967295 sid=1 ssn=2");
        assertLine(
                new IForwardTsnChunk(
                        -1,
                        List.of(new IForwardTsnChunk.Skipped(1, true, -1), new IForwardTsnChunk.Skipped(2, false, 3))),
                "I-FORWARD-TSN cum=4294967295 U sid=1 mid=4294967295 sid=2 mid=3");
        assertLine(
                new AsconfChunk(-1, address, List.of(new SuccessIndicationParameter(5))),
                "ASCONF sn=4294967295 10.0.0.1 SuccessIndicationParameter[correlationId=5]");
        assertLine(
                new AsconfAckChunk(-1, List.of(new ErrorCauseIndicationParameter(5, two))),
                "ASCONF ACK sn=4294967295 ErrorCauseIndicationParameter[correlationId=5, 2:0102]");
        assertLine(
                new ReConfigChunk(List.of(new SsnTsnResetRequestParameter(5))),
                "RE-CONFIG SsnTsnResetRequestParameter[requestSequenceNumber=5]");
        assertLine(new PadChunk(two), "PAD bytes=2");
        assertThat(new SupportedExtensionsParameter(List.of(0xC0, 0x82, 0x33)).toString())
                .isEqualTo("SupportedExtensionsParameter[FORWARD TSN, RE-CONFIG, CHUNK 51]");
        assertThat(new ChunkListParameter(Collections.nCopies(17, 0)).toString())
                .isEqualTo("ChunkListParameter[DATA" + ", DATA".repeat(15) + ", ... of 17]");
    }

    @Test
    @DisplayName("long lists are cut after 16 entries")
    void longLists() {
        assertLine(
                new ForwardTsnChunk(1, Collections.nCopies(17, new ForwardTsnChunk.Skipped(1, 2))),
                "FORWARD TSN cum=1" + " sid=1 ssn=2".repeat(16) + " ... of 17 streams");
        assertLine(
                new IForwardTsnChunk(1, Collections.nCopies(17, new IForwardTsnChunk.Skipped(1, false, 2))),
                "I-FORWARD-TSN cum=1" + " sid=1 mid=2".repeat(16) + " ... of 17 streams");
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
