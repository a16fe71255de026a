package io.jsctp.conformance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.AddressStatus;
import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationEvent;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.Extension;
import io.jsctp.engine.Extensions;
import io.jsctp.engine.InboundMessage;
import io.jsctp.engine.SendStatus;
import io.jsctp.testkit.LadderTrace;
import io.jsctp.testkit.PathConditions;
import io.jsctp.testkit.SimulatedHost;
import io.jsctp.testkit.SimulatedNetwork;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Addresses that come and go under load, on a network that loses packets (RFC 5061). */
class AddressChangeTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int MESSAGES = 3000;
    private static final int ROUNDS = 12;

    private static InetAddress address(int network, int host) {
        try {
            return InetAddress.getByAddress(new byte[] {10, (byte) network, 0, (byte) host});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends numbers, and notes those that come. */
    private static final class User implements SimulatedHost.User {
        final List<Integer> received = new ArrayList<>();
        Association association;
        AssociationEvent last;
        private int sent;

        @Override
        public void onAccepted(SimulatedHost host, Association a) {
            association = a;
        }

        @Override
        public void onEvent(SimulatedHost host, Association a, AssociationEvent event) {
            last = event;
            if (event instanceof InboundMessage m) {
                ByteBuffer copy = ByteBuffer.allocate(m.length());
                m.read(copy);
                received.add(copy.getInt(0));
                a.consumed(m, host.network().nowNs());
            }
        }

        @Override
        public void onIdle(SimulatedHost host, Association a) {
            while (sent < MESSAGES && a.isEstablished()) {
                ByteBuffer message = ByteBuffer.allocate(1000).putInt(0, sent);
                if (a.send(message, 0, 0, 0, 0, 0, null, host.network().nowNs()) != SendStatus.ACCEPTED) {
                    return;
                }
                sent++;
            }
        }
    }

    @Test
    @DisplayName(
            "BINDX-15 5061-5.3-F1a 5061-5.3-F4 5061-5.3-F13 IX-13: both sides walk from network to network, and nothing is lost")
    void nothingIsLost() {
        SimulatedNetwork network = new SimulatedNetwork(5061, new LadderTrace(0));
        network.conditions(new PathConditions(10 * MS, 5 * MS, 20, 10, 20, 0, 8_000_000, 60_000, 0));
        AssociationSettings settings = AssociationSettings.defaults().toBuilder()
                .extensions(
                        Extensions.NONE.with(Extension.AUTHENTICATION, true).with(Extension.DYNAMIC_ADDRESSES, true))
                .build();
        SimulatedHost a = new SimulatedHost(network, List.of(address(0, 1)), 1001, 9899, settings, 1);
        SimulatedHost b = new SimulatedHost(network, List.of(address(0, 2)), 1002, 9899, settings, 2);
        for (int i = 1; i <= ROUNDS; i++) {
            a.addAddress(address(i, 1));
            b.addAddress(address(i, 2));
        }
        User userA = new User();
        User userB = new User();
        a.user(userA);
        b.user(userB);
        b.endpoint().listening(true);
        userA.association = a.associate(b, List.of(address(0, 2)));
        network.run(SECOND);
        for (int i = 1; i <= ROUNDS; i++) {
            change(a, userA.association, List.of(address(i, 1)), List.of());
            change(b, userB.association, List.of(address(i, 2)), List.of());
            network.run(SECOND / 2);
            change(a, userA.association, List.of(), List.of(address(i - 1, 1)));
            network.run(SECOND / 4);
            change(b, userB.association, List.of(), List.of(address(i - 1, 2)));
            network.run(SECOND / 4);
        }
        assertThat(network.runUntil(
                        () -> userA.received.size() == MESSAGES && userB.received.size() == MESSAGES,
                        network.nowNs() + 200 * SECOND))
                .as("%s and %s messages came", userA.received.size(), userB.received.size())
                .isTrue();
        network.run(20 * SECOND);
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            all.add(i);
        }
        assertThat(userA.received).isEqualTo(all);
        assertThat(userB.received).isEqualTo(all);
        assertThat(userA.association.peerAddresses()).containsExactly(address(ROUNDS, 2));
        assertThat(userB.association.peerAddresses()).containsExactly(address(ROUNDS, 1));
        assertThat(userA.association.localAddresses()).containsExactly(address(ROUNDS, 1));
    }

    private static void change(
            SimulatedHost host, Association association, List<InetAddress> add, List<InetAddress> remove) {
        assertThat(association
                        .addressControl()
                        .change(add, remove, false, host.network().nowNs()))
                .isEqualTo(AddressStatus.ACCEPTED);
        host.flush(association);
    }
}
