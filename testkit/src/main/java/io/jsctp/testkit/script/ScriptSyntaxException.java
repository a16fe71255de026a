package io.jsctp.testkit.script;

/** A script that cannot be read to its end. Its message names the place, what was expected there, and what stands there. */
public final class ScriptSyntaxException extends ScriptRefusedException {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;
    private final String problem;

    /**
     * Says what is wrong.
     *
     * @param line the line, from 1
     * @param column the column, from 1
     * @param problem what was expected, and what stands there
     */
    public ScriptSyntaxException(int line, int column, String problem) {
        super(line + ":" + column + ": " + problem);
        this.line = line;
        this.column = column;
        this.problem = problem;
    }

    /** {@return the line, from 1} */
    public int line() {
        return line;
    }

    /** {@return what was expected, and what stands there} */
    public String problem() {
        return problem;
    }

    /** {@return the column, from 1} */
    public int column() {
        return column;
    }
}
