package io.jsctp.record;

import io.jsctp.congestion.StandardCongestion;
import io.jsctp.engine.AuthSettings;
import io.jsctp.engine.Extensions;
import io.jsctp.engine.FailoverThresholds;
import io.jsctp.engine.RecoverySettings;
import io.jsctp.engine.SharedKeys;
import io.jsctp.engine.StreamScheduling;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Settings that are values of several: as words without {@code ;}, and back. */
final class NestedText {
    /** A congestion control of the user's own: it can be named, not made again. */
    private static final String OWN = "own";

    private NestedText() {}

    static String recovery(RecoverySettings recovery) {
        String congestion = recovery.congestion() instanceof StandardCongestion standard ? standard.name() : OWN;
        return congestion + ":" + flag(recovery.timeBasedLoss()) + ":" + flag(recovery.tailLossProbe()) + ":"
                + flag(recovery.pacing());
    }

    static RecoverySettings recovery(String text) {
        String[] parts = parts(text, ":", 4);
        if (parts[0].equals(OWN)) {
            throw new IllegalArgumentException(
                    "a congestion control of the program's own was in use, which is not in the recording");
        }
        return new RecoverySettings(
                StandardCongestion.valueOf(parts[0]), flag(parts[1]), flag(parts[2]), flag(parts[3]));
    }

    static String adaptationIndication(@Nullable Integer indication) {
        return indication == null ? "-" : indication.toString();
    }

    static @Nullable Integer adaptationIndication(String text) {
        return text.equals("-") ? null : Integer.valueOf(text);
    }

    static String failover(FailoverThresholds thresholds) {
        return thresholds.potentiallyFailedMaxRetrans() + ":" + thresholds.primarySwitchoverMaxRetrans();
    }

    static FailoverThresholds failover(String text) {
        String[] parts = parts(text, ":", 2);
        return new FailoverThresholds(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    static String extensions(Extensions extensions) {
        return Integer.toString(extensions.bits());
    }

    static Extensions extensions(String text) {
        return new Extensions(Integer.parseInt(text));
    }

    static String streamScheduling(StreamScheduling scheduling) {
        StringBuilder out = new StringBuilder(scheduling.policy().name());
        scheduling
                .values()
                .forEach((stream, value) ->
                        out.append(':').append(stream).append('>').append(value));
        return out.toString();
    }

    static StreamScheduling streamScheduling(String text) {
        String[] parts = text.split(":", -1);
        Map<Integer, Integer> values = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts(parts[i], ">", 2);
            values.put(Integer.valueOf(pair[0]), Integer.valueOf(pair[1]));
        }
        return new StreamScheduling(StreamScheduling.Policy.valueOf(parts[0]), values);
    }

    static String auth(AuthSettings auth) {
        SharedKeys keys = auth.keys();
        StringBuilder out = new StringBuilder();
        out.append(numbers(auth.chunkTypes())).append(':').append(numbers(auth.hmacIds()));
        out.append(':').append(flag(auth.required())).append(':').append(keys.active());
        for (int number : keys.numbers()) {
            byte[] key = Objects.requireNonNull(keys.key(number));
            out.append(':').append(number).append(keys.isUsable(number) ? '>' : '<');
            out.append(HexFormat.of().formatHex(key));
        }
        return out.toString();
    }

    static AuthSettings auth(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length < 4) {
            throw new IllegalArgumentException("not how chunks are authenticated: " + text);
        }
        SharedKeys keys = SharedKeys.NULL_KEY.without(0);
        for (int i = 4; i < parts.length; i++) {
            boolean usable = parts[i].contains(">");
            String[] pair = parts(parts[i], usable ? ">" : "<", 2);
            int number = Integer.parseInt(pair[0]);
            keys = keys.with(number, HexFormat.of().parseHex(pair[1]));
            keys = usable ? keys : keys.deactivate(number);
        }
        return new AuthSettings(
                numbers(parts[0]), numbers(parts[1]), keys.activate(Integer.parseInt(parts[3])), flag(parts[2]));
    }

    private static String numbers(List<Integer> numbers) {
        StringBuilder out = new StringBuilder();
        for (int number : numbers) {
            out.append(out.length() > 0 ? "," : "").append(number);
        }
        return out.toString();
    }

    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            numbers.add(Integer.valueOf(number));
        }
        return numbers;
    }

    private static String flag(boolean on) {
        return on ? "t" : "f";
    }

    private static boolean flag(String text) {
        return text.equals("t");
    }

    private static String[] parts(String text, String separator, int count) {
        String[] parts = text.split(separator, -1);
        if (parts.length != count) {
            throw new IllegalArgumentException("not " + count + " parts: " + text);
        }
        return parts;
    }
}
