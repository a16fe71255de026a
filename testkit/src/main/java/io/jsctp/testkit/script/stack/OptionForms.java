package io.jsctp.testkit.script.stack;

import static java.util.Map.entry;

import io.jsctp.AddStreams;
import io.jsctp.AssociationParams;
import io.jsctp.DefaultSendParam;
import io.jsctp.EventSubscription;
import io.jsctp.EventType;
import io.jsctp.InitMessage;
import io.jsctp.Linger;
import io.jsctp.PeerAddressInfo;
import io.jsctp.PeerAddressParams;
import io.jsctp.PeerAddressThresholds;
import io.jsctp.PrInfo;
import io.jsctp.ResetStreams;
import io.jsctp.RtoInfo;
import io.jsctp.SackInfo;
import io.jsctp.SendInfo;
import io.jsctp.Status;
import io.jsctp.testkit.script.Expression;
import io.jsctp.testkit.script.ScriptRefusedException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The structures of RFC 6458, and of RFC 6951, by the names that their fields have in C. */
final class OptionForms {
    private static final long US_PER_S = 1_000_000;

    static final OptionForm<RtoInfo> RTO_INFO = new StructForm<>(
            "srto_assoc_id",
            null,
            Set.of("srto_initial", "srto_max", "srto_min"),
            f -> new RtoInfo(f.number("srto_initial"), f.number("srto_max"), f.number("srto_min")),
            v -> Map.of("srto_initial", v.initialMs(), "srto_max", v.maxMs(), "srto_min", v.minMs()));

    static final OptionForm<InitMessage> INIT_MESSAGE = new StructForm<>(
            null,
            null,
            Set.of("sinit_num_ostreams", "sinit_max_instreams", "sinit_max_attempts", "sinit_max_init_timeo"),
            f -> new InitMessage(
                    f.integer("sinit_num_ostreams"),
                    f.integer("sinit_max_instreams"),
                    f.integer("sinit_max_attempts"),
                    f.integer("sinit_max_init_timeo")),
            v -> Map.of(
                    "sinit_num_ostreams", (long) v.outboundStreams(),
                    "sinit_max_instreams", (long) v.maxInboundStreams(),
                    "sinit_max_attempts", (long) v.maxAttempts(),
                    "sinit_max_init_timeo", (long) v.maxInitTimeoutMs()));

    static final OptionForm<AssociationParams> ASSOCIATION_PARAMS = new StructForm<>(
            "sasoc_assoc_id",
            null,
            Set.of(
                    "sasoc_asocmaxrxt",
                    "sasoc_number_peer_destinations",
                    "sasoc_peer_rwnd",
                    "sasoc_local_rwnd",
                    "sasoc_cookie_life"),
            f -> AssociationParams.of(f.integer("sasoc_asocmaxrxt"), f.number("sasoc_cookie_life")),
            v -> Map.of(
                    "sasoc_asocmaxrxt", (long) v.maxRetransmits(),
                    "sasoc_number_peer_destinations", (long) v.peerDestinations(),
                    "sasoc_peer_rwnd", v.peerRwnd(),
                    "sasoc_local_rwnd", v.localRwnd(),
                    "sasoc_cookie_life", v.cookieLifeMs()));

    static final OptionForm<PeerAddressParams> PEER_ADDRESS_PARAMS = new StructForm<>(
            "spp_assoc_id",
            "spp_address",
            Set.of("spp_hbinterval", "spp_pathmaxrxt", "spp_pathmtu", "spp_flags", "spp_ipv6_flowlabel", "spp_dscp"),
            f -> new PeerAddressParams(
                    f.number("spp_hbinterval"),
                    f.integer("spp_pathmaxrxt"),
                    f.integer("spp_pathmtu"),
                    f.integer("spp_flags"),
                    f.number("spp_ipv6_flowlabel"),
                    f.integer("spp_dscp")),
            v -> Map.of(
                    "spp_hbinterval", v.heartbeatIntervalMs(),
                    "spp_pathmaxrxt", (long) v.pathMaxRetransmits(),
                    "spp_pathmtu", (long) v.pathMtuBytes(),
                    "spp_flags", (long) v.flags(),
                    "spp_ipv6_flowlabel", v.ipv6FlowLabel(),
                    "spp_dscp", (long) v.dscp()));

    static final OptionForm<PeerAddressThresholds> PEER_ADDRESS_THRESHOLDS = new StructForm<>(
            "spt_assoc_id",
            "spt_address",
            Set.of("spt_pathmaxrxt", "spt_pathpfthld", "spt_pathcpthld"),
            f -> new PeerAddressThresholds(
                    f.integer("spt_pathmaxrxt"), f.integer("spt_pathpfthld"), f.integer("spt_pathcpthld")),
            v -> Map.of(
                    "spt_pathmaxrxt", (long) v.pathMaxRetransmits(),
                    "spt_pathpfthld", (long) v.potentiallyFailed(),
                    "spt_pathcpthld", (long) v.primaryChange()));

