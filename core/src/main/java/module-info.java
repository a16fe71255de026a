/** SCTP for the JVM: a userland stack in pure Java (RFC 9260) with the socket interface of RFC 6458. */
module io.jsctp {
    requires static java.management; // for StackMonitor
    requires static jdk.jfr; // its events, where there is one
    requires static transitive org.jspecify;

    exports io.jsctp;
    exports io.jsctp.congestion;
    exports io.jsctp.link;
    exports io.jsctp.posix;
    exports io.jsctp.engine to
            io.jsctp.testkit;
    exports io.jsctp.record to
            io.jsctp.testkit;
    exports io.jsctp.wire to
            io.jsctp.testkit;

    uses io.jsctp.link.LinkProvider;
}
