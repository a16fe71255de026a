package io.jsctp.posix;

import io.jsctp.DefaultSendParam;
import io.jsctp.Errno;
import io.jsctp.EventSubscription;
import io.jsctp.EventType;
import io.jsctp.InitMessage;
import io.jsctp.SackInfo;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SendInfo;
import io.jsctp.posix.Options.Option;
import java.util.Map;

/** The options about messages, notifications and the socket (RFC 6458 §6.2, §8.1). */
final class SctpOptions {
    private SctpOptions() {}

    static void register(Map<Integer, Option<?>> to) {
        to.put(
                NetinetSctp.SCTP_INITMSG,
                new Option<>(
                        sctp_initmsg.class,
                        value -> 0,
                        (d, id, value) -> {
                            InitMessage is = d.socket.getOption(SctpOption.INITMSG);
                            value.sinit_num_ostreams = is.outboundStreams();
                            value.sinit_max_instreams = is.maxInboundStreams();
                            value.sinit_max_attempts = is.maxAttempts();
                            value.sinit_max_init_timeo = is.maxInitTimeoutMs();
                        },
                        (d, id, value) -> d.socket.setOption(SctpOption.INITMSG, Infos.initMessage(value))));
        to.put(NetinetSctp.SCTP_NODELAY, bool(SctpOption.NODELAY));
        to.put(NetinetSctp.SCTP_REUSE_PORT, bool(SctpOption.REUSE_PORT));
        to.put(NetinetSctp.SCTP_AUTOCLOSE, integer(SctpOption.AUTOCLOSE));
        to.put(NetinetSctp.SCTP_FRAGMENT_INTERLEAVE, integer(SctpOption.FRAGMENT_INTERLEAVE));
        to.put(NetinetSctp.SCTP_PARTIAL_DELIVERY_POINT, integer(SctpOption.PARTIAL_DELIVERY_POINT));
        to.put(NetinetSctp.SCTP_EXPLICIT_EOR, bool(SctpOption.EXPLICIT_EOR));
        to.put(NetinetSctp.SCTP_DISABLE_FRAGMENTS, bool(SctpOption.DISABLE_FRAGMENTS));
        to.put(
                NetinetSctp.SCTP_ADAPTATION_LAYER,
                new Option<>(
                        sctp_setadaptation.class,
                        value -> 0,
                        (d, id, value) -> value.ssb_adaptation_ind =
                                Integer.toUnsignedLong(d.socket.getOption(SctpOption.ADAPTATION_LAYER)),
                        (d, id, value) -> d.socket.setOption(
                                SctpOption.ADAPTATION_LAYER,
                                Infos.u32(value.ssb_adaptation_ind, "ssb_adaptation_ind"))));
        to.put(NetinetSctp.SCTP_MAXSEG, associationValue(SctpOption.MAXSEG));
        to.put(NetinetSctp.SCTP_MAX_BURST, associationValue(SctpOption.MAX_BURST));
        to.put(NetinetSctp.SCTP_CONTEXT, associationValue(SctpOption.CONTEXT));
        to.put(NetinetSctp.SCTP_CONNECT_STAGGER, associationValue(SctpOption.CONNECT_STAGGER));
        registerReceiving(to);
        registerEvents(to);
        registerSending(to);
    }

    private static void registerReceiving(Map<Integer, Option<?>> to) {
        to.put(
                NetinetSctp.SCTP_RECVRCVINFO,
                Option.flag(
                        (d, id, value) -> value[0] = d.receiveInfo ? 1 : 0,
                        (d, id, value) -> d.receiveInfo = value[0] != 0));
        to.put(
                NetinetSctp.SCTP_RECVNXTINFO,
                Option.flag(
                        (d, id, value) -> value[0] = d.nextInfo ? 1 : 0, (d, id, value) -> d.nextInfo = value[0] != 0));
        to.put(
                NetinetSctp.SCTP_USE_EXT_RCVINFO,
                Option.flag(
                        (d, id, value) -> value[0] = d.extended ? 1 : 0, (d, id, value) -> d.extended = value[0] != 0));
        to.put(NetinetSctp.SCTP_I_WANT_MAPPED_V4_ADDR, bool(SctpOption.I_WANT_MAPPED_V4_ADDR));
        to.put(
                NetinetSctp.SCTP_DELAYED_SACK,
                new Option<>(
                        sctp_sack_info.class,
                        value -> value.sack_assoc_id,
                        (d, id, value) -> {
                            SackInfo is = d.socket.getOption(SctpOption.DELAYED_SACK, id);
                            value.sack_delay = is.delayMs();
                            value.sack_freq = is.frequency();
                        },
                        (d, id, value) -> d.socket.setOption(
                                SctpOption.DELAYED_SACK,
                                new SackInfo(
                                        number(value.sack_delay, "sack_delay"), number(value.sack_freq, "sack_freq")),
                                id)));
    }

    private static void registerEvents(Map<Integer, Option<?>> to) {
        to.put(
                NetinetSctp.SCTP_EVENT,
                new Option<>(
                        sctp_event.class,
                        value -> value.se_assoc_id,
                        (d, id, value) ->
                                value.se_on = d.socket.getOption(SctpOption.event(type(value.se_type)), id) ? 1 : 0,
                        (d, id, value) ->
                                d.socket.setOption(SctpOption.event(type(value.se_type)), value.se_on != 0, id)));
        to.put(
                NetinetSctp.SCTP_EVENTS,
                new Option<>(sctp_event_subscribe.class, value -> 0, SctpOptions::events, SctpOptions::subscribe));
    }

