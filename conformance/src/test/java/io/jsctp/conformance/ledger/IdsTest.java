package io.jsctp.conformance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final Set<String> GROUPS = Set.of("9260", "OVW", "CONNX", "ADDR", "9653", "3758", "X", "SEC");

    private static Set<String> in(String text) {
        return Ids.in(text, GROUPS);
    }

    @Test
    @DisplayName("ids stand anywhere in a display name, with blanks or commas between them")
    void wholeIds() {
        assertThat(in("OVW-8 9260-5.1-3, 9260-A-1: text")).containsExactly("OVW-8", "9260-5.1-3", "9260-A-1");
        assertThat(in("connectx: CONNX-5 and (9653-2)")).containsExactly("CONNX-5", "9653-2");
        assertThat(in("3758-3.5-A2a X-1")).containsExactly("3758-3.5-A2a", "X-1");
    }

    @Test
    @DisplayName("a range is all its ids, and a bare number has the group of the id before it")
    void shortForms() {
        assertThat(in("9260-3.2-1..4: bits")).containsExactly("9260-3.2-1", "9260-3.2-2", "9260-3.2-3", "9260-3.2-4");
        assertThat(in("CONNX-5, -7, -14..15, ADDR-5"))
                .containsExactly("CONNX-5", "CONNX-7", "CONNX-14", "CONNX-15", "ADDR-5");
        assertThat(in("9260-3.3.1-1 -7: DATA")).containsExactly("9260-3.3.1-1", "9260-3.3.1-7");
    }

    @Test
    @DisplayName("what looks like an id but is of no group is none, unless it stands in front")
    void otherWords() {
        assertThat(in("the SHA-256 of CVE-2021-3655 in UTF-8, 2^32 - 1, SEC-22x, 19260-5.1-3"))
                .isEmpty();
        assertThat(in("CONX-5: a misspelt group")).containsExactly("CONX-5");
    }

    @Test
    @DisplayName("a range that runs backwards stays as it is written, so that it is reported as unknown")
    void wrongRange() {
        assertThat(in("9260-3.2-4..1")).containsExactly("9260-3.2-4..1");
    }

    @Test
    @DisplayName("a section without a number is taken as it is, so that it is reported as unknown")
    void sectionOnly() {
        assertThat(in("9260-6.9: fragments")).containsExactly("9260-6.9");
    }
}
