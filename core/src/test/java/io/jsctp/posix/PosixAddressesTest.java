package io.jsctp.posix;

import static io.jsctp.posix.NetinetSctp.IPPROTO_SCTP;
import static io.jsctp.posix.PosixWire.fails;
import static io.jsctp.posix.PosixWire.ok;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The options about addresses that change while there is an association, as C has them. */
@Timeout(60)
class PosixAddressesTest {
    private PosixWire w;

    @BeforeEach
    void open() throws Exception {
        w = new PosixWire().connected();
    }

    @Test
    @DisplayName("XO-17 XW-1: flags by int, the peer's primary by its structure")
    void structures() {
        int[] flag = {1};
        ok(w.client.setsockopt(w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_ASCONF_UNNAMED, flag, 4));
        int[] read = {7};
        ok(w.client.getsockopt(w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_AUTO_ASCONF, read, new int[] {4}));
        assertThat(read[0]).isZero();
        ok(w.client.getsockopt(w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_ASCONF_UNNAMED, read, new int[] {4}));
        assertThat(read[0]).isEqualTo(1);
        sctp_assoc_value supported = new sctp_assoc_value();
        ok(w.client.getsockopt(
                w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_ASCONF_SUPPORTED, supported, new int[] {sctp_assoc_value.SIZEOF}));
        assertThat(supported.assoc_value).isZero();
        supported.assoc_value = 1;
        fails(
                w.client,
                SysErrno.EINVAL,
                w.client.setsockopt(
                        w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_ASCONF_SUPPORTED, supported, sctp_assoc_value.SIZEOF));
        sctp_setpeerprim prim = new sctp_setpeerprim();
        sctp_setprim present = new sctp_setprim();
        ok(w.server.getsockopt(
                w.peer, IPPROTO_SCTP, NetinetSctp.SCTP_PRIMARY_ADDR, present, new int[] {sctp_setprim.SIZEOF}));
        prim.sspp_addr.copy(present.ssp_addr);
        fails(
                w.client,
                SysErrno.EOPNOTSUPP,
                w.client.setsockopt(
                        w.sd, IPPROTO_SCTP, NetinetSctp.SCTP_SET_PEER_PRIMARY_ADDR, prim, sctp_setpeerprim.SIZEOF));
    }
}
