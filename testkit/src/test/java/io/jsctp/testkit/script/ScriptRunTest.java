package io.jsctp.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.testkit.script.ScriptResult.Verdict;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptRunTest {
    private static final String INIT = "INIT[flgs=0, tag=0x5000, a_rwnd=9, os=1, is=1, tsn=0xfffffff0]";
    private static final String DATA = "DATA[flgs=BE, len=17, tsn=0xfffffff0, sid=0, ssn=0, ppid=0]";

    private static ScriptResult run(Consumer<FakeSystem> system, String... lines) throws ScriptSyntaxException {
        return FakeSystem.run(Parsing.script(lines), system);
    }

    /** The peer's INIT is injected, so that it has a tag; the stack then sends COOKIE_ACKs at these times. */
    private static ScriptResult acks(List<Integer> atMs, String... lines) throws ScriptSyntaxException {
        String[] all = new String[lines.length + 1];
        all[0] = "0.0 < sctp: INIT[flgs=0, tag=1, a_rwnd=1, os=1, is=1, tsn=1]";
        System.arraycopy(lines, 0, all, 1, lines.length);
        return run(system -> atMs.forEach(ms -> system.sendAt(ms, "COOKIE_ACK[flgs=0]")), all);
    }

    @ParameterizedTest
    @DisplayName("a packet may be off by the tolerance, early or late, and not by more")
    @CsvSource({
        "95, PASSED, ''",
        "105, PASSED, ''",
        "94, FAILED, the packet came 0.006000 s too early; the tolerance is 0.005000 s",
        "106, FAILED, no packet was sent until 0.105000",
        "0, FAILED, the packet came 0.100000 s too early; the tolerance is 0.005000 s",
    })
    void tolerance(int ms, Verdict verdict, String reason) throws ScriptSyntaxException {
        ScriptResult result = acks(List.of(ms), "+0.1 > sctp: COOKIE_ACK[flgs=0]");
        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.reason()).isEqualTo(reason);
    }

    @Test
    @DisplayName("a packet that has waited for its line too long came too early, one that was late is seen as late")
    void earlyAndLate() throws ScriptSyntaxException {
        ScriptResult result = acks(
                List.of(10, 500),
                "+0.01 > sctp: COOKIE_ACK[flgs=0]",
                "+0.2 close(3) = 0",
                "+0.2 close(3) = 0",
                "+0.2 > sctp: COOKIE_ACK[flgs=0]");
        assertThat(result.reason()).startsWith("the packet came 0.110000 s too early");
        result = acks(List.of(500), "+1 close(3) = 0", "0.4 > sctp: COOKIE_ACK[flgs=0]");
        assertThat(result.reason()).startsWith("the packet came 0.100000 s too late");
        assertThat(result.line()).isEqualTo(3);
        assertThat(result.expectedTime()).isEqualTo("0.400000");
        assertThat(result.seenTime()).isEqualTo("0.500000");
    }

    @Test
    @DisplayName("the tolerance of the script counts, and 5 % of the time since the event before")
    void ownTolerance() throws ScriptSyntaxException {
        String init = "0.0 < sctp: INIT[flgs=0, tag=1, a_rwnd=1, os=1, is=1, tsn=1]";
        Consumer<FakeSystem> late = s -> s.sendAt(150, "COOKIE_ACK[flgs=0]");
        String line = "+0.1 > sctp: COOKIE_ACK[flgs=0]";
        assertThat(run(late, "--tolerance_usecs=50000", init, line).passed()).isTrue();
        assertThat(run(late, "--tolerance_usecs=49999", init, line).passed()).isFalse();
        assertThat(acks(List.of(10_500), "+10 > sctp: COOKIE_ACK[flgs=0]").passed())
                .isTrue();
        assertThat(acks(List.of(10_501), "+10 > sctp: COOKIE_ACK[flgs=0]").passed())
                .isFalse();
    }

    @Test
    @DisplayName("a relative time counts from when the event before was completed, not from its nominal time")
    void relativeToNow() throws ScriptSyntaxException {
        ScriptResult result = acks(
                List.of(96, 196),
                "+0.1 > sctp: COOKIE_ACK[flgs=0]",
                "+0.1 > sctp: COOKIE_ACK[flgs=0]",
                "+0.004 < sctp: COOKIE_ACK[flgs=0]",
                "0.2 close(3) = 0");
        assertThat(result.passed()).as(result.describe()).isTrue();
        assertThat(result.trace()).anyMatch(t -> t.startsWith("0.200000  <"));
    }

    @Test
    @DisplayName("ranges and any time")
    void ranges() throws ScriptSyntaxException {
        assertThat(acks(List.of(150), "+0.1~+0.2 > sctp: COOKIE_ACK[flgs=0]").passed())
                .isTrue();
        assertThat(acks(List.of(94), "+0.1~+0.2 > sctp: COOKIE_ACK[flgs=0]").passed())
                .isTrue();
        assertThat(acks(List.of(89), "+0.1~+0.2 > sctp: COOKIE_ACK[flgs=0]").passed())
                .isFalse();
        assertThat(acks(List.of(211), "+0.1~+0.2 > sctp: COOKIE_ACK[flgs=0]").passed())
                .isFalse();
        assertThat(acks(List.of(299_000), "* > sctp: COOKIE_ACK[flgs=0]").passed())
                .isTrue();
        assertThat(acks(List.of(301_000), "* > sctp: COOKIE_ACK[flgs=0]").passed())
                .isFalse();
    }

    @Test
    @DisplayName("a missing packet fails, and so does one in between")
    void missingAndSurplus() throws ScriptSyntaxException {
        ScriptResult missing = acks(List.of(), "+0.1 > sctp: COOKIE_ACK[flgs=0]");
        assertThat(missing.describe())
                .startsWith("FAIL     test.pkt:2: no packet was sent until 0.105000")
                .contains("expected  at 0.100000  COOKIE_ACK[flgs=0x00]")
                .contains("seen      nothing");
        ScriptResult surplus = run(
                s -> {
                    s.sendAt(10, "COOKIE_ACK[flgs=0]");
                    s.sendAt(10, "SHUTDOWN_ACK[flgs=0]");
                    s.sendAt(10, "COOKIE_ACK[flgs=0]");
                },
                "0.0 < sctp: INIT[flgs=0, tag=1, a_rwnd=1, os=1, is=1, tsn=1]",
                "+0.01 > sctp: COOKIE_ACK[flgs=0]",
                "+0.0 > sctp: COOKIE_ACK[flgs=0]");
        assertThat(surplus.reason()).isEqualTo("chunk 1 is SHUTDOWN_ACK[flgs=0x00], expected COOKIE_ACK");
        assertThat(surplus.line()).isEqualTo(3);
    }

    @Test
    @DisplayName("what is left at the end is a warning, or a failure if the runner is strict")
    void leftOver() throws ScriptSyntaxException {
        Script script =
                Parsing.script("0.0 < sctp: INIT[flgs=0, tag=1, a_rwnd=1, os=1, is=1, tsn=1]", "+0.1 close(3) = 0");
        Consumer<FakeSystem> sends = s -> s.sendAt(10, "COOKIE_ACK[flgs=0]");
        ScriptResult result = FakeSystem.run(script, sends);
        assertThat(result.passed()).isTrue();
        assertThat(result.warnings()).containsExactly("nobody expected, at 0.010000: COOKIE_ACK[flgs=0x00]");
        result = FakeSystem.run(script, RunnerOptions.DEFAULT.withStrictEnd(true), sends);
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    @DisplayName("a wrong verification tag or checksum fails, though no line says them")
    void strictHeaders() throws ScriptSyntaxException {
        String init = "0.0 < sctp: INIT[flgs=0, tag=1, a_rwnd=1, os=1, is=1, tsn=1]";
        String line = "+0.01 > sctp: COOKIE_ACK[flgs=0]";
        ScriptResult result = run(
                s -> {
                    s.tag = 2;
                    s.sendAt(10, "COOKIE_ACK[flgs=0]");
                },
                init,
                line);
        assertThat(result.reason())
                .isEqualTo(
                        "the verification tag of the packet with COOKIE_ACK is 0x00000002, expected the peer's, 0x00000001");
        result = run(
                s -> {
                    s.badChecksum = true;
                    s.sendAt(10, "COOKIE_ACK[flgs=0]");
                },
                init,
                line);
        assertThat(result.reason()).isEqualTo("the CRC32c is wrong");
        result = run(s -> s.sendAt(0, INIT), "0.0 > sctp: INIT[flgs=0, tag=1, a_rwnd=..., os=..., is=..., tsn=1]");
        assertThat(result.reason()).isEqualTo("the verification tag of the packet with INIT is 0x00000001, expected 0");
    }

    @Test
    @DisplayName("a verification tag that a line does say is compared; one that is reflected, in the script's numbers")
    void tagOfLine() throws ScriptSyntaxException {
        String init = "0.0 < sctp: INIT[flgs=0, tag=1, a_rwnd=1, os=1, is=1, tsn=1]";
        Consumer<FakeSystem> acks = s -> s.sendAt(10, "COOKIE_ACK[flgs=0]");
        assertThat(run(acks, init, "+0.01 > sctp(tag=1): COOKIE_ACK[flgs=0]").passed())
                .isTrue();
        assertThat(run(acks, init, "+0.01 > sctp(tag=2): COOKIE_ACK[flgs=0]").reason())
                .isEqualTo("the verification tag is 1, expected 2");
        Consumer<FakeSystem> reflects = s -> {
            s.tag = 0;
            s.sendAt(0, INIT);
            s.answers(p -> {
                s.tag = p.tag();
                return "ABORT[flgs=T]";
            });
        };
        String own = "0.0 > sctp: INIT[flgs=0, tag=2, a_rwnd=..., os=..., is=..., tsn=10]";
        String foreign = "+0.0 < sctp(tag=5): COOKIE_ACK[flgs=0]";
        assertThat(run(reflects, own, foreign, "+0.0 > sctp(tag=5): ABORT[flgs=T]")
                        .passed())
                .isTrue();
        assertThat(run(reflects, own, foreign, "+0.0 > sctp(tag=2): ABORT[flgs=T]")
                        .reason())
                .isEqualTo("the verification tag is 5, expected 2");
    }

    @Test
    @DisplayName("the tag and TSN of the stack are learned from its INIT and translated both ways")
    void learning() throws ScriptSyntaxException {
        FakeSystem[] used = new FakeSystem[1];
        ScriptResult result = run(
                s -> {
                    used[0] = s;
                    s.tag = 0;
                    s.sendAt(0, INIT);
                    s.answers(p -> {
                        s.tag = 1;
                        return p.chunks().get(0).is(Layouts.INIT_ACK) ? DATA : "";
                    });
                },
                "0.0 > sctp: INIT[flgs=0, tag=2, a_rwnd=..., os=..., is=..., tsn=10]",
                "+0.0 < sctp: INIT_ACK[flgs=0, tag=1, a_rwnd=1, os=1, is=1, tsn=1, STATE_COOKIE[len=4, val=...]]",
                "+0.0 > sctp: DATA[flgs=BE, len=17, tsn=10, sid=0, ssn=0, ppid=0]",
                "+0.0 < sctp: SACK[flgs=0, cum_tsn=10, a_rwnd=1, gaps=[2:3], dups=[9]]",
                "+0.0 < sctp(tag=3): SHUTDOWN[flgs=0, cum_tsn=10]",
                "+0.0 < sctp: ABORT[flgs=T]");
        assertThat(result.passed()).as(result.describe()).isTrue();
        SeenPacket sack = used[0].injected.get(1);
        assertThat(sack.tag()).isEqualTo(FakeSystem.TAG);
        assertThat(sack.chunks().get(0).number("cum_tsn", 0)).isEqualTo(FakeSystem.TSN);
        assertThat(sack.chunks().get(0).toString()).contains("gaps=[2:3], dups=[" + (FakeSystem.TSN - 1) + "]");
        assertThat(used[0].injected.get(2).tag()).isEqualTo(FakeSystem.TAG + 1);
        assertThat(used[0].injected.get(3).tag()).as("T: the tag of the peer").isEqualTo(1);
        assertThat(sack.hasGoodChecksum()).isTrue();
    }

    @Test
    @DisplayName("a wrong field of a translated packet fails, and reads in the script's numbers")
    void wrongField() throws ScriptSyntaxException {
        ScriptResult result = run(
                s -> {
                    s.tag = 0;
                    s.sendAt(0, INIT);
                    s.sendAt(0, "INIT[flgs=0, tag=0x5000, a_rwnd=9, os=1, is=1, tsn=0xfffffff1]");
                },
                "0.0 > sctp: INIT[flgs=0, tag=2, a_rwnd=..., os=..., is=..., tsn=10]",
                "0.0 > sctp: INIT[flgs=0, tag=2, a_rwnd=..., os=..., is=..., tsn=10]");
        assertThat(result.reason()).isEqualTo("chunk 1 (INIT): tsn is 11, expected 10");
    }

    @Test
    @DisplayName("an INIT that is sent again has to carry the same tag")
    void sameTagAgain() throws ScriptSyntaxException {
        ScriptResult result = run(
                s -> {
                    s.tag = 0;
                    s.sendAt(0, INIT);
                    s.sendAt(0, INIT.replace("0x5000", "0x5001"));
                },
                "0.0 > sctp: INIT[flgs=0, tag=2, a_rwnd=..., os=..., is=..., tsn=10]",
                "0.0 > sctp: INIT[flgs=0, tag=2, a_rwnd=..., os=..., is=..., tsn=10]");
        assertThat(result.reason()).isEqualTo("chunk 1 (INIT): tag is 20481, expected 2");
    }

    @Test
    @DisplayName("results, errnos and what is written through arguments are compared")
    void calls() throws ScriptSyntaxException {
        assertThat(run(s -> {}, "0.0 read(3, ..., 10) = 5").passed()).isTrue();
        assertThat(run(s -> s.result("read", CallResult.of(4)), "0.0 read(3, ..., 10) = 5")
                        .reason())
                .isEqualTo("read returned 4, expected 5");
        Consumer<FakeSystem> again = s -> s.result("read", CallResult.failed("EAGAIN"));
        assertThat(run(again, "0.0 read(3, ..., 10) = -1 EWOULDBLOCK (words)").passed())
                .isTrue();
        assertThat(run(again, "0.0 read(3, ..., 10) = -1").passed()).isTrue();
        assertThat(run(again, "0.0 read(3, ..., 10) = -1 EPIPE").reason())
                .isEqualTo("read failed with EAGAIN, expected -1 EPIPE");
        CallResult other = new CallResult(false, 5, null, List.of("argument 5: sinfo_stream is 1, expected 2"));
        assertThat(run(s -> s.result("read", other), "0.0 read(3, ..., 10) = 5").reason())
                .isEqualTo("read: argument 5: sinfo_stream is 1, expected 2");
    }

    @Test
    @DisplayName("a call that blocks has to end when the script says, and not to block where it does not")
    void blocking() throws ScriptSyntaxException {
        Consumer<FakeSystem> ends = s -> {
            s.blocking = true;
            s.at(500, () -> s.blocking = false);
        };
        assertThat(run(ends, "0...0.5 read(3, ..., 10) = 5", "+0.6 < sctp: COOKIE_ACK[flgs=0]")
                        .passed())
                .isTrue();
        assertThat(run(ends, "0...0.5 read(3, ..., 10) = 5").passed()).isTrue();
        assertThat(run(ends, "0...0.3 read(3, ..., 10) = 5").reason()).isEqualTo("read had not returned at 0.315000");
        assertThat(run(ends, "0...0.8 read(3, ..., 10) = 5").reason())
                .isEqualTo("read returned 0.300000 s too early; the tolerance is 0.040000 s");
        assertThat(run(ends, "0.0 read(3, ..., 10) = 5").reason()).startsWith("read blocks");
        assertThat(run(ends, "0...0.5 read(3, ..., 10) = 6", "+0.6 close(3) = 0")
                        .passed())
                .isTrue();
    }

    @Test
    @DisplayName("shell commands set knobs; those at the end only put back what was before")
    void shell() throws ScriptSyntaxException {
        FakeSystem[] used = new FakeSystem[1];
        ScriptResult result = run(
                s -> used[0] = s,
                "0.0 `sysctl -w net.inet.sctp.initial_cwnd=1`",
                "+0.0 `sysctl -ew net.sctp.rto_min=100`",
                "+0.0 `sysctl -i net.inet.sctp.pr_enable=0`",
                "+0.0 `sysctl -w net.inet.sctp.auth_disable=1`",
                "+0.0 close(3) = 0",
                "+0.0 `sysctl -w net.inet.sctp.pr_enable=1`",
                "+0.0 `sysctl -w net.inet.sctp.initial_cwnd=3`");
        assertThat(result.passed()).as(result.describe()).isTrue();
        assertThat(used[0].knobs).containsExactly("initial_cwnd=1", "rto_min=100", "pr_enable=0");
    }

    @ParameterizedTest
    @DisplayName("a script that asks for what is not there is refused with the reason")
    @CsvSource({
        "net.inet.sctp.auth_disable=0, needs authentication (RFC 4895)",
        "net.inet.sctp.auth_enable=1, needs authentication (RFC 4895)",
        "net.inet.sctp.nr_sack_on_off=1, needs non-renegable acknowledgements",
        "net.inet.sctp.auth_enable=2, a switch is 0 or 1",
        "net.inet.tcp.x=1, the only shell command known is sysctl",
    })
    void refused(String assignment, String reason) throws ScriptSyntaxException {
        ScriptResult result = run(s -> {}, "0.0 `sysctl -w " + assignment + "`", "+0.0 close(3) = 0");
        assertThat(result.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(result.describe()).startsWith("refused  test.pkt:1: ").contains(reason);
    }

    @Test
    @DisplayName("packets to addresses the script does not know are none of its business")
    void otherAddresses() throws Exception {
        var elsewhere = java.net.InetAddress.getByName("203.0.113.9");
        var here = ScriptSetup.DEFAULT.localAddresses().get(0);
        String init = "0.0 < sctp: INIT[flgs=0, tag=1, a_rwnd=1, os=1, is=1, tsn=1]";
        Consumer<FakeSystem> sends = s -> {
            s.at(10, () -> s.send("COOKIE_ACK[flgs=0]", here, elsewhere));
            s.at(20, () -> s.send("SHUTDOWN_ACK[flgs=0]"));
        };
        assertThat(run(sends, init, "+0.02 > sctp: SHUTDOWN_ACK[flgs=0]").passed())
                .isTrue();
        ScriptResult result = run(
                sends,
                init,
                "+0.01 > 192.168.0.1 > 203.0.113.9: sctp: COOKIE_ACK[flgs=0]",
                "+0.01 > 192.168.0.1 > 203.0.113.9: sctp: SHUTDOWN_ACK[flgs=0]");
        assertThat(result.reason()).isEqualTo("the destination is 192.0.2.1, expected 203.0.113.9");
        assertThat(result.line()).isEqualTo(3);
    }

    @Test
    @DisplayName("a stack that throws fails the script, and is named")
    void throwing() throws ScriptSyntaxException {
        ScriptResult result = run(
                s -> s.answers(p -> {
                    throw new IllegalStateException("planted");
                }),
                "0.0 < sctp: COOKIE_ACK[flgs=0]");
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.reason()).contains("the stack threw java.lang.IllegalStateException: planted");
    }

    @Test
    @DisplayName("a cookie cannot be echoed before there is one")
    void noCookie() throws ScriptSyntaxException {
        assertThat(run(s -> {}, "0.0 < sctp: COOKIE_ECHO[flgs=0, len=..., val=...]")
                        .reason())
                .startsWith("there is no cookie to echo");
    }
}
