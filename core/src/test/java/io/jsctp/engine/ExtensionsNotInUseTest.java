package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.AddIpAddressParameter;
import io.jsctp.wire.AddressParameter;
import io.jsctp.wire.AsconfAckChunk;
import io.jsctp.wire.AsconfChunk;
import io.jsctp.wire.AuthChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.ChunkListParameter;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.ErrorCauseIndicationParameter;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.ForwardTsnChunk;
import io.jsctp.wire.ForwardTsnSupportedParameter;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.IDataChunk;
import io.jsctp.wire.IForwardTsnChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.PadChunk;
import io.jsctp.wire.PadParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ParameterEncoder;
import io.jsctp.wire.RandomParameter;
import io.jsctp.wire.ReConfigChunk;
import io.jsctp.wire.RequestedHmacAlgorithmParameter;
import io.jsctp.wire.SsnTsnResetRequestParameter;
import io.jsctp.wire.SupportedExtensionsParameter;
import io.jsctp.wire.UnrecognizedChunkType;
import io.jsctp.wire.UnrecognizedParameter;
import io.jsctp.wire.ZeroChecksumAcceptableParameter;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The codec knows the chunks and parameters of extensions; the engine treats those that are not in use as unknown. */
class ExtensionsNotInUseTest {
    private static final HeartbeatChunk NEXT = new HeartbeatChunk(new byte[] {1, 2, 3, 4});

    private final Wire wire = new Wire();

    private List<Parameter> reports(Parameter... parameters) {
        InitAckChunk initAck =
                wire.receive(0, SetupTest.init(parameters)).get(0).only(InitAckChunk.class);
        return initAck.parameters().stream()
                .filter(UnrecognizedParameter.class::isInstance)
                .toList();
    }

    private static Parameter reported(Parameter parameter) {
        return new UnrecognizedParameter(ParameterEncoder.encode(parameter));
    }

    @Test
    @DisplayName(
            "X-1 X-4 3758-3.3.2-1: parameters of extensions in INIT come back by their two high bits, byte for byte as they came")
    void parameters() {
        Parameter add = new AddIpAddressParameter(7, AddressParameter.of(Wire.OTHER_PEER));
        Parameter cause = new ErrorCauseIndicationParameter(7, new byte[] {0, 1, 0, 5, 9, -1, -1, -1});
        assertThat(reports(
                        new SupportedExtensionsParameter(List.of(0xC0)),
                        new ForwardTsnSupportedParameter(),
                        new RandomParameter(new byte[32]),
                        new ChunkListParameter(List.of(0xC1)),
                        new RequestedHmacAlgorithmParameter(List.of(1)),
                        new PadParameter(new byte[3]),
                        new ZeroChecksumAcceptableParameter(1),
                        add,
                        cause))
                .containsExactly(reported(new ForwardTsnSupportedParameter()), reported(add), reported(cause));
    }

    @Test
    @DisplayName("X-1 X-4 6525-4-4: a parameter of RE-CONFIG in INIT ends what is taken of it")
    void stop() {
        InitAckChunk initAck = wire.receive(
                        0,
                        SetupTest.init(
                                new SsnTsnResetRequestParameter(1),
                                new ForwardTsnSupportedParameter(),
                                AddressParameter.of(Wire.OTHER_PEER)))
                .get(0)
                .only(InitAckChunk.class);
        assertThat(initAck.parameters()).noneMatch(UnrecognizedParameter.class::isInstance);
        wire.receive(initAck.initiateTag(), new CookieEchoChunk(SetupTest.cookie(initAck)));
        assertThat(wire.association().peerAddresses()).containsExactly(Wire.PEER);
    }

    private static List<Chunk> answers(Chunk chunk) {
        DataPeer peer = new DataPeer(new Wire(), 1, 10);
        return peer.send(chunk, NEXT);
    }

    private static ErrorChunk report(byte... chunk) {
        return new ErrorChunk(List.of(new UnrecognizedChunkType(chunk)));
    }

    @Test
    @DisplayName("X-1 X-4 3758-3.3.1-2: FORWARD TSN, I-FORWARD-TSN and ASCONF are passed over and reported")
    void skipAndReport() {
        HeartbeatAckChunk next = NEXT.acknowledgement();
        assertThat(answers(new ForwardTsnChunk(5, List.of())))
                .containsExactlyInAnyOrder(
                        report((byte) 0xC0, (byte) 0, (byte) 0, (byte) 8, (byte) 0, (byte) 0, (byte) 0, (byte) 5),
                        next);
        assertThat(answers(new IForwardTsnChunk(5, List.of())))
                .containsExactlyInAnyOrder(
                        report((byte) 0xC2, (byte) 0, (byte) 0, (byte) 8, (byte) 0, (byte) 0, (byte) 0, (byte) 5),
                        next);
        assertThat(answers(new AsconfChunk(5, AddressParameter.of(Wire.PEER), List.of())))
                .hasAtLeastOneElementOfType(ErrorChunk.class)
                .contains(next)
                .hasSize(2);
    }

    @Test
    @DisplayName("X-1 X-4: ASCONF ACK, RE-CONFIG and PAD are passed over")
    void skip() {
        for (Chunk chunk : List.of(
                new AsconfAckChunk(1, List.of()),
                new ReConfigChunk(List.of(new SsnTsnResetRequestParameter(1))),
                new PadChunk(new byte[5]))) {
            assertThat(answers(chunk)).as("%s", chunk).containsExactly(NEXT.acknowledgement());
        }
    }

    @Test
    @DisplayName("X-1 X-4 4895-6.3-13 8260-2.2.3-2: AUTH ends the packet silently, I-DATA ends the association")
    void stopChunks() {
        assertThat(answers(new AuthChunk(0, 1, new byte[20]))).isEmpty();
        assertThat(answers(new IDataChunk(3, 1, 0, 0, 0, new byte[4])))
                .singleElement()
                .isInstanceOf(AbortChunk.class);
    }
}
