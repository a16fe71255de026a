package io.jsctp.testkit.script.stack;

import io.jsctp.Errno;
import io.jsctp.Family;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.ShutdownHow;
import io.jsctp.Style;
import io.jsctp.testkit.script.CallResult;
import io.jsctp.testkit.script.Expression;
import io.jsctp.testkit.script.ScriptRefusedException;
import io.jsctp.testkit.script.ScriptSetup;
import io.jsctp.testkit.script.SystemCall;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The system calls of scripts, on the sockets of a stack. What a call does not know is refused by name. */
final class SystemCalls {
    private final SctpStack stack;
    private final ScriptSetup setup;
    private final Knobs knobs;
    private final CallTimeout timeout;
    private final Map<Integer, Descriptor> descriptors = new HashMap<>();

    SystemCalls(SctpStack stack, ScriptSetup setup, Knobs knobs, CallTimeout timeout) {
        this.stack = stack;
        this.setup = setup;
        this.knobs = knobs;
        this.timeout = timeout;
    }

    /** Makes a call for the first time. */
    CallResult call(SystemCall call) throws ScriptRefusedException {
        return run(call, false);
    }

    /** Makes a call again that had to wait. */
    CallResult resume(SystemCall call) throws ScriptRefusedException {
        return run(call, true);
    }

    private CallResult run(SystemCall call, boolean again) throws ScriptRefusedException {
        Arguments arguments = new Arguments(call, setup);
        Descriptor descriptor = null;
        try {
            if (call.name().equals("socket")) {
                return socket(call, arguments);
            }
            descriptor = descriptor(arguments);
            return limited(call, descriptor, dispatch(descriptor, call, arguments, again), again);
        } catch (SctpException e) {
            return limited(call, descriptor, failed(call, e, descriptor), again);
        }
    }

    /** A call that would have to wait waits no longer than the socket's options say. */
    private CallResult limited(SystemCall call, @Nullable Descriptor fd, CallResult result, boolean again)
            throws ScriptRefusedException {
        if (!result.blocked() || fd == null) {
            timeout.end();
            return result;
        }
        if (!again) {
            begin(call, fd);
        }
        if (!timeout.isOver()) {
            return result;
        }
        timeout.end();
        Errno told = call.name().contains("connect") ? Errno.EINPROGRESS : Errno.EAGAIN;
        return MessageCalls.withUntouchedFlags(call, CallResult.failed(told.name()));
    }

    private void begin(SystemCall call, Descriptor fd) {
        try {
            timeout.begin(call.name(), fd);
        } catch (SctpException e) {
            timeout.end(); // the socket is closed: the call will find that out
        }
    }

    private Descriptor descriptor(Arguments arguments) throws ScriptRefusedException, SctpException {
        arguments.expect(1, 16);
        Descriptor descriptor = descriptors.get(arguments.integer(0));
        if (descriptor == null) {
            throw new SctpException(Errno.EBADF, "descriptor " + arguments.get(0) + " is not open");
        }
        return descriptor;
    }

    private CallResult dispatch(Descriptor fd, SystemCall call, Arguments arguments, boolean again)
            throws SctpException, ScriptRefusedException {
        return switch (call.name()) {
            case "fcntl" -> fcntl(fd, arguments);
            case "bind" -> bind(fd, arguments);
            case "sctp_bindx" -> bindx(fd, arguments);
            case "listen" -> listen(fd, arguments);
            case "accept" -> accept(fd, call, arguments);
            case "connect", "sctp_connectx" -> again ? connected(fd) : connect(fd, arguments);
            case "shutdown" -> shutdown(fd, arguments);
            case "close" -> close(fd, arguments);
            case "getsockopt" -> OptionCalls.get(fd, arguments);
            case "setsockopt" -> OptionCalls.set(fd, arguments);
            case "write", "send" -> MessageCalls.write(fd, arguments);
            case "read", "recv" -> MessageCalls.read(fd, arguments);
            case "sctp_sendmsg" -> MessageCalls.sendmsg(fd, arguments);
            case "sctp_sendv" -> MessageCalls.sendv(fd, arguments);
            case "sctp_recvmsg" -> MessageCalls.recvmsg(fd, arguments);
            default -> throw new ScriptRefusedException("the call " + call.name() + " is not known");
        };
    }

    /** A failure; or no end yet, if the descriptor blocks and the socket says that it would have to wait. */
    private static CallResult failed(SystemCall call, SctpException e, @Nullable Descriptor fd)
            throws ScriptRefusedException {
        Errno errno = e.errno();
        boolean waits = errno == Errno.EAGAIN || errno == Errno.EINPROGRESS;
        if (waits && fd != null && !fd.nonBlocking) {
            return CallResult.BLOCKED;
        }
        if (errno == Errno.EOPNOTSUPP && call.name().equals("setsockopt") && !"EOPNOTSUPP".equals(call.errno())) {
            // The script is about something that does not exist here: that it fails would tell nothing.
            throw new ScriptRefusedException(String.valueOf(e.getMessage()));
        }
        if (errno == Errno.EAGAIN && call.name().equals("sctp_connectx")) {
            return CallResult.failed(Errno.EINPROGRESS.name()); // as RFC 6458 §9.9 has it: like connect
        }
        if (errno == Errno.EAGAIN && "EWOULDBLOCK".equals(call.errno())) {
            return CallResult.failed("EWOULDBLOCK"); // another name for the same
        }
        CallResult failed = CallResult.failed(errno.name());
        return MessageCalls.withUntouchedFlags(call, failed);
    }

