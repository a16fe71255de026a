package io.jsctp.engine;

import static io.jsctp.engine.AsconfPeer.ANY;
import static io.jsctp.engine.AsconfPeer.FIRST;
import static io.jsctp.engine.AsconfPeer.NEW;
import static io.jsctp.engine.AsconfPeer.NEWER;
import static io.jsctp.engine.AsconfPeer.acks;
import static io.jsctp.engine.AsconfPeer.add;
import static io.jsctp.engine.AsconfPeer.all;
import static io.jsctp.engine.AsconfPeer.asconf;
import static io.jsctp.engine.AsconfPeer.cause;
import static io.jsctp.engine.AsconfPeer.delete;
import static io.jsctp.engine.AsconfPeer.primary;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.AssociationEvent.PathChange;
import io.jsctp.engine.AssociationEvent.PathChanged;
import io.jsctp.wire.AbortChunk;
import io.jsctp.wire.AsconfAckChunk;
import io.jsctp.wire.CauseCode;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.SuccessIndicationParameter;
import io.jsctp.wire.UnknownParameter;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an ASCONF of the peer changes, and how it is answered (RFC 5061 §5.2, §5.3). */
class AsconfReceiverTest {
    private final AsconfPeer peer = new AsconfPeer();

    private List<InetAddress> paths() {
        return peer.association().peerAddresses();
    }

    private void send(int bytes) {
        peer.association().send(ByteBuffer.allocate(bytes), 0, 0, 0, 0, 0, null, peer.wire.now);
    }

    @Test
    @DisplayName("5061-5.3-F1b 5061-5.3-F14 5061-5.2-E6: an added address is probed, and used once it is confirmed")
    void added() {
        List<Wire.Answer> answers = peer.send(Wire.PEER, asconf(FIRST, Wire.PEER, add(7, NEW)));
        assertThat(acks(answers)).containsExactly(new AsconfAckChunk(FIRST, List.of()));
        assertThat(answers.get(0).to()).isEqualTo(Wire.PEER);
        assertThat(paths()).containsExactly(Wire.PEER, NEW);
        assertThat(peer.association().path(NEW).state()).isEqualTo(PathState.UNCONFIRMED);
        assertThat(peer.wire.events).containsExactly(new PathChanged(NEW, PathChange.ADDED));
        List<Wire.Answer> probes = peer.wire.nextTimeout();
        assertThat(probes).hasSize(1);
        assertThat(probes.get(0).to()).isEqualTo(NEW);
        assertThat(probes.get(0).only()).isInstanceOf(HeartbeatChunk.class);
        assertThat(peer.association().pathControl().primary(NEW)).isFalse();
        peer.wire.receiveFrom(
                NEW,
                peer.auth.tag,
                new io.jsctp.wire.HeartbeatAckChunk(
                        ((HeartbeatChunk) probes.get(0).only()).info()));
        assertThat(peer.association().path(NEW).state()).isEqualTo(PathState.ACTIVE);
    }

    @Test
    @DisplayName(
            "5061-5.2-E2 5061-5.2-E5 5061-5.2-1 SEC-74: an old ASCONF gets its answer again, without effect, a future one none")
    void numbers() {
        peer.ask(FIRST, add(1, NEW));
        List<Wire.Answer> again = peer.send(Wire.PEER, asconf(FIRST, Wire.PEER, add(1, NEWER)));
        assertThat(acks(again)).containsExactly(new AsconfAckChunk(FIRST, List.of()));
        assertThat(paths()).containsExactly(Wire.PEER, NEW);
        assertThat(peer.send(Wire.PEER, asconf(FIRST + 2, Wire.PEER, add(1, NEWER))))
                .isEmpty();
        assertThat(peer.send(Wire.PEER, asconf(FIRST - 1, Wire.PEER, add(1, NEWER))))
                .isEmpty();
        assertThat(paths()).containsExactly(Wire.PEER, NEW);
        peer.ask(FIRST + 1, add(1, NEWER));
        assertThat(paths()).containsExactly(Wire.PEER, NEW, NEWER);
        assertThat(peer.send(Wire.PEER, asconf(FIRST, Wire.PEER, add(1, NEW))))
                .as("not kept any more")
                .isEmpty();
    }

