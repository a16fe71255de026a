package io.jsctp.engine;

import io.jsctp.wire.AdaptationIndicationParameter;
import io.jsctp.wire.ChunkType;
import io.jsctp.wire.ErrorCause;
import io.jsctp.wire.ForwardTsnSupportedParameter;
import io.jsctp.wire.HostNameAddressParameter;
import io.jsctp.wire.Ipv4AddressParameter;
import io.jsctp.wire.Ipv6AddressParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ParameterType;
import io.jsctp.wire.StateCookieParameter;
import io.jsctp.wire.SupportedAddressTypesParameter;
import io.jsctp.wire.SupportedExtensionsParameter;
import io.jsctp.wire.UnknownParameter;
import io.jsctp.wire.ZeroChecksumAcceptableParameter;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the parameters of a received INIT or INIT ACK mean (RFC 9260 §3.2.1, §5.1.2): collected once, in order, with the
 * rules for unknown types applied, and the first of a repeated one winning.
 */
final class InitParameters {
    /** The peer's usable addresses, the packet's source first. */
    final List<InetAddress> addresses = new ArrayList<>();

    /** Parameters that are unknown or not in use and must be reported, in order. */
    final List<UnknownParameter> toReport = new ArrayList<>();

    @Nullable
    HostNameAddressParameter hostName;

    byte @Nullable [] cookie;

    /** What the peer's user indicates (RFC 5061 §4.2.6). */
    @Nullable
    Integer adaptation;

    /** What the peer says of authentication; nothing is taken of it unless this side declares that, too. */
    final AuthParameters auth = new AuthParameters();

    /** By which method the peer finds changed packets that have a zero checksum (RFC 9653 §4). */
    @Nullable
    Integer errorDetectionMethod;

    private final Extensions ours;
    private final List<Integer> chunkTypes = new ArrayList<>();
    private @Nullable SupportedAddressTypesParameter addressTypes;
    private boolean listsAddresses;

    /**
     * Collects them.
     *
     * @param parameters those of the chunk, in order
     * @param source where its packet came from
     * @param ours what this side declares: parameters of other extensions are unknown to it
     */
    InitParameters(List<Parameter> parameters, InetAddress source, Extensions ours) {
        this.ours = ours;
        addresses.add(source);
        for (Parameter p : parameters) {
            if (!take(p, source)) {
                break;
            }
        }
    }

    /** Takes one parameter; false ends the processing of the list. */
    private boolean take(Parameter p, InetAddress source) {
        if (!ours.understandsParameter(p.type())) {
            if (ParameterType.reportsUnrecognized(p.type())) {
                toReport.add(Tlvs.unknown(p));
            }
            return ParameterType.skipsUnrecognized(p.type());
        }
        if (p instanceof Ipv4AddressParameter v4) {
            listsAddresses = true;
            addAddress(v4.address(), source);
        } else if (p instanceof Ipv6AddressParameter v6) {
            listsAddresses = true;
            if (!v6.ipv4Mapped()) {
                addAddress(v6.address(), source);
            }
        } else if (p instanceof StateCookieParameter c) {
            cookie = cookie == null ? c.cookie() : cookie;
        } else if (p instanceof HostNameAddressParameter h) {
            hostName = hostName == null ? h : hostName;
        } else if (p instanceof SupportedAddressTypesParameter s) {
            addressTypes = addressTypes == null ? s : addressTypes;
        } else if (p instanceof AdaptationIndicationParameter i) {
            adaptation = adaptation == null ? (Integer) i.indication() : adaptation;
        } else if (p instanceof ZeroChecksumAcceptableParameter z) {
            errorDetectionMethod =
                    errorDetectionMethod == null ? (Integer) z.errorDetectionMethod() : errorDetectionMethod;
        } else if (p instanceof SupportedExtensionsParameter e) {
            chunkTypes.addAll(e.chunkTypes());
        } else if (p instanceof ForwardTsnSupportedParameter) {
            chunkTypes.add(ChunkType.FORWARD_TSN);
        } else {
            auth.take(p);
        }
        return true;
    }

    /** {@return the extensions that the peer declares, of those that we do} */
    Extensions inUse(Extensions declared) {
        // for authentication its parameters speak, whether or not AUTH is listed
        return declared.and(chunkTypes)
                .with(Extension.AUTHENTICATION, declared.has(Extension.AUTHENTICATION) && auth.vector() != null);
    }

    /** {@return why the set-up must be aborted for what the peer says of authentication; null if it can go on} */
    @Nullable
    ErrorCause authFault(AssociationSettings settings) {
        if (!settings.extensions().has(Extension.AUTHENTICATION)) {
            return null;
        }
        boolean dynamic = settings.extensions().has(Extension.DYNAMIC_ADDRESSES)
                && (chunkTypes.contains(ChunkType.ASCONF) || chunkTypes.contains(ChunkType.ASCONF_ACK));
        return auth.fault(settings.auth().required(), dynamic);
    }

    private void addAddress(InetAddress a, InetAddress source) {
        boolean usable = LocalAddresses.isUnicast(a)
                && !a.isLinkLocalAddress()
                && (!a.isLoopbackAddress() || source.isLoopbackAddress());
        if (usable && !addresses.contains(a)) {
            addresses.add(a);
        }
    }

    /** {@return true if the peer takes addresses of this family (RFC 9260 §5.1.2)} */
    boolean supportsFamilyOf(InetAddress a) {
        SupportedAddressTypesParameter types = addressTypes;
        if (types == null) {
            return true;
        }
        int length = a.getAddress().length;
        for (InetAddress listed : addresses) {
            if (listed.getAddress().length == length) {
                return true;
            }
        }
        int type = length == 4 ? ParameterType.IPV4_ADDRESS : ParameterType.IPV6_ADDRESS;
        return types.types().contains(type);
    }

    /** {@return the peer's addresses of the families that the local endpoint has} */
    List<InetAddress> reachableFrom(LocalAddresses local) {
        List<InetAddress> result = new ArrayList<>();
        for (InetAddress a : addresses) {
            if (local.sourceFor(a) != null || a.equals(addresses.get(0))) {
                result.add(a);
            }
        }
        return result;
    }

    /** {@return true if the peer listed any address; if not, the packet's source is its only one} */
    boolean listsAddresses() {
        return listsAddresses;
    }
}
