package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd forms of what extensions define: wrong lengths, reserved bits, things out of place. */
final class ExtensionRulesTest {
    private static final String V4 = "00050008c0000201";

    private static Decoded decode(int type, String value) {
        String hex = value.replace(" ", "");
        return Packets.decodeHex(String.format("%02x00%04x", type, 4 + hex.length() / 2)
                + hex
                + "00".repeat((4 - hex.length() / 2 % 4) % 4));
    }

    private static List<Parameter> initParameters(String parameters) {
        Decoded decoded = decode(1, "00000001 00001000 00010001 00000001" + parameters);
        assertThat(decoded).isInstanceOf(InitChunk.class);
        return ((InitChunk) decoded).parameters();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c0000005 01000000",
                "c0000008 00000000",
                "80010004",
                "80010007 00000100",
                "80040007 00010000",
                "c0010004",
                "c0010008 00000001",
                "c001000f 00000001 00050007 c0000200",
                "c0010010 00000001 00050007 c0000200",
                "c0010014 00000001 00050008 c0000201 00000000",
                "c0020010 00000001 00060008 c0000201",
                "c0040010 00000001 000b0008 61000000",
                "c0030007 00000100",
                "c0050004",
                "c005000c 00000001 00000000"
            })
    @DisplayName(
            "3758-3.1-2 X-1: in INIT a parameter that is not as its extension draws it stays raw and spoils nothing")
    void raw(String parameter) {
        byte[] bytes = HexFormat.of().parseHex(parameter.replace(" ", ""));
        int length = bytes[3];
        List<Parameter> parameters = initParameters(parameter + "0009000800000009");
        assertThat(parameters).hasSize(2).endsWith(new CookiePreservativeParameter(9));
        assertThat(parameters.get(0)).isInstanceOf(UnknownParameter.class);
        assertThat(ParameterEncoder.encode(parameters.get(0))).isEqualTo(java.util.Arrays.copyOf(bytes, length));
    }

    @Test
    @DisplayName("4895-3.2-1: more chunk types than the RFC allows are not a Chunk List")
    void longChunkList() {
        assertThat(initParameters("80030104" + "c1".repeat(256)))
                .containsExactly(new ChunkListParameter(Collections.nCopies(256, 0xC1)));
        assertThat(initParameters("80030105" + "c1".repeat(257)).get(0)).isInstanceOf(UnknownParameter.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new ChunkListParameter(Collections.nCopies(257, 0xC1)));
    }

    @Test
    @DisplayName("4895-3.2-1 4895-3.3-1 X-2: padding of parameters is ignored, whatever it holds")
    void paddingIgnored() {
        assertThat(initParameters("80030005 c1ffffff 80040006 0001ffff 80080005 c0ffffff 80020005 01ffffff"))
                .containsExactly(
                        new ChunkListParameter(List.of(0xC1)),
                        new RequestedHmacAlgorithmParameter(List.of(1)),
                        new SupportedExtensionsParameter(List.of(0xC0)),
                        new RandomParameter(new byte[] {1}));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000d0010 00000001 00000002 00000003",
                "000d0005 00000000",
                "000f0004",
                "0012000c 00000001 00020000"
            })
    @DisplayName("X-1 6525-4-1: the types of RE-CONFIG say stop in INIT, so a fault behind one does not matter there")
    void reconfigurationInInit(String parameter) {
        assertThat(initParameters(parameter + "00050003")).hasSize(1);
        assertThat(initParameters(parameter + "00050004")).hasSize(1);
        assertThat(initParameters(parameter + "00090008 00000001")).hasSize(2);
        assertThat(Packets.decodeHex("04000018 000f0008 00000001 00010008 01020304 00000000"))
                .isEqualTo(DecodeError.HEARTBEAT_INFO_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000d000f 00000001 00000002 00000000",
                "000d0011 00000001 00000002 00000003 00",
                "000e0007 00000000",
                "000e0009 00000001 00",
                "000f0004",
                "000f000c 00000001 00000002",
                "00100008 00000001",
                "00100010 00000001 00000001 00000003",
                "00100018 00000001 00000001 00000003 00000004 00000005",
                "00110008 00000001",
                "00110010 00000001 00010000 00000000",
                "00120008 00000001",
                "000f0008 00000001 000f0004"
            })
    @DisplayName("6525-4-3 6525-4.4-2: a parameter of the wrong length spoils RE-CONFIG")
    void reConfigLengths(String parameters) {
        assertThat(decode(ChunkType.RE_CONFIG, parameters)).isEqualTo(DecodeError.RE_CONFIG_PARAMETER_FORMAT);
    }

    @Test
    @DisplayName("6525-4-3: a fault behind a parameter of RE-CONFIG spoils it, too")
    void reConfigFault() {
        assertThat(decode(ChunkType.RE_CONFIG, "000f0008 00000001 000f0003")).isEqualTo(DecodeError.PARAMETER_LENGTH);
        assertThat(decode(ChunkType.RE_CONFIG, "000f0008 00000001 000f0009 00000002"))
                .isEqualTo(DecodeError.PARAMETER_LENGTH);
    }

    @Test
    @DisplayName("6525-4-2: behind an unknown parameter of RE-CONFIG that says stop nothing matters")
    void reConfigStop() {
        ReConfigChunk stopped =
                (ReConfigChunk) decode(ChunkType.RE_CONFIG, "000f0008 00000001 00130004 000f0004 000f0003");
        assertThat(stopped.parameters())
                .startsWith(new SsnTsnResetRequestParameter(1), new UnknownParameter(19, new byte[0]));
        assertThat(decode(ChunkType.RE_CONFIG, "")).isEqualTo(new ReConfigChunk(List.of()));
    }

    @Test
    @DisplayName("6525-4.5-1: the reserved field of Add Outgoing and Incoming Streams Request is ignored")
    void reservedStreams() {
        assertThat(decode(ChunkType.RE_CONFIG, "0011000c 00000001 0002ffff 0012000c 00000003 0004ffff"))
                .isEqualTo(new ReConfigChunk(List.of(
                        new AddOutgoingStreamsRequestParameter(1, 2), new AddIncomingStreamsRequestParameter(3, 4))));
    }

    @Test
    @DisplayName("8260-2.1-2 8260-2.3.1-1: reserved fields of I-DATA and I-FORWARD-TSN are ignored")
    void reservedInterleaved() {
        assertThat(Packets.decodeHex("40f30015 00000001 0002ffff 00000003 00000004 05000000"))
                .isEqualTo(new IDataChunk(3, 1, 2, 3, 4, new byte[] {5}));
        assertThat(decode(ChunkType.I_FORWARD_TSN, "00000001 0002fffe 00000003 0004ffff 00000005"))
                .isEqualTo(new IForwardTsnChunk(
                        1,
                        List.of(new IForwardTsnChunk.Skipped(2, false, 3), new IForwardTsnChunk.Skipped(4, true, 5))));
    }

    @Test
    @DisplayName("8260-2.1-5: I-DATA: the FSN of a first fragment is 0, whatever its PPID; I-DATA may be empty")
    void fragmentSequenceNumber() {
        PacketReader first = Packets.first(Packets.ofHex("40020014 00000007 00010000 ffffffff 01020304"));
        assertThat(IDataView.valid(first)).isTrue();
        assertThat(IDataView.tsn(first)).isEqualTo(7);
        assertThat(IDataView.streamId(first)).isEqualTo(1);
        assertThat(IDataView.messageId(first)).isEqualTo(-1);
        assertThat(IDataView.payloadProtocolId(first)).isEqualTo(0x01020304);
        assertThat(IDataView.fragmentSequenceNumber(first)).isZero();
        assertThat(IDataView.payloadLength(first)).isZero();
        PacketReader other = Packets.first(Packets.ofHex("40010015 00000007 00010000 ffffffff 01020304 ff000000"));
        assertThat(IDataView.fragmentSequenceNumber(other)).isEqualTo(0x01020304);
        assertThat(IDataView.payloadLength(other)).isEqualTo(1);
    }

    @Test
    @DisplayName("(I-)FORWARD TSN with a part of an entry at its end")
    void forwardTsnLength() {
        for (int rest = 1; rest <= 3; rest++) {
            assertThat(decode(ChunkType.FORWARD_TSN, "00000001 00010001" + "00".repeat(rest)))
                    .isEqualTo(DecodeError.FORWARD_TSN_LENGTH);
        }
        for (int rest = 1; rest <= 7; rest++) {
            assertThat(decode(ChunkType.I_FORWARD_TSN, "00000001 00010001 00000000" + "00".repeat(rest)))
                    .isEqualTo(DecodeError.I_FORWARD_TSN_LENGTH);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "000500",
                "00050007 c00002",
                "00050009 c0000201 00",
                "00060008 c0000201",
                "000b0008 61626300",
                "00050014 c0000201",
                "c0010010 00000001" + V4
            })
    @DisplayName("5061-4.1.1-1 5061-4.1.1-4: ASCONF has to begin with an IP address, a host name is none")
    void asconfAddress(String address) {
        assertThat(decode(ChunkType.ASCONF, "00000001" + address)).isEqualTo(DecodeError.ASCONF_ADDRESS_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c0010004",
                "c0010008 00000001",
                "c001000c 00000001 00050004",
                "c001000f 00000001 00050007 c0000200",
                "c0010014 00000001 00050008 c0000201 00000000",
                "c0020010 00000001 000b0003 61000000",
                "c0020010 00000001 000b0010 61000000",
                "c0030004",
                "c0050004",
                "c005000c 00000001 00000000"
            })
    @DisplayName("5061-4.2-1: a malformed request or response spoils ASCONF and ASCONF ACK")
    void asconfParameters(String parameter) {
        assertThat(decode(ChunkType.ASCONF, "00000001" + V4 + parameter))
                .isEqualTo(DecodeError.ASCONF_PARAMETER_FORMAT);
        assertThat(decode(ChunkType.ASCONF_ACK, "00000001" + parameter)).isEqualTo(DecodeError.ASCONF_PARAMETER_FORMAT);
    }

    @Test
    @DisplayName("5061-4.1.1-4: a request about a host name stays raw, so that it alone can be refused")
    void asconfHostName() {
        byte[] value = HexFormat.of().parseHex("00000001000b000661000000");
        assertThat(decode(ChunkType.ASCONF, "00000007" + V4 + "c0010010 00000001 000b0006 61000000"))
                .isEqualTo(new AsconfChunk(
                        7,
                        new Ipv4AddressParameter(WireGenerators.ipv4(new byte[] {(byte) 192, 0, 2, 1})),
                        List.of(new UnknownParameter(0xC001, value))));
    }

    @Test
    @DisplayName(
            "5061-4.1.1-1: a fault in the list of an ASCONF spoils it; behind an unknown one that says stop it does not")
    void asconfList() {
        assertThat(decode(ChunkType.ASCONF, "00000001" + V4 + "c0010003")).isEqualTo(DecodeError.PARAMETER_LENGTH);
        assertThat(decode(ChunkType.ASCONF_ACK, "00000001 c0010003")).isEqualTo(DecodeError.PARAMETER_LENGTH);
        assertThat(decode(ChunkType.ASCONF, "00000001" + V4 + "00130004 c0010004"))
                .isInstanceOfSatisfying(
                        AsconfChunk.class, a -> assertThat(a.parameters()).hasSize(2));
    }

    @Test
    @DisplayName("4895-4.1-1: Unsupported HMAC Identifier: surplus and padding ignored, too short for its field: raw")
    void unsupportedHmac() {
        assertThat(Packets.decodeHex("0900000c 01050006 0001ffff"))
                .isEqualTo(new ErrorChunk(List.of(new UnsupportedHmacIdentifier(1))));
        assertThat(Packets.decodeHex("0900000c 01050008 0001ffff"))
                .isEqualTo(new ErrorChunk(List.of(new UnsupportedHmacIdentifier(1))));
        assertThat(Packets.decodeHex("09000009 01050005 01000000"))
                .isEqualTo(new ErrorChunk(List.of(new UnknownCause(0x0105, new byte[] {1}))));
        assertThat(Packets.decodeHex("0900000c 00a30008 00000000"))
                .isEqualTo(new ErrorChunk(List.of(new AssociationAbortedDueToIllegalAsconfAck())));
    }

    @Test
    @DisplayName("records refuse what the wire cannot hold")
    void ranges() {
        byte[] most = new byte[65_531];
        byte[] tooLong = new byte[65_532];
        assertThat(new RandomParameter(most).encodedLength()).isEqualTo(65_535);
        assertThatIllegalArgumentException().isThrownBy(() -> new RandomParameter(tooLong));
        assertThatIllegalArgumentException().isThrownBy(() -> new PadParameter(tooLong));
        assertThatIllegalArgumentException().isThrownBy(() -> new PadChunk(tooLong));
        assertThatIllegalArgumentException().isThrownBy(() -> new SupportedExtensionsParameter(List.of(256)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ChunkListParameter(List.of(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new RequestedHmacAlgorithmParameter(List.of(65_536)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestedHmacAlgorithmParameter(Collections.nCopies(32_766, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ErrorCauseIndicationParameter(1, new byte[65_528]));
        assertThatIllegalArgumentException().isThrownBy(() -> new AuthChunk(65_536, 1, new byte[20]));
        assertThatIllegalArgumentException().isThrownBy(() -> new AuthChunk(1, 65_536, new byte[20]));
        assertThatIllegalArgumentException().isThrownBy(() -> new AuthChunk(1, 1, new byte[65_528]));
        assertThatIllegalArgumentException().isThrownBy(() -> new IDataChunk(16, 1, 1, 1, 1, new byte[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> new IDataChunk(0, 1, 65_536, 1, 1, new byte[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> new IDataChunk(0, 1, 1, 1, 1, new byte[65_516]));
        assertThatIllegalArgumentException().isThrownBy(() -> new ForwardTsnChunk.Skipped(65_536, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ForwardTsnChunk.Skipped(1, 65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> new IForwardTsnChunk.Skipped(-1, true, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new AddOutgoingStreamsRequestParameter(1, 65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> new AddIncomingStreamsRequestParameter(1, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutgoingSsnResetRequestParameter(1, 2, 3, List.of(65_536)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutgoingSsnResetRequestParameter(1, 2, 3, Collections.nCopies(32_760, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new IncomingSsnResetRequestParameter(1, List.of(65_536)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IncomingSsnResetRequestParameter(1, Collections.nCopies(32_764, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new UnsupportedHmacIdentifier(65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> new RequestRefusedNoAuthorization(tooLong));
        assertThat(AddressParameter.of(WireGenerators.ipv4(new byte[4])).type()).isEqualTo(5);
        assertThat(AddressParameter.of(WireGenerators.ipv6(new byte[16])).type())
                .isEqualTo(6);
    }
}
