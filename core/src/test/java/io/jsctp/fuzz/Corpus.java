package io.jsctp.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The corpus of a fuzz target: one text file, an input a line in hexadecimal; the fuzzer wants a folder of files. */
public final class Corpus {
    private Corpus() {}

    /** {@return the inputs in a file, or none if there is no such file} */
    static List<byte[]> read(Path file) throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                inputs.add(HexFormat.of().parseHex(line));
            }
        }
        return inputs;
    }

    /**
     * Serves {@code scripts/fuzz}.
     *
     * @param args {@code unpack FILE FOLDER} or {@code pack FOLDER FILE}
     */
    public static void main(String... args) throws IOException {
        Path from = Path.of(args[1]);
        Path to = Path.of(args[2]);
        if (args[0].equals("unpack")) {
            Files.createDirectories(to);
            int n = 0;
            for (byte[] input : read(from)) {
                Files.write(to.resolve(String.valueOf(n++)), input);
            }
            return;
        }
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                lines.add(HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        lines.sort(null);
        Files.write(to, lines, StandardCharsets.US_ASCII);
    }
}
