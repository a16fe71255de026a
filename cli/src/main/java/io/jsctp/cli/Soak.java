package io.jsctp.cli;

import io.jsctp.AssociationParams;
import io.jsctp.Family;
import io.jsctp.InitMessage;
import io.jsctp.PeerAddressParams;
import io.jsctp.RtoInfo;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.SctpStackBuilder;
import io.jsctp.StackCounters;
import io.jsctp.StackLimit;
import io.jsctp.Style;
import io.jsctp.cli.BadLink.Weather;
import io.jsctp.link.UdpLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many associations between two stacks over real sockets and bad links, for as long as one likes. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a server and a client with many associations that come and go, over two loopback addresses whose",
            "links lose, repeat, reorder and damage packets and are cut. Ends with a verdict: what was lost, delivered",
            "twice, damaged, ended otherwise than meant, or left behind."
        },
        footer = {"", "Example: jsctp soak --minutes 10 --associations 50"})
final class Soak implements Callable<Integer> {
    private static final int PORT = 5003;
    private static final int BACKLOG = 4096;
    private static final int STREAMS = 8;
    private static final long TURN_MS = 100;
    private static final long LINE_NS = 10_000_000_000L;
    private static final long PATIENCE_NS = 120_000_000_000L;
    private static final RtoInfo SHORT_RTO = new RtoInfo(200, 400, 50);
    private static final int RETRANSMITS = 20;
    private static final Weather BLACKOUT = new Weather("blackout", 1000, 0, 0, 0, null);

