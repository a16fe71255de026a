package io.jsctp.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsctp.testkit.script.Action.Calls;
import io.jsctp.testkit.script.Action.PacketLine;
import io.jsctp.testkit.script.Event.Form;
import io.jsctp.testkit.script.Event.Time;
import java.net.InetAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptParserTest {
    private static Event only(String text) throws ScriptSyntaxException {
        return Parsing.script("0.0 close(3) = 0", text).events().get(1);
    }

    private static PacketLine packet(String text) throws ScriptSyntaxException {
        return (PacketLine) only("+0.0 " + text).action();
    }

    private static SystemCall call(String text) throws ScriptSyntaxException {
        return ((Calls) only("+0.0 " + text).action()).call();
    }

    @Test
    @DisplayName("every form of time is read")
    void times() throws ScriptSyntaxException {
        long ms = 1_000_000;
        String action = " > sctp: COOKIE_ACK[flgs=0]";
        assertThat(only("+0.1" + action).time()).isEqualTo(new Time(Form.POINT, true, 100 * ms, 100 * ms));
        assertThat(only("+ .1" + action).time()).isEqualTo(new Time(Form.POINT, true, 100 * ms, 100 * ms));
        assertThat(only("2" + action).time()).isEqualTo(new Time(Form.POINT, false, 2000 * ms, 2000 * ms));
        assertThat(only("*" + action).time().form()).isEqualTo(Form.ANY);
        assertThat(only("+1.0~+1.5" + action).time()).isEqualTo(new Time(Form.RANGE, true, 1000 * ms, 1500 * ms));
        assertThat(only("1.0~1.5" + action).time()).isEqualTo(new Time(Form.RANGE, false, 1000 * ms, 1500 * ms));
        assertThat(only("0...1 close(4) = 0").time()).isEqualTo(new Time(Form.BLOCKING, false, 0, 1000 * ms));
        assertThat(only("+0...0.5 close(4) = 0").time()).isEqualTo(new Time(Form.BLOCKING, true, 0, 500 * ms));
    }

    @Test
    @DisplayName("an event goes on over line ends, up to the next time")
    void overLines() throws ScriptSyntaxException {
        Script script = Parsing.script(
                "0.0",
                "socket(...,",
                "  SOCK_STREAM, IPPROTO_SCTP)",
                "= 3",
                "+0.0 < sctp:",
                "COOKIE_ACK[",
                "flgs=0]",
                "+1",
                "`x`");
        assertThat(script.events()).hasSize(3);
        assertThat(script.events().get(1).line()).isEqualTo(5);
    }

    @Test
    @DisplayName("a system call keeps its arguments, result, errno and note")
    void calls() throws ScriptSyntaxException {
        SystemCall call = call("connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)");
        assertThat(call.name()).isEqualTo("connect");
        assertThat(call.arguments())
                .containsExactly(new Expression.IntegerValue(3), Expression.ELLIPSIS, Expression.ELLIPSIS);
        assertThat(call.expected()).isEqualTo(new Expression.IntegerValue(-1));
        assertThat(call.errno()).isEqualTo("EINPROGRESS");
        assertThat(call.note()).isEqualTo("Operation now in progress");
        assertThat(call("fcntl(3, F_GETFL) = 0x2 (flags O_RDWR)").errno()).isNull();
    }

    @ParameterizedTest
    @DisplayName("every form of expression is read, and printed as a script has it")
    @ValueSource(
            strings = {
                "fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0",
                "getsockopt(3, SOL_SOCKET, SO_ERROR, [ETIMEDOUT], [4]) = 0",
                "setsockopt(3, IPPROTO_SCTP, SCTP_RTOINFO, {srto_initial=100, srto_max=100, srto_min=100}, 16) = 0",
                "sctp_sendv(3, [{..., 1000}], 1, ..., 1, {sendv_flags=A|B, sendv_sndinfo={snd_ppid=htonl(77)}}, 32, X, 0) = 1",
                "sctp_connectx(3, [{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"192.0.2.1\")}], 1) = -1 E",
                "sctp_bindx(3, [192.0.2.1, 192.0.2.2], 2, SCTP_BINDX_ADD_ADDR) = 0",
                "f() = ...",
                "f([], {}) = 0",
            })
    void expressions(String text) throws ScriptSyntaxException {
        assertThat(call(text).toString()).isEqualTo(text);
    }

    @Test
    @DisplayName("header options, places and UDP ports of a packet are read")
    void headers() throws Exception {
        PacketLine line = packet("< sctp(bad_crc32c, tag=7): COOKIE_ACK[flgs=0]");
        assertThat(line.tag()).isEqualTo(7);
        assertThat(line.checksum()).isEqualTo(Action.Checksum.BAD);
        line = packet(
                "< 10.0.0.2:99 > 10.0.0.1: sctp/udp(5>...) (zero_checksum): COOKIE_ACK[flgs=0]; COOKIE_ACK[flgs=0]");
        assertThat(line.from()).isEqualTo(new Action.Place(InetAddress.getByName("10.0.0.2"), 99));
        assertThat(line.to()).isEqualTo(new Action.Place(InetAddress.getByName("10.0.0.1"), -1));
        assertThat(line.fromUdpPort()).isEqualTo(5);
        assertThat(line.toUdpPort()).isEqualTo(-1);
        assertThat(line.checksum()).isEqualTo(Action.Checksum.ZERO);
        assertThat(line.chunks()).hasSize(2);
        line = packet("> [2001:db8::1]:7 > [2001:db8::2]: sctp: COOKIE_ACK[flgs=0]");
        assertThat(line.from()).isEqualTo(new Action.Place(InetAddress.getByName("2001:db8::1"), 7));
        assertThat(packet("< sctp: [0x01, 2, 0xff]").raw()).containsExactly(1, 2, -1);
    }

    @Test
    @DisplayName("options before the first event are read")
    void options() throws Exception {
        Script script = Parsing.script(
                "--tolerance_usecs=25000",
                "--local=10.0.0.1,10.1.0.1 --remote=10.0.0.2 --mtu=1280",
                "0.0 close(3) = 0");
        assertThat(script.options().toleranceNs()).isEqualTo(25_000_000);
        assertThat(script.options().mtu()).isEqualTo(1280);
        assertThat(script.options().local())
                .containsExactly(InetAddress.getByName("10.0.0.1"), InetAddress.getByName("10.1.0.1"));
        assertThat(script.options().remote()).containsExactly(InetAddress.getByName("10.0.0.2"));
    }

    @Test
    @DisplayName("comments tell what a script covers")
    void citations() throws ScriptSyntaxException {
        Script script = Parsing.script(
                "// Requirement: 9260-5.1-3 SEC-20",
                "// Requirement: BINDX-3",
                "// ETSI: AS-V-1-1, AS-V-1-2",
                "// Mutate: none because nothing is expected",
                "0.0 close(3) = 0");
        assertThat(script.requirements()).containsExactly("9260-5.1-3", "SEC-20", "BINDX-3");
        assertThat(script.purposes()).containsExactly("AS-V-1-1", "AS-V-1-2");
        assertThat(script.notMutable()).isEqualTo("nothing is expected");
        assertThat(Parsing.script("0.0 close(3) = 0").notMutable()).isNull();
    }

    @ParameterizedTest
    @DisplayName("what cannot be read is refused with its place, what was expected and what was found")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "+0.1 close(3) = 0 | 1:1: the first event has to be at time 0",
                "0.0 close(3) | 1:13: expected \"=\", found the end of the script",
                "0.0 close(3 = 0 | 1:13: expected \")\", found \"=\"",
                "0.0 close(3) = 0 +0.1 ? | 1:23: expected <, >, a system call or a `shell command`, found \"?\"",
                "0.0 close(3) = 0 * close(3) = 0 | 1:18: only a packet that is expected (>) can come at any time",
                "0.0 close(3) = 0 1~2 < sctp: COOKIE_ACK[flgs=0] | 1:18: only a packet that is expected",
                "0.0 close(3) = 0 2~1 > sctp: COOKIE_ACK[flgs=0] | 1:19: the time ends before it begins",
                "0.0 close(3) = 0 +1~2 > sctp: COOKIE_ACK[flgs=0] | 1:20: both ends of a range are relative",
                "0.0 close(3) = 0 1...2 > sctp: COOKIE_ACK[flgs=0] | 1:18: only a system call has a time at which it ends",
                "0.0 > tcp: S | 1:7: expected sctp, found \"tcp\"",
                "0.0 < sctp: FOO[] | 1:13: expected a chunk, found \"FOO\"",
                "0.0 < sctp: SACK[flgs=0, cum_tsn=1] | 1:35: expected \",\", found \"]\"",
                "0.0 < sctp: SACK[cum_tsn=1] | 1:18: expected flgs= of SACK, found \"cum_tsn\"",
                "0.0 < sctp: SHUTDOWN[flgs=0, cum_tsn=...] | 1:30: a packet that is injected (<) has to say cum_tsn, not ...",
                "0.0 < sctp: SHUTDOWN[flgs=256, cum_tsn=1] | 1:27: flgs in letters or as a number is 256",
                "0.0 < sctp: DATA[flgs=BB, len=17, tsn=1, sid=0, ssn=0, ppid=0] | 1:23: expected flgs in letters",
                "0.0 < sctp: DATA[flgs=BE, len=..., tsn=1, sid=0, ssn=0, ppid=0] | 1:13: a packet that is injected",
                "0.0 < sctp: DATA[flgs=BE, len=17, tsn=-1, sid=0, ssn=0, ppid=0] | 1:39: tsn as a number is -1",
                "0.0 < sctp: INIT[flgs=0, tag=1, a_rwnd=1, os=1, is=1, tsn=1, ...] | 1:13: a packet that is injected",
                "0.0 < sctp: CHUNK[type=9, flgs=0, len=4, val=[1]] | 1:13: CHUNK has more bytes than its length of 4",
                "0.0 < sctp: COOKIE_ACK[flgs=0] COOKIE_ACK[flgs=0] | 1:32: expected a time in seconds",
                "0.0 > sctp: [1, 2] | 1:13: a packet of bytes can only be injected",
                "0.0 > sctp(bad_crc32c): COOKIE_ACK[flgs=0] | 1:12: bad_crc32c is for packets that are injected",
                "0.0 < 300.0.0.1 > 1.1.1.1: sctp: COOKIE_ACK[flgs=0] | 1:7: 300.0.0.1 is not an IP address",
                "0.0 < sctp/udp(5>6): COOKIE_ACK[flgs=0] | 1:18: the stack is at UDP port 9899",
                "--define=1 0.0 close(3) = 0 | 1:3: the option --define is not known",
                "// nothing | 1:11: expected an event, found the end of the script",
            })
    void refused(String script, String problem) {
        assertThatThrownBy(() -> Parsing.script(script))
                .isInstanceOf(ScriptSyntaxException.class)
                .hasMessageStartingWith(problem);
    }
}
