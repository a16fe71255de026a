package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.congestion.CongestionController;
import io.jsctp.engine.Wire.Answer;
import io.jsctp.wire.Chunk;
import io.jsctp.wire.CookieEchoChunk;
import io.jsctp.wire.DataChunk;
import io.jsctp.wire.HeartbeatAckChunk;
import io.jsctp.wire.HeartbeatChunk;
import io.jsctp.wire.InitAckChunk;
import io.jsctp.wire.Ipv4AddressParameter;
import io.jsctp.wire.SackChunk;
import io.jsctp.wire.SackChunk.GapBlock;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Sends to a peer with two addresses over lossy, reordering paths, and compares cwnd, ssthresh and partial_bytes_acked with
 * {@link CongestionModel} after every event.
 */
class CongestionModelTest {
    private static final int SEEDS = 60;
    private static final int EVENTS = 2500;
    private static final int MTU = 1028;
    private static final int RWND = 50_000_000;
    private static final InetAddress[] PEERS = {Wire.PEER, Wire.OTHER_PEER};

    private int fastRecoveries;
    private int timeouts;
    private int growths;
    private int avoidances;
    private int decays;
    private int renegings;
    private int switches;
    private int portChanges;

    @Test
    @DisplayName(
            "9260-7.2-1 9260-7.2-3 9260-7-1 9260-7.1-2 9260-7.1-4 9260-7.2.1-4..7 9260-7.2.1-10..12 9260-7.2.1-14 9260-7.2.2-2..4 9260-7.2.4-15 9260-7.2.4-16: after every event the congestion variables are those of a model of their own")
    void comparesWithTheModel() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            new Run(seed).run();
        }
        assertThat(List.of(fastRecoveries, timeouts, growths, avoidances, decays, renegings, switches, portChanges))
                .as("how often each kind of event occurred")
                .allSatisfy(n -> assertThat(n).isGreaterThan(50));
    }

    /** Something on its way. */
    private record Arrival(long at, int order, InetAddress from, Chunk chunk) {}

    /** One association, one course of events. */
    private final class Run {
        private final Random random;
        private final Wire wire;
        private final CongestionModel model;
        private final int ourTag;
        private final int firstTsn;
        private final String name;
        private final double loss;
        private final double reordering;
        private final long[] delays = new long[2];
        private final boolean[] dead = new boolean[2];
        private final int[] ports = {9899, 9899};
        private final PriorityQueue<Arrival> toPeer =
                new PriorityQueue<>(Comparator.comparingLong(Arrival::at).thenComparingInt(Arrival::order));
        private final PriorityQueue<Arrival> toUs =
                new PriorityQueue<>(Comparator.comparingLong(Arrival::at).thenComparingInt(Arrival::order));
        private final TreeSet<Integer> held = new TreeSet<>();
        private int peerCumulative = -1;
        private long nextSend;
        private int order;
        private String event = "";

        Run(long seed) {
            name = "seed " + seed;
            random = new Random(seed);
            loss = random.nextInt(4) * 0.04;
            reordering = random.nextInt(3) * 0.1;
            delays[0] = (5 + random.nextInt(150)) * Wire.MS;
            delays[1] = (5 + random.nextInt(150)) * Wire.MS;
            wire = new Wire(AssociationSettings.defaults().toBuilder()
                    .pathMtuBytes(MTU)
                    .noDelay(true)
                    .rtoMinNs((200 + random.nextInt(3) * 400) * Wire.MS)
                    .associationMaxRetrans(100_000)
                    .sendBufferBytes(1_000_000)
                    .build());
            Chunk init = SetupTest.init(new Ipv4AddressParameter((Inet4Address) Wire.OTHER_PEER));
            InitAckChunk initAck = wire.receive(0, init).get(0).only(InitAckChunk.class);
            ourTag = initAck.initiateTag();
            firstTsn = initAck.initialTsn();
            wire.receive(ourTag, new CookieEchoChunk(SetupTest.cookie(initAck)));
            model = new CongestionModel(MTU - 12);
            receive(1, echo(wire.nextTimeout().get(0).only(HeartbeatChunk.class)));
            sack(RWND); // the window of the INIT is too small for this
            nextSend = wire.now;
        }

        private Chunk echo(HeartbeatChunk heartbeat) {
            return new HeartbeatAckChunk(heartbeat.info());
        }

        private void sack(int aRwnd) {
            receive(0, new SackChunk(firstTsn - 1, aRwnd, List.of(), List.of()));
        }

        void run() {
            for (int i = 0; i < EVENTS; i++) {
                next();
            }
            fastRecoveries += model.fastRecoveries;
            growths += model.growths;
            avoidances += model.avoidances;
            decays += model.decays;
            renegings += model.renegings;
        }

        private void next() {
            long timer = wire.association().nextTimeoutNs();
            long peer = toPeer.isEmpty() ? Long.MAX_VALUE : toPeer.peek().at;
            long us = toUs.isEmpty() ? Long.MAX_VALUE : toUs.peek().at;
            long earliest = Math.min(Math.min(timer, nextSend), Math.min(peer, us));
            if (earliest == us) {
                Arrival a = toUs.remove();
                wire.now = Math.max(wire.now, a.at);
                receive(a.from.equals(Wire.PEER) ? 0 : 1, a.chunk);
            } else if (earliest == peer) {
                wire.now = Math.max(wire.now, earliest);
                peerReceives(toPeer.remove());
            } else if (earliest == timer) {
                timeout();
            } else {
                wire.now = Math.max(wire.now, nextSend);
                send();
            }
        }

        private void receive(int from, Chunk chunk) {
            event = name + " at " + wire.now + ": " + chunk;
            model.begin();
            if (chunk instanceof SackChunk s) {
                List<int[]> gaps = new ArrayList<>();
                int cumulative = s.cumulativeTsnAck() - firstTsn;
                for (GapBlock g : s.gapBlocks()) {
                    gaps.add(new int[] {cumulative + g.start(), cumulative + g.end()});
                }
                // the port comes before the chunks of the packet
                newPort(from);
                model.sack(cumulative, gaps);
            } else {
                newPort(from);
            }
            wire.peerUdpPort = ports[from];
            List<Answer> answers = wire.receiveFrom(PEERS[from], ourTag, chunk);
            if (chunk instanceof SackChunk && model.anyAcknowledged()) {
                leaveInactive();
            }
            sent(answers);
        }

        private void newPort(int from) {
            if (random.nextInt(300) == 0) {
                ports[from]++;
                portChanges++;
                model.destinations[from].startOver();
            }
        }

        /** What waits for an inactive path goes where new data goes. */
        private void leaveInactive() {
            for (int i = 0; i < 2; i++) {
                if (!path(i).isActive()) {
                    model.redirect(model.destinations[i], model.destinations[dataPath()]);
                }
            }
        }

        private int dataPath() {
            int primary = wire.association().paths.primary().index;
            return path(primary).isActive() || !path(1 - primary).isActive() ? primary : 1 - primary;
        }

        private Path path(int i) {
            return wire.association().paths.get(i);
        }

        /** Where goes what timed out on a path. */
        private int alternate(int i) {
            boolean other = path(1 - i).isActive() && !model.isTaken(model.destinations[1 - i]);
            return other || !path(i).isActive() ? 1 - i : i;
        }

        private void timeout() {
            long due = wire.association().nextTimeoutNs();
            event = name + " at " + due + ": a timer";
            model.begin();
            List<Integer> expired = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                if (path(i).t3DeadlineNs <= due) {
                    expired.add(i);
                }
            }
            boolean[] active = {path(0).isActive(), path(1).isActive()};
            List<Answer> answers = wire.nextTimeout();
            for (int i : expired) {
                assertThat(model.inFlight(model.destinations[i]))
                        .as("%s: T3 runs for nothing", event)
                        .isTrue();
                timeouts++;
                switches += alternate(i) != i ? 1 : 0;
                model.timeout(model.destinations[i], model.destinations[alternate(i)]);
            }
            for (int i = 0; i < 2; i++) {
                if (active[i] && !path(i).isActive()) {
                    model.redirect(model.destinations[i], model.destinations[alternate(i)]);
                }
            }
            sent(answers);
        }

        private void send() {
            event = name + " at " + wire.now + ": send";
            model.begin();
            int bytes = random.nextBoolean() ? 1 + random.nextInt(3000) : 20_000 + random.nextInt(80_000);
            wire.association().send(ByteBuffer.allocate(bytes), random.nextInt(5), 0, 0, 0, 0, null, wire.now);
            nextSend = wire.now + (random.nextInt(12) == 0 ? random.nextInt(8000) : random.nextInt(300)) * Wire.MS;
            if (random.nextInt(100) == 0) {
                dead[0] = !dead[0];
            }
            if (random.nextInt(100) == 0) {
                wire.association().pathControl().primary(PEERS[random.nextInt(2)]);
            }
            sent(wire.pull());
        }

        private void sent(List<Answer> answers) {
            for (Answer a : answers) {
                int to = a.to().equals(Wire.PEER) ? 0 : 1;
                assertThat(a.udpPort()).as(event).isEqualTo(ports[to]);
                List<CongestionModel.Sent> packet = new ArrayList<>();
                for (Chunk c : a.chunks()) {
                    if (c instanceof DataChunk d) {
                        packet.add(new CongestionModel.Sent(d.tsn() - firstTsn, 16 + ((d.payload().length + 3) & ~3)));
                    }
                    travel(toPeer, to, c);
                }
                if (!packet.isEmpty()) {
                    model.sent(
                            model.destinations[to],
                            packet,
                            wire.now,
                            path(to).rto.rtoNs());
                }
            }
            for (int i = 0; i < 2; i++) {
                CongestionController c = path(i).congestion;
                CongestionModel.Destination d = model.destinations[i];
                assertThat(List.of(c.cwnd(), c.ssthresh(), c.partialBytesAcked()))
                        .as("%s: cwnd, ssthresh and partial_bytes_acked of path %d", event, i)
                        .containsExactly(d.cwnd, d.ssthresh, d.pba);
            }
        }

        private void travel(PriorityQueue<Arrival> to, int path, Chunk chunk) {
            if (dead[path] || random.nextDouble() < loss) {
                return;
            }
            long extra = random.nextDouble() < reordering ? random.nextInt(60) * Wire.MS : 0;
            to.add(new Arrival(wire.now + delays[path] + extra, order++, PEERS[path], chunk));
        }

        private void peerReceives(Arrival a) {
            int path = a.from.equals(Wire.PEER) ? 0 : 1;
            if (a.chunk instanceof HeartbeatChunk h) {
                travel(toUs, path, echo(h));
            } else if (a.chunk instanceof DataChunk d) {
                int tsn = d.tsn() - firstTsn;
                if (tsn > peerCumulative) {
                    held.add(tsn);
                }
                while (held.remove(peerCumulative + 1)) {
                    peerCumulative++;
                }
                if (!held.isEmpty() && random.nextInt(100) == 0) {
                    held.remove(held.last());
                }
                travel(toUs, path, report());
            }
        }

        private SackChunk report() {
            List<GapBlock> blocks = new ArrayList<>();
            int start = -1;
            int end = -1;
            for (int tsn : held) {
                if (start >= 0 && tsn == end + 1) {
                    end = tsn;
                    continue;
                }
                if (start >= 0) {
                    blocks.add(new GapBlock(start - peerCumulative, end - peerCumulative));
                }
                start = tsn;
                end = tsn;
            }
            if (start >= 0) {
                blocks.add(new GapBlock(start - peerCumulative, end - peerCumulative));
            }
            return new SackChunk(firstTsn + peerCumulative, RWND, blocks, List.of());
        }
    }
}
