package io.jsctp.wire;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Generators of chunks, parameters and error causes, one for each record of the sealed families. */
final class WireGenerators {
    static final Map<Class<? extends Chunk>, Function<SeededRandom, Chunk>> CHUNKS = new LinkedHashMap<>();
    static final Map<Class<? extends Parameter>, Function<SeededRandom, Parameter>> PARAMETERS = new LinkedHashMap<>();
    static final Map<Class<? extends ErrorCause>, Function<SeededRandom, ErrorCause>> CAUSES = new LinkedHashMap<>();

    private static final List<Integer> UNKNOWN_CHUNK_TYPES = List.of(12, 13, 16, 62, 63, 65, 127, 129, 191, 195, 255);
    private static final List<Integer> UNKNOWN_PARAMETER_TYPES =
            List.of(0, 2, 3, 4, 10, 19, 0x3FFF, 0x4000, 0x7FFF, 0x8000, 0xBFFF, 0xC007, 0xFFFF);

    static {
        CHUNKS.put(InitChunk.class, WireGenerators::init);
        CHUNKS.put(InitAckChunk.class, r -> {
            InitChunk c = init(r);
            return new InitAckChunk(
                    c.initiateTag(),
                    c.advertisedReceiverWindow(),
                    c.outboundStreams(),
                    c.inboundStreams(),
                    c.initialTsn(),
                    c.parameters());
        });
        CHUNKS.put(HeartbeatChunk.class, r -> heartbeat(r));
        CHUNKS.put(HeartbeatAckChunk.class, r -> heartbeat(r).acknowledgement());
        CHUNKS.put(AbortChunk.class, r -> new AbortChunk(r.flip(), causes(r)));
        CHUNKS.put(ShutdownChunk.class, r -> new ShutdownChunk(r.anyInt()));
        CHUNKS.put(ShutdownAckChunk.class, r -> new ShutdownAckChunk());
        CHUNKS.put(ErrorChunk.class, r -> new ErrorChunk(causes(r)));
        CHUNKS.put(CookieEchoChunk.class, r -> new CookieEchoChunk(r.someBytes(200)));
        CHUNKS.put(CookieAckChunk.class, r -> new CookieAckChunk());
        CHUNKS.put(ShutdownCompleteChunk.class, r -> new ShutdownCompleteChunk(r.flip()));
        CHUNKS.put(
                UnknownChunk.class,
                r -> new UnknownChunk(r.oneOf(UNKNOWN_CHUNK_TYPES), r.below(256), r.someBytes(100)));
        CHUNKS.put(
                DataChunk.class,
                r -> new DataChunk(r.below(16), r.anyInt(), r.anyU16(), r.anyU16(), r.anyInt(), r.someBytes(300)));
        CHUNKS.put(SackChunk.class, WireGenerators::sack);

        ExtensionGenerators.chunks(CHUNKS);

        PARAMETERS.put(HeartbeatInfoParameter.class, r -> new HeartbeatInfoParameter(r.someBytes(40)));
        PARAMETERS.put(Ipv4AddressParameter.class, r -> new Ipv4AddressParameter(ipv4(r.bytes(4))));
        PARAMETERS.put(Ipv6AddressParameter.class, r -> new Ipv6AddressParameter(ipv6(ipv6Bytes(r))));
        PARAMETERS.put(StateCookieParameter.class, r -> new StateCookieParameter(r.someBytes(120)));
        PARAMETERS.put(UnrecognizedParameter.class, r -> new UnrecognizedParameter(r.someBytes(40)));
        PARAMETERS.put(CookiePreservativeParameter.class, r -> new CookiePreservativeParameter(r.anyInt()));
        PARAMETERS.put(AdaptationIndicationParameter.class, r -> new AdaptationIndicationParameter(r.anyInt()));
        PARAMETERS.put(HostNameAddressParameter.class, r -> new HostNameAddressParameter(r.someBytes(40)));
        PARAMETERS.put(SupportedAddressTypesParameter.class, r -> new SupportedAddressTypesParameter(types(r)));
        PARAMETERS.put(
                UnknownParameter.class, r -> new UnknownParameter(r.oneOf(UNKNOWN_PARAMETER_TYPES), r.someBytes(40)));

        ExtensionGenerators.parameters(PARAMETERS);

        CAUSES.put(InvalidStreamIdentifier.class, r -> new InvalidStreamIdentifier(r.anyU16()));
        CAUSES.put(MissingMandatoryParameter.class, r -> new MissingMandatoryParameter(types(r)));
        CAUSES.put(StaleCookie.class, r -> new StaleCookie(r.anyInt()));
        CAUSES.put(OutOfResource.class, r -> new OutOfResource());
        CAUSES.put(UnresolvableAddress.class, r -> new UnresolvableAddress(r.someBytes(40)));
        CAUSES.put(UnrecognizedChunkType.class, r -> new UnrecognizedChunkType(r.someBytes(40)));
        CAUSES.put(InvalidMandatoryParameter.class, r -> new InvalidMandatoryParameter());
        CAUSES.put(UnrecognizedParameters.class, r -> new UnrecognizedParameters(r.someBytes(40)));
        CAUSES.put(NoUserData.class, r -> new NoUserData(r.anyInt()));
        CAUSES.put(CookieReceivedWhileShuttingDown.class, r -> new CookieReceivedWhileShuttingDown());
        CAUSES.put(RestartWithNewAddresses.class, r -> new RestartWithNewAddresses(r.someBytes(40)));
        CAUSES.put(UserInitiatedAbort.class, r -> new UserInitiatedAbort(r.someBytes(40)));
        CAUSES.put(ProtocolViolation.class, r -> new ProtocolViolation(r.someBytes(40)));
        CAUSES.put(UnknownCause.class, r -> new UnknownCause(0x0106 + r.below(0xFFFF - 0x0105), r.someBytes(40)));
        ExtensionGenerators.causes(CAUSES);
    }

