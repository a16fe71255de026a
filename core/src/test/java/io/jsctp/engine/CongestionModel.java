package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The congestion control of RFC 9260 §7.2 for two paths, written from the list of requirements and not from the engine: the
 * slow way, over a map of all chunks. It is told what was on the wire and which timers expired, works out the variables,
 * and objects to packets that may not leave. TSNs are distances from the first one.
 */
final class CongestionModel {
    private static final int BURST = 4;

    final Destination[] destinations;
    private final NavigableMap<Integer, Chunk> chunks = new TreeMap<>();
    private int cumulative = -1;
    private int highestSent = -1;
    private boolean recovering;
    private int recoveryExit;

    /** Packets of retransmissions that may leave now whatever the window. */
    private int freePackets;

    int fastRecoveries;
    int growths;
    int avoidances;
    int decays;
    int renegings;

    /** One address of the peer. */
    static final class Destination {
        final int pmdcs;
        private final int initialCwnd;
        int cwnd;
        int ssthresh;
        int pba;
        private long lastSent = Long.MIN_VALUE;
        private boolean afterTimeout;
        private int burst;

        // what one SACK says
        private int flightBefore;
        private int acked;
        private int highestAcked;
        private boolean anyAcked;
        private boolean loss;

        Destination(int pmdcs) {
            this.pmdcs = pmdcs;
            initialCwnd = Math.min(4 * pmdcs, Math.max(2 * pmdcs, 4404));
            startOver();
        }

        /** 9260-7.2.1-1, 9260-7.2.1-5, 9260-7.2.5-1. */
        void startOver() {
            cwnd = initialCwnd;
            ssthresh = Integer.MAX_VALUE;
            pba = 0;
        }

        private int half() {
            return Math.max(cwnd / 2, 4 * pmdcs);
        }
    }

    private enum Where {
        FLIGHT,
        LOST,
        REPORTED
    }

    /** One chunk as it goes along. */
    private static final class Chunk {
        final int size;
        Destination to;
        /** Where it is to be sent again. */
        Destination waitsFor;

        Where where = Where.FLIGHT;
        int misses;
        boolean fastRetransmitted;
        boolean counted;

        Chunk(int size, Destination to) {
            this.size = size;
            this.to = to;
            waitsFor = to;
        }
    }

    CongestionModel(int pmdcs) {
        destinations = new Destination[] {new Destination(pmdcs), new Destination(pmdcs)};
    }

    /** A chunk that leaves: its TSN, and its size with header and padding. */
    record Sent(int tsn, int size) {}

    private int flight(Destination d) {
        return chunks.values().stream()
                .filter(c -> c.where == Where.FLIGHT && c.to == d)
                .mapToInt(c -> c.size)
                .sum();
    }

    boolean inFlight(Destination d) {
        return flight(d) > 0;
    }

    /** 9260-7.2.1-4: nothing more may go there now. */
    boolean isTaken(Destination d) {
        return d.afterTimeout && flight(d) > 0;
    }

    /** The last SACK acknowledged something for the first time. */
    boolean anyAcknowledged() {
        return destinations[0].anyAcked || destinations[1].anyAcked;
    }

    private boolean anyLost(Destination d) {
        return chunks.values().stream().anyMatch(c -> c.where == Where.LOST && c.waitsFor == d);
    }

    /** A new event: what was allowed for the one before is not any more, but for what is still to be sent at once. */
    void begin() {
        for (Destination d : destinations) {
            d.burst = 0;
        }
    }

    void sent(Destination d, List<Sent> packet, long now, long rto) {
        idle(d, now, rto);
        d.lastSent = now;
        boolean free = false;
        boolean first = true;
        boolean anyNew = false;
        for (Sent s : packet) {
            Chunk c = chunks.get(s.tsn);
            boolean room = flight(d) < d.cwnd;
            if (d.afterTimeout && first) {
                assertThat(flight(d)).as("9260-7.2.1-4: one packet after T3").isZero();
            }
            if (c == null) {
                assertThat(s.tsn).as("9260-6.9-5").isEqualTo(++highestSent);
                assertThat(room).as("9260-6.1-12: new TSN %d", s.tsn).isTrue();
                chunks.put(s.tsn, new Chunk(s.size, d));
                anyNew = true;
            } else {
                assertThat(c.where).as("TSN %d is sent again", s.tsn).isEqualTo(Where.LOST);
                if (!room && !free && !(d.afterTimeout && !first)) {
                    assertThat(freePackets--).as("9260-6.1-15: TSN %d", s.tsn).isPositive();
                    free = true;
                }
                c.where = Where.FLIGHT;
                c.to = d;
                c.misses = 0;
            }
            first = false;
        }
        if (anyNew) {
            assertThat(++d.burst).as("9260-6.1-17").isLessThanOrEqualTo(BURST);
        }
    }

