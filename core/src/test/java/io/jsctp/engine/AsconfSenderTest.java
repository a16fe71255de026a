package io.jsctp.engine;

import static io.jsctp.engine.AsconfPeer.ANY;
import static io.jsctp.engine.AsconfPeer.FIRST;
import static io.jsctp.engine.AsconfPeer.LOCAL_2;
import static io.jsctp.engine.AsconfPeer.NEW;
import static io.jsctp.engine.AsconfPeer.add;
import static io.jsctp.engine.AsconfPeer.all;
import static io.jsctp.engine.AsconfPeer.asconfs;
import static io.jsctp.engine.AsconfPeer.delete;
import static io.jsctp.engine.AsconfPeer.primary;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.AsconfAckChunk;
import io.jsctp.wire.AsconfChunk;
import io.jsctp.wire.CauseCode;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.ErrorCause;
import io.jsctp.wire.ErrorCauseIndicationParameter;
import io.jsctp.wire.ErrorChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.OperationRefusedDueToResourceShortage;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ShutdownChunk;
import io.jsctp.wire.SuccessIndicationParameter;
import io.jsctp.wire.UnrecognizedChunkType;
import io.jsctp.wire.UnrecognizedParameters;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What we ask of the peer about addresses of ours, and what its answers mean (RFC 5061 §5.1, §5.3). */
class AsconfSenderTest {
    private static final InetAddress LOCAL_3 = TwoEndpoints.address("10.3.0.1");

    private final AsconfPeer peer = new AsconfPeer();

    private List<AsconfChunk> change(List<InetAddress> add, List<InetAddress> remove) {
        return change(add, remove, false);
    }

    private List<AsconfChunk> change(List<InetAddress> add, List<InetAddress> remove, boolean wildcards) {
        assertThat(peer.association().addressControl().change(add, remove, wildcards, peer.wire.now))
                .isEqualTo(AddressStatus.ACCEPTED);
        return asconfs(peer.wire.pull());
    }

    private List<Wire.Answer> acknowledge(AsconfChunk asconf, Parameter... responses) {
        return peer.send(Wire.PEER, new AsconfAckChunk(asconf.sequenceNumber(), List.of(responses)));
    }

    private List<InetAddress> local() {
        return peer.association().localAddresses();
    }

    private int initialTsn() {
        return peer.association().localInitialTsn;
    }

    private static Parameter error(int id, ErrorCause cause) {
        return ErrorCauseIndicationParameter.of(id, List.of(cause));
    }

    @Test
    @DisplayName(
            "5061-5.1-A1 5061-5.1-A2 5061-5.1-A4 5061-5.1-A8 5061-5.3-F1a 5061-5.3-F2 5061-4.1.1-3: an address is asked "
                    + "for with the initial TSN as number, and used as a source once that is acknowledged")
    void added() {
        InetAddress peersSecond = TwoEndpoints.address("10.2.0.9");
        peer.ask(FIRST, add(1, peersSecond));
        peer.confirm(peersSecond);
        AsconfChunk asconf = change(List.of(LOCAL_2, LOCAL_3), List.of()).get(0);
        assertThat(asconf).isEqualTo(AsconfPeer.asconf(initialTsn(), Wire.LOCAL, add(0, LOCAL_2), add(1, LOCAL_3)));
        assertThat(peer.wire.sources).containsExactly(Wire.LOCAL);
        assertThat(local()).containsExactly(Wire.LOCAL);
        HeartbeatChunk beat = new HeartbeatChunk(new byte[] {1, 2, 3, 4});
        peer.wire.receiveFrom(peersSecond, peer.auth.tag, beat);
        assertThat(peer.wire.sources).containsExactly(Wire.LOCAL);
        acknowledge(asconf);
        assertThat(local()).containsExactly(Wire.LOCAL, LOCAL_2, LOCAL_3);
        peer.wire.receiveFrom(peersSecond, peer.auth.tag, beat);
        assertThat(peer.wire.sources).as("the common prefix is the longest").containsExactly(LOCAL_2);
        assertThat(peer.association().addresses.sender.deadlineNs()).isEqualTo(Path.NONE);
    }

    @Test
    @DisplayName(
            "5061-5.1-A3 5061-5.1.1-C1 5061-5.1-A2: while one is out the next change waits; its number is one more")
    void oneAtATime() {
        AsconfChunk first = change(List.of(LOCAL_2), List.of()).get(0);
        assertThat(change(List.of(LOCAL_3), List.of())).isEmpty();
        AsconfChunk second = asconfs(acknowledge(first)).get(0);
        assertThat(second.sequenceNumber()).isEqualTo(initialTsn() + 1);
        assertThat(second.parameters()).containsExactly(add(1, LOCAL_3));
        assertThat(acknowledge(first)).as("an old answer").isEmpty();
        assertThat(local()).containsExactly(Wire.LOCAL, LOCAL_2);
        acknowledge(second);
        assertThat(local()).containsExactly(Wire.LOCAL, LOCAL_2, LOCAL_3);
    }

