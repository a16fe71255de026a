package io.jsctp.posix;

import io.jsctp.Family;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.Style;

/**
 * What a descriptor stands for: a socket, and the options that are about how C's calls give things back. The socket itself
 * always has the infos of messages on, so that the calls here can choose when they are made.
 */
final class Descriptor {
    final SctpSocket socket;

    /** SCTP_RECVRCVINFO. */
    volatile boolean receiveInfo;

    /** SCTP_RECVNXTINFO. */
    volatile boolean nextInfo;

    /** The sctp_data_io_event of SCTP_EVENTS. */
    volatile boolean dataIo;

    /** SCTP_USE_EXT_RCVINFO. */
    volatile boolean extended;

    Descriptor(SctpSocket socket) throws SctpException {
        this.socket = socket;
        socket.setOption(SctpOption.RECVRCVINFO, true);
        socket.setOption(SctpOption.RECVNXTINFO, true);
    }

    /** One for a socket that an accepting or peeling-off call made of this one. */
    Descriptor child(SctpSocket made) throws SctpException {
        Descriptor child = new Descriptor(made);
        child.receiveInfo = receiveInfo;
        child.nextInfo = nextInfo;
        child.dataIo = dataIo;
        child.extended = extended;
        return child;
    }

    boolean isOneToMany() {
        return socket.style() == Style.ONE_TO_MANY;
    }

    /** SCTP_I_WANT_MAPPED_V4_ADDR. */
    boolean isMapped() throws SctpException {
        return isIpv6() && socket.getOption(SctpOption.I_WANT_MAPPED_V4_ADDR);
    }

    boolean isIpv6() {
        return socket.family() == Family.IPV6;
    }
}
