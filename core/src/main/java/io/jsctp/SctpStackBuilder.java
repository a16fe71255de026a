package io.jsctp;

import io.jsctp.congestion.CongestionAlgorithm;
import io.jsctp.engine.AssociationSettings;
import io.jsctp.link.CapturedLink;
import io.jsctp.link.Link;
import io.jsctp.link.UdpLink;
import io.jsctp.record.InputRecorder;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Describes a stack before it is opened. Not thread-safe; can open several stacks. */
public final class SctpStackBuilder {
    /** The largest packet that discovery tries: what fits a jumbo frame of 9000 bytes by UDP over IPv4. */
    static final int LARGEST_PACKET_BYTES = 8972;

    /** Smaller packets than that are not worth their headers. */
    static final int LEAST_PACKET_BYTES = 512;

    private static final int MOST_LOOPS = 64;
    private static final int UNSAID = -1;

    private List<InetAddress> localAddresses = List.of();
    private Transport transport = Transport.NIO;
    private int udpPort = UdpLink.DEFAULT_PORT;
    private boolean strictUdpPort;
    private int peerUdpPort = UNSAID;
    private @Nullable Link link;
    private @Nullable RandomGenerator random;
    private boolean answersOutOfTheBlue = true;
    private boolean reneging = true;
    private Profile profile = Profile.RFC9260;
    private @Nullable CongestionAlgorithm congestion;
    private StackLimits limits = StackLimits.defaults();
    private Duration closeGrace = Duration.ofSeconds(2);
    private Duration busyPoll = Duration.ZERO;
    private Duration addressInterval = Duration.ofSeconds(5);
    private int loops = 1;
    private @Nullable Path capture;
    private long captureBytes;
    private @Nullable Path recording;
    private long recordingBytes;
    private boolean recordsUserData;
    private boolean verifiesTrusted;

    SctpStackBuilder() {}

    /**
     * Says which IP addresses of this host to use.
     *
     * @param addresses the addresses; empty, the default, for all except IPv6 link-local ones
     * @return this
     */
    public SctpStackBuilder localAddresses(List<InetAddress> addresses) {
        localAddresses = List.copyOf(addresses);
        return this;
    }

    /**
     * Says which UDP port to receive on.
     *
     * @param port the port, 9899 by default; 0 for an ephemeral one
     * @return this
     */
    public SctpStackBuilder udpPort(int port) {
        udpPort = checkPort(port);
        return this;
    }

    /**
     * Says what to do if the UDP port is taken.
     *
     * @param strict true to fail with EADDRINUSE; false, the default, to take an ephemeral one
     * @return this
     */
    public SctpStackBuilder strictUdpPort(boolean strict) {
        strictUdpPort = strict;
        return this;
    }

    /**
     * Says which UDP port peers receive on, unless {@link SctpOption#REMOTE_UDP_ENCAPS_PORT} says otherwise.
     *
     * @param port the port, 9899 by default, or with {@link #rawIpAndUdp} none
     * @return this
     */
    public SctpStackBuilder peerUdpPort(int port) {
        peerUdpPort = checkPort(port);
        return this;
    }

    /**
     * Uses a link other than UDP; the stack closes it. Addresses and UDP port of this builder then count for nothing,
     * and only one stack can be opened.
     *
     * @param newLink the link
     * @return this
     */
    public SctpStackBuilder link(Link newLink) {
        link = newLink;
        return this;
    }

    /**
     * Sends packets over raw IP, protocol 132, instead of UDP, as hosts do whose operating system has SCTP. It takes a link of
     * another module (jsctp-linux) and the right to open raw sockets (CAP_NET_RAW). UDP ports then count for nothing.
     *
     * @return this
     */
    public SctpStackBuilder rawIp() {
        transport = Transport.RAW_IP;
        return this;
    }

    /**
     * Uses raw IP and UDP at once, so that the stack reaches peers of both kinds, and both reach it: raw IP to those whose UDP port
     * was not said (0, see {@link SctpOption#REMOTE_UDP_ENCAPS_PORT}), and each peer is answered as it came, also if that changes
     * (RFC 6951 §5.4). It takes what {@link #rawIp} does.
     *
     * @return this
     */
    public SctpStackBuilder rawIpAndUdp() {
        transport = Transport.RAW_IP_AND_UDP;
        return this;
    }

