package io.jsctp.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The names of the headers, their values and the sizes of structures. */
class HeaderTest {
    private static final String STRUCTURES =
            "sctp_rtoinfo sctp_assocparams sctp_sndrcvinfo sctp_paddrparams sctp_status "
                    + "sctp_paddrinfo sctp_sendv_spa sctp_sndinfo sctp_prinfo sctp_authinfo sctp_recvv_rn sctp_rcvinfo "
                    + "sctp_nxtinfo sctp_initmsg sctp_event sctp_notification sctp_assoc_change sctp_send_failed_event "
                    + "sctp_paddr_change sctp_remote_error";

    private static final String CONSTANTS =
            "SCTP_BINDX_ADD_ADDR SCTP_BINDX_REM_ADDR SCTP_SENDV_SNDINFO SCTP_SENDV_PRINFO "
                    + "SCTP_SENDV_AUTHINFO SCTP_SENDV_SPA SCTP_SEND_SNDINFO_VALID SCTP_SEND_PRINFO_VALID "
                    + "SCTP_SEND_AUTHINFO_VALID SCTP_RECVV_NOINFO SCTP_RECVV_RCVINFO SCTP_RECVV_NXTINFO SCTP_RECVV_RN "
                    + "SCTP_UNORDERED SCTP_ADDR_OVER SCTP_ABORT SCTP_EOF SCTP_SENDALL SCTP_COMPLETE SCTP_NOTIFICATION "
                    + "SCTP_PR_SCTP_NONE SCTP_PR_SCTP_TTL SPP_HB_ENABLE SPP_HB_DISABLE SPP_HB_DEMAND SPP_HB_TIME_IS_ZERO "
                    + "SPP_PMTUD_ENABLE SPP_PMTUD_DISABLE SPP_IPV6_FLOWLABEL SPP_IPV4_TOS SCTP_ACTIVE SCTP_INACTIVE SCTP_COMM_UP "
                    + "SCTP_IDLE SCTP_BOUND SCTP_LISTEN SCTP_COOKIE_WAIT SCTP_COOKIE_ECHOED SCTP_ESTABLISHED "
                    + "SCTP_SHUTDOWN_PENDING SCTP_SHUTDOWN_SEND SCTP_SHUTDOWN_RECEIVED SCTP_SHUTDOWN_ACK_SEND "
                    + "SCTP_ASSOC_CHANGE SCTP_SEND_FAILED_EVENT SCTP_PEER_ADDR_CHANGE SCTP_REMOTE_ERROR SCTP_SHUTDOWN_EVENT "
                    + "SCTP_RTOINFO SCTP_ASSOCINFO SCTP_DEFAULT_SEND_PARAM SCTP_PEER_ADDR_PARAMS SCTP_STATUS SCTP_EVENT "
                    + "SCTP_EVENTS SCTP_RECVRCVINFO SCTP_RECVNXTINFO SCTP_INITMSG SCTP_CONTEXT IPPROTO_SCTP SCTP_FUTURE_ASSOC "
                    + "SCTP_CURRENT_ASSOC SCTP_ALL_ASSOC";

    private static final String FUNCTIONS = "socket bind listen accept connect close shutdown getsockname getpeername "
            + "getsockopt setsockopt fcntl poll send sendto sendmsg recv recvfrom recvmsg read write sctp_bindx "
            + "sctp_peeloff sctp_getpaddrs sctp_freepaddrs sctp_getladdrs sctp_freeladdrs sctp_sendmsg sctp_recvmsg "
            + "sctp_connectx sctp_send sctp_sendx sctp_sendv sctp_recvv sctp_opt_info errno strerror perror";

    private static Map<String, Integer> constants(Class<?> of) {
        return Stream.of(of.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == int.class)
                .collect(Collectors.toMap(Field::getName, HeaderTest::value));
    }

