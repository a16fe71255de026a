package io.jsctp.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.jsctp.SctpStack;
import io.jsctp.link.LinkProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that keep the engine pure and the layers apart; each with its reason. */
class ArchitectureTest {
    private static final String WIRE = "io.jsctp.wire";
    private static final String ENGINE = "io.jsctp.engine";
    private static final String LINK = "io.jsctp.link";
    private static final String CONGESTION = "io.jsctp.congestion";

    /** The only classes of the socket layer that may drive the engine's associations and endpoints. */
    private static final Set<String> DRIVERS =
            Set.of("AssociationDriver", "AssociationCalls", "EndpointDriver", "EventLoop", "EventTranslator");

    /** Their factory methods make collections that iterate in an order of their own in each virtual machine. */
    private static final Set<String> SALTED = Set.of("java.util.Set", "java.util.Map");

    private static final Set<String> FACTORIES = Set.of("of", "ofEntries", "copyOf");

    private static final int LINES_PER_FILE = 500;

    /** Folders beside core's whose main sources obey the same limit. */
    private static final List<String> MODULES = List.of("core", "testkit", "cli");

    private static final JavaClasses MAIN = new ClassFileImporter()
            // not DoNotIncludeTests: it does not know where quick builds put them
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("io.jsctp");

    /** Test classes in the packages of the rules, each breaking on purpose all rules of its package. */
    private static final JavaClasses PLANTED = new ClassFileImporter()
            .withImportOption(location -> location.contains("/Planted"))
            .importPackages("io.jsctp");