    @Test
    @DisplayName("SEC-74: of 100,000 ASCONFs in a row that nobody fetches the answers of one answer waits")
    void flood() {
        Chunk asconf = asconf(FIRST, Wire.PEER, add(1, NEW));
        Chunk[] packet = AuthPeer.behind(peer.auth.auth(0, AuthPeer.SHA_256, asconf), asconf);
        for (int i = 0; i < 100_000; i++) {
            peer.wire.feed(peer.auth.tag, packet);
        }
        assertThat(acks(peer.wire.pull())).hasSize(1);
    }

    @Test
    @DisplayName(
            "5061-5.2-E3 5061-5.2-V4 5061-5.2-E1 5061-5.1.1-C2 5061-5.2-V5: several in a packet are carried out in turn, and "
                    + "answered in one packet")
    void bundled() {
        peer.ask(FIRST, add(1, NEW));
        List<Wire.Answer> answers = peer.send(
                Wire.PEER,
                asconf(FIRST, Wire.PEER, add(1, NEW)),
                asconf(FIRST + 1, Wire.PEER, delete(2, NEW)),
                asconf(FIRST + 2, Wire.PEER, add(3, NEWER)),
                AsconfPeer.data(900),
                AsconfPeer.data(901));
        assertThat(answers).hasSize(1);
        assertThat(all(answers, SackChunk.class)).hasSize(1);
        assertThat(acks(answers))
                .extracting(AsconfAckChunk::sequenceNumber)
                .containsExactly(FIRST, FIRST + 1, FIRST + 2);
        assertThat(paths()).containsExactly(Wire.PEER, NEWER);
    }

    @Test
    @DisplayName(
            "5061-4.1.1-2 5061-5.2-D5 SEC-47: without AUTH, or with a false one, ASCONF and what follows is dropped")
    void unauthenticated() {
        DataChunk data = AsconfPeer.data(900);
        assertThat(peer.wire.receive(peer.auth.tag, asconf(FIRST, Wire.PEER, add(1, NEW)), data))
                .isEmpty();
        Chunk asconf = asconf(FIRST, Wire.PEER, add(1, NEW));
        Chunk wrong = peer.auth.auth(0, AuthPeer.SHA_256, asconf(FIRST, Wire.PEER, add(1, NEWER)));
        assertThat(peer.wire.receive(peer.auth.tag, wrong, asconf)).isEmpty();
        assertThat(paths()).containsExactly(Wire.PEER);
        assertThat(peer.association().counters().chunksUnauthentic).isEqualTo(2);
        assertThat(peer.ask(FIRST, add(1, NEW))).isEmpty();
    }

    @Test
    @DisplayName(
            "5061-5.3-F7 5061-5.3-F8 5061-4.3-1 5061-5.2-V3 5061-4.2.5-1: neither the last nor the source address goes")
    void lastAndSource() {
        Parameter last = peer.ask(FIRST, delete(0xABCDEF01, Wire.PEER)).get(0);
        assertThat(cause(last).code()).isEqualTo(CauseCode.REQUEST_TO_DELETE_LAST_REMAINING_IP_ADDRESS);
        assertThat(((io.jsctp.wire.ErrorCauseIndicationParameter) last).correlationId())
                .isEqualTo(0xABCDEF01);
        peer.ask(FIRST + 1, add(2, NEW));
        Parameter source = peer.ask(FIRST + 2, delete(3, Wire.PEER)).get(0);
        assertThat(cause(source).code()).isEqualTo(CauseCode.REQUEST_TO_DELETE_SOURCE_IP_ADDRESS);
        assertThat(cause(source))
                .isEqualTo(new io.jsctp.wire.RequestToDeleteSourceIpAddress(
                        io.jsctp.wire.ParameterEncoder.encode(delete(3, Wire.PEER))));
        assertThat(paths()).containsExactly(Wire.PEER, NEW);
    }

