package io.jsctp.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexerTest {
    private static List<Token> tokens(String text) throws ScriptSyntaxException {
        return new Lexer(text, Set.of("FreeBSD")).tokens();
    }

    private static String kinds(String text) throws ScriptSyntaxException {
        StringBuilder out = new StringBuilder();
        for (Token t : tokens(text)) {
            out.append(t.type() == Token.Type.END ? "" : t.type() + "(" + t.text() + ") ");
        }
        return out.toString().strip();
    }

    @ParameterizedTest
    @DisplayName("the longest match makes the token")
    @CsvSource(
            delimiter = ';',
            value = {
                "0.1 ; DECIMAL(0.1)",
                ".5 ; DECIMAL(.5)",
                "0x1F ; NUMBER(0x1F)",
                "-1 ; NUMBER(-1)",
                "4x ; WORD(4x)",
                "0...1 ; NUMBER(0) ELLIPSIS(...) NUMBER(1)",
                "0.1...0.2 ; DECIMAL(0.1) ELLIPSIS(...) DECIMAL(0.2)",
                "+0.0~+0.5 ; CHARACTER(+) DECIMAL(0.0) CHARACTER(~) CHARACTER(+) DECIMAL(0.5)",
                "2:3 ; NUMBER(2) CHARACTER(:) NUMBER(3)",
                "[2:3, 6:6] ; CHARACTER([) NUMBER(2) CHARACTER(:) NUMBER(3) CHARACTER(,) NUMBER(6) CHARACTER(:) NUMBER(6) "
                        + "CHARACTER(])",
                "192.0.2.1 ; ADDRESS(192.0.2.1)",
                "192.0.2.1: ; ADDRESS(192.0.2.1) CHARACTER(:)",
                "2001:db8::1 ; ADDRESS(2001:db8::1)",
                "2001:db8::1: ; ADDRESS(2001:db8::1) CHARACTER(:)",
                "1:2:3:4:5:6:7:8 ; ADDRESS(1:2:3:4:5:6:7:8)",
                "::1 ; ADDRESS(::1)",
                "::ffff:192.0.2.1 ; ADDRESS(::ffff:192.0.2.1)",
                "a:b ; WORD(a) CHARACTER(:) WORD(b)",
                "sctp:DATA ; WORD(sctp) CHARACTER(:) WORD(DATA)",
                "O_RDWR|O_NONBLOCK ; WORD(O_RDWR) CHARACTER(|) WORD(O_NONBLOCK)",
            })
    void longestMatch(String text, String expected) throws ScriptSyntaxException {
        assertThat(kinds(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @DisplayName("comments and white space of all kinds only separate")
    @CsvSource({"'a// b\nc', WORD(a) WORD(c)", "'a/* b\n */c', WORD(a) WORD(c)", "'a\tb\r\nc', WORD(a) WORD(b) WORD(c)"
    })
    void blanks(String text, String expected) throws ScriptSyntaxException {
        assertThat(kinds(text)).isEqualTo(expected);
    }

    @Test
    @DisplayName("texts and shell commands lose their quotes")
    void quotes() throws ScriptSyntaxException {
        assertThat(kinds("\"a b\\\"\" `sysctl -w a=1`")).isEqualTo("TEXT(a b\") SHELL(sysctl -w a=1)");
    }

    @Test
    @DisplayName("a token knows its line and column")
    void position() throws ScriptSyntaxException {
        Token second = tokens("ab\n  cd").get(1);
        assertThat(second.line()).isEqualTo(2);
        assertThat(second.column()).isEqualTo(3);
    }

    @Test
    @DisplayName("what belongs to another system is passed over unread, half a shell command too")
    void conditional() throws ScriptSyntaxException {
        assertThat(kinds("a\n#ifdef Linux\n0.0 `sysctl -w b=1\n ~~ \"\n#endif\nc"))
                .isEqualTo("WORD(a) WORD(c)");
        assertThat(kinds("a #ifdef FreeBSD b #endif c")).isEqualTo("WORD(a) WORD(b) WORD(c)");
        assertThat(tokens("a\n#ifdef Linux\n\n#endif\nc").get(1).line()).isEqualTo(5);
    }

    @ParameterizedTest
    @DisplayName("what is not whole is refused with its place")
    @CsvSource({
        "'a\n #ifdef FreeBSD b', 2:18: expected #endif",
        "'#ifdef Linux b', 1:13: expected #endif",
        "'#ifdef FreeBSD #ifdef FreeBSD #endif #endif', 1:16: an #ifdef in another",
        "a #endif, 1:3: #endif without #ifdef",
        "# note, '1:1: expected #ifdef or #endif'",
        "#ifdef, 1:7: expected a name",
        "#else, 1:1: expected #ifdef or #endif",
        "`sysctl, 1:1: the shell command has no closing `",
        "'a \"b', '1:3: the text has no closing \"'",
        "'\"\\q\"', 1:1: \\q is not known",
        "/* a, 1:1: the comment has no end",
        "%{ print }%, 1:1: %{ begins a program in Python",
        "99999999999999999999, 1:1: 99999999999999999999 is too large",
    })
    void broken(String text, String problem) {
        assertThatThrownBy(() -> tokens(text))
                .isInstanceOf(ScriptSyntaxException.class)
                .hasMessageStartingWith(problem);
    }
}
