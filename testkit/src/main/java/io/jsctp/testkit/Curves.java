package io.jsctp.testkit;

import io.jsctp.Profile;
import io.jsctp.congestion.CongestionAlgorithm;
import io.jsctp.congestion.StandardCongestion;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.Preset;
import io.jsctp.engine.RecoverySettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures goodput through a {@link Bottleneck} in virtual time, as {@code docs/LONG-PATHS.md} shows it. The same seed gives the
 * same figures on every machine. Stateless.
 */
public final class Curves {
    private static final long NS_PER_MS = 1_000_000L;
    private static final long NS_PER_S = 1_000_000_000L;
    private static final int LARGE_BUFFER = 1 << 24;

    /** The least queue: shorter ones could not hold what leaves together. */
    private static final int LEAST_QUEUE_BYTES = 64 << 10;

    private Curves() {}

    /** What sends: a profile, or a congestion control with large buffers. */
    public enum Mode {
        /** The profile of that name. */
        RFC9260("RFC9260"),
        /** The profile of that name. */
        LOW_LATENCY("LOW_LATENCY"),
        /** The profile of that name. */
        TELECOM("TELECOM"),
        /** The profile of that name. */
        LONG_HAUL("LONG_HAUL"),
        /** The congestion control and loss detection of RFC 9260, with the buffers of LONG_HAUL. */
        RFC9260_LARGE("RFC 9260, 16 MiB"),
        /** CUBIC, losses by time and pacing, with the buffers of LONG_HAUL. */
        CUBIC_LARGE("CUBIC, 16 MiB");

        private final String label;

        Mode(String label) {
            this.label = label;
        }

        private AssociationSettings settings() {
            return switch (this) {
                case RFC9260_LARGE -> large(StandardCongestion.RFC9260, false);
                case CUBIC_LARGE -> large(StandardCongestion.CUBIC, true);
                default -> Preset.valueOf(name()).applyTo(AssociationSettings.defaults());
            };
        }

        private static AssociationSettings large(CongestionAlgorithm congestion, boolean beyond) {
            return AssociationSettings.defaults().toBuilder()
                    .sendBufferBytes(LARGE_BUFFER)
                    .receiveBufferBytes(LARGE_BUFFER)
                    .maxBurstPackets(beyond ? 0 : AssociationSettings.defaults().maxBurstPackets())
                    .recovery(new RecoverySettings(congestion, beyond, beyond, beyond))
                    .build();
        }

        /** {@return its name for people} */
        public String label() {
            return label;
        }

        /**
         * {@return the mode of a profile}
         *
         * @param profile the profile
         */
        public static Mode of(Profile profile) {
            return valueOf(profile.name());
        }
    }

    /**
     * A path.
     *
     * @param mbitPerS its rate, each way
     * @param roundTripMs its round trip without a queue
     * @param lossPerMille packets lost by chance of a thousand, each way
     */
    public record Way(int mbitPerS, int roundTripMs, int lossPerMille) {
        /** What fits into one round trip waits at most. */
        private int queueBytes() {
            return (int) Math.max(LEAST_QUEUE_BYTES, mbitPerS * 125L * roundTripMs);
        }

        /** {@return how long flows may find out about the path before they are measured, in seconds} */
        public int warmUpS() {
            return mbitPerS >= 1000 ? 3 : mbitPerS >= 100 ? 8 : 10;
        }

        /** {@return how long they are measured, in seconds: the faster the shorter, because each packet costs} */
        public int measuredS() {
            return mbitPerS >= 1000 ? 1 : mbitPerS >= 100 ? 8 : 20;
        }
    }

    /**
     * Measures flows that share a path.
     *
     * @param way the path
     * @param seed determines which packets are lost
     * @param modes what each flow is; each begins a second after the one before
     * @return the payload that arrives of each, in Mbit/s
     */
    public static List<Double> goodput(Way way, long seed, List<Mode> modes) {
        return goodput(way, seed, modes, way.warmUpS(), way.measuredS());
    }

    /**
     * Measures flows that share a path, for as long as is said.
     *
     * @param way the path
     * @param seed determines which packets are lost
     * @param modes what each flow is; each begins a second after the one before
     * @param warmUpS how long after the last one's begin the measurement begins, in seconds
     * @param measuredS how long it takes, in seconds
     * @return the payload that arrives of each, in Mbit/s
     */
    public static List<Double> goodput(Way way, long seed, List<Mode> modes, int warmUpS, int measuredS) {
        Bottleneck bottleneck = new Bottleneck(
                seed, way.mbitPerS * 1_000_000L, way.roundTripMs * NS_PER_MS, way.queueBytes(), way.lossPerMille);
        List<Bottleneck.Flow> flows = new ArrayList<>();
        for (Mode mode : modes) {
            if (!flows.isEmpty()) {
                bottleneck.run(NS_PER_S);
            }
            flows.add(bottleneck.add(mode.settings()));
        }
        bottleneck.run(warmUpS * NS_PER_S);
        List<Long> before = flows.stream().map(Bottleneck.Flow::bytes).toList();
        bottleneck.run(measuredS * NS_PER_S);
        List<Double> result = new ArrayList<>();
        for (int i = 0; i < flows.size(); i++) {
            result.add((flows.get(i).bytes() - before.get(i)) * 8 / 1e6 / measuredS);
        }
        return result;
    }
}
