package io.jsctp.engine;

import io.jsctp.congestion.StandardCongestion;

/** The values of the profiles of {@code io.jsctp.Profile}, which says what each is for and lists them. */
public enum Preset {
    /** The default. */
    RFC9260,

    /** For small messages and short ways. */
    LOW_LATENCY,

    /** For signalling over several paths. */
    TELECOM,

    /** For much data over a long way that loses packets by chance. */
    LONG_HAUL;

    private static final long MS = 1_000_000L;
    private static final int LARGE_BUFFER = 1 << 24;

    /**
     * {@return settings with the values of this profile, and for the rest those given}
     *
     * @param settings the settings
     */
    public AssociationSettings applyTo(AssociationSettings settings) {
        AssociationSettingsBuilder b = settings.toBuilder();
        standard(b);
        switch (this) {
            case RFC9260 -> {
                // all of it is standard
            }
            case LOW_LATENCY -> lowLatency(b);
            case TELECOM -> telecom(b);
            case LONG_HAUL -> longHaul(b);
        }
        return b.build();
    }

    /** What RFC 9260 recommends, for all that any profile changes. */
    private static void standard(AssociationSettingsBuilder b) {
        AssociationSettings s = AssociationSettings.defaults();
        b.rtoInitialNs(s.rtoInitialNs())
                .rtoMinNs(s.rtoMinNs())
                .rtoMaxNs(s.rtoMaxNs())
                .sackDelayNs(s.sackDelayNs())
                .heartbeatIntervalNs(s.heartbeatIntervalNs())
                .pathMaxRetrans(s.pathMaxRetrans())
                .associationMaxRetrans(s.associationMaxRetrans())
                .noDelay(s.noDelay())
                .initialCwndPackets(s.initialCwndPackets())
                .maxBurstPackets(s.maxBurstPackets())
                .sendBufferBytes(s.sendBufferBytes())
                .receiveBufferBytes(s.receiveBufferBytes())
                .recovery(s.recovery());
    }

    private static void lowLatency(AssociationSettingsBuilder b) {
        b.rtoInitialNs(500 * MS)
                .rtoMinNs(100 * MS)
                .rtoMaxNs(5000 * MS)
                .sackDelayNs(20 * MS)
                .heartbeatIntervalNs(5000 * MS)
                .pathMaxRetrans(3)
                .associationMaxRetrans(6)
                .noDelay(true)
                .initialCwndPackets(10)
                .maxBurstPackets(10)
                .recovery(new RecoverySettings(StandardCongestion.CUBIC, true, true, false));
    }

    private static void telecom(AssociationSettingsBuilder b) {
        b.rtoInitialNs(500 * MS)
                .rtoMinNs(200 * MS)
                .rtoMaxNs(2000 * MS)
                .sackDelayNs(50 * MS)
                .heartbeatIntervalNs(5000 * MS)
                .pathMaxRetrans(2)
                .associationMaxRetrans(4)
                .noDelay(true)
                .recovery(new RecoverySettings(StandardCongestion.RFC9260, true, true, false));
    }

    private static void longHaul(AssociationSettingsBuilder b) {
        b.initialCwndPackets(10)
                .maxBurstPackets(0)
                .sendBufferBytes(LARGE_BUFFER)
                .receiveBufferBytes(LARGE_BUFFER)
                .recovery(new RecoverySettings(StandardCongestion.TOLERANT_CUBIC, true, true, true));
    }
}
