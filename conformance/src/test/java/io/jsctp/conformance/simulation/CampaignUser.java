package io.jsctp.conformance.simulation;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationEvent;
import io.jsctp.engine.InboundMessage;
import io.jsctp.engine.SendStatus;
import io.jsctp.testkit.SeededRandom;
import io.jsctp.testkit.SimulatedHost;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One side's user in a campaign: sends what the plan says, reads at its pace, and holds what comes against the ledger. */
final class CampaignUser implements SimulatedHost.User {
    private final CampaignPlan plan;
    private final SeededRandom random;
    private final long readDelayNs;

    Ledger sending = new Ledger();
    int toSend;
    int accepted;
    boolean shutdownWhenSent;

    @Nullable
    Association association;

    @Nullable
    AssociationEvent last;

    int ups;
    int restarts;
    int failed;
    boolean crashed;

    private byte @Nullable [] pending;
    private int pendingStream;
    private boolean pendingUnordered;
    private boolean shutdownAsked;
    private Inbox inbox = new Inbox(new Ledger());

    /** What is expected in one life of the association; messages of a former life may still be read slowly. */
    private record Inbox(Ledger expecting, ByteArrayOutputStream partial) {
        Inbox(Ledger expecting) {
            this(expecting, new ByteArrayOutputStream());
        }
    }

    CampaignUser(CampaignPlan plan, long seed, int toSend) {
        this.plan = plan;
        this.random = new SeededRandom(seed);
        this.readDelayNs = plan.readDelayNs();
        this.toSend = toSend;
    }

    void expect(Ledger ledger) {
        inbox = new Inbox(ledger);
    }

    Ledger expecting() {
        return inbox.expecting;
    }

    @Override
    public void onAccepted(SimulatedHost host, Association a) {
        if (association != null) {
            last = null; // the former one was over before the peer came back
            onNewLife();
        }
        association = a;
    }

    @Override
    public void onEvent(SimulatedHost host, Association a, AssociationEvent event) {
        if (event instanceof InboundMessage m) {
            Inbox now = inbox;
            if (readDelayNs == 0) {
                read(host, a, m, now);
            } else {
                host.network().schedule(readDelayNs, () -> {
                    if (!crashed) {
                        read(host, a, m, now);
                        host.flush(a);
                    }
                });
            }
            return;
        }
        host.network().trace().note(host.network().nowNs(), host.addresses().get(0) + " " + event);
        if (event instanceof AssociationEvent.CommunicationUp) {
            ups++;
        } else if (event instanceof AssociationEvent.Restarted) {
            restarts++;
            onNewLife();
        } else if (event instanceof AssociationEvent.SendFailed) {
            failed++;
        }
        if (event instanceof AssociationEvent.CommunicationLost || event instanceof AssociationEvent.ShutdownComplete) {
            last = event;
        }
    }

    /** The peer restarted: what was under way may be lost, what is sent from now on may not. */
    private void onNewLife() {
        sending = new Ledger();
        shutdownAsked = false;
        if (newLife != null) {
            newLife.run();
        }
    }

    @Nullable
    Runnable newLife;

    private static void read(SimulatedHost host, Association a, InboundMessage m, Inbox into) {
        ByteArrayOutputStream partial = into.partial;
        ByteBuffer copy = ByteBuffer.allocate(m.length());
        m.read(copy);
        if (m.beginning()) {
            partial.reset();
        }
        partial.writeBytes(copy.array());
        int stream = m.streamId();
        boolean unordered = m.unordered();
        boolean whole = m.endOfRecord();
        a.consumed(m, host.network().nowNs());
        if (whole) {
            byte[] message = partial.toByteArray();
            partial.reset();
            into.expecting.arrived(message, stream, unordered);
        }
    }

    @Override
    public void onIdle(SimulatedHost host, Association a) {
        if (!a.isEstablished() || a != association) {
            return;
        }
        while (toSend > 0) {
            byte[] message = pending;
            if (message == null) {
                message = new byte[random.between(1, plan.largestMessage())];
                random.fill(message);
                pending = message;
                pendingStream = random.below(a.outboundStreams());
                pendingUnordered = random.chance(plan.unorderedPerMille());
            }
            int stream = pendingStream % a.outboundStreams();
            SendStatus status = a.send(
                    ByteBuffer.wrap(message),
                    stream,
                    pendingUnordered ? Association.UNORDERED : 0,
                    toSend,
                    0,
                    0,
                    null,
                    host.network().nowNs());
            if (status == SendStatus.SHUTTING_DOWN || status == SendStatus.CLOSED) {
                toSend = 0;
                break;
            }
            if (status != SendStatus.ACCEPTED) {
                if (status != SendStatus.BUFFER_FULL) {
                    throw new AssertionError("send was refused: " + status);
                }
                break;
            }
            sending.sent(message, stream, pendingUnordered);
            accepted++;
            pending = null;
            toSend--;
        }
        if (toSend == 0 && shutdownWhenSent && !shutdownAsked) {
            shutdownAsked = true;
            a.shutdown(host.network().nowNs());
        }
    }
}
