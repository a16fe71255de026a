package io.jsctp.posix;

import static io.jsctp.posix.NetinetSctp.IPPROTO_SCTP;
import static io.jsctp.posix.PosixWire.fails;
import static io.jsctp.posix.PosixWire.ok;
import static io.jsctp.posix.PosixWire.serverAddress;
import static io.jsctp.posix.SysErrno.EAFNOSUPPORT;
import static io.jsctp.posix.SysErrno.ECONNREFUSED;
import static io.jsctp.posix.SysErrno.EFAULT;
import static io.jsctp.posix.SysErrno.EINPROGRESS;
import static io.jsctp.posix.SysErrno.EINVAL;
import static io.jsctp.posix.SysErrno.ENOBUFS;
import static io.jsctp.posix.SysErrno.ENOPROTOOPT;
import static io.jsctp.posix.SysErrno.ENOTCONN;
import static io.jsctp.posix.SysErrno.EOPNOTSUPP;
import static io.jsctp.posix.SysSocket.AF_INET;
import static io.jsctp.posix.SysSocket.SOCK_SEQPACKET;
import static io.jsctp.posix.SysSocket.SOCK_STREAM;
import static io.jsctp.posix.SysSocket.SOL_SOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** getsockopt, setsockopt and sctp_opt_info as C has them (RFC 6458 §8). */
@Timeout(60)
class PosixOptionsTest {
    private PosixWire w;
    private Posix c;
    private int one;
    private int many;

    @BeforeEach
    void open() throws Exception {
        w = new PosixWire();
        c = w.client;
        one = c.socket(AF_INET, SOCK_STREAM, 0);
        many = c.socket(AF_INET, SOCK_SEQPACKET, 0);
    }

    private static int size(Object value) {
        return value instanceof Struct struct ? struct.sizeof() : 4;
    }

    private int get(int sd, int option, Object value) {
        return c.getsockopt(sd, IPPROTO_SCTP, option, value, new int[] {size(value)});
    }

    private int set(int sd, int option, Object value) {
        return c.setsockopt(sd, IPPROTO_SCTP, option, value, size(value));
    }

