/** The command line of jsctp. */
module io.jsctp.cli {
    requires io.jsctp;
    requires io.jsctp.testkit;
    requires info.picocli;
    requires java.management;
    requires jdk.management;
    requires static org.jspecify;

    opens io.jsctp.cli to
            info.picocli;
}