    private final Console console;
    private final SoakTotals totals = new SoakTotals();

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "1", description = "how long (default 1)")
    private double minutes;

    @Option(
            names = "--associations",
            paramLabel = "K",
            defaultValue = "20",
            description = "associations at a time (default 20)")
    private int associations;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "determines traffic and weather")
    private long seed;

    private long beganNs;
    private long endNs;
    private Weather weather = Weather.FAIR;
    private long nextWeatherNs;
    private long nextLineNs;

    Soak(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!(minutes > 0) || minutes > 1e6 || associations < 1 || associations > 2000) {
            console.err("jsctp soak: --minutes must be positive, --associations 1 to 2000");
            return 2;
        }
        try {
            return run(Loopback.pair());
        } catch (IOException e) {
            console.perror("soak", e);
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    static void prepare(SctpSocket socket) throws SctpException {
        socket.setOption(SctpOption.INITMSG, new InitMessage(STREAMS, STREAMS, RETRANSMITS, 400));
        socket.setOption(SctpOption.RTOINFO, SHORT_RTO);
        socket.setOption(SctpOption.PEER_ADDR_PARAMS, PeerAddressParams.heartbeat(500, 2));
        socket.setOption(SctpOption.ASSOCINFO, AssociationParams.of(RETRANSMITS, 0));
    }

    private static SctpStackBuilder stack(BadLink link) {
        // a shutdown may take as long as an association may be without an answer
        return SctpStack.builder().link(link).limit(StackLimit.SHUTDOWN_GUARD_RTOS, RETRANSMITS);
    }

    private int run(List<InetAddress> addresses) throws IOException, InterruptedException {
        BadLink serverLink = new BadLink(UdpLink.open(addresses, 0, false));
        BadLink clientLink = new BadLink(UdpLink.open(addresses, 0, false));
        List<BadLink> links = List.of(serverLink, clientLink);
        try (SctpStack server = stack(serverLink).open();
                SctpStack client =
                        stack(clientLink).peerUdpPort(server.udpPort()).open()) {
            SctpSocket listener = server.socket(Family.IPV6, Style.ONE_TO_ONE);
            prepare(listener);
            List<InetSocketAddress> target = sockets(addresses, PORT);
            listener.bindx(target, SctpConstants.SCTP_BINDX_ADD_ADDR);
            listener.listen(BACKLOG);
            start(
                    "soak-accept",
                    new SoakServer(listener, totals, x -> links.forEach(link -> link.mute(x.mutedPort, false))));
            beganNs = System.nanoTime();
            endNs = beganNs + (long) (minutes * 60e9);
            nextLineNs = beganNs + LINE_NS;
            SplittableRandom random = new SplittableRandom(seed);
            List<Thread> clients = new ArrayList<>();
            AtomicLong ids = new AtomicLong();
            for (int i = 0; i < associations; i++) {
                clients.add(start(
                        "soak-client-" + i,
                        new SoakClient(
                                client,
                                links,
                                sockets(addresses, 0),
                                target,
                                totals,
                                random.split(),
                                ids,
                                () -> System.nanoTime() < endNs)));
            }
            while (System.nanoTime() < endNs) {
                changeWeather(links, addresses, random);
                show();
                Thread.sleep(TURN_MS);
            }
            links.forEach(link -> link.weather(Weather.FAIR));
            weather = Weather.FAIR;
            long patienceNs = System.nanoTime() + PATIENCE_NS;
            while (!isQuiet(clients, List.of(server, client)) && System.nanoTime() < patienceNs) {
                show();
                Thread.sleep(TURN_MS);
            }
            listener.close();
            while (left(server.counters(), client.counters()) > 0 && System.nanoTime() < patienceNs) {
                Thread.sleep(TURN_MS);
            }
            totals.judgeRest();
            return verdict(server.counters(), client.counters(), serverLink.packetsLost() + clientLink.packetsLost());
        }
    }

    /** {@return whether nobody sends any more, and every association is over} */
    private boolean isQuiet(List<Thread> clients, List<SctpStack> stacks) {
        return clients.stream().noneMatch(Thread::isAlive)
                && stacks.stream().allMatch(s -> s.counters().associations() == 0);
    }

    /** {@return associations, sockets and bytes that there still are} */
    private static long left(StackCounters... stacks) {
        long left = 0;
        for (StackCounters stack : stacks) {
            left += stack.associations() + stack.sockets() + stack.memoryBytes();
        }
        return left;
    }

    private int verdict(StackCounters server, StackCounters client, long packetsLost) {
        clearLine();
        long leaked = left(server, client);
        long faults = server.internalErrors() + client.internalErrors();
        totals.notes.forEach(console::out);
        console.out(String.format(
                Locale.ROOT,
                "%s in %.0f s; %d packets, %d of them lost",
                totals.text(),
                (System.nanoTime() - beganNs) / 1e9,
                server.packetsSent() + client.packetsSent(),
                packetsLost));
        console.out("lost        " + totals.lost());
        console.out("duplicated  " + totals.duplicated());
        console.out("damaged     " + totals.damaged());
        console.out("broken      " + totals.broken());
        console.out("leaked      " + leaked);
        console.out("faults      " + faults);
        boolean good = totals.lost() + totals.duplicated() + totals.damaged() + totals.broken() + leaked + faults == 0;
        console.out(good ? "passed" : "FAILED");
        return good ? 0 : 1;
    }

    private void changeWeather(List<BadLink> links, List<InetAddress> addresses, SplittableRandom random) {
        long now = System.nanoTime();
        if (now < nextWeatherNs) {
            return;
        }
        weather = draw(addresses, random);
        int longestMs = weather.equals(BLACKOUT) ? 1000 : 3000;
        nextWeatherNs = now + random.nextInt(300, longestMs) * 1_000_000L;
        links.forEach(link -> link.weather(weather));
    }

    private static Weather draw(List<InetAddress> addresses, SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> Weather.FAIR;
            case 1 -> BLACKOUT;
            case 2, 3 -> {
                @Nullable InetAddress cut = addresses.get(random.nextInt(addresses.size()));
                yield new Weather("cut " + cut.getHostAddress(), 5, 5, 5, 1, cut);
            }
            case 4 -> new Weather("storm", random.nextInt(50, 200), 30, 100, 20, null);
            default -> new Weather("rain", random.nextInt(1, 50), 10, 30, 5, null);
        };
    }

    private void show() {
        long now = System.nanoTime();
        boolean terminal = Console.isTerminal();
        if (!terminal && now < nextLineNs) {
            return;
        }
        nextLineNs = now + LINE_NS;
        String line = String.format(
                Locale.ROOT,
                "%5.0f s  %d open, %s; lost %d duplicated %d damaged %d broken %d  %s",
                (now - beganNs) / 1e9,
                totals.open.size(),
                totals.text(),
                totals.lost(),
                totals.duplicated(),
                totals.damaged(),
                totals.broken(),
                now < endNs ? weather.name() : "waiting for the last ones");
        if (terminal) {
            console.stdout().print("\r" + line + "\033[K");
            console.stdout().flush();
        } else {
            console.out(line);
        }
    }

    private void clearLine() {
        if (Console.isTerminal()) {
            console.stdout().print("\r\033[K");
        }
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static List<InetSocketAddress> sockets(List<InetAddress> addresses, int port) {
        List<InetSocketAddress> result = new ArrayList<>();
        for (InetAddress a : addresses) {
            result.add(new InetSocketAddress(a, port));
        }
        return result;
    }
}