    /** The numbers of a structure by their names, those of structures in it too. */
    private static Map<String, Object> fields(Object value) throws IllegalAccessException {
        Map<String, Object> fields = new TreeMap<>();
        if (value instanceof int[] ints) {
            fields.put("value", ints[0]);
        }
        for (Field field : value.getClass().getFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && field.getType().isPrimitive()) {
                fields.put(field.getName(), field.get(value));
            }
        }
        return fields;
    }

    private void roundTrip(int sd, int option, Object wanted, Object read) throws Exception {
        ok(set(sd, option, wanted));
        ok(get(sd, option, read));
        assertThat(fields(read)).isEqualTo(fields(wanted));
        Object again = read instanceof int[] ? new int[1] : read;
        ok(c.sctp_opt_info(sd, 0, option, again, new int[] {size(again)}));
        assertThat(fields(again)).isEqualTo(fields(wanted));
    }

    @Test
    @DisplayName(
            "SOPT-1 SOPT-3 OPTI-1 OPTI-3..4 OPTI-10 HDR-2 DSP-1 DSP-3 DSP-9 XE-8 XT-26: what is set in a structure is read in it")
    void roundTrips() throws Exception {
        sctp_initmsg init = new sctp_initmsg();
        init.sinit_num_ostreams = 5;
        init.sinit_max_instreams = 6;
        init.sinit_max_attempts = 7;
        init.sinit_max_init_timeo = 8000;
        roundTrip(one, NetinetSctp.SCTP_INITMSG, init, new sctp_initmsg());
        sctp_rtoinfo rto = new sctp_rtoinfo();
        rto.srto_initial = 500;
        rto.srto_min = 400;
        rto.srto_max = 600;
        roundTrip(one, NetinetSctp.SCTP_RTOINFO, rto, new sctp_rtoinfo());
        sctp_event_subscribe events = new sctp_event_subscribe();
        events.sctp_data_io_event = 1;
        events.sctp_address_event = 1;
        events.sctp_send_failure_event = 1;
        events.sctp_sender_dry_event = 1;
        roundTrip(many, NetinetSctp.SCTP_EVENTS, events, new sctp_event_subscribe());
        sctp_event event = new sctp_event();
        event.se_type = NetinetSctp.SCTP_REMOTE_ERROR;
        event.se_on = 1;
        sctp_event read = new sctp_event();
        read.se_type = event.se_type;
        roundTrip(many, NetinetSctp.SCTP_EVENT, event, read);
        ok(get(many, NetinetSctp.SCTP_EVENTS, events));
        assertThat(events.sctp_peer_error_event).as("the same subscription").isEqualTo(1);
        sctp_sndrcvinfo sinfo = new sctp_sndrcvinfo();
        sinfo.sinfo_stream = 3;
        sinfo.sinfo_flags = NetinetSctp.MSG_UNORDERED | NetinetSctp.MSG_PR_SCTP;
        sinfo.sinfo_ppid = 0xFFFF_FFFFL;
        sinfo.sinfo_context = 0x8000_0000L;
        sinfo.sinfo_timetolive = 0xFFFF_FFFFL;
        sctp_sndrcvinfo old = new sctp_sndrcvinfo();
        old.sinfo_ssn = 9;
        old.sinfo_tsn = 9;
        old.sinfo_cumtsn = 9;
        roundTrip(one, NetinetSctp.SCTP_DEFAULT_SEND_PARAM, sinfo, old);
        sctp_sndinfo snd = new sctp_sndinfo();
        snd.snd_sid = 4;
        snd.snd_ppid = 5;
        snd.snd_context = 6;
        roundTrip(one, NetinetSctp.SCTP_DEFAULT_SNDINFO, snd, new sctp_sndinfo());
        sctp_sack_info sack = new sctp_sack_info();
        sack.sack_delay = 100;
        sack.sack_freq = 3;
        roundTrip(one, NetinetSctp.SCTP_DELAYED_SACK, sack, new sctp_sack_info());
        sctp_assoc_value value = new sctp_assoc_value();
        value.assoc_value = 9;
        roundTrip(one, NetinetSctp.SCTP_MAX_BURST, value, new sctp_assoc_value());
        sctp_setadaptation adaptation = new sctp_setadaptation();
        adaptation.ssb_adaptation_ind = 0xFFFF_FFFFL;
        roundTrip(one, NetinetSctp.SCTP_ADAPTATION_LAYER, adaptation, new sctp_setadaptation());
        value.assoc_value = 500;
        roundTrip(one, NetinetSctp.SCTP_MAXSEG, value, new sctp_assoc_value());
        value.assoc_value = 0xFFFF_FFFFL;
        roundTrip(one, NetinetSctp.SCTP_CONTEXT, value, new sctp_assoc_value());
        sctp_udpencaps udp = new sctp_udpencaps();
        udp.sue_port = ArpaInet.htons(12345);
        roundTrip(one, NetinetSctp.SCTP_REMOTE_UDP_ENCAPS_PORT, udp, new sctp_udpencaps());
        sctp_paddrthlds thresholds = new sctp_paddrthlds();
        thresholds.spt_pathmaxrxt = 7;
        thresholds.spt_pathpfthld = 2;
        thresholds.spt_pathcpthld = 3;
        roundTrip(one, NetinetSctp.SCTP_PEER_ADDR_THLDS, thresholds, new sctp_paddrthlds());
        thresholds.spt_pathcpthld = 1;
        fails(c, EINVAL, set(one, NetinetSctp.SCTP_PEER_ADDR_THLDS, thresholds));
        value.assoc_value = 1;
        roundTrip(one, NetinetSctp.SCTP_EXPOSE_POTENTIALLY_FAILED_STATE, value, new sctp_assoc_value());
    }

    @Test
    @DisplayName("SOPT-4..5 XO-2 XO-5 XO-8 XO-14..16 XO-20..21: flags and numbers are int[1]")
    void integers() throws Exception {
        for (int option : new int[] {
            NetinetSctp.SCTP_NODELAY,
            NetinetSctp.SCTP_RECVRCVINFO,
            NetinetSctp.SCTP_RECVNXTINFO,
            NetinetSctp.SCTP_USE_EXT_RCVINFO,
            NetinetSctp.SCTP_REUSE_PORT,
            NetinetSctp.SCTP_FRAGMENT_INTERLEAVE,
            NetinetSctp.SCTP_EXPLICIT_EOR,
            NetinetSctp.SCTP_DISABLE_FRAGMENTS
        }) {
            roundTrip(one, option, new int[] {1}, new int[1]);
            roundTrip(one, option, new int[] {0}, new int[] {7});
        }
        roundTrip(one, NetinetSctp.SCTP_PARTIAL_DELIVERY_POINT, new int[] {5000}, new int[1]);
        roundTrip(many, NetinetSctp.SCTP_AUTOCLOSE, new int[] {30}, new int[1]);
        fails(c, EOPNOTSUPP, set(one, NetinetSctp.SCTP_AUTOCLOSE, new int[] {30}));
    }

    @Test
    @DisplayName("XO-1 XO-3..4: the options of the socket itself, with times")
    void socketLevel() {
        for (int option : new int[] {SysSocket.SO_SNDBUF, SysSocket.SO_RCVBUF}) {
            ok(c.setsockopt(one, SOL_SOCKET, option, new int[] {5000}, 4));
            int[] read = {0};
            ok(c.getsockopt(one, SOL_SOCKET, option, read, new int[] {4}));
            assertThat(read[0]).isEqualTo(5000);
        }
        linger linger = new linger();
        linger.l_onoff = 1;
        linger.l_linger = 3;
        ok(c.setsockopt(one, SOL_SOCKET, SysSocket.SO_LINGER, linger, linger.sizeof()));
        linger read = new linger();
        ok(c.getsockopt(one, SOL_SOCKET, SysSocket.SO_LINGER, read, new int[] {8}));
        assertThat(read.l_onoff).isEqualTo(1);
        assertThat(read.l_linger).isEqualTo(3);
        for (int option : new int[] {SysSocket.SO_RCVTIMEO, SysSocket.SO_SNDTIMEO}) {
            timeval time = new timeval();
            time.tv_sec = 1;
            time.tv_usec = 500_000;
            ok(c.setsockopt(one, SOL_SOCKET, option, time, timeval.SIZEOF));
            timeval is = new timeval();
            ok(c.getsockopt(one, SOL_SOCKET, option, is, new int[] {timeval.SIZEOF}));
            assertThat(is.tv_sec).isEqualTo(1);
            assertThat(is.tv_usec).isEqualTo(500_000);
            time.tv_usec = 1_000_000;
            fails(c, EINVAL, c.setsockopt(one, SOL_SOCKET, option, time, timeval.SIZEOF));
        }
        fails(c, ENOPROTOOPT, c.setsockopt(one, SOL_SOCKET, 2, new int[] {1}, 4));
    }

    @Test
    @DisplayName("CONNX-12 SOPT-1: SO_ERROR is the number of the errno, once")
    void pendingError() {
        ok(c.fcntl(one, SysSocket.F_SETFL, SysSocket.O_NONBLOCK));
        fails(c, EINPROGRESS, c.connect(one, serverAddress(), 16));
        w.wire.runFor(1);
        int[] error = {0};
        ok(c.getsockopt(one, SOL_SOCKET, SysSocket.SO_ERROR, error, new int[] {4}));
        assertThat(error[0]).isEqualTo(ECONNREFUSED);
        ok(c.getsockopt(one, SOL_SOCKET, SysSocket.SO_ERROR, error, new int[] {4}));
        assertThat(error[0]).isZero();
        fails(c, EOPNOTSUPP, c.setsockopt(one, SOL_SOCKET, SysSocket.SO_ERROR, error, 4));
    }

    @Test
    @DisplayName("OPTI-1 OPTI-8 SOPT-11: too short, too long to set, another structure, null, unknown, read-only")
    void wrongValues() {
        sctp_initmsg init = new sctp_initmsg();
        int[] length = {sctp_initmsg.SIZEOF - 1};
        fails(c, EINVAL, c.getsockopt(one, IPPROTO_SCTP, NetinetSctp.SCTP_INITMSG, init, length));
        fails(c, EINVAL, c.sctp_opt_info(one, 0, NetinetSctp.SCTP_INITMSG, init, length));
        length[0] = 100;
        ok(c.sctp_opt_info(one, 0, NetinetSctp.SCTP_INITMSG, init, length));
        assertThat(length[0]).isEqualTo(sctp_initmsg.SIZEOF);
        fails(c, EINVAL, c.setsockopt(one, IPPROTO_SCTP, NetinetSctp.SCTP_INITMSG, init, 7));
        fails(c, EINVAL, c.setsockopt(one, IPPROTO_SCTP, NetinetSctp.SCTP_INITMSG, init, 9));
        fails(c, EINVAL, set(one, NetinetSctp.SCTP_INITMSG, new sctp_rtoinfo()));
        fails(c, EINVAL, set(one, NetinetSctp.SCTP_NODELAY, new sctp_rtoinfo()));
        fails(c, EINVAL, set(one, NetinetSctp.SCTP_NODELAY, new int[0]));
        fails(c, EINVAL, set(one, NetinetSctp.SCTP_INITMSG, "a string"));
        fails(c, EFAULT, c.setsockopt(one, IPPROTO_SCTP, NetinetSctp.SCTP_INITMSG, null, 8));
        fails(c, EFAULT, c.getsockopt(one, IPPROTO_SCTP, NetinetSctp.SCTP_INITMSG, null, length));
        fails(c, EFAULT, c.getsockopt(one, IPPROTO_SCTP, NetinetSctp.SCTP_INITMSG, init, null));
        fails(c, ENOPROTOOPT, set(one, 999, init));
        fails(c, ENOPROTOOPT, c.setsockopt(one, 41, NetinetSctp.SCTP_INITMSG, init, 8));
        fails(c, EOPNOTSUPP, set(one, NetinetSctp.SCTP_STATUS, new sctp_status()));
        init.sinit_max_attempts = -1;
        fails(c, EINVAL, set(one, NetinetSctp.SCTP_INITMSG, init));
        sctp_event event = new sctp_event();
        event.se_type = 99;
        fails(c, EINVAL, set(one, NetinetSctp.SCTP_EVENT, event));
    }

    @Test
    @DisplayName("XE-4 XO-11 XO-12 XR-2 XR-3 XW-2..5: events, algorithms, keys and lists of authentication")
    void authentication() {
        int one = c.socket(SysSocket.AF_INET, SysSocket.SOCK_STREAM, NetinetSctp.IPPROTO_SCTP);
        sctp_event_subscribe events = new sctp_event_subscribe();
        events.sctp_authentication_event = 1;
        assertThat(set(one, NetinetSctp.SCTP_EVENTS, events)).isZero();
        events = new sctp_event_subscribe();
        get(one, NetinetSctp.SCTP_EVENTS, events);
        assertThat(events.sctp_authentication_event).isEqualTo(1);
        sctp_hmacalgo algorithms = new sctp_hmacalgo(2);
        get(one, NetinetSctp.SCTP_HMAC_IDENT, algorithms);
        assertThat(algorithms.shmac_idents).containsExactly(3, 1);
        algorithms.shmac_number_of_idents = 1;
        fails(c, EINVAL, set(one, NetinetSctp.SCTP_HMAC_IDENT, algorithms));
        algorithms.shmac_idents[0] = 1;
        assertThat(set(one, NetinetSctp.SCTP_HMAC_IDENT, algorithms)).isZero();
        sctp_authchunk chunk = new sctp_authchunk();
        assertThat(set(one, NetinetSctp.SCTP_AUTH_CHUNK, chunk)).isZero();
        chunk.sauth_chunk = 15;
        fails(c, EINVAL, set(one, NetinetSctp.SCTP_AUTH_CHUNK, chunk));
        sctp_authchunks chunks = new sctp_authchunks(1);
        get(one, NetinetSctp.SCTP_LOCAL_AUTH_CHUNKS, chunks);
        assertThat(chunks.gauth_number_of_chunks).isEqualTo(1);
        fails(
                c,
                ENOBUFS,
                c.getsockopt(
                        one,
                        NetinetSctp.IPPROTO_SCTP,
                        NetinetSctp.SCTP_LOCAL_AUTH_CHUNKS,
                        new sctp_authchunks(0),
                        new int[] {8}));
        fails(
                c,
                ENOTCONN,
                c.getsockopt(one, NetinetSctp.IPPROTO_SCTP, NetinetSctp.SCTP_PEER_AUTH_CHUNKS, chunks, new int[] {9}));
        sctp_authkey key = new sctp_authkey(4);
        key.sca_keynumber = 9;
        key.sca_keylength = 4;
        assertThat(set(one, NetinetSctp.SCTP_AUTH_KEY, key)).isZero();
        key.sca_keylength = 5;
        fails(c, EINVAL, set(one, NetinetSctp.SCTP_AUTH_KEY, key));
        sctp_authkeyid number = new sctp_authkeyid();
        number.scact_keynumber = 9;
        assertThat(set(one, NetinetSctp.SCTP_AUTH_ACTIVE_KEY, number)).isZero();
        fails(c, EINVAL, set(one, NetinetSctp.SCTP_AUTH_DEACTIVATE_KEY, number));
        number.scact_keynumber = 0;
        assertThat(set(one, NetinetSctp.SCTP_AUTH_DEACTIVATE_KEY, number)).isZero();
        assertThat(set(one, NetinetSctp.SCTP_AUTH_DELETE_KEY, number)).isZero();
        get(one, NetinetSctp.SCTP_AUTH_ACTIVE_KEY, number);
        assertThat(number.scact_keynumber).isEqualTo(9);
    }

    @Test
    @DisplayName(
            "ASOC-3 STAT-1..3 STAT-7 STAT-9 PINF-1..4 PINF-6..7 PAP-3..4 PAP-17 XO-6 XR-1 XR-4 XR-5 ADDR-7 HDR-7: an association by its id, its addresses in sockaddr_storage")
    void ofAssociation() {
        w.many(AF_INET);
        int[] id = {0};
        ok(c.sctp_connectx(many, new sockaddr[] {serverAddress()}, 1, id));
        sctp_status status = new sctp_status();
        status.sstat_assoc_id = id[0];
        ok(get(many, NetinetSctp.SCTP_STATUS, status));
        assertThat(status.sstat_state).isEqualTo(NetinetSctp.SCTP_ESTABLISHED);
        assertThat(status.sstat_outstrms).isEqualTo(10);
        assertThat(status.sstat_rwnd).isPositive();
        assertThat(status.sstat_fragmentation_point).isPositive();
        sctp_paddrinfo path = new sctp_paddrinfo();
        path.spinfo_address.copy(serverAddress());
        ok(get(many, NetinetSctp.SCTP_GET_PEER_ADDR_INFO, path));
        assertThat(path.spinfo_assoc_id).isEqualTo(id[0]);
        assertThat(path.spinfo_state).isEqualTo(NetinetSctp.SCTP_ACTIVE);
        assertThat(path.spinfo_cwnd).isEqualTo(status.sstat_primary.spinfo_cwnd);
        assertThat(path.spinfo_rto).isBetween(1000L, 60_000L);
        assertThat(path.spinfo_mtu).isPositive();
        sctp_assocparams assoc = new sctp_assocparams();
        ok(c.sctp_opt_info(many, id[0], NetinetSctp.SCTP_ASSOCINFO, assoc, new int[] {sctp_assocparams.SIZEOF}));
        assertThat(assoc.sasoc_number_peer_destinations).isEqualTo(1);
        assertThat(assoc.sasoc_cookie_life).isEqualTo(60_000);
        assoc.sasoc_assoc_id = id[0];
        assoc.sasoc_asocmaxrxt = 4;
        ok(set(many, NetinetSctp.SCTP_ASSOCINFO, assoc));
        sctp_paddrparams params = new sctp_paddrparams();
        params.spp_assoc_id = id[0];
        params.spp_address.copy(serverAddress());
        params.spp_flags = NetinetSctp.SPP_HB_ENABLE;
        params.spp_hbinterval = 7000;
        params.spp_pathmaxrxt = 3;
        ok(set(many, NetinetSctp.SCTP_PEER_ADDR_PARAMS, params));
        params.spp_flags = 0;
        params.spp_hbinterval = 0;
        ok(get(many, NetinetSctp.SCTP_PEER_ADDR_PARAMS, params));
        assertThat(params.spp_hbinterval).isEqualTo(7000);
        assertThat(params.spp_pathmaxrxt).isEqualTo(3);
        assertThat(params.spp_flags).isEqualTo(NetinetSctp.SPP_HB_ENABLE | NetinetSctp.SPP_PMTUD_DISABLE);
        params.spp_flags = NetinetSctp.SPP_IPV4_TOS;
        fails(c, EOPNOTSUPP, set(many, NetinetSctp.SCTP_PEER_ADDR_PARAMS, params));
        sctp_setprim prim = new sctp_setprim();
        prim.ssp_assoc_id = id[0];
        ok(get(many, NetinetSctp.SCTP_PRIMARY_ADDR, prim));
        assertThat(ArpaInet.inet_ntop(prim.ssp_addr.sin().sin_addr)).isEqualTo(PosixWire.SERVER);
        ok(set(many, NetinetSctp.SCTP_PRIMARY_ADDR, prim));
        int[] count = {0};
        ok(get(many, NetinetSctp.SCTP_GET_ASSOC_NUMBER, count));
        assertThat(count[0]).isEqualTo(1);
        sctp_assoc_ids ids = new sctp_assoc_ids(2);
        ok(get(many, NetinetSctp.SCTP_GET_ASSOC_ID_LIST, ids));
        assertThat(ids.gaids_number_of_ids).isEqualTo(1);
        assertThat(ids.gaids_assoc_id[0]).isEqualTo(id[0]);
        fails(c, EINVAL, get(many, NetinetSctp.SCTP_GET_ASSOC_ID_LIST, new sctp_assoc_ids(0)));
    }

    @Test
    @DisplayName("XO-10: a size that does not fit 31 bits is refused, not taken for another one")
    void largestSegment() {
        sctp_assoc_value value = new sctp_assoc_value();
        value.assoc_value = Integer.MAX_VALUE;
        ok(set(one, NetinetSctp.SCTP_MAXSEG, value));
        for (long size : new long[] {1L << 31, (1L << 31) + 1000, 0xFFFF_FFFFL, 1L << 32, -1}) {
            value.assoc_value = size;
            fails(c, EINVAL, set(one, NetinetSctp.SCTP_MAXSEG, value));
            fails(c, EINVAL, set(one, NetinetSctp.SCTP_MAX_BURST, value));
        }
        ok(get(one, NetinetSctp.SCTP_MAXSEG, value));
        assertThat(value.assoc_value).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    @DisplayName("XO-22 DSP-4: SCTP_EOR is said with each message, not by default")
    void noDefaultEndOfRecord() {
        sctp_sndinfo info = new sctp_sndinfo();
        info.snd_flags = NetinetSctp.SCTP_EOR;
        fails(c, EINVAL, set(one, NetinetSctp.SCTP_DEFAULT_SNDINFO, info));
        sctp_sndrcvinfo old = new sctp_sndrcvinfo();
        old.sinfo_flags = NetinetSctp.SCTP_EOR;
        fails(c, EINVAL, set(one, NetinetSctp.SCTP_DEFAULT_SEND_PARAM, old));
    }

    @Test
    @DisplayName("XE-1 XE-8: sctp_send_failure_event is the subscription to SCTP_SEND_FAILED")
    void failureEvents() {
        sctp_event event = new sctp_event();
        event.se_type = NetinetSctp.SCTP_SEND_FAILED;
        event.se_on = 1;
        ok(set(one, NetinetSctp.SCTP_EVENT, event));
        event.se_type = NetinetSctp.SCTP_SEND_FAILED_EVENT;
        event.se_on = 0;
        ok(set(one, NetinetSctp.SCTP_EVENT, event));
        sctp_event_subscribe events = new sctp_event_subscribe();
        ok(get(one, NetinetSctp.SCTP_EVENTS, events));
        assertThat(events.sctp_send_failure_event).isEqualTo(1);
        events.sctp_send_failure_event = 0;
        ok(set(one, NetinetSctp.SCTP_EVENTS, events));
        event.se_type = NetinetSctp.SCTP_SEND_FAILED;
        event.se_on = 1;
        ok(get(one, NetinetSctp.SCTP_EVENT, event));
        assertThat(event.se_on).isZero();
    }

    @Test
    @DisplayName("OPTI-2 OPTI-7 OPTI-9 ADDR-9: ids and addresses that are no association's, families that are none")
    void wrongTargets() {
        sctp_paddrinfo path = new sctp_paddrinfo();
        path.spinfo_address.copy(serverAddress());
        fails(c, EINVAL, get(many, NetinetSctp.SCTP_GET_PEER_ADDR_INFO, path));
        path.spinfo_address.ss_family = 1;
        int[] length = {sctp_paddrinfo.SIZEOF};
        fails(c, EAFNOSUPPORT, c.sctp_opt_info(many, 0, NetinetSctp.SCTP_GET_PEER_ADDR_INFO, path, length));
        sctp_setprim prim = new sctp_setprim();
        prim.ssp_addr.ss_family = 1;
        fails(c, EAFNOSUPPORT, set(one, NetinetSctp.SCTP_PRIMARY_ADDR, prim));
        sctp_paddrparams params = new sctp_paddrparams();
        params.spp_address.ss_family = 1;
        fails(c, EAFNOSUPPORT, set(one, NetinetSctp.SCTP_PEER_ADDR_PARAMS, params));
        sctp_rtoinfo rto = new sctp_rtoinfo();
        length[0] = sctp_rtoinfo.SIZEOF;
        fails(c, EINVAL, c.sctp_opt_info(many, 77, NetinetSctp.SCTP_RTOINFO, rto, length));
        rto.srto_assoc_id = 77;
        fails(c, EINVAL, get(many, NetinetSctp.SCTP_RTOINFO, rto));
        ok(c.sctp_opt_info(many, 0, NetinetSctp.SCTP_RTOINFO, rto, length));
        ok(get(one, NetinetSctp.SCTP_RTOINFO, rto));
        for (int several : new int[] {NetinetSctp.SCTP_CURRENT_ASSOC, NetinetSctp.SCTP_ALL_ASSOC}) {
            fails(c, EINVAL, c.sctp_opt_info(many, several, NetinetSctp.SCTP_RTOINFO, rto, length));
        }
    }

    @Test
    @DisplayName("XC-20: FUTURE, CURRENT and ALL set apart what later and what present associations do")
    void scopes() {
        w.many(AF_INET);
        int[] id = {0};
        ok(c.sctp_connectx(many, new sockaddr[] {serverAddress()}, 1, id));
        sctp_assoc_value value = new sctp_assoc_value();
        int[][] steps = {
            {NetinetSctp.SCTP_FUTURE_ASSOC, 1, 1, 0},
            {NetinetSctp.SCTP_CURRENT_ASSOC, 2, 1, 2},
            {NetinetSctp.SCTP_ALL_ASSOC, 3, 3, 3},
            {id[0], 4, 3, 4}
        };
        for (int[] step : steps) {
            value.assoc_id = step[0];
            value.assoc_value = step[1];
            ok(set(many, NetinetSctp.SCTP_CONTEXT, value));
            value.assoc_id = NetinetSctp.SCTP_FUTURE_ASSOC;
            ok(get(many, NetinetSctp.SCTP_CONTEXT, value));
            assertThat(value.assoc_value).isEqualTo(step[2]);
            value.assoc_id = id[0];
            ok(get(many, NetinetSctp.SCTP_CONTEXT, value));
            assertThat(value.assoc_value).isEqualTo(step[3]);
        }
    }
}
