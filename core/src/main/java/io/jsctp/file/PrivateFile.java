package io.jsctp.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files that only their owner may read: captures and recordings hold users' data, and recordings secrets too. */
public final class PrivateFile {
    private PrivateFile() {}

    /**
     * Begins a file. One that is there is overwritten, and who may read it stays as it was. Where the file system does not know
     * POSIX permissions its defaults hold.
     *
     * <p>On the file system of the host it is not a channel: one that a thread writes to when it is interrupted is closed by that,
     * for all threads, and users may interrupt the threads that call the stack.
     *
     * @param path where
     * @return what writes to it, without a buffer
     * @throws IOException if it can't be made or written to
     */
    public static OutputStream create(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } catch (FileAlreadyExistsException e) {
                // it is overwritten
            }
        }
        boolean ofHost = path.getFileSystem() == FileSystems.getDefault();
        return ofHost ? new FileOutputStream(path.toFile()) : Files.newOutputStream(path);
    }
}
