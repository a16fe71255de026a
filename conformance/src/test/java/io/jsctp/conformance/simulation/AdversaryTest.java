package io.jsctp.conformance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationEvent;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.InboundMessage;
import io.jsctp.engine.SelfCheck;
import io.jsctp.engine.SendStatus;
import io.jsctp.testkit.Adversary;
import io.jsctp.testkit.Adversary.Power;
import io.jsctp.testkit.LadderTrace;
import io.jsctp.testkit.SeededRandom;
import io.jsctp.testkit.SimulatedHost;
import io.jsctp.testkit.SimulatedNetwork;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an adversary can do to a live association, with a million packets. */
class AdversaryTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1000 * MS;
    private static final int AT_ONCE = 500;

    private final SimulatedNetwork network = new SimulatedNetwork(11, new LadderTrace(0));
    private final SimulatedHost a = host(1);
    private final SimulatedHost b = host(2);
    private final Talker talksA = new Talker(a);
    private final Talker talksB = new Talker(b);

    private SimulatedHost host(int number) {
        List<InetAddress> addresses = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                addresses.add(InetAddress.getByAddress(new byte[] {10, (byte) i, 0, (byte) number}));
            }
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
        return new SimulatedHost(network, addresses, 1000 + number, 9899, AssociationSettings.defaults(), number);
    }

    /** Sends numbered messages, and expects the peer's in their order, unchanged. */
    private static final class Talker implements SimulatedHost.User {
        final SimulatedHost host;
        final List<AssociationEvent> endings = new ArrayList<>();
        boolean strict = true;
        int sent;
        int received;

        Talker(SimulatedHost host) {
            this.host = host;
            host.user(this);
            host.endpoint().listening(true);
        }

        private static byte[] message(int number) {
            byte[] bytes = new byte[1 + number % 3000];
            new SeededRandom(number).fill(bytes);
            return bytes;
        }

        void say(Association to) {
            long now = host.network().nowNs();
            SendStatus status = to.send(ByteBuffer.wrap(message(sent)), 0, 0, sent, 0, 0, null, now);
            sent += status == SendStatus.ACCEPTED ? 1 : 0;
            host.flush(to);
        }

        @Override
        public void onEvent(SimulatedHost h, Association association, AssociationEvent event) {
            if (event instanceof InboundMessage m) {
                ByteBuffer copy = ByteBuffer.allocate(m.length());
                m.read(copy);
                if (strict) {
                    assertThat(m.payloadProtocolId()).isEqualTo(received);
                    assertThat(copy.array()).isEqualTo(message(received));
                }
                received++;
                association.consumed(m, h.network().nowNs());
            } else if (event instanceof AssociationEvent.CommunicationLost
                    || event instanceof AssociationEvent.ShutdownComplete
                    || event instanceof AssociationEvent.Restarted) {
                endings.add(event);
            }
        }

        @Override
        public void onSettled(SimulatedHost h, Association association) {
            assertThat(SelfCheck.of(association)).isNull();
        }
    }

    private Association fromA() {
        return a.endpoint().associations().get(0);
    }

    private Association fromB() {
        return b.endpoint().associations().get(0);
    }

    private void associate() {
        Association association = a.associate(b, b.addresses());
        network.run(5 * SECOND);
        assertThat(association.isEstablished()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"BLIND, 1000000", "LISTENING, 200000"})
    @DisplayName(
            "9260-8.5-2 9260-12.2.4.2-1: a million packets of an adversary end neither an association nor the process")
    void million(Power power, int packets) {
        associate();
        Adversary adversary = new Adversary(a, b, power, 7);
        adversary.start(SECOND);
        while (adversary.sent() < packets) {
            for (int i = 0; i < AT_ONCE; i++) {
                adversary.attack();
            }
            talksA.say(fromA());
            talksB.say(fromB());
            network.run(10 * MS);
        }
        adversary.stop();
        network.run(60 * SECOND);
        assertThat(talksA.endings).isEmpty();
        assertThat(talksB.endings).isEmpty();
        assertThat(talksA.sent).isGreaterThan(100);
        assertThat(talksB.received).isEqualTo(talksA.sent);
        assertThat(talksA.received).isEqualTo(talksB.sent);
        assertThat(a.endpoint().associationCount()).isOne();
        assertThat(b.endpoint().associationCount()).isOne();
        fromA().shutdown(network.nowNs());
        a.flush(fromA());
        network.run(60 * SECOND);
        assertThat(talksA.endings).singleElement().isInstanceOf(AssociationEvent.ShutdownComplete.class);
        assertThat(talksB.endings).singleElement().isInstanceOf(AssociationEvent.ShutdownComplete.class);
        assertThat(b.endpoint().associationCount()).isZero();
    }

    @Test
    @DisplayName("on the path, an adversary may end associations, but nothing else, and new ones can be set up")
    void onPath() {
        talksA.strict = false;
        talksB.strict = false;
        for (long seed = 0; seed < 200; seed++) {
            Adversary adversary = new Adversary(a, b, Power.ON_PATH, seed);
            Association association = a.associate(b, b.addresses());
            adversary.start(3 * MS);
            for (int i = 0; i < 100 && a.endpoint().associationCount() > 0; i++) {
                talksA.say(fromA());
                network.run(20 * MS);
            }
            adversary.stop();
            network.heal();
            network.run(10 * SECOND);
            for (SimulatedHost host : List.of(a, b)) {
                for (Association left : host.endpoint().associations()) {
                    left.abort(new byte[0], network.nowNs());
                    host.flush(left);
                }
            }
            network.run(10 * SECOND);
            assertThat(association.payloadBuffersInUse()).isZero();
        }
        assertThat(a.budget().associations()).isZero();
        assertThat(b.budget().associations()).isZero();
        talksA.strict = true;
        talksB.strict = true;
        talksB.received = talksA.sent;
        associate();
        talksA.say(fromA());
        network.run(SECOND);
        assertThat(talksB.received).isEqualTo(talksA.sent);
    }

    @ParameterizedTest
    @EnumSource(Power.class)
    @DisplayName("an adversary does what its seed says")
    void deterministic(Power power) {
        assertThat(hash(power)).isEqualTo(hash(power));
    }

    private static long hash(Power power) {
        AdversaryTest fresh = new AdversaryTest();
        fresh.talksA.strict = false;
        fresh.talksB.strict = false;
        fresh.associate();
        new Adversary(fresh.a, fresh.b, power, 3).start(MS);
        fresh.network.run(SECOND);
        return fresh.network.trace().hash();
    }
}
