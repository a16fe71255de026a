package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Error causes byte for byte (RFC 9260 §3.3.10), and the rules for odd ones. */
final class CauseRulesTest {
    private static void assertFormat(ErrorCause cause, String hex) {
        String bytes = hex.replace(" ", "");
        String chunk = String.format("0900%04x", 4 + cause.encodedLength()) + bytes;
        assertThat(Packets.hex(new ErrorChunk(List.of(cause)))).isEqualTo(chunk);
        assertThat(Packets.decodeHex(chunk)).isEqualTo(new ErrorChunk(List.of(cause)));
    }

    @Test
    @DisplayName(
            "STK-11 9260-3.3.10.1-1 9260-3.3.10.2-1 9260-3.3.10.3-1 9260-3.3.10.4-1 9260-3.3.10.5-1 9260-3.3.10.6-1 9260-3.3.10.7-1 9260-3.3.10.8-1 9260-3.3.10.9-1 9260-3.3.10.10-1 9260-3.3.10.11-1 9260-3.3.10.12-1 9260-3.3.10.13-1: the formats of the causes")
    void formats() {
        byte[] five = {1, 2, 3, 4, 5};
        assertFormat(new InvalidStreamIdentifier(0xABCD), "00010008 abcd0000");
        assertFormat(new MissingMandatoryParameter(List.of(7)), "0002000a 00000001 00070000");
        assertFormat(new MissingMandatoryParameter(List.of(7, 0xFFFF)), "0002000c 00000002 0007ffff");
        assertFormat(new StaleCookie(-1), "00030008 ffffffff");
        assertFormat(new OutOfResource(), "00040004");
        assertFormat(new UnresolvableAddress(five), "00050009 01020304 05000000");
        assertFormat(new UnrecognizedChunkType(five), "00060009 01020304 05000000");
        assertFormat(new InvalidMandatoryParameter(), "00070004");
        assertFormat(new UnrecognizedParameters(five), "00080009 01020304 05000000");
        assertFormat(new NoUserData(0x01020304), "00090008 01020304");
        assertFormat(new CookieReceivedWhileShuttingDown(), "000a0004");
        assertFormat(new RestartWithNewAddresses(five), "000b0009 01020304 05000000");
        assertFormat(new UserInitiatedAbort(five), "000c0009 01020304 05000000");
        assertFormat(new ProtocolViolation(five), "000d0009 01020304 05000000");
        assertFormat(new UnknownCause(0xA0A1, five), "a0a10009 01020304 05000000");
    }

    @Test
    @DisplayName("9260-3.3.10-1: several causes are padded like parameters")
    void several() {
        AbortChunk abort = new AbortChunk(
                false, List.of(new ProtocolViolation(new byte[] {1}), new UserInitiatedAbort(new byte[] {2, 3})));
        assertThat(Packets.hex(abort)).isEqualTo("06000012" + "000d000501000000" + "000c000602030000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00010003", "00010000", "00010009", "0001ffff"})
    @DisplayName("9260-3.3.7-4 9260-3.3.10-2: a broken cause spoils ABORT, and ends the list of ERROR")
    void broken(String cause) {
        assertThat(Packets.decodeHex("0600000c 00040004" + cause)).isEqualTo(DecodeError.CAUSE_LENGTH);
        assertThat(Packets.decodeHex("0900000c 00040004" + cause))
                .isEqualTo(new ErrorChunk(List.of(new OutOfResource())));
        assertThat(Packets.decodeHex("09000008" + cause)).isEqualTo(new ErrorChunk(List.of()));
    }

    @Test
    @DisplayName("9260-3.3.10-2: a known cause too short for its fields is kept raw")
    void tooShortForItsFields() {
        assertThat(Packets.decodeHex("06000008 00010004"))
                .isEqualTo(new AbortChunk(false, List.of(new UnknownCause(1, new byte[0]))));
        assertThat(Packets.decodeHex("09000018 00030007 01020300 00090004 00020006 01020000"))
                .isEqualTo(new ErrorChunk(List.of(
                        new UnknownCause(3, new byte[] {1, 2, 3}),
                        new UnknownCause(9, new byte[0]),
                        new UnknownCause(2, new byte[] {1, 2}))));
        for (String count : List.of("00000002", "7fffffff", "80000000", "ffffffff")) {
            assertThat(((ErrorChunk) Packets.decodeHex("0900000e 0002000a" + count + "00070000")).causes())
                    .hasOnlyElementsOfType(UnknownCause.class);
        }
    }

    @Test
    @DisplayName("9260-3.3.10.7-1: surplus bytes of a known cause are ignored")
    void tooLong() {
        assertThat(Packets.decodeHex("0900001c 00070008 01020304 0004000c 00000000 00000000 000a0004"))
                .isEqualTo(new ErrorChunk(List.of(
                        new InvalidMandatoryParameter(), new OutOfResource(), new CookieReceivedWhileShuttingDown())));
        assertThat(Packets.decodeHex("09000028 0001000c 00050000 00000000 0002000c 00000001 00070008"
                        + "00030009 00000001 ff000000"))
                .isEqualTo(new ErrorChunk(List.of(
                        new InvalidStreamIdentifier(5),
                        new MissingMandatoryParameter(List.of(7)),
                        new StaleCookie(1))));
    }

    @Test
    @DisplayName("9260-3.3.10.1-1: the reserved half of Invalid Stream Identifier is ignored")
    void reserved() {
        assertThat(Packets.decodeHex("0900000c 00010008 0005ffff"))
                .isEqualTo(new ErrorChunk(List.of(new InvalidStreamIdentifier(5))));
    }

    @Test
    @DisplayName("9260-3.2-6 9260-3.3.10.6-1: an unknown chunk is reported with its header, cut where told")
    void unrecognizedChunk() {
        PacketReader reader = Packets.first(Packets.ofHex("c0010007 01020300"));
        assertThat(UnrecognizedChunkType.of(reader, 100).chunk()).containsExactly(0xC0, 1, 0, 7, 1, 2, 3);
        assertThat(UnrecognizedChunkType.of(reader, 5).chunk()).containsExactly(0xC0, 1, 0, 7, 1);
        byte[] huge = Packets.of(new UnknownChunk(255, 0, new byte[65_531]));
        assertThat(UnrecognizedChunkType.of(Packets.first(huge), 1 << 20).chunk())
                .hasSize(65_531);
    }
}
