package io.jsctp;

import io.jsctp.wire.Chunk;
import io.jsctp.wire.DataView;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Attacks a stack in a virtual machine of its own and tells, for each attack, what the stack accounted and what the heap
 * really holds. Run by {@link MemoryTest}.
 */
final class HeapAttack {
    static final int ATTACKS = 13;
    static final long LIMIT_BYTES = 48L << 20;
    private static final int B = DataView.FLAG_B;
    private static final int E = DataView.FLAG_E;
    private static final int U = DataView.FLAG_U;
    private static final int CHUNKS_PER_PACKET = 60;

    private final HostileLink link = new HostileLink();
    private final SteppedStack stack;
    private final SctpSocket socket;
    private final List<int[]> peers = new ArrayList<>();

    private HeapAttack() throws Exception {
        stack = SctpStack.builder()
                .link(link)
                .random(new Random(1))
                .limit(StackLimit.MEMORY_BYTES, LIMIT_BYTES)
                .limit(StackLimit.INBOUND_STREAMS, 65_535)
                .limit(StackLimit.ASSOCIATIONS_PER_PEER, 100_000)
                .limit(StackLimit.INITS_PER_SECOND, 0)
                .limit(StackLimit.INITS_PER_SECOND_AND_SOURCE, 0)
                .openStepped();
        link.stack(stack);
        socket = stack.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        socket.bindx(
                List.of(new InetSocketAddress(link.local(), HostileLink.STACK_PORT)),
                SctpConstants.SCTP_BINDX_ADD_ADDR);
        socket.listen(4096);
        socket.setOption(SctpOption.INITMSG, new InitMessage(10, 65_535, 0, 0));
    }

    interface Step {
        Chunk chunk(int index);
    }

    private boolean associate(int count) {
        for (int i = 0; i < count; i++) {
            int port = 1 + peers.size();
            int tag = link.associate(port);
            if (tag == 0) {
                return false;
            }
            peers.add(new int[] {port, tag});
        }
        return true;
    }

    /** Each peer sends so many chunks. */
    private void flood(int chunks, Step step) {
        Chunk[] packet = new Chunk[CHUNKS_PER_PACKET];
        for (int[] peer : peers) {
            for (int at = 0; at < chunks; at += CHUNKS_PER_PACKET) {
                for (int i = 0; i < CHUNKS_PER_PACKET; i++) {
                    packet[i] = step.chunk(at + i);
                }
                link.send(peer[0], peer[1], packet);
            }
        }
    }

    private void readAll() throws SctpException {
        ByteBuffer target = ByteBuffer.allocate(1 << 16);
        socket.configureBlocking(false);
        try {
            while (true) {
                socket.recvv(target.clear());
            }
        } catch (SctpException e) {
            if (e.errno() != Errno.EAGAIN) {
                throw e;
            }
        }
    }

    /** The user sends each peer messages of one byte until there is no room; no peer acknowledges anything. */
    private void sendAll() throws SctpException {
        socket.configureBlocking(false);
        for (Integer id : socket.getOption(SctpOption.GET_ASSOC_ID_LIST)) {
            try {
                while (true) {
                    SendInfo info = new SendInfo(0, 0, 0, 0, id);
                    socket.sendv(ByteBuffer.allocate(1), null, info, 0);
                }
            } catch (SctpException e) {
                if (e.errno() != Errno.EAGAIN && e.errno() != Errno.ENOBUFS) {
                    throw e;
                }
            }
        }
    }

    private long accounted() {
        return stack.stack().counters().memoryBytes();
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    interface Attack {
        void on(HeapAttack stack) throws Exception;
    }

    private static void run(String name, Attack attack) throws Exception {
        HeapAttack a = new HeapAttack();
        long before = heap();
        attack.on(a);
        long held = heap() - before;
        System.out.println(name + " " + a.peers.size() + " " + a.accounted() + " " + held);
        a.stack.stack().close();
    }

    public static void main(String[] args) throws Exception {
        run("warm-up", a -> {
            a.associate(100);
            a.flood(600, i -> HostileLink.data(1 + i, B | E, 0, i & 0xffff, 1));
        });
        run("idle", a -> a.associate(100_000));
        run("fragments", a -> {
            a.associate(500);
            a.flood(2400, i -> HostileLink.data(1 + i, i == 0 ? B : 0, 0, 0, 1));
        });
        run("messages", a -> {
            a.associate(500);
            a.flood(2400, i -> HostileLink.data(1 + i, B | E | U, 0, 0, 1));
        });
        run("waiting", a -> {
            a.associate(500);
            a.flood(2400, i -> HostileLink.data(1 + i, B | E, 0, 1 + i, 1));
        });
        run("pieces", a -> {
            a.associate(500);
            a.flood(2400, i -> HostileLink.data(2 + 2 * i, B, i % 65_535, 0, 1));
        });
        run("streams", a -> {
            a.associate(500);
            a.flood(2400, i -> HostileLink.data(1 + i, B | E, i * 27, 0, 1));
        });
        run("streams-read", a -> {
            a.associate(300);
            a.flood(2400, i -> HostileLink.data(1 + i, B | E, i * 27, 0, 1));
            a.readAll();
        });
        run("worst-size", a -> {
            a.associate(500);
            a.flood(1200, i -> HostileLink.data(1 + i, B | E, 0, i, 65));
        });
        run("sending", a -> {
            a.associate(500);
            a.sendAll();
        });
        run("wide", a -> {
            a.associate(3000);
            a.flood(60, i -> HostileLink.data(1 + (i + 1) * 1092, B | E | U, 0, 0, 1));
        });
        run("read-wide", a -> {
            a.associate(3000);
            a.flood(60, i -> HostileLink.data(1 + (i + 1) * 1092, B | E | U, 0, 0, 1));
            a.readAll();
        });
        run("read", a -> {
            a.associate(2000);
            List<int[]> all = new ArrayList<>(a.peers);
            for (int[] peer : all) {
                a.peers.clear();
                a.peers.add(peer);
                // all but the first wait for it, then all are delivered at once
                a.flood(1800, i -> HostileLink.data(2 + i, B | E, 0, 1 + i, 1));
                a.link.send(peer[0], peer[1], HostileLink.data(1, B | E, 0, 0, 1));
                a.readAll();
            }
            a.peers.addAll(all);
        });
    }
}
