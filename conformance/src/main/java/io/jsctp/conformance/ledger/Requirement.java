package io.jsctp.conformance.ledger;

/**
 * One line of a list.
 *
 * @param id what tests cite, e.g. {@code 9260-5.1-3}
 * @param levelWords the level as the list has it, empty if it has none
 * @param text what is asked, in one line of Markdown
 * @param list the file name of the list
 * @param section the nearest heading above it
 * @param withdrawn it is only there so that its id is not used again
 */
record Requirement(String id, String levelWords, String text, String list, String section, boolean withdrawn) {

    /** What comes before the first hyphen: {@code 9260}, {@code BINDX}. */
    String group() {
        return id.substring(0, id.indexOf('-'));
    }

    Level level() {
        return Level.of(levelWords);
    }
}
