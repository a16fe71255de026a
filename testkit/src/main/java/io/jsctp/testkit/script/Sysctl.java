package io.jsctp.testkit.script;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shell command of a script: always sysctl, which sets a default of the stack.
 *
 * @param name the last part of the variable's name
 * @param value the value
 */
record Sysctl(String name, long value) {
    private static final Pattern FORM = Pattern.compile(
            "(?:/sbin/)?sysctl\\s+(?:-\\w+\\s+)*(net\\.(?:inet\\.)?sctp\\.)(\\w+)\\s*=\\s*\"?(-?\\d{1,18})\"?");

    /** Switches of extensions that the stack does not have. On any of them a 1 asks for what is missing. */
    private static final Map<String, String> EXTENSIONS = Map.of(
            "ecn_enable", "ECN (RFC 9260 appendix A)",
            "asconf_enable", "address reconfiguration (RFC 5061)",
            "auth_enable", "authentication (RFC 4895)",
            "pktdrop_enable", "packet drop reports",
            "nrsack_enable", "non-renegable acknowledgements (NR-SACK)",
            "nrsack_on_off", "non-renegable acknowledgements (NR-SACK)",
            "nr_sack_on_off", "non-renegable acknowledgements (NR-SACK)");

    /** An older name, which means the opposite. */
    private static final String AUTH_DISABLE = "auth_disable";

    /** Linux has another name for it. */
    private static final String OTHER_PR_ENABLE = "prsctp_enable";

    private static final Set<Long> SWITCH = Set.of(0L, 1L);

    static Sysctl parse(String command) throws ScriptRefusedException {
        Matcher m = FORM.matcher(command);
        if (!m.matches()) {
            throw new ScriptRefusedException(
                    "the only shell command known is sysctl NAME=VALUE for net.inet.sctp or net.sctp");
        }
        return new Sysctl(m.group(2), Long.parseLong(m.group(3)));
    }

    void apply(ScriptSystem system) throws ScriptRefusedException {
        boolean disable = name.equals(AUTH_DISABLE);
        String extension = EXTENSIONS.get(disable ? "auth_enable" : name);
        if (extension == null) {
            system.knob(name.equals(OTHER_PR_ENABLE) ? "pr_enable" : name, value);
            return;
        }
        if (!SWITCH.contains(value)) {
            throw new ScriptRefusedException(name + "=" + value + ": a switch is 0 or 1");
        }
        if ((value == 1) != disable) {
            throw new ScriptRefusedException(
                    name + "=" + value + " needs " + extension + ", which this stack does not have yet");
        }
    }
}
