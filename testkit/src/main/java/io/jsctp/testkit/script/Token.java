package io.jsctp.testkit.script;

/**
 * One token of a script.
 *
 * @param type what it is
 * @param text as it stands there; without the quotes of a text or a shell command
 * @param value of a NUMBER
 * @param line from 1
 * @param column from 1
 */
record Token(Type type, String text, long value, int line, int column) {
    enum Type {
        /** With a decimal point. */
        DECIMAL,
        NUMBER,
        WORD,
        ELLIPSIS,
        TEXT,
        SHELL,
        ADDRESS,
        /** One character that is none of the others. */
        CHARACTER,
        END
    }

    boolean is(char c) {
        return type == Type.CHARACTER && text.charAt(0) == c;
    }

    boolean isWord(String word) {
        return type == Type.WORD && text.equals(word);
    }

    ScriptSyntaxException expected(String what) {
        return new ScriptSyntaxException(line, column, "expected " + what + ", found " + this);
    }

    ScriptSyntaxException wrong(String problem) {
        return new ScriptSyntaxException(line, column, problem);
    }

    @Override
    public String toString() {
        return switch (type) {
            case END -> "the end of the script";
            case TEXT -> '"' + text + '"';
            case SHELL -> '`' + text + '`';
            default -> "\"" + text + "\"";
        };
    }
}
