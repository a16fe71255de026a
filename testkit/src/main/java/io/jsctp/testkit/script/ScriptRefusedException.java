package io.jsctp.testkit.script;

/** A script asks for what the interpreter or the stack below does not know. It neither passes nor fails. */
public class ScriptRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * Says why.
     *
     * @param reason what is not known, and where it stands
     */
    public ScriptRefusedException(String reason) {
        super(reason);
    }

    /** {@return what is not known} */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