    private static final ArchRule JAVA_ALONE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "java..", "javax.crypto..", "javax.management..", "jdk.jfr..", "io.jsctp..", "org.jspecify..")
            .because("the core is one library that needs nothing beside it");

    /** Modules of the JDK that an application may leave out. */
    private static final ArchRule OPTIONAL_MODULES = noClasses()
            .that(new DescribedPredicate<JavaClass>("neither watch a stack nor look for who does") {
                @Override
                public boolean test(JavaClass c) {
                    return !c.getName().matches("io\\.jsctp\\.(FlightEvents|StackMonitor)(\\$.*)?");
                }
            })
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.management..", "java.lang.management..", "jdk.jfr..")
            .because("what can be absent is named in one place each, which nothing touches where it is");

    private static final ArchRule NO_NATIVE_CODE =
            noMethods().should().haveModifier(JavaModifier.NATIVE).because("the core runs wherever a JVM does");

    private static final ArchRule WIRE_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage(WIRE)
            .should()
            .dependOnClassesThat(resideInAPackage("io.jsctp..")
                    .and(resideInAPackage(WIRE).negate().as("not " + WIRE)))
            .because("the codec is pure functions and views, of use to tools that know nothing else of the stack");

    private static final ArchRule ENGINE_KNOWS_WIRE_ONLY = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat(resideInAPackage("io.jsctp..")
                    .and(resideInAnyPackage(WIRE, ENGINE, CONGESTION).negate().as("not wire, engine or congestion"))
                    .and(named("PacketBatch").negate().as("not PacketBatch")))
            .because("the engine's only outlets are events and packets in a batch");

    private static final ArchRule CONGESTION_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage(CONGESTION)
            .should()
            .dependOnClassesThat(resideInAPackage("io.jsctp..")
                    .and(resideInAPackage(CONGESTION).negate().as("not " + CONGESTION)))
            .because("a user's controller is told numbers, and has no way back into the stack that calls it");

    private static final ArchRule LINK_KNOWS_NO_ENGINE = noClasses()
            .that()
            .resideInAPackage(LINK)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENGINE, WIRE, "io.jsctp")
            .because("a link moves packets and must not know what is in them");

    private static final ArchRule PURE = noClasses()
            .that()
            .resideInAnyPackage(WIRE, ENGINE, CONGESTION)
            .should()
            .dependOnClassesThat(impure())
            .because("time, chance, threads, sockets and logging come from outside, or no run could be replayed; "
                    + "streams allocate on every packet");

    private static final ArchRule NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage(WIRE, ENGINE, CONGESTION)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .because("every entry takes the time and chance it needs as arguments");

    private static final ArchRule NO_ACCIDENTAL_ORDER = noClasses()
            .that()
            .resideInAnyPackage(WIRE, ENGINE, CONGESTION)
            .should()
            .callMethod(System.class, "identityHashCode", Object.class)
            .orShould()
            .callMethodWhere(new DescribedPredicate<JavaMethodCall>("the target makes an unmodifiable set or map") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return SALTED.contains(call.getTargetOwner().getName()) && FACTORIES.contains(call.getName());
                }
            })
            .because("order must depend neither on addresses in memory nor on the salt each virtual machine draws for "
                    + "Set.of and Map.of, or no run could be replayed");

    private static final ArchRule NO_LOCKS = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(WIRE, ENGINE, CONGESTION)
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED)
            .because("one thread at a time touches an association, under the lock of its driver");

    private static final ArchRule DRIVERS_DRIVE = noClasses()
            .that()
            .resideInAPackage("io.jsctp")
            .and(new DescribedPredicate<JavaClass>("are not a driver") {
                @Override
                public boolean test(JavaClass c) {
                    return !DRIVERS.contains(c.getName().replaceAll("^.*\\.|\\$.*$", ""));
                }
            })
            .should()
            .callMethodWhere(new DescribedPredicate<JavaMethodCall>("the target is an Association") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return call.getTargetOwner().getName().equals(ENGINE + ".Association");
                }
            })
            .because("only the class that holds the association's lock may touch it");

    private static final ArchRule POSIX_ON_THE_PUBLIC_CALLS = noClasses()
            .that()
            .resideInAPackage("io.jsctp.posix")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENGINE, WIRE, LINK)
            .because("what C's calls need must be there for everybody");

    private static final ArchRule NO_SERIALIZATION = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.beans..")
            .because("what can make any object of bytes lets whoever wrote the bytes choose what is made");

    /**
     * Two things of a user's are called by the stack: a link, while no lock of an association is held, and a congestion
     * controller, under the lock of its association. The latter gets numbers and gives numbers; it has no way back to the
     * stack on which it could wait for that lock, and one that throws is replaced.
     */
    private static final ArchRule NO_CALLBACKS = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.jsctp")
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .arePublic()
            .should()
            .haveRawParameterTypes(new DescribedPredicate<List<JavaClass>>("one of code to be called") {
                @Override
                public boolean test(List<JavaClass> parameters) {
                    return parameters.stream().anyMatch(ArchitectureTest::isCode);
                }
            })
            .because("user code under a lock of the stack can lock up both; events are pulled");

    private static final ArchRule NO_CONSOLE = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("a library does not write on its user's console");

    private static boolean isCode(JavaClass c) {
        return c.getName().startsWith("java.util.function.")
                || c.getName().startsWith("java.util.concurrent.")
                || c.getName().startsWith("java.lang.Runnable");
    }

    private static DescribedPredicate<JavaClass> named(String simpleName) {
        return new DescribedPredicate<>("named " + simpleName) {
            @Override
            public boolean test(JavaClass c) {
                return c.getSimpleName().equals(simpleName);
            }
        };
    }

    private static DescribedPredicate<JavaClass> impure() {
        return new DescribedPredicate<>("clock, chance, threads, sockets, logging or streams") {
            @Override
            public boolean test(JavaClass c) {
                String name = c.getName();
                return (name.startsWith("java.net.") && (name.contains("Socket") || name.contains("Datagram")))
                        || name.startsWith("java.nio.channels.")
                        || name.startsWith("java.util.concurrent.")
                        || name.startsWith("java.util.logging.")
                        || name.startsWith("java.util.stream.")
                        || name.startsWith("java.util.random.")
                        || name.startsWith("java.time.")
                        || name.equals("java.lang.System$Logger")
                        || name.equals("java.lang.Thread")
                        || name.equals("java.lang.ThreadLocal")
                        || name.startsWith("java.nio.file.")
                        || name.equals("java.util.Random")
                        || name.equals("java.util.SplittableRandom")
                        || name.equals("java.util.UUID")
                        || name.equals("java.util.Date")
                        || name.equals("java.util.Calendar")
                        || name.equals("java.util.Timer")
                        || name.equals("java.util.IdentityHashMap")
                        || name.equals("java.security.SecureRandom");
            }
        };
    }

    @Test
    @DisplayName("OVW-10: the core is one library without native code that depends on the JDK alone")
    void javaAlone() {
        JAVA_ALONE.check(MAIN);
        OPTIONAL_MODULES.check(MAIN);
        NO_NATIVE_CODE.check(MAIN);
    }

    @Test
    @DisplayName("wire depends on nothing else of the stack")
    void wireStandsAlone() {
        WIRE_STANDS_ALONE.check(MAIN);
    }

    @Test
    @DisplayName("congestion control depends on nothing else of the stack")
    void congestionStandsAlone() {
        CONGESTION_STANDS_ALONE.check(MAIN);
    }

    @Test
    @DisplayName("the engine depends on wire and congestion control, and on the batch it fills")
    void engineKnowsWireOnly() {
        ENGINE_KNOWS_WIRE_ONLY.check(MAIN);
    }

    @Test
    @DisplayName("links know nothing of SCTP")
    void linkKnowsNoEngine() {
        LINK_KNOWS_NO_ENGINE.check(MAIN);
    }

    @Test
    @DisplayName("wire and engine are pure")
    void pure() {
        PURE.check(MAIN);
        NO_CLOCK.check(MAIN);
        NO_ACCIDENTAL_ORDER.check(MAIN);
        NO_LOCKS.check(MAIN);
    }

    @Test
    @DisplayName("only drivers touch associations")
    void driversDrive() {
        DRIVERS_DRIVE.check(MAIN);
    }

    @Test
    @DisplayName("the calls of C stand on the public ones")
    void posixOnThePublicCalls() {
        POSIX_ON_THE_PUBLIC_CALLS.check(MAIN);
    }

    @Test
    @DisplayName("nothing writes to the console")
    void noConsole() {
        NO_CONSOLE.check(MAIN);
    }

    @Test
    @DisplayName("SEC-17: nothing reads Java's serialized objects")
    void noSerialization() {
        NO_SERIALIZATION.check(MAIN);
    }

    @Test
    @DisplayName("SEC-91: no call of a socket or a stack takes code of the user's to be called back")
    void noCallbacks() {
        NO_CALLBACKS.check(MAIN);
    }

    @Test
    @DisplayName(
            "SEC-96: the module needs java.base and nothing else when it runs; the one service it loads is a link that was asked for")
    void module() throws IOException {
        URL classes = SctpStack.class.getProtectionDomain().getCodeSource().getLocation();
        ModuleDescriptor module;
        try (InputStream in = URI.create(classes + "module-info.class").toURL().openStream()) {
            module = ModuleDescriptor.read(in);
        }
        assertThat(module.requires().stream()
                        .filter(r -> !r.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                        .map(ModuleDescriptor.Requires::name))
                .containsExactly("java.base");
        assertThat(module.uses()).containsExactly(LinkProvider.class.getName());
        assertThat(module.provides()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plantedViolations")
    @DisplayName("each rule can fail: it names the class that breaks it")
    void rulesCanFail(String violation, ArchRule rule, String culprit) {
        assertThatThrownBy(() -> rule.check(PLANTED))
                .as(violation)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(culprit);
    }

    static List<Arguments> plantedViolations() {
        return List.of(
                Arguments.of("sockets use a library", JAVA_ALONE, "io.jsctp.PlantedInSockets.library"),
                Arguments.of("sockets have native code", NO_NATIVE_CODE, "io.jsctp.PlantedInSockets.foreign"),
                Arguments.of("posix uses engine", POSIX_ON_THE_PUBLIC_CALLS, "io.jsctp.posix.PlantedInPosix.state"),
                Arguments.of("wire uses engine", WIRE_STANDS_ALONE, "io.jsctp.engine.AssociationState"),
                Arguments.of("engine uses sockets", ENGINE_KNOWS_WIRE_ONLY, "io.jsctp.Errno"),
                Arguments.of("link uses engine", LINK_KNOWS_NO_ENGINE, "io.jsctp.engine.AssociationState"),
                Arguments.of("link uses wire", LINK_KNOWS_NO_ENGINE, "io.jsctp.wire.SerialNumber"),
                Arguments.of("congestion control uses sockets", CONGESTION_STANDS_ALONE, "io.jsctp.Errno"),
                Arguments.of("wire draws", PURE, "io.jsctp.wire.PlantedInWire.roll"),
                Arguments.of("engine draws", PURE, "io.jsctp.engine.PlantedInEngine.roll"),
                Arguments.of("wire reads the clock", NO_CLOCK, "io.jsctp.wire.PlantedInWire.time"),
                Arguments.of("engine reads the clock", NO_CLOCK, "io.jsctp.engine.PlantedInEngine.time"),
                Arguments.of("engine asks for an address in memory", NO_ACCIDENTAL_ORDER, "PlantedInEngine.address"),
                Arguments.of("engine makes a salted set", NO_ACCIDENTAL_ORDER, "PlantedInEngine.salted"),
                Arguments.of("engine locks", NO_LOCKS, "PlantedInEngine.locked"),
                Arguments.of("no driver drives", DRIVERS_DRIVE, "io.jsctp.PlantedInSockets.drive"),
                Arguments.of("reads objects", NO_SERIALIZATION, "io.jsctp.PlantedInSockets.read"),
                Arguments.of("takes a callback", NO_CALLBACKS, "io.jsctp.PlantedCallback.onMessage"),
                Arguments.of("prints", NO_CONSOLE, "io.jsctp.PlantedInSockets.print"));
    }

    @Test
    @DisplayName("no source file is longer than 500 lines: if it needs \"and\" to be described, it is split")
    void filesAreShort() throws IOException {
        assertThat(longerThan(LINES_PER_FILE)).isEmpty();
        assertThat(longerThan(100)).as("the rule can fail").isNotEmpty();
    }

    private static List<String> longerThan(int limit) throws IOException {
        Path reactor = Path.of("").toAbsolutePath().getParent();
        List<String> found = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(reactor.resolve(module).resolve("src/main/java"))) {
                files.filter(f -> f.toString().endsWith(".java"))
                        .filter(f -> lines(f) > limit)
                        .forEach(f -> found.add(reactor.relativize(f) + " has " + lines(f)));
            }
        }
        return found;
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
