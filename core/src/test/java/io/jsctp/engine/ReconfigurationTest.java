package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.engine.AssociationEvent.NumbersReset;
import io.jsctp.engine.AssociationEvent.Outcome;
import io.jsctp.engine.AssociationEvent.StreamsAdded;
import io.jsctp.engine.AssociationEvent.StreamsReset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Stream reconfiguration between two stacks in virtual time: streams, numbers and messages agree on both sides (RFC 6525). */
class ReconfigurationTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int ALL = 7;

    private final TwoEndpoints net = new TwoEndpoints(11, settings(ALL));
    private final List<String> sent = new ArrayList<>();

    static AssociationSettings settings(int allowed) {
        return AssociationSettings.defaults().toBuilder()
                .extensions(Extensions.NONE.with(Extension.RECONFIGURATION, true))
                .allowedRequests(allowed)
                .outboundStreams(4)
                .noDelay(true)
                .build();
    }

    private void connect() {
        net.a.associate(net.b);
        net.run(SECOND);
        net.a.notifications.clear();
        net.b.notifications.clear();
    }

    /** What a side was told, but for its paths. */
    private static List<AssociationEvent> told(TwoEndpoints.Side side) {
        return side.notifications.stream()
                .filter(e -> !(e instanceof AssociationEvent.PathChanged))
                .toList();
    }

    private void send(TwoEndpoints.Side side, int stream) {
        side.send(TwoEndpoints.message(100, sent.size()), stream, 0);
        sent.add("");
    }

    private static ReconfigurationStatus reset(
            TwoEndpoints.Side side, TwoEndpoints net, boolean in, boolean out, Integer... ids) {
        ReconfigurationStatus status =
                side.association().reconfigurationControl().resetStreams(in, out, List.of(ids), net.now);
        side.flush();
        return status;
    }

    @Test
    @DisplayName(
            "6525-5.1.2-A1 6525-5.1.2-A3b 6525-5.1.2-A4b 6525-5.2.2-E3 6525-5.2.2-E5 6525-5.2.7-H4: an outgoing reset "
                    + "lets what was sent before arrive by the old numbers, and what comes later by new ones")
    void outgoing() {
        connect();
        for (int i = 0; i < 3; i++) {
            send(net.a, 1);
        }
        assertThat(reset(net.a, net, false, true, 1)).isEqualTo(ReconfigurationStatus.ACCEPTED);
        net.trace.clear();
        send(net.a, 1);
        send(net.a, 2);
        net.run(5 * SECOND);
        send(net.a, 1);
        net.run(5 * SECOND);
        assertThat(net.b.messages).hasSize(6);
        assertThat(told(net.a)).containsExactly(new StreamsReset(false, true, List.of(1), Outcome.PERFORMED));
        assertThat(told(net.b)).containsExactly(new StreamsReset(true, false, List.of(1), Outcome.PERFORMED));
    }

    @Test
    @DisplayName("6525-5.1.3-B2 6525-5.1.2-A4a 6525-5.2.3-F1 6525-5.2.2-E1: an incoming reset lets the peer reset")
    void incoming() {
        connect();
        send(net.b, 3);
        net.run(SECOND);
        assertThat(reset(net.a, net, true, false)).isEqualTo(ReconfigurationStatus.ACCEPTED);
        net.run(5 * SECOND);
        send(net.b, 3);
        net.run(SECOND);
        assertThat(net.a.messages).hasSize(2);
        assertThat(told(net.a)).containsExactly(new StreamsReset(true, false, List.of(), Outcome.PERFORMED));
        assertThat(told(net.b)).containsExactly(new StreamsReset(false, true, List.of(), Outcome.PERFORMED));
        assertThat(reset(net.a, net, true, true, 0, 3)).isEqualTo(ReconfigurationStatus.ACCEPTED);
        net.run(5 * SECOND);
        send(net.a, 0);
        send(net.b, 3);
        net.run(SECOND);
        assertThat(net.a.messages).hasSize(3);
        assertThat(net.b.messages).hasSize(1);
        assertThat(net.a.association().nextTimeoutNs())
                .as("no timer but the heartbeat")
                .isGreaterThan(net.now + SECOND);
    }

    @Test
    @DisplayName(
            "6525-5.1.4-C2 6525-5.2.4-G1 6525-5.2.4-G2 6525-5.2.4-G5 6525-5.2.7-H5 6525-5.1.4-1: all numbers start over on both "
                    + "sides, and data flows on both ways")
    void numbers() {
        connect();
        for (int i = 0; i < 5; i++) {
            send(net.a, i % 4);
            send(net.b, i % 4);
        }
        int before = net.a.association().outbound.nextTsn();
        assertThat(net.a.association().reconfigurationControl().resetNumbers(net.now))
                .isEqualTo(ReconfigurationStatus.ACCEPTED);
        send(net.a, 1);
        net.run(10 * SECOND);
        assertThat(net.b.messages).hasSize(6);
        send(net.a, 1);
        send(net.b, 1);
        net.run(SECOND);
        assertThat(net.b.messages).hasSize(7);
        assertThat(net.a.messages).hasSize(6);
        assertThat(told(net.a)).singleElement().isInstanceOfSatisfying(NumbersReset.class, e -> {
            assertThat(e.outcome()).isEqualTo(Outcome.PERFORMED);
            assertThat(e.localTsn()).isEqualTo(before + (1 << 31));
        });
        assertThat(net.a.association().reconfigurationControl().resetNumbers(net.now))
                .isEqualTo(ReconfigurationStatus.TOO_EARLY);
        net.run(20 * SECOND);
        assertThat(net.a.association().reconfigurationControl().resetNumbers(net.now))
                .isEqualTo(ReconfigurationStatus.ACCEPTED);
        net.run(20 * SECOND);
        assertThat(told(net.a)).hasSize(2);
        assertThat(told(net.b)).hasSize(2);
    }

    @Test
    @DisplayName(
            "6525-5.1.5-1 6525-5.2.5-1 6525-5.2.6-1 6525-5.2.6-2 6525-5.2.7-H6: streams are added both ways, and begin at 0")
    void add() {
        connect();
        assertThat(net.a.association().reconfigurationControl().addStreams(3, 2, net.now))
                .isEqualTo(ReconfigurationStatus.ACCEPTED);
        assertThat(net.a.association().outboundStreams()).isEqualTo(4);
        net.a.flush();
        assertThat(net.a.association().reconfigurationControl().addStreams(1, 1, net.now))
                .isEqualTo(ReconfigurationStatus.ALREADY);
        net.run(5 * SECOND);
        assertThat(net.a.association().outboundStreams()).isEqualTo(6);
        assertThat(net.a.association().inboundStreams()).isEqualTo(7);
        assertThat(net.b.association().outboundStreams()).isEqualTo(7);
        assertThat(net.b.association().inboundStreams()).isEqualTo(6);
        assertThat(told(net.a))
                .containsExactlyInAnyOrder(
                        new StreamsAdded(7, 4, Outcome.PERFORMED), new StreamsAdded(7, 6, Outcome.PERFORMED));
        send(net.a, 5);
        send(net.b, 6);
        net.run(SECOND);
        assertThat(net.a.messages).hasSize(1);
        assertThat(net.b.messages).hasSize(1);
    }

    @Test
    @DisplayName("6525-5.2.1-5 6525-5.2.7-H3 XT-9: by default everything is denied, and nothing changes")
    void denied() {
        for (int kind = 0; kind < 5; kind++) {
            TwoEndpoints two = new TwoEndpoints(20 + kind, settings(0));
            two.a.associate(two.b);
            two.run(SECOND);
            two.a.send(TwoEndpoints.message(10, 1), 1, 0);
            two.run(SECOND);
            two.a.notifications.clear();
            two.b.notifications.clear();
            ReconfigurationControl control = two.a.association().reconfigurationControl();
            switch (kind) {
                case 0 -> control.resetStreams(false, true, List.of(), two.now);
                case 1 -> control.resetStreams(true, false, List.of(), two.now);
                case 2 -> control.resetNumbers(two.now);
                case 3 -> control.addStreams(0, 1, two.now);
                default -> control.addStreams(1, 0, two.now);
            }
            two.a.send(TwoEndpoints.message(10, 2), 1, 0);
            two.run(5 * SECOND);
            assertThat(told(two.a))
                    .singleElement()
                    .satisfies(e -> assertThat(e.toString()).contains("DENIED"));
            assertThat(told(two.b)).isEmpty();
            assertThat(two.b.messages).hasSize(2);
        }
    }

    @Test
    @DisplayName(
            "6525-5.2.2-E2a 6525-5.2.2-E2b 6525-5.2.2-E4 6525-5.2.7-H2: a reset waits for data that was lost, and the answer "
                    + "comes when that is there")
    void deferred() {
        connect();
        boolean[] lose = {true};
        net.filter = (fromA, text) -> !(fromA && lose[0] && text.contains("DATA"));
        send(net.a, 1);
        lose[0] = false;
        reset(net.a, net, false, true, 1);
        net.run(SECOND / 10);
        assertThat(told(net.b)).as("not yet").isEmpty();
        send(net.a, 1);
        send(net.a, 2);
        net.run(SECOND / 10);
        assertThat(net.b.messages).as("another stream goes on").hasSize(1);
        net.run(10 * SECOND);
        assertThat(net.b.messages).hasSize(3);
        assertThat(told(net.b)).hasSize(1);
        assertThat(told(net.a)).containsExactly(new StreamsReset(false, true, List.of(1), Outcome.PERFORMED));
    }

    @Test
    @DisplayName(
            "6525-5.1.1-5 6525-5.2.1-3: whichever chunk of a request and its answer is lost, it is sent again, and done once")
    void loss() {
        for (int lost = 0; lost < 4; lost++) {
            TwoEndpoints two = new TwoEndpoints(30 + lost, settings(ALL));
            two.a.associate(two.b);
            two.run(SECOND);
            two.a.notifications.clear();
            two.b.notifications.clear();
            int[] left = {lost};
            two.filter = (fromA, text) -> !text.contains("RE-CONFIG") || left[0]-- != 0;
            two.a.association().reconfigurationControl().addStreams(2, 0, two.now);
            two.a.flush();
            two.run(10 * SECOND);
            assertThat(two.a.association().inboundStreams())
                    .as("chunk %d lost", lost)
                    .isEqualTo(6);
            assertThat(two.b.association().outboundStreams()).isEqualTo(6);
            assertThat(told(two.a)).hasSize(1);
            assertThat(told(two.b)).hasSize(1);
        }
    }

    @Test
    @DisplayName("6525-5.1.1-5: a peer that never answers is given up like one that does not acknowledge data")
    void unanswered() {
        connect();
        net.filter = (fromA, text) -> fromA;
        net.a.association().reconfigurationControl().addStreams(2, 0, net.now);
        net.a.flush();
        net.run(600 * SECOND);
        assertThat(net.a.association().isClosed()).isTrue();
    }

    @Test
    @DisplayName(
            "6525-5.1.1-2 6525-5.1.1-1: where one side does not declare it nothing is sent, and the call is refused")
    void notDeclared() {
        TwoEndpoints two = new TwoEndpoints(5, AssociationSettings.defaults());
        two.a.associate(two.b);
        two.run(SECOND);
        ReconfigurationControl control = two.a.association().reconfigurationControl();
        assertThat(control.addStreams(1, 0, two.now)).isEqualTo(ReconfigurationStatus.NOT_SUPPORTED);
        assertThat(control.resetNumbers(two.now)).isEqualTo(ReconfigurationStatus.NOT_SUPPORTED);
        assertThat(control.resetStreams(true, true, List.of(), two.now)).isEqualTo(ReconfigurationStatus.NOT_SUPPORTED);
        assertThat(two.a.association().nextTimeoutNs()).isGreaterThan(two.now + SECOND);
    }

    @Test
    @DisplayName(
            "6525-5-2 IX-19: at a shutdown what was not sent yet fails, and what waited for it goes by the old numbers")
    void shutdown() {
        connect();
        net.filter = (fromA, text) -> !fromA || text.contains("RE-CONFIG");
        for (int i = 0; i < 200; i++) {
            send(net.a, 1);
        }
        reset(net.a, net, false, true, 1);
        send(net.a, 1);
        net.a.association().shutdown(net.now);
        net.a.flush();
        assertThat(told(net.a)).containsExactly(new StreamsReset(false, true, List.of(1), Outcome.FAILED));
        net.filter = (fromA, text) -> true;
        net.run(60 * SECOND);
        assertThat(net.b.messages).hasSize(201);
        assertThat(net.a.association().isClosed()).isTrue();
        assertThat(told(net.a)).anyMatch(AssociationEvent.ShutdownComplete.class::isInstance);
    }

    @Test
    @DisplayName("IX-19: the association ends though a request is outstanding, which fails")
    void endsWithRequestOutstanding() {
        connect();
        net.filter = (fromA, text) -> !text.contains("RE-CONFIG");
        reset(net.a, net, false, true, 1);
        net.a.association().shutdown(net.now);
        net.a.flush();
        net.run(5 * SECOND);
        assertThat(told(net.a))
                .contains(new StreamsReset(false, true, List.of(1), Outcome.FAILED))
                .anyMatch(AssociationEvent.ShutdownComplete.class::isInstance);
    }

    @Test
    @DisplayName("IX-3: after a restart numbers begin with the new initial TSNs, and an outstanding request has failed")
    void restart() {
        connect();
        reset(net.b, net, false, true, 1);
        net.run(SECOND);
        net.filter = (fromA, text) -> !text.contains("RE-CONFIG");
        reset(net.b, net, false, true, 2);
        send(net.b, 2);
        net.crashA(77);
        net.filter = (fromA, text) -> true;
        net.b.notifications.clear();
        net.a.associate(net.b);
        net.run(2 * SECOND);
        assertThat(told(net.b))
                .contains(new StreamsReset(false, true, List.of(2), Outcome.FAILED))
                .anyMatch(AssociationEvent.Restarted.class::isInstance);
        net.b.notifications.clear();
        reset(net.b, net, true, true, 1);
        net.run(2 * SECOND);
        assertThat(told(net.b))
                .containsExactlyInAnyOrder(
                        new StreamsReset(false, true, List.of(1), Outcome.PERFORMED),
                        new StreamsReset(true, false, List.of(1), Outcome.PERFORMED));
        send(net.b, 1);
        net.run(SECOND);
        assertThat(net.a.messages).hasSize(1);
    }
}
