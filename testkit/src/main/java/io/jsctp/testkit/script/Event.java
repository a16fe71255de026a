package io.jsctp.testkit.script;

/**
 * An event of a script.
 *
 * @param time when
 * @param action what
 * @param line where it stands
 */
record Event(Time time, Action action, int line) {
    /** How a time is meant. */
    enum Form {
        /** At a time. */
        POINT,
        /** Between two times. */
        RANGE,
        /** At any time. */
        ANY,
        /** A call that begins at one time and ends at the other. */
        BLOCKING
    }

    /**
     * When an event has to be.
     *
     * @param form how the times are meant
     * @param relative whether they count from the end of the event before, not from the start of the script
     * @param startNs the time, or the first
     * @param endNs the last; the same as the first for a POINT
     */
    record Time(Form form, boolean relative, long startNs, long endNs) {
        Time later(long byNs) {
            return new Time(form, relative, startNs + byNs, endNs + byNs);
        }
    }
}
