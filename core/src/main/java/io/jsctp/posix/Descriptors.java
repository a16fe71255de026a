package io.jsctp.posix;

import io.jsctp.Errno;
import io.jsctp.SctpException;
import io.jsctp.SctpStack;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The table of descriptors, and what goes wrong with them. */
abstract sealed class Descriptors permits SocketCalls {
    private static final int FIRST_SOCKET = 3;

    final SctpStack stack;
    private final InputStream stdin;
    private final PrintStream stdout;
    private final PrintStream stderr;
    private final ThreadLocal<Integer> errno = ThreadLocal.withInitial(() -> 0);
    private final ReentrantLock lock = new ReentrantLock();
    private final List<@Nullable Descriptor> table = new ArrayList<>();

    Descriptors(SctpStack stack, InputStream stdin, PrintStream stdout, PrintStream stderr) {
        this.stack = stack;
        this.stdin = stdin;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /** {@return why the last call of this thread failed that did, as SysErrno.EINVAL; 0 if none did} */
    public final int errno() {
        return errno.get();
    }

    /**
     * Tells what an errno means.
     *
     * @param number the errno
     * @return some words
     */
    public final String strerror(int number) {
        for (Errno one : Errno.values()) {
            if (SysErrno.number(one) == number) {
                return one.reason();
            }
        }
        return number == 0 ? "Success" : "Unknown error " + number;
    }

    /**
     * Prints what went wrong to standard error.
     *
     * @param prefix stands before it
     */
    public final void perror(String prefix) {
        stderr.println(prefix + ": " + strerror(errno()));
    }

    /** A call that fails by an exception. */
    interface Call {
        int run() throws SctpException;
    }

    /** Makes an exception -1 and an errno. */
    final int result(Call call) {
        try {
            return call.run();
        } catch (SctpException e) {
            errno.set(SysErrno.number(e.errno()));
            return -1;
        }
    }

    static SctpException error(Errno why, String rule) {
        return new SctpException(why, rule);
    }

    static <T> T present(@Nullable T argument, String name) throws SctpException {
        if (argument == null) {
            throw error(Errno.EFAULT, name + " is null");
        }
        return argument;
    }

    final int add(Descriptor descriptor) {
        lock.lock();
        try {
            int free = table.indexOf(null);
            if (free < 0) {
                free = table.size();
                table.add(descriptor);
            } else {
                table.set(free, descriptor);
            }
            return FIRST_SOCKET + free;
        } finally {
            lock.unlock();
        }
    }

    final Descriptor of(int fd) throws SctpException {
        Descriptor found = isStream(fd) ? null : find(fd);
        if (found == null) {
            throw error(isStream(fd) ? Errno.ENOTSOCK : Errno.EBADF, "descriptor " + fd + " is no socket");
        }
        return found;
    }

    final @Nullable Descriptor find(int fd) {
        lock.lock();
        try {
            int index = fd - FIRST_SOCKET;
            return index >= 0 && index < table.size() ? table.get(index) : null;
        } finally {
            lock.unlock();
        }
    }

    final @Nullable Descriptor remove(int fd) {
        lock.lock();
        try {
            int index = fd - FIRST_SOCKET;
            return index >= 0 && index < table.size() ? table.set(index, null) : null;
        } finally {
            lock.unlock();
        }
    }

    static boolean isStream(int fd) {
        return fd >= SysSocket.STDIN_FILENO && fd <= SysSocket.STDERR_FILENO;
    }

    final int readStream(int fd, byte[] buffer, int length) throws SctpException {
        if (fd != SysSocket.STDIN_FILENO) {
            throw error(Errno.EBADF, "descriptor " + fd + " is not open for reading");
        }
        try {
            return Math.max(0, stdin.read(buffer, 0, length));
        } catch (IOException e) {
            throw error(Errno.EIO, "standard input can't be read: " + e);
        }
    }

    final int writeStream(int fd, byte[] buffer, int length) throws SctpException {
        if (fd == SysSocket.STDIN_FILENO) {
            throw error(Errno.EBADF, "descriptor " + fd + " is not open for writing");
        }
        PrintStream out = fd == SysSocket.STDOUT_FILENO ? stdout : stderr;
        out.write(buffer, 0, length);
        out.flush();
        return length;
    }

    /**
     * What an address argument says.
     *
     * @param wrongFamily the errno for a family that is none of the Internet's
     */
    static InetSocketAddress address(Descriptor d, @Nullable sockaddr given, int length, Errno wrongFamily)
            throws SctpException {
        sockaddr present = present(given, "the address");
        InetSocketAddress address = present.toInet(Math.min(length, present.sizeof()));
        int family = present.sa_family();
        if (family != SysSocket.AF_INET && family != SysSocket.AF_INET6) {
            throw error(wrongFamily, "address family " + family + " is neither AF_INET nor AF_INET6");
        }
        if (address == null) {
            throw error(Errno.EINVAL, length + " bytes are no address of family " + family);
        }
        if (family == SysSocket.AF_INET6 && !d.isIpv6()) {
            throw error(wrongFamily, "an IPv4 socket takes no IPv6 address");
        }
        return address;
    }

    static List<InetSocketAddress> addresses(Descriptor d, sockaddr @Nullable [] given, int count, Errno wrongFamily)
            throws SctpException {
        sockaddr[] present = present(given, "the array of addresses");
        if (count <= 0 || count > present.length) {
            throw error(Errno.EINVAL, "there are " + present.length + " addresses, not " + count);
        }
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            addresses.add(address(d, present[i], sockaddr_storage.SIZEOF, wrongFamily));
        }
        return addresses;
    }

    /** Stores an address where the user wants it, if anywhere. */
    static void store(
            Descriptor d, @Nullable InetSocketAddress address, @Nullable sockaddr target, int @Nullable [] length)
            throws SctpException {
        if (target != null && address != null) {
            int[] room = present(length, "the length of the address");
            room[0] = target.store(address, room[0], d.isMapped());
        }
    }

    /** Checked before a call does what can't be taken back. */
    static void checkTarget(@Nullable sockaddr target, int @Nullable [] length) throws SctpException {
        if (target != null) {
            present(length, "the length of the address");
        }
    }
}
