package io.jsctp.record;

import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.AssociationSettingsBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** All values of {@link AssociationSettings} as one word: {@code {name=value;name=value}}. */
final class SettingsText {
    private record Field(
            String name,
            Function<AssociationSettings, String> text,
            BiConsumer<AssociationSettingsBuilder, String> set) {}

    private static final List<Field> FIELDS = List.of(
            wide("rtoInitialNs", AssociationSettings::rtoInitialNs, AssociationSettingsBuilder::rtoInitialNs),
            wide("rtoMinNs", AssociationSettings::rtoMinNs, AssociationSettingsBuilder::rtoMinNs),
            wide("rtoMaxNs", AssociationSettings::rtoMaxNs, AssociationSettingsBuilder::rtoMaxNs),
            number(
                    "maxBurstPackets",
                    AssociationSettings::maxBurstPackets,
                    AssociationSettingsBuilder::maxBurstPackets),
            number(
                    "initialCwndPackets",
                    AssociationSettings::initialCwndPackets,
                    AssociationSettingsBuilder::initialCwndPackets),
            text("recovery", s -> NestedText.recovery(s.recovery()), (b, t) -> b.recovery(NestedText.recovery(t))),
            number(
                    "associationMaxRetrans",
                    AssociationSettings::associationMaxRetrans,
                    AssociationSettingsBuilder::associationMaxRetrans),
            number("pathMaxRetrans", AssociationSettings::pathMaxRetrans, AssociationSettingsBuilder::pathMaxRetrans),
            number(
                    "maxInitRetransmits",
                    AssociationSettings::maxInitRetransmits,
                    AssociationSettingsBuilder::maxInitRetransmits),
            wide(
                    "maxInitTimeoutNs",
                    AssociationSettings::maxInitTimeoutNs,
                    AssociationSettingsBuilder::maxInitTimeoutNs),
            wide("initStaggerNs", AssociationSettings::initStaggerNs, AssociationSettingsBuilder::initStaggerNs),
            flag(
                    "heartbeatEnabled",
                    AssociationSettings::heartbeatEnabled,
                    AssociationSettingsBuilder::heartbeatEnabled),
            wide(
                    "heartbeatIntervalNs",
                    AssociationSettings::heartbeatIntervalNs,
                    AssociationSettingsBuilder::heartbeatIntervalNs),
            wide("sackDelayNs", AssociationSettings::sackDelayNs, AssociationSettingsBuilder::sackDelayNs),
            number("sackFrequency", AssociationSettings::sackFrequency, AssociationSettingsBuilder::sackFrequency),
            wide("cookieLifeNs", AssociationSettings::cookieLifeNs, AssociationSettingsBuilder::cookieLifeNs),
            number(
                    "outboundStreams",
                    AssociationSettings::outboundStreams,
                    AssociationSettingsBuilder::outboundStreams),
            number(
                    "maxInboundStreams",
                    AssociationSettings::maxInboundStreams,
                    AssociationSettingsBuilder::maxInboundStreams),
            number(
                    "receiveBufferBytes",
                    AssociationSettings::receiveBufferBytes,
                    AssociationSettingsBuilder::receiveBufferBytes),
            number(
                    "sendBufferBytes",
                    AssociationSettings::sendBufferBytes,
                    AssociationSettingsBuilder::sendBufferBytes),
            flag("noDelay", AssociationSettings::noDelay, AssociationSettingsBuilder::noDelay),
            number("pathMtuBytes", AssociationSettings::pathMtuBytes, AssociationSettingsBuilder::pathMtuBytes),
            number(
                    "maxSegmentBytes",
                    AssociationSettings::maxSegmentBytes,
                    AssociationSettingsBuilder::maxSegmentBytes),
            text(
                    "partialDelivery",
                    s -> s.partialDeliveryPointBytes() + (s.mixesMessages() ? ":t" : ":f"),
                    (b, t) -> b.partialDelivery(Integer.parseInt(t.substring(0, t.length() - 2)), t.endsWith("t"))),
            flag(
                    "fragmentsDisabled",
                    AssociationSettings::fragmentsDisabled,
                    AssociationSettingsBuilder::fragmentsDisabled),
            text(
                    "adaptationIndication",
                    s -> NestedText.adaptationIndication(s.adaptationIndication()),
                    (b, t) -> b.adaptationIndication(NestedText.adaptationIndication(t))),
            flag("senderDryEvents", AssociationSettings::senderDryEvents, AssociationSettingsBuilder::senderDryEvents),
            flag("reneging", AssociationSettings::reneging, AssociationSettingsBuilder::reneging),
            wide("idleTimeoutNs", AssociationSettings::idleTimeoutNs, AssociationSettingsBuilder::idleTimeoutNs),
            number("trafficClass", AssociationSettings::trafficClass, AssociationSettingsBuilder::trafficClass),
            number("flowLabel", AssociationSettings::flowLabel, AssociationSettingsBuilder::flowLabel),
            text("failover", s -> NestedText.failover(s.failover()), (b, t) -> b.failover(NestedText.failover(t))),
            text(
                    "extensions",
                    s -> NestedText.extensions(s.extensions()),
                    (b, t) -> b.extensions(NestedText.extensions(t))),
            flag(
                    "pathMtuDiscovery",
                    AssociationSettings::pathMtuDiscovery,
                    AssociationSettingsBuilder::pathMtuDiscovery),
            number("linkMtuBytes", AssociationSettings::linkMtuBytes, AssociationSettingsBuilder::linkMtuBytes),
            text(
                    "streamScheduling",
                    s -> NestedText.streamScheduling(s.streamScheduling()),
                    (b, t) -> b.streamScheduling(NestedText.streamScheduling(t))),
            text("auth", s -> NestedText.auth(s.auth()), (b, t) -> b.auth(NestedText.auth(t))),
            number(
                    "allowedRequests",
                    AssociationSettings::allowedRequests,
                    AssociationSettingsBuilder::allowedRequests),
            number(
                    "errorDetectionMethod",
                    AssociationSettings::errorDetectionMethod,
                    AssociationSettingsBuilder::errorDetectionMethod),
            flag(
                    "acceptsZeroChecksum",
                    AssociationSettings::acceptsZeroChecksum,
                    AssociationSettingsBuilder::acceptsZeroChecksum));

