/** A simulated network in virtual time, to test SCTP and what is built on it. */
module io.jsctp.testkit {
    requires transitive io.jsctp;
    requires static org.jspecify;

    exports io.jsctp.testkit;
    exports io.jsctp.testkit.campaign;
    exports io.jsctp.testkit.replay;
    exports io.jsctp.testkit.script;
    exports io.jsctp.testkit.script.stack;
}
