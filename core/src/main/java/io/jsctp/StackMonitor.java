package io.jsctp;

import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Shows a stack in JMX, from {@link #register} until it is closed. A program that uses it needs the module java.management,
 * which nothing else of jsctp does. Any thread.
 */
public final class StackMonitor implements AutoCloseable {
    private final MBeanServer server;
    private final ObjectName name;

    private StackMonitor(MBeanServer server, ObjectName name) {
        this.server = server;
        this.name = name;
    }

    /**
     * Shows a stack as {@code io.jsctp:type=Stack,name=NAME} in the MBean server of the platform.
     *
     * @param stack the stack
     * @param name its name there, which another one must not have
     * @return what takes it out again
     * @throws IllegalArgumentException if there is a bean of that name
     */
    public static StackMonitor register(SctpStack stack, String name) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName objectName = new ObjectName("io.jsctp:type=Stack,name=" + ObjectName.quote(name));
            server.registerMBean(new Bean(stack), objectName);
            return new StackMonitor(server, objectName);
        } catch (InstanceAlreadyExistsException e) {
            throw new IllegalArgumentException("there is a stack named " + name, e);
        } catch (JMException e) {
            throw new IllegalStateException("the stack can't be shown in JMX", e);
        }
    }

    /** {@return the name that the stack has in the MBean server} */
    public String objectName() {
        return name.getCanonicalName();
    }

    /** Takes the stack out of JMX; it stays open. Idempotent. */
    @Override
    public void close() {
        try {
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
        } catch (JMException e) {
            throw new IllegalStateException("the stack can't be taken out of JMX", e);
        }
    }

    private static final class Bean implements StackMXBean {
        private final SctpStack stack;

        Bean(SctpStack stack) {
            this.stack = stack;
        }

        @Override
        public Map<String, Long> getCounters() {
            return stack.statistics().byLabel();
        }

        @Override
        public int getCurrEstab() {
            return stack.statistics().currEstab();
        }

        @Override
        public Map<String, Map<String, Long>> getAssociations() {
            Map<String, Map<String, Long>> all = new TreeMap<>();
            for (AssociationStatistics association : stack.associations()) {
                Map<String, Long> counters = new LinkedHashMap<>();
                association.counters().forEach((counter, value) -> counters.put(counter.label(), value));
                for (PathStatistics path : association.paths()) {
                    if (path.primary()) {
                        all.put(key(association, path.address()), counters);
                    }
                }
            }
            return all;
        }

        @Override
        public Map<String, String> getPaths() {
            Map<String, String> all = new TreeMap<>();
            for (AssociationStatistics association : stack.associations()) {
                for (PathStatistics path : association.paths()) {
                    String primary = path.primary() ? ", primary" : "";
                    all.put(
                            key(association, path.address()),
                            path.state() + primary + ", cwnd " + path.cwndBytes() + " B, SRTT " + path.srttNs() / 1000
                                    + " us, MTU " + path.mtuBytes() + " B");
                }
            }
            return all;
        }

        private static String key(AssociationStatistics association, InetSocketAddress peer) {
            return association.localPort() + "->" + peer.getAddress().getHostAddress() + ":" + peer.getPort();
        }
    }
}
