package io.jsctp;

import io.jsctp.congestion.CongestionAlgorithm;
import io.jsctp.engine.AssociationSettings;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The options of a socket, for the associations it will have. Immutable once it is given away: a change makes a new one;
 * an accepted socket begins with its listener's (RFC 6458 §7.2).
 */
final class SocketSettings {
    private AssociationSettings association;
    private AssociationOptions perAssociation = AssociationOptions.DEFAULTS;
    private boolean receiveInfo;
    private boolean nextInfo;
    private Linger linger = Linger.OFF;
    private int fragmentInterleave;
    private boolean explicitEor;
    private int peerUdpPort;
    private long receiveTimeoutNs;
    private long sendTimeoutNs;
    private boolean reusePort;
    private boolean mappedAddresses;
    private Profile profile = Profile.RFC9260;
    private boolean autoAsconf;
    private boolean unnamedAddresses;

    private SocketSettings(AssociationSettings association) {
        this.association = association;
    }

    static SocketSettings defaults(AssociationSettings association, int peerUdpPort) {
        return new SocketSettings(association).withPeerUdpPort(peerUdpPort);
    }

    private SocketSettings with(Consumer<SocketSettings> change) {
        SocketSettings copy = new SocketSettings(association);
        copy.perAssociation = perAssociation;
        copy.receiveInfo = receiveInfo;
        copy.nextInfo = nextInfo;
        copy.linger = linger;
        copy.fragmentInterleave = fragmentInterleave;
        copy.explicitEor = explicitEor;
        copy.peerUdpPort = peerUdpPort;
        copy.receiveTimeoutNs = receiveTimeoutNs;
        copy.sendTimeoutNs = sendTimeoutNs;
        copy.reusePort = reusePort;
        copy.mappedAddresses = mappedAddresses;
        copy.profile = profile;
        copy.autoAsconf = autoAsconf;
        copy.unnamedAddresses = unnamedAddresses;
        change.accept(copy);
        return copy;
    }

    AssociationSettings association() {
        return association;
    }

    AssociationOptions perAssociation() {
        return perAssociation;
    }

    boolean receiveInfo() {
        return receiveInfo;
    }

    boolean nextInfo() {
        return nextInfo;
    }

    Linger linger() {
        return linger;
    }

    int fragmentInterleave() {
        return fragmentInterleave;
    }

    boolean explicitEor() {
        return explicitEor;
    }

    int peerUdpPort() {
        return peerUdpPort;
    }

    long receiveTimeoutNs() {
        return receiveTimeoutNs;
    }

    long sendTimeoutNs() {
        return sendTimeoutNs;
    }

    boolean reusePort() {
        return reusePort;
    }

    boolean mappedAddresses() {
        return mappedAddresses;
    }

    boolean autoAsconf() {
        return autoAsconf;
    }

    SocketSettings withAutoAsconf(boolean on) {
        return with(s -> s.autoAsconf = on);
    }

    boolean unnamedAddresses() {
        return unnamedAddresses;
    }

    SocketSettings withUnnamedAddresses(boolean on) {
        return with(s -> s.unnamedAddresses = on);
    }

    Profile profile() {
        return profile;
    }

    /** The values of a profile take the place of those that there were. */
    SocketSettings withProfile(Profile chosen) {
        return with(s -> {
            s.profile = chosen;
            s.association = chosen.applyTo(association);
        });
    }

    /** Another congestion control than that of the profile; null for none. */
    SocketSettings withCongestion(@Nullable CongestionAlgorithm algorithm) {
        return algorithm == null
                ? this
                : withAssociation(association.toBuilder()
                        .recovery(association.recovery().withCongestion(algorithm))
                        .build());
    }

    SocketSettings withAssociation(AssociationSettings settings) {
        return with(s -> s.association = settings);
    }

    SocketSettings withPerAssociation(AssociationOptions options) {
        return with(s -> s.perAssociation = options);
    }

    SocketSettings withReceiveInfo(boolean on) {
        return with(s -> s.receiveInfo = on);
    }

    SocketSettings withNextInfo(boolean on) {
        return with(s -> s.nextInfo = on);
    }

    SocketSettings withLinger(Linger newLinger) {
        return with(s -> s.linger = newLinger);
    }

    SocketSettings withFragmentInterleave(int level) {
        return with(s -> s.fragmentInterleave = level);
    }

    SocketSettings withExplicitEor(boolean on) {
        return with(s -> s.explicitEor = on);
    }

    SocketSettings withPeerUdpPort(int port) {
        return with(s -> s.peerUdpPort = port);
    }

    SocketSettings withReceiveTimeoutNs(long timeoutNs) {
        return with(s -> s.receiveTimeoutNs = timeoutNs);
    }

    SocketSettings withSendTimeoutNs(long timeoutNs) {
        return with(s -> s.sendTimeoutNs = timeoutNs);
    }

    SocketSettings withReusePort(boolean on) {
        return with(s -> s.reusePort = on);
    }

    SocketSettings withMappedAddresses(boolean on) {
        return with(s -> s.mappedAddresses = on);
    }
}
