package io.jsctp.conformance.ledger;

import java.util.Set;

/**
 * A test or a packet script that cites requirements.
 *
 * @param file where it is, relative to the project's folder
 * @param type the test's outermost class with its package; empty for a script
 * @param method the test's method; empty for a script and for a whole class
 * @param name the display name; for a script its path below the folder of all scripts
 * @param ids what it cites
 */
record Citation(String file, String type, String method, String name, Set<String> ids) {

    boolean isScript() {
        return type.isEmpty();
    }

    /** What the tables show. */
    String title() {
        if (isScript()) {
            return name;
        }
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return method.isEmpty() ? simple : simple + "." + method;
    }
}
