package io.jsctp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScriptCommandTest {
    private static final String PASSING = """
            0.0 socket(..., SOCK_STREAM, IPPROTO_SCTP) = 3
            +0.0 bind(3, ..., ...) = 0
            +0.0 listen(3, 1) = 0
            +0.0 < sctp: INIT[flgs=0, tag=1, a_rwnd=1500, os=1, is=1, tsn=1]
            +0.0 > sctp: INIT_ACK[flgs=0, tag=2, a_rwnd=..., os=..., is=..., tsn=1, ...]
            +0.0 < sctp: COOKIE_ECHO[flgs=0, len=..., val=...]
            +0.0 > sctp: COOKIE_ACK[flgs=0]
            +0.0 accept(3, ..., ...) = 4
            +0.0 < sctp: HEARTBEAT[flgs=0, HEARTBEAT_INFORMATION[len=8, val=[1, 2, 3, 4]]]
            +0.0 > sctp: HEARTBEAT_ACK[flgs=0, HEARTBEAT_INFORMATION[len=8, val=[1, 2, 3, 4]]]
            """;

    @TempDir
    private Path folder;

    private Path good;

    @BeforeEach
    void writeGood() throws IOException {
        Files.createDirectories(folder.resolve("below"));
        good = Files.writeString(folder.resolve("below/good.pkt"), PASSING);
        Files.writeString(folder.resolve("notes.txt"), "not a script");
    }

    private static CommandRun script(Object... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "script";
        for (int i = 0; i < arguments.length; i++) {
            all[i + 1] = arguments[i].toString();
        }
        return CommandRun.start("", all);
    }

    private Path write(String name, String script) throws IOException {
        return Files.writeString(folder.resolve(name), script);
    }

    @Test
    @DisplayName("a folder's scripts pass, one line each, and exit 0")
    void pass() {
        CommandRun run = script(folder);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualToNormalizingNewlines("""
                pass     %s
                1 script: 1 passed, 0 failed, 0 refused
                """.formatted(good));
    }

    @Test
    @DisplayName("one changed byte is red, and the message tells line, field, both values and the time")
    void oneByte() throws IOException {
        int last = PASSING.lastIndexOf("4]");
        Path bad = write("bad.pkt", PASSING.substring(0, last) + "5" + PASSING.substring(last + 1));
        CommandRun run = script(bad);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualToNormalizingNewlines("""
                FAIL     %s:10: chunk 1 (HEARTBEAT_ACK): parameter 1 (HEARTBEAT_INFORMATION): val is \
                [0x01, 0x02, 0x03, 0x04], expected [0x01, 0x02, 0x03, 0x05]
                           expected  at 0.000000  HEARTBEAT_ACK[flgs=0x00, HEARTBEAT_INFORMATION[len=8, val=[0x01, 0x02, 0x03, 0x05]]]
                           seen      at 0.000000  HEARTBEAT_ACK[flgs=0x00, HEARTBEAT_INFORMATION[len=8, val=[0x01, 0x02, 0x03, 0x04]]]
                1 script: 0 passed, 1 failed, 0 refused
                """.formatted(bad));
    }

    @Test
    @DisplayName("what is not known is refused with the reason, and exits 3; a failure beside it exits 1")
    void refused() throws IOException {
        Path needs = write(
                "needs.pkt", "0.0 `sysctl -w net.inet.sctp.asconf_enable=1`\n" + PASSING.replaceFirst("0.0", "+0.0"));
        Path unread = write("unread.pkt", PASSING + "+0.0 > sctp: FOO[]\n");
        CommandRun run = script(folder);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains("refused  " + needs
                        + ":1: asconf_enable=1 needs address reconfiguration (RFC 5061), which this stack does not")
                .contains("refused  " + unread + ":11: column 14: expected a chunk, found \"FOO\"")
                .contains("3 scripts: 1 passed, 0 failed, 2 refused");
        write("bad.pkt", PASSING.replace("COOKIE_ACK[flgs=0]", "COOKIE_ACK[flgs=1]"));
        assertThat(script(folder).exitCode()).isEqualTo(1);
    }

    @Test
    @DisplayName("a report tells programs the same")
    void report() throws IOException {
        write("bad.pkt", PASSING.replace("COOKIE_ACK[flgs=0]", "COOKIE_ACK[flgs=1]"));
        Path report = folder.resolve("out.json");
        CommandRun run = script(folder, "--report", report);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(Files.readString(report))
                .startsWith("{\"passed\":1,\"failed\":1,\"refused\":0,\"known\":0,\"skipped\":0,\"scripts\":[")
                .contains("\"verdict\":\"passed\",\"warnings\":[]}")
                .contains("\"verdict\":\"failed\",\"line\":7,"
                        + "\"reason\":\"chunk 1 (COOKIE_ACK): flgs is 0x00, expected 0x01\","
                        + "\"expected\":\"COOKIE_ACK[flgs=0x01]\",\"expected_time\":\"0.000000\","
                        + "\"seen\":\"COOKIE_ACK[flgs=0x00]\",\"seen_time\":\"0.000000\"");
    }

    @Test
    @DisplayName("the trace shows packets and calls, warnings come with -v, and --strict-end makes them failures")
    void traceAndWarnings() throws IOException {
        Path left = write("left.pkt", PASSING + "+0.0 < sctp: SHUTDOWN[flgs=0, cum_tsn=0]\n+0.1 close(4) = 0\n");
        CommandRun run = script(left, "-v", "--trace");
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("0.000000  <  INIT[flgs=0x00, tag=1,")
                .contains("0.000000  >  COOKIE_ACK[flgs=0x00]")
                .contains("0.000000     accept() = 4")
                .contains("warning   nobody expected, at 0.000000: SHUTDOWN_ACK[flgs=0x00]");
        assertThat(script(left).out()).doesNotContain("warning");
        assertThat(script(left, "--strict-end").exitCode()).isEqualTo(1);
    }

    @Test
    @DisplayName("exceptions are listed with their reasons; one that passes after all is a failure")
    void known() throws IOException {
        Path bad = write("bad.pkt", PASSING.replace("COOKIE_ACK[flgs=0]", "COOKIE_ACK[flgs=1]"));
        Path list = write("known", "# exceptions\nfail bad.pkt for a test\nskip below/good.pkt not now\n");
        CommandRun run = script(folder, "--known", list);
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("known    " + bad + ": for a test")
                .contains("skip     " + good + ": not now")
                .contains("2 scripts: 0 passed, 0 failed, 0 refused, 1 known to fail, 1 skipped");
        write("known", "fail good.pkt for a test\n");
        run = script(good, "--known", list);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("FAIL     " + good + ": passes, but is listed as failing: for a test");
    }

    @ParameterizedTest
    @DisplayName("wrong arguments give one line of reason and exit 2")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "nowhere.pkt, no such script: nowhere.pkt",
                "\"\", Missing required parameter: 'FILE|DIR'",
                ". --known nowhere, --known: no such file: nowhere",
                ". --seed x, 'x' is not a long",
            })
    void wrongArguments(String arguments, String reason) {
        CommandRun run = CommandRun.start("", ("script " + arguments).strip().split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(reason).hasLineCount(1);
    }

    @Test
    @DisplayName("a folder without scripts, and a list that is no list, are wrong arguments")
    void wrongContents() throws IOException {
        Files.delete(good);
        CommandRun run = script(folder);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no *.pkt below " + folder);
        Path list = write("known", "fail\n");
        Path any = write("any.pkt", PASSING);
        run = script(any, "--known", list);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("known:1: expected fail or skip, a script's name, and a reason");
    }
}
