package io.jsctp.link;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finished SCTP packets on their way to a {@link Link}: one buffer, with the boundaries, the destination and the source
 * of each packet.
 *
 * <p>A batch is filled by the engine and emptied by a link. Packets lie back to back from offset 0, so that runs of
 * packets of one size to one destination can be handed to segmentation offload as they are. Owner: the thread that
 * fills it; it is not thread-safe and is reused after {@link #clear()}.
 */
public final class PacketBatch {
    private final ByteBuffer buffer;
    private final int queue;
    private final int[] offsets;
    private final int[] lengths;
    private final int[] destinationPorts;
    private final int[] trafficClasses;
    private final int[] flowLabels;
    private final boolean[] fragmentable;
    private final @Nullable InetAddress[] destinations;
    private final @Nullable InetAddress[] sources;
    private int count;
    private int end;

    /**
     * Makes a batch with a direct buffer of its own.
     *
     * @param capacityBytes room for packets, in bytes
     * @param maxPackets the most packets it takes, at least 1
     */
    public PacketBatch(int capacityBytes, int maxPackets) {
        this(capacityBytes, maxPackets, 0);
    }

    /**
     * Makes a batch with a direct buffer of its own.
     *
     * @param capacityBytes room for packets, in bytes
     * @param maxPackets the most packets it takes, at least 1
     * @param queue by which queue of the link its packets leave
     */
    public PacketBatch(int capacityBytes, int maxPackets, int queue) {
        this.queue = queue;
        buffer = ByteBuffer.allocateDirect(capacityBytes);
        offsets = new int[maxPackets];
        lengths = new int[maxPackets];
        destinationPorts = new int[maxPackets];
        trafficClasses = new int[maxPackets];
        flowLabels = new int[maxPackets];
        fragmentable = new boolean[maxPackets];
        destinations = new InetAddress[maxPackets];
        sources = new InetAddress[maxPackets];
    }

    /** {@return the buffer that all packets lie in; use absolute positions only} */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** {@return by which queue of the link its packets leave, from 0} */
    public int queue() {
        return queue;
    }

    /**
     * Tells whether a packet of the given size can be opened.
     *
     * @param packetBytes the largest size that the packet may get, in bytes
     * @return true if it fits
     */
    public boolean hasRoom(int packetBytes) {
        return count < offsets.length && buffer.capacity() - end >= packetBytes;
    }

    /** {@return where the next packet starts in the buffer} */
    public int nextOffset() {
        return end;
    }

    /**
     * Takes the packet that was written at {@link #nextOffset()}, to be sent without a traffic class or flow label.
     *
     * @param length its size in bytes
     * @param destination the IP address to send it to
     * @param destinationPort the UDP port to send it to; 0 for raw IP
     * @param source the local address to send it from; null leaves the choice to the link
     */
    public void commit(int length, InetAddress destination, int destinationPort, @Nullable InetAddress source) {
        commit(length, destination, destinationPort, source, 0, 0);
    }

    /**
     * Takes the packet that was written at {@link #nextOffset()}.
     *
     * @param length its size in bytes
     * @param destination the IP address to send it to
     * @param destinationPort the UDP port to send it to; 0 for raw IP
     * @param source the local address to send it from; null leaves the choice to the link
     * @param trafficClass what its IP header shall have as traffic class, in IPv4 as type of service: the DSCP in the six
     *     high bits of an octet, 0 in the two low ones
     * @param flowLabel what its IPv6 header shall have as flow label, 20 bits; 0 for an IPv4 destination
     */
    public void commit(
            int length,
            InetAddress destination,
            int destinationPort,
            @Nullable InetAddress source,
            int trafficClass,
            int flowLabel) {
        offsets[count] = end;
        lengths[count] = length;
        destinations[count] = destination;
        destinationPorts[count] = destinationPort;
        sources[count] = source;
        trafficClasses[count] = trafficClass;
        flowLabels[count] = flowLabel;
        fragmentable[count] = false;
        count++;
        end += length;
    }

    /** Says of the packet committed last that it may be divided on its way: it cannot be smaller (RFC 9260 §6.9). */
    public void allowFragmentation() {
        fragmentable[count - 1] = true;
    }

    /**
     * {@return whether packet {@code i} may be divided into IP fragments, so that in IPv4 it leaves without DF}
     *
     * @param i its index, from 0
     */
    public boolean mayFragment(int i) {
        return fragmentable[i];
    }

    /** {@return bytes for which there is room} */
    public int capacityLeft() {
        return buffer.capacity() - end;
    }

    /** {@return packets for which there is room} */
    public int packetsLeft() {
        return offsets.length - count;
    }

    /** {@return how many packets the batch holds} */
    public int count() {
        return count;
    }

    /** {@return true if there is no packet in the batch} */
    public boolean isEmpty() {
        return count == 0;
    }

    /**
     * {@return where packet {@code i} starts in the buffer}
     *
     * @param i its index, from 0
     */
    public int offset(int i) {
        return offsets[i];
    }

    /**
     * {@return the size of packet {@code i} in bytes}
     *
     * @param i its index, from 0
     */
    public int length(int i) {
        return lengths[i];
    }

    /**
     * {@return the destination of packet {@code i}}
     *
     * @param i its index, from 0, below {@link #count()}
     */
    public InetAddress destination(int i) {
        InetAddress destination = destinations[i];
        if (destination == null) {
            throw new IndexOutOfBoundsException(i);
        }
        return destination;
    }

    /**
     * {@return the destination UDP port of packet {@code i}, 0 for raw IP}
     *
     * @param i its index, from 0
     */
    public int destinationPort(int i) {
        return destinationPorts[i];
    }

    /**
     * {@return the local address packet {@code i} shall leave from, or null for any}
     *
     * @param i its index, from 0
     */
    public @Nullable InetAddress source(int i) {
        return sources[i];
    }

    /**
     * {@return the traffic class of packet {@code i}: the DSCP in the six high bits of an octet}
     *
     * @param i its index, from 0
     */
    public int trafficClass(int i) {
        return trafficClasses[i];
    }

    /**
     * {@return the IPv6 flow label of packet {@code i}, 20 bits}
     *
     * @param i its index, from 0
     */
    public int flowLabel(int i) {
        return flowLabels[i];
    }

    /** Empties the batch for reuse. */
    public void clear() {
        Arrays.fill(destinations, 0, count, null);
        Arrays.fill(sources, 0, count, null);
        count = 0;
        end = 0;
    }
}
