/**
 * What carries SCTP packets: the {@link io.jsctp.link.Link} interface, and {@link io.jsctp.link.UdpLink}, which wraps
 * them into UDP (RFC 6951). A link knows nothing of SCTP but that its packets are bytes.
 */
@NullMarked
package io.jsctp.link;

import org.jspecify.annotations.NullMarked;
