package io.jsctp.testkit.script;

/** The stack did not do what the script says. */
final class ScriptFailure extends Exception {
    private static final long serialVersionUID = 1;

    ScriptFailure(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