    /**
     * Sends and receives runs of packets as one where the operating system can: a fraction of the CPU. It takes a link of
     * another module (jsctp-linux, JDK 22 or newer) that calls native code; where it cannot be used the log says why, and NIO
     * is.
     *
     * @return this
     */
    public SctpStackBuilder segmentationOffload() {
        transport = Transport.OFFLOAD;
        return this;
    }

    /**
     * Replaces the source of randomness, so that a test can be repeated. Everything that keeps attackers out depends on
     * it: on a network only a cryptographically strong one will do, as the default is.
     *
     * @param generator the source; need not be thread-safe
     * @return this
     */
    public SctpStackBuilder random(RandomGenerator generator) {
        random = generator;
        return this;
    }

    /**
     * Sets one of the limits of what the stack uses.
     *
     * @param which the limit
     * @param value its value
     * @return this
     * @throws IllegalArgumentException if the value is out of the limit's range
     */
    public SctpStackBuilder limit(StackLimit which, long value) {
        limits = limits.with(which, value);
        return this;
    }

    /**
     * Sets all limits of what the stack uses.
     *
     * @param newLimits the limits
     * @return this
     */
    public SctpStackBuilder limits(StackLimits newLimits) {
        limits = newLimits;
        return this;
    }

    /**
     * Says whether checksums are verified though the link says that it did so (RFC 9260 §6.8).
     *
     * @param verifies true to verify them all the same; false, the default, to believe the link
     * @return this
     */
    public SctpStackBuilder verifyTrustedChecksums(boolean verifies) {
        verifiesTrusted = verifies;
        return this;
    }

    /**
     * Says whether packets that belong to no association, and INITs for ports that nobody listens at, are answered (RFC
     * 9260 §8.4). If not, a peer that lost its state, or asks in vain, finds out by its timers only; but nobody can find
     * out by packets what runs here, or have them reflected.
     *
     * @param answers true, the default, to answer as the RFC asks for
     * @return this
     */
    public SctpStackBuilder answersOutOfTheBlue(boolean answers) {
        answersOutOfTheBlue = answers;
        return this;
    }

    /**
     * Says whether data that a SACK has reported out of order may be dropped again when there is no room for what has to come
     * before it (RFC 9260 §6.2). If not, up to {@link StackLimit#HELD_RECEIVE_BUFFERS} is held instead, and what exceeds that
     * waits until the user reads.
     *
     * @param may true, the default, to drop what is held highest
     * @return this
     */
    public SctpStackBuilder reneging(boolean may) {
        reneging = may;
        return this;
    }

    /**
     * Says which named set of values the sockets of the stack begin with; {@link SctpOption#PROFILE} chooses for one socket.
     *
     * @param chosen the profile, {@link Profile#RFC9260} by default
     * @return this
     */
    public SctpStackBuilder profile(Profile chosen) {
        profile = chosen;
        return this;
    }

    /**
     * Says which congestion control the sockets of the stack begin with, instead of that of the {@link #profile}; one that is set
     * by {@link SctpOption#PROFILE} takes its place. A controller of the user's own is called under the lock of its association,
     * for each packet: see {@link io.jsctp.congestion.CongestionController}.
     *
     * @param algorithm makes the controllers of paths: {@link io.jsctp.congestion.StandardCongestion}, or the user's own
     * @return this
     */
    public SctpStackBuilder congestion(CongestionAlgorithm algorithm) {
        congestion = algorithm;
        return this;
    }

    /**
     * Says how long closing the stack waits for associations of sockets that were closed before it.
     *
     * @param grace how long at most, 2 s by default; then they are aborted
     * @return this
     */
    public SctpStackBuilder closeGrace(Duration grace) {
        closeGrace = grace;
        return this;
    }

