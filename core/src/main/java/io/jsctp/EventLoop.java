package io.jsctp;

import io.jsctp.engine.Endpoint;
import io.jsctp.link.Link;
import io.jsctp.link.PacketReceiver;
import io.jsctp.wire.CommonHeader;
import io.jsctp.wire.Crc32c;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The one thread of a stack: takes packets from the link, runs timers, and sends what both made due. Users' calls do not
 * pass through it.
 */
final class EventLoop implements Runnable, PacketReceiver {
    private final StackRuntime runtime;
    private final Link link;
    private final Round round;
    private final Crc32c crc = new Crc32c();
    private final boolean verifiesChecksum;
    /** Answers packets for ports that no socket has (RFC 9260 §8.4). */
    private final Endpoint outOfTheBlue;

    private volatile boolean stopped;

    EventLoop(StackRuntime runtime) {
        this.runtime = runtime;
        link = runtime.link;
        round = new Round(link, runtime.batches.create(), runtime.counters);
        verifiesChecksum = !link.capabilities().checksumTrusted();
        outOfTheBlue =
                EndpointDriver.newEndpoint(runtime, 0, link.localAddresses(), false, runtime.defaults.association());
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                turn();
            } catch (RuntimeException e) {
                runtime.fault("a turn of the loop", e);
            }
        }
    }

    private void turn() {
        long until = runtime.timers.sleep();
        long timeoutNs = until == Timer.NONE ? Long.MAX_VALUE : Math.max(0, until - link.nanoTime());
        link.poll(this, timeoutNs);
        runtime.timers.awake();
        // Somebody's interrupt must not turn the wait into a busy loop.
        Thread.interrupted();
        fireTimers();
        round.end();
    }

    /** Makes the thread end; does not wait for it. */
    void stop() {
        stopped = true;
        link.wakeup();
    }

    @Override
    public void onPacket(ByteBuffer buffer, int offset, int length, InetAddress from, int fromPort, InetAddress to) {
        runtime.counters.received(length);
        if (length < CommonHeader.SIZE || (verifiesChecksum && !crc.verify(buffer, offset, length))) {
            runtime.counters.checksumError();
            return;
        }
        try {
            EndpointDriver endpoint = runtime.endpoints.find(CommonHeader.destinationPort(buffer, offset), to);
            if (endpoint != null) {
                endpoint.receive(buffer, offset, length, from, fromPort, to, round);
            } else {
                runtime.counters.outOfTheBlue();
                round.makeRoom();
                outOfTheBlue.receive(null, buffer, offset, length, from, fromPort, to, round.batch, round.nowNs());
            }
        } catch (RuntimeException e) {
            runtime.fault("a packet from " + from.getHostAddress(), e);
        }
    }

    private void fireTimers() {
        long now = round.nowNs();
        Timer due;
        while ((due = runtime.timers.pollDue(now)) != null) {
            due.owner.timeout(round);
        }
    }
}
