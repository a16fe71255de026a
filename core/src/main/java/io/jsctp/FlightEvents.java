package io.jsctp;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * What the stack tells the JVM's flight recorder, if there is one and a recording asks for it: changes of state as they happen,
 * and once in a while what each path and the whole stack is like. Nothing else may name this class where the module jdk.jfr can be
 * absent.
 */
@SuppressWarnings("UnusedVariable") // the recorder reads the fields of events
final class FlightEvents {
    private FlightEvents() {}

    /** {@return whether a recording asks for changes of state} */
    static boolean areWanted() {
        return new StateChange().isEnabled();
    }

    static void stateChanged(String association, String what) {
        StateChange event = new StateChange();
        event.association = association;
        event.what = what;
        event.commit();
    }

    /** Samples a stack from the first recording on; {@return what ends that} */
    static Runnable sample(StackRuntime runtime) {
        Runnable paths = () -> runtime.statistics.associations().forEach(FlightEvents::samplePaths);
        Runnable stack = () -> sampleStack(runtime.statistics());
        FlightRecorderListener begins = new FlightRecorderListener() {
            @Override
            public void recorderInitialized(FlightRecorder recorder) {
                FlightRecorder.addPeriodicEvent(PathSample.class, paths);
                FlightRecorder.addPeriodicEvent(StackSample.class, stack);
            }
        };
        FlightRecorder.addListener(begins);
        return () -> {
            FlightRecorder.removeListener(begins);
            if (FlightRecorder.isInitialized()) {
                FlightRecorder.removePeriodicEvent(paths);
                FlightRecorder.removePeriodicEvent(stack);
            }
        };
    }

    private static void samplePaths(AssociationStatistics association) {
        for (PathStatistics path : association.paths()) {
            PathSample sample = new PathSample();
            sample.association = association.localPort() + "->" + path.address().getPort();
            sample.address = path.address().getAddress().getHostAddress();
            sample.state = path.state().toString();
            sample.primary = path.primary();
            sample.cwnd = path.cwndBytes();
            sample.srtt = path.srttNs();
            sample.rto = path.rtoNs();
            sample.mtu = path.mtuBytes();
            sample.packetsSent = path.packetsSent();
            sample.packetsReceived = path.packetsReceived();
            sample.chunksRetransmitted = path.chunksRetransmitted();
            sample.rtoExpiries = path.rtoExpiries();
            sample.commit();
        }
    }

    private static void sampleStack(StackStatistics stack) {
        StackSample sample = new StackSample();
        sample.currEstab = stack.currEstab();
        sample.outSctpPacks = stack.get(Counter.OUT_SCTP_PACKS);
        sample.inSctpPacks = stack.get(Counter.IN_SCTP_PACKS);
        sample.fastRetransmissions = stack.get(Counter.FAST_RETRANSMISSIONS);
        sample.t3Retransmissions = stack.get(Counter.T3_RETRANSMISSIONS);
        sample.rtoExpiries = stack.get(Counter.RTO_EXPIRIES);
        sample.outOfBlues = stack.outOfBlues();
        sample.checksumErrors = stack.checksumErrors();
        sample.memory = stack.stack().memoryBytes();
        sample.commit();
    }

    @Name("io.jsctp.StateChange")
    @Label("SCTP State Change")
    @Category("SCTP")
    @Description("An association came up or ended, or one of its paths changed")
    @StackTrace(false)
    private static final class StateChange extends Event {
        @Label("Association")
        String association = "";

        @Label("What")
        String what = "";
    }

    @Name("io.jsctp.PathSample")
    @Label("SCTP Path")
    @Category("SCTP")
    @Description("What a path of an association is like")
    @Period("10 s")
    @StackTrace(false)
    private static final class PathSample extends Event {
        @Label("Ports")
        String association = "";

        @Label("Address")
        String address = "";

        @Label("State")
        String state = "";

        @Label("Primary")
        boolean primary;

        @Label("Congestion Window")
        @DataAmount
        long cwnd;

        @Label("Smoothed Round Trip Time")
        @Timespan(Timespan.NANOSECONDS)
        long srtt;

        @Label("Retransmission Timeout")
        @Timespan(Timespan.NANOSECONDS)
        long rto;

        @Label("MTU")
        @DataAmount
        int mtu;

        @Label("Packets Sent")
        long packetsSent;

        @Label("Packets Received")
        long packetsReceived;

        @Label("Chunks Retransmitted")
        long chunksRetransmitted;

        @Label("Expiries of T3-rtx")
        long rtoExpiries;
    }

    @Name("io.jsctp.StackSample")
    @Label("SCTP Stack")
    @Category("SCTP")
    @Description("What a stack has counted, by the names of RFC 3873 where it has one")
    @Period("10 s")
    @StackTrace(false)
    private static final class StackSample extends Event {
        @Label("sctpCurrEstab")
        int currEstab;

        @Label("sctpOutSCTPPacks")
        long outSctpPacks;

        @Label("sctpInSCTPPacks")
        long inSctpPacks;

        @Label("Fast Retransmissions")
        long fastRetransmissions;

        @Label("Retransmissions after T3-rtx")
        long t3Retransmissions;

        @Label("Expiries of T3-rtx")
        long rtoExpiries;

        @Label("sctpOutOfBlues")
        long outOfBlues;

        @Label("sctpChecksumErrors")
        long checksumErrors;

        @Label("Memory")
        @DataAmount
        long memory;
    }
}
