package io.jsctp.cli;

import io.jsctp.AssociationChange;
import io.jsctp.EventType;
import io.jsctp.Family;
import io.jsctp.InitMessage;
import io.jsctp.Notification;
import io.jsctp.PeerAddressChange;
import io.jsctp.PeerAddressInfo;
import io.jsctp.PeerAddressParams;
import io.jsctp.ReceiveResult;
import io.jsctp.RtoInfo;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.SendInfo;
import io.jsctp.ShutdownEvent;
import io.jsctp.ShutdownHow;
import io.jsctp.Style;
import io.jsctp.link.UdpLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what SCTP does that TCP cannot: one of two paths is cut in mid-transfer, and nothing is lost. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a server and a client over two loopback addresses, cuts one of them in mid-transfer,",
            "and shows the association move to the other one without losing a message."
        },
        footer = {"", "Example: jsctp demo"})
final class Demo implements Callable<Integer> {
    private static final int STREAMS = 8;
    private static final int PORT = 5002;
    private static final int FRAME_MS = 100;
    private static final RtoInfo SHORT_RTO = new RtoInfo(100, 200, 50);
    private static final PeerAddressParams FAST_FAILOVER = PeerAddressParams.heartbeat(300, 2);

    private final Console console;

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "20000",
            description = "messages to send (default 20000)")
    private int messages;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "9",
            description = "how long to take for it (default 9)")
    private double seconds;

    @Option(names = "--plain", description = "no drawing, only lines (the default where there is no terminal)")
    private boolean plain;

    private long startNs;
    private long[] lastPackets = {0, 0};
    private long lastDrawNs;
    private volatile boolean senderFailed;

    Demo(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (messages < STREAMS || seconds < 1) {
            console.err("jsctp demo: --messages must be at least " + STREAMS + ", --seconds at least 1");
            return 2;
        }
        boolean animated = !plain && Console.isTerminal() && System.getenv("NO_COLOR") == null;
        try {
            return run(new DemoScreen(console, animated), Loopback.pair());
        } catch (IOException e) {
            console.perror("demo", e);
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int run(DemoScreen screen, List<InetAddress> addresses) throws IOException, InterruptedException {
        CutLink serverLink = new CutLink(UdpLink.open(addresses, 0, false));
        CutLink clientLink = new CutLink(UdpLink.open(addresses, 0, false));
        DemoTally tally = new DemoTally(STREAMS);
        try (SctpStack serverStack = SctpStack.builder().link(serverLink).open();
                SctpStack clientStack = SctpStack.builder()
                        .link(clientLink)
                        .peerUdpPort(serverStack.udpPort())
                        .open();
                SctpSocket listener = serverStack.socket(Family.IPV6, Style.ONE_TO_ONE);
                SctpSocket client = clientStack.socket(Family.IPV6, Style.ONE_TO_ONE)) {
            startNs = System.nanoTime();
            lastDrawNs = startNs;
            prepare(listener);
            listener.bindx(sockets(addresses, PORT), SctpConstants.SCTP_BINDX_ADD_ADDR);
            listener.listen(1);
            Thread receiver = start("demo-receiver", () -> receive(listener, tally, screen));
            prepare(client);
            client.bindx(sockets(addresses, 0), SctpConstants.SCTP_BINDX_ADD_ADDR);
            client.connectx(sockets(addresses, PORT));
            Thread watcher = start("demo-events", () -> watch(client, screen));
            screen.event(
                    at(),
                    "set up: " + addresses.get(0).getHostAddress() + " and "
                            + addresses.get(1).getHostAddress()
                            + ", RTO 50-200 ms, 2 retries before a path is given up");
            Thread sender = start("demo-sender", () -> send(client, tally));
            show(screen, addresses, List.of(serverLink, clientLink), client, tally, sender);
            client.shutdown(ShutdownHow.SHUT_WR);
            receiver.join(5000);
            watcher.join(5000);
            screen.draw(at(), rows(addresses, clientLink, client, addresses.get(0), false), tally, share());
        }
        console.out("");
        console.out(tally.text());
        console.out("A TCP connection lives on one pair of addresses: cutting it would have ended the transfer.");
        return tally.isPerfect() && !senderFailed ? 0 : 1;
    }

    private int share() {
        return messages / STREAMS;
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private double at() {
        return (System.nanoTime() - startNs) / 1e9;
    }

    private static List<InetSocketAddress> sockets(List<InetAddress> addresses, int port) {
        List<InetSocketAddress> result = new ArrayList<>();
        for (InetAddress a : addresses) {
            result.add(new InetSocketAddress(a, port));
        }
        return result;
    }

    private static void prepare(SctpSocket socket) throws SctpException {
        socket.setOption(SctpOption.INITMSG, new InitMessage(STREAMS, STREAMS, 0, 0));
        socket.setOption(SctpOption.RTOINFO, SHORT_RTO);
        socket.setOption(SctpOption.PEER_ADDR_PARAMS, FAST_FAILOVER);
        for (EventType type : List.of(EventType.ASSOC_CHANGE, EventType.PEER_ADDR_CHANGE, EventType.SHUTDOWN_EVENT)) {
            socket.setOption(SctpOption.event(type), true);
        }
    }

    /** The sender: an even flow over all streams. */
    private void send(SctpSocket client, DemoTally tally) {
        long begin = System.nanoTime();
        try {
            for (int i = 0; i < share() * STREAMS; i++) {
                long due = begin + (long) (i * (seconds * 1e9 / messages));
                while (due - System.nanoTime() > 1_000_000) {
                    Thread.sleep(1);
                }
                client.sendv(tally.next(i % STREAMS), SendInfo.stream(i % STREAMS));
            }
        } catch (SctpException e) {
            senderFailed = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void receive(SctpSocket listener, DemoTally tally, DemoScreen screen) {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        try (SctpSocket server = listener.accept()) {
            for (ReceiveResult r = server.recvv(buffer); !r.isEnd(); r = server.recvv(buffer.clear())) {
                Notification n = r.notification();
                if (n != null) {
                    tell(screen, "server", n);
                } else if (!r.isNotification()) {
                    tally.arrived(buffer.flip());
                }
            }
            screen.event(at(), "server: the association is over, everything was delivered");
        } catch (SctpException e) {
            screen.event(at(), "server: " + Console.reason(e));
        }
    }

    private void watch(SctpSocket client, DemoScreen screen) {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        try {
            for (ReceiveResult r = client.recvv(buffer); !r.isEnd(); r = client.recvv(buffer.clear())) {
                Notification n = r.notification();
                if (n != null) {
                    tell(screen, "client", n);
                }
            }
        } catch (SctpException e) {
            screen.event(at(), "client: " + Console.reason(e));
        }
    }

    private void tell(DemoScreen screen, String who, Notification n) {
        if (n instanceof AssociationChange c) {
            screen.event(at(), who + ": association change: " + c.state());
        } else if (n instanceof PeerAddressChange p) {
            screen.event(
                    at(),
                    who + ": peer address change: " + p.address().getAddress().getHostAddress() + " " + p.state());
        } else if (n instanceof ShutdownEvent) {
            screen.event(at(), who + ": the peer shuts down");
        }
    }

    /** Draws until all is sent, and uses the scissors on the way. */
    private void show(
            DemoScreen screen,
            List<InetAddress> addresses,
            List<CutLink> links,
            SctpSocket client,
            DemoTally tally,
            Thread sender)
            throws InterruptedException {
        InetAddress victim = addresses.get(0);
        boolean cut = false;
        boolean healed = false;
        while (sender.isAlive()) {
            double progress = (double) tally.totalSent() / messages;
            if (!cut && progress > 0.3) {
                cut = true;
                links.forEach(l -> l.cut(victim));
                screen.event(at(), "✂ " + victim.getHostAddress() + " is cut off, in mid-transfer");
            }
            if (cut && !healed && progress > 0.65) {
                healed = true;
                links.forEach(l -> l.cut(null));
                screen.event(at(), "the cable of " + victim.getHostAddress() + " is mended");
            }
            screen.draw(at(), rows(addresses, links.get(1), client, victim, cut && !healed), tally, share());
            Thread.sleep(FRAME_MS);
        }
    }

    private List<DemoScreen.PathRow> rows(
            List<InetAddress> addresses, CutLink link, SctpSocket client, InetAddress victim, boolean cut) {
        List<DemoScreen.PathRow> rows = new ArrayList<>();
        int busiest = 0;
        double[] rates = new double[addresses.size()];
        long nowNs = System.nanoTime();
        double elapsed = (nowNs - lastDrawNs) / 1e9;
        lastDrawNs = nowNs;
        for (int i = 0; i < rates.length; i++) {
            long packets = link.packetsTo(addresses.get(i));
            rates[i] = (packets - lastPackets[i]) / elapsed;
            lastPackets[i] = packets;
            busiest = rates[i] > rates[busiest] ? i : busiest;
        }
        for (int i = 0; i < rates.length; i++) {
            InetAddress a = addresses.get(i);
            rows.add(new DemoScreen.PathRow(
                    a.getHostAddress(), rates[i], state(client, a), i == busiest, cut && a.equals(victim)));
        }
        return rows;
    }

    private static String state(SctpSocket client, InetAddress address) {
        try {
            PeerAddressInfo info =
                    client.getOption(SctpOption.GET_PEER_ADDR_INFO, 0, new InetSocketAddress(address, PORT));
            return info.state() == PeerAddressInfo.State.INACTIVE
                    ? "UNREACHABLE"
                    : info.state().toString();
        } catch (SctpException e) {
            return "closed";
        }
    }
}
