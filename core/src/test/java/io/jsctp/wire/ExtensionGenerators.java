package io.jsctp.wire;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The part of {@link WireGenerators} for what extensions define. */
final class ExtensionGenerators {
    private ExtensionGenerators() {}

    static void chunks(Map<Class<? extends Chunk>, Function<SeededRandom, Chunk>> into) {
        into.put(AuthChunk.class, r -> new AuthChunk(r.anyU16(), r.anyU16(), r.someBytes(64)));
        into.put(
                IDataChunk.class,
                r -> new IDataChunk(r.below(16), r.anyInt(), r.anyU16(), r.anyInt(), r.anyInt(), r.someBytes(300)));
        into.put(
                ForwardTsnChunk.class,
                r -> new ForwardTsnChunk(
                        r.anyInt(), r.listOf(r.below(20), i -> new ForwardTsnChunk.Skipped(i.anyU16(), i.anyU16()))));
        into.put(
                IForwardTsnChunk.class,
                r -> new IForwardTsnChunk(
                        r.anyInt(),
                        r.listOf(r.below(20), i -> new IForwardTsnChunk.Skipped(i.anyU16(), i.flip(), i.anyInt()))));
        into.put(
                AsconfChunk.class,
                r -> new AsconfChunk(r.anyInt(), address(r), r.listOf(r.below(4), ExtensionGenerators::request)));
        into.put(
                AsconfAckChunk.class,
                r -> new AsconfAckChunk(r.anyInt(), r.listOf(r.below(4), ExtensionGenerators::response)));
        into.put(
                ReConfigChunk.class,
                r -> new ReConfigChunk(r.listOf(r.below(3), ExtensionGenerators::reconfiguration)));
        into.put(PadChunk.class, r -> new PadChunk(r.someBytes(200)));
    }

    static void parameters(Map<Class<? extends Parameter>, Function<SeededRandom, Parameter>> into) {
        into.put(SupportedExtensionsParameter.class, r -> new SupportedExtensionsParameter(bytes(r)));
        into.put(ForwardTsnSupportedParameter.class, r -> new ForwardTsnSupportedParameter());
        into.put(RandomParameter.class, r -> new RandomParameter(r.someBytes(40)));
        into.put(ChunkListParameter.class, r -> new ChunkListParameter(bytes(r)));
        into.put(RequestedHmacAlgorithmParameter.class, r -> new RequestedHmacAlgorithmParameter(numbers(r)));
        into.put(PadParameter.class, r -> new PadParameter(r.someBytes(40)));
        into.put(ZeroChecksumAcceptableParameter.class, r -> new ZeroChecksumAcceptableParameter(r.anyInt()));
        into.put(AddIpAddressParameter.class, r -> new AddIpAddressParameter(r.anyInt(), address(r)));
        into.put(DeleteIpAddressParameter.class, r -> new DeleteIpAddressParameter(r.anyInt(), address(r)));
        into.put(SetPrimaryAddressParameter.class, r -> new SetPrimaryAddressParameter(r.anyInt(), address(r)));
        into.put(
                ErrorCauseIndicationParameter.class,
                r -> new ErrorCauseIndicationParameter(r.anyInt(), r.someBytes(40)));
        into.put(SuccessIndicationParameter.class, r -> new SuccessIndicationParameter(r.anyInt()));
        into.put(
                OutgoingSsnResetRequestParameter.class,
                r -> new OutgoingSsnResetRequestParameter(r.anyInt(), r.anyInt(), r.anyInt(), numbers(r)));
        into.put(
                IncomingSsnResetRequestParameter.class,
                r -> new IncomingSsnResetRequestParameter(r.anyInt(), numbers(r)));
        into.put(SsnTsnResetRequestParameter.class, r -> new SsnTsnResetRequestParameter(r.anyInt()));
        into.put(
                ReconfigurationResponseParameter.class,
                r -> new ReconfigurationResponseParameter(
                        r.anyInt(),
                        r.anyInt(),
                        r.flip() ? null : new ReconfigurationResponseParameter.NextTsns(r.anyInt(), r.anyInt())));
        into.put(
                AddOutgoingStreamsRequestParameter.class,
                r -> new AddOutgoingStreamsRequestParameter(r.anyInt(), r.anyU16()));
        into.put(
                AddIncomingStreamsRequestParameter.class,
                r -> new AddIncomingStreamsRequestParameter(r.anyInt(), r.anyU16()));
    }

    static void causes(Map<Class<? extends ErrorCause>, Function<SeededRandom, ErrorCause>> into) {
        into.put(
                RequestToDeleteLastRemainingIpAddress.class,
                r -> new RequestToDeleteLastRemainingIpAddress(r.someBytes(40)));
        into.put(
                OperationRefusedDueToResourceShortage.class,
                r -> new OperationRefusedDueToResourceShortage(r.someBytes(40)));
        into.put(RequestToDeleteSourceIpAddress.class, r -> new RequestToDeleteSourceIpAddress(r.someBytes(40)));
        into.put(AssociationAbortedDueToIllegalAsconfAck.class, r -> new AssociationAbortedDueToIllegalAsconfAck());
        into.put(RequestRefusedNoAuthorization.class, r -> new RequestRefusedNoAuthorization(r.someBytes(40)));
        into.put(UnsupportedHmacIdentifier.class, r -> new UnsupportedHmacIdentifier(r.anyU16()));
    }

    static AddressParameter address(SeededRandom r) {
        return r.flip()
                ? new Ipv4AddressParameter(WireGenerators.ipv4(r.bytes(4)))
                : new Ipv6AddressParameter(WireGenerators.ipv6(r.bytes(16)));
    }

    private static Parameter request(SeededRandom r) {
        return parameter(
                r,
                List.of(
                        AddIpAddressParameter.class,
                        DeleteIpAddressParameter.class,
                        SetPrimaryAddressParameter.class,
                        UnknownParameter.class));
    }

    private static Parameter response(SeededRandom r) {
        return parameter(
                r,
                List.of(ErrorCauseIndicationParameter.class, SuccessIndicationParameter.class, UnknownParameter.class));
    }

    private static Parameter reconfiguration(SeededRandom r) {
        return parameter(
                r,
                List.of(
                        OutgoingSsnResetRequestParameter.class,
                        IncomingSsnResetRequestParameter.class,
                        SsnTsnResetRequestParameter.class,
                        ReconfigurationResponseParameter.class,
                        AddOutgoingStreamsRequestParameter.class,
                        AddIncomingStreamsRequestParameter.class,
                        UnknownParameter.class));
    }

    private static Parameter parameter(SeededRandom r, List<Class<? extends Parameter>> kinds) {
        return WireGenerators.of(WireGenerators.PARAMETERS, r.oneOf(kinds)).apply(r);
    }

    private static List<Integer> bytes(SeededRandom r) {
        return r.listOf(r.below(9), i -> i.below(256));
    }

    private static List<Integer> numbers(SeededRandom r) {
        return r.listOf(r.below(6), SeededRandom::anyU16);
    }
}
