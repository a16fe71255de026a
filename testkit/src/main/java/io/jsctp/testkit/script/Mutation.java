package io.jsctp.testkit.script;

/**
 * A script with one thing in it that the stack must not do.
 *
 * @param line where the change is
 * @param description what was changed
 * @param script the changed script
 */
public record Mutation(int line, String description, Script script) {
    @Override
    public String toString() {
        return script.name() + ":" + line + ": " + description;
    }
}