    private CallResult socket(SystemCall call, Arguments a) throws SctpException, ScriptRefusedException {
        a.expect(3, 3);
        Family family;
        if (a.isOpen(0)) {
            family = setup.localAddresses().stream().allMatch(Inet4Address.class::isInstance)
                    ? Family.IPV4
                    : Family.IPV6;
        } else {
            family = switch (a.integer(0)) {
                case SocketConstants.AF_INET -> Family.IPV4;
                case SocketConstants.AF_INET6 -> Family.IPV6;
                default -> throw new ScriptRefusedException("the address family " + a.get(0) + " is not known");
            };
        }
        Style style = switch (a.integer(1)) {
            case SocketConstants.SOCK_STREAM -> Style.ONE_TO_ONE;
            case SocketConstants.SOCK_SEQPACKET -> Style.ONE_TO_MANY;
            default -> throw new ScriptRefusedException("the socket type " + a.get(1) + " is not known");
        };
        if (a.integer(2) != SctpConstants.IPPROTO_SCTP) {
            throw new ScriptRefusedException("the protocol " + a.get(2) + " is not SCTP");
        }
        Descriptor descriptor = new Descriptor(stack.socket(family, style));
        knobs.apply(descriptor.socket);
        return CallResult.of(enter(descriptor, call));
    }

    /** Gives a new descriptor the number that the script expects, else the lowest free one. */
    private int enter(Descriptor descriptor, SystemCall call) throws ScriptRefusedException {
        int number = 3;
        if (call.expected() instanceof Expression.IntegerValue expected && expected.value() >= 0) {
            number = Values.integer(expected);
            if (descriptors.containsKey(number)) {
                throw new ScriptRefusedException("descriptor " + number + " is open already");
            }
        }
        while (descriptors.containsKey(number)) {
            number++;
        }
        descriptors.put(number, descriptor);
        return number;
    }

    private static CallResult fcntl(Descriptor fd, Arguments a) throws ScriptRefusedException {
        a.expect(2, 3);
        switch (a.integer(1)) {
            case SocketConstants.F_GETFL -> {
                return CallResult.of(SocketConstants.O_RDWR | (fd.nonBlocking ? SocketConstants.O_NONBLOCK : 0));
            }
            case SocketConstants.F_SETFL -> {
                a.expect(3, 3);
                int flags = a.integer(2);
                if ((flags & ~(SocketConstants.O_RDWR | SocketConstants.O_NONBLOCK)) != 0) {
                    throw new ScriptRefusedException("the flags " + a.get(2) + " are not all known");
                }
                fd.nonBlocking = (flags & SocketConstants.O_NONBLOCK) != 0;
                return CallResult.of(0);
            }
            default -> throw new ScriptRefusedException("fcntl " + a.get(1) + " is not known");
        }
    }

    private CallResult bind(Descriptor fd, Arguments a) throws SctpException, ScriptRefusedException {
        a.expect(3, 3);
        List<InetSocketAddress> addresses = a.local(1);
        if (addresses.size() == 1) {
            fd.socket.bind(addresses.get(0));
        } else {
            fd.socket.bindx(addresses, SctpConstants.SCTP_BINDX_ADD_ADDR);
        }
        return CallResult.of(0);
    }

    private static CallResult bindx(Descriptor fd, Arguments a) throws SctpException, ScriptRefusedException {
        a.expect(4, 4);
        fd.socket.bindx(a.local(1), a.integer(3));
        return CallResult.of(0);
    }

    private static CallResult listen(Descriptor fd, Arguments a) throws SctpException, ScriptRefusedException {
        a.expect(2, 2);
        fd.socket.listen(a.integer(1));
        return CallResult.of(0);
    }

    private CallResult accept(Descriptor fd, SystemCall call, Arguments a)
            throws SctpException, ScriptRefusedException {
        a.expect(3, 3);
        a.mustBeOpen(1, "the address");
        Descriptor accepted = new Descriptor(fd.socket.accept());
        return CallResult.of(enter(accepted, call));
    }

    private static CallResult connect(Descriptor fd, Arguments a) throws SctpException, ScriptRefusedException {
        a.expect(3, 4);
        if (a.name().equals("connect")) {
            fd.socket.connect(a.remote(1).get(0));
        } else {
            fd.socket.connectx(a.remote(1));
        }
        return CallResult.of(0);
    }

    /** A blocking connect is over when the association is up, or failed. */
    private static CallResult connected(Descriptor fd) throws SctpException {
        Optional<Errno> failure = fd.socket.getOption(SctpOption.SO_ERROR);
        if (failure.isPresent()) {
            return CallResult.failed(failure.get().name());
        }
        return !fd.isOneToMany() && fd.isUp() ? CallResult.of(0) : CallResult.BLOCKED;
    }

    private static CallResult shutdown(Descriptor fd, Arguments a) throws SctpException, ScriptRefusedException {
        a.expect(2, 2);
        ShutdownHow how = switch (a.integer(1)) {
            case SocketConstants.SHUT_RD -> ShutdownHow.SHUT_RD;
            case SocketConstants.SHUT_WR -> ShutdownHow.SHUT_WR;
            case SocketConstants.SHUT_RDWR -> ShutdownHow.SHUT_RDWR;
            default -> throw new ScriptRefusedException("shutdown " + a.get(1) + " is not known");
        };
        fd.socket.shutdown(how);
        return CallResult.of(0);
    }

    private CallResult close(Descriptor fd, Arguments a) throws ScriptRefusedException {
        a.expect(1, 1);
        SctpSocket socket = fd.socket;
        descriptors.remove(a.integer(0));
        socket.close();
        return CallResult.of(0);
    }
}