    /**
     * Lets the thread of the stack look for packets for a while before it goes to sleep. To wake a sleeping thread costs tens of
     * microseconds, for each packet of a dialogue; to look costs the processor time that it takes, and another processor must be
     * there for who is being waited for. A thread that is idle longer sleeps all the same.
     *
     * @param time how long after it had something to do, up to 10 ms; 0, the default, for not at all
     * @return this
     * @throws IllegalArgumentException if it is negative or more than 10 ms
     */
    public SctpStackBuilder busyPoll(Duration time) {
        if (time.isNegative() || time.compareTo(Duration.ofMillis(10)) > 0) {
            throw new IllegalArgumentException("a stack polls for 0 to 10 ms, not for " + time);
        }
        busyPoll = time;
        return this;
    }

    /**
     * Says how many threads receive packets and run timers. Each takes packets from sockets of its own, among which the
     * operating system spreads them: by addresses and UDP ports, so that what comes from one UDP port of a peer comes to one
     * thread; with {@link #segmentationOffload} and {@link #rawIp} by association. Different associations then share no lock
     * while data passes. What users' threads do themselves, sending and reading, does not depend on it.
     *
     * <p>It takes Linux; elsewhere the log says so, and there is one thread. Programs of the same user could open further
     * sockets on the port and get a part of the packets. A {@link #link} of the user's own says itself how many queues it
     * has.
     *
     * @param number how many, 1 to 64; 1 by default
     * @return this
     * @throws IllegalArgumentException if it is not within 1 to 64
     */
    public SctpStackBuilder loops(int number) {
        if (number < 1 || number > MOST_LOOPS) {
            throw new IllegalArgumentException("a stack has 1 to " + MOST_LOOPS + " loops, not " + number);
        }
        loops = number;
        return this;
    }

    /**
     * Says how often the stack looks whether the host has other addresses, once a socket is to follow them
     * ({@link SctpOption#AUTO_ASCONF}). It does so on a thread of its own. A stack without a thread does not.
     *
     * @param time how long after it looked it does so again, 5 s by default; 0 to look only when
     *     {@link SctpStack#addressesChanged} says so
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public SctpStackBuilder addressInterval(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("the stack can't look each " + time);
        }
        addressInterval = time;
        return this;
    }

    /**
     * Has every packet sent and received written to a file that Wireshark opens (pcapng), marked where an association comes
     * up, ends, is restarted, or a path of it changes. User data is in it as on the network; where files have POSIX permissions,
     * only its owner may read a new one. When the file has the size it may have, or can't be written any more, the capture ends and the stack goes on.
     *
     * @param file where to; what was there is overwritten
     * @param maxBytes how large it may become, at least 1024
     * @return this
     * @throws IllegalArgumentException if the size is too small
     */
    public SctpStackBuilder capture(Path file, long maxBytes) {
        if (maxBytes < CapturedLink.LEAST_BYTES) {
            throw new IllegalArgumentException("a capture of " + maxBytes + " bytes is too small");
        }
        capture = file;
        captureBytes = maxBytes;
        return this;
    }

    /**
     * Has all that goes into the protocol engine written to a file: packets, calls, the time and chance, and digests of what comes
     * out. {@code jsctp replay} does it all again from the file, in no time and step by step if need be, and sees whether the same
     * comes out. When the file has the size it may have, or can't be written any more, the recording ends and the stack goes on. It
     * costs time and memory: it is for hunting faults.
     *
     * <p>Keep the file to yourself while the stack is open: the secrets that its cookies are signed with are in it. A new one only its
     * owner may read, where files have POSIX permissions. If users' data is to be left out, zeros stand for it, and keys set by SCTP_AUTH_KEY are left out, too; associations that use
     * such keys can't be replayed beyond the first chunk that is authenticated.
     *
     * @param file where to; what was there is overwritten when the stack is opened
     * @param maxBytes how large the file may become, at least 4096
     * @param userData whether what users send, and the keys they share, is in it
     * @return this
     * @throws IllegalArgumentException if the file would have no room
     */
    public SctpStackBuilder recording(Path file, long maxBytes, boolean userData) {
        if (maxBytes < InputRecorder.LEAST_BYTES) {
            throw new IllegalArgumentException("a recording of " + maxBytes + " bytes is too small");
        }
        recording = file;
        recordingBytes = maxBytes;
        recordsUserData = userData;
        return this;
    }

