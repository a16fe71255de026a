package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What extensions define, byte for byte as the figures of their RFCs draw it, both ways. */
final class ExtensionFormatTest {
    private static final AddressParameter V4 = new Ipv4AddressParameter(WireGenerators.ipv4(hex("c0000201")));
    private static final AddressParameter V6 =
            new Ipv6AddressParameter(WireGenerators.ipv6(hex("20010db8000000000000000000000001")));

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static void assertChunk(Chunk chunk, String hex) {
        String bytes = hex.replace(" ", "");
        assertThat(Packets.hex(chunk)).isEqualTo(bytes);
        assertThat(Packets.decodeHex(bytes)).isEqualTo(chunk);
    }

    private static void assertParameter(Parameter parameter, String hex) {
        assertThat(ParameterEncoder.encode(parameter)).isEqualTo(hex(hex));
        InitChunk init = new InitChunk(1, 2, 3, 4, 5, List.of(parameter, new CookiePreservativeParameter(9)));
        assertThat(Packets.decodeFirst(Packets.of(init))).isEqualTo(init);
    }

    private static void assertCause(ErrorCause cause, String hex) {
        assertChunk(new ErrorChunk(List.of(cause)), String.format("0900%04x", 4 + cause.encodedLength()) + hex);
    }

    @Test
    @DisplayName("X-2: Supported Extensions: a byte for each chunk type")
    void supportedExtensions() {
        assertParameter(new SupportedExtensionsParameter(List.of()), "80080004");
        assertParameter(
                new SupportedExtensionsParameter(List.of(0xC0, 0x0F, 0xC1, 0x80, 0x82, 0x84, 0x40, 0xC2)),
                "8008000c c00fc180 828440c2");
        assertParameter(new SupportedExtensionsParameter(List.of(0xC1, 0x80, 0x0F)), "80080007 c1800f");
    }

    @Test
    @DisplayName("3758-3.1-1 9653-1: Forward-TSN-Supported and Zero Checksum Acceptable")
    void announcements() {
        assertParameter(new ForwardTsnSupportedParameter(), "c0000004");
        assertParameter(new ZeroChecksumAcceptableParameter(1), "80010008 00000001");
        assertParameter(new ZeroChecksumAcceptableParameter(-1), "80010008 ffffffff");
    }

    @Test
    @DisplayName("4895-3.1-1 4895-3.2-1 4895-3.3-1: Random, Chunk List, Requested HMAC Algorithm")
    void authentication() {
        assertParameter(new RandomParameter(hex("01".repeat(32))), "80020024" + "01".repeat(32));
        assertParameter(new ChunkListParameter(List.of(0xC1, 0x80, 0)), "80030007 c18000");
        assertParameter(new RequestedHmacAlgorithmParameter(List.of(3, 1)), "80040008 00030001");
        assertParameter(new RequestedHmacAlgorithmParameter(List.of(1)), "80040006 0001");
    }

    @Test
    @DisplayName("4820-4-1 4820-3-1: Padding as a parameter and as a chunk")
    void padding() {
        assertParameter(new PadParameter(hex("0102030405")), "80050009 0102030405");
        assertChunk(new PadChunk(hex("")), "84000004");
        assertChunk(new PadChunk(hex("0102030405")), "84000009 01020304 05000000");
    }

    @Test
    @DisplayName("5061-4.2-1: the requests of the RFC's examples, and one about an IPv6 address")
    void requests() {
        assertParameter(new AddIpAddressParameter(0x01023474, V4), "c0010010 01023474 00050008 c0000201");
        assertParameter(new DeleteIpAddressParameter(0x01023476, V4), "c0020010 01023476 00050008 c0000201");
        assertParameter(new SetPrimaryAddressParameter(0x01023479, V4), "c0040010 01023479 00050008 c0000201");
        assertParameter(
                new AddIpAddressParameter(-1, V6), "c001001c ffffffff 00060014 20010db8 00000000 00000000 00000001");
    }

