package io.jsctp.engine;

/**
 * The protocol parameters of one association (RFC 9260 §16 and the sizes around them). Immutable; a changed copy is made
 * through {@link #toBuilder()}. Times are nanoseconds, sizes bytes.
 */
public final class AssociationSettings {
    private static final AssociationSettings DEFAULTS = new Builder().build();
    private final long rtoInitialNs;
    private final long rtoMinNs;
    private final long rtoMaxNs;
    private final int maxBurstPackets;
    private final int associationMaxRetrans;
    private final int pathMaxRetrans;
    private final int maxInitRetransmits;
    private final long maxInitTimeoutNs;
    private final boolean heartbeatEnabled;
    private final long heartbeatIntervalNs;
    private final long sackDelayNs;
    private final int sackFrequency;
    private final long cookieLifeNs;
    private final int outboundStreams;
    private final int maxInboundStreams;
    private final int receiveBufferBytes;
    private final int sendBufferBytes;
    private final boolean noDelay;
    private final int pathMtuBytes;
    private final int maxSegmentBytes;
    private final int partialDeliveryPointBytes;
    private final boolean senderDryEvents;

    private AssociationSettings(Builder b) {
        rtoInitialNs = b.rtoInitialNs;
        rtoMinNs = b.rtoMinNs;
        rtoMaxNs = b.rtoMaxNs;
        maxBurstPackets = b.maxBurstPackets;
        associationMaxRetrans = b.associationMaxRetrans;
        pathMaxRetrans = b.pathMaxRetrans;
        maxInitRetransmits = b.maxInitRetransmits;
        maxInitTimeoutNs = b.maxInitTimeoutNs;
        heartbeatEnabled = b.heartbeatEnabled;
        heartbeatIntervalNs = b.heartbeatIntervalNs;
        sackDelayNs = b.sackDelayNs;
        sackFrequency = b.sackFrequency;
        cookieLifeNs = b.cookieLifeNs;
        outboundStreams = b.outboundStreams;
        maxInboundStreams = b.maxInboundStreams;
        receiveBufferBytes = b.receiveBufferBytes;
        sendBufferBytes = b.sendBufferBytes;
        noDelay = b.noDelay;
        pathMtuBytes = b.pathMtuBytes;
        maxSegmentBytes = b.maxSegmentBytes;
        partialDeliveryPointBytes = b.partialDeliveryPointBytes;
        senderDryEvents = b.senderDryEvents;
    }

    /** {@return the recommended values of RFC 9260 §16} */
    public static AssociationSettings defaults() {
        return DEFAULTS;
    }

    /** {@return a builder that starts from these values} */
    public Builder toBuilder() {
        Builder b = new Builder();
        b.rtoInitialNs = rtoInitialNs;
        b.rtoMinNs = rtoMinNs;
        b.rtoMaxNs = rtoMaxNs;
        b.maxBurstPackets = maxBurstPackets;
        b.associationMaxRetrans = associationMaxRetrans;
        b.pathMaxRetrans = pathMaxRetrans;
        b.maxInitRetransmits = maxInitRetransmits;
        b.maxInitTimeoutNs = maxInitTimeoutNs;
        b.heartbeatEnabled = heartbeatEnabled;
        b.heartbeatIntervalNs = heartbeatIntervalNs;
        b.sackDelayNs = sackDelayNs;
        b.sackFrequency = sackFrequency;
        b.cookieLifeNs = cookieLifeNs;
        b.outboundStreams = outboundStreams;
        b.maxInboundStreams = maxInboundStreams;
        b.receiveBufferBytes = receiveBufferBytes;
        b.sendBufferBytes = sendBufferBytes;
        b.noDelay = noDelay;
        b.pathMtuBytes = pathMtuBytes;
        b.maxSegmentBytes = maxSegmentBytes;
        b.partialDeliveryPointBytes = partialDeliveryPointBytes;
        b.senderDryEvents = senderDryEvents;
        return b;
    }

    /** {@return RTO.Initial in nanoseconds: the RTO before the first measurement} */
    public long rtoInitialNs() {
        return rtoInitialNs;
    }

    /** {@return RTO.Min in nanoseconds} */
    public long rtoMinNs() {
        return rtoMinNs;
    }

    /** {@return RTO.Max in nanoseconds} */
    public long rtoMaxNs() {
        return rtoMaxNs;
    }

    /** {@return Max.Burst: packets of new data to one path in reaction to one event; 0 sets no limit} */
    public int maxBurstPackets() {
        return maxBurstPackets;
    }

    /** {@return Association.Max.Retrans: consecutive errors after which the peer is given up} */
    public int associationMaxRetrans() {
        return associationMaxRetrans;
    }

    /** {@return Path.Max.Retrans: consecutive errors after which a path is inactive} */
    public int pathMaxRetrans() {
        return pathMaxRetrans;
    }

    /** {@return Max.Init.Retransmits: how often INIT, and COOKIE ECHO, are repeated} */
    public int maxInitRetransmits() {
        return maxInitRetransmits;
    }

