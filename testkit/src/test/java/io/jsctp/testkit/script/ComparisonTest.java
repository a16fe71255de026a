package io.jsctp.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.testkit.script.Layout.Family;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static final String INIT_ACK = "INIT_ACK[flgs=0, tag=1, a_rwnd=1, os=1, is=1, tsn=1";

    private static String differences(String expected, String seen, RunnerOptions options)
            throws ScriptSyntaxException {
        byte[] bytes = ItemEncoder.packetBody(Parsing.expected(seen));
        List<Item> decoded = ItemDecoder.decodeAll(Family.CHUNK, bytes, 0);
        return String.join("; ", Comparison.differences(Parsing.expected(expected), decoded, options));
    }

    private static String differences(String expected, String seen) throws ScriptSyntaxException {
        return differences(expected, seen, RunnerOptions.DEFAULT);
    }

    @ParameterizedTest
    @DisplayName("what is left open is not compared")
    @CsvSource(
            delimiter = '|',
            value = {
                "SACK[flgs=..., cum_tsn=..., a_rwnd=..., gaps=..., dups=...] | SACK[flgs=1, cum_tsn=7, a_rwnd=9, gaps=[2:3], dups=[1]]",
                "INIT_ACK[flgs=0, tag=..., a_rwnd=1, os=1, is=1, tsn=1, ...] | INIT_ACK[flgs=0, tag=1, a_rwnd=1, os=1, is=1, tsn=1, ECN_CAPABLE[]]",
                "ABORT[flgs=0, ...] | ABORT[flgs=0, OUT_OF_RESOURCE[]]",
                "COOKIE_ECHO[flgs=0, len=5, val=...] | COOKIE_ECHO[flgs=0, len=5, val=[3]]",
                "ERROR[flgs=0, STALE_COOKIE_ERROR[staleness=...]] | ERROR[flgs=0, STALE_COOKIE_ERROR[staleness=77]]",
            })
    void open(String expected, String seen) throws ScriptSyntaxException {
        assertThat(differences(expected, seen)).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("everything else is, and the difference names the chunk, the field and both values")
    @CsvSource(
            delimiter = '|',
            value = {
                "SACK[flgs=0, cum_tsn=2, a_rwnd=1, gaps=[], dups=[]] | SACK[flgs=0, cum_tsn=1, a_rwnd=1, gaps=[], dups=[]] |"
                        + "chunk 1 (SACK): cum_tsn is 1, expected 2",
                "SACK[flgs=0, cum_tsn=2, a_rwnd=1, gaps=[], dups=[]] | SACK[flgs=0, cum_tsn=2, a_rwnd=1, gaps=[2:3], dups=[]] |"
                        + "chunk 1 (SACK): gaps is [2:3], expected []",
                "SACK[flgs=0, cum_tsn=2, a_rwnd=1, gaps=[], dups=[1, 2]] | SACK[flgs=0, cum_tsn=2, a_rwnd=1, gaps=[], dups=[2, 1]] |"
                        + "chunk 1 (SACK): dups is [2, 1], expected [1, 2]",
                "DATA[flgs=BE, len=17, tsn=1, sid=0, ssn=0, ppid=0] | DATA[flgs=UBE, len=17, tsn=1, sid=0, ssn=0, ppid=0] |"
                        + "chunk 1 (DATA): flgs is UBE, expected BE",
                "DATA[flgs=BE, len=17, tsn=1, sid=0, ssn=0, ppid=0] | DATA[flgs=BE, len=18, tsn=1, sid=0, ssn=0, ppid=0] |"
                        + "chunk 1 (DATA): len is 18, expected 17",
                "COOKIE_ACK[flgs=0]; SHUTDOWN_ACK[flgs=0] | COOKIE_ACK[flgs=0] | chunk 2 is missing: SHUTDOWN_ACK[flgs=0x00]",
                "COOKIE_ACK[flgs=0] | COOKIE_ACK[flgs=0]; SHUTDOWN_ACK[flgs=0] | chunk 2 is one too many: SHUTDOWN_ACK[flgs=0x00]",
                "COOKIE_ACK[flgs=0] | SHUTDOWN_ACK[flgs=0] | chunk 1 is SHUTDOWN_ACK[flgs=0x00], expected COOKIE_ACK",
                "ABORT[flgs=0] | ABORT[flgs=0, OUT_OF_RESOURCE[]] | chunk 1 (ABORT): cause 1 is one too many: OUT_OF_RESOURCE[]",
                "ABORT[flgs=0, OUT_OF_RESOURCE[]] | ABORT[flgs=0] | chunk 1 (ABORT): cause 1 is missing: OUT_OF_RESOURCE[]",
                "HEARTBEAT_ACK[flgs=0, HEARTBEAT_INFORMATION[len=6, val=[1, 2]]] |"
                        + "HEARTBEAT_ACK[flgs=0, HEARTBEAT_INFORMATION[len=6, val=[1, 3]]] |"
                        + "chunk 1 (HEARTBEAT_ACK): parameter 1 (HEARTBEAT_INFORMATION): val is [0x01, 0x03], expected [0x01, 0x02]",
                "SHUTDOWN[flgs=0, cum_tsn=1] | CHUNK[type=SHUTDOWN, flgs=0, len=7, val=[0, 0, 0]] |"
                        + "'chunk 1 is CHUNK[type=SHUTDOWN, flgs=0x00, len=7, val=[0x00, 0x00, 0x00]], which is not well-formed, expected SHUTDOWN'",
                "CHUNK[type=SHUTDOWN, flgs=0, len=8, val=[0, 0, 0, 1]] | SHUTDOWN[flgs=0, cum_tsn=2] |"
                        + "chunk 1 (CHUNK): val is [0x00, 0x00, 0x00, 0x02], expected [0x00, 0x00, 0x00, 0x01]",
                "FORWARD_TSN[cum_tsn=1, ids=[]] | FORWARD_TSN[cum_tsn=1, ids=[{1,2}]] |"
                        + "'chunk 1 (FORWARD_TSN): ids is [{1,2}], expected []'",
            })
    void compared(String expected, String seen, String difference) throws ScriptSyntaxException {
        assertThat(differences(expected, seen)).isEqualTo(difference);
    }

    @Test
    @DisplayName("the padding of a quoted chunk counts in the cause's length")
    void quotedChunk() throws ScriptSyntaxException {
        String cause = "UNRECOGNIZED_CHUNK_TYPE[chk=CHUNK[type=0x42, flgs=0, len=5, val=[1]]]";
        String unpadded = "CAUSE[code=6, len=9, info=[0x42, 0, 0, 5, 1]]";
        assertThat(differences("ERROR[flgs=0, " + cause + "]", "ERROR[flgs=0, " + cause + "]"))
                .isEmpty();
        assertThat(differences("ERROR[flgs=0, " + cause + "]", "ERROR[flgs=0, " + unpadded + "]"))
                .isEqualTo("chunk 1 (ERROR): cause 1 (UNRECOGNIZED_CHUNK_TYPE): its length is 9, expected 12");
    }

    @Test
    @DisplayName("parameters of INIT ACK may come in any order, unless the runner is told otherwise")
    void parameterOrder() throws ScriptSyntaxException {
        String one = INIT_ACK + ", ECN_CAPABLE[], SUPPORTED_EXTENSIONS[types=[FORWARD_TSN, RECONFIG]]]";
        String other = INIT_ACK + ", SUPPORTED_EXTENSIONS[types=[RECONFIG, FORWARD_TSN]], ECN_CAPABLE[]]";
        assertThat(differences(one, other)).isEmpty();
        assertThat(differences(one, other, options(true, false))).contains("parameter 1 is SUPPORTED_EXTENSIONS");
        String fewer = INIT_ACK + ", ECN_CAPABLE[]]";
        assertThat(differences(one, fewer)).contains("SUPPORTED_EXTENSIONS[types=[FORWARD_TSN, RECONFIG]] is missing");
        assertThat(differences(fewer, one))
                .contains("SUPPORTED_EXTENSIONS[types=[FORWARD_TSN, RECONFIG]] is one too many");
        assertThat(differences(fewer, one, options(false, true))).isEmpty();
        assertThat(differences(INIT_ACK + "]", fewer)).contains("ECN_CAPABLE[] is one too many");
        String cookie = INIT_ACK + ", STATE_COOKIE[len=5, val=[1]]]";
        assertThat(differences(cookie, INIT_ACK + ", STATE_COOKIE[len=5, val=[2]]]"))
                .contains("STATE_COOKIE): val is [0x02], expected [0x01]");
    }

    private static RunnerOptions options(boolean inOrder, boolean ignoreUnlisted) {
        RunnerOptions d = RunnerOptions.DEFAULT;
        return new RunnerOptions(
                d.defined(),
                d.toleranceNs(),
                d.tolerancePercent(),
                inOrder,
                ignoreUnlisted,
                d.forwardTsnIdsInOrder(),
                d.acceptSplitForwardTsn(),
                d.checkTags(),
                d.checkChecksums(),
                d.strictEnd(),
                d.longestWaitNs(),
                d.seed());
    }
}
