package io.jsctp.engine;

import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds an association by a peer's address and port without making garbage: open addressing with linear probing, at most
 * half full, deletion by moving back.
 */
final class AddressTable {
    private static final int INITIAL_SLOTS = 16;

    private @Nullable InetAddress[] addresses = new InetAddress[INITIAL_SLOTS];
    private int[] ports = new int[INITIAL_SLOTS];
    private @Nullable Association[] values = new Association[INITIAL_SLOTS];
    private int size;

    private static int slotOf(InetAddress address, int port, int mask) {
        int h = address.hashCode() * 0x9E3779B9 + port * 0x85EBCA6B;
        return (h ^ (h >>> 15)) & mask;
    }

    @Nullable
    Association get(InetAddress address, int port) {
        int mask = ports.length - 1;
        for (int i = slotOf(address, port, mask); addresses[i] != null; i = (i + 1) & mask) {
            if (ports[i] == port && address.equals(addresses[i])) {
                return values[i];
            }
        }
        return null;
    }

    void put(InetAddress address, int port, Association value) {
        if (2 * (size + 1) > ports.length) {
            grow();
        }
        int mask = ports.length - 1;
        int i = slotOf(address, port, mask);
        while (addresses[i] != null) {
            if (ports[i] == port && address.equals(addresses[i])) {
                values[i] = value;
                return;
            }
            i = (i + 1) & mask;
        }
        addresses[i] = address;
        ports[i] = port;
        values[i] = value;
        size++;
    }

    /** Removes the entry if it belongs to the given association. */
    void remove(InetAddress address, int port, Association value) {
        int mask = ports.length - 1;
        int i = slotOf(address, port, mask);
        while (addresses[i] != null) {
            if (ports[i] == port && address.equals(addresses[i])) {
                if (values[i] == value) {
                    removeSlot(i, mask);
                }
                return;
            }
            i = (i + 1) & mask;
        }
    }

    private void removeSlot(int slot, int mask) {
        int hole = slot;
        InetAddress a;
        for (int i = (slot + 1) & mask; (a = addresses[i]) != null; i = (i + 1) & mask) {
            int home = slotOf(a, ports[i], mask);
            if (((i - home) & mask) >= ((i - hole) & mask)) {
                addresses[hole] = a;
                ports[hole] = ports[i];
                values[hole] = values[i];
                hole = i;
            }
        }
        addresses[hole] = null;
        values[hole] = null;
        size--;
    }

    private void grow() {
        @Nullable InetAddress[] oldAddresses = addresses;
        int[] oldPorts = ports;
        @Nullable Association[] oldValues = values;
        addresses = Arrays.copyOf(new InetAddress[0], 2 * oldPorts.length);
        ports = new int[2 * oldPorts.length];
        values = Arrays.copyOf(new Association[0], 2 * oldPorts.length);
        size = 0;
        for (int i = 0; i < oldPorts.length; i++) {
            InetAddress a = oldAddresses[i];
            Association v = oldValues[i];
            if (a != null && v != null) {
                put(a, oldPorts[i], v);
            }
        }
    }

    int size() {
        return size;
    }
}