    private static void events(Descriptor d, int id, sctp_event_subscribe value) throws SctpException {
        EventSubscription is = d.socket.getOption(SctpOption.EVENTS);
        value.sctp_data_io_event = d.dataIo ? 1 : 0;
        value.sctp_association_event = is.association() ? 1 : 0;
        value.sctp_address_event = is.address() ? 1 : 0;
        value.sctp_send_failure_event = is.sendFailure() ? 1 : 0;
        value.sctp_peer_error_event = is.peerError() ? 1 : 0;
        value.sctp_shutdown_event = is.shutdown() ? 1 : 0;
        value.sctp_partial_delivery_event = is.partialDelivery() ? 1 : 0;
        value.sctp_adaptation_layer_event = is.adaptationLayer() ? 1 : 0;
        value.sctp_authentication_event = is.authentication() ? 1 : 0;
        value.sctp_sender_dry_event = is.senderDry() ? 1 : 0;
    }

    private static void subscribe(Descriptor d, int id, sctp_event_subscribe value) throws SctpException {
        // The infos of messages stay on in the socket: what of them is given to the user is up to the calls.
        d.socket.setOption(
                SctpOption.EVENTS,
                new EventSubscription(
                        true,
                        value.sctp_association_event != 0,
                        value.sctp_address_event != 0,
                        value.sctp_send_failure_event != 0,
                        value.sctp_peer_error_event != 0,
                        value.sctp_shutdown_event != 0,
                        value.sctp_partial_delivery_event != 0,
                        value.sctp_adaptation_layer_event != 0,
                        value.sctp_authentication_event != 0,
                        value.sctp_sender_dry_event != 0));
        d.dataIo = value.sctp_data_io_event != 0;
    }

    private static void registerSending(Map<Integer, Option<?>> to) {
        to.put(
                NetinetSctp.SCTP_DEFAULT_SNDINFO,
                new Option<>(
                        sctp_sndinfo.class,
                        value -> value.snd_assoc_id,
                        (d, id, value) -> {
                            SendInfo is = d.socket.getOption(SctpOption.DEFAULT_SNDINFO, id);
                            value.snd_sid = is.streamId();
                            value.snd_flags = is.flags();
                            value.snd_ppid = Integer.toUnsignedLong(is.payloadProtocolId());
                            value.snd_context = Integer.toUnsignedLong(is.context());
                        },
                        (d, id, value) -> d.socket.setOption(SctpOption.DEFAULT_SNDINFO, Infos.sendInfo(value), id)));
        to.put(
                NetinetSctp.SCTP_DEFAULT_SEND_PARAM,
                new Option<>(
                        sctp_sndrcvinfo.class,
                        value -> value.sinfo_assoc_id,
                        (d, id, value) -> {
                            DefaultSendParam is = d.socket.getOption(SctpOption.DEFAULT_SEND_PARAM, id);
                            value.sinfo_stream = is.streamId();
                            value.sinfo_ssn = 0;
                            value.sinfo_flags = is.flags();
                            value.sinfo_ppid = Integer.toUnsignedLong(is.payloadProtocolId());
                            value.sinfo_context = Integer.toUnsignedLong(is.context());
                            value.sinfo_timetolive = is.timeToLiveMs();
                            value.sinfo_tsn = 0;
                            value.sinfo_cumtsn = 0;
                        },
                        (d, id, value) -> d.socket.setOption(
                                SctpOption.DEFAULT_SEND_PARAM,
                                new DefaultSendParam(
                                        value.sinfo_stream,
                                        value.sinfo_flags,
                                        Infos.u32(value.sinfo_ppid, "sinfo_ppid"),
                                        Infos.u32(value.sinfo_context, "sinfo_context"),
                                        value.sinfo_timetolive),
                                id)));
    }

    private static Option<int[]> bool(SctpOption<Boolean> option) {
        return Option.flag(
                (d, id, value) -> value[0] = d.socket.getOption(option) ? 1 : 0,
                (d, id, value) -> d.socket.setOption(option, value[0] != 0));
    }

    private static Option<int[]> integer(SctpOption<Integer> option) {
        return Option.flag(
                (d, id, value) -> value[0] = d.socket.getOption(option),
                (d, id, value) -> d.socket.setOption(option, value[0]));
    }

    static Option<sctp_assoc_value> associationValue(SctpOption<Integer> option) {
        return new Option<>(
                sctp_assoc_value.class,
                value -> value.assoc_id,
                (d, id, value) -> value.assoc_value = Integer.toUnsignedLong(d.socket.getOption(option, id)),
                (d, id, value) -> d.socket.setOption(option, Infos.u32(value.assoc_value, "assoc_value"), id));
    }

    private static EventType type(int number) throws SctpException {
        for (EventType type : EventType.values()) {
            if (type.code() == number) {
                return type;
            }
        }
        throw Descriptors.error(Errno.EINVAL, "there is no event " + number);
    }

    static int number(long value, String field) throws SctpException {
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw Descriptors.error(Errno.EINVAL, field + " " + value + " is out of range");
        }
        return (int) value;
    }
}