    @Test
    @DisplayName(
            "5061-5.1-B1 5061-5.1-A5: T4 counts as an error and sends the same chunk again, to another address if there is one; the answer clears the count")
    void retransmitted() {
        peer.ask(FIRST, add(1, NEW));
        peer.confirm(NEW);
        AsconfChunk asconf = change(List.of(LOCAL_2), List.of()).get(0);
        List<InetAddress> targets = new ArrayList<>();
        long before = peer.association().addresses.sender.deadlineNs();
        while (targets.size() < 3) {
            for (Wire.Answer answer : peer.wire.nextTimeout()) {
                for (AsconfChunk again : asconfs(List.of(answer))) {
                    assertThat(again).isEqualTo(asconf);
                    targets.add(answer.to());
                }
            }
        }
        assertThat(targets).containsExactly(NEW, Wire.PEER, NEW);
        assertThat(peer.association().addresses.sender.deadlineNs()).isGreaterThan(before);
        assertThat(peer.association().path(Wire.PEER).rtoNs()).isGreaterThan(1_000_000_000L);
        assertThat(peer.association().path(Wire.PEER).errorCount()).isPositive();
        assertThat(peer.association().path(NEW).errorCount()).isPositive();
        acknowledge(asconf);
        assertThat(peer.association().path(NEW).errorCount()).isZero();
        assertThat(local()).contains(LOCAL_2);
    }

    @Test
    @DisplayName("5061-5.1-B5: too many of them unanswered end the association")
    void unanswered() {
        change(List.of(LOCAL_2), List.of());
        for (int i = 0; i < 100 && !peer.association().isClosed(); i++) {
            peer.wire.nextTimeout();
        }
        assertThat(peer.association().isClosed()).isTrue();
        assertThat(peer.wire.events).anyMatch(AssociationEvent.CommunicationLost.class::isInstance);
    }

    @Test
    @DisplayName("5061-5.3.2-1: sent again, the chunk leaves from the new address in turn: the old one may be gone")
    void sourcesInTurn() {
        change(List.of(LOCAL_2), List.of());
        List<InetAddress> sources = new ArrayList<>();
        while (sources.size() < 4) {
            List<Wire.Answer> answers = peer.wire.nextTimeout();
            for (int i = 0; i < answers.size(); i++) {
                if (!asconfs(answers.subList(i, i + 1)).isEmpty()) {
                    sources.add(peer.wire.sources.get(i));
                }
            }
        }
        assertThat(sources.subList(0, 4)).containsExactly(LOCAL_2, Wire.LOCAL, LOCAL_2, Wire.LOCAL);
    }

    @Test
    @DisplayName(
            "5061-5.3-F4 5061-5.3-F6 5061-5.3.2-1: a deleted address is no source any more, but hears the peer until it knows, and no ABORT")
    void deleted() {
        acknowledge(change(List.of(LOCAL_2), List.of()).get(0));
        AsconfChunk asconf = change(List.of(), List.of(Wire.LOCAL)).get(0);
        assertThat(asconf.parameters()).containsExactly(delete(1, Wire.LOCAL));
        assertThat(asconf.address().address()).isEqualTo(LOCAL_2);
        assertThat(peer.wire.sources).containsExactly(LOCAL_2);
        assertThat(peer.association().addressControl().uses(Wire.LOCAL)).isTrue();
        peer.wire.receive(peer.auth.tag, new AbortChunk(false, List.of())); // comes to the address that is deleted
        assertThat(peer.association().isEstablished()).isTrue();
        peer.wire.receive(peer.auth.tag, AsconfPeer.data(900), AsconfPeer.data(901));
        assertThat(peer.association().cumulativeTsn()).isEqualTo(901);
        acknowledge(asconf);
        assertThat(local()).containsExactly(LOCAL_2);
        assertThat(peer.association().addressControl().uses(Wire.LOCAL)).isFalse();
        peer.wire.receive(peer.auth.tag, new AbortChunk(false, List.of()));
        assertThat(peer.association().isEstablished())
                .as("nor one that comes late")
                .isTrue();
    }

