package io.jsctp.conformance.planted;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the files that a bug changes against core's classes. */
final class PatchedCore {
    private static final Path SOURCES = Path.of("core", "src", "main", "java", "io", "jsctp");

    private PatchedCore() {}

    /**
     * Plants a bug.
     *
     * @param project the project's folder
     * @param bug what to plant
     * @param folder an empty folder, for sources and classes
     * @return the folder of the classes, to stand before core's on a class path
     */
    static Path compile(Path project, PlantedBug bug, Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<Path> sources = new ArrayList<>();
        for (String file : bug.changes().keySet()) {
            Path source = folder.resolve("src").resolve(file);
            Files.createDirectories(source.getParent());
            Files.write(source, bug.plant(file, Files.readAllLines(project.resolve(SOURCES.resolve(file)))));
            sources.add(source);
        }
        if (sources.isEmpty()) {
            return classes;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
            List<String> options = List.of(
                    "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none", "-nowarn");
            if (!compiler.getTask(output, files, null, options, null, units).call()) {
                throw new IllegalStateException(bug.name() + " does not compile:\n" + output);
            }
        }
        return classes;
    }
}