    /**
     * Opens the stack: binds its UDP ports and starts its thread.
     *
     * @return the stack
     * @throws SctpException EADDRINUSE if the UDP port is taken and strict, EADDRNOTAVAIL if an address is not one of
     *     this host, EIO if something else failed
     */
    public SctpStack open() throws SctpException {
        return SctpStack.threaded(runtime(), closeGrace, busyPoll, addressInterval);
    }

    /**
     * Opens the stack without a thread: the caller runs its loop, step by step. With a {@link #link} that brings its own
     * time and a {@link #random} that repeats itself, programs on top of it are tested in virtual time, and a run can be
     * replayed.
     *
     * @return the stack and its steps
     * @throws SctpException as {@link #open}
     * @throws IllegalStateException if it is to have several {@link #loops}
     */
    public SteppedStack openStepped() throws SctpException {
        StackRuntime runtime = runtime();
        if (runtime.loops.length > 1) {
            runtime.link.close();
            runtime.endRecording();
            throw new IllegalStateException("a stack without a thread has one loop, not " + runtime.loops.length);
        }
        EventLoop loop = new EventLoop(runtime, runtime.loops[0], 0);
        runtime.waiting(new SteppedWaiting(loop, runtime.link));
        return new SteppedStack(SctpStack.stepped(runtime, closeGrace, loop), runtime, loop);
    }

    private StackRuntime runtime() throws SctpException {
        Link used = captured(link == null ? transport.open(localAddresses, udpPort, strictUdpPort, loops) : link);
        AssociationSettings standard = AssociationSettings.defaults();
        int mtu = LARGEST_PACKET_BYTES;
        for (InetAddress address : used.localAddresses()) {
            mtu = Math.min(mtu, used.mtu(address));
        }
        mtu = Math.max(LEAST_PACKET_BYTES, mtu);
        AssociationSettings settings = standard.toBuilder()
                .maxInboundStreams(Math.min(standard.maxInboundStreams(), limits.count(StackLimit.INBOUND_STREAMS)))
                .linkMtuBytes(mtu)
                .pathMtuBytes(Math.min(standard.pathMtuBytes(), mtu))
                .pathMtuDiscovery(used.capabilities().dontFragment())
                .reneging(reneging)
                .extensions(ExtensionOptions.DECLARED)
                .errorDetectionMethod(used.capabilities().errorDetectionMethod())
                .build();
        int unsaid = used.carries(0) && used.capabilities().udpEncapsulation() ? 0 : UdpLink.DEFAULT_PORT;
        SocketSettings defaults = SocketSettings.defaults(settings, peerUdpPort == UNSAID ? unsaid : peerUdpPort)
                .withProfile(profile)
                .withCongestion(congestion);
        StackEntropy entropy = random == null ? new StackEntropy() : new StackEntropy(random);
        StackRuntime runtime = new StackRuntime(used, limits, !answersOutOfTheBlue, entropy, defaults, recorder(used));
        runtime.verifiesTrusted = verifiesTrusted;
        return runtime;
    }

    private @Nullable InputRecorder recorder(Link used) throws SctpException {
        Path file = recording;
        if (file == null) {
            return null;
        }
        try {
            return InputRecorder.open(file, recordingBytes, !recordsUserData);
        } catch (IOException e) {
            used.close();
            throw Transport.withCause(Errors.of(Errno.EIO, "open", "the recording can't be written: " + e), e);
        }
    }

    private Link captured(Link used) throws SctpException {
        Path file = capture;
        if (file == null) {
            return used;
        }
        try {
            return CapturedLink.open(used, file, Instant.now(), captureBytes);
        } catch (IOException e) {
            used.close();
            throw Transport.withCause(Errors.of(Errno.EIO, "open", "the capture can't be written: " + e), e);
        }
    }

    private static int checkPort(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not within 0 to 65535");
        }
        return port;
    }
}
