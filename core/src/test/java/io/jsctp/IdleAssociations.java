package io.jsctp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Ten thousand associations of one one-to-many socket and as many one-to-one sockets, all in one virtual machine: idle for
 * two heartbeats, then each is asked. Tells how many bytes an association takes and how many were answered. Run
 * by {@link MemoryTest}.
 */
final class IdleAssociations {
    static final int ASSOCIATIONS = 10_000;
    private static final StackLimits LIMITS = StackLimits.defaults()
            .with(StackLimit.ASSOCIATIONS_PER_PEER, ASSOCIATIONS)
            .with(StackLimit.INITS_PER_SECOND, 0)
            .with(StackLimit.INITS_PER_SECOND_AND_SOURCE, 0);

    private IdleAssociations() {}

    /** Prints two numbers: bytes for each association, questions answered. */
    public static void main(String[] args) throws Exception {
        VirtualWire wire = new VirtualWire(LIMITS);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        SctpSocket server = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        server.bind(address);
        server.listen(1);
        server.setOption(SctpOption.RECVRCVINFO, true);
        ByteBuffer buffer = ByteBuffer.allocate(100);
        // The first makes the classes and buffers that all share.
        List<SctpSocket> clients = new ArrayList<>(List.of(connect(wire, address)));
        long answered = ask(clients.get(0), server, buffer) ? 1 : 0;
        long before = usedBytes();
        while (clients.size() < ASSOCIATIONS) {
            clients.add(connect(wire, address));
        }
        wire.runFor(70);
        long bytes = (usedBytes() - before) / (2L * (ASSOCIATIONS - 1));
        for (SctpSocket client : clients.subList(1, clients.size())) {
            answered += ask(client, server, buffer) ? 1 : 0;
        }
        System.out.println(bytes + " " + answered);
    }

    private static SctpSocket connect(VirtualWire wire, InetSocketAddress address) throws SctpException {
        SctpSocket client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        client.connect(address);
        return client;
    }

    private static boolean ask(SctpSocket client, SctpSocket server, ByteBuffer buffer) throws SctpException {
        buffer.clear().limit(8).putLong(0, client.hashCode());
        client.sendv(buffer, SendInfo.stream(0));
        ReceiveResult question = server.recvv(buffer.clear());
        int id = question.receiveInfo() == null ? 0 : question.receiveInfo().associationId();
        server.sendv(buffer.flip(), SendInfo.stream(0).withAssociationId(id));
        return client.recvv(buffer.clear()).length() == 8 && buffer.getLong(0) == client.hashCode();
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
