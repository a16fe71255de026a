package io.jsctp;

import java.io.IOException;

/** A call of the socket interface failed. Nothing changed, unless the call's description says so. */
public final class SctpException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    /**
     * Makes one.
     *
     * @param errno why
     * @param explanation names the call, the argument and the rule that was broken
     */
    public SctpException(Errno errno, String explanation) {
        super(explanation + " (" + errno + ")");
        this.errno = errno;
    }

    /** {@return why the call failed} */
    public Errno errno() {
        return errno;
    }
}