    @Test
    @DisplayName("5061-4.2-1 5061-4.3-1: the responses, the causes of the RFC's examples in them")
    void responses() {
        assertParameter(new SuccessIndicationParameter(0x01023474), "c0050008 01023474");
        byte[] delete = ParameterEncoder.encode(new DeleteIpAddressParameter(0x01023476, V4));
        ErrorCauseIndicationParameter refused = ErrorCauseIndicationParameter.of(
                0x01023476, List.of(new RequestToDeleteLastRemainingIpAddress(delete)));
        assertParameter(refused, "c003001c 01023476 00a00014 c0020010 01023476 00050008 c0000201");
        assertThat(refused.decodedCauses()).containsExactly(new RequestToDeleteLastRemainingIpAddress(delete));
        assertThat(new ErrorCauseIndicationParameter(1, hex("00040004 000c0003")).decodedCauses())
                .containsExactly(new OutOfResource());
    }

    @Test
    @DisplayName("5061-4.3-1 4895-4.1-1: the error causes")
    void causes() {
        byte[] add = ParameterEncoder.encode(new AddIpAddressParameter(0x01023474, V4));
        String tlv = "c00100100102347400050008c0000201";
        assertCause(new RequestToDeleteLastRemainingIpAddress(add), "00a00014" + tlv);
        assertCause(new OperationRefusedDueToResourceShortage(add), "00a10014" + tlv);
        assertCause(new RequestToDeleteSourceIpAddress(add), "00a20014" + tlv);
        assertCause(new AssociationAbortedDueToIllegalAsconfAck(), "00a30004");
        assertCause(new RequestRefusedNoAuthorization(add), "00a40014" + tlv);
        assertCause(new UnsupportedHmacIdentifier(0xABCD), "01050006 abcd0000");
    }

    @Test
    @DisplayName("3758-3.2-1: FORWARD TSN without and with streams")
    void forwardTsn() {
        assertChunk(new ForwardTsnChunk(0x01020304, List.of()), "c0000008 01020304");
        assertChunk(
                new ForwardTsnChunk(
                        -1, List.of(new ForwardTsnChunk.Skipped(1, 2), new ForwardTsnChunk.Skipped(0xFFFF, 0xFFFE))),
                "c0000010 ffffffff 00010002 fffffffe");
    }

    @Test
    @DisplayName("8260-2.3.1-1: I-FORWARD-TSN without and with streams")
    void interleavedForwardTsn() {
        assertChunk(new IForwardTsnChunk(0x01020304, List.of()), "c2000008 01020304");
        assertChunk(
                new IForwardTsnChunk(
                        -1,
                        List.of(
                                new IForwardTsnChunk.Skipped(1, false, 0x0A0B0C0D),
                                new IForwardTsnChunk.Skipped(0xFFFF, true, -2))),
                "c2000018 ffffffff 00010000 0a0b0c0d ffff0001 fffffffe");
    }

    @Test
    @DisplayName("8260-2.1-1: I-DATA: a first fragment has the PPID, another one the FSN")
    void interleavedData() {
        assertChunk(
                new IDataChunk(DataView.FLAG_B, 0x01020304, 5, 0x060708, 0x090A0B0C, hex("ab")),
                "40020015 01020304 00050000 00060708 090a0b0c ab000000");
        assertChunk(
                new IDataChunk(DataView.FLAG_I | DataView.FLAG_U | DataView.FLAG_E, -1, 0xFFFF, -2, 7, hex("01020304")),
                "400d0018 ffffffff ffff0000 fffffffe 00000007 01020304");
    }

    @Test
    @DisplayName("4895-5.1-1 4895-5.1-2: AUTH with an HMAC of SHA-1 and of SHA-256, and one that needs padding")
    void auth() {
        assertChunk(new AuthChunk(0, 1, hex("5a".repeat(20))), "0f00001c 00000001" + "5a".repeat(20));
        assertChunk(new AuthChunk(0xFFFF, 3, hex("a5".repeat(32))), "0f000028 ffff0003" + "a5".repeat(32));
        assertChunk(new AuthChunk(1, 2, hex("010203")), "0f00000b 00010002 01020300");
    }

