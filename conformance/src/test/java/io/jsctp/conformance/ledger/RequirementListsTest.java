package io.jsctp.conformance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequirementListsTest {
    static final Path PROJECT = Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."));

    private static RequirementLists of(String... lines) {
        RequirementLists lists = new RequirementLists();
        lists.add("a.md", List.of(lines));
        return lists;
    }

    @Test
    @DisplayName("a line has an id, perhaps a level, perhaps kinds of test, and a text; it stands under a heading")
    void ordinaryLine() {
        RequirementLists lists =
                of("## 5 Initialization", "### 5.1 Normal", "- **9260-5.1-3** (MUST) (T)(U) INIT → INIT ACK.");
        assertThat(lists.all())
                .containsExactly(
                        new Requirement("9260-5.1-3", "MUST", "INIT → INIT ACK.", "a.md", "5.1 Normal", false));
        assertThat(lists.get("9260-5.1-3").group()).isEqualTo("9260");
    }

    @Test
    @DisplayName("one line may hold several requirements, each up to the next id")
    void severalOnOneLine() {
        RequirementLists lists = of(
                "- **OVW-5** A one-to-one style exists. **OVW-6** A one-to-many style exists.",
                "- Errors: **RECVV-27** EBADF; **RECVV-28** EFAULT null parameter.",
                "- **SEND-5** EBADF / **SEND-6** ENOTSOCK as SENDMSG-12/13.");
        assertThat(lists.all())
                .extracting(Requirement::id, Requirement::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("OVW-5", "A one-to-one style exists."),
                        org.assertj.core.groups.Tuple.tuple("OVW-6", "A one-to-many style exists."),
                        org.assertj.core.groups.Tuple.tuple("RECVV-27", "EBADF"),
                        org.assertj.core.groups.Tuple.tuple("RECVV-28", "EFAULT null parameter."),
                        org.assertj.core.groups.Tuple.tuple("SEND-5", "EBADF"),
                        org.assertj.core.groups.Tuple.tuple("SEND-6", "ENOTSOCK as SENDMSG-12/13."));
    }

    @Test
    @DisplayName("a level may be several words, the most binding one counts; other parentheses are text")
    void levels() {
        RequirementLists lists = of(
                "- **9260-A-1** (MUST, by 6.8) (U) CRC32c.",
                "- **9260-3.3.2-9** (MUST/SHOULD/MUST NOT) (T) a_rwnd.",
                "- **9260-5.2.6-2** (MAY, one of three) (T) ERROR(3).",
                "- **9260-16-1** (RECOMMENDED) (U) RTO.Initial.",
                "- **3758-3.5-A1** (algo) (U) APAP.",
                "- **9260-3-4** (choice) (T) Short packets.",
                "- **STK-2** (Table 7-3, §3.2) ECNE and CWR.");
        assertThat(lists.all())
                .extracting(Requirement::level)
                .containsExactly(Level.MUST, Level.MUST, Level.MAY, Level.SHOULD, Level.STEP, Level.CHOICE, Level.NONE);
        assertThat(lists.get("9260-A-1").levelWords()).isEqualTo("MUST, by 6.8");
        assertThat(lists.get("STK-2").text()).isEqualTo("(Table 7-3, §3.2) ECNE and CWR.");
    }

    @Test
    @DisplayName("a withdrawn or dropped line is known as such, and a line that speaks of dropping packets is not one")
    void withdrawn() {
        RequirementLists lists = of(
                "- **9260-3-9** (withdrawn)",
                "- **SEC-99** (withdrawn) was about something else",
                "- **3758-3.1-9** (MUST) dropped: see 3758-3.1-1",
                "- **9260-3-8** (MUST) (T) The packet is dropped.");
        assertThat(lists.all()).extracting(Requirement::withdrawn).containsExactly(true, true, true, false);
    }

    @Test
    @DisplayName("a line broken in two is one; notes below it are not part of it, nor are ids in running text")
    void continuation() {
        RequirementLists lists = of(
                "- **9653-4** (MUST) Always a right CRC32c in packets",
                "  that hold INIT.",
                "  - Seed note: like OVW-5.",
                "- see 9653-4");
        assertThat(lists.all())
                .extracting(Requirement::text)
                .containsExactly("Always a right CRC32c in packets that hold INIT.");
    }

    @Test
    @DisplayName("an id that stands twice is a fault")
    void twice() {
        assertThat(of("- **OVW-1** one", "- **OVW-1** two").faults())
                .singleElement()
                .asString()
                .contains("OVW-1");
    }

    @Test
    @DisplayName("from the project's own lists not one id is lost")
    void ownLists() throws Exception {
        Path folder = PROJECT.resolve("docs").resolve("requirements");
        RequirementLists lists = RequirementLists.read(folder);
        long bold = 0;
        for (String file : RequirementLists.FILES) {
            bold += Pattern.compile("\\*\\*[A-Z0-9][A-Za-z0-9.]*-[A-Za-z0-9.-]+\\*\\*")
                    .matcher(Files.readString(folder.resolve(file)))
                    .results()
                    .count();
        }
        assertThat(lists.all()).hasSize((int) bold).hasSizeGreaterThan(1700);
        assertThat(lists.groups()).contains("OVW", "BINDX", "9260", "SEC", "X", "IX", "3758", "8899", "9653");
        assertThat(lists.get("9260-5.2.4-8").levelWords()).isEqualTo("MUST NOT");
    }
}
