package io.jsctp.posix;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code struct msghdr}: a message with what goes with it (RFC 6458 §5.1). */
@SuppressWarnings("MemberName") // the names are those of C
public final class msghdr {
    /** The peer's address. */
    public @Nullable sockaddr msg_name;

    /** Its size; for receiving, the room there is, and then the size of what came. */
    public int msg_namelen;

    /** The message. */
    public iovec @Nullable [] msg_iov;

    /** How many of them count. */
    public int msg_iovlen;

    /** Ancillary data; receiving replaces it. */
    public List<cmsghdr> msg_control = new ArrayList<>();

    /** For receiving, the room for ancillary data in bytes, and then what it takes; not used for sending. */
    public int msg_controllen;

    /** Of a received message: MSG_EOR, MSG_NOTIFICATION, MSG_CTRUNC. */
    public int msg_flags;

    /** Makes one of zeros. */
    public msghdr() {}
}