    /** {@return cap of the RTO of INIT in nanoseconds; 0 leaves it to RTO.Max} */
    public long maxInitTimeoutNs() {
        return maxInitTimeoutNs;
    }

    /** {@return whether idle paths are probed} */
    public boolean heartbeatEnabled() {
        return heartbeatEnabled;
    }

    /** {@return HB.interval in nanoseconds, added to the RTO} */
    public long heartbeatIntervalNs() {
        return heartbeatIntervalNs;
    }

    /** {@return SACK.Delay in nanoseconds, at most 500 ms; 0 acknowledges at once} */
    public long sackDelayNs() {
        return sackDelayNs;
    }

    /** {@return packets with DATA after which a SACK leaves at once} */
    public int sackFrequency() {
        return sackFrequency;
    }

    /** {@return Valid.Cookie.Life in nanoseconds} */
    public long cookieLifeNs() {
        return cookieLifeNs;
    }

    /** {@return outbound streams asked for, 1..65535} */
    public int outboundStreams() {
        return outboundStreams;
    }

    /** {@return inbound streams accepted, 1..65535} */
    public int maxInboundStreams() {
        return maxInboundStreams;
    }

    /** {@return receive buffer in bytes, the window told to the peer; at least 4096} */
    public int receiveBufferBytes() {
        return receiveBufferBytes;
    }

    /** {@return send buffer in bytes: queued and unacknowledged payload; at least 1} */
    public int sendBufferBytes() {
        return sendBufferBytes;
    }

    /** {@return true turns Nagle's delay off} */
    public boolean noDelay() {
        return noDelay;
    }

    /** {@return largest SCTP packet, common header included, without IP and UDP headers; at least 512} */
    public int pathMtuBytes() {
        return pathMtuBytes;
    }

    /** {@return largest payload of one DATA chunk (SCTP_MAXSEG); 0 leaves it to the path MTU} */
    public int maxSegmentBytes() {
        return maxSegmentBytes;
    }

    /** {@return bytes of an incomplete message after which its delivery starts; 0: only when the buffer forces it} */
    public int partialDeliveryPointBytes() {
        return partialDeliveryPointBytes;
    }

    /** {@return whether SenderDry events are made} */
    public boolean senderDryEvents() {
        return senderDryEvents;
    }

    /** Collects values and checks them. */
    public static final class Builder {
        private long rtoInitialNs = 1_000_000_000L;
        private long rtoMinNs = 1_000_000_000L;
        private long rtoMaxNs = 60_000_000_000L;
        private int maxBurstPackets = 4;
        private int associationMaxRetrans = 10;
        private int pathMaxRetrans = 5;
        private int maxInitRetransmits = 8;
        private long maxInitTimeoutNs = 0L;
        private boolean heartbeatEnabled = true;
        private long heartbeatIntervalNs = 30_000_000_000L;
        private long sackDelayNs = 200_000_000L;
        private int sackFrequency = 2;
        private long cookieLifeNs = 60_000_000_000L;
        private int outboundStreams = 10;
        private int maxInboundStreams = 2048;
        private int receiveBufferBytes = 1 << 18;
        private int sendBufferBytes = 1 << 20;
        private boolean noDelay = false;
        private int pathMtuBytes = 1452;
        private int maxSegmentBytes = 0;
        private int partialDeliveryPointBytes = 0;
        private boolean senderDryEvents = false;

        private Builder() {}

