package io.jsctp.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules that keep the engine pure and the layers apart; each with its reason. */
class ArchitectureTest {
    private static final String WIRE = "io.jsctp.wire";
    private static final String ENGINE = "io.jsctp.engine";
    private static final String LINK = "io.jsctp.link";

    /** The only classes of the socket layer that may drive the engine's associations and endpoints. */
    private static final Set<String> DRIVERS =
            Set.of("AssociationDriver", "EndpointDriver", "EventLoop", "EventTranslator");

    private static final int LINES_PER_FILE = 500;

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.jsctp");

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
                    .and(resideInAnyPackage(WIRE, ENGINE).negate().as("not wire or engine"))
                    .and(named("PacketBatch").negate().as("not PacketBatch")))
            .because("the engine's only outlets are events and packets in a batch");

    private static final ArchRule LINK_KNOWS_NO_ENGINE = noClasses()
            .that()
            .resideInAPackage(LINK)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENGINE, WIRE, "io.jsctp")
            .because("a link moves packets and must not know what is in them");

    private static final ArchRule PURE = noClasses()
            .that()
            .resideInAnyPackage(WIRE, ENGINE)
            .should()
            .dependOnClassesThat(impure())
            .because("time, chance, threads, sockets and logging come from outside, or no run could be replayed; "
                    + "streams allocate on every packet");

    private static final ArchRule NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage(WIRE, ENGINE)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(System.class, "identityHashCode", Object.class)
            .because("every entry takes the time as an argument, and order must not depend on addresses in memory");

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

    private static final ArchRule NO_CONSOLE = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("a library does not write on its user's console");

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
                        || name.equals("java.util.Random")
                        || name.equals("java.util.IdentityHashMap")
                        || name.equals("java.security.SecureRandom");
            }
        };
    }

    @Test
    @DisplayName("wire depends on nothing else of the stack")
    void wireStandsAlone() {
        WIRE_STANDS_ALONE.check(MAIN);
    }

    @Test
    @DisplayName("the engine depends on wire, and on the batch it fills")
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
    }

    @Test
    @DisplayName("only drivers touch associations")
    void driversDrive() {
        DRIVERS_DRIVE.check(MAIN);
    }

    @Test
    @DisplayName("nothing writes to the console")
    void noConsole() {
        NO_CONSOLE.check(MAIN);
    }

    @Test
    @DisplayName("the rules can fail: a class that breaks them all is caught by each")
    void rulesCanFail() {
        JavaClasses planted = new ClassFileImporter().importClasses(Violator.class);
        DescribedPredicate<JavaClass> any = DescribedPredicate.alwaysTrue();
        assertThatThrownBy(() -> noClasses()
                        .that(any)
                        .should()
                        .dependOnClassesThat(impure())
                        .check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("java.util.Random");
        assertThatThrownBy(() -> noClasses()
                        .that(any)
                        .should()
                        .callMethod(System.class, "nanoTime")
                        .check(planted))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> NO_CONSOLE.check(planted)).isInstanceOf(AssertionError.class);
    }

    /** Breaks the rules on purpose. */
    static final class Violator {
        private Violator() {}

        static long roll() {
            System.out.print("");
            return new java.util.Random(1).nextLong() + System.nanoTime();
        }
    }

    @Test
    @DisplayName("no source file is longer than 500 lines: if it needs \"and\" to be described, it is split")
    void filesAreShort() throws IOException {
        Path sources = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            List<String> tooLong = files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> lines(f) > LINES_PER_FILE)
                    .map(f -> sources.relativize(f) + " has " + lines(f))
                    .collect(Collectors.toList());
            assertThat(tooLong).isEmpty();
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