    private SettingsText() {}

    private static Field text(
            String name,
            Function<AssociationSettings, String> get,
            BiConsumer<AssociationSettingsBuilder, String> set) {
        return new Field(name, get, set);
    }

    private static Field number(
            String name,
            Function<AssociationSettings, Integer> get,
            BiConsumer<AssociationSettingsBuilder, Integer> set) {
        return new Field(name, s -> get.apply(s).toString(), (b, text) -> set.accept(b, Integer.valueOf(text)));
    }

    private static Field wide(
            String name, Function<AssociationSettings, Long> get, BiConsumer<AssociationSettingsBuilder, Long> set) {
        return new Field(name, s -> get.apply(s).toString(), (b, text) -> set.accept(b, Long.valueOf(text)));
    }

    private static Field flag(
            String name,
            Function<AssociationSettings, Boolean> get,
            BiConsumer<AssociationSettingsBuilder, Boolean> set) {
        return new Field(name, s -> get.apply(s) ? "t" : "f", (b, text) -> set.accept(b, text.equals("t")));
    }

    /** Keys are left out of it if {@code redacts}, their numbers are not. */
    static String format(AssociationSettings settings, boolean redacts) {
        AssociationSettings told = redacts
                ? settings.toBuilder()
                        .auth(settings.auth().keys(settings.auth().keys().withoutSecrets()))
                        .build()
                : settings;
        StringBuilder out = new StringBuilder("{");
        for (Field field : FIELDS) {
            out.append(out.length() > 1 ? ";" : "")
                    .append(field.name)
                    .append('=')
                    .append(field.text.apply(told));
        }
        return out.append('}').toString();
    }

    /**
     * Reads what {@link #format} has written.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static AssociationSettings parse(String text) {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw new IllegalArgumentException("these are no settings: " + text);
        }
        AssociationSettingsBuilder builder = AssociationSettings.defaults().toBuilder();
        String[] values = text.substring(1, text.length() - 1).split(";", -1);
        if (values.length != FIELDS.size()) {
            throw new IllegalArgumentException(values.length + " settings, not " + FIELDS.size());
        }
        for (int i = 0; i < values.length; i++) {
            Field field = FIELDS.get(i);
            if (!values[i].startsWith(field.name + "=")) {
                throw new IllegalArgumentException("not the setting " + field.name + ": " + values[i]);
            }
            field.set.accept(builder, values[i].substring(field.name.length() + 1));
        }
        return builder.build();
    }

    /** {@return their names} */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        FIELDS.forEach(field -> names.add(field.name));
        return names;
    }
}
