package io.jsctp.conformance.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small project of its own, from lists to document. */
class LedgerTest {
    @TempDir
    Path project;

    @BeforeEach
    void writeProject() throws IOException {
        char group = 'A';
        for (String file : RequirementLists.FILES) {
            write("docs/requirements/" + file, "## " + file, "- **" + group++ + "-1** x");
        }
        write(
                "docs/requirements/rfc9260-data.md",
                "## 6 Data",
                "- **9260-6-1** (MUST) (T) First `a|b`.",
                "- **9260-6-2** (MUST NOT) (T) Second.",
                "- **9260-6-3** (SHOULD) (T) Third.",
                "- **9260-6-4** (MUST) (withdrawn)",
                "- **9260-6-5** (MAY) Fifth.");
        write("docs/requirements/not-supported.tsv", "# comment", "9260-6-5\tnot yet", "A-1 C-1 D-1 E-1 F-1\tno");
        test("@DisplayName(\"9260-6-1: one\") void one() {}", "@DisplayName(\"9260-6-1 9260-6-3: two\") void two() {}");
        result("PASSED\tone\t9260-6-1: one", "PASSED\ttwo\t9260-6-1 9260-6-3: two");
    }

    private void write(String file, String... lines) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, List.of(lines));
    }

    private void test(String... members) throws IOException {
        write("core/src/test/java/a/ATest.java", "package a;", "class ATest {", String.join("\n", members), "}");
    }

    private void result(String... lines) throws IOException {
        write("core/target/test-results/a.ATest.tsv", lines);
    }

    private String report() throws Exception {
        return ComplianceReport.of(Ledger.read(project));
    }

    @Test
    @DisplayName("every requirement is cited, excused, uncited or withdrawn, and counted so")
    void states() throws Exception {
        assertThat(report())
                .contains("| MUST | 2 | 1 | 0 | 0 | 1 |")
                .contains("| SHOULD | 1 | 1 | 0 | 0 | 0 |")
                .contains("| MAY | 1 | 0 | 0 | 1 | 0 |")
                .contains("- 9260 MUST (1): 9260-6-2\n")
                .contains("| 9260-6-1 | MUST | First `a\\|b`. | ATest.one ✓, ATest.two ✓ |")
                .contains("| 9260-6-2 | MUST NOT | Second. | **uncited** |")
                .contains("| 9260-6-4 | MUST | (withdrawn) | withdrawn |")
                .contains("| 9260-6-5 | MAY | Fifth. | excused: not yet |");
    }

    @Test
    @DisplayName("a test that was skipped, did not run or failed is never shown as passed")
    void notPassed() throws Exception {
        result("SKIPPED\tone\tx", "FAILED\ttwo\tx");
        assertThat(report())
                .contains("ATest.one **skipped**, ATest.two **FAILED**")
                .contains("| MUST | 2 | 0 | 1 | 0 | 1 |");
        assertThat(Ledger.read(project).ended(Outcome.FAILED)).containsExactly("ATest.two");
        result("SKIPPED\tone\tx", "PASSED\ttwo\tx");
        assertThat(report()).contains("| MUST | 2 | 0 | 1 | 0 | 1 |").contains("| SHOULD | 1 | 1 | 0 | 0 | 0 |");
        result();
        assertThat(report()).contains("ATest.one **not run**");
        assertThat(Ledger.read(project).ended(Outcome.NOT_RUN)).containsExactly("ATest.one", "ATest.two");
    }

    @Test
    @DisplayName("the worst of the runs on two JDKs counts")
    void secondJdk() throws Exception {
        write("core/target/test-results-second-jdk/a.ATest.tsv", "PASSED\tone\tx", "SKIPPED\ttwo\tx");
        assertThat(report()).contains("ATest.one ✓, ATest.two **skipped**");
    }

    @Test
    @DisplayName("a packet script cites in its head, and its result is found by its path")
    void scripts() throws Exception {
        write("conformance/scripts/6/probe.pkt", "// Requirement: 9260-6-2 9260-6-3", "0 socket(...)");
        write(
                "conformance/target/test-results/b.BTest.tsv",
                "PASSED\t\tBTest",
                "PASSED\tall\tall scripts",
                "PASSED\t\t6/probe.pkt");
        assertThat(report())
                .contains("| 9260-6-2 | MUST NOT | Second. | 6/probe.pkt ✓ |")
                .contains("| 9260-6-3 | SHOULD | Third. | 6/probe.pkt ✓, ATest.two ✓ |");
        write("conformance/target/test-results/b.BTest.tsv", "FAILED\t\t6/probe.pkt");
        assertThat(report()).contains("6/probe.pkt **FAILED**");
    }

    @Test
    @DisplayName("an id that no list has, or that is withdrawn, cannot be cited")
    void unknownIds() throws Exception {
        test("@DisplayName(\"9260-6-9: what\") void one() {}", "@DisplayName(\"9260-6-4: what\") void two() {}");
        assertThatThrownBy(this::report)
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("core/src/test/java/a/ATest.java: cites 9260-6-9, which is in no list")
                .hasMessageContaining("cites 9260-6-4, which is withdrawn");
    }

    @Test
    @DisplayName("an excuse for nothing, or without a reason, is refused")
    void wrongExcuses() throws Exception {
        write("docs/requirements/not-supported.tsv", "9260-6-1\tno", "B-*\tno", "9260-6-9\tno", "9260-6-5");
        assertThatThrownBy(this::report)
                .hasMessageContaining("B-* excuses nothing")
                .hasMessageContaining("9260-6-9 is in no list")
                .hasMessageContaining("\"9260-6-5\" is not ids, a tab and a reason");
    }

    @Test
    @DisplayName("the ratchet refuses more uncited ids than it allows, and only ever goes down")
    void ratchet() throws Exception {
        Map<String, List<String>> uncited = Ledger.read(project).uncited();
        assertThat(uncited).containsExactly(Map.entry("9260 MUST", List.of("9260-6-2")));
        write("uncited.tsv", "9260 MUST\t1");
        Ratchet ratchet = Ratchet.read(project.resolve("uncited.tsv"));
        assertThat(ratchet.grown(uncited)).isEmpty();
        assertThat(ratchet.grown(Map.of("9260 MUST", List.of("9260-6-2", "9260-6-3"))))
                .singleElement()
                .asString()
                .contains("9260 MUST: 2 ids", "1 are allowed", "9260-6-3");
        assertThat(ratchet.grown(Map.of("OVW", List.of("OVW-1"))))
                .as("a new group")
                .hasSize(1);
        ratchet.tighten(Map.of("9260 MUST", List.of("1", "2", "3")));
        assertThat(ratchet.text()).contains("9260 MUST\t1\n");
        ratchet.tighten(Map.of());
        assertThat(ratchet.text()).doesNotContain("9260");
    }

    @Test
    @DisplayName("texts are cut between words, with code marks in pairs, and no tag vanishes from a cell")
    void cells() {
        assertThat(ComplianceReport.firstWords("word ".repeat(30) + "end"))
                .hasSizeLessThan(103)
                .endsWith("word …");
        assertThat(ComplianceReport.firstWords("`" + "code ".repeat(30))).endsWith("code` …");
        assertThat(ComplianceReport.cell("a <b> `<c>` |")).isEqualTo("a &lt;b> `<c>` \\|");
    }
}