    @Test
    @DisplayName(
            "5061-5.3-F5 5061-5.3.2-1: the last address goes only together with a new one, that the chunk leaves from")
    void moved() {
        AddressControl control = peer.association().addressControl();
        assertThat(control.change(List.of(), List.of(Wire.LOCAL), false, peer.wire.now))
                .isEqualTo(AddressStatus.LAST_ADDRESS);
        AsconfChunk asconf = change(List.of(LOCAL_2), List.of(Wire.LOCAL)).get(0);
        assertThat(asconf)
                .isEqualTo(AsconfPeer.asconf(initialTsn(), Wire.LOCAL, add(0, LOCAL_2), delete(1, Wire.LOCAL)));
        assertThat(peer.wire.sources).containsExactly(LOCAL_2);
        acknowledge(asconf);
        assertThat(local()).containsExactly(LOCAL_2);
    }

    @Test
    @DisplayName(
            "5061-5.1-A6 5061-5.1-A7 5061-5.3-F10: what precedes an error succeeded, what follows without a word failed")
    void partly() {
        InetAddress fourth = TwoEndpoints.address("10.4.0.1");
        InetAddress fifth = TwoEndpoints.address("10.5.0.1");
        AsconfChunk asconf =
                change(List.of(LOCAL_2, LOCAL_3, fourth, fifth), List.of()).get(0);
        acknowledge(
                asconf,
                new SuccessIndicationParameter(3),
                error(1, new OperationRefusedDueToResourceShortage(new byte[] {0, 0, 0, 4})));
        assertThat(local()).containsExactly(Wire.LOCAL, LOCAL_2, fifth);
        assertThat(peer.association().addressControl().uses(LOCAL_3)).isFalse();
        assertThat(peer.wire.events).hasSize(1);
        assertThat(((AssociationEvent.RemoteError) peer.wire.events.get(0)).causeCode())
                .isEqualTo(CauseCode.OPERATION_REFUSED_DUE_TO_RESOURCE_SHORTAGE);
        assertThat(peer.association().isEstablished()).isTrue();
    }

    @Test
    @DisplayName("5061-5.3-F3: a kind of request that is not understood is not made again")
    void notUnderstood() {
        AddressControl control = peer.association().addressControl();
        control.peerPrimary(Wire.LOCAL, peer.wire.now);
        AsconfChunk asconf = asconfs(peer.wire.pull()).get(0);
        assertThat(asconf.parameters()).containsExactly(primary(0, Wire.LOCAL));
        acknowledge(asconf, error(0, new UnrecognizedParameters(new byte[] {(byte) 0xC0, 4, 0, 4})));
        assertThat(control.peerPrimary(Wire.LOCAL, peer.wire.now)).isEqualTo(AddressStatus.NOT_SUPPORTED);
        AsconfChunk adding = change(List.of(LOCAL_2), List.of()).get(0);
        acknowledge(adding, error(1, new UnrecognizedParameters(new byte[] {(byte) 0xC0, 1, 0, 4})));
        assertThat(local()).containsExactly(Wire.LOCAL);
        assertThat(control.mayChange()).isEqualTo(AddressStatus.NOT_SUPPORTED);
    }

    @Test
    @DisplayName("5061-5.1-A9: a peer that does not know ASCONF is not asked again")
    void chunkNotUnderstood() {
        change(List.of(LOCAL_2), List.of());
        peer.wire.receive(peer.auth.tag, new ErrorChunk(List.of(new UnrecognizedChunkType(new byte[] {
            (byte) 0xC1, 0, 0, 4
        }))));
        assertThat(peer.association().addresses.sender.deadlineNs()).isEqualTo(Path.NONE);
        assertThat(peer.association().addressControl().mayChange()).isEqualTo(AddressStatus.NOT_SUPPORTED);
        assertThat(peer.wire.events).anyMatch(AssociationEvent.RemoteError.class::isInstance);
        assertThat(local()).containsExactly(Wire.LOCAL);
    }

    @Test
    @DisplayName("5061-5.3-F0 5061-4.3-1: an answer to what was not asked ends the association")
    void illegalAnswer() {
        AsconfChunk asconf = change(List.of(LOCAL_2), List.of()).get(0);
        List<Wire.Answer> answers = peer.send(Wire.PEER, new AsconfAckChunk(asconf.sequenceNumber() + 1, List.of()));
        AbortChunk abort = all(answers, AbortChunk.class).get(0);
        assertThat(abort.causes().get(0).code()).isEqualTo(CauseCode.ASSOCIATION_ABORTED_DUE_TO_ILLEGAL_ASCONF_ACK);
        assertThat(abort.causes().get(0).encodedLength()).isEqualTo(4);
    }