    @Test
    @DisplayName("5061-4.1.1-1: ASCONF and ASCONF ACK; none of its responses: all succeeded")
    void asconf() {
        assertChunk(
                new AsconfChunk(
                        0x01020304, V4, List.of(new AddIpAddressParameter(1, V6), new DeleteIpAddressParameter(2, V4))),
                "c100003c 01020304 00050008 c0000201"
                        + "c001001c 00000001 00060014 20010db8 00000000 00000000 00000001"
                        + "c0020010 00000002 00050008 c0000201");
        assertChunk(
                new AsconfChunk(7, V6, List.of(new SetPrimaryAddressParameter(1, V4))),
                "c100002c 00000007 00060014 20010db8 00000000 00000000 00000001 c0040010 00000001 00050008 c0000201");
        assertChunk(new AsconfAckChunk(0x01020304, List.of()), "80000008 01020304");
        assertChunk(
                new AsconfAckChunk(
                        1,
                        List.of(
                                new SuccessIndicationParameter(2),
                                ErrorCauseIndicationParameter.of(3, List.of(new OutOfResource())))),
                "8000001c 00000001 c0050008 00000002 c003000c 00000003 00040004");
    }

    @Test
    @DisplayName("6525-3.1-1 6525-4-1: RE-CONFIG with each of its parameters, two at most")
    void reConfig() {
        assertChunk(
                new ReConfigChunk(List.of(
                        new OutgoingSsnResetRequestParameter(1, 2, 3, List.of(4)),
                        new IncomingSsnResetRequestParameter(5, List.of(6, 0xFFFF)))),
                "82000024 000d0012 00000001 00000002 00000003 00040000 000e000c 00000005 0006ffff");
        assertChunk(
                new ReConfigChunk(List.of(new OutgoingSsnResetRequestParameter(-1, -2, -3, List.of()))),
                "82000014 000d0010 ffffffff fffffffe fffffffd");
        assertChunk(
                new ReConfigChunk(List.of(new IncomingSsnResetRequestParameter(5, List.of()))),
                "8200000c 000e0008 00000005");
        assertChunk(
                new ReConfigChunk(List.of(new SsnTsnResetRequestParameter(0x01020304))), "8200000c 000f0008 01020304");
        assertChunk(
                new ReConfigChunk(List.of(
                        new AddOutgoingStreamsRequestParameter(1, 2),
                        new AddIncomingStreamsRequestParameter(3, 0xFFFF))),
                "8200001c 0011000c 00000001 00020000 0012000c 00000003 ffff0000");
    }

    @Test
    @DisplayName("6525-4.4-1 6525-4.4-2: Re-configuration Response with both next TSNs or with neither")
    void response() {
        assertChunk(
                new ReConfigChunk(List.of(new ReconfigurationResponseParameter(
                        1,
                        ReconfigurationResponseParameter.PERFORMED,
                        new ReconfigurationResponseParameter.NextTsns(-1, -2)))),
                "82000018 00100014 00000001 00000001 ffffffff fffffffe");
        int[] results = {
            ReconfigurationResponseParameter.NOTHING_TO_DO,
            ReconfigurationResponseParameter.PERFORMED,
            ReconfigurationResponseParameter.DENIED,
            ReconfigurationResponseParameter.WRONG_SSN,
            ReconfigurationResponseParameter.REQUEST_ALREADY_IN_PROGRESS,
            ReconfigurationResponseParameter.BAD_SEQUENCE_NUMBER,
            ReconfigurationResponseParameter.IN_PROGRESS,
            -1
        };
        for (int i = 0; i < results.length; i++) {
            int result = results[i];
            assertThat(result).isEqualTo(i < 7 ? i : -1);
            assertChunk(
                    new ReConfigChunk(List.of(new ReconfigurationResponseParameter(2, result, null))),
                    "82000010 0010000c 00000002" + String.format("%08x", result));
        }
    }
}