    @Test
    @DisplayName(
            "5061-5.3-F13 5061-5.3-F12 5061-5.3-2 IX-13: what is in flight to a deleted address goes elsewhere, and so does the rest")
    void deletedUnderLoad() {
        peer.ask(FIRST, add(1, NEW));
        peer.confirm(NEW);
        assertThat(peer.association().pathControl().primary(NEW)).isTrue();
        for (int i = 0; i < 3; i++) {
            send(800);
        }
        List<Wire.Answer> sent = peer.wire.pull();
        assertThat(sent).allMatch(a -> a.to().equals(NEW));
        peer.wire.events.clear();
        List<Wire.Answer> again = peer.send(Wire.PEER, asconf(FIRST + 1, Wire.PEER, delete(1, NEW)));
        assertThat(peer.wire.events)
                .containsExactly(
                        new PathChanged(NEW, PathChange.REMOVED), new PathChanged(Wire.PEER, PathChange.MADE_PRIMARY));
        assertThat(again).allMatch(a -> a.to().equals(Wire.PEER));
        assertThat(all(again, DataChunk.class))
                .extracting(DataChunk::tsn)
                .containsAll(
                        all(sent, DataChunk.class).stream().map(DataChunk::tsn).toList());
        assertThat(SelfCheck.of(peer.association())).isNull();
        assertThat(peer.wire.endpoint.find(NEW, Wire.PEER_PORT)).isNull();
        assertThat(peer.wire.receiveFrom(NEW, peer.auth.tag, AsconfPeer.data(900)))
                .as("late")
                .isEmpty();
        peer.wire.now += 61_000_000_000L;
        assertThat(peer.wire
                        .receiveFrom(NEW, peer.auth.tag, AsconfPeer.data(900))
                        .get(0)
                        .only())
                .as("out of the blue")
                .isInstanceOf(AbortChunk.class);
        assertThat(peer.association().isEstablished()).isTrue();
    }

    @Test
    @DisplayName(
            "IX-13: chunks that went by a deleted address and are acknowledged later, or not at all, keep the books right")
    void deletedBetweenSacks() {
        peer.ask(FIRST, add(1, NEW), add(2, NEWER));
        peer.confirm(NEW);
        peer.confirm(NEWER);
        int first = 0;
        for (InetAddress to : List.of(NEW, NEWER, Wire.PEER)) {
            peer.association()
                    .send(
                            ByteBuffer.allocate(500),
                            0,
                            Association.UNORDERED,
                            0,
                            0,
                            Reliability.FULL,
                            to,
                            peer.wire.now);
            List<DataChunk> chunks = all(peer.wire.pull(), DataChunk.class);
            first = first == 0 ? chunks.get(0).tsn() : first;
        }
        peer.wire.receive(
                peer.auth.tag, new SackChunk(first - 1, 100_000, List.of(new SackChunk.GapBlock(2, 3)), List.of()));
        peer.send(Wire.PEER, asconf(FIRST + 1, Wire.PEER, delete(1, NEWER)));
        assertThat(SelfCheck.of(peer.association())).isNull();
        peer.wire.receive(peer.auth.tag, new SackChunk(first - 1, 100_000, List.of(), List.of()));
        assertThat(SelfCheck.of(peer.association())).as("taken back").isNull();
        peer.send(Wire.PEER, asconf(FIRST + 2, Wire.PEER, delete(1, NEW)));
        assertThat(SelfCheck.of(peer.association())).isNull();
        peer.wire.receive(peer.auth.tag, new SackChunk(first + 2, 100_000, List.of(), List.of()));
        assertThat(SelfCheck.of(peer.association())).isNull();
        assertThat(peer.association().sendBufferUsed()).isZero();
    }

