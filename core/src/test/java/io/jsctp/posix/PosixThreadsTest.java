package io.jsctp.posix;

import static io.jsctp.posix.PosixWire.ok;
import static io.jsctp.posix.SysErrno.EBADF;
import static io.jsctp.posix.SysErrno.EINTR;
import static io.jsctp.posix.SysErrno.EMFILE;
import static io.jsctp.posix.SysSocket.AF_INET;
import static io.jsctp.posix.SysSocket.SOCK_SEQPACKET;
import static io.jsctp.posix.SysSocket.SOCK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsctp.SctpStack;
import io.jsctp.StackLimit;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that wait, in threads of their own. */
@Timeout(60)
class PosixThreadsTest {
    private SctpStack stack;
    private Posix c;

    @BeforeEach
    void open() throws Exception {
        stack = SctpStack.builder()
                .localAddresses(List.of(InetAddress.getByName("127.0.0.1")))
                .udpPort(0)
                .limit(StackLimit.SOCKETS, 2)
                .open();
        c = new Posix(stack);
    }

    @AfterEach
    void close() {
        stack.close();
    }

    /** Runs a call that waits, does something to it, and tells its errno. */
    private int errnoOf(IntSupplier call, java.util.function.Consumer<Thread> end) throws InterruptedException {
        CompletableFuture<Integer> errno = new CompletableFuture<>();
        AtomicReference<Integer> result = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            result.set(call.getAsInt());
            errno.complete(c.errno());
        });
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        end.accept(thread);
        int told = errno.join();
        assertThat(result.get()).isEqualTo(-1);
        assertThat(c.errno()).as("of this thread").isZero();
        return told;
    }

    @Test
    @DisplayName(
            "RECVV-29 SENDV-35: a waiting call is ended by interrupting its thread, EINTR, or closing its socket, EBADF")
    void ended() throws Exception {
        int sd = c.socket(AF_INET, SOCK_SEQPACKET, 0);
        byte[] buf = new byte[10];
        IntSupplier recvfrom = () -> c.recvfrom(sd, buf, 10, 0, null, null);
        assertThat(errnoOf(recvfrom, Thread::interrupt)).isEqualTo(EINTR);
        assertThat(errnoOf(recvfrom, thread -> ok(c.close(sd)))).isEqualTo(EBADF);
        int listener = c.socket(AF_INET, SOCK_STREAM, 0);
        ok(c.listen(listener, 1));
        IntSupplier accept = () -> c.accept(listener, null, null);
        assertThat(errnoOf(accept, Thread::interrupt)).isEqualTo(EINTR);
        pollfd[] fds = {new pollfd()};
        fds[0].fd = listener;
        fds[0].events = SysSocket.POLLIN;
        assertThat(errnoOf(() -> c.poll(fds, 1, -1), Thread::interrupt)).isEqualTo(EINTR);
    }

    @Test
    @DisplayName("more sockets than the stack may have are EMFILE, until one is closed")
    void tooMany() {
        int first = c.socket(AF_INET, SOCK_STREAM, 0);
        assertThat(c.socket(AF_INET, SOCK_STREAM, 0)).isEqualTo(first + 1);
        PosixWire.fails(c, EMFILE, c.socket(AF_INET, SOCK_STREAM, 0));
        ok(c.close(first));
        assertThat(c.socket(AF_INET, SOCK_STREAM, 0)).isEqualTo(first);
    }
}