        /**
         * Sets the value of {@link AssociationSettings#rtoInitialNs()}.
         *
         * @param value RTO.Initial in nanoseconds: the RTO before the first measurement
         * @return this
         */
        public Builder rtoInitialNs(long value) {
            rtoInitialNs = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#rtoMinNs()}.
         *
         * @param value RTO.Min in nanoseconds
         * @return this
         */
        public Builder rtoMinNs(long value) {
            rtoMinNs = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#rtoMaxNs()}.
         *
         * @param value RTO.Max in nanoseconds
         * @return this
         */
        public Builder rtoMaxNs(long value) {
            rtoMaxNs = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#maxBurstPackets()}.
         *
         * @param value Max.Burst: packets of new data to one path in reaction to one event; 0 sets no limit
         * @return this
         */
        public Builder maxBurstPackets(int value) {
            maxBurstPackets = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#associationMaxRetrans()}.
         *
         * @param value Association.Max.Retrans: consecutive errors after which the peer is given up
         * @return this
         */
        public Builder associationMaxRetrans(int value) {
            associationMaxRetrans = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#pathMaxRetrans()}.
         *
         * @param value Path.Max.Retrans: consecutive errors after which a path is inactive
         * @return this
         */
        public Builder pathMaxRetrans(int value) {
            pathMaxRetrans = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#maxInitRetransmits()}.
         *
         * @param value Max.Init.Retransmits: how often INIT, and COOKIE ECHO, are repeated
         * @return this
         */
        public Builder maxInitRetransmits(int value) {
            maxInitRetransmits = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#maxInitTimeoutNs()}.
         *
         * @param value cap of the RTO of INIT in nanoseconds; 0 leaves it to RTO.Max
         * @return this
         */
        public Builder maxInitTimeoutNs(long value) {
            maxInitTimeoutNs = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#heartbeatEnabled()}.
         *
         * @param value whether idle paths are probed
         * @return this
         */
        public Builder heartbeatEnabled(boolean value) {
            heartbeatEnabled = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#heartbeatIntervalNs()}.
         *
         * @param value HB.interval in nanoseconds, added to the RTO
         * @return this
         */
        public Builder heartbeatIntervalNs(long value) {
            heartbeatIntervalNs = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#sackDelayNs()}.
         *
         * @param value SACK.Delay in nanoseconds, at most 500 ms; 0 acknowledges at once
         * @return this
         */
        public Builder sackDelayNs(long value) {
            sackDelayNs = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#sackFrequency()}.
         *
         * @param value packets with DATA after which a SACK leaves at once
         * @return this
         */
        public Builder sackFrequency(int value) {
            sackFrequency = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#cookieLifeNs()}.
         *
         * @param value Valid.Cookie.Life in nanoseconds
         * @return this
         */
        public Builder cookieLifeNs(long value) {
            cookieLifeNs = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#outboundStreams()}.
         *
         * @param value outbound streams asked for, 1..65535
         * @return this
         */
        public Builder outboundStreams(int value) {
            outboundStreams = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#maxInboundStreams()}.
         *
         * @param value inbound streams accepted, 1..65535
         * @return this
         */
        public Builder maxInboundStreams(int value) {
            maxInboundStreams = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#receiveBufferBytes()}.
         *
         * @param value receive buffer in bytes, the window told to the peer; at least 4096
         * @return this
         */
        public Builder receiveBufferBytes(int value) {
            receiveBufferBytes = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#sendBufferBytes()}.
         *
         * @param value send buffer in bytes: queued and unacknowledged payload; at least 1
         * @return this
         */
        public Builder sendBufferBytes(int value) {
            sendBufferBytes = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#noDelay()}.
         *
         * @param value true turns Nagle's delay off
         * @return this
         */
        public Builder noDelay(boolean value) {
            noDelay = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#pathMtuBytes()}.
         *
         * @param value largest SCTP packet, common header included, without IP and UDP headers; at least 512
         * @return this
         */
        public Builder pathMtuBytes(int value) {
            pathMtuBytes = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#maxSegmentBytes()}.
         *
         * @param value largest payload of one DATA chunk (SCTP_MAXSEG); 0 leaves it to the path MTU
         * @return this
         */
        public Builder maxSegmentBytes(int value) {
            maxSegmentBytes = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#partialDeliveryPointBytes()}.
         *
         * @param value bytes of an incomplete message after which its delivery starts; 0: only when the buffer forces it
         * @return this
         */
        public Builder partialDeliveryPointBytes(int value) {
            partialDeliveryPointBytes = value;
            return this;
        }

        /**
         * Sets the value of {@link AssociationSettings#senderDryEvents()}.
         *
         * @param value whether SenderDry events are made
         * @return this
         */
        public Builder senderDryEvents(boolean value) {
            senderDryEvents = value;
            return this;
        }

        /**
         * Makes the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException if a value is out of its range or contradicts another
         */
        public AssociationSettings build() {
            require(rtoMinNs > 0 && rtoMinNs <= rtoMaxNs, "RTO.Min must be positive and at most RTO.Max");
            require(rtoInitialNs >= rtoMinNs && rtoInitialNs <= rtoMaxNs, "RTO.Initial must lie within the bounds");
            require(maxBurstPackets >= 0 && maxInitRetransmits >= 0, "counts must not be negative");
            require(associationMaxRetrans >= 0 && pathMaxRetrans >= 0, "counts must not be negative");
            require(maxInitTimeoutNs >= 0 && heartbeatIntervalNs >= 0, "times must not be negative");
            require(sackDelayNs >= 0 && sackDelayNs <= 500_000_000L, "SACK.Delay must be at most 500 ms");
            require(sackFrequency >= 1 && cookieLifeNs > 0, "SACK frequency and cookie life must be positive");
            require(outboundStreams >= 1 && outboundStreams <= 65535, "outbound streams must be 1..65535");
            require(maxInboundStreams >= 1 && maxInboundStreams <= 65535, "inbound streams must be 1..65535");
            require(receiveBufferBytes >= 4096, "the receive buffer must be at least 4096 bytes");
            require(sendBufferBytes >= 1, "the send buffer must not be empty");
            require(pathMtuBytes >= 512 && pathMtuBytes <= 65535, "the path MTU must be 512..65535");
            require(maxSegmentBytes >= 0 && partialDeliveryPointBytes >= 0, "sizes must not be negative");
            return new AssociationSettings(this);
        }

        private static void require(boolean holds, String rule) {
            if (!holds) {
                throw new IllegalArgumentException(rule);
            }
        }
    }
}
