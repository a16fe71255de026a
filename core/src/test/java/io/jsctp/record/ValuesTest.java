package io.jsctp.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsctp.congestion.StandardCongestion;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.AssociationSettingsBuilder;
import io.jsctp.engine.AuthSettings;
import io.jsctp.engine.Extension;
import io.jsctp.engine.Extensions;
import io.jsctp.engine.FailoverThresholds;
import io.jsctp.engine.RecoverySettings;
import io.jsctp.engine.SharedKeys;
import io.jsctp.engine.StreamScheduling;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    private static AssociationSettings unlikeTheStandard() {
        AssociationSettingsBuilder b = AssociationSettings.defaults().toBuilder();
        return b.rtoInitialNs(2_000_000_001L)
                .rtoMinNs(1_000_000_002L)
                .rtoMaxNs(50_000_000_003L)
                .maxBurstPackets(5)
                .initialCwndPackets(11)
                .recovery(new RecoverySettings(StandardCongestion.CUBIC, true, true, true))
                .associationMaxRetrans(12)
                .pathMaxRetrans(6)
                .maxInitRetransmits(7)
                .maxInitTimeoutNs(8)
                .initStaggerNs(9)
                .heartbeatEnabled(false)
                .heartbeatIntervalNs(10)
                .sackDelayNs(11)
                .sackFrequency(3)
                .cookieLifeNs(12_000_000)
                .outboundStreams(13)
                .maxInboundStreams(14)
                .receiveBufferBytes(150_000)
                .sendBufferBytes(160_000)
                .noDelay(true)
                .pathMtuBytes(1300)
                .maxSegmentBytes(1200)
                .partialDelivery(1700, true)
                .fragmentsDisabled(true)
                .adaptationIndication(-18)
                .senderDryEvents(true)
                .reneging(false)
                .idleTimeoutNs(19)
                .trafficClass(0x28)
                .flowLabel(20)
                .failover(new FailoverThresholds(2, 3))
                .extensions(Extensions.NONE.with(Extension.INTERLEAVING, true).with(Extension.AUTHENTICATION, true))
                .pathMtuDiscovery(true)
                .linkMtuBytes(1400)
                .streamScheduling(StreamScheduling.DEFAULT
                        .with(StreamScheduling.Policy.WEIGHTED_FAIR_QUEUEING)
                        .with(3, 4)
                        .with(5, 6))
                .auth(AuthSettings.DEFAULT
                        .require(0)
                        .required(true)
                        .keys(SharedKeys.NULL_KEY
                                .with(7, new byte[] {1, 2})
                                .with(8, new byte[] {3})
                                .activate(7)
                                .deactivate(8)))
                .allowedRequests(7)
                .errorDetectionMethod(1)
                .acceptsZeroChecksum(true)
                .build();
    }

    @Test
    @DisplayName("all settings come back from their text, each unlike the standard")
    void settings() {
        String standard = SettingsText.format(AssociationSettings.defaults(), false);
        String text = SettingsText.format(unlikeTheStandard(), false);
        String[] before = standard.split(";");
        String[] after = text.split(";");
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i]).isNotEqualTo(before[i]);
        }
        assertThat(SettingsText.format(SettingsText.parse(text), false)).isEqualTo(text);
        assertThat(SettingsText.format(SettingsText.parse(standard), false)).isEqualTo(standard);
    }

    @Test
    @DisplayName("no setting is forgotten: the text has one for each field of AssociationSettings")
    void complete() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/jsctp/engine/AssociationSettings.java"));
        Matcher field = Pattern.compile("^    private final .* (\\w+);", Pattern.MULTILINE)
                .matcher(source);
        List<String> fields = new ArrayList<>();
        while (field.find()) {
            fields.add(field.group(1));
        }
        fields.remove("mixesMessages");
        fields.set(fields.indexOf("partialDeliveryPointBytes"), "partialDelivery");
        assertThat(SettingsText.names()).isEqualTo(fields);
    }

    @Test
    @DisplayName("keys can be left out; a congestion control of the program's own is named, and can't be read")
    void leftOut() {
        String text = SettingsText.format(unlikeTheStandard(), true);
        assertThat(text).contains(":0>:7>:8<").doesNotContain("0102");
        AssociationSettings own = AssociationSettings.defaults().toBuilder()
                .recovery(RecoverySettings.RFC9260.withCongestion(StandardCongestion.CUBIC::newController))
                .build();
        String ownText = SettingsText.format(own, false);
        assertThatThrownBy(() -> SettingsText.parse(ownText))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of the program's own");
    }

    @Test
    @DisplayName("every kind of value comes back from its word")
    void values() throws Exception {
        List<InetAddress> addresses = List.of(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("2001:db8::1"));
        assertThat(Values.parse(Values.format(addresses, false))).isEqualTo(addresses);
        assertThat(Values.parse(Values.format(null, false))).isNull();
        assertThat(Values.parse(Values.format(true, false))).isEqualTo(true);
        assertThat(Values.parse(Values.format(-5, false))).isEqualTo(-5L);
        assertThat(Values.parse(Values.format(Long.MIN_VALUE, false))).isEqualTo(Long.MIN_VALUE);
        assertThat(Values.parse(Values.format(new byte[] {0, 1}, false))).isEqualTo(ByteBuffer.wrap(new byte[] {0, 1}));
        assertThat(Values.format(new byte[3], false)).isEqualTo("z3");
        assertThat(Values.parse("z3")).isEqualTo(ByteBuffer.allocate(3));
        assertThat(Values.parse(Values.format(List.of(), false))).isEqualTo(List.of());
        assertThat(Values.parse("#17")).isEqualTo(new Values.Reference(17));
        assertThat(Values.parse("m18")).isEqualTo(new Values.Message(18));
        assertThatThrownBy(() -> Values.format(new Object(), false)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "true", "x0", "xzz", "z-1", "z9999999999", "@01", "[1", "#", "m", "{}", "1.5", "?"})
    @DisplayName("other words are refused")
    void refused(String word) {
        assertThatThrownBy(() -> Values.parse(word)).isInstanceOf(IllegalArgumentException.class);
    }
}