    @Test
    @DisplayName("5061-4.2.1-2 5061-5.3.2-1 5061-5.3.2-2 5061-5.2-D1 IX-14: who has moved is found by the old address, "
            + "answered at the new one, and gets data when that is confirmed")
    void moved() {
        send(100);
        assertThat(peer.wire.pull()).hasSize(1);
        peer.wire.peerUdpPort = 7777;
        List<Wire.Answer> answers = peer.send(NEW, asconf(FIRST, Wire.PEER, add(1, ANY), delete(2, Wire.PEER)));
        assertThat(acks(answers)).containsExactly(new AsconfAckChunk(FIRST, List.of()));
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).to()).isEqualTo(NEW);
        assertThat(answers.get(0).udpPort()).isEqualTo(7777);
        assertThat(paths()).containsExactly(NEW);
        peer.wire.receiveFrom(NEW, peer.auth.tag, AsconfPeer.data(900), AsconfPeer.data(901));
        assertThat(SelfCheck.of(peer.association())).isNull();
        assertThat(all(peer.confirm(NEW), DataChunk.class)).hasSize(1);
        assertThat(SelfCheck.of(peer.association())).isNull();
        peer.wire.receiveFrom(NEW, peer.auth.tag, AsconfPeer.data(902), AsconfPeer.data(903));
        assertThat(peer.association().path(NEW).udpPort()).isEqualTo(7777);
    }

    @Test
    @DisplayName("5061-5.3.2-2: where a peer that has moved does not answer the probes, the association ends")
    void movedAway() {
        peer.send(NEW, asconf(FIRST, Wire.PEER, add(1, NEW), delete(2, Wire.PEER)));
        for (int i = 0; i < 200 && !peer.association().isClosed(); i++) {
            for (Wire.Answer answer : peer.wire.nextTimeout()) {
                assertThat(answer.chunks()).allMatch(c -> c instanceof HeartbeatChunk || c instanceof AbortChunk);
            }
        }
        assertThat(peer.association().isClosed()).isTrue();
    }

    @Test
    @DisplayName(
            "5061-5.2-D1 5061-5.2-D4 5061-5.2-D5: of a stranger only ASCONF behind AUTH counts, with the right tag")
    void strangers() {
        Chunk asconf = asconf(FIRST, Wire.PEER, add(1, ANY));
        assertThat(all(peer.wire.receiveFrom(NEW, peer.auth.tag, asconf), AsconfAckChunk.class))
                .isEmpty();
        Chunk auth = peer.auth.auth(0, AuthPeer.SHA_256, asconf);
        assertThat(acks(peer.wire.receiveFrom(NEW, peer.auth.tag + 1, auth, asconf)))
                .isEmpty();
        Chunk other = asconf(FIRST, NEWER, add(1, ANY));
        assertThat(acks(peer.send(NEW, other))).as("not an address of it").isEmpty();
        assertThat(paths()).containsExactly(Wire.PEER);
        assertThat(acks(peer.send(NEW, asconf))).hasSize(1);
        assertThat(paths()).containsExactly(Wire.PEER, NEW);
    }

    @Test
    @DisplayName("IX-16 5061-4.1.1-3: behind a NAT the tag leads to the association, and wildcards move it")
    void byTag() {
        assertThat(acks(peer.send(NEW, asconf(FIRST, ANY, add(1, ANY), delete(2, ANY)))))
                .hasSize(1);
        assertThat(paths()).containsExactly(NEW);
    }

    @Test
    @DisplayName("5061-5.3-2: an ABORT that answers what was sent to an address before the peer took it out is ignored "
            + "when the peer has it again, until something is sent there")
    void lateAnswer() {
        peer.ask(FIRST, add(1, NEW));
        peer.wire.nextTimeout();
        peer.ask(FIRST + 1, delete(2, NEW));
        peer.ask(FIRST + 2, add(3, NEW));
        int peerTag = peer.association().peerTag;
        peer.wire.receiveFrom(NEW, peerTag, new AbortChunk(true, List.of()));
        assertThat(peer.association().isClosed()).isFalse();
        peer.wire.nextTimeout();
        peer.wire.receiveFrom(NEW, peerTag, new AbortChunk(true, List.of()));
        assertThat(peer.association().isClosed()).as("9260-8.5.1-4").isTrue();
    }

    @Test
    @DisplayName("5061-4.2.2-1: deletion of the wildcard leaves the source of the packet only")
    void deleteWildcard() {
        peer.ask(FIRST, add(1, NEW), add(2, NEWER));
        assertThat(peer.ask(FIRST + 1, delete(1, ANY))).isEmpty();
        assertThat(paths()).containsExactly(Wire.PEER);
        assertThat(cause(acks(peer.send(NEW, asconf(FIRST + 2, Wire.PEER, delete(1, ANY))))
                                .get(0)
                                .parameters()
                                .get(0))
                        .code())
                .as("the source is not in the association")
                .isEqualTo(CauseCode.REQUEST_TO_DELETE_LAST_REMAINING_IP_ADDRESS);
    }

    @Test
    @DisplayName("5061-4.2.1-1 5061-5.3-4: what can't be a destination, or not from where the peer is, is refused")
    void senseless() {
        int number = FIRST;
        for (String text : List.of("224.0.0.1", "255.255.255.255", "2001:db8::1")) {
            Parameter response =
                    peer.ask(number++, add(1, TwoEndpoints.address(text))).get(0);
            assertThat(cause(response).code()).as(text).isEqualTo(CauseCode.UNRESOLVABLE_ADDRESS);
        }
        for (String text : List.of("127.0.0.2", "169.254.1.1")) {
            Parameter response =
                    peer.ask(number++, add(1, TwoEndpoints.address(text))).get(0);
            assertThat(cause(response).code()).as(text).isEqualTo(CauseCode.REQUEST_REFUSED_NO_AUTHORIZATION);
        }
        assertThat(cause(peer.ask(number, delete(1, TwoEndpoints.address("224.0.0.1")))
                                .get(0))
                        .code())
                .isEqualTo(CauseCode.UNRESOLVABLE_ADDRESS);
        assertThat(paths()).containsExactly(Wire.PEER);
    }

    @Test
    @DisplayName("5061-5.3-F9 5061-5.3-F11: without room an Add is refused, and every later Add and Delete with it")
    void noRoom() {
        List<Parameter> adds = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            adds.add(add(i, TwoEndpoints.address("10.9.0." + (i + 1))));
        }
        assertThat(peer.ask(FIRST, adds.toArray(new Parameter[0]))).isEmpty();
        InetAddress first = TwoEndpoints.address("10.9.0.1");
        List<Parameter> responses =
                peer.ask(FIRST + 1, add(1, NEW), delete(2, first), primary(3, Wire.PEER), add(4, NEWER));
        assertThat(responses).hasSize(4);
        assertThat(cause(responses.get(0)).code()).isEqualTo(CauseCode.OPERATION_REFUSED_DUE_TO_RESOURCE_SHORTAGE);
        assertThat(cause(responses.get(1)).code()).isEqualTo(CauseCode.OPERATION_REFUSED_DUE_TO_RESOURCE_SHORTAGE);
        assertThat(responses.get(2)).isEqualTo(new SuccessIndicationParameter(3));
        assertThat(paths()).hasSize(8).contains(first).doesNotContain(NEW);
    }

    @Test
    @DisplayName("5061-5.2-E7: an answer is never larger than a packet")
    void answerFits() {
        Parameter[] requests = new Parameter[60];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = delete(i, Wire.PEER);
        }
        List<Wire.Answer> answers = peer.send(Wire.PEER, asconf(FIRST, Wire.PEER, requests));
        AsconfAckChunk ack = acks(answers).get(0);
        assertThat(ack.encodedLength())
                .isLessThanOrEqualTo(peer.association().path(Wire.PEER).mtuBytes() - 40);
        assertThat(ack.parameters()).isNotEmpty();
        assertThat(peer.wire.mayFragment).isEmpty();
    }

    @Test
    @DisplayName("5061-5.3-3: an address that is there is added, and one that is not is deleted, without a change")
    void nothingToDo() {
        assertThat(peer.ask(FIRST, add(1, Wire.PEER), delete(2, NEW))).isEmpty();
        assertThat(paths()).containsExactly(Wire.PEER);
    }

    @Test
    @DisplayName(
            "5061-5.4-2 5061-5.4-3 5061-5.4-4 5061-4.2.4-1 5061-5.4-1: the peer chooses the primary; an unconfirmed one "
                    + "once it is confirmed")
    void setPrimary() {
        assertThat(cause(peer.ask(FIRST, primary(1, NEW)).get(0)).code()).isEqualTo(CauseCode.UNRESOLVABLE_ADDRESS);
        assertThat(peer.ask(FIRST + 1, add(1, NEW), primary(2, NEW))).isEmpty();
        assertThat(peer.association().primaryAddress()).isEqualTo(Wire.PEER);
        peer.confirm(NEW);
        assertThat(peer.association().primaryAddress()).isEqualTo(NEW);
        assertThat(peer.wire.events).contains(new PathChanged(NEW, PathChange.MADE_PRIMARY));
        assertThat(peer.ask(FIRST + 2, primary(1, ANY))).isEmpty();
        assertThat(peer.association().primaryAddress()).isEqualTo(Wire.PEER);
    }

    @Test
    @DisplayName(
            "5061-5.2-V1 5061-5.2-V2 5061-4.2-2 5061-4.1.1-4: requests in their order; unknown ones by their high bits")
    void unknownRequests() {
        Parameter reported = new UnknownParameter(0xC0F0, new byte[] {0, 0, 0, 9, 1, 2, 3, 4});
        Parameter skipped = new UnknownParameter(0x80F0, new byte[] {0, 0, 0, 8});
        Parameter stops = new UnknownParameter(0x40F0, new byte[] {0, 0, 0, 7});
        Parameter misplaced = new io.jsctp.wire.AdaptationIndicationParameter(5);
        List<Parameter> responses =
                peer.ask(FIRST, misplaced, skipped, add(1, NEW), reported, primary(5, NEW), stops, add(2, NEWER));
        assertThat(responses).hasSize(3);
        assertThat(cause(responses.get(0)).code()).isEqualTo(CauseCode.UNRECOGNIZED_PARAMETERS);
        assertThat(((io.jsctp.wire.ErrorCauseIndicationParameter) responses.get(0)).correlationId())
                .isEqualTo(9);
        assertThat(responses.get(1)).isEqualTo(new SuccessIndicationParameter(5));
        assertThat(paths()).containsExactly(Wire.PEER, NEW);
        Parameter hostName = new UnknownParameter(
                0xC001,
                ByteBuffer.allocate(12)
                        .putInt(77)
                        .putInt(0x000B0008)
                        .putInt(0x61620000)
                        .array());
        assertThat(cause(peer.ask(FIRST + 1, hostName).get(0)).code()).isEqualTo(CauseCode.UNRESOLVABLE_ADDRESS);
    }

    @Test
    @DisplayName("5061-4.1.1-5: a malformed ASCONF takes no number")
    void malformed() {
        byte[] broken = ByteBuffer.allocate(16)
                .putInt(FIRST)
                .putInt(0x00050008)
                .put(Wire.PEER.getAddress())
                .putInt(0xC0010008)
                .array();
        assertThat(peer.send(Wire.PEER, new io.jsctp.wire.UnknownChunk(0xC1, 0, broken)))
                .isEmpty();
        assertThat(peer.ask(FIRST, add(1, NEW))).isEmpty();
    }

    @Test
    @DisplayName("5061-5.3-3: an address of another association of the peer's port is refused")
    void foreign() {
        peer.wire.endpoint.associate(List.of(NEW), Wire.PEER_PORT, 9899, AsconfPeer.settings(), peer.wire.now);
        assertThat(cause(peer.ask(FIRST, add(1, NEW)).get(0)).code())
                .isEqualTo(CauseCode.REQUEST_REFUSED_NO_AUTHORIZATION);
    }
}
