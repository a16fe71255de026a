package io.jsctp.posix;

import static io.jsctp.posix.NetinetSctp.IPPROTO_SCTP;
import static io.jsctp.posix.PosixWire.fails;
import static io.jsctp.posix.PosixWire.ok;
import static io.jsctp.posix.PosixWire.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The options and notifications of RFC 6525 as C has them. */
@Timeout(60)
class PosixStreamsTest {
    private PosixWire w;

    @BeforeEach
    void open() throws Exception {
        w = new PosixWire().connected();
        subscribe(
                w.client,
                w.sd,
                NetinetSctp.SCTP_STREAM_RESET_EVENT,
                NetinetSctp.SCTP_ASSOC_RESET_EVENT,
                NetinetSctp.SCTP_STREAM_CHANGE_EVENT);
        sctp_assoc_value allowed = new sctp_assoc_value();
        allowed.assoc_value = NetinetSctp.SCTP_ENABLE_RESET_STREAM_REQ
                | NetinetSctp.SCTP_ENABLE_RESET_ASSOC_REQ
                | NetinetSctp.SCTP_ENABLE_CHANGE_ASSOC_REQ;
        ok(w.server.setsockopt(
                w.peer, IPPROTO_SCTP, NetinetSctp.SCTP_ENABLE_STREAM_RESET, allowed, sctp_assoc_value.SIZEOF));
        sctp_assoc_value read = new sctp_assoc_value();
        ok(w.server.getsockopt(
                w.peer, IPPROTO_SCTP, NetinetSctp.SCTP_ENABLE_STREAM_RESET, read, new int[] {sctp_assoc_value.SIZEOF}));
        assertThat(read.assoc_value).isEqualTo(allowed.assoc_value);
    }

    private sctp_notification next() {
        w.wire.runFor(2);
        return w.clientReads().notification();
    }

    @Test
    @DisplayName("XT-5..7 XT-9..12: requests by structures, and what becomes of them in structures")
    void structures() {
        sctp_add_streams add = new sctp_add_streams();
        add.sas_outstrms = 3;
        ok(w.client.setsockopt(w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_ADD_STREAMS, add, add.sizeof()));
        sctp_notification told = next();
        assertThat(told.sn_header.sn_type).isEqualTo(NetinetSctp.SCTP_STREAM_CHANGE_EVENT);
        assertThat(told.sn_strchange_event.strchange_type).isEqualTo(NetinetSctp.SCTP_STREAM_CHANGE_EVENT);
        assertThat(told.sn_strchange_event.strchange_flags).isZero();
        assertThat(told.sn_strchange_event.strchange_length).isEqualTo(16);
        assertThat(told.sn_strchange_event.strchange_outstrms).isEqualTo(13);
        assertThat(told.sn_strchange_event.strchange_instrms).isEqualTo(10);

        sctp_reset_streams reset = new sctp_reset_streams(2);
        reset.srs_flags = NetinetSctp.SCTP_STREAM_RESET_OUTGOING;
        reset.srs_number_streams = 2;
        reset.srs_stream_list[0] = 12;
        reset.srs_stream_list[1] = 4;
        assertThat(reset.sizeof()).isEqualTo(12);
        ok(w.client.setsockopt(w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_RESET_STREAMS, reset, reset.sizeof()));
        told = next();
        assertThat(told.sn_strreset_event.strreset_type).isEqualTo(NetinetSctp.SCTP_STREAM_RESET_EVENT);
        assertThat(told.sn_strreset_event.strreset_flags).isEqualTo(NetinetSctp.SCTP_STREAM_RESET_OUTGOING_SSN);
        assertThat(told.sn_strreset_event.strreset_length).isEqualTo(16);
        assertThat(told.sn_strreset_event.strreset_stream_list).containsExactly(12, 4);

        ok(w.client.setsockopt(w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_RESET_ASSOC, new int[1], 4));
        told = next();
        assertThat(told.sn_assocreset_event.assocreset_type).isEqualTo(NetinetSctp.SCTP_ASSOC_RESET_EVENT);
        assertThat(told.sn_assocreset_event.assocreset_flags).isZero();
        assertThat(told.sn_assocreset_event.assocreset_length).isEqualTo(20);
        assertThat(told.sn_assocreset_event.assocreset_local_tsn).isNotZero();
        assertThat(told.sn_assocreset_event.assocreset_remote_tsn).isNotZero();
    }

    @Test
    @DisplayName("XT-19 XO-14: SCTP_INTERLEAVING_SUPPORTED is off, and needs level 2 of SCTP_FRAGMENT_INTERLEAVE")
    void interleaving() {
        sctp_assoc_value on = new sctp_assoc_value();
        on.assoc_value = 1;
        ok(w.client.getsockopt(
                w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_INTERLEAVING_SUPPORTED, on, new int[] {sctp_assoc_value.SIZEOF}));
        assertThat(on.assoc_value).isZero();
        on.assoc_value = 1;
        int name = NetinetSctp.SCTP_INTERLEAVING_SUPPORTED;
        fails(w.client, SysErrno.EINVAL, w.client.setsockopt(w.sd, IPPROTO_SCTP, name, on, sctp_assoc_value.SIZEOF));
        ok(w.client.setsockopt(w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_RECVRCVINFO, new int[] {1}, 4));
        ok(w.client.setsockopt(w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_FRAGMENT_INTERLEAVE, new int[] {2}, 4));
        ok(w.client.setsockopt(w.sd, IPPROTO_SCTP, name, on, sctp_assoc_value.SIZEOF));
    }

    @Test
    @DisplayName("XT-4 XT-10: SCTP_RECONFIG_SUPPORTED is on; a list shorter than it says is refused")
    void refused() {
        sctp_assoc_value on = new sctp_assoc_value();
        ok(w.client.getsockopt(
                w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_RECONFIG_SUPPORTED, on, new int[] {sctp_assoc_value.SIZEOF}));
        assertThat(on.assoc_value).isEqualTo(1);
        on.assoc_value = 0;
        ok(w.client.setsockopt(w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_RECONFIG_SUPPORTED, on, sctp_assoc_value.SIZEOF));
        sctp_reset_streams reset = new sctp_reset_streams(1);
        reset.srs_flags = NetinetSctp.SCTP_STREAM_RESET_OUTGOING;
        for (int number : new int[] {-1, 2}) {
            reset.srs_number_streams = number;
            fails(
                    w.client,
                    SysErrno.EINVAL,
                    w.client.setsockopt(w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_RESET_STREAMS, reset, reset.sizeof()));
        }
        fails(
                w.client,
                SysErrno.EOPNOTSUPP,
                w.client.getsockopt(
                        w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_RESET_STREAMS, reset, new int[] {reset.sizeof()}));
    }
}
