package io.jsctp.testkit.script;

/**
 * A script with one thing in it that the stack must not do.
 *
 * @param line where the change is
 * @param ofPacket whether an expected packet was changed, not a call
 * @param description what was changed
 * @param script the changed script
 */
public record Mutation(int line, boolean ofPacket, String description, Script script) {
    @Override
    public String toString() {
        return script.name() + ":" + line + ": " + description;
    }
}