    static final OptionForm<PeerAddressInfo> PEER_ADDRESS_INFO = StructForm.readOnly(
            "spinfo_assoc_id",
            "spinfo_address",
            v -> Map.of(
                    "spinfo_address", v.address().getAddress(),
                    "spinfo_state", (long) v.state().ordinal(),
                    "spinfo_cwnd", v.cwndBytes(),
                    "spinfo_srtt", v.srttMs(),
                    "spinfo_rto", v.rtoMs(),
                    "spinfo_mtu", (long) v.mtuBytes()));

    /** The path to the primary address is a structure of its own, which scripts leave open. */
    static final OptionForm<Status> STATUS = StructForm.readOnly(
            "sstat_assoc_id",
            null,
            v -> Map.of(
                    "sstat_assoc_id", (long) v.associationId(),
                    "sstat_state", (long) v.state().code(),
                    "sstat_rwnd", v.peerRwnd(),
                    "sstat_unackdata", (long) v.unacknowledgedData(),
                    "sstat_penddata", (long) v.pendingData(),
                    "sstat_instrms", (long) v.inboundStreams(),
                    "sstat_outstrms", (long) v.outboundStreams(),
                    "sstat_fragmentation_point", (long) v.fragmentationPoint()));

    /** The address is the value here, and what the option is about. */
    static final OptionForm<InetSocketAddress> PRIMARY = new StructForm<>(
            "ssp_assoc_id",
            null,
            Set.of("ssp_addr"),
            f -> {
                Expression address = f.get("ssp_addr");
                if (address == null) {
                    throw new ScriptRefusedException("the field ssp_addr has no value");
                }
                return new InetSocketAddress(Arguments.ipAddress(address), 0);
            },
            v -> Map.of("ssp_addr", v.getAddress()));

    static final OptionForm<InetSocketAddress> PEER_PRIMARY = new StructForm<>(
            "sspp_assoc_id",
            null,
            Set.of("sspp_addr"),
            f -> {
                Expression address = f.get("sspp_addr");
                if (address == null) {
                    throw new ScriptRefusedException("the field sspp_addr has no value");
                }
                return new InetSocketAddress(Arguments.ipAddress(address), 0);
            },
            v -> Map.of("sspp_addr", v.getAddress()));

    /** The port is in network byte order. */
    static final OptionForm<Integer> UDP_PORT = new StructForm<>(
            "sue_assoc_id",
            "sue_address",
            Set.of("sue_port"),
            f -> swap16(f.integer("sue_port")),
            v -> Map.of("sue_port", (long) swap16(v)));

    static final OptionForm<SackInfo> SACK_INFO = new StructForm<>(
            "sack_assoc_id",
            null,
            Set.of("sack_delay", "sack_freq"),
            f -> new SackInfo(f.integer("sack_delay"), f.integer("sack_freq")),
            v -> Map.of("sack_delay", (long) v.delayMs(), "sack_freq", (long) v.frequency()));

    static final OptionForm<PrInfo> PR_INFO = new StructForm<>(
            "pr_assoc_id",
            null,
            Set.of("pr_policy", "pr_value"),
            f -> new PrInfo(f.integer("pr_policy"), (int) f.number("pr_value")),
            v -> Map.of("pr_policy", (long) v.policy(), "pr_value", Integer.toUnsignedLong(v.value())));

    static final OptionForm<Linger> LINGER = new StructForm<>(
            null,
            null,
            Set.of("onoff", "linger", "l_onoff", "l_linger"),
            f -> new Linger(f.flag("onoff") || f.flag("l_onoff"), f.integer("linger") + f.integer("l_linger")),
            v -> Map.of(
                    "onoff", number(v.on()), "l_onoff", number(v.on()), "linger", (long) v.seconds(), "l_linger", (long)
                            v.seconds()));

    static final OptionForm<Duration> TIME = new StructForm<>(
            null,
            null,
            Set.of("tv_sec", "tv_usec"),
            f -> {
                long micros = f.number("tv_usec");
                if (micros < 0 || micros >= US_PER_S) {
                    throw new ScriptRefusedException("tv_usec " + micros + " is not below a second");
                }
                return Duration.ofSeconds(f.number("tv_sec")).plusNanos(micros * 1000);
            },
            v -> Map.of("tv_sec", v.toSeconds(), "tv_usec", v.toNanosPart() / 1000L));

    static final OptionForm<Integer> ADAPTATION = new StructForm<>(
            null,
            null,
            Set.of("ssb_adaptation_ind"),
            f -> (int) f.number("ssb_adaptation_ind"),
            v -> Map.of("ssb_adaptation_ind", Integer.toUnsignedLong(v)));

