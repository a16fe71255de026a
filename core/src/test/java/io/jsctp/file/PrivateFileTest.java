package io.jsctp.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @DisplayName("only its owner may read a new file; one that is there is overwritten and keeps its permissions")
    void permissions() throws IOException {
        Path made = folder.resolve("made");
        PrivateFile.create(made).close();
        assertThat(Files.getPosixFilePermissions(made))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

        Path there = Files.writeString(folder.resolve("there"), "long before");
        Set<PosixFilePermission> forAll = PosixFilePermissions.fromString("rw-r--r--");
        Files.setPosixFilePermissions(there, forAll);
        try (OutputStream out = PrivateFile.create(there)) {
            out.write('x');
        }
        assertThat(there).hasContent("x");
        assertThat(Files.getPosixFilePermissions(there)).isEqualTo(forAll);
    }

    @Test
    @DisplayName("what an interrupted thread writes is written, and it can write on")
    void interrupted() throws IOException {
        Path path = folder.resolve("file");
        try (OutputStream out = PrivateFile.create(path)) {
            Thread.currentThread().interrupt();
            out.write('a');
            out.write('b');
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(path).hasContent("ab");
    }

    @Test
    @DisplayName("a folder that is not there is an IOException")
    void noFolder() {
        assertThatThrownBy(() -> PrivateFile.create(folder.resolve("none/file")))
                .isInstanceOf(IOException.class);
    }
}