    @Test
    @DisplayName("5061-4.1.1-2: an ASCONF ACK without AUTH has no effect")
    void answerWithoutAuth() {
        AsconfChunk asconf = change(List.of(LOCAL_2), List.of()).get(0);
        peer.wire.receive(peer.auth.tag, new AsconfAckChunk(asconf.sequenceNumber(), List.of()));
        peer.wire.receive(peer.auth.tag, new AsconfAckChunk(asconf.sequenceNumber() + 7, List.of()));
        assertThat(local()).containsExactly(Wire.LOCAL);
        assertThat(peer.association().isEstablished()).isTrue();
    }

    @Test
    @DisplayName("5061-5.3-1: data that comes to an address whose Add is not acknowledged is taken")
    void dataToNew() {
        change(List.of(LOCAL_2), List.of());
        assertThat(peer.association().addressControl().uses(LOCAL_2)).isTrue();
    }

    @Test
    @DisplayName("5061-5.1.1-C5 IX-18: no ASCONF is larger than a packet; more addresses follow")
    void manyAddresses() {
        List<InetAddress> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(TwoEndpoints.address("10.50.0." + (i + 1)));
        }
        List<Parameter> asked = new ArrayList<>();
        for (AsconfChunk asconf = change(many, List.of()).get(0); asconf != null; ) {
            assertThat(asconf.encodedLength())
                    .isLessThanOrEqualTo(peer.association().path(Wire.PEER).mtuBytes());
            asked.addAll(asconf.parameters());
            List<AsconfChunk> next = asconfs(acknowledge(asconf));
            asconf = next.isEmpty() ? null : next.get(0);
        }
        assertThat(asked).hasSize(200).doesNotHaveDuplicates();
        assertThat(local()).hasSize(201);
        assertThat(peer.wire.mayFragment).isEmpty();
    }

    @Test
    @DisplayName(
            "6951-3.2-2 6951-5.7-1 6951-5.7-2 5061-6-3 5061-4.1.1-3: without names, ASCONFs leave from the address they are about")
    void wildcards() {
        AsconfChunk first = change(List.of(LOCAL_2, LOCAL_3), List.of(), true).get(0);
        assertThat(first).isEqualTo(AsconfPeer.asconf(initialTsn(), ANY, add(0, ANY)));
        assertThat(peer.wire.sources).containsExactly(LOCAL_2);
        AsconfChunk second = asconfs(acknowledge(first)).get(0);
        assertThat(second).isEqualTo(AsconfPeer.asconf(initialTsn() + 1, ANY, add(1, ANY)));
        assertThat(peer.wire.sources).containsExactly(LOCAL_3);
        acknowledge(second);
        AddressControl control = peer.association().addressControl();
        assertThat(control.change(List.of(), List.of(Wire.LOCAL), true, peer.wire.now))
                .isEqualTo(AddressStatus.NEEDS_NAMES);
        AsconfChunk third =
                change(List.of(), List.of(Wire.LOCAL, LOCAL_2), true).get(0);
        assertThat(third).isEqualTo(AsconfPeer.asconf(initialTsn() + 2, ANY, delete(2, ANY)));
        assertThat(peer.wire.sources).containsExactly(LOCAL_3);
    }

    @Test
    @DisplayName("5061-5.1.1-C4 IX-19: nothing is asked any more once the shutdown is at its end")
    void shutDown() {
        peer.wire.receive(peer.auth.tag, new ShutdownChunk(initialTsn() - 1));
        assertThat(peer.association().state()).isEqualTo(AssociationState.SHUTDOWN_ACK_SENT);
        assertThat(peer.association().addressControl().mayChange()).isEqualTo(AddressStatus.NOT_ESTABLISHED);
        Chunk asconf = AsconfPeer.asconf(FIRST, Wire.PEER, add(1, NEW));
        assertThat(all(peer.send(Wire.PEER, asconf), AsconfAckChunk.class)).isEmpty();
    }

    @Test
    @DisplayName(
            "5061-5.3-F4: what is added and taken back before the peer is asked never leaves; what is asked is undone")
    void takenBack() {
        AsconfChunk first = change(List.of(LOCAL_2), List.of()).get(0);
        change(List.of(LOCAL_3), List.of());
        change(List.of(), List.of(LOCAL_3));
        change(List.of(), List.of(LOCAL_2));
        AsconfChunk second = asconfs(acknowledge(first)).get(0);
        assertThat(second.parameters()).containsExactly(delete(1, LOCAL_2));
        assertThat(local()).containsExactly(Wire.LOCAL);
        assertThat(asconfs(acknowledge(second))).isEmpty();
    }
}
