package io.jsctp.testkit.replay;

/** A file is no recording, or not a whole one. */
public final class RecordingException extends Exception {
    private static final long serialVersionUID = 1L;

    RecordingException(int line, String text) {
        super("line " + line + ": " + text);
    }

    RecordingException(int line, RuntimeException cause) {
        super("line " + line + ": " + cause.getMessage(), cause);
    }
}
