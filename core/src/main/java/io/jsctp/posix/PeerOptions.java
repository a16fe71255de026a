package io.jsctp.posix;

import io.jsctp.AssociationParams;
import io.jsctp.Errno;
import io.jsctp.PeerAddressInfo;
import io.jsctp.PeerAddressParams;
import io.jsctp.RtoInfo;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.Status;
import io.jsctp.posix.Options.Option;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options about associations, peers and paths (RFC 6458 §8.1, §8.2, RFC 6951 §6.1). */
final class PeerOptions {
    private PeerOptions() {}

    static void register(Map<Integer, Option<?>> to) {
        to.put(
                NetinetSctp.SCTP_RTOINFO,
                new Option<>(
                        sctp_rtoinfo.class,
                        value -> value.srto_assoc_id,
                        (d, id, value) -> {
                            RtoInfo is = d.socket.getOption(SctpOption.RTOINFO, id);
                            value.srto_initial = is.initialMs();
                            value.srto_max = is.maxMs();
                            value.srto_min = is.minMs();
                        },
                        (d, id, value) -> d.socket.setOption(
                                SctpOption.RTOINFO,
                                new RtoInfo(value.srto_initial, value.srto_max, value.srto_min),
                                id)));
        to.put(
                NetinetSctp.SCTP_ASSOCINFO,
                new Option<>(
                        sctp_assocparams.class,
                        value -> value.sasoc_assoc_id,
                        (d, id, value) -> {
                            AssociationParams is = d.socket.getOption(SctpOption.ASSOCINFO, id);
                            value.sasoc_asocmaxrxt = is.maxRetransmits();
                            value.sasoc_number_peer_destinations = is.peerDestinations();
                            value.sasoc_peer_rwnd = is.peerRwnd();
                            value.sasoc_local_rwnd = is.localRwnd();
                            value.sasoc_cookie_life = is.cookieLifeMs();
                        },
                        (d, id, value) -> d.socket.setOption(
                                SctpOption.ASSOCINFO,
                                AssociationParams.of(value.sasoc_asocmaxrxt, value.sasoc_cookie_life),
                                id)));
        to.put(
                NetinetSctp.SCTP_PRIMARY_ADDR,
                new Option<>(
                        sctp_setprim.class,
                        value -> value.ssp_assoc_id,
                        (d, id, value) -> put(d, d.socket.getOption(SctpOption.PRIMARY_ADDR, id), value.ssp_addr),
                        (d, id, value) ->
                                d.socket.setOption(SctpOption.PRIMARY_ADDR, required(d, value.ssp_addr), id)));
        to.put(
                NetinetSctp.SCTP_STATUS,
                new Option<>(sctp_status.class, value -> value.sstat_assoc_id, PeerOptions::status, null));
        to.put(
                NetinetSctp.SCTP_GET_PEER_ADDR_INFO,
                new Option<>(
                        sctp_paddrinfo.class,
                        value -> value.spinfo_assoc_id,
                        (d, id, value) -> put(
                                d,
                                d.socket.getOption(
                                        SctpOption.GET_PEER_ADDR_INFO, id, required(d, value.spinfo_address)),
                                value),
                        null));
        to.put(
                NetinetSctp.SCTP_PEER_ADDR_PARAMS,
                new Option<>(
                        sctp_paddrparams.class,
                        value -> value.spp_assoc_id,
                        PeerOptions::params,
                        PeerOptions::setParams));
        to.put(
                NetinetSctp.SCTP_REMOTE_UDP_ENCAPS_PORT,
                new Option<>(
                        sctp_udpencaps.class,
                        value -> value.sue_assoc_id,
                        (d, id, value) -> value.sue_port = d.socket.getOption(
                                SctpOption.REMOTE_UDP_ENCAPS_PORT, id, optional(d, value.sue_address)),
                        (d, id, value) -> d.socket.setOption(
                                SctpOption.REMOTE_UDP_ENCAPS_PORT,
                                Infos.u16(value.sue_port, "sue_port"),
                                id,
                                optional(d, value.sue_address))));
        registerAssociations(to);
    }

