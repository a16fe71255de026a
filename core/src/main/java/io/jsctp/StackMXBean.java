package io.jsctp;

import java.util.Map;

/** What JMX shows of a stack: the numbers of {@link SctpStack#statistics} and {@link SctpStack#associations}. */
public interface StackMXBean {
    /** {@return every counter of the stack by its label, those of RFC 3873 first} */
    Map<String, Long> getCounters();

    /** {@return how many associations are established (RFC 3873 sctpCurrEstab)} */
    int getCurrEstab();

    /** {@return the counters of each association that there is, by our port and the peer's primary address and port} */
    Map<String, Map<String, Long>> getAssociations();

    /** {@return the state of each path, by the same with the address of the path} */
    Map<String, String> getPaths();
}
