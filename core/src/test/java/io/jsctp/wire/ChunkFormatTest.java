package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Chunks byte for byte as the figures of RFC 9260 §3.3 draw them, both ways, and the rules for odd ones. */
final class ChunkFormatTest {
    private static void assertFormat(Chunk chunk, String hex) {
        String bytes = hex.replace(" ", "");
        assertThat(Packets.hex(chunk)).isEqualTo(bytes);
        assertThat(Packets.decodeHex(bytes)).isEqualTo(chunk);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    @DisplayName("9260-3.3.1-1 9260-3.3.1-7: DATA: length 16 + L without the padding")
    void data() {
        assertFormat(
                new DataChunk(DataView.FLAG_B | DataView.FLAG_E, 0x01020304, 5, 6, 0x0708090A, bytes(0xAB)),
                "00030011 01020304 00050006 0708090a ab000000");
        assertFormat(
                new DataChunk(DataView.FLAG_I | DataView.FLAG_U, -1, 0xFFFF, 0xFFFE, -2, bytes(1, 2, 3, 4)),
                "000c0014 ffffffff fffffffe fffffffe 01020304");
    }

    @Test
    @DisplayName(
            "9260-3.3.2-1 9260-3.3.2.1-1 9260-3.2.1-1: INIT with each of its parameters, padding between and after them")
    void init() {
        assertFormat(
                new InitChunk(
                        0x01020304,
                        0x00010000,
                        10,
                        65535,
                        0x0A0B0C0D,
                        List.of(
                                new Ipv4AddressParameter(WireGenerators.ipv4(bytes(10, 1, 2, 3))),
                                new Ipv6AddressParameter(WireGenerators.ipv6(
                                        bytes(0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1))),
                                new CookiePreservativeParameter(1000),
                                new SupportedAddressTypesParameter(List.of(5, 6, 7)),
                                new HostNameAddressParameter(bytes('a', 0)),
                                new UnknownParameter(0xC000, bytes(1)))),
                "01000051 01020304 00010000 000affff 0a0b0c0d 00050008 0a010203"
                        + "00060014 20010db8 00000000 00000000 00000001 00090008 000003e8"
                        + "000c000a 00050006 00070000 000b0006 61000000 c0000005 01000000");
    }

    @Test
    @DisplayName("9260-3.3.3-1 9260-3.3.3-18: INIT ACK with State Cookie and Unrecognized Parameter")
    void initAck() {
        assertFormat(
                new InitAckChunk(
                        1,
                        1500,
                        1,
                        2,
                        3,
                        List.of(
                                new StateCookieParameter(bytes(1, 2, 3, 4, 5)),
                                new UnrecognizedParameter(
                                        ParameterEncoder.encode(new UnknownParameter(0xC001, bytes(9, 8, 7)))))),
                "0200002b 00000001 000005dc 00010002 00000003 00070009 01020304 05000000 0008000b c0010007 09080700");
    }

    @Test
    @DisplayName("9260-3.3.4-4 9260-3.3.4-5: SACK of the RFC's example, and one with duplicates")
    void sack() {
        assertFormat(
                new SackChunk(12, 4660, List.of(new SackChunk.GapBlock(2, 3), new SackChunk.GapBlock(5, 5)), List.of()),
                "03000018 0000000c 00001234 00020000 00020003 00050005");
        assertFormat(
                new SackChunk(-1, -2, List.of(new SackChunk.GapBlock(2, 0xFFFF)), List.of(19, 19)),
                "0300001c ffffffff fffffffe 00010002 0002ffff 00000013 00000013");
    }

    @Test
    @DisplayName("9260-3.3.5-1 9260-3.3.6-2: HEARTBEAT, and HEARTBEAT ACK with the same information")
    void heartbeat() {
        HeartbeatChunk heartbeat = new HeartbeatChunk(bytes(1, 2, 3, 4, 5));
        assertFormat(heartbeat, "0400000d 00010009 01020304 05000000");
        assertFormat(heartbeat.acknowledgement(), "0500000d 00010009 01020304 05000000");
        assertFormat(new HeartbeatChunk(bytes()), "04000008 00010004");
    }

    @Test
    @DisplayName("9260-3.3.6-3: HEARTBEAT without any parameter, answered by a HEARTBEAT ACK without any")
    void bareHeartbeat() {
        HeartbeatChunk heartbeat = (HeartbeatChunk) Packets.decodeHex("04000004");
        assertThat(heartbeat.infoPresent()).isFalse();
        assertThat(Packets.hex(heartbeat.acknowledgement())).isEqualTo("05000004");
    }

    @Test
    @DisplayName("9260-3.3.5-1: HEARTBEAT with other parameters: those with a skip bit are passed over, else no info")
    void heartbeatParameters() {
        assertThat(Packets.decodeHex("04000011 80000005 01000000 00010005 07000000"))
                .isEqualTo(new HeartbeatChunk(bytes(7)));
        assertThat(Packets.decodeHex("04000011 40000005 01000000 00010005 07000000"))
                .isEqualTo(DecodeError.HEARTBEAT_INFO_MISSING);
        assertThat(Packets.decodeHex("05000008 80000004")).isEqualTo(DecodeError.HEARTBEAT_INFO_MISSING);
        assertThat(Packets.decodeHex("0500000c 00010009 01020304")).isEqualTo(DecodeError.PARAMETER_LENGTH);
    }

    @Test
    @DisplayName("9260-3.3.7-6: ABORT, its T bit alone in the flags")
    void abort() {
        assertFormat(new AbortChunk(false, List.of()), "06000004");
        assertFormat(new AbortChunk(true, List.of(new OutOfResource())), "06010008 00040004");
    }

    @Test
    @DisplayName("9260-3.3.8-1 9260-3.3.9-1 9260-3.3.11-2 9260-3.3.12-1 9260-3.3.13-1: the small chunks")
    void small() {
        assertFormat(new ShutdownChunk(0x01020304), "07000008 01020304");
        assertFormat(new ShutdownAckChunk(), "08000004");
        assertFormat(new CookieEchoChunk(bytes(1, 2, 3, 4, 5, 6)), "0a00000a 01020304 05060000");
        assertFormat(new CookieAckChunk(), "0b000004");
        assertFormat(new ShutdownCompleteChunk(false), "0e000004");
        assertFormat(new ShutdownCompleteChunk(true), "0e010004");
        assertFormat(new UnknownChunk(255, 0x81, bytes(1)), "ff810005 01000000");
    }

    @Test
    @DisplayName("9260-3.2-9 9260-15-2: flag bits without a meaning are ignored in every chunk")
    void undefinedFlags() {
        SeededRandom.forAll(1_000, random -> {
            Chunk chunk = WireGenerators.chunk(random);
            if (chunk instanceof UnknownChunk) {
                return;
            }
            byte[] packet = Packets.of(chunk);
            int defined = 0;
            if (chunk instanceof DataChunk || chunk instanceof IDataChunk) {
                defined = 0x0F;
            } else if (chunk instanceof AbortChunk || chunk instanceof ShutdownCompleteChunk) {
                defined = 0x01;
            }
            assertThat(packet[CommonHeader.SIZE + 1] & ~defined).as("sent").isZero();
            packet[CommonHeader.SIZE + 1] |= (byte) ~defined;
            assertThat(Packets.decodeFirst(packet)).isEqualTo(chunk);
        });
    }

    @Test
    @DisplayName(
            "9260-3.2-10 9260-3.2-11: a chunk length that counts the final padding is accepted where there are parameters")
    void lengthWithFinalPadding() {
        SeededRandom.forAll(2_000, random -> {
            Chunk chunk = WireGenerators.chunk(random);
            if (!(chunk instanceof InitChunk
                    || chunk instanceof InitAckChunk
                    || chunk instanceof HeartbeatChunk
                    || chunk instanceof ErrorChunk
                    || chunk instanceof AsconfChunk
                    || chunk instanceof AsconfAckChunk
                    || chunk instanceof ReConfigChunk
                    || chunk instanceof AbortChunk)) {
                return;
            }
            byte[] packet = Packets.of(chunk);
            int unpadded = chunk.encodedLength();
            for (int length = unpadded; length <= Bytes.pad4(unpadded); length++) {
                packet[CommonHeader.SIZE + 2] = (byte) (length >> 8);
                packet[CommonHeader.SIZE + 3] = (byte) length;
                assertThat(Packets.decodeFirst(packet)).isEqualTo(chunk);
            }
        });
    }

    @Test
    @DisplayName("9260-3.2-16 9260-3.3.2-20: known chunks shorter than their fixed fields")
    void tooShort() {
        assertThat(Packets.decodeHex("0003000f 00000001 00000000 00000000")).isEqualTo(DecodeError.CHUNK_TOO_SHORT);
        assertThat(Packets.decodeHex("01000013 00000001 00000000 00000000 00000000"))
                .isEqualTo(DecodeError.CHUNK_TOO_SHORT);
        assertThat(Packets.decodeHex("02000010 00000001 00000000 00000000")).isEqualTo(DecodeError.CHUNK_TOO_SHORT);
        assertThat(Packets.decodeHex("03000008 00000001")).isEqualTo(DecodeError.CHUNK_TOO_SHORT);
        assertThat(Packets.decodeHex("07000007 00000001")).isEqualTo(DecodeError.CHUNK_TOO_SHORT);
    }

    @Test
    @DisplayName("9260-3.2-16: SACK whose counts disagree with its length")
    void sackCounts() {
        assertThat(Packets.decodeHex("03000010 00000001 00000000 00010000")).isEqualTo(DecodeError.SACK_LENGTH);
        assertThat(Packets.decodeHex("03000014 00000001 00000000 00000000 00000000"))
                .isEqualTo(DecodeError.SACK_LENGTH);
        assertThat(Packets.decodeHex("03000014 00000001 00000000 ffffffff 00000000"))
                .isEqualTo(DecodeError.SACK_LENGTH);
    }

    @Test
    @DisplayName("DATA without user data is readable, so that it can be answered (RFC 9260 §6.2)")
    void emptyData() {
        PacketReader reader = Packets.first(Packets.ofHex("00030010 00000007 00010002 00000000"));
        assertThat(DataView.valid(reader)).isTrue();
        assertThat(DataView.payloadLength(reader)).isZero();
        assertThat(DataView.tsn(reader)).isEqualTo(7);
    }

    @Test
    @DisplayName("the fixed fields of INIT can be read when its parameters cannot")
    void initView() {
        PacketReader reader = Packets.first(Packets.ofHex("01000018 11223344 000005dc 00030004 55667788 00050003"));
        assertThat(ChunkDecoder.decode(reader)).isEqualTo(DecodeError.PARAMETER_LENGTH);
        assertThat(InitView.valid(reader)).isTrue();
        assertThat(InitView.initiateTag(reader)).isEqualTo(0x11223344);
        assertThat(InitView.advertisedReceiverWindow(reader)).isEqualTo(1500);
        assertThat(InitView.outboundStreams(reader)).isEqualTo(3);
        assertThat(InitView.inboundStreams(reader)).isEqualTo(4);
        assertThat(InitView.initialTsn(reader)).isEqualTo(0x55667788);
    }

    @Test
    @DisplayName("every decode error names the section it is from")
    void errors() {
        for (DecodeError error : DecodeError.values()) {
            assertThat(error.section()).matches(error.rfc() == 9260 ? "3(\\.\\d+)+" : "\\d+(\\.\\d+)*");
            assertThat(error.toString()).contains(error.text()).contains(error.rfc() + " section " + error.section());
        }
    }
}