    private static void registerAssociations(Map<Integer, Option<?>> to) {
        to.put(
                NetinetSctp.SCTP_GET_ASSOC_NUMBER,
                Option.flag((d, id, value) -> value[0] = d.socket.getOption(SctpOption.GET_ASSOC_NUMBER), null));
        to.put(
                NetinetSctp.SCTP_GET_ASSOC_ID_LIST,
                new Option<>(
                        sctp_assoc_ids.class,
                        value -> 0,
                        (d, id, value) -> {
                            List<Integer> ids = d.socket.getOption(SctpOption.GET_ASSOC_ID_LIST);
                            if (ids.size() > value.gaids_assoc_id.length) {
                                throw Descriptors.error(Errno.EINVAL, "no room for " + ids.size() + " ids");
                            }
                            value.gaids_number_of_ids = ids.size();
                            for (int i = 0; i < ids.size(); i++) {
                                value.gaids_assoc_id[i] = ids.get(i);
                            }
                        },
                        null));
    }

    private static void status(Descriptor d, int id, sctp_status value) throws SctpException {
        Status is = d.socket.getOption(SctpOption.STATUS, id);
        value.sstat_assoc_id = is.associationId();
        value.sstat_state = is.state().code();
        value.sstat_rwnd = is.peerRwnd();
        value.sstat_unackdata = is.unacknowledgedData();
        value.sstat_penddata = is.pendingData();
        value.sstat_instrms = is.inboundStreams();
        value.sstat_outstrms = is.outboundStreams();
        value.sstat_fragmentation_point = is.fragmentationPoint();
        if (is.primary() != null) {
            put(d, is.primary(), value.sstat_primary);
        }
    }

    private static void put(Descriptor d, PeerAddressInfo is, sctp_paddrinfo value) throws SctpException {
        value.spinfo_assoc_id = is.associationId();
        put(d, is.address(), value.spinfo_address);
        value.spinfo_state = switch (is.state()) {
            case ACTIVE -> NetinetSctp.SCTP_ACTIVE;
            case INACTIVE -> NetinetSctp.SCTP_INACTIVE;
            case UNCONFIRMED -> NetinetSctp.SCTP_UNCONFIRMED;
            case POTENTIALLY_FAILED -> NetinetSctp.SCTP_POTENTIALLY_FAILED;
        };
        value.spinfo_cwnd = is.cwndBytes();
        value.spinfo_srtt = is.srttMs();
        value.spinfo_rto = is.rtoMs();
        value.spinfo_mtu = is.mtuBytes();
    }

    private static void params(Descriptor d, int id, sctp_paddrparams value) throws SctpException {
        PeerAddressParams is = d.socket.getOption(SctpOption.PEER_ADDR_PARAMS, id, optional(d, value.spp_address));
        value.spp_hbinterval = is.heartbeatIntervalMs();
        value.spp_pathmaxrxt = is.pathMaxRetransmits();
        value.spp_pathmtu = is.pathMtuBytes();
        value.spp_flags = is.flags();
        value.spp_ipv6_flowlabel = is.ipv6FlowLabel();
        value.spp_dscp = is.dscp();
    }

    private static void setParams(Descriptor d, int id, sctp_paddrparams value) throws SctpException {
        PeerAddressParams wanted = new PeerAddressParams(
                value.spp_hbinterval,
                value.spp_pathmaxrxt,
                SctpOptions.number(value.spp_pathmtu, "spp_pathmtu"),
                SctpOptions.number(value.spp_flags, "spp_flags"),
                value.spp_ipv6_flowlabel,
                value.spp_dscp);
        d.socket.setOption(SctpOption.PEER_ADDR_PARAMS, wanted, id, optional(d, value.spp_address));
    }

    private static void put(Descriptor d, InetSocketAddress address, sockaddr_storage target) throws SctpException {
        target.store(address, sockaddr_storage.SIZEOF, d.isMapped());
    }

    static InetSocketAddress required(Descriptor d, sockaddr_storage given) throws SctpException {
        return Descriptors.address(d, given, sockaddr_storage.SIZEOF, Errno.EAFNOSUPPORT);
    }

    /** No family stands for no address. */
    static @Nullable InetSocketAddress optional(Descriptor d, sockaddr_storage given) throws SctpException {
        return given.ss_family == SysSocket.AF_UNSPEC ? null : required(d, given);
    }
}