    private static int value(Field field) {
        try {
            return field.getInt(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Integer> values(Map<String, Integer> constants, String prefix) {
        return constants.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Test
    @DisplayName("HDR-1..3 HDR-7..8: functions, structures and constants have the names of RFC 6458 and the seed")
    void names() throws Exception {
        assertThat(constants(NetinetSctp.class)).containsKeys(CONSTANTS.split(" "));
        assertThat(constants(SysSocket.class)).containsKeys("MSG_NOTIFICATION", "MSG_EOR", "MSG_OOB");
        for (String structure : STRUCTURES.split(" ")) {
            assertThat(Class.forName("io.jsctp.posix." + structure)).isFinal();
        }
        assertThat(Arrays.stream(Posix.class.getMethods()).map(Method::getName)).contains(FUNCTIONS.split(" "));
        assertThat(NetinetSctp.IPPROTO_SCTP).isEqualTo(132);
        assertThat(sctp_sndinfo.class.getField("snd_assoc_id").getType())
                .as("sctp_assoc_t")
                .isEqualTo(int.class);
        assertThat(sctp_assocparams.class.getField("sasoc_asocmaxrxt")).isNotNull();
    }

    @Test
    @DisplayName(
            "HDR-4 DSP-4 PAP-8 STATE-1 STATE-8 STATE-10: names of the drafts are aliases; MSG_PR_SCTP is a bit of its own")
    void aliases() {
        assertThat(NetinetSctp.MSG_UNORDERED).isEqualTo(NetinetSctp.SCTP_UNORDERED);
        assertThat(NetinetSctp.MSG_ADDR_OVER).isEqualTo(NetinetSctp.SCTP_ADDR_OVER);
        assertThat(NetinetSctp.MSG_ABORT).isEqualTo(NetinetSctp.SCTP_ABORT);
        assertThat(NetinetSctp.MSG_EOF).isEqualTo(NetinetSctp.SCTP_EOF);
        assertThat(NetinetSctp.SCTP_IDLE).isEqualTo(NetinetSctp.SCTP_CLOSED);
        assertThat(NetinetSctp.SCTP_SHUTDOWN_SEND).isEqualTo(NetinetSctp.SCTP_SHUTDOWN_SENT);
        assertThat(NetinetSctp.SCTP_SHUTDOWN_ACK_SEND).isEqualTo(NetinetSctp.SCTP_SHUTDOWN_ACK_SENT);
        assertThat(NetinetSctp.SPP_IPV4_TOS).isEqualTo(NetinetSctp.SPP_DSCP);
        int others = NetinetSctp.SCTP_UNORDERED
                | NetinetSctp.SCTP_ADDR_OVER
                | NetinetSctp.SCTP_ABORT
                | NetinetSctp.SCTP_EOF
                | NetinetSctp.SCTP_SENDALL
                | NetinetSctp.SCTP_SACK_IMMEDIATELY
                | SysSocket.MSG_OOB
                | SysSocket.MSG_PEEK;
        assertThat(others & NetinetSctp.MSG_PR_SCTP).isZero();
    }

    @Test
    @DisplayName("HDR-5..6: flags that may stand in one word differ and fit 16 bits")
    void flags() {
        Map<String, Integer> flags = constants(SysSocket.class);
        assertThat(values(flags, "MSG_")).doesNotHaveDuplicates().allMatch(flag -> flag < 1 << 16);
        assertThat(NetinetSctp.SCTP_NOTIFICATION).isEqualTo(SysSocket.MSG_NOTIFICATION);
        Map<String, Integer> sctp = constants(NetinetSctp.class);
        for (String group : new String[] {"SCTP_SENDV_", "SCTP_RECVV_", "SCTP_ADDR_A", "SPP_HB", "SCTP_NEXT_MSG_"}) {
            assertThat(values(sctp, group)).hasSizeGreaterThan(1).doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("HDR-2: notifications that are no whole ones are refused; an address of bytes is that address again")
    void conversions() {
        assertThatThrownBy(() -> sctp_notification.of(new byte[7])).isInstanceOf(IllegalArgumentException.class);
        byte[] part = new byte[8];
        part[7] = 9;
        assertThatThrownBy(() -> sctp_notification.of(part)).isInstanceOf(IllegalArgumentException.class);
        part[7] = 8;
        part[1] = NetinetSctp.SCTP_NOTIFICATIONS_STOPPED_EVENT;
        assertThat(sctp_notification.of(part).sn_header.sn_type)
                .isEqualTo(NetinetSctp.SCTP_NOTIFICATIONS_STOPPED_EVENT);
        sockaddr_in6 six = new sockaddr_in6();
        six.sin6_family = SysSocket.AF_INET6;
        six.sin6_port = 5000;
        six.sin6_scope_id = 3;
        six.sin6_addr.s6_addr[0] = (byte) 0xFE;
        six.sin6_addr.s6_addr[1] = (byte) 0x80;
        six.sin6_addr.s6_addr[15] = 1;
        sockaddr_storage storage = new sockaddr_storage().copy(six);
        assertThat(storage.sin6().sin6_addr.s6_addr).isEqualTo(six.sin6_addr.s6_addr);
        assertThat(storage.sin6().sin6_scope_id).isEqualTo(3);
        assertThat(ArpaInet.inet_ntop(storage.sin6().sin6_addr)).isEqualTo("fe80:0:0:0:0:0:0:1");
        sockaddr_storage again = new sockaddr_storage();
        assertThat(again.store(storage.toInet(28), sockaddr_storage.SIZEOF, false))
                .isEqualTo(sockaddr_in6.SIZEOF);
        assertThat(again.sin6().sin6_scope_id).isEqualTo(3);
        assertThat(ArpaInet.inet_addr("256.0.0.1")).isEqualTo(SysSocket.INADDR_NONE);
        assertThat(ArpaInet.inet_addr("1.2.3")).isEqualTo(SysSocket.INADDR_NONE);
        assertThat(ArpaInet.inet_addr("127.0.0.1")).isEqualTo(SysSocket.INADDR_LOOPBACK);
        assertThat(ArpaInet.ntohl(ArpaInet.htonl(0xFFFF_FFFFL))).isEqualTo(0xFFFF_FFFFL);
        assertThat(ArpaInet.ntohs(ArpaInet.htons(5000))).isEqualTo(5000);
    }
}
