package io.jsctp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet6Address;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameter lists of INIT, good and bad. */
final class ParameterRulesTest {
    private static final String FIXED = "00000001 00001000 00010001 00000001";

    private static Decoded decodeInit(String parameters) {
        String hex = parameters.replace(" ", "");
        return Packets.decodeHex(String.format("0100%04x", 20 + hex.length() / 2)
                + FIXED
                + hex
                + "00".repeat((4 - hex.length() / 2 % 4) % 4));
    }

    private static List<Parameter> parametersOf(String parameters) {
        Decoded decoded = decodeInit(parameters);
        assertThat(decoded).isInstanceOf(InitChunk.class);
        return ((InitChunk) decoded).parameters();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c0000000",
                "c0000003",
                "c0000005",
                "c000ffff 00000000",
                "c0000004 80",
                "c0000004 8000",
                "c0000004 800000",
                "c0000005 01000000 8000"
            })
    @DisplayName("9260-3.2.1-10: a parameter length below 4 or past the chunk's end")
    void badLength(String parameters) {
        assertThat(decodeInit(parameters)).isEqualTo(DecodeError.PARAMETER_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00050007 0a0102",
                "00050009 0a010203 04",
                "00050004",
                "00060008 0a010203",
                "00060015 00000000 00000000 00000000 00000000 00",
                "00090004",
                "0009000c 00000000 00000000",
                "000c0005 00",
                "000c0007 000500"
            })
    @DisplayName("9260-3.3.2.1-1: a known parameter of the wrong length")
    void wrongFormat(String parameters) {
        assertThat(decodeInit(parameters)).isEqualTo(DecodeError.PARAMETER_FORMAT);
    }

    @Test
    @DisplayName("9260-3.2.1-2: padding between parameters is ignored")
    void paddingIgnored() {
        assertThat(parametersOf("80000005 01ffffff 80000004"))
                .containsExactly(
                        new UnknownParameter(0x8000, new byte[] {1}), new UnknownParameter(0x8000, new byte[0]));
    }

    @Test
    @DisplayName("9260-3.2.1-3 9260-3.2.1-7: parameters behind an unknown one that says stop are still listed")
    void allListed() {
        assertThat(parametersOf("00050008 0a000001 00100004 00050008 0a000002"))
                .extracting(Parameter::type)
                .containsExactly(5, 0x10, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00100004", "40100004"})
    @DisplayName("9260-3.2.1-3 9260-3.2.1-4: what is broken behind an unknown one that says stop does not matter")
    void brokenBehindStop(String stop) {
        assertThat(parametersOf("00050008 0a000001" + stop + "00050003")).hasSize(2);
        assertThat(parametersOf("00050008 0a000001" + stop + "00050004")).hasSize(2);
        assertThat(decodeInit("00050008 0a000001" + "80100004" + "00050003")).isEqualTo(DecodeError.PARAMETER_LENGTH);
    }

    @Test
    @DisplayName("9260-3.3.2.1-2: an IPv4-mapped IPv6 address stays an IPv6 address and is marked")
    void mapped() {
        Ipv6AddressParameter mapped = (Ipv6AddressParameter)
                parametersOf("00060014 00000000 00000000 0000ffff 0a000001").get(0);
        assertThat(mapped.address()).isExactlyInstanceOf(Inet6Address.class);
        assertThat(mapped.address().getAddress()).hasSize(16).endsWith(0xFF, 0xFF, 10, 0, 0, 1);
        assertThat(mapped.ipv4Mapped()).isTrue();
        for (String other : List.of(
                "00000000 00000000 00000000 0a000001",
                "00000000 00000000 0000fffe 0a000001",
                "00000000 00000000 0000feff 0a000001",
                "00000000 00000000 0001ffff 0a000001",
                "00000001 00000000 0000ffff 0a000001",
                "20010db8 00000000 00000000 00000001")) {
            Ipv6AddressParameter parameter =
                    (Ipv6AddressParameter) parametersOf("00060014" + other).get(0);
            assertThat(parameter.ipv4Mapped()).as(other).isFalse();
        }
    }

    @Test
    @DisplayName("9260-3.2.1-11: a known parameter out of place is not taken for an unknown one")
    void outOfPlace() {
        assertThat(parametersOf("00010005 07000000 00070004"))
                .containsExactly(new HeartbeatInfoParameter(new byte[] {7}), new StateCookieParameter(new byte[0]));
    }

    @Test
    @DisplayName("9260-3.3.2.1-9: Supported Address Types: none, an odd number, a type nobody knows")
    void supportedAddressTypes() {
        assertThat(parametersOf("000c0004 000c0006 00050000 000c0008 0006ffff"))
                .containsExactly(
                        new SupportedAddressTypesParameter(List.of()),
                        new SupportedAddressTypesParameter(List.of(5)),
                        new SupportedAddressTypesParameter(List.of(6, 0xFFFF)));
    }

    @Test
    @DisplayName("9260-3.2.2-1: an unknown parameter is encoded again as it came")
    void copiedWhole() {
        Parameter unknown = parametersOf("c0010007 09080700").get(0);
        assertThat(HexFormat.of().formatHex(ParameterEncoder.encode(unknown))).isEqualTo("c0010007090807");
        assertThat(HexFormat.of().formatHex(ParameterEncoder.encode(List.of(unknown, unknown))))
                .isEqualTo("c001000709080700c0010007090807");
        assertThat(ParameterEncoder.encode(List.of())).isEmpty();
    }

    @Test
    @DisplayName("records refuse what the wire cannot hold")
    void ranges() {
        byte[] tooLong = new byte[65_532];
        assertThatIllegalArgumentException().isThrownBy(() -> new StateCookieParameter(tooLong));
        assertThatIllegalArgumentException().isThrownBy(() -> new UnknownParameter(0x10000, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new UnknownParameter(-1, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new SupportedAddressTypesParameter(List.of(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SupportedAddressTypesParameter(Collections.nCopies(32_766, 5)));
        assertThatIllegalArgumentException().isThrownBy(() -> new HeartbeatChunk(new byte[65_528]));
        assertThatIllegalArgumentException().isThrownBy(() -> new HeartbeatChunk(new byte[1], false));
        assertThatIllegalArgumentException().isThrownBy(() -> new HeartbeatAckChunk(new byte[1], false));
        assertThatIllegalArgumentException().isThrownBy(() -> new InitChunk(1, 2, 65_536, 1, 1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new InitAckChunk(1, 2, 1, -1, 1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new UnknownChunk(256, 0, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new UnknownChunk(15, 256, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new DataChunk(16, 1, 1, 1, 1, new byte[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> new DataChunk(0, 1, 1, 1, 1, new byte[65_520]));
        assertThatIllegalArgumentException().isThrownBy(() -> new SackChunk.GapBlock(1, 65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> new InitChunk(1, 2, 1, 65_536, 1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new InitAckChunk(1, 2, 65_536, 1, 1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new DataChunk(0, 1, 65_536, 1, 1, new byte[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> new DataChunk(0, 1, 1, 65_536, 1, new byte[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> new SackChunk.GapBlock(65_536, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new InvalidStreamIdentifier(65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> new MissingMandatoryParameter(List.of(65_536)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MissingMandatoryParameter(Collections.nCopies(32_764, 7)));
        assertThatIllegalArgumentException().isThrownBy(() -> new UnknownCause(65_536, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new HeartbeatAckChunk(new byte[65_528]));
    }

    @Test
    @DisplayName("records hold the largest values the wire can")
    void largest() {
        assertThat(new StateCookieParameter(new byte[65_531]).encodedLength()).isEqualTo(65_535);
        assertThat(new SupportedAddressTypesParameter(Collections.nCopies(32_765, 5)).encodedLength())
                .isEqualTo(65_534);
        assertThat(new MissingMandatoryParameter(Collections.nCopies(32_763, 7)).encodedLength())
                .isEqualTo(65_534);
        assertThat(new HeartbeatChunk(new byte[65_527]).encodedLength()).isEqualTo(65_535);
        assertThat(new HeartbeatAckChunk(new byte[65_527]).encodedLength()).isEqualTo(65_535);
        assertThat(new DataChunk(0, 1, 1, 1, 1, new byte[65_519]).encodedLength())
                .isEqualTo(65_535);
    }
}
