package io.jsctp.conformance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DisplayNamesTest {
    private static List<DisplayNames.Named> in(String... lines) {
        return new DisplayNames(String.join("\n", lines)).all();
    }

    @Test
    @DisplayName("a name belongs to the method below it, whatever annotations stand between them")
    void methods() {
        assertThat(in(
                        "class A {",
                        "  @Test @DisplayName(\"OVW-1: one\") void one() {}",
                        "  @ParameterizedTest",
                        "  @DisplayName(\"OVW-2: two\")",
                        "  @CsvSource(quoteCharacter = '\"', value = {\"void x(1)\", \"a)\"})",
                        "  void two(String text) throws Exception {",
                        "  }",
                        "  @TestFactory @DisplayName(\"OVW-3: three\") Stream<DynamicTest> three() {}",
                        "}"))
                .containsExactly(
                        new DisplayNames.Named("one", "OVW-1: one"),
                        new DisplayNames.Named("two", "OVW-2: two"),
                        new DisplayNames.Named("three", "OVW-3: three"));
    }

    @Test
    @DisplayName("a name on a class has no method")
    void classes() {
        assertThat(in("@DisplayName(\"OVW-1: all\")", "@Timeout(value = 3)", "final class A { void x() {} }"))
                .containsExactly(new DisplayNames.Named("", "OVW-1: all"));
    }

    @Test
    @DisplayName("literals are joined, their escapes undone; comments and other literals are not read")
    void literals() {
        assertThat(in(
                        "// @DisplayName(\"OVW-1\") void a() {}",
                        "/* @DisplayName(\"OVW-2\") void b() {} */",
                        "String s = \"@DisplayName(\\\"OVW-3\\\") void c() {}\";",
                        "@DisplayName(",
                        "    \"OVW-4: \\\"x\\\" \"",
                        "        + \"(9260-3.2-1)\")",
                        "void d() { char c = '\"'; }"))
                .containsExactly(new DisplayNames.Named("d", "OVW-4: \"x\" (9260-3.2-1)"));
    }
}
