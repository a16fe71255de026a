package io.jsctp.link;

/**
 * What a link does beyond carrying packets.
 *
 * @param udpEncapsulation packets travel in UDP (RFC 6951), so that destination ports count
 * @param checksumTrusted the CRC32c of received packets was verified already
 * @param trafficClasses packets leave with the traffic class that {@link PacketBatch#trafficClass} tells; otherwise a
 *     socket refuses to take one
 * @param flowLabels IPv6 packets leave with the flow label that {@link PacketBatch#flowLabel} tells; otherwise a socket
 *     refuses to take one
 * @param dontFragment packets are never divided on their way, those aside that {@link PacketBatch#mayFragment} tells of:
 *     in IPv4 they have DF. Otherwise path MTUs cannot be discovered (RFC 8899 §3), and are what the link takes
 * @param errorDetectionMethod the other method by which the link finds packets that were changed on the way, as the Error
 *     Detection Method Identifier of RFC 9653: {@link #DTLS}, or 0 for none. Then packets can do without a checksum
 */
public record LinkCapabilities(
        boolean udpEncapsulation,
        boolean checksumTrusted,
        boolean trafficClasses,
        boolean flowLabels,
        boolean dontFragment,
        int errorDetectionMethod) {
    /** Error detection method: every packet travels in DTLS (RFC 8261). */
    public static final int DTLS = 1;

    /**
     * Tells of a link that has no error detection of its own.
     *
     * @param udpEncapsulation packets travel in UDP (RFC 6951), so that destination ports count
     * @param checksumTrusted the CRC32c of received packets was verified already
     * @param trafficClasses packets leave with the traffic class that {@link PacketBatch#trafficClass} tells
     * @param flowLabels IPv6 packets leave with the flow label that {@link PacketBatch#flowLabel} tells
     * @param dontFragment packets are never divided on their way
     */
    public LinkCapabilities(
            boolean udpEncapsulation,
            boolean checksumTrusted,
            boolean trafficClasses,
            boolean flowLabels,
            boolean dontFragment) {
        this(udpEncapsulation, checksumTrusted, trafficClasses, flowLabels, dontFragment, 0);
    }

    /**
     * Tells of a link that does nothing about the IP header.
     *
     * @param udpEncapsulation packets travel in UDP (RFC 6951), so that destination ports count
     * @param checksumTrusted the CRC32c of received packets was verified already
     */
    public LinkCapabilities(boolean udpEncapsulation, boolean checksumTrusted) {
        this(udpEncapsulation, checksumTrusted, false, false, false, 0);
    }
}
