package io.jsctp.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a responder needs to build an association, carried by the peer instead of being kept (RFC 9260 §5.1.3). It
 * holds nothing that the peer may not see. {@link CookieJar} signs and checks it.
 *
 * @param createdNs when it was made, on the engine's clock
 * @param lifeNs how long it is good, in nanoseconds
 * @param localPort our port
 * @param peerPort the peer's port
 * @param localTag the tag we want to see in packets
 * @param peerTag the tag the peer wants to see
 * @param localTieTag random number of an association that existed already, else 0 (RFC 9260 §5.2.2)
 * @param peerTieTag its companion, else 0
 * @param localInitialTsn our initial TSN
 * @param peerInitialTsn the peer's initial TSN
 * @param peerRwnd the peer's receive window in bytes
 * @param outboundStreams streams to the peer, settled
 * @param inboundStreams streams from the peer, settled
 * @param udpPort the UDP port the INIT came from, 0 for raw IP
 * @param provenAddress where the INIT ACK went to: that the cookie comes back proves it to be the peer's (RFC 9260 §5.4)
 * @param peerAddresses all addresses of the peer, {@code provenAddress} included
 * @param facts what else was settled
 */
record StateCookie(
        long createdNs,
        long lifeNs,
        int localPort,
        int peerPort,
        int localTag,
        int peerTag,
        int localTieTag,
        int peerTieTag,
        int localInitialTsn,
        int peerInitialTsn,
        int peerRwnd,
        int outboundStreams,
        int inboundStreams,
        int udpPort,
        InetAddress provenAddress,
        List<InetAddress> peerAddresses,
        SetupFacts facts) {

    private static final int FIXED_BYTES = 8 + 8 + 4 * 2 + 4 * 5 + 2;
    private static final int TIE_TAG_BYTES = 8;
    private static final int WITH_TIE_TAGS = 1;
    private static final int WITH_FACTS = 2;
    private static final int MAX_ADDRESSES = 1024;

    StateCookie(
            long createdNs,
            long lifeNs,
            int localPort,
            int peerPort,
            int localTag,
            int peerTag,
            int localTieTag,
            int peerTieTag,
            int localInitialTsn,
            int peerInitialTsn,
            int peerRwnd,
            int outboundStreams,
            int inboundStreams,
            int udpPort,
            InetAddress provenAddress,
            List<InetAddress> peerAddresses) {
        this(
                createdNs,
                lifeNs,
                localPort,
                peerPort,
                localTag,
                peerTag,
                localTieTag,
                peerTieTag,
                localInitialTsn,
                peerInitialTsn,
                peerRwnd,
                outboundStreams,
                inboundStreams,
                udpPort,
                provenAddress,
                peerAddresses,
                SetupFacts.NONE);
    }

    /** {@return the same cookie, made at another time} */
    StateCookie createdNs(long otherNs) {
        return with(otherNs, facts);
    }

    /** {@return the same cookie with other facts} */
    StateCookie facts(SetupFacts others) {
        return with(createdNs, others);
    }

    private StateCookie with(long madeNs, SetupFacts others) {
        return new StateCookie(
                madeNs,
                lifeNs,
                localPort,
                peerPort,
                localTag,
                peerTag,
                localTieTag,
                peerTieTag,
                localInitialTsn,
                peerInitialTsn,
                peerRwnd,
                outboundStreams,
                inboundStreams,
                udpPort,
                provenAddress,
                peerAddresses,
                others);
    }

    /** {@return the size of {@link #encode} in bytes} */
    int encodedLength() {
        int length = FIXED_BYTES
                + 1
                + (hasTieTags() ? TIE_TAG_BYTES : 0)
                + (hasFacts() ? facts.encodedLength() : 0)
                + addressBytes(provenAddress)
                + 2;
        for (InetAddress a : peerAddresses) {
            length += a.equals(provenAddress) ? 0 : addressBytes(a);
        }
        return length;
    }

    private boolean hasFacts() {
        return !facts.equals(SetupFacts.NONE);
    }

    private boolean hasTieTags() {
        return localTieTag != 0 || peerTieTag != 0;
    }

    private static int addressBytes(InetAddress a) {
        return 1 + a.getAddress().length;
    }

    void encode(ByteBuffer out) {
        out.putLong(createdNs).putLong(lifeNs);
        out.putShort((short) localPort).putShort((short) peerPort);
        out.putShort((short) outboundStreams).putShort((short) inboundStreams);
        out.putInt(localTag)
                .putInt(peerTag)
                .putInt(localInitialTsn)
                .putInt(peerInitialTsn)
                .putInt(peerRwnd);
        out.putShort((short) udpPort);
        out.put((byte) ((hasTieTags() ? WITH_TIE_TAGS : 0) | (hasFacts() ? WITH_FACTS : 0)));
        if (hasTieTags()) {
            out.putInt(localTieTag).putInt(peerTieTag);
        }
        if (hasFacts()) {
            facts.encode(out);
        }
        putAddress(out, provenAddress);
        int others = 0;
        for (InetAddress a : peerAddresses) {
            others += a.equals(provenAddress) ? 0 : 1;
        }
        out.putShort((short) others);
        for (InetAddress a : peerAddresses) {
            if (!a.equals(provenAddress)) {
                putAddress(out, a);
            }
        }
    }

    private static void putAddress(ByteBuffer out, InetAddress a) {
        byte[] bytes = a.getAddress();
        out.put((byte) bytes.length).put(bytes);
    }

    /**
     * Reads what {@link #encode} wrote. That a MAC is right does not make the content right: all of it is checked.
     *
     * @return the cookie, null if it is cut short, too long, or says what no cookie of ours can say
     */
    static @Nullable StateCookie decode(ByteBuffer in) {
        if (in.remaining() < FIXED_BYTES + 1) {
            return null;
        }
        long created = in.getLong();
        long life = in.getLong();
        int localPort = in.getShort() & 0xffff;
        int peerPort = in.getShort() & 0xffff;
        int outbound = in.getShort() & 0xffff;
        int inbound = in.getShort() & 0xffff;
        int localTag = in.getInt();
        int peerTag = in.getInt();
        int localTsn = in.getInt();
        int peerTsn = in.getInt();
        int rwnd = in.getInt();
        int udpPort = in.getShort() & 0xffff;
        int localTie = 0;
        int peerTie = 0;
        int with = in.get();
        if ((with & WITH_TIE_TAGS) != 0) {
            if (in.remaining() < TIE_TAG_BYTES) {
                return null;
            }
            localTie = in.getInt();
            peerTie = in.getInt();
        }
        SetupFacts facts = (with & WITH_FACTS) != 0 ? SetupFacts.decode(in) : SetupFacts.NONE;
        InetAddress source = facts == null ? null : address(in);
        if (facts == null || source == null || in.remaining() < 2) {
            return null;
        }
        List<InetAddress> addresses = new ArrayList<>();
        addresses.add(source);
        int others = in.getShort() & 0xffff;
        if (others >= MAX_ADDRESSES) {
            return null;
        }
        for (; others > 0; others--) {
            InetAddress a = address(in);
            if (a == null) {
                return null;
            }
            addresses.add(a);
        }
        boolean sound = life > 0
                && localPort != 0
                && peerPort != 0
                && localTag != 0
                && peerTag != 0
                && outbound != 0
                && inbound != 0
                && !in.hasRemaining();
        if (!sound) {
            return null;
        }
        return new StateCookie(
                created, life, localPort, peerPort, localTag, peerTag, localTie, peerTie, localTsn, peerTsn, rwnd,
                outbound, inbound, udpPort, source, addresses, facts);
    }

    private static @Nullable InetAddress address(ByteBuffer in) {
        if (!in.hasRemaining()) {
            return null;
        }
        int length = in.get();
        if ((length != 4 && length != 16) || in.remaining() < length) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        try {
            InetAddress address = InetAddress.getByAddress(bytes);
            return LocalAddresses.isUnicast(address) ? address : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