    /** 9260-7.2.1-11, 9260-7.2.1-12. */
    private void idle(Destination d, long now, long rto) {
        if (d.lastSent == Long.MIN_VALUE) {
            return;
        }
        long periods = Math.min(32, (now - d.lastSent) / rto);
        if (periods > 0 && d.cwnd > 4 * d.pmdcs) {
            d.ssthresh = d.cwnd;
            decays++;
            while (periods-- > 0) {
                d.cwnd = d.half();
            }
        }
    }

    /** 9260-6.3.3-1, 9260-7.2.3-3..5. */
    void timeout(Destination d, Destination sendsAgain) {
        d.ssthresh = d.half();
        d.cwnd = d.pmdcs;
        d.pba = 0;
        d.afterTimeout = true;
        recovering = false;
        freePackets++;
        for (Chunk c : chunks.values()) {
            if (c.where == Where.FLIGHT && c.to == d) {
                c.where = Where.LOST;
                c.waitsFor = sendsAgain;
                c.misses = 0;
                c.fastRetransmitted = false;
            } else if (c.where == Where.LOST && c.waitsFor == d) {
                c.waitsFor = sendsAgain;
            }
        }
    }

    /** A SACK; the gaps are pairs of first and last TSN. */
    void sack(int newCumulative, List<int[]> gaps) {
        if (newCumulative < cumulative) {
            return;
        }
        for (Destination d : destinations) {
            d.flightBefore = flight(d);
            d.acked = 0;
            d.anyAcked = false;
            d.loss = false;
        }
        boolean advanced = newCumulative > cumulative;
        cumulative = newCumulative;
        chunks.headMap(cumulative, true).forEach(this::acknowledged);
        chunks.headMap(cumulative, true).clear();
        reports(gaps);
        if (recovering && cumulative >= recoveryExit) {
            recovering = false; // 9260-6.2.1-10
        }
        for (Destination d : destinations) {
            if (d.anyAcked) {
                grow(d);
            }
        }
        if (!gaps.isEmpty()) {
            misses(gaps.get(gaps.size() - 1)[1], recovering && advanced);
        }
    }

    private void acknowledged(int tsn, Chunk c) {
        if (c.where == Where.REPORTED) {
            return;
        }
        c.where = Where.REPORTED;
        c.to.anyAcked = true;
        c.to.highestAcked = tsn;
        if (!c.counted) {
            c.to.acked += c.size; // 9260-7.2.1-14
            c.counted = true;
        }
    }

    private void reports(List<int[]> gaps) {
        chunks.forEach((tsn, c) -> {
            boolean reported = gaps.stream().anyMatch(g -> tsn >= g[0] && tsn <= g[1]);
            if (reported) {
                acknowledged(tsn, c);
            } else if (c.where == Where.REPORTED) {
                c.where = Where.FLIGHT; // 9260-6.2.1-8
                c.misses = 1;
                renegings++;
            }
        });
    }

    /** 9260-7.2.1-7..9, 9260-7.2.2-3..9. */
    private void grow(Destination d) {
        d.afterTimeout = false;
        boolean fullyUsed = d.flightBefore >= d.cwnd;
        if (!recovering) {
            if (d.cwnd <= d.ssthresh) {
                if (fullyUsed) {
                    d.cwnd += Math.min(d.acked, d.pmdcs);
                    growths++;
                }
            } else {
                d.pba += d.acked;
                if (d.pba > d.cwnd && !fullyUsed) {
                    d.pba = d.cwnd;
                }
                if (d.pba >= d.cwnd && fullyUsed) {
                    d.pba -= d.cwnd;
                    d.cwnd += d.pmdcs;
                    avoidances++;
                }
            }
        }
        if (flight(d) == 0 && !anyLost(d)) {
            d.pba = 0;
        }
    }

    /** 9260-7.2.4-3..15. */
    private void misses(int highestReported, boolean all) {
        List<Chunk> lost = new ArrayList<>();
        chunks.headMap(highestReported, false).forEach((tsn, c) -> {
            boolean eligible = c.where == Where.FLIGHT && !c.fastRetransmitted;
            boolean missed = all || (c.to.anyAcked && tsn < c.to.highestAcked);
            if (eligible && missed && ++c.misses >= 3) {
                lost.add(c);
            }
        });
        for (Chunk c : lost) {
            c.where = Where.LOST;
            c.waitsFor = c.to;
            c.fastRetransmitted = true;
            c.to.loss = true;
        }
        if (lost.isEmpty() || recovering) {
            return;
        }
        recovering = true;
        recoveryExit = highestSent;
        fastRecoveries++;
        for (Destination d : destinations) {
            if (d.loss) {
                d.ssthresh = d.half();
                d.cwnd = Math.min(d.cwnd, d.ssthresh);
                d.pba = 0;
                freePackets++;
            }
        }
    }

    /** What waits for an inactive destination goes elsewhere. */
    void redirect(Destination from, Destination to) {
        for (Chunk c : chunks.values()) {
            if (c.where == Where.LOST && c.waitsFor == from) {
                c.waitsFor = to;
            }
        }
    }
}
