package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A peer that crashes and comes back with nothing but its address and port (RFC 9260 §5.2.4). */
class RestartTest {
    private static final long MS = 1_000_000L;
    private static final int SEEDS = 300;
    private static final int MESSAGES = 5;

    private int restarts;
    private int others;

    private static byte[] message(String text, int i) {
        return (text + i).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    @DisplayName(
            "9260-5.2.4-16 9260-5.2.4-7 9260-5.2.1-8: a peer crashes at any moment and reconnects; packets get lost")
    void crashesAtAnyMoment() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            crash(seed);
        }
        assertThat(restarts)
                .as("runs in which the survivor was told of a restart")
                .isGreaterThan(SEEDS / 3);
        assertThat(others).as("runs in which the set-up had not come so far").isPositive();
    }

    @Test
    @DisplayName("XE-2 5061-4.2.6-1: a peer that restarts indicates its adaptation layer anew, by way of the cookie")
    void adaptationLayer() {
        AssociationSettings settings = AssociationSettings.defaults().toBuilder()
                .adaptationIndication(77)
                .build();
        TwoEndpoints net = new TwoEndpoints(1, settings);
        net.a.associate(net.b);
        net.run(1000 * MS);
        net.crashA(2);
        net.a.endpoint.settings(settings.toBuilder().adaptationIndication(78).build());
        net.a.associate(net.b);
        net.run(1000 * MS);
        List<AssociationEvent> told = net.b.notifications;
        int restarted = told.indexOf(told.stream()
                .filter(AssociationEvent.Restarted.class::isInstance)
                .findFirst()
                .orElseThrow());
        assertThat(told.get(restarted + 1)).isEqualTo(new AssociationEvent.AdaptationIndication(78));
        assertThat(told)
                .filteredOn(AssociationEvent.AdaptationIndication.class::isInstance)
                .hasSize(2);
    }

    private void crash(int seed) {
        Random random = new Random(seed);
        TwoEndpoints net = new TwoEndpoints(seed, AssociationSettings.defaults());
        int lossPercent = seed % 3 == 0 ? 0 : 15;
        net.filter = (fromA, text) -> random.nextInt(100) >= lossPercent;
        net.a.associate(net.b);
        for (int i = 0; i < MESSAGES; i++) {
            net.a.send(message("old", i), 0, 0);
        }
        net.run(random.nextInt(60) * MS);
        if (net.b.association != null && !net.b.association().isClosed()) {
            net.b.send(message("answer", seed), 1, 0);
        }
        net.run(random.nextInt(seed % 2 == 0 ? 20 : 3000) * MS);

        net.crashA(seed + 10_000);
        net.a.associate(net.b);
        for (int i = 0; i < MESSAGES; i++) {
            net.a.send(message("new", i), 0, 0);
        }
        net.run(600_000 * MS);

        List<AssociationEvent> told = net.b.notifications;
        int last = -1;
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i) instanceof AssociationEvent.Restarted
                    || told.get(i) instanceof AssociationEvent.CommunicationUp) {
                last = i;
            }
        }
        assertThat(last).as("seed %d: %s", seed, told).isNotNegative();
        boolean restarted = told.get(last) instanceof AssociationEvent.Restarted;
        restarts += restarted ? 1 : 0;
        others += restarted ? 0 : 1;
        List<String> after = new ArrayList<>();
        for (byte[] m : net.b.messages.subList(net.b.messagesAtNotification.get(last), net.b.messages.size())) {
            after.add(new String(m, StandardCharsets.US_ASCII));
        }
        assertThat(after).as("seed %d: %s", seed, told).containsExactly("new0", "new1", "new2", "new3", "new4");
        assertThat(net.a.association().state()).isEqualTo(AssociationState.ESTABLISHED);
        assertThat(net.b.association().state()).isEqualTo(AssociationState.ESTABLISHED);
        assertThat(net.b.endpoint.associationCount()).isEqualTo(1);
        assertThat(net.a.messages).as("what was meant for the one that crashed").isEmpty();
    }
}
