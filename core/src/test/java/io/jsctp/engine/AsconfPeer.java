package io.jsctp.engine;

import io.jsctp.wire.AddIpAddressParameter;
import io.jsctp.wire.AddressParameter;
import io.jsctp.wire.AsconfAckChunk;
import io.jsctp.wire.AsconfChunk;
import io.jsctp.wire.AuthChunk;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.DataView;
import io.jsctp.wire.DeleteIpAddressParameter;
import io.jsctp.wire.ErrorCause;
import io.jsctp.wire.ErrorCauseIndicationParameter;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.SetPrimaryAddressParameter;
import io.jsctp.wire.SupportedExtensionsParameter;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** A peer that authenticates and changes addresses, chunk by chunk. */
final class AsconfPeer {
    static final int FIRST = 900;
    static final InetAddress NEW = TwoEndpoints.address("10.2.0.9");
    static final InetAddress NEWER = TwoEndpoints.address("10.3.0.9");
    static final InetAddress ANY = TwoEndpoints.address("0.0.0.0");
    static final InetAddress LOCAL_2 = TwoEndpoints.address("10.2.0.1");

    final Wire wire;
    final AuthPeer auth;

    AsconfPeer() {
        this(new Wire(settings()));
    }

    AsconfPeer(Wire wire) {
        this.wire = wire;
        auth = new AuthPeer(wire, List.of(ChunkType.ASCONF, ChunkType.ASCONF_ACK), List.of(AuthPeer.SHA_256));
        Chunk echo = new CookieEchoChunk(SetupTest.cookie(auth.init(
                new SupportedExtensionsParameter(List.of(ChunkType.ASCONF, ChunkType.ASCONF_ACK, ChunkType.AUTH)))));
        wire.receive(auth.tag, echo);
        wire.events.clear();
    }

    static AssociationSettings settings() {
        return AssociationSettings.defaults().toBuilder()
                .extensions(
                        Extensions.NONE.with(Extension.AUTHENTICATION, true).with(Extension.DYNAMIC_ADDRESSES, true))
                .noDelay(true)
                .build();
    }

    Association association() {
        return wire.association();
    }

    List<Wire.Answer> send(InetAddress from, Chunk... chunks) {
        return wire.receiveFrom(from, auth.tag, AuthPeer.behind(auth.auth(0, AuthPeer.SHA_256, chunks), chunks));
    }

    static AsconfChunk asconf(int number, InetAddress lookup, Parameter... requests) {
        return new AsconfChunk(number, AddressParameter.of(lookup), List.of(requests));
    }

    static Parameter add(int id, InetAddress a) {
        return new AddIpAddressParameter(id, AddressParameter.of(a));
    }

    static Parameter delete(int id, InetAddress a) {
        return new DeleteIpAddressParameter(id, AddressParameter.of(a));
    }

    static Parameter primary(int id, InetAddress a) {
        return new SetPrimaryAddressParameter(id, AddressParameter.of(a));
    }

    /** Asks for something; returns the responses. */
    List<Parameter> ask(int number, Parameter... requests) {
        return acks(send(Wire.PEER, asconf(number, Wire.PEER, requests))).get(0).parameters();
    }

    static <T extends Chunk> List<T> all(List<Wire.Answer> answers, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Wire.Answer answer : answers) {
            boolean authenticated = false;
            for (Chunk c : answer.chunks()) {
                authenticated |= c instanceof AuthChunk;
                boolean needs = c instanceof AsconfChunk || c instanceof AsconfAckChunk;
                if (needs && !authenticated) {
                    throw new AssertionError("not behind AUTH: " + answer);
                }
                if (type.isInstance(c)) {
                    found.add(type.cast(c));
                }
            }
        }
        return found;
    }

    static List<AsconfAckChunk> acks(List<Wire.Answer> answers) {
        return all(answers, AsconfAckChunk.class);
    }

    static List<AsconfChunk> asconfs(List<Wire.Answer> answers) {
        return all(answers, AsconfChunk.class);
    }

    /** The cause of a response that is one error. */
    static ErrorCause cause(Parameter response) {
        return ((ErrorCauseIndicationParameter) response).decodedCauses().get(0);
    }

    static DataChunk data(int tsn) {
        return new DataChunk(DataView.FLAG_B | DataView.FLAG_E, tsn, 1, tsn - 900, 3, new byte[] {1, 2, 3, 4});
    }

    /** Lets time pass until an address has been probed, and answers from there. */
    List<Wire.Answer> confirm(InetAddress address) {
        for (int i = 0; i < 20; i++) {
            for (Wire.Answer answer : wire.nextTimeout()) {
                for (HeartbeatChunk h : all(List.of(answer), HeartbeatChunk.class)) {
                    if (answer.to().equals(address)) {
                        return wire.receiveFrom(address, auth.tag, new HeartbeatAckChunk(h.info()));
                    }
                }
            }
        }
        throw new AssertionError(address + " is not probed");
    }
}