    private WireGenerators() {}

    /** The generator of a kind, whose absence fails the test. */
    static <T> Function<SeededRandom, T> of(Map<Class<? extends T>, Function<SeededRandom, T>> family, Class<?> kind) {
        Function<SeededRandom, T> generator = family.get(kind);
        if (generator == null) {
            throw new AssertionError("no generator of " + kind);
        }
        return generator;
    }

    static Chunk chunk(SeededRandom r) {
        return r.oneOf(List.copyOf(CHUNKS.values())).apply(r);
    }

    static Parameter parameter(SeededRandom r) {
        return r.oneOf(List.copyOf(PARAMETERS.values())).apply(r);
    }

    static ErrorCause cause(SeededRandom r) {
        return r.oneOf(List.copyOf(CAUSES.values())).apply(r);
    }

    static List<ErrorCause> causes(SeededRandom r) {
        List<ErrorCause> causes = new ArrayList<>();
        for (int i = r.below(5); i > 0; i--) {
            causes.add(cause(r));
        }
        return causes;
    }

    static Inet4Address ipv4(byte[] bytes) {
        try {
            return (Inet4Address) InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    static Inet6Address ipv6(byte[] bytes) {
        try {
            return Inet6Address.getByAddress(null, bytes, -1);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] ipv6Bytes(SeededRandom r) {
        byte[] bytes = r.bytes(16);
        if (r.below(4) == 0) { // an IPv4-mapped one
            for (int i = 0; i < 12; i++) {
                bytes[i] = (byte) (i < 10 ? 0 : 0xFF);
            }
        }
        return bytes;
    }

    private static InitChunk init(SeededRandom r) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = r.below(7); i > 0; i--) {
            parameters.add(parameter(r));
        }
        return new InitChunk(r.anyInt(), r.anyInt(), r.anyU16(), r.anyU16(), r.anyInt(), parameters);
    }

    private static HeartbeatChunk heartbeat(SeededRandom r) {
        return r.below(10) == 0 ? new HeartbeatChunk(new byte[0], false) : new HeartbeatChunk(r.someBytes(100));
    }

    private static SackChunk sack(SeededRandom r) {
        List<SackChunk.GapBlock> gapBlocks = new ArrayList<>();
        for (int i = r.below(20); i > 0; i--) {
            gapBlocks.add(new SackChunk.GapBlock(r.anyU16(), r.anyU16()));
        }
        List<Integer> duplicates = new ArrayList<>();
        for (int i = r.below(10); i > 0; i--) {
            duplicates.add(r.anyInt());
        }
        return new SackChunk(r.anyInt(), r.anyInt(), gapBlocks, duplicates);
    }

    private static List<Integer> types(SeededRandom r) {
        List<Integer> types = new ArrayList<>();
        for (int i = r.below(6); i > 0; i--) {
            types.add(r.anyU16());
        }
        return types;
    }
}
