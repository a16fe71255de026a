package io.jsctp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsctp.congestion.CongestionAlgorithm;
import io.jsctp.congestion.StandardCongestion;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.RecoverySettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProfileTest {
    @Test
    @DisplayName("PROF-1: RFC9260 is what the defaults are, and takes back what other profiles set")
    void theDefault() {
        AssociationSettings defaults = AssociationSettings.defaults();
        for (Profile p : Profile.values()) {
            AssociationSettings back = Profile.RFC9260.applyTo(p.applyTo(defaults));
            assertThat(back).usingRecursiveComparison().isEqualTo(defaults);
        }
        assertThat(defaults.recovery()).isEqualTo(RecoverySettings.RFC9260);
        assertThat(defaults.recovery().congestion()).isEqualTo(StandardCongestion.RFC9260);
        assertThat(defaults.recovery().timeBasedLoss()).isFalse();
        assertThat(defaults.recovery().tailLossProbe()).isFalse();
        assertThat(defaults.recovery().pacing()).isFalse();
    }

    @Test
    @DisplayName("PROF-2: what a profile does not name stays as it is")
    void theRestStays() {
        AssociationSettings mine = AssociationSettings.defaults().toBuilder()
                .outboundStreams(77)
                .pathMtuBytes(999)
                .build();
        for (Profile p : Profile.values()) {
            assertThat(p.applyTo(mine).outboundStreams()).isEqualTo(77);
            assertThat(p.applyTo(mine).pathMtuBytes()).isEqualTo(999);
        }
    }

    @Test
    @DisplayName("PROF-1: each profile has the values that it is documented with")
    void values() {
        AssociationSettings low = Profile.LOW_LATENCY.applyTo(AssociationSettings.defaults());
        assertThat(List.of(
                        low.rtoInitialNs(),
                        low.rtoMinNs(),
                        low.rtoMaxNs(),
                        low.sackDelayNs(),
                        low.heartbeatIntervalNs()))
                .containsExactly(500_000_000L, 100_000_000L, 5_000_000_000L, 20_000_000L, 5_000_000_000L);
        assertThat(low.noDelay()).isTrue();
        assertThat(low.recovery()).isEqualTo(new RecoverySettings(StandardCongestion.CUBIC, true, true, false));
        AssociationSettings telecom = Profile.TELECOM.applyTo(AssociationSettings.defaults());
        assertThat(List.of(telecom.pathMaxRetrans(), telecom.associationMaxRetrans()))
                .containsExactly(2, 4);
        assertThat(telecom.recovery()).isEqualTo(new RecoverySettings(StandardCongestion.RFC9260, true, true, false));
        AssociationSettings far = Profile.LONG_HAUL.applyTo(AssociationSettings.defaults());
        assertThat(List.of(far.sendBufferBytes(), far.receiveBufferBytes())).containsExactly(1 << 24, 1 << 24);
        assertThat(List.of(far.maxBurstPackets(), far.initialCwndPackets())).containsExactly(0, 10);
        assertThat(far.recovery()).isEqualTo(new RecoverySettings(StandardCongestion.TOLERANT_CUBIC, true, true, true));
    }

    @Test
    @DisplayName("TLP-2: a probe without time-based detection would find nothing, and is refused")
    void probeNeedsTime() {
        assertThatThrownBy(() -> new RecoverySettings(StandardCongestion.CUBIC, false, true, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(RecoverySettings.RFC9260.withPacing(true).pacing()).isTrue();
    }

    @Test
    @DisplayName(
            "PROF-1 CC-1: a stack's sockets begin with its profile and its congestion control; the option rules later associations")
    void chosen() throws Exception {
        AtomicInteger made = new AtomicInteger();
        CongestionAlgorithm own = (chunk, initial) -> {
            made.incrementAndGet();
            return StandardCongestion.CUBIC.newController(chunk, initial);
        };
        List<InetAddress> local = List.of(InetAddress.getByName("127.0.0.1"));
        try (SctpStack stack = SctpStack.builder()
                        .localAddresses(local)
                        .udpPort(0)
                        .profile(Profile.LOW_LATENCY)
                        .congestion(own)
                        .open();
                SctpSocket listener = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
                SctpSocket one = stack.socket(Family.IPV4, Style.ONE_TO_ONE);
                SctpSocket many = stack.socket(Family.IPV4, Style.ONE_TO_MANY)) {
            assertThat(one.getOption(SctpOption.PROFILE)).isEqualTo(Profile.LOW_LATENCY);
            assertThat(one.getOption(SctpOption.INITIAL_CWND)).isEqualTo(10);
            one.setOption(SctpOption.REMOTE_UDP_ENCAPS_PORT, stack.udpPort());
            listener.setOption(SctpOption.REMOTE_UDP_ENCAPS_PORT, stack.udpPort());
            listener.bind(new InetSocketAddress("127.0.0.1", 5000));
            listener.listen(1);
            one.connect(new InetSocketAddress("127.0.0.1", 5000));
            assertThat(made.get()).isGreaterThanOrEqualTo(2);
            assertThatThrownBy(() -> many.setOption(SctpOption.PROFILE, Profile.TELECOM, SctpConstants.SCTP_ALL_ASSOC))
                    .isInstanceOf(SctpException.class)
                    .hasMessageContaining("SCTP_FUTURE_ASSOC");
            many.setOption(SctpOption.PROFILE, Profile.TELECOM, SctpConstants.SCTP_FUTURE_ASSOC);
            assertThat(many.getOption(SctpOption.PROFILE)).isEqualTo(Profile.TELECOM);
        }
    }
}
