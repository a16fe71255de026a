package io.jsctp.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MutationCheckTest {
    private static final String INIT = "0.0 < sctp: INIT[flgs=0, tag=1, a_rwnd=1, os=1, is=1, tsn=1]";
    private static final String SEEN = "SACK[flgs=0, cum_tsn=1, a_rwnd=7, gaps=[2:3], dups=[]]; COOKIE_ACK[flgs=0]";

    private static List<String> mutations(String... lines) throws ScriptSyntaxException {
        return new MutationCheck(FakeSystem.factory(s -> {}), RunnerOptions.DEFAULT)
                .mutations(Parsing.script(lines)).stream()
                        .map(m -> m.line() + " " + m.description())
                        .toList();
    }

    @Test
    @DisplayName("every field that a script expects is changed once, and what it leaves open is not")
    void fields() throws ScriptSyntaxException {
        assertThat(mutations(
                        INIT,
                        "+0.1 > sctp: SACK[flgs=0, cum_tsn=1, a_rwnd=..., gaps=[2:3], dups=[]]; COOKIE_ACK[flgs=...]"))
                .containsExactly(
                        "2 chunk 1, SACK flgs=0x01",
                        "2 chunk 1, SACK cum_tsn=2",
                        "2 chunk 1, SACK gaps=[2:3, 1:1]",
                        "2 chunk 1, SACK gaps=[]",
                        "2 chunk 1, SACK gaps=[2:2]",
                        "2 chunk 1, SACK dups=[1]",
                        "2 SACK taken away",
                        "2 COOKIE_ACK taken away",
                        "2 COOKIE_ACK added",
                        "2 expected 0.037 s later");
        assertThat(mutations("0.0 connect(3, ..., ...) = -1 EINPROGRESS (words)", "* > sctp: COOKIE_ACK[flgs=...]"))
                .containsExactly("1 connect() returns 0", "1 connect() fails with EXDEV", "2 COOKIE_ACK added");
        assertThat(mutations("0.0 getsockopt(3, SOL_SOCKET, SO_ERROR, [0], [4]) = 0"))
                .contains("1 getsockopt() argument 4: [1]");
        assertThat(
                        mutations(
                                "0.0 sctp_recvmsg(3, ..., 10, ..., ..., {sinfo_stream=1, sinfo_ssn=..., sinfo_flags=0}, MSG_EOR) = 5"))
                .contains(
                        "1 sctp_recvmsg() argument 6: {sinfo_stream=2, sinfo_ssn=..., sinfo_flags=0}",
                        "1 sctp_recvmsg() argument 6: {sinfo_stream=1, sinfo_ssn=..., sinfo_flags=1}");
    }

    @Test
    @DisplayName("what the script learns from is not changed: it would match")
    void learned() throws ScriptSyntaxException {
        assertThat(mutations("0.0 > sctp: INIT[flgs=0, tag=1, a_rwnd=..., os=..., is=..., tsn=1, ...]"))
                .containsExactly("1 chunk 1, INIT flgs=0x01", "1 COOKIE_ACK added", "1 expected 0.017 s later");
    }

    @Test
    @DisplayName("no change of a script that checks what it expects survives")
    void killed() throws ScriptSyntaxException {
        Consumer<FakeSystem> stack = s -> {
            s.sendAt(100, SEEN);
            s.result("close", CallResult.of(0));
        };
        Script script = Parsing.script(INIT, "+0.1 > sctp: " + SEEN, "+0.0 close(3) = 0");
        MutationCheck check = new MutationCheck(FakeSystem.factory(stack), RunnerOptions.DEFAULT);
        MutationCheck.Report report = check.check(script, Integer.MAX_VALUE);
        assertThat(report.survivors()).isEmpty();
        assertThat(report.killed()).isEqualTo(report.tried()).isEqualTo(13);
        assertThat(report.packetsKilled()).isEqualTo(12);
        assertThat(check.check(script, 4)).isEqualTo(new MutationCheck.Report(4, 3, List.of()));
    }

    @Test
    @DisplayName("a change that a stack takes no notice of is reported")
    void survivors() throws ScriptSyntaxException {
        // This stack returns what the script expects, whatever that is.
        MutationCheck.Report report = new MutationCheck(FakeSystem.factory(s -> {}), RunnerOptions.DEFAULT)
                .check(Parsing.script("0.0 close(3) = 0"), 10);
        assertThat(report.survivors()).hasToString("[test.pkt:1: close() returns 1]");
    }
}