    static final OptionForm<EventSubscription> EVENTS = new StructForm<>(
            null,
            null,
            Set.of(
                    "sctp_data_io_event",
                    "sctp_association_event",
                    "sctp_address_event",
                    "sctp_send_failure_event",
                    "sctp_peer_error_event",
                    "sctp_shutdown_event",
                    "sctp_partial_delivery_event",
                    "sctp_adaptation_layer_event",
                    "sctp_authentication_event",
                    "sctp_sender_dry_event",
                    "sctp_stream_reset_event"),
            OptionForms::events,
            v -> Map.ofEntries(
                    entry("sctp_data_io_event", number(v.dataIo())),
                    entry("sctp_association_event", number(v.association())),
                    entry("sctp_address_event", number(v.address())),
                    entry("sctp_send_failure_event", number(v.sendFailure())),
                    entry("sctp_peer_error_event", number(v.peerError())),
                    entry("sctp_shutdown_event", number(v.shutdown())),
                    entry("sctp_partial_delivery_event", number(v.partialDelivery())),
                    entry("sctp_adaptation_layer_event", number(v.adaptationLayer())),
                    entry("sctp_authentication_event", number(v.authentication())),
                    entry("sctp_sender_dry_event", number(v.senderDry())),
                    entry("sctp_stream_reset_event", 0L)));

    static final OptionForm<SendInfo> SEND_INFO = new StructForm<>(
            "snd_assoc_id",
            null,
            Set.of("snd_sid", "snd_flags", "snd_ppid", "snd_context"),
            MessageCalls::sendInfo,
            v -> Map.of(
                    "snd_sid",
                    (long) v.streamId(),
                    "snd_flags",
                    (long) v.flags(),
                    "snd_ppid",
                    Values.swap(v.payloadProtocolId()) & 0xffffffffL,
                    "snd_context",
                    Integer.toUnsignedLong(v.context())));

    static final OptionForm<DefaultSendParam> SEND_PARAM = new StructForm<>(
            "sinfo_assoc_id",
            null,
            Set.of(
                    "sinfo_stream",
                    "sinfo_ssn",
                    "sinfo_flags",
                    "sinfo_ppid",
                    "sinfo_context",
                    "sinfo_timetolive",
                    "sinfo_tsn",
                    "sinfo_cumtsn"),
            f -> new DefaultSendParam(
                    f.integer("sinfo_stream"),
                    f.integer("sinfo_flags"),
                    Values.swap((int) f.number("sinfo_ppid")),
                    (int) f.number("sinfo_context"),
                    f.number("sinfo_timetolive")),
            v -> Map.of(
                    "sinfo_stream",
                    (long) v.streamId(),
                    "sinfo_ssn",
                    0L,
                    "sinfo_flags",
                    (long) v.flags(),
                    "sinfo_ppid",
                    Values.swap(v.payloadProtocolId()) & 0xffffffffL,
                    "sinfo_context",
                    Integer.toUnsignedLong(v.context()),
                    "sinfo_timetolive",
                    v.timeToLiveMs(),
                    "sinfo_tsn",
                    0L,
                    "sinfo_cumtsn",
                    0L));

    static final OptionForm<List<Integer>> IDS = StructForm.readOnly(
            "gaids_number_of_ids",
            null,
            v -> Map.of(
                    "gaids_number_of_ids",
                    (long) v.size(),
                    "gaids_assoc_id",
                    v.stream().map(Integer::longValue).toList()));

    static final OptionForm<ResetStreams> RESET_STREAMS = new StructForm<>(
            "srs_assoc_id",
            null,
            Set.of("srs_flags", "srs_number_streams", "srs_stream_list"),
            f -> {
                List<Integer> streams = f.integers("srs_stream_list");
                if (streams.size() != f.integer("srs_number_streams")) {
                    throw new ScriptRefusedException("srs_stream_list does not have srs_number_streams streams");
                }
                return new ResetStreams(f.integer("srs_flags"), streams);
            },
            v -> Map.of()); // write-only

    static final OptionForm<AddStreams> ADD_STREAMS = new StructForm<>(
            "sas_assoc_id",
            null,
            Set.of("sas_instrms", "sas_outstrms"),
            f -> new AddStreams(f.integer("sas_instrms"), f.integer("sas_outstrms")),
            v -> Map.of()); // write-only

    private OptionForms() {}

    static OptionForm<Boolean> event(EventType type) {
        return new StructForm<>(
                "se_assoc_id",
                null,
                Set.of("se_type", "se_on"),
                f -> f.flag("se_on"),
                on -> Map.of("se_type", (long) type.code(), "se_on", number(on)));
    }

    private static EventSubscription events(Fields f) throws ScriptRefusedException {
        f.mustBeZero("sctp_stream_reset_event", "RFC 6458 has no such field; SCTP_EVENT subscribes to it");
        return new EventSubscription(
                f.flag("sctp_data_io_event"),
                f.flag("sctp_association_event"),
                f.flag("sctp_address_event"),
                f.flag("sctp_send_failure_event"),
                f.flag("sctp_peer_error_event"),
                f.flag("sctp_shutdown_event"),
                f.flag("sctp_partial_delivery_event"),
                f.flag("sctp_adaptation_layer_event"),
                f.flag("sctp_authentication_event"),
                f.flag("sctp_sender_dry_event"));
    }

    private static long number(boolean flag) {
        return flag ? 1 : 0;
    }

    private static int swap16(int port) {
        return Short.reverseBytes((short) port) & 0xffff;
    }
}
